"""The pages of second factors as answers: none of them is kept by a browser."""

from typing import Any, Final

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from engine.runtime.passkeys import passkeys
from engine.runtime.queries import looking
from portal.here import Here
from portal.identity.second.own import own
from portal.identity.second.place import place
from portal.words import language_of, link

TOLD: Final = (
    "second_codes_removed", "second_key_added", "second_key_renamed", "second_key_removed",
    "second_codes_there",
)  # fmt: skip
"""What the list may be asked to say above itself."""


def page(here: Here, request: Request, template: str, status: int = 200, **known: Any) -> Response:
    """The page of that template, to be kept by nobody."""
    answer = here.render(request, template, status, **known)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def listed(here: Here, request: Request, status: int = 200, **known: Any) -> Response:
    """The list of one's second factors."""
    with looking(here.office.database) as connection:
        mine = own(here, connection, request)
        keys = passkeys(connection, mine.account.number)
    given = {"refused": None, "name": "", "told": None, **known}
    where = place(here.settings.public_address)
    return page(
        here, request, "second_list.html", status, mine=mine, keys=keys, place=where, **given
    )


def to_list(request: Request, told: str = "") -> Response:
    """On to the list, which says what was done."""
    return RedirectResponse(link(language_of(request), "account", "second", told=told), 303)


def codes_shown(here: Here, request: Request, codes: tuple[str, ...]) -> Response:
    """The recovery codes, this once."""
    return page(here, request, "second_recovery.html", codes=codes)
