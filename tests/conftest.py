"""What the tests share: a fresh, migrated database of either kind, and an office over it."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, make_url

from engine.runtime.database import connect, is_sqlite
from engine.runtime.definitions import Lawbook
from engine.runtime.office import Office
from migrations import schema
from portal import cli
from portal.assemble import foresight
from tests.toy import TOY, TOY_LAW, TOY_RULES
from workflows.catalogue import rules, workflows
from workflows.law import law

Run = Callable[..., tuple[int, str, str]]
"""A command run with these arguments: its exit status, what it says on stdout and on stderr."""

Copy = Callable[[str], AbstractContextManager[str]]
"""The URL of a copy of that database, for as long as one is in it."""

pytest_plugins = [
    "tests.postgres", "tests.browsing", "tests.tampering", "tests.chromium", "tests.demonstration",
    "tests.one_database", "tests.uncounted", "tests.garbage",
]  # fmt: skip

# A slow machine is no fault of the code: no time limit for an example, none for making one.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


class ToldClock:
    """A clock that the test sets."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def later(self, **by: float) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


@pytest.fixture(scope="session")
def prepare_postgresql() -> Callable[[str], None]:
    """How tests.postgres makes its template: migrated to head."""

    def prepare(url: str) -> None:
        engine = connect(url, clients=1)
        schema.upgrade(engine)
        engine.dispose()

    return prepare


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "migrated.sqlite"
    engine = connect(f"sqlite:///{path}")
    schema.upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def sqlite_template_with_law(sqlite_template: Path) -> Path:
    """The same, in which the law and the definitions in force are stored."""
    path = sqlite_template.with_name("lawful.sqlite")
    shutil.copy(sqlite_template, path)
    _store_the_law(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_template_with_law(postgresql_copy: Copy, postgresql_template: str) -> Iterator[str]:
    """The name of such a database."""
    with postgresql_copy(postgresql_template) as url:
        _store_the_law(url)
        yield str(make_url(url).database)


@pytest.fixture
def postgresql_with_law(postgresql_copy: Copy, postgresql_template_with_law: str) -> Iterator[str]:
    """The URL of a copy."""
    with postgresql_copy(postgresql_template_with_law) as url:
        yield url


def _store_the_law(url: str) -> None:
    engine = connect(url, clients=1)
    book = Lawbook(workflows(), rules(), law())
    Office(engine, book, ToldClock(datetime(2027, 3, 1, 12, tzinfo=UTC))).open_doors()
    with engine.connect() as connection:
        if is_sqlite(engine):
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh, migrated database: each test that asks runs on both kinds. Where an
    office is asked for, the law is stored in it already: to store it takes as long as a test."""
    lawful = "_with_law" if "office" in request.fixturenames else ""
    if request.param == "postgresql":
        url: str = request.getfixturevalue(f"postgresql{lawful}")
        return url
    path = tmp_path / "dossiers.sqlite"
    shutil.copy(request.getfixturevalue(f"sqlite_template{lawful}"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    """A fresh, migrated database of either kind."""
    engine = connect(database_url, clients=16)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """A fresh, migrated SQLite database, for what does not depend on the kind."""
    path = tmp_path / "one.sqlite"
    shutil.copy(sqlite_template, path)
    engine = connect(f"sqlite:///{path}", clients=16)
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> ToldClock:
    """Noon of 1 March 2027, before the deadline of the 2028 cycle, until the test says else."""
    return ToldClock(datetime(2027, 3, 1, 12, tzinfo=UTC))


@pytest.fixture
def office(database: Engine, clock: ToldClock) -> Office:
    """The real workflows over either database."""
    book = Lawbook(workflows(), rules(), law())
    return Office(database, book, clock, foresight(book)).open_doors()


@pytest.fixture
def toy_office(database: Engine, clock: ToldClock) -> Office:
    """The toy workflow over either database."""
    return Office(database, Lawbook({TOY.name: TOY}, TOY_RULES, TOY_LAW), clock).open_doors()


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Run:
    """Run a command where no database can be opened: its exit status, what it says on stdout, and
    on stderr."""
    monkeypatch.setenv("DOSSIERS_DATABASE_URL", "nothing://")
    monkeypatch.setenv("DOSSIERS_OUTBOX", str(tmp_path / "outbox"))
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dossiers", *arguments])
        status = 0
        try:
            cli.main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return running


@pytest.fixture
def run(database_url: str, command: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command over a fresh database."""
    monkeypatch.setenv("DOSSIERS_DATABASE_URL", database_url)
    return command
