"""People with accounts at the doors of an office, and what is read from its pages."""

import html
import re
from pathlib import Path

import pyotp
from sqlalchemy import Engine
from starlette.testclient import TestClient

from engine.runtime import accounts, sign_ins
from engine.runtime.account_passwords import set_password
from engine.runtime.accounts import Account, Newcomer, actor_of
from engine.runtime.database import writer
from engine.runtime.definitions import Lawbook
from engine.runtime.office import Clock, Office
from engine.runtime.sessions import Came, begin
from portal.assemble import foresight
from portal.identity.cookie import NAME
from portal.identity.passwords import Locks
from portal.pages import pages
from portal.settings import Passwords, Settings
from tests.browsing import say_about
from tests.filing import archive_in
from tests.signed_in import HERE
from workflows.catalogue import rules, workflows
from workflows.law import law

ADDRESS = "https://dossiers.example.org"
PASSWORD = "a long and winding road"
SETTINGS = Settings(
    _env_file=None,
    public_address=ADDRESS,
    secret_key="sealed with this",
    passwords=Passwords(passes=1, memory=8),
)


def office_over(database: Engine, clock: Clock) -> Office:
    """The real workflows over a database, for what does not depend on its kind."""
    book = Lawbook(workflows(), rules(), law())
    return Office(database, book, clock, foresight(book)).open_doors()


class Doors:
    """The pages of an office whose people have accounts."""

    def __init__(self, office: Office, path: Path, **settings: object) -> None:
        self.office = office
        self.settings = SETTINGS.model_copy(update=settings)
        self.app = pages(office, say_about, None, archive_in(path), self.settings)
        self.locks = Locks(self.settings.passwords)

    def account(self, address: str = "ana@example.org", role: str = "secretariat") -> Account:
        """Somebody with an account and the password."""
        name, now = address.split("@", maxsplit=1)[0].title(), self.office.clock()
        states = frozenset({"Kenya"} if role == "state_party" else ())
        with writer(self.office.database).begin() as connection:
            one = accounts.add(connection, Newcomer(address, name, role, states), "Head", now)
            set_password(connection, one.number, self.locks.kept(PASSWORD), "Head", now)
        return one

    def browser(self) -> TestClient:
        """A browser of nobody."""
        return TestClient(self.app, ADDRESS, headers=HERE, follow_redirects=False)

    def inside(self, one: Account, *, second: bool = False) -> TestClient:
        """A browser that is signed in, with or without a second factor."""
        now = self.office.clock()
        with writer(self.office.database).begin() as connection:
            came = Came(one.number, now if second else None)
            token = begin(connection, actor_of(one), now, came)
        made = self.browser()
        made.cookies.set(f"__Host-{NAME}", token, domain="dossiers.example.org", path="/")
        return made

    def at_the_second_door(self, one: Account) -> TestClient:
        """A browser of somebody who has given the password."""
        made = self.browser()
        given = {"address": one.address, "password": PASSWORD}
        assert made.post("/sign-in", data=given).headers["location"] == "/sign-in/second"
        return made

    def log(self) -> list[tuple[str, str, str]]:
        """Every line of the door: how, what came of it, and with which address; the newest
        first."""
        with self.office.database.connect() as connection:
            lines = sign_ins.latest(connection)
        return [(one.how, one.outcome, one.address) for one in lines]


def is_in(browser: TestClient) -> bool:
    """Whether a browser is signed in."""
    return browser.get("/account/second").status_code == 200


def secret_in(answer) -> str:
    """The secret of one-time codes that a page shows."""
    found = re.search(r'second-secret">([A-Z2-7 ]+)<', answer.text)
    assert found, answer.text
    return found[1].replace(" ", "")


def recovery_in(answer) -> list[str]:
    """The recovery codes that a page shows."""
    return re.findall(r"<li><code>([a-z0-9-]+)</code></li>", answer.text)


def said_in(answer) -> str:
    """What a page says against what was tried."""
    found = re.search(r'<div class="callout bad" role="alert".*?</div>', answer.text, re.DOTALL)
    return "" if not found else " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def code_of(secret: str, doors: Doors) -> str:
    """The code that a telephone shows now."""
    return pyotp.TOTP(secret).at(doors.office.clock())


def with_codes(doors: Doors, browser: TestClient) -> tuple[str, list[str]]:
    """Set up one-time codes: the secret, and the recovery codes that come with them."""
    browser.post("/account/second/codes")
    secret = secret_in(browser.get("/account/second/codes"))
    answer = browser.post("/account/second/codes/confirm", data={"code": code_of(secret, doors)})
    return secret, recovery_in(answer)
