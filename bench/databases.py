"""Fresh databases for both sides: a SQLite file, or a database of a real PostgreSQL."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Literal

from sqlalchemy import Engine

from bench.dossiers import bring_to_the_check, office
from bench.office_of import office_of
from bench.rows import NotMeasured
from engine.runtime.database import connect
from engine.runtime.office import Office
from migrations.schema import upgrade
from tests.postgres import database as postgresql_database
from tests.postgres_server import Source, find

Kind = Literal["SQLite", "PostgreSQL"]


@dataclass
class Place:
    """Where this run measures: its folder, the seconds that a side gets, its PostgreSQL."""

    folder: Path
    seconds: float
    _found: list[Source] = field(default_factory=list)
    _made: int = 0
    _offices: dict[int, str] = field(default_factory=dict)
    _until_the_end: ExitStack = field(default_factory=ExitStack)

    @property
    def postgresql(self) -> Source:
        """The server, looked for when it is first needed."""
        if not self._found:
            self._found.append(find())
        return self._found[0]

    def leave(self) -> None:
        """Drop what was kept, and stop the server, if it was started here."""
        self._until_the_end.close()
        for source in self._found:
            source.stop()

    @contextmanager
    def url(self, kind: Kind) -> Iterator[str]:
        """An empty database."""
        if kind == "SQLite":
            self._made += 1
            yield f"sqlite:///{self.folder}/{self._made}.db"
        elif self.postgresql.url is None:
            raise NotMeasured(self.postgresql.refusal)
        else:
            with postgresql_database(self.postgresql.url) as url:
                yield url

    def large_office(self, dossiers: int) -> str:
        """The URL of an office with so many dossiers in PostgreSQL: made once in a run, looked at
        and not changed."""
        if dossiers not in self._offices:
            url = self._until_the_end.enter_context(self.url("PostgreSQL"))
            engine = connect(url)
            try:
                upgrade(engine)
                office_of(engine, dossiers)
            finally:
                engine.dispose()
            self._offices[dossiers] = url
        return self._offices[dossiers]

    @contextmanager
    def database(
        self,
        kind: Kind,
        named: list[str],
        bring: Callable[[Office, Sequence[str]], None] = bring_to_the_check,
    ) -> Iterator[Engine]:
        """A database that holds these dossiers, all of them in the check or where `bring` takes
        them."""
        with self.url(kind) as url:
            engine = connect(url)
            try:
                upgrade(engine)
                bring(office(engine), named)
                yield engine
            finally:
                engine.dispose()

    def flush(self, times: int = 200) -> float:
        """Seconds that one small write takes to be on this disk."""
        took = []
        with (self.folder / "flushed").open("wb", buffering=0) as file:
            for _ in range(times):
                file.write(b"x" * 100)
                began = perf_counter()
                os.fdatasync(file.fileno())
                took.append(perf_counter() - began)
        return median(took)
