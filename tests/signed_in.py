"""Browsers of people who are signed in."""

from pathlib import Path

from starlette.testclient import TestClient

from engine.dossier import Actor
from engine.runtime.accounts import Account, actor_of
from engine.runtime.database import writer
from engine.runtime.office import Office
from engine.runtime.sessions import Came, begin
from portal.filing.attach import Archive
from portal.identity.cookie import NAME
from portal.pages import pages
from portal.settings import Settings
from tests.browsing import say_about
from tests.filing import archive_in

HERE = {"Sec-Fetch-Site": "same-origin"}


class Portal:
    """The pages of an office, and a browser for whoever comes."""

    def __init__(
        self,
        office: Office,
        path: Path,
        archive: Archive | None = None,
        settings: Settings | None = None,
        *,
        demonstration: bool = False,
    ) -> None:
        self.office = office
        self.archive = archive or archive_in(path)
        self.app = pages(
            office, say_about, None, self.archive, settings, demonstration=demonstration
        )

    def browser(self, who: Actor | None = None) -> TestClient:
        """A browser, signed in where somebody sits at it."""
        return self._browser() if who is None else self._signed_in(who, Came())

    def browser_of(self, account: Account, second: bool = True) -> TestClient:
        """A browser, signed in with an account."""
        second_at = self.office.clock() if second else None
        return self._signed_in(actor_of(account), Came(account.number, second_at))

    def _signed_in(self, who: Actor, came: Came) -> TestClient:
        made = self._browser()
        with writer(self.office.database).begin() as connection:
            token = begin(connection, who, self.office.clock(), came)
        made.cookies.set(f"__Host-{NAME}", token, domain="testserver.local", path="/")
        return made

    def _browser(self) -> TestClient:
        return TestClient(self.app, "https://testserver", headers=HERE, follow_redirects=False)
