"""Gives the tests a real PostgreSQL: one server for a run, a fresh database for each test."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from typing import Any

import pytest
from psycopg import sql
from sqlalchemy.engine import make_url

from tests.postgres_server import URL, Source, connect, find

REQUIRED = "DOSSIERS_REQUIRE_POSTGRESQL"
SOURCE = pytest.StashKey[Source]()


def required() -> bool:
    """Whether a run without PostgreSQL has failed: it was asked for, or a server was named."""
    return os.environ.get(REQUIRED) == "1" or bool(os.environ.get(URL))


# --- the server ----------------------------------------------------------------------------------


def found(config: pytest.Config) -> Source:
    """The run's server: found at the first question, the same for every one that follows."""
    if SOURCE not in config.stash:
        given: dict[str, Any] | None = getattr(config, "workerinput", None)
        config.stash[SOURCE] = find() if given is None else Source(*given["postgresql"])
    return config.stash[SOURCE]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Workers share the server of the process that started them."""
    source = found(node.config)
    node.workerinput["postgresql"] = (source.url, source.name, source.reasons)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Skipped tests make no failure, so the missing server is one where it is required."""
    source = session.config.stash.get(SOURCE, None)
    if source and source.url is None and required() and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Skipped tests must not look like tests that passed."""
    source = config.stash.get(SOURCE, None)
    if source is None:
        return
    if source.url is None:
        terminalreporter.section("PostgreSQL did not run", red=True, bold=True)
        for reason in source.reasons:
            terminalreporter.line(f"PostgreSQL did not run: {reason}")
        if required():
            terminalreporter.line("It is required here, so this run has failed.", red=True)
    else:
        with closing(connect(source.url)) as connection:
            version = connection.info.parameter_status("server_version")
        terminalreporter.line(f"PostgreSQL {version} ({source.name})")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server that this process started, and no other."""
    if source := config.stash.get(SOURCE, None):
        source.stop()


@pytest.fixture(scope="session")
def postgresql_url(pytestconfig: pytest.Config) -> str:
    """The server's own database, from which others are created."""
    source = found(pytestconfig)
    if source.url is None:
        pytest.skip(source.refusal)
    return source.url


# --- databases -----------------------------------------------------------------------------------


@contextmanager
def database(server: str, template: str = "template0") -> Iterator[str]:
    """A new database, empty or copied from a template that nobody is connected to."""
    url = make_url(server).set(database=f"dossiers_test_{secrets.token_hex(6)}")
    name = sql.Identifier(str(url.database))
    with closing(connect(server)) as connection:
        connection.execute(
            sql.SQL("create database {} template {}").format(name, sql.Identifier(template))
        )
        try:
            yield url.render_as_string(hide_password=False)
        finally:
            # A test of a killed process leaves connections behind; they go with the database.
            connection.execute(sql.SQL("drop database {} with (force)").format(name))


@pytest.fixture(scope="session")
def prepare_postgresql() -> Callable[[str], None] | None:
    """Overridden where there are migrations: brings the database at this URL to their head."""
    return None


@pytest.fixture(scope="session")
def postgresql_template(
    postgresql_url: str, prepare_postgresql: Callable[[str], None] | None
) -> Iterator[str]:
    """The name of a database prepared once for each worker and copied for each test."""
    if prepare_postgresql is None:
        yield "template0"
        return
    with database(postgresql_url) as url:
        prepare_postgresql(url)
        yield str(make_url(url).database)


@pytest.fixture(scope="session")
def postgresql_copy(postgresql_url: str) -> Callable[[str], AbstractContextManager[str]]:
    """How to copy a database of that name: the URL of a copy, for as long as one is in it."""
    return partial(database, postgresql_url)


@pytest.fixture
def postgresql(postgresql_url: str, postgresql_template: str) -> Iterator[str]:
    """The URL of a fresh, prepared database."""
    with database(postgresql_url, postgresql_template) as url:
        yield url


@pytest.fixture
def empty_postgresql(postgresql_url: str) -> Iterator[str]:
    """The URL of a fresh database without a table."""
    with database(postgresql_url) as url:
        yield url
