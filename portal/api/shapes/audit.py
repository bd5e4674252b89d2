"""The shapes of the audit trail of all dossiers."""

from pydantic import AwareDatetime, BaseModel

from portal.api.shapes.dossiers import Entered


class AuditLine(Entered):
    """An entry of the trail: of which dossier, what, by whom, and through whom where somebody acted
    in their place; `event` is null where no workflow in force has the step any more."""

    reference: str
    title: str
    workflow: str


class AuditSeal(BaseModel):
    """The last seal over the trail: how many dossiers it covers, and its hash."""

    number: int
    at: AwareDatetime
    dossiers: int
    hash: str


class Audit(BaseModel):
    """Some entries, the latest first; `sealed` is null where no seal was made."""

    entries: list[AuditLine]
    sealed: AuditSeal | None
    next: str | None
