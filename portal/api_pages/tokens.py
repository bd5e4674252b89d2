"""/account/tokens: the tokens of one's own account, made, shown once, ended."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from engine.runtime import api_tokens
from engine.runtime.accounts import Account, account, actor_of
from engine.runtime.database import writer
from engine.words import Words
from portal.access.denied import NotYours
from portal.api.scopes import against, open_to
from portal.filing_pages.fields import Fields, text
from portal.here import Here
from portal.identity.current import account_of
from portal.words import language_of, link

LASTS: Final = (30, 90, 180, 365)
"""Days that a token may last: a year at most."""

LONGEST_NAME: Final = 80
MOST: Final = 20
"""Tokens of an account that stand at a time."""


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    tokens = _Tokens(here)
    app.get("/account/tokens")(tokens.look)
    app.post("/account/tokens")(tokens.make)
    app.post("/account/tokens/{token}/end")(tokens.end)


@dataclass(frozen=True)
class _Tokens:
    here: Here

    def look(self, request: Request, done: str = "") -> HTMLResponse:
        """The tokens, and a form for one more."""
        return self._page(request, self._owner(request), done=done)

    def make(self, request: Request, form: Fields) -> HTMLResponse:
        """One more: this page shows it, and no other ever does."""
        owner = self._owner(request)
        name = " ".join(text(form, "name").split())
        scopes = [str(one) for one in form.getlist("scope")]
        days = text(form, "days")
        faults = dict(_faults(owner, name, scopes, days))
        now = self.here.office.clock()
        with writer(self.here.office.database).begin() as connection:
            standing = [
                one for one in api_tokens.tokens_of(connection, owner.number) if one.stands(now)
            ]
            if len(standing) >= MOST:
                faults["name"] = _TOO_MANY
            lasts = timedelta(days=0 if faults else int(days))
            made = (
                ""
                if faults
                else api_tokens.make(connection, owner.number, name, scopes, now, lasts)
            )
        if made:
            return self._page(request, owner, made=made)
        return self._page(request, owner, 422, faults=faults, posted=form)

    def end(self, request: Request, token: str) -> Response:
        """End one; that it has ended already is as well."""
        owner = self._owner(request)
        with writer(self.here.office.database).begin() as connection:
            api_tokens.end(connection, owner.number, token, self.here.office.clock())
        to = link(language_of(request), "account", "tokens", done="ended")
        return RedirectResponse(to, 303)

    def _owner(self, request: Request) -> Account:
        """Whose tokens they are. NotYours in a session without an account, and for an officer who
        acts in somebody's place."""
        who = self.here.writer(request, "own")
        number = account_of(request)
        if number is None or who.through:
            raise NotYours(*_NO_ACCOUNT)
        with self.here.office.database.connect() as connection:
            found = account(connection, number)
        if found is None:
            raise NotYours(*_NO_ACCOUNT)
        return found

    def _page(
        self, request: Request, owner: Account, status: int = 200, **known: Any
    ) -> HTMLResponse:
        now = self.here.office.clock()
        with self.here.office.database.connect() as connection:
            tokens = api_tokens.tokens_of(connection, owner.number)
        posted: FormData = known.pop("posted", FormData())
        shown = {"faults": {}, "made": "", "done": "", **known}
        return self.here.render(
            request, "api_tokens.html", status, tokens=tokens, now=now, lasts=LASTS,
            scopes=open_to(actor_of(owner)), typed=text(posted, "name"),
            chosen=posted.getlist("scope"), days=text(posted, "days") or "90", **shown,
        )  # fmt: skip


def _faults(owner: Account, name: str, scopes: list[str], days: str) -> Any:
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        yield "name", _NAME
    if fault := against(actor_of(owner), scopes):
        yield "scope", fault
    if days not in map(str, LASTS):
        yield "days", _DAYS


_NAME: Final = Words(
    f"Give the token a name of at most {LONGEST_NAME} characters, so that you know it again.",
    f"Donnez au jeton un nom de {LONGEST_NAME} caractères au plus, pour le reconnaître.",
)
_DAYS: Final = Words(
    "Choose how long the token lasts: a year at most.",
    "Choisissez la durée du jeton : un an au plus.",
)
_TOO_MANY: Final = Words(
    f"You have {MOST} tokens already; end one first.",
    f"Vous avez déjà {MOST} jetons ; révoquez d'abord l'un d'eux.",
)
_NO_ACCOUNT: Final = Words(
    "a token belongs to an account, and you act here without one of your own",
    "un jeton appartient à un compte, et vous agissez ici sans compte propre",
)
