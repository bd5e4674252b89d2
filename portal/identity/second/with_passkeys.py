"""Making and naming one's passkeys."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import FastAPI, Request, Response

from engine.runtime import passkeys
from engine.runtime.database import Link, writer
from engine.runtime.passkeys import LONGEST_NAME, MOST, Passkey
from portal.filing_pages.fields import Fields, text
from portal.here import Here
from portal.identity.second import ceremony
from portal.identity.second.asked_of_script import asked, not_asked
from portal.identity.second.begun import begun, noted
from portal.identity.second.challenge import MAKING, answered, challenge
from portal.identity.second.own import Own, own
from portal.identity.second.place import place
from portal.identity.second.shown import codes_shown, listed, page, to_list

AT: Final = "/account/second/passkeys"


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    shown = _Passkeys(here)
    app.post(f"{AT}/options")(shown.options)
    app.post(AT)(shown.make)
    app.get(f"{AT}/{{identifier}}")(shown.one)
    app.post(f"{AT}/{{identifier}}")(shown.name)


@dataclass(frozen=True)
class _Passkeys:
    here: Here

    def options(self, request: Request) -> Response:
        """What the script asks the browser for."""
        office, where = self.here.office, place(self.here.settings.public_address)
        if where is None:
            return not_asked(request, "second_no_place")
        with writer(office.database).begin() as connection:
            account = own(self.here, connection, request).account
            has = [one.id for one in passkeys.passkeys(connection, account.number)]
            if len(has) >= MOST:
                return not_asked(request, "second_key_full")
            token, drawn = challenge(connection, MAKING, account.number, office.clock())
        owner = ceremony.Owner(account.number, account.address, account.name)
        return asked(token, ceremony.asked_to_make(where, owner, has, drawn))

    def make(self, request: Request, posted: Fields) -> Response:
        """Keep what the browser made."""
        now, name = self.here.office.clock(), _named(text(posted, "name"))
        with writer(self.here.office.database).begin() as connection:
            mine = own(self.here, connection, request)
            drawn = answered(connection, MAKING, mine.account.number, text(posted, "token"), now)
            made = self._kept(connection, mine, text(posted, "answer"), drawn, name, now)
            recovery = begun(connection, mine, now) if made else ()
        if not made:
            return listed(self.here, request, 422, refused="second_key_refused", name=name)
        if recovery:
            return codes_shown(self.here, request, recovery)
        return to_list(request, "second_key_added")

    def one(self, request: Request, identifier: str) -> Response:
        """One of one's passkeys, to be named otherwise or removed."""
        with self.here.office.database.connect() as connection:
            mine = own(self.here, connection, request)
            found = passkeys.find(connection, identifier)
        if found is None or found.account != mine.account.number:
            return to_list(request)
        return page(self.here, request, "second_key.html", mine=mine, key=found)

    def name(self, request: Request, identifier: str, posted: Fields) -> Response:
        """Call it otherwise; an empty name changes nothing."""
        name = _named(text(posted, "name"))
        with writer(self.here.office.database).begin() as connection:
            number = own(self.here, connection, request).account.number
            named = bool(name) and passkeys.rename(connection, number, identifier, name)
        return to_list(request, "second_key_renamed" if named else "")

    def _kept(
        self, connection: Link, mine: Own, answer: str, drawn: bytes | None, name: str,
        now: datetime,
    ) -> bool:  # fmt: skip
        where = place(self.here.settings.public_address)
        if drawn is None or where is None:
            return False
        try:
            new = ceremony.made(where, answer, drawn)
        except ceremony.NotProven:
            return False
        called = name or f"{now:%Y-%m-%d}"
        one = Passkey(new.id, mine.account.number, new.public_key, new.used, called, now)
        return passkeys.add(connection, one) and noted(connection, mine, "passkey_added", now)


def _named(typed: str) -> str:
    name = "".join(sign for sign in " ".join(typed.split()) if sign.isprintable())
    return name[:LONGEST_NAME]
