"""Who calls: a program with a token, a signed-in browser that reads, or anybody."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request

from engine.dossier import Actor
from engine.runtime.api_tokens import bearer
from engine.words import Words
from portal.access.rooms import reads_in, writes_in
from portal.api.pace import WAIT
from portal.api.problems import Problem
from portal.api.scopes import READ
from portal.here import Here
from portal.identity.current import account_of, somebody
from portal.identity.visitor import visitor

CHALLENGE: Final = 'Bearer realm="ich-dossiers"'


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls (None: the public), with which account if any, and what they may do here."""

    who: Actor | None
    account: int | None = None
    scopes: frozenset[str] = frozenset()
    by_cookie: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody who calls: who, and with which account if any."""

    who: Actor
    account: int | None
    scopes: frozenset[str]


def here_of(request: Request) -> Here:
    """The office that is asked."""
    here: Here = request.app.state.api
    return here


def caller(request: Request) -> Caller:
    """Who calls. Problem where a token opens nothing, or where too much was asked."""
    here = here_of(request)
    given = request.headers.get("authorization")
    if given is None:
        _keep_pace(request, visitor(request).remote, known=False)
        who = somebody(request)
        if who is None:
            return Caller(None, scopes=frozenset({READ}))
        return Caller(who, account_of(request), frozenset({READ}), by_cookie=True)
    scheme, _, token = given.partition(" ")
    found = bearer(here.office.database, token.strip(), here.office.clock())
    if scheme.lower() != "bearer" or found is None:
        _keep_pace(request, visitor(request).remote, known=False)
        raise Problem("no-token", _ENDED, headers={"WWW-Authenticate": _INVALID})
    _keep_pace(request, found.id, known=True)
    return Caller(found.actor, found.account, found.scopes)


def reading(caller: Annotated[Caller, Depends(caller)]) -> Caller:
    """Who reads; anybody may, and is shown what they may see. Problem for a token that is not for
    reading."""
    _hold(caller, READ)
    return caller


@dataclass(frozen=True, slots=True)
class Signing:
    """Gives who calls with that scope, and may look into that room or write there. Problem for
    anybody else; a browser's cookie only ever reads. `own`: what is written is one's own, which
    whoever looks into the room may."""

    scope: str
    room: str = ""
    writes: bool = False
    own: bool = False

    def __call__(self, caller: Annotated[Caller, Depends(caller)]) -> Signed:
        """Who it is."""
        if caller.who is None or (caller.by_cookie and self.writes):
            raise Problem("no-token", _TOKEN, headers={"WWW-Authenticate": CHALLENGE})
        if not caller.by_cookie:
            _hold(caller, self.scope)
        enters = writes_in if self.writes and not self.own else reads_in
        if self.room and (denied := enters(caller.who, self.room)):
            raise Problem("not-yours", denied.said, [_cited(denied.said, str(denied.citation))])
        return Signed(caller.who, caller.account, caller.scopes)


def _cited(said: Words, cite: str) -> dict[str, object]:
    return {"rule": "access", "sentence": said._asdict(), "cite": cite}


def _hold(caller: Caller, scope: str) -> None:
    if scope in caller.scopes:
        return
    said = Words(
        f"This needs a token with the scope “{scope}”; make one at /account/tokens.",
        f"Il faut pour cela un jeton du droit « {scope} » ; créez-en un sur /account/tokens.",
    )
    challenge = f'{CHALLENGE}, error="insufficient_scope", scope="{scope}"'
    raise Problem("no-scope", said, headers={"WWW-Authenticate": challenge})


def _keep_pace(request: Request, who: str, *, known: bool) -> None:
    if not request.app.state.pace.lets(who, known=known):
        raise Problem("too-many", _SLOWER, headers={"Retry-After": str(WAIT)})


_INVALID: Final = f'{CHALLENGE}, error="invalid_token"'
_ENDED: Final = Words(
    "The token opens nothing: it is none, has ended or expired, or its account is closed.",
    "Le jeton n'ouvre rien : il est inconnu, révoqué ou expiré, ou son compte est fermé.",
)
_TOKEN: Final = Words(
    "This needs a token in the header Authorization; one is made at /account/tokens.",
    "Il faut pour cela un jeton dans l'en-tête Authorization ; il se crée sur /account/tokens.",
)
_SLOWER: Final = Words(
    f"More was asked than is answered in a minute; please wait {WAIT} seconds.",
    f"Plus de requêtes qu'il n'en est servi par minute ; veuillez attendre {WAIT} secondes.",
)

Reading = Annotated[Caller, Depends(reading)]
