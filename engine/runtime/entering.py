"""Entering people whom the office writes to, changing what is said of them, and their leaving."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, update
from sqlalchemy.exc import IntegrityError

from engine.answers import LONGEST_LINE
from engine.runtime import unacceptable as why
from engine.runtime.addresses import LONGEST, is_address, small
from engine.runtime.correspondent_tables import correspondent
from engine.runtime.correspondents import Correspondent, people
from engine.runtime.unacceptable import Unacceptable
from engine.words import Words

LANGUAGES = ("en", "fr")


def enter(connection: Connection, one: Correspondent, by: str, now: datetime) -> Correspondent:
    """Enter somebody new, as they are kept: the address in small letters, the name in one line.
    Unacceptable where that cannot be."""
    new = replace(one, address=small(one.address), name=" ".join(one.name.split()))
    reasons = [*_of_address(new.address), *_of_person(new, by)]
    if not reasons and known(connection, new.address) is not None:
        reasons.append(why.there_already(new.address))
    if reasons:
        raise Unacceptable(reasons)
    row = {"address": new.address, "active": True, **_said(new), **_noted(by, now)}
    try:
        with connection.begin_nested():
            connection.execute(insert(correspondent).values(row))
    except IntegrityError as fault:  # somebody entered the same address this instant
        raise Unacceptable([why.there_already(new.address)]) from fault
    return new


def change(connection: Connection, one: Correspondent, by: str, now: datetime) -> None:
    """Keep another name, language, or wish for both languages. Unacceptable where that cannot
    be."""
    changed = replace(one, address=small(one.address), name=" ".join(one.name.split()))
    kept(connection, changed.address)
    if reasons := _of_person(changed, by):
        raise Unacceptable(reasons)
    write(connection, changed.address, _said(changed), by, now)


def leave(connection: Connection, address: str, by: str, now: datetime) -> None:
    """From now on the person gets nothing; their posts wait for them or for another. Unacceptable
    where they have left already, or are unknown."""
    one = kept(connection, small(address))
    if not one.active:
        raise Unacceptable([why.has_left(one.address)])
    write(connection, one.address, {"active": False}, by, now)


def come_back(connection: Connection, address: str, by: str, now: datetime) -> None:
    """A person who had left gets letters again. Unacceptable where they had not."""
    one = kept(connection, small(address))
    if one.active:
        raise Unacceptable([why.is_here(one.address)])
    write(connection, one.address, {"active": True}, by, now)


def known(connection: Connection, address: str) -> Correspondent | None:
    """The person of that address; None where there is none."""
    return next(iter(people(connection, [address], hold=True)), None)


def kept(connection: Connection, address: str) -> Correspondent:
    """The person of that address. Unacceptable where there is none."""
    if (one := known(connection, address)) is None:
        raise Unacceptable([why.stranger(address)])
    return one


def write(
    connection: Connection, address: str, values: dict[str, Any], by: str, now: datetime
) -> None:
    """Keep these columns of a person, with who says so and when."""
    if not by.strip():
        raise Unacceptable([why.SAID_BY_NOBODY])
    mine = correspondent.c.address == address
    connection.execute(update(correspondent).where(mine).values(**values, **_noted(by, now)))


def _said(one: Correspondent) -> dict[str, Any]:
    return {"name": one.name, "language": one.language, "both_languages": one.both_languages}


def _noted(by: str, now: datetime) -> dict[str, Any]:
    return {"changed_at": now, "changed_by": by}


def _of_address(address: str) -> list[Words]:
    fits = is_address(address) and len(address) <= LONGEST
    return [] if fits else [why.no_address(address)]


def _of_person(one: Correspondent, by: str) -> list[Words]:
    found = []
    if not one.name:
        found.append(why.NAMELESS)
    if len(one.name) > LONGEST_LINE:
        found.append(why.too_long(LONGEST_LINE))
    if not one.name.isprintable():
        found.append(why.UNPRINTABLE)
    if one.language not in LANGUAGES:
        what = Words("language of letters", "une langue de correspondance")
        found.append(why.none_of(what, one.language, LANGUAGES))
    if not by.strip():
        found.append(why.SAID_BY_NOBODY)
    return found
