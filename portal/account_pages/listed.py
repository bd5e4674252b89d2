"""The accounts of all: who may sign in, as what, and since when nobody has seen them."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import Response

from engine.runtime import accounts, invitations, sign_ins
from engine.runtime.accounts import Account
from engine.runtime.queries import looking
from portal.access.rooms import writes_in
from portal.here import Here
from workflows.roles import PEOPLE

ASKED = ("q", "role", "state", "is")
DONE = ("invited", "taken_back")
KINDS = ("active", "closed", "no_password", "no_second")


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    app.get("/accounts")(_Listed(here).shown)


@dataclass(frozen=True)
class _Listed:
    here: Here

    def shown(self, request: Request) -> Response:
        """The accounts that are asked for, and the invitations that are open."""
        who = self.here.reader(request, "accounts")
        asked = {name: request.query_params.get(name, "").strip() for name in ASKED}
        with looking(self.here.office.database) as connection:
            everybody = accounts.all_accounts(connection)
            last = sign_ins.last_in(connection)
            open_ = invitations.open_to(connection, self.here.office.clock())
        known = {
            "asked": asked, "roles": PEOPLE, "kinds": KINDS, "last": last, "invited": open_,
            "found": [one for one in everybody if fits(one, asked)], "many": len(everybody),
            "states": sorted({state for one in everybody for state in one.states}),
            "may": writes_in(who, "accounts") is None,
            "done": done if (done := request.query_params.get("done")) in DONE else "",
        }  # fmt: skip
        return self.here.render(request, "account_list.html", 200, **known)


def fits(one: Account, asked: Mapping[str, str]) -> bool:
    """Whether an account is one of those that are asked for; what asks for nothing known is not
    asked."""
    words = asked["q"].casefold().split()
    named = f"{one.name} {one.address}".casefold()
    return (
        all(word in named for word in words)
        and asked["role"] in ("", one.role)
        and (not asked["state"] or asked["state"] in one.states)
        and _is(one).get(asked["is"], True)
    )


def _is(one: Account) -> dict[str, bool]:
    return {
        "active": one.active,
        "closed": not one.active,
        "no_password": not one.has_password,
        "no_second": not one.has_second,
    }
