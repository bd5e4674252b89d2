"""What the head of the office changes in an account: who somebody is, or whether they come in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from engine.runtime import (
    account_changes,
    accounts,
    passkeys,
    recovery_codes,
    second_factors,
    sessions,
)
from engine.runtime.account_changes import Change
from engine.runtime.accounts import Account
from engine.runtime.database import Link
from engine.words import Words
from portal.account_pages.faults import Fault, about, of_reason
from portal.identity import letters
from portal.identity.invitable import of_name, of_role, of_states
from portal.settings import Settings

DONE: Final = ("person", "close", "open", "sign_out", "second", "link")
"""What can be done with an account."""

LINK_LASTS: Final = timedelta(hours=72)

_OWN: Final = Words(
    "Nobody changes their own role, closes their own account or takes away their own second factor "
    "here: another head does.",
    "Nul ne modifie ici son propre rôle, ne ferme son propre compte ni ne retire son propre second "
    "facteur : une autre personne de la direction s'en charge.",
)
_NOTHING: Final = Words("Nothing was asked for.", "Rien n'a été demandé.")
_CLOSED: Final = Words(
    "The account is closed: open it first.", "Le compte est fermé : il faut d'abord le rouvrir."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, with the name, role and States somebody is to have, and why; whether it is
    asked for the own account."""

    do: str
    name: str
    role: str
    states: frozenset[str]
    why: str
    own: bool = False


def against(one: Account, asked: Asked) -> Iterator[Fault]:
    """Everything that stands against it."""
    if asked.do not in DONE:
        yield Fault("why", _NOTHING)
    if asked.own and asked.do in ("person", "close", "second"):
        yield Fault("why", _OWN)
    if asked.do == "link" and not one.active:
        yield Fault("why", _CLOSED)
    if asked.do == "person":
        yield from about("name", of_name(asked.name))
        yield from about("role", of_role(asked.role))
        yield from about("states", of_states(asked.role, sorted(asked.states)))
    yield from of_reason(asked.why)


def make(
    connection: Link, settings: Settings, one: Account, asked: Asked, by: str, now: datetime
) -> None:
    """Do it, and write it down. What a role or a closed account means holds at the next request of
    whoever is signed in."""
    was = becomes = ""
    if asked.do == "person":
        was, becomes = _person(one.name, one.role, one.states), _person(*_wanted(asked))
        name, role, states = _wanted(asked)
        wanted = {"name": name, "role": role, "states": states}
        accounts.change(connection, one.number, wanted, by, now)
    elif asked.do == "link":
        letters.reset(connection, settings, one, now, LINK_LASTS)
    else:
        _let(connection, one.number, asked.do, by, now)
    change = Change(now, one.number, by, asked.do, asked.why, was, becomes)
    account_changes.write(connection, change)


def _let(connection: Link, number: int, do: str, by: str, now: datetime) -> None:
    if do == "open":
        accounts.change(connection, number, {"active": True}, by, now)
        return
    if do == "close":
        accounts.close(connection, number, by, now)
    if do == "second":
        _forget_second(connection, number)
    sessions.end_of(connection, number, now)


def _forget_second(connection: Link, number: int) -> None:
    second_factors.hold(connection, number)
    second_factors.forget(connection, number)
    recovery_codes.forget(connection, number)
    for one in passkeys.passkeys(connection, number):
        passkeys.remove(connection, number, one.id)


def _wanted(asked: Asked) -> tuple[str, str, frozenset[str]]:
    return asked.name, asked.role, asked.states


def _person(name: str, role: str, states: frozenset[str]) -> str:
    return ", ".join([name, role, *sorted(states)])
