"""Inviting somebody: a letter with a link to their address; sent again, or taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from engine.dossier import Actor
from engine.runtime import account_changes, accounts, invitations
from engine.runtime.account_changes import Change
from engine.runtime.addresses import small
from engine.runtime.database import Link, writer
from engine.runtime.invitations import OPEN_FOR, Invitation
from engine.runtime.queries import looking
from engine.words import Language, Words
from portal.account_pages.faults import Fault, about
from portal.form_pages.body import Body, pairs
from portal.here import Here
from portal.identity import letters
from portal.identity.invitable import in_one_line, of_address, of_name, of_role, of_states
from portal.identity.typed import typed
from portal.rendered import Unknown
from portal.words import language_of, link
from workflows.roles import PEOPLE
from workflows.states_parties import states_parties

TAKEN: Final = Words(
    "There is an account with this address already.", "Un compte existe déjà à cette adresse."
)


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    pages = _Inviting(here)
    app.get("/accounts/invite")(pages.asked)
    app.post("/accounts/invite")(pages.invited)
    app.post("/accounts/invited")(pages.again)


@dataclass(frozen=True)
class _Inviting:
    here: Here

    def asked(self, request: Request) -> Response:
        """Who, as what, for which States."""
        self.here.writer(request, "accounts")
        return self._page(request, 200)

    def invited(self, request: Request, body: Body) -> Response:
        """Invited, by a letter that leaves with the next ones."""
        by, given = self.here.writer(request, "accounts"), typed(body)
        states = frozenset(value for name, value in pairs(body) if name == "states" and value)
        actor = Actor(in_one_line(given.get("name", "")), given.get("role", ""), states)
        address, now = small(given.get("address", "")), self.here.office.clock()
        language: Language = "fr" if given.get("language") == "fr" else "en"
        against = list(_against(actor, address))
        with writer(self.here.office.database).begin() as connection:
            if accounts.by_address(connection, address) is not None:
                against.append(Fault("address", TAKEN))
            if not against:
                one = Invitation(actor, now + OPEN_FOR, address)
                self._write(connection, one, by, language)
        if against:
            return self._page(request, 422, against=against, given=given, chosen=states)
        return self._done(request, "invited")

    def again(self, request: Request, body: Body) -> Response:
        """An invitation that is open, sent again under a new link, or taken back."""
        by, given = self.here.writer(request, "accounts"), typed(body)
        now, address = self.here.office.clock(), small(given.get("address", ""))
        with looking(self.here.office.database) as connection:
            open_ = invitations.open_to(connection, now)
        found = next((one for one in open_ if one.address == address), None)
        if found is None:
            raise Unknown("no_address")
        with writer(self.here.office.database).begin() as connection:
            if given.get("do") == "again":
                one = Invitation(found.actor, now + OPEN_FOR, address)
                self._write(connection, one, by, language_of(request))
            else:
                invitations.take_back_from(connection, address, now)
                change = Change(now, None, by.name, "taken_back", "", address)
                account_changes.write(connection, change)
        return self._done(request, "invited" if given.get("do") == "again" else "taken_back")

    def _write(self, connection: Link, one: Invitation, by: Actor, language: Language) -> None:
        now = self.here.office.clock()
        letters.invitation(connection, self.here.settings, one, by.name, language, now)
        became = f"{one.address}, {one.actor.role}"
        account_changes.write(connection, Change(now, None, by.name, "invited", "", "", became))

    def _done(self, request: Request, what: str) -> Response:
        return RedirectResponse(link(language_of(request), "accounts", done=what), 303)

    def _page(self, request: Request, status: int, **known: Any) -> Response:
        usual: dict[str, Any] = {"against": [], "given": {}, "chosen": frozenset()}
        told = {**usual, **known, "roles": PEOPLE, "states": sorted(states_parties())}
        told["hours"] = OPEN_FOR // timedelta(hours=1)
        return self.here.render(request, "account_invite.html", status, **told)


def _against(actor: Actor, address: str) -> Iterator[Fault]:
    yield from about("address", of_address(address))
    yield from about("name", of_name(actor.name))
    yield from about("role", of_role(actor.role))
    yield from about("states", of_states(actor.role, sorted(actor.states)))
