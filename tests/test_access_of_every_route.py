"""Every route, for everybody, in every state of a dossier: whoever may not is refused, in the way
that portal.access says, and learns nothing of what they may not know."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.routing import Mount
from starlette.testclient import TestClient

from engine.dossier import NEW, Actor, Dossier
from engine.runtime import attachments, letters_about, reading, webhooks
from engine.runtime.accounts import Account
from engine.runtime.database import connect, writer
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.recovery_codes import renew
from migrations import schema
from portal.api.pace import Pace
from portal.filing.attach import Archive
from portal.filing.draft import begin
from portal.filing.filing import file
from tests import attachments as made
from tests.accounts import settings
from tests.conftest import ToldClock
from tests.filing import attached
from tests.moves import GHANA
from tests.parcels import moved
from tests.programs import AT, HOST, Programs
from tests.rules_of_programs import PROGRAMS
from tests.rules_of_routes import ALLOWED, PAGES, expected
from tests.second import office_over
from tests.signed_in import Portal
from tests.travelling import Leg, beginning, ways
from workflows.catalogue import workflows
from workflows.roles import DELEGATION, EVALUATION_BODY, OF_A_STATE, PEOPLE, STATE_PARTY

STATES = {
    "draft": "draft", "never_filed": "withdrawn", "submitted": "submitted",
    "registered": "registered", "incomplete": "incomplete", "evaluated": "under_evaluation",
    "published": "published", "inscribed": "inscribed",
}  # fmt: skip
"""The dossiers: a name for each, and the state in which it stands."""

UNKNOWN = "Q"

EVERYBODY: dict[str | None, Actor | None] = {
    None: None,
    **{
        role: Actor(f"The {role}", role, frozenset({"Ghana"} if role in OF_A_STATE else ()))
        for role in PEOPLE
        if role != STATE_PARTY
    },
    STATE_PARTY: GHANA,
    "of another State": Actor("A. Mensah", STATE_PARTY, frozenset({"Togo"})),
    "delegation of another State": Actor("Lomé", DELEGATION, frozenset({"Togo"})),
    "evaluator of that State": Actor("K. Boateng", EVALUATION_BODY, frozenset({"Ghana"})),
}
"""Who comes; last of all whoever may write."""


@dataclass(frozen=True)
class Before:
    """The dossiers by their names, and whatever else addresses can name."""

    portal: Portal
    programs: Programs
    dossiers: dict[str, Dossier]
    accounts: dict[str | None, Account]
    letters: dict[str, str]
    webhook: int


def way_to(state: str) -> list[Leg]:
    """A way on which the State itself files."""
    workflow, legs = workflows()["rl"], ways("rl")[state]
    if legs[0].step.trigger == "open":
        return list(legs)
    own = [workflow.step[one] for one in (("open", NEW), ("submit", "draft"))]
    own.append(workflow.step["register", "submitted"])
    return [*(Leg(workflow, step, legs[0].at) for step in own), *legs[1:]]


def attach_two(office: Office, archive: Archive, name: str, number: int) -> None:
    for at in (1, 2):
        one = made.image(size=(64 + at + 8 * number, 48))
        told: dict[str, Any] = {"caption": "Weavers", "credit": "A. Photographer"}
        attached(office, archive, "photographs", f"{at}.jpg", one, reference=name, **told)


@pytest.fixture(scope="module")
def before(tmp_path_factory) -> Before:
    folder = tmp_path_factory.mktemp("access")
    engine = connect(f"sqlite:///{folder / 'access.sqlite'}")
    schema.upgrade(engine)
    clock = ToldClock(beginning(workflows()["rl"]))
    office = office_over(engine, clock)
    portal = Portal(office, folder, settings=settings(folder), demonstration=True)
    programs = Programs(office, folder)
    programs.app = portal.app
    for number, name in enumerate(STATES):
        clock.at = beginning(workflows()["rl"])
        for leg in way_to(STATES[name]):
            clock.at = max(clock.at, leg.at)
            if leg.step.trigger == "submit":
                moved(file(office, name, GHANA, knowing=True))
            else:
                moved(office.execute(leg.move(name, f"{number:05}")))
            if leg.step.trigger == "open":
                begin(office, name, GHANA)
                attach_two(office, portal.archive, name, number)
    accounts = {name: programs.account(who) for name, who in EVERYBODY.items() if who is not None}
    with writer(engine).begin() as connection:
        hook = webhooks.add(
            connection, "https://example.org/", "whsec_", [], accounts["head"].number, clock()
        )
        for one in accounts.values():
            renew(connection, one.number)
    with looking(engine) as connection:
        dossiers = reading.dossiers(connection, STATES)
        letters = {
            name: next((one.key for one in letters_about.letters_about(connection, name)), "none")
            for name in STATES
        }
        assert {name: one.state for name, one in dossiers.items()} == STATES
        there = {
            name: [one.number for one in attachments.attachments(connection, name)]
            for name in STATES
        }
        assert there == {key: [1, 2] for key in STATES}
    return Before(portal, programs, dossiers, accounts, letters, hook)


def routes_of(app, at="") -> Iterator[tuple[str, str]]:
    for route in app.routes:
        if isinstance(route, Mount):
            if route.routes:
                yield from routes_of(route, at + route.path)
        else:
            for method in route.methods - ({"HEAD"} if "GET" in route.methods else set()):
                yield method, at + route.path


def test_every_route_has_a_rule_and_every_rule_a_route(before):
    told = {*PAGES, *(one.replace(" ", f" {AT}", 1) for one in PROGRAMS)}
    assert {f"{method} {path}" for method, path in routes_of(before.portal.app)} == told


def named(before: Before, path: str, like: str, name: str) -> dict[str, str]:
    """What the address of that route names: of a dossier like that one, by this name."""
    steps = workflows()["rl"].steps_from(before.dossiers[like].state)
    there = {
        "reference": name, "number": "2" if path.startswith(AT) else "1", "section": "1",
        "ending": "json", "cycle": "2025",
        "address": "2025", "session": "20.COM", "code": "ICH-02", "language": "en",
        "trigger": next((one.trigger for one in steps if not one.posts), "withdraw"),
        "key": before.letters[like].replace(like, name), "what": "hold", "why": "none",
        "token": "none", "name": "not-there", "identifier": "none",
    }  # fmt: skip
    others = {
        "/law/": {"key": "ceiling"},
        "/letters/": {"key": before.letters[like].replace(like, name)},
        "/wording/": {"key": "submission_received"},
        "/account/second/sure": {"what": "recovery"},
        "/accounts/": {"number": str(before.accounts["head"].number)},
        "/webhooks/": {"number": str(before.webhook)},
    }
    return there | next((more for at, more in others.items() if at in path), {})


def address(before: Before, path: str, like: str, name: str) -> str:
    """An address of that route, about a dossier of that name; what it names beside is there."""
    there = named(before, path, like, name)
    found = re.sub(r"{(\w+)(?::path)?}", lambda one: there[one[1]], path)
    query = {"/find": f"?q={name}", "/status": "?number=1", "/forms/": "?cycle=2028&states=Ghana"}
    return found + next((said for at, said in query.items() if at in path), "")


BODIES: dict[str, dict[str, Any]] = {
    "/api/v1/dossiers/{reference}/attachments": {"files": {"file": ("a.txt", b"a")}},
    "/api/v1/dossiers/{reference}/answers.docx": {"files": {"file": ("a.docx", b"a")}},
    "/api/v1/dossiers/{reference}/filings": {"json": {}},
    "/api/v1/dossiers/{reference}/confirmations": {"json": {"states": ["Ghana"], "shown": "?"}},
    "/api/v1/dossiers/{reference}/steps/{trigger}": {"json": {}},
    "/api/v1/dossiers/{reference}/answers": {"json": {}, "headers": {"If-Match": '"0"'}},
    "/api/v1/dossiers": {"json": {"workflow": "none"}},
    "/api/v1/letters/{key}/{what}": {"json": {}},
    "/api/v1/steps": {"json": {"trigger": "x", "dossiers": [{"reference": "x", "version": 1}]}},
    "/api/v1/leads": {"json": {"officer": "x", "dossiers": ["x"]}},
    "/api/v1/views": {"json": {"name": "x", "q": "x"}},
    "/api/v1/state/order": {
        "json": {"cycle": 2000, "state": "x", "files": [{"reference": "x", "version": 1}]}
    },
    "/api/v1/wording/{key}/{language}": {"json": {"text": ""}},
    "/api/v1/dossiers/{reference}/sheet": {
        "json": {"ticks": [{"item": "x", "verdict": "conform"}]}
    },
    "/dossiers/{reference}/attachments": {"files": {"file": ("a.txt", b"a")}},
    "/dossiers/{reference}/form/word": {"files": {"file": ("a.txt", b"a")}},
    "/dossiers/{reference}/form": {"json": {"seen": 0, "answers": {}}},
    "/dossiers/{reference}/confirm": {"data": {"state": "Ghana", "seen": "?"}},
    "/dossiers/new": {"data": {"workflow": "rl"}},
    "/reminders/{token}/unsubscribe": {"data": {"List-Unsubscribe": "One-Click"}},
}
"""What is sent with what writes; else a form of no consequence."""


def asked(browser: TestClient, before: Before, method: str, path: str, like: str, name: str = ""):
    """The answer about that dossier, or about one like it that has another name."""
    body: dict[str, Any] = (
        {"json": {}} if path.startswith(AT) else {"data": {"do": "check", "seen": "0"}}
    )
    if method in ("GET", "HEAD", "DELETE"):
        body = {}
    elif path in BODIES:
        body = {**BODIES[path]}
    headers = {"X-Request-ID": "the-same-for-all", **body.pop("headers", {})}
    there = address(before, path, like, name or like)
    url = f"{HOST}{there}" if path.startswith(AT) else there
    return browser.request(method, url, headers=headers, **body)


def is_about_a_dossier(rule: str) -> bool:
    return "knows" in rule


def of(before: Before, who: str | None, path: str) -> TestClient:
    """A program for what is for programs, else a browser."""
    if path.startswith(AT):
        return before.programs.of(EVERYBODY[who])
    one = before.accounts.get(who)
    return before.portal.browser() if one is None else before.portal.browser_of(one)


@pytest.fixture
def stay() -> Iterator[Callable[[TestClient], TestClient]]:
    """Lets a browser ask all its questions from one thread, which is quicker."""
    with ExitStack() as open_ones:
        yield open_ones.enter_context


def told_to(status: int) -> int:
    return status if status in (401, 403, 404) else ALLOWED


TABLE = [
    *((*one.split(" ", 1), rule) for one, rule in PAGES.items()),
    *((*one.replace(" ", f" {AT}", 1).split(" ", 1), rule) for one, rule in PROGRAMS.items()),
]


@pytest.mark.parametrize("who", EVERYBODY, ids=str)
def test_a_page_that_is_about_no_dossier_is_for_those_who_may_enter(before, who):
    person, some = EVERYBODY[who], before.dossiers["registered"]
    before.portal.app.state.pace = Pace()
    wrong: list[tuple[object, ...]] = []
    for method, path, rule in TABLE:
        if not is_about_a_dossier(rule) and rule != "door":
            answer = asked(of(before, who, path), before, method, path, "registered")
            status = expected(rule, person, some, filed=True)
            if told_to(answer.status_code) != status:
                wrong.append((method, path, rule, answer.status_code))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("who", EVERYBODY, ids=str)
def test_a_page_about_a_dossier_is_for_those_who_may_see_it_so(before, stay, who, name):
    """What one may not know of is answered as what does not exist, sign by sign."""
    person, dossier = EVERYBODY[who], before.dossiers[name]
    before.portal.app.state.pace = Pace()
    filed, written, wrong = "filing" in dossier.facts, before.letters[name] != "none", []
    browsers = {at: stay(of(before, who, at)) for at in ("", AT)}
    for method, path, rule in TABLE:
        if not is_about_a_dossier(rule):
            continue
        browser = browsers[AT if path.startswith(AT) else ""]
        answer = asked(browser, before, method, path, name)
        status = expected(rule, person, dossier, filed=filed, written=written)
        if told_to(answer.status_code) != status:
            wrong.append((method, path, rule, answer.status_code))
        if status == 404 and expected("knows", person, dossier, filed=filed):
            unknown = UNKNOWN * len(name)
            nothing = asked(browser, before, method, path, name, unknown)
            if (nothing.status_code, sorted(nothing.headers.items()), _said(nothing, unknown)) != (
                answer.status_code, sorted(answer.headers.items()), _said(answer, name)
            ):  # fmt: skip
                wrong.append((method, path, rule, "tells that it is there"))
    assert not wrong, "\n".join(map(str, wrong))


def _said(answer, name: str) -> str:
    return str(answer.text.replace(name, "@"))
