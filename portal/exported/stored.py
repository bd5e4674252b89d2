"""Whether every content that a filing names is in the store, and is still what it was."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.runtime import attachments, queries
from engine.runtime.copies import Stored, stored
from engine.runtime.database import Database
from engine.runtime.store.kept import Damaged, NotKept, Store


@dataclass(slots=True)
class Contents:
    """How many contents were looked for, and what was found, each time in a sentence."""

    read: int = 0
    faults: list[str] = field(default_factory=list)


def contents(database: Database, store: Store) -> Contents:
    """Read every content that a filing names, once each. OSError when the store does not answer."""
    found = Contents()
    for sha256, named in _named(database).items():
        why = ""
        try:
            for _ in store.open(sha256):
                continue
        except NotKept:
            why = f"is missing from the store: {sha256}"
        except Damaged:
            why = f"was changed: it does not match its SHA-256, {sha256}"
        found.read += 1
        found.faults += [f"{one} {why}" for one in named if why]
    return found


def _named(database: Database) -> dict[str, dict[str, None]]:
    """By SHA-256, the attachments that filings name, each once. The content of one in which a
    virus was found is not kept."""
    named: dict[str, dict[str, None]] = {}
    with queries.looking(database) as connection:
        for paper in stored(connection):
            there = {one["number"]: one for one in _attachments(paper)}
            for row in attachments.numbered(connection, paper.reference, there):
                if row.status == "refused":
                    del there[row.number]
            for number, one in there.items():
                whose = f"attachment {number} of {paper.reference} ({one['name']})"
                named.setdefault(one["sha256"], {})[whose] = None
    return named


def _attachments(paper: Stored) -> Iterator[dict[str, Any]]:
    """What a filing names; of one that was changed the trail tells."""
    if paper.kind == "filing" and paper.copy().whole:
        yield from json.loads(paper.text).get("attachments", ())
