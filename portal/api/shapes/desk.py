"""The shapes of the desk: its lines, its groups, by what it may be narrowed; lists by a name."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from engine.runtime.saved_views import LONGEST_NAME
from portal.api.shapes.dossiers import Line
from portal.desk_pages.query import LONGEST

Late = Literal["critical", "overdue", "soon", "later", "no_date"]


class Lead(BaseModel):
    """The officer in charge of a dossier."""

    name: str
    address: str


class DeskLine(Line):
    """A dossier on the desk. `days` until its next date, negative where that has passed; `held`:
    whether a letter of it waits for a person, null for those who may not know that."""

    group: Late
    days: int | None
    leads: list[Lead]
    held: bool | None


class DeskGroup(BaseModel):
    """How many dossiers of the list are so late, and the line that asks for them alone."""

    group: Late
    dossiers: int
    q: str


class DeskChoice(BaseModel):
    """A value of a filter: the line that has it, how many dossiers that has, whether it is set."""

    value: str
    q: str
    dossiers: int
    chosen: bool


class DeskFacet(BaseModel):
    """A filter with its values, the most frequent first; `free` is the line without it."""

    filter: str
    free: str
    values: list[DeskChoice]


class DeskCounts(BaseModel):
    """How many dossiers the list has, and how they are spread. Where there are more than are
    counted, `whole` is false, `total` is one more than that, and nothing is said of the rest."""

    total: int
    whole: bool
    groups: list[DeskGroup]
    facets: list[DeskFacet]


class Desk(BaseModel):
    """Some dossiers of the desk, the earliest date first; `q` is the line as it was read, `counts`
    stand on the first page alone."""

    q: str
    at: AwareDatetime
    counts: DeskCounts | None
    dossiers: list[DeskLine]
    next: str | None


class SavedList(BaseModel):
    """A list under its name: the line that asks for it, how many dossiers it has now (null where
    the line cannot be read any more), and where it is."""

    name: str
    q: str
    dossiers: int | None
    url: str


class SavedLists(BaseModel):
    """The lists of an account, by name."""

    views: list[SavedList]


class ListAsked(BaseModel):
    """A list to be kept under a name; another one of that name is gone."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(max_length=LONGEST_NAME, examples=["What I check"])]
    q: Annotated[str, Field(max_length=LONGEST, examples=["state:checking lead:me"])]
