"""The audit trail of one dossier alone, as an export that verifies by itself."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from engine.content import stamp
from engine.runtime import reading
from engine.runtime.copies import stored
from engine.runtime.seals import Seal
from engine.runtime.tables import definition, seal, sealed_head
from engine.runtime.trail import written
from engine.runtime.verify import Definitions, Trail


def extract(connection: Connection, reference: str) -> Iterator[str]:
    """The lines: the dossier with its entries and papers, the definitions and laws that judged
    it, and the seals that cover it. A seal names the heads of other dossiers too: without them it
    would not hold. Nothing for a dossier that does not exist."""
    entries = reading.entries(connection, reference)
    names = {name for entry in entries for name in (entry.definition, entry.law)}
    trail = Trail(
        list(reading.dossiers(connection, [reference]).values()),
        entries,
        _seals_over(connection, reference),
        _definitions(connection, names),
        only=reference,
    )
    if entries:
        yield from written(trail, stored(connection, reference))


def _definitions(connection: Connection, names: set[str]) -> Definitions:
    query = select(definition).where(definition.c.hash.in_(names)).order_by(definition.c.hash)
    return {row.hash: (row.kind, row.document) for row in connection.execute(query)}


def _seals_over(connection: Connection, reference: str) -> Iterator[Seal]:
    over = select(sealed_head.c.seal).where(sealed_head.c.reference == reference)
    seals = select(seal).where(seal.c.number.in_(over)).order_by(seal.c.number)
    for row in connection.execute(seals).all():
        heads = connection.execute(
            select(sealed_head.c.reference, sealed_head.c.number, sealed_head.c.head).where(
                sealed_head.c.seal == row.number
            )
        )
        named = tuple(sorted((one.reference, one.number, one.head) for one in heads))
        yield Seal(row.number, stamp(row.at), row.dossiers, row.previous, named, row.hash)
