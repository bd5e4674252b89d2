"""/desk/views: keeping a list under a name, and forgetting it."""

from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from engine.runtime import saved_views
from engine.runtime.database import writer
from engine.runtime.saved_views import Full, View
from portal.desk_pages.look import Look
from portal.desk_pages.query import parse
from portal.filing_pages.fields import Fields, text
from portal.here import Here
from portal.identity.current import account_of
from portal.words import language_of, link


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this address."""
    app.post("/desk/views")(_Views(here, Look(here)).act)


@dataclass(frozen=True)
class _Views:
    here: Here
    desk: Look

    def act(self, request: Request, form: Fields) -> Response:
        """Keep a view, or forget one; then the desk again."""
        self.here.reader(request, "desk")
        account, line = account_of(request), text(form, "q")
        if account is None:
            return self.desk.told(request, line, "desk_view_no_account")
        if text(form, "do") == "forget":
            self._forget(account, text(form, "name"))
        elif wrong := self._kept(account, View(text(form, "name"), line)):
            return self.desk.told(request, line, wrong, text(form, "name"))
        return RedirectResponse(link(language_of(request), "desk", q=line, done="view"), 303)

    def _kept(self, account: int, view: View) -> str:
        """The words for what is wrong with it; empty once it is kept."""
        if parse(view.query)[1]:
            return "desk_view_bad_line"
        try:
            with writer(self.here.office.database).begin() as connection:
                saved_views.keep(connection, account, view, self.here.office.clock())
        except Full:
            return "desk_view_full"
        except ValueError:
            return "desk_view_bad_name"
        return ""

    def _forget(self, account: int, name: str) -> None:
        try:
            kept = saved_views.named(name)
        except ValueError:
            return
        with writer(self.here.office.database).begin() as connection:
            saved_views.drop(connection, account, kept)
