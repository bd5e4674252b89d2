"""The demonstration, made once for all browser tests, and served on the day it was made for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from fastapi import FastAPI

from engine.runtime.database import connect
from engine.runtime.office import Office
from portal.assemble import application, archive
from portal.days import SimulatedClock
from portal.demo import run
from portal.demo_accounts import demonstration_accounts
from portal.settings import Kept, Settings
from tests.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

TODAY: Final = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Demonstration:
    """The office of the demonstration, its clock, its pages, and where they are served."""

    office: Office
    clock: SimulatedClock
    app: FastAPI
    address: str

    def signed_in(self, browser: "Browser", name: str, **more: object) -> "BrowserContext":
        """A window of somebody who has come in by one click; of nobody where the name is empty."""
        context = browser.new_context(base_url=self.address, **more)  # type: ignore[arg-type] # what a window is like
        if name:
            page = context.new_page()
            page.goto("/demo")
            page.get_by_role("row", name=name).get_by_role("button").click()
            page.wait_for_url(lambda url: "/demo" not in url)
            page.close()
        return context


@contextmanager
def demonstrated(folder: Path) -> Iterator[Demonstration]:
    """The demonstration as it is on a day in November 2026, with its database and its letters in
    that folder."""
    engine = connect(f"sqlite:///{folder / 'demo.sqlite'}")
    settings = Settings(
        _env_file=None,
        outbox=str(folder / "outbox"),
        store=Kept(folder=str(folder / "attachments")),
    )
    clock = SimulatedClock(TODAY)
    office, held = run(engine, settings, clock)
    assert held
    demonstration_accounts(office)
    app = application(office, archive(settings), True, settings)
    with served(app) as address:
        yield Demonstration(office, clock, app, address)
    engine.dispose()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """The demonstration, made once for all tests of this process."""
    with demonstrated(tmp_path_factory.mktemp("demonstration")) as made:
        yield made
