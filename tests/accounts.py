"""A portal with accounts, whose passwords cost nothing, and what its letters bring."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from sqlalchemy import select
from starlette.testclient import TestClient

from engine.runtime import accounts
from engine.runtime.account_passwords import set_password
from engine.runtime.accounts import Account, Newcomer
from engine.runtime.database import writer
from engine.runtime.office import Office
from engine.runtime.tables import letter
from notifications.relay import Relay
from portal.assemble import relay
from portal.identity.passwords import Locks
from portal.settings import Passwords, Settings
from tests.signed_in import Portal
from workflows.roles import HEAD, SECRETARIAT, STATE_PARTY

CHEAP = Passwords(passes=1, memory=8)
LOCKS = Locks(CHEAP)
PASSWORD = "correct horse battery"
KEPT = LOCKS.kept(PASSWORD)

OSEI = Newcomer("n.osei@example.org", "N. Osei", STATE_PARTY, frozenset({"Ghana"}))
LIND = Newcomer("a.lind@example.org", "A. Lind", SECRETARIAT)
HADDAD = Newcomer("r.haddad@example.org", "R. Haddad", HEAD)
ADDRESS = "https://dossiers.example.org"


def settings(path: Path, **more) -> Settings:
    given = {"passwords": CHEAP, "outbox": str(path / "outbox"), "public_address": ADDRESS}
    return Settings.model_validate({**given, **more})


def account(office: Office, of: Newcomer = OSEI, password: str | None = KEPT) -> Account:
    """An account that is there."""
    with writer(office.database).begin() as connection:
        made = accounts.add(connection, of, "R. Haddad", office.clock())
        if password:
            set_password(connection, made.number, password, of.name, office.clock())
        found = accounts.account(connection, made.number)
    assert found is not None
    return found


def sign_in(browser: TestClient, address: str = OSEI.address, password: str = PASSWORD, **more):
    """Somebody types an address and a password."""
    headers = more.pop("headers", {})
    given = {"address": address, "password": password, **more}
    return browser.post("/sign-in", data=given, headers=headers)


class Post:
    """The letters of an office that leave."""

    def __init__(self, office: Office, path: Path) -> None:
        self.office = office
        self.folder = path / "outbox"
        self.relay: Relay = relay(settings(path), office)
        self.seen: set[Path] = set()

    def sent(self) -> list[str]:
        """Let all leave that is due; what those say that left now."""
        self.relay.send_due()
        found = set(self.folder.glob("*")) if self.folder.exists() else set()
        new, self.seen = sorted(found - self.seen), found
        return [_text(one) for one in new]

    def link(self, door: str) -> str:
        """The way that the letter opens which left now."""
        (link,) = re.findall(rf"{ADDRESS}(/{door}/[\w-]{{43}})", "\n".join(self.sent()))
        return str(link)

    def waiting(self) -> list[tuple[str, str | None]]:
        with self.office.database.connect() as connection:
            query = select(letter.c.template, letter.c.address).order_by(letter.c.template)
            return [(row[0], row[1]) for row in connection.execute(query)]


def _text(file: Path) -> str:
    message = message_from_bytes(file.read_bytes(), policy=default)
    body = message.get_body(("plain",))
    assert body is not None
    return f"{message['Subject']}\n{body.get_content()}"


def portal(office: Office, path: Path, *, demonstration: bool = False, **more) -> Portal:
    """The pages, where a password costs nothing."""
    return Portal(office, path, settings=settings(path, **more), demonstration=demonstration)


AN_HOUR = timedelta(hours=1)
A_MICROSECOND = timedelta(microseconds=1)
