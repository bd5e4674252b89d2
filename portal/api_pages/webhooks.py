"""/webhooks: where programs are told what happened, set up, looked after, ended."""

from dataclasses import dataclass
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from engine.runtime import notices, webhooks
from engine.runtime.database import writer
from engine.words import Words
from portal.access.denied import NotYours
from portal.access.rooms import writes_in
from portal.access.sight import visible
from portal.api.webhooks import counted
from portal.filing.draft import NotThere
from portal.filing_pages.fields import Fields, is_number, text
from portal.here import Here
from portal.identity.current import account_of
from portal.webhooks.kept import Made, set_up, triggers
from portal.words import language_of, link


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    hooks = _Webhooks(here)
    app.get("/webhooks")(hooks.look)
    app.post("/webhooks")(hooks.make)
    app.get("/webhooks/{number}")(hooks.one)
    app.post("/webhooks/{number}/again")(hooks.again)
    app.post("/webhooks/{number}/end")(hooks.end)


@dataclass(frozen=True)
class _Webhooks:
    here: Here

    def look(self, request: Request, done: str = "") -> HTMLResponse:
        """All of them, and a form for one more."""
        self.here.reader(request, "webhooks")
        return self._page(request, done=done)

    def make(self, request: Request, form: Fields) -> HTMLResponse:
        """One more, with the eyes of whoever sets it up; its secret is on this page alone."""
        self.here.writer(request, "webhooks")
        owner = account_of(request)
        if owner is None:
            raise NotYours(*_NO_ACCOUNT)
        url, events = text(form, "url"), [str(one) for one in form.getlist("event")]
        strict = self.here.settings.production
        made = set_up(self.here.office, url, events, owner, strict=strict)
        if isinstance(made, Made):
            return self._page(request, made=made)
        return self._page(request, 422, faults=made, url=url, chosen=events)

    def one(self, request: Request, number: str, done: str = "") -> HTMLResponse:
        """One with its latest notices."""
        who = self.here.reader(request, "webhooks")
        with self.here.office.database.connect() as connection:
            hook = self._there(connection, number)
            told = webhooks.told(connection, hook["number"], visible(who))
        writes = writes_in(who, "webhooks") is None
        return self.here.render(
            request, "api_webhook.html", hook=hook, told=told, writes=writes, done=done
        )

    def again(self, request: Request, number: str) -> Response:
        """Tell it again what it has not heard."""
        self.here.writer(request, "webhooks")
        office = self.here.office
        with writer(office.database).begin() as connection:
            hook = self._there(connection, number)
            notices.again(connection, hook["number"], office.clock())
        to = link(language_of(request), "webhooks", number, done="again")
        return RedirectResponse(to, 303)

    def end(self, request: Request, number: str) -> Response:
        """Tell it nothing more."""
        self.here.writer(request, "webhooks")
        office = self.here.office
        with writer(office.database).begin() as connection:
            hook = self._there(connection, number)
            webhooks.end(connection, hook["number"], office.clock())
        return RedirectResponse(link(language_of(request), "webhooks", done="ended"), 303)

    def _there(self, connection: Any, number: str) -> dict[str, Any]:
        known = {one["number"]: one for one in counted(connection)}
        if not is_number(number) or int(number) not in known:
            raise NotThere(number)
        return known[int(number)]

    def _page(self, request: Request, status: int = 200, **known: Any) -> HTMLResponse:
        with self.here.office.database.connect() as connection:
            hooks = counted(connection)
        writes = writes_in(self.here.somebody(request), "webhooks") is None
        shown = {"faults": (), "made": None, "done": "", "url": "", "chosen": [], **known}
        return self.here.render(
            request, "api_webhooks.html", status, hooks=hooks, writes=writes,
            triggers=sorted(triggers()), strict=self.here.settings.production, **shown,
        )  # fmt: skip


_NO_ACCOUNT: Final = Words(
    "a webhook belongs to an account, and you act here without one",
    "un webhook appartient à un compte, et vous agissez ici sans compte",
)
