"""What the first page of a file says of its dossier, beside the answers."""

from dataclasses import dataclass
from datetime import datetime

from engine.words import Words


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document that goes with the file: what it is for, its name, whose it is (empty: of all
    States), its size in bytes, its SHA-256 in hexadecimal."""

    document: Words
    name: str
    state: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class About:
    """The dossier of a filled form. `states` are in their agreed order; `standing` is the state of
    the dossier in words. `revision` says which filing this is and `filed`, an aware instant, when
    it was made: None for a draft. `hash` names the content that is printed; it may be empty."""

    reference: str
    file_number: str
    title: str
    states: tuple[str, ...]
    cycle: int | None
    standing: Words
    revision: Words | None
    filed: datetime | None
    hash: str
    enclosed: tuple[Enclosed, ...] = ()
