"""Browsers of people who have entered by their personal link."""

from pathlib import Path

from starlette.testclient import TestClient

from engine.dossier import Actor
from engine.runtime.invitations import invite
from engine.runtime.office import Office
from portal.filing.attach import Archive
from portal.pages import pages
from tests.browsing import say_about
from tests.filing import archive_in

HERE = {"Sec-Fetch-Site": "same-origin"}


class Portal:
    """The pages of an office, and a browser for whoever comes."""

    def __init__(self, office: Office, path: Path, archive: Archive | None = None) -> None:
        self.office = office
        self.archive = archive or archive_in(path)
        self.app = pages(office, say_about, None, self.archive)

    def browser(self, who: Actor | None = None) -> TestClient:
        """A browser, signed in where somebody sits at it."""
        made = TestClient(self.app, "https://testserver", headers=HERE, follow_redirects=False)
        if who is not None:
            token = invite(self.office.database, who, "the office", self.office.clock())
            assert made.post(f"/enter/{token}").status_code == 303
        return made
