"""An attachment as an export has it: under which name it goes out, or why it does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.runtime.attachments import SERVED, Attachment
from engine.runtime.store.kept import Store
from engine.words import Words
from portal.attached.named import named
from workflows.check.seen import DOCUMENTS

FOLDER: Final = "attachments"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A document that goes with what is exported: its content has that SHA-256 and so many bytes.
    `status` and `problem` are those of now, not those of the day it was filed."""

    number: int
    document: str
    state: str
    name: str
    media_type: str
    size: int
    sha256: str
    caption: str
    credit: str
    status: str
    problem: str

    @property
    def called(self) -> Words:
        """What kind of document it is."""
        strange = Words(self.document, self.document)
        return next((said for name, said in DOCUMENTS.items() if name == self.document), strange)

    @property
    def path(self) -> str:
        """Its place in an archive, which no other has: its number comes first, and whatever the
        name was, it is one file in that one folder."""
        said = (named(one) for one in (self.document, self.state, self.name) if one)
        return f"{FOLDER}/{named(' '.join([f'{self.number:02}', *said]))}"

    def left_out(self, store: Store) -> Words | None:
        """Why its content is not handed out; None where it is. OSError when the store is silent."""
        if self.status == "refused":
            return Words(
                f"a virus was found in it ({self.problem})",
                f"un virus y a été trouvé ({self.problem})",
            )
        if self.status not in SERVED:
            return Words(
                "it has not been examined for viruses yet",
                "la recherche de virus n'a pas encore été faite",
            )
        if not store.has(self.sha256):
            return Words(
                "its content is missing from the store",
                "son contenu manque dans le lieu de conservation",
            )
        return None


def as_filed(one: Mapping[str, Any], row: Attachment | None) -> Enclosure:
    """An attachment as a filing names it; what was found in it since is known from its row."""
    names = [name for name in Enclosure.__dataclass_fields__ if name != "problem"]
    told = {name: one[name] for name in names} | {"problem": ""}
    if row is not None:
        told |= {"status": row.status, "problem": row.problem}
    return Enclosure(**told)


def as_attached(row: Attachment) -> Enclosure:
    """An attachment as it goes with a draft."""
    return Enclosure(**{name: getattr(row, name) for name in Enclosure.__dataclass_fields__})
