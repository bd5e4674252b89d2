"""People and their posts from CSV, all of them or none, and back."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from engine.runtime.addresses import small
from engine.runtime.correspondents import Book, Correspondent, Post, book
from engine.runtime.database import Database, Link, writer
from engine.runtime.entering import change, enter
from engine.runtime.posts import appoint
from engine.runtime.unacceptable import Unacceptable, has_left
from engine.words import Language
from workflows.csv_file import Row, rows, told

COLUMNS: Final = ("address", "name", "language", "kind", "concerns")
OPTIONAL: Final = ("both_languages",)
_YES_NO: Final = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Imported:
    """How many people are new, how many are said otherwise than before, and how many posts are
    new; or all that is wrong with the file, of which nothing was kept then."""

    added: int = 0
    changed: int = 0
    appointed: int = 0
    faults: list[str] = field(default_factory=list)


def import_people(
    database: Database, content: bytes, states: Collection[str], by: str, now: datetime
) -> Imported:
    """Enter the people of a CSV file, one row for each post they hold, or one without a post.

    Who is known already is changed to what the file says, and posts that it does not name stay.
    """
    found, faults = rows(content, COLUMNS, OPTIONAL)
    if faults:
        return Imported(faults=faults)
    with writer(database).begin() as connection:
        reading = _Reading(connection, book(connection), states, by, now)
        wrong = [(row.line, said) for row in found for said in reading.faults(row)]
        if wrong:
            connection.rollback()
            return Imported(faults=told(wrong))
    return Imported(reading.added, reading.changed, reading.appointed)


def exported(known: Book) -> str:
    """The people who have not left and their posts, as a file that can be imported."""
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow((*COLUMNS, *OPTIONAL))
    for one in known.people.values():
        if one.active:
            both = "yes" if one.both_languages else "no"
            for post in known.held_by(one.address) or (Post("", "", one.address),):
                cells = (one.address, one.name, one.language, post.kind, post.concerns, both)
                written.writerow(cells)
    return text.getvalue()


@dataclass(slots=True)
class _Reading:
    """What has been kept so far of a file."""

    connection: Link
    before: Book
    states: Collection[str]
    by: str
    now: datetime
    added: int = 0
    changed: int = 0
    appointed: int = 0
    seen: dict[str, tuple[int, Correspondent]] = field(default_factory=dict)
    named: dict[Post, int] = field(default_factory=dict)

    def faults(self, row: Row) -> Iterator[str]:
        """Keep what a row says; whatever stands against it."""
        if row.fault:
            yield row.fault
            return
        both = row["both_languages"] or "no"
        if both not in _YES_NO:
            yield f"both_languages is {both!r}, neither yes nor no"
            return
        try:
            one = self._person(row, both=_YES_NO[both])
            if row["kind"] or row["concerns"]:
                self._post(row, one)
        except Unacceptable as fault:
            yield from (reason.en for reason in fault.reasons)
        except ValueError as fault:
            yield str(fault)

    def _person(self, row: Row, *, both: bool) -> Correspondent:
        language: Language = row["language"]  # type: ignore[assignment]  # entering asks which it is
        name = " ".join(row["name"].split())
        one = Correspondent(small(row["address"]), name, language, both)
        if one.address in self.seen:
            line, same = self.seen[one.address]
            if same != one:
                raise ValueError(f"line {line} says otherwise of {one.address}")
            return one
        self._keep(one)
        self.seen[one.address] = row.line, one
        return one

    def _keep(self, one: Correspondent) -> None:
        if one.address not in self.before.people:
            enter(self.connection, one, self.by, self.now)
            self.added += 1
            return
        was = self.before.people[one.address]
        if not was.active:
            raise Unacceptable([has_left(one.address)])
        if (was.name, was.language, was.both_languages) != (
            one.name, one.language, one.both_languages,
        ):  # fmt: skip
            change(self.connection, one, self.by, self.now)
            self.changed += 1

    def _post(self, row: Row, one: Correspondent) -> None:
        new = Post(row["kind"], row["concerns"], one.address)
        if new in self.named:
            raise ValueError(f"line {self.named[new]} says the same")
        self.named[new] = row.line
        if one.address in self.before.posts.get((new.kind, new.concerns), ()):
            return
        appoint(self.connection, new, self.states, self.by, self.now)
        self.appointed += 1
