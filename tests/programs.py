"""Programs before the interface of an office: each with a token of an account of its own."""

from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from engine.dossier import Actor
from engine.runtime import accounts, api_tokens
from engine.runtime.accounts import Account, Newcomer
from engine.runtime.database import writer
from engine.runtime.office import Office
from portal.api.scopes import open_to
from portal.pages import pages
from portal.settings import Settings
from tests.browsing import say_about
from tests.filing import archive_in

AT = "/api/v1"
HOST = "https://testserver"


class Programs:
    """The interface of an office, and a program for whoever has an account."""

    def __init__(self, office: Office, path: Path, **settings: Any) -> None:
        self.office = office
        self.archive = archive_in(path)
        self.app = pages(office, say_about, None, self.archive, Settings(**settings))

    def account(self, who: Actor) -> Account:
        """The account of this person, made where there is none."""
        address = f"{who.name}.{who.role}@example.org".replace(" ", ".").lower()
        with writer(self.office.database).begin() as connection:
            found = accounts.by_address(connection, address)
            if found is not None:
                return found
            new = Newcomer(address, who.name, who.role, who.states)
            return accounts.add(connection, new, "the test", self.office.clock())

    def token(self, who: Actor, scopes: Collection[str] | None = None, days: int = 30) -> str:
        """A token of theirs, for all that their role can give one."""
        number = self.account(who).number
        asked = [one.name for one in open_to(who)] if scopes is None else scopes
        now = self.office.clock()
        with writer(self.office.database).begin() as connection:
            lasts = timedelta(days=days)
            return api_tokens.make(connection, number, "a program", asked, now, lasts)

    def of(self, who: Actor | None = None, scopes: Collection[str] | None = None) -> TestClient:
        """A program: it says nothing of where it is, as a browser would."""
        made = TestClient(self.app, f"{HOST}{AT}", follow_redirects=False)
        if who is not None:
            made.headers["Authorization"] = f"Bearer {self.token(who, scopes)}"
        return made


def kinds(answer: Any) -> tuple[int, str]:
    """The status of a problem, and what kind it is."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


def rules(answer: Any) -> list[str]:
    """The names of the rules that stand against it."""
    return [one["rule"] for one in answer.json().get("errors", [])]
