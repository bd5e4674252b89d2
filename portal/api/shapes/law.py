"""The shapes of the law and of what it is asked about: values, rules, States, elements, dates."""

from datetime import date
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from portal.api.shapes.said import Said


class Value(BaseModel):
    """One value of a parameter; one of `since`, `from_cycle` and `cycle` says when it holds."""

    says: dict[str, Any]
    since: date | None
    from_cycle: int | None
    to_cycle: int | None
    cycle: int | None
    cite: str
    mark: str


class Parameter(BaseModel):
    """A parameter of the law with all its values, the oldest first."""

    key: str
    label: str
    values: list[Value]


class Rule(BaseModel):
    """A rule: its name, its paragraph and what it requires."""

    name: str
    cite: str
    requirement: Said


class Law(BaseModel):
    """Everything that dossiers are judged by; `digest` names this very content."""

    digest: str
    parameters: list[Parameter]
    rules: list[Rule]


class StateParty(BaseModel):
    """A State: its name, ISO 3166 code, electoral group, and whether it is a small island
    developing State or a least developed country."""

    name: str
    iso3: str
    group: str
    sids: bool
    ldc: bool


class States(BaseModel):
    """Every State, by UNESCO's English names."""

    states: list[StateParty]


class Element(BaseModel):
    """What stands on a List or in the Register."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    file_no: str
    name: str
    listed: str = Field(alias="list")
    year: int
    since: date
    states: list[str]
    decision: str | None


class Elements(BaseModel):
    """The register on a day."""

    day: date
    elements: list[Element]


class CycleLine(BaseModel):
    """A cycle (null: outside cycles), and how many of its dossiers the caller may know of."""

    cycle: int | None
    dossiers: int
    moved_at: AwareDatetime | None
    url: str | None


class Cycles(BaseModel):
    """Every cycle of which the caller may know a dossier, the latest first."""

    cycles: list[CycleLine]


class Counted(BaseModel):
    """How many dossiers of a workflow stand in a state that is called so."""

    workflow: str
    mechanism: Said
    status: Said
    dossiers: int


class Cycle(BaseModel):
    """A cycle: its session as far as it is decided, and its dossiers in sight."""

    cycle: int
    session: dict[str, Any] | None
    dossiers: int
    counts: list[Counted]


class CalendarEntry(BaseModel):
    """A date of a cycle: an instant, or a period while the law fixes no day; why, its paragraph,
    and how sure that is."""

    key: str
    label: str
    at: AwareDatetime | None
    local: str | None
    zone: str
    first: date | None = Field(description="The first day of a period, or of a session.")
    last: date | None
    derivation: list[Said]
    cite: str
    mark: str


class Calendar(BaseModel):
    """The calendar of a cycle, under that edition of the texts."""

    cycle: int
    edition: str
    entries: list[CalendarEntry]


class Sentence(BaseModel):
    """Why, with its paragraph."""

    sentence: str
    cite: str


class Ranked(BaseModel):
    """A file in its order of priority: its level, whether it has a place, and why."""

    rank: int | None
    file_no: str
    name: str
    states: list[str]
    level: str | None
    status: str
    equal_to: list[str]
    why: list[Sentence]


class Ranking(BaseModel):
    """The files of a cycle in their order of priority, by the law as the cycle stands now."""

    cycle: int
    places: int
    wording: str
    cite: str
    mark: str
    files: list[Ranked]
    notes: list[str]
