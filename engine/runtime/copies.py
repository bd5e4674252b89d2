"""Papers as they lie in their rows, whatever was done to them, and what is wrong with them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from engine.events import Entry
from engine.runtime.filing_tables import paper
from engine.runtime.papers import KINDS, paper_hash

_AT_A_TIME: Final = 16
"""Papers are large: few of them are in memory together."""


@dataclass(frozen=True, slots=True)
class Copy:
    """That a paper is there, and whether it is what its hash says: enough to judge the trail, and
    small enough to be remembered for every paper of an export."""

    reference: str
    kind: str
    hash: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Stored:
    """A paper as its row has it, with its text."""

    reference: str
    kind: str
    hash: str
    text: str

    def copy(self) -> Copy:
        """The same without its text, judged."""
        whole = paper_hash(self.kind, self.reference, self.text) == self.hash
        return Copy(self.reference, self.kind, self.hash, whole)


def stored(connection: Connection, reference: str | None = None) -> Iterator[Stored]:
    """Every paper, or those of one dossier: in the order of references and hashes, streamed."""
    query = select(paper.c.reference, paper.c.kind, paper.c.hash, paper.c.content)
    if reference is not None:
        query = query.where(paper.c.reference == reference)
    # The order in which Python sorts texts, whatever the server's language.
    bytewise = "BINARY" if connection.dialect.name == "sqlite" else "C"
    in_order = query.order_by(paper.c.reference.collate(bytewise), paper.c.hash)
    # Said here, for what the connection was told before goes before what a query says.
    for row in connection.execute(in_order, execution_options={"yield_per": _AT_A_TIME}):
        # SQLite lets a column of text hold what is none: as text it agrees with no hash.
        yield Stored(row.reference, row.kind, row.hash, str(row.content))


def faults_of_papers(
    reference: str, entries: Iterable[Entry], copies: Iterable[Copy]
) -> Iterator[str]:
    """What is wrong with the papers of one dossier, whose entries name them."""
    there: dict[str, str] = {}
    for copy in copies:
        there[copy.hash] = copy.kind
        if not copy.whole:
            yield f"paper {copy.hash[:16]} of {reference} was changed: it does not match its hash"
    for entry in entries:
        for kind in KINDS:
            name = entry.facts.get(kind)
            if name and there.get(str(name)) != kind:
                yield f"dossier {reference}, entry {entry.number} names a {kind} that is not kept"
