"""The shapes of what was decided, of the figures, and of a file's status in plain words."""

from datetime import date

from pydantic import AwareDatetime, BaseModel

from portal.api.shapes.law import Counted
from portal.api.shapes.said import Said


class SessionTold(BaseModel):
    """A session: its year, where it was held as far as the law says it, and how many files it
    decided in which way."""

    session: str
    year: int
    place: Said | None
    outcomes: dict[str, int]
    url: str


class Sessions(BaseModel):
    """Every session that decided anything, the latest first."""

    sessions: list[SessionTold]


class DecisionTold(BaseModel):
    """A decision about one file; what the register alone knows has no reference and no outcome."""

    file_no: str
    reference: str | None
    title: str
    states: list[str]
    kind: str
    decision: str
    decided_on: str
    outcome: Said | None
    illustrative: bool


class Decisions(BaseModel):
    """Some decisions of a session, by file number."""

    session: str
    decisions: list[DecisionTold]
    next: str | None


class OfAYear(BaseModel):
    """How many elements came onto each List, or into the Register, in a year."""

    year: int
    lists: dict[str, int]


class OfACycle(BaseModel):
    """How the places of a cycle were given."""

    cycle: int
    inside: int
    outside: int
    backlog: int


class Statistics(BaseModel):
    """The figures of the register and of the public files."""

    elements: int
    by_year: list[OfAYear]
    by_group: dict[str, int]
    by_status: list[Counted]
    by_cycle: list[OfACycle]


class WasTold(BaseModel):
    """When a file came where, in plain words."""

    at: AwareDatetime
    said: Said


class DateToCome(BaseModel):
    """A date of the cycle that is to come: an instant, or whole days; its paragraph, how sure."""

    key: str
    at: AwareDatetime | None
    first: date | None
    last: date | None
    cite: str
    mark: str


class StatusTold(BaseModel):
    """A file in plain words: what was done, where it is, where it can go from there, and the dates
    of its cycle that are to come."""

    reference: str
    was: list[WasTold]
    status: Said
    will: list[Said]
    dates: list[DateToCome]
