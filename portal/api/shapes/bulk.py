"""The shapes of what is done with many dossiers at once, and of what came of it for each."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.runtime.reading import REFERENCE
from portal.api.shapes.said import Reason, Said
from portal.desk_pages.picked import MOST

Named = Annotated[str, Field(pattern=f"^{REFERENCE.pattern}$", examples=["RL-2028-0001"])]


class Ticked(BaseModel):
    """A dossier by its reference, and the version of it that was seen."""

    model_config = ConfigDict(extra="forbid")

    reference: Named
    version: Annotated[int, Field(ge=1, le=999_999_999)]


class StepTogether(BaseModel):
    """One step for many dossiers, with the same answers and the same reason for all of them."""

    model_config = ConfigDict(extra="forbid")

    trigger: Annotated[str, Field(max_length=64)]
    answers: Annotated[dict[str, Any], Field(max_length=100)] = {}
    reason: Annotated[str, Field(max_length=20_000)] = ""
    dossiers: Annotated[list[Ticked], Field(min_length=1, max_length=MOST)]


class InCharge(BaseModel):
    """One officer, by address, to be in charge of many dossiers instead of whoever is."""

    model_config = ConfigDict(extra="forbid")

    officer: Annotated[str, Field(max_length=320, examples=["lind@example.org"])]
    dossiers: Annotated[list[Named], Field(min_length=1, max_length=MOST)]


class Came(BaseModel):
    """What came of it for one dossier: `done`, or what `would` come of it; or `not`, and then
    everything that stands against it. `version` and `state` are those of the dossier now, null
    where none of that reference is on this desk."""

    reference: str
    went: Literal["would", "done", "not"]
    version: int | None
    state: str | None
    leads_to: Said | None
    against: list[Reason]


class CameTogether(BaseModel):
    """What came of it for each, in the order in which they were named: `went` is how many could be,
    or were, done."""

    dry_run: bool
    went: int
    of: int
    dossiers: list[Came]


class Officer(BaseModel):
    """Somebody who may be put in charge of dossiers."""

    name: str
    address: str


class Officers(BaseModel):
    """Everybody who may be put in charge of dossiers, by name."""

    officers: list[Officer]
