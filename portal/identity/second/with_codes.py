"""Setting up one-time codes: a secret is proposed, shown, and confirmed by its first code."""

from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from engine.runtime import second_factors
from engine.runtime.database import Link, writer
from portal.filing_pages.fields import Fields, text
from portal.here import Here
from portal.identity.second import codes
from portal.identity.second.begun import begun, noted
from portal.identity.second.own import Own, own
from portal.identity.second.seal import Unopened, can_seal, opened, sealed
from portal.identity.second.shown import codes_shown, listed, page, to_list
from portal.words import language_of, link

AT: Final = "/account/second/codes"


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    shown = _Codes(here)
    app.post(AT)(shown.propose)
    app.get(AT)(shown.show)
    app.get(f"{AT}/picture.svg")(shown.picture)
    app.post(f"{AT}/confirm")(shown.confirm)


@dataclass(frozen=True)
class _Codes:
    here: Here

    def propose(self, request: Request) -> Response:
        """A new secret, in the place of one that was never confirmed."""
        if not can_seal(self.here.settings):
            return listed(self.here, request, 503, refused="second_no_key")
        with writer(self.here.office.database).begin() as connection:
            number = own(self.here, connection, request).account.number
            secret = sealed(self.here.settings, number, codes.new_secret())
            if not second_factors.propose(connection, number, secret):
                return to_list(request, "second_codes_there")
        return RedirectResponse(link(language_of(request), "account", "second", "codes"), 303)

    def show(self, request: Request) -> Response:
        """The secret, as a picture and as a text."""
        with self.here.office.database.connect() as connection:
            mine, secret, _ = self._proposed(connection, request)
        return to_list(request) if secret is None else self._page(request, mine, secret)

    def picture(self, request: Request) -> Response:
        """The picture, for its owner alone and for now."""
        with self.here.office.database.connect() as connection:
            mine, secret, _ = self._proposed(connection, request)
        if secret is None:
            return Response(status_code=404, headers=_NEVER_KEPT)
        drawn = codes.picture(secret, mine.account.address)
        return Response(drawn, media_type="image/svg+xml", headers=_NEVER_KEPT)

    def confirm(self, request: Request, posted: Fields) -> Response:
        """The first code proves that the telephone has the secret."""
        now = self.here.office.clock()
        new: tuple[str, ...] = ()
        with writer(self.here.office.database).begin() as connection:
            mine, secret, kept = self._proposed(connection, request)
            if secret is None:
                return to_list(request)
            step = codes.step_of(secret, text(posted, "code"), now)
            if step is not None:
                second_factors.confirm(connection, mine.account.number, kept, step, now)
                noted(connection, mine, "codes_set_up", now)
                new = begun(connection, mine, now)
        if step is None:
            return self._page(request, mine, secret, 422)
        return codes_shown(self.here, request, new) if new else to_list(request)

    def _proposed(self, connection: Link, request: Request) -> tuple[Own, str | None, str]:
        mine = own(self.here, connection, request)
        kept = second_factors.codes(connection, mine.account.number)
        if kept is None or kept.confirmed_at is not None:
            return mine, None, ""
        try:
            return mine, opened(self.here.settings, mine.account.number, kept.sealed), kept.sealed
        except Unopened:  # the key was changed meanwhile: another secret is to be proposed
            return mine, None, ""

    def _page(self, request: Request, mine: Own, secret: str, status: int = 200) -> Response:
        return page(
            self.here, request, "second_codes.html", status, mine=mine,
            secret=codes.in_groups(secret), refused=status != 200,
        )  # fmt: skip


_NEVER_KEPT: Final = {"Cache-Control": "no-store"}
