"""A real browser for the tests that need one: Debian's Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS: Final = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

REQUIRED: Final = "DOSSIERS_REQUIRE_CHROMIUM"
"""Where this variable says 1, a browser that is missing is a failure."""


def executable() -> str | None:
    """Where Debian's Chromium is on this machine; None where it is not."""
    return shutil.which("chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """The browser, started once; each test takes a context of its own from it.

    From then on this process has a running event loop: `asyncio.run` is not for its tests.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("Playwright is not installed")
    where = executable()
    if where is None:
        _missing("Chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=ARGUMENTS)
        yield browser
        browser.close()


def _missing(what: str) -> NoReturn:
    said = f"{what}: nothing was tried in a real browser"
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(said)
    pytest.skip(said)
