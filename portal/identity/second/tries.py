"""How often a second factor may be tried: by the doors of `portal.identity.knocking`."""

from fastapi import Request

from engine.runtime.accounts import Account
from engine.runtime.tokens import new_token
from portal.identity.knocking import SECOND, knocks_of
from portal.identity.visitor import visitor


def may_try(request: Request, account: Account) -> bool:
    """Whether this account's second factor may be tried once more from there; the try counts."""
    return not knocks_of(request).wait(SECOND, account.address, visitor(request).remote)


def right(request: Request, account: Account) -> None:
    """Forget the tries of somebody who has given it."""
    knocks_of(request).right(SECOND, account.address, visitor(request).remote)


def may_come(request: Request) -> bool:
    """Whether one more may try from there, of whom nobody knows yet who it is; the try counts."""
    # Many people share the address of an office: each try has a name of its own, so that only
    # those of the place are counted together.
    remote = visitor(request).remote
    return not knocks_of(request).wait(SECOND, new_token(), remote, known=True)
