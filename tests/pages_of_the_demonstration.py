"""Every page of the demonstration: its address, and for each kind of page somebody who sees it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Match

from engine.dossier import Actor
from engine.runtime import invitations, links
from engine.runtime.database import writer
from engine.runtime.letters_about import letters_about
from engine.runtime.office import Office
from engine.runtime.on_the_way import set_out
from engine.runtime.queries import looking
from engine.runtime.reading import all_dossiers
from portal.demo_accounts import there
from portal.identity.letters import RESET

DRAFT: Final = "/dossiers/{rl draft Ghana}"
PLACED: Final = "/dossiers/{rl included Ghana}"
SEEN: Final[Mapping[str, tuple[str, ...]]] = {
    "": (
        "/", "/status?number={rl included Ghana}", "/status", "/under-process", "/decisions",
        "/decisions/16.COM", "/statistics", "/law?paragraph=OD+54", "/law", "/law/ceiling",
        "/help", "/accessibility", "/cycles", "/cycles/2021", "/cycles/2027",
        "/cycles/2027/ranking", "/cycles/2027/calendar", PLACED, "/dossiers/nothing-like-it",
        "/sign-in", "/sign-in/forgotten", "/sign-in/passkey", "/sign-in/provider/refused/late",
        "/demo", "/api", "/enter/{invitation}", "/enter/of-nobody", "/reset/{forgotten}",
        "/reminders/{reminder}", "/reminders/{reminder}/unsubscribe",
    ),
    "N. Osei": (
        "/state", "/state/order", "/state/letters", "/state/feeds", "/dossiers/new",
        "/dossiers/new?workflow=rl", DRAFT, f"{DRAFT}/form", f"{DRAFT}/form/1", f"{DRAFT}/form/3",
        f"{DRAFT}/form/check", f"{DRAFT}/attachments", f"{DRAFT}/changes",
        f"{DRAFT}/steps/withdraw", "/dossiers/{rl draft France}/confirm", "/account",
        "/account/second", "/account/tokens", "/leave", "/cycles/2027/ranking",
    ),
    "A. Lind": (
        "/desk", "/desk?q=nonsense:1", "/cycles/outside", "/cycles/2027/ranking",
        "/cycles/2027/try", "/cycles/2027/try?twin=on&ceiling=50", "/dossiers/{gsp checking}",
        "/dossiers/{gsp checking}/steps/find_complete",
        "/dossiers/{rl submitted}/steps/register", f"{PLACED}?from=-turn:closed",
        f"{PLACED}/letters/{{letter of rl included Ghana}}", "/letters", "/letters/forecast",
        "/letters/search?state=Ghana", "/letters/{letter held}",
        "/letters/{letter of rl included Ghana}", "/wording", "/wording/completeness/en", "/act",
    ),
    "R. Haddad": ("/accounts", "/accounts/invite", "/accounts/1", "/webhooks"),
    "S. Kimura": ("/dossiers/{gsp under_evaluation}",),
    "P. Novák": ("/desk", "/dossiers/{usl published}/steps/examine"),
    "J. Ortega": ("/audit", PLACED),
}  # fmt: skip
"""The addresses each person of the demonstration opens; without a name it is the public. What
stands in braces is found in the office: a dossier by its mechanism, its state and one of its
States; a letter; the secret of a link."""

REFUSED: Final[Mapping[str, int]] = {
    "/status": 422, "/dossiers/nothing-like-it": 404, "/enter/of-nobody": 404,
    "/sign-in/provider/refused/late": 403, "/desk?q=nonsense:1": 422,
}  # fmt: skip
"""Those of them that say what is wrong, and the status they say it with."""

NOT_SEEN: Final[Mapping[str, str]] = {
    "/cycles/{address}/calendar.ics": "a file for calendars",
    "/feeds/{token}.ics": "a file for calendars",
    "/account/second/codes/picture.svg": "a picture",
    "/account/second/codes": "for a second factor: tests/test_axe_at_the_doors.py",
    "/account/second/passkeys/{identifier}": "for a second factor: tests/test_axe_at_the_doors.py",
    "/account/second/sure/{what}": "for a second factor: tests/test_axe_at_the_doors.py",
    "/sign-in/second": "for a second factor: tests/test_axe_at_the_doors.py",
    "/dossiers/{reference}/check": "no form is filed here: tests/test_journey_in_a_browser.py",
    "/dossiers/{reference}/form/word": "leads on to the form",
    "/sign-in/provider": "leads to a provider, and the demonstration has none",
    "/sign-in/provider/back": "is where a provider leads back to",
    "/webhooks/{number}": "the demonstration tells nobody of anything",
    "/dossiers/{reference}/attachments/{number}": "a file that a State attached",
    "/dossiers/{reference}/export.{ending}": "a file of everything",
    "/dossiers/{reference}/form/word.docx": "a Word document",
    "/find": "leads on to the dossier",
    "/healthz": "for machines", "/readyz": "for machines", "/metrics": "for machines",
    "/.well-known/security.txt": "a text", "/robots.txt": "a text",
}  # fmt: skip
"""What is no page, or none that the demonstration has, and why."""


def routes(app: FastAPI) -> set[str]:
    """Every address that can be looked at."""
    return {
        one.path for one in app.routes if isinstance(one, APIRoute) and "GET" in (one.methods or ())
    }


def route_of(app: FastAPI, address: str) -> str:
    """The route that answers at an address."""
    scope = {"type": "http", "method": "GET", "path": address.partition("?")[0]}
    return next(
        one.path
        for one in app.routes
        if isinstance(one, APIRoute) and one.matches(scope)[0] is Match.FULL
    )


@dataclass
class Found:
    """Finds in an office what stands in the braces of an address."""

    office: Office

    def __getitem__(self, wanted: str) -> str:
        kind, _, more = wanted.partition(" ")
        return self._kinds().get(kind, self._dossier)(more if kind == "letter" else wanted)

    def _kinds(self) -> Mapping[str, Callable[[str], str]]:
        return {
            "letter": self._letter,
            "invitation": self._invitation,
            "forgotten": self._forgotten,
            "reminder": self._reminder,
        }

    def _dossier(self, wanted: str) -> str:
        workflow, state, *of = wanted.split()
        with looking(self.office.database) as connection:
            return next(
                one.reference
                for one in all_dossiers(connection)
                if (one.workflow, one.state) == (workflow, state)
                and one.text("illustrative")
                and set(of) <= set(one.states)
            )

    def _letter(self, wanted: str) -> str:
        # Only the letter of an incomplete file is held.
        held = wanted == "held"
        reference = self._dossier("rl incomplete" if held else wanted.removeprefix("of "))
        with looking(self.office.database) as connection:
            return next(
                one.key
                for one in letters_about(connection, reference)
                if one.status == ("held" if held else "sent")
            )

    def _invitation(self, _: str) -> str:
        head = Actor("R. Haddad", "head")
        return invitations.invite(
            self.office.database, Actor("V. Amari", "bureau"), head.name, self.office.clock(),
            address="v.amari@example.org",
        )  # fmt: skip

    def _forgotten(self, _: str) -> str:
        now, lasts = self.office.clock(), timedelta(hours=1)
        with writer(self.office.database).begin() as connection:
            return set_out(connection, RESET, there(self.office)[0].number, {}, now, lasts)

    def _reminder(self, _: str) -> str:
        with writer(self.office.database).begin() as connection:
            return links.link(
                connection, "n.osei@example.org", self._letter("held"), self.office.clock()
            )


def addresses(office: Office, name: str) -> Iterator[str]:
    """The addresses that somebody of that name opens, as they are in this office."""
    return (address.format_map(Found(office)) for address in SEEN[name])
