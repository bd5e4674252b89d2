"""The office's own wording of letters: each version is kept, the latest is in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, func, insert, or_, select, text

from engine.dossier import Facts
from engine.runtime.database import is_sqlite, writer
from engine.runtime.in_sight import in_sight
from engine.runtime.letter_tables import wording
from engine.runtime.tables import dossier, letter
from engine.sight import Sight


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a letter's wording: who made it when and why; its text is None where it restored
    the original."""

    version: int
    text: str | None
    at: datetime
    by: str
    why: str


class Meanwhile(Exception):
    """Somebody else made a version after the one that was expected to be the last: that version."""

    def __init__(self, last: Version) -> None:
        super().__init__(f"{last.by} made version {last.version} meanwhile")
        self.last = last


def keep(
    database: Engine,
    template: str,
    language: str,
    content: str | None,
    by: str,
    why: str,
    now: datetime,
    expected: int | None = None,
) -> int:
    """Keep a text as the wording of a letter, or restore the original where it is None; the number
    of the version. Meanwhile where the last one is not the one expected (0 where there was none);
    then nothing is kept."""
    with writer(database).begin() as connection:
        if not is_sqlite(database):  # whoever writes to SQLite is alone already
            connection.execute(text("LOCK TABLE wording IN SHARE ROW EXCLUSIVE MODE"))
        made = versions(connection, template, language)
        last = made[0].version if made else 0
        if expected is not None and made and expected != last:
            raise Meanwhile(made[0])
        connection.execute(
            insert(wording).values(
                template=template, language=language, version=last + 1, text=content,
                made_at=now, made_by=by, why=why,
            )
        )  # fmt: skip
    return last + 1


def versions(connection: Connection, template: str, language: str) -> list[Version]:
    """Every version of a letter's wording, the latest first."""
    found = connection.execute(
        select(wording)
        .where(wording.c.template == template, wording.c.language == language)
        .order_by(wording.c.version.desc())
    )
    return [_version(row) for row in found]


def latest(connection: Connection) -> dict[tuple[str, str], Version]:
    """The last version of every letter that has any, by (template, language)."""
    last = (
        select(wording.c.template, wording.c.language, func.max(wording.c.version).label("version"))
        .group_by(wording.c.template, wording.c.language)
        .subquery()
    )
    same = and_(*(wording.c[name] == last.c[name] for name in ("template", "language", "version")))
    found = connection.execute(select(wording).join(last, same))
    return {(row.template, row.language): _version(row) for row in found}


def in_force(connection: Connection) -> Mapping[tuple[str, str], tuple[int, str]]:
    """What is written in place of the originals: by (template, language), version and text."""
    return {
        name: (one.version, one.text)
        for name, one in latest(connection).items()
        if one.text is not None
    }


def last_promised(
    connection: Connection, template: str, sight: Sight, reference: str | None = None
) -> tuple[str | None, Facts] | None:
    """The reference and the facts of the last letter of that template about no dossier or one in
    sight, about one alone if it is named; None where there is none."""
    query = (
        select(letter.c.reference, letter.c.facts)
        .join(dossier, dossier.c.reference == letter.c.reference, isouter=True)
        .where(letter.c.template == template)
        .where(or_(letter.c.reference.is_(None), in_sight(sight)))
    )
    if reference is not None:
        query = query.where(letter.c.reference == reference)
    row = connection.execute(query.order_by(letter.c.due_at.desc(), letter.c.key).limit(1)).first()
    return None if row is None else (row.reference, row.facts)


def _version(row: Row[Any]) -> Version:
    return Version(row.version, row.text, row.made_at, row.made_by, row.why)
