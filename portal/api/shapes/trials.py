"""The shapes of a cycle under two policies, and of its places."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from portal.api.shapes.law import Ranking, Sentence


class PolicyLine(BaseModel):
    """A policy by its name; a draft is not law."""

    name: str
    draft: bool


class Policies(BaseModel):
    """Every policy that a trial knows by name: the law first, its sets of rules, the drafts; and
    every order in which the levels can come."""

    policies: list[PolicyLine]
    orders: list[str]


class CeilingTold(BaseModel):
    """How many places there are, and where that comes from."""

    number: int
    wording: str
    cite: str
    mark: str
    decided_by_the_committee: int


class RulesTold(BaseModel):
    """A set of rules: its levels, each with the keys that its files are ordered by."""

    name: str
    cite: str
    mark: str
    levels: dict[str, list[str]]


class Side(BaseModel):
    """A policy as it was used, and how many files came of it in which way."""

    ceiling: CeilingTold
    outside: list[str]
    rules: RulesTold
    counts: dict[str, int | dict[str, int]]


class Stood(BaseModel):
    """Where a file stands on one side."""

    status: str
    rank: int | None
    level: str | None


class ChangeTold(BaseModel):
    """A file that stands elsewhere in the trial, and why it stands there."""

    file_no: str
    name: str
    mechanism: str
    kind: str
    states: list[str]
    illustrative: bool
    base: Stood
    trial: Stood
    why: list[Sentence]


class Pair(BaseModel):
    """A number on both sides."""

    base: int
    trial: int
    change: int


class BacklogTold(BaseModel):
    """How many files are left without a place on both sides."""

    base: int
    trial: int
    growth: int


class TrialTold(BaseModel):
    """A cycle under two policies: who enters, who leaves, who moves, and why."""

    cycle: int
    base: Side
    trial: Side
    enters: list[ChangeTold]
    leaves: list[ChangeTold]
    moves: list[ChangeTold]
    by_level: dict[str, Pair]
    by_group: dict[str, Pair]
    backlog: BacklogTold
    notes: list[str]


class PlaceOf(BaseModel):
    """A dossier that was given a place or left without one. `why` is told to those who prepare the
    selection, and to a State of its own files; null to others."""

    reference: str
    file_no: str
    title: str
    states: list[str]
    workflow: str
    place: Literal["inside", "outside"] | None
    rank: int | None
    level: str
    why: list[Sentence] | None
    illustrative: bool


class PlacesTold(BaseModel):
    """The places of a cycle as they were given: by rank, those that have none last. `ceiling` is
    null while no decision has set one."""

    cycle: int
    ceiling: int | None
    inside: int
    outside: int
    backlog: int
    files: list[PlaceOf]


class PlacesDecided(BaseModel):
    """What a person decides of the places: another number than the ceiling's; equal files at the
    cut all taken, all left, or which of them are taken; and why."""

    model_config = ConfigDict(extra="forbid")

    ceiling: Annotated[int | None, Field(ge=0, le=10_000)] = None
    tie: Literal["include", "leave", "pick"] | None = None
    picks: Annotated[
        list[Annotated[str, Field(max_length=5, pattern="^[0-9]+$")]], Field(max_length=200)
    ] = []
    reason: Annotated[str, Field(max_length=4_000)] = ""


class PlacesGiven(BaseModel):
    """What came of it: how many dossiers moved, or none in a dry run, and the ranking by which."""

    dry_run: bool
    moved: int
    ranking: Ranking
