"""Files of Ghana, Togo and Guinea for the tests of a State's desk, some of them shared, some of
them other States' own."""

from typing import Any

from engine.dossier import Actor
from engine.runtime import accounts
from engine.runtime.accounts import Account, Newcomer
from engine.runtime.database import writer
from engine.runtime.moves import Move
from engine.runtime.office import Office
from engine.runtime.sessions import Came, begin
from portal.identity.cookie import NAME
from tests.moves import GHANA, OFFICER, made
from tests.signed_in import Portal

TOGO = Actor("A. Mensah", "state_party", frozenset({"Togo"}))
LOME = Actor("Delegation of Togo", "delegation", frozenset({"Togo"}))
GUINEA = Actor("M. Camara", "state_party", frozenset({"Guinea"}))
BISSAU = Actor("J. Gomes", "state_party", frozenset({"Guinea-Bissau"}))
BOTH = Actor("Delegate", "state_party", frozenset({"Ghana", "Togo"}))


def opened_by(
    office: Office, reference: str, title: str, who: Actor, *states: str,
    workflow: str = "rl", cycle: int = 2028, **more: Any,
) -> None:  # fmt: skip
    """A draft of these States, opened by one of them."""
    answers = {"title": title, "states": list(states), "contact": "person@example.org", **more}
    if workflow != "assistance_emergency":
        answers["cycle"] = cycle
    made(office, Move(reference, "open", who, answers, opens=workflow))


def registered(office: Office, reference: str, number: str, who: Actor = GHANA) -> None:
    """A draft that is filed and registered."""
    made(office, Move(reference, "submit", who))
    made(office, Move(reference, "register", OFFICER, {"file_no": number}))


def some_files(office: Office) -> Office:
    """Kente and Gold weights are drafts of Ghana's, Adowa is registered, Hamlet was withdrawn; Lake
    songs are a draft of Ghana's and Togo's; Zangbeto is a draft of Togo's own, Kora of Guinea's,
    Tina of Guinea-Bissau's."""
    opened_by(office, "RL-1", "Kente weaving", GHANA, "Ghana")
    opened_by(office, "RL-2", "Gold weights", GHANA, "Ghana", workflow="usl")
    opened_by(office, "RL-3", "Adowa dance", GHANA, "Ghana")
    registered(office, "RL-3", "02222")
    opened_by(office, "RL-4", "Hamlet of potters", GHANA, "Ghana")
    made(office, Move("RL-4", "withdraw", GHANA))
    opened_by(office, "RL-5", "Lake songs", GHANA, "Ghana", "Togo")
    opened_by(office, "RL-6", "Zangbeto masks", TOGO, "Togo")
    opened_by(office, "RL-7", "Kora music", GUINEA, "Guinea")
    opened_by(office, "RL-8", "Tina drums", BISSAU, "Guinea-Bissau")
    return office


def account_of(
    office: Office, who: Actor, zone: str = "Europe/Paris", tongue: Any = "en"
) -> Account:
    """An account of this person."""
    address = f"{who.name.split()[-1].lower()}@example.org"
    with writer(office.database).begin() as connection:
        return accounts.add(
            connection,
            Newcomer(address, who.name, who.role, who.states, tongue, zone),
            "R. Haddad",
            office.clock(),
        )


def with_account(portal: Portal, one: Account) -> Any:
    """A browser of somebody who came in with that account."""
    browser = portal.browser()
    with writer(portal.office.database).begin() as connection:
        came = Came(account=one.number)
        token = begin(connection, accounts.actor_of(one), portal.office.clock(), came)
    browser.cookies.set(f"__Host-{NAME}", token, domain="testserver.local", path="/")
    return browser
