"""What a recipient asked by a button: kept, and confirmed in a sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from engine.dates import said_day
from engine.runtime import preferences
from engine.runtime.database import Link
from engine.runtime.links import Opened
from engine.runtime.preferences import EVERYTHING
from engine.runtime.unacceptable import Unacceptable
from engine.words import Words
from portal.words import PARIS, words

DAYS: Final = ("1", "3", "7")
"""For how many days a button puts off."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A button that was pressed, and the fields beside it; none need be what the page offered."""

    do: str
    reference: str = ""
    rule: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, by which way, when, and what may be asked: the dossiers of the letter of which
    anything may be put off, and the kinds of reminders that may be stopped."""

    opened: Opened
    how: str
    now: datetime
    references: frozenset[str]
    kinds: Mapping[str, Words]


def fulfil(connection: Link, wish: Wish, by: Asking) -> Words:
    """Keep what was asked; the sentence that confirms it. Unacceptable where it cannot be."""
    if wish.do in DAYS:
        return _put_off(connection, wish, by, _today(by.now) + timedelta(int(wish.do)))
    if wish.do == "until":
        return _put_off(connection, wish, by, _day(wish.until))
    if wish.do not in _WISHES:
        raise Unacceptable([_word("reminder_no_wish")])
    return _WISHES[wish.do](connection, wish, by)


def _put_off(connection: Link, wish: Wish, by: Asking, day: date) -> Words:
    reference = _dossier(wish, by)
    preferences.put_off(connection, by.opened.address, reference, day, by.how, by.now)
    return _word(
        "reminder_is_put_off", (reference, reference), (said_day(day), said_day(day, "fr"))
    )


def _take_up(connection: Link, wish: Wish, by: Asking) -> Words:
    reference = _dossier(wish, by)
    preferences.take_up(connection, by.opened.address, reference, by.how, by.now)
    return _word("reminder_is_taken_up", (reference, reference))


def _stop(connection: Link, wish: Wish, by: Asking) -> Words:
    kind = _kind(wish, by)
    preferences.mute(connection, by.opened.address, wish.rule, by.how, by.now)
    return _word("reminder_is_stopped", kind)


def _stop_all(connection: Link, wish: Wish, by: Asking) -> Words:
    preferences.mute(connection, by.opened.address, EVERYTHING, by.how, by.now)
    return _word("reminders_are_stopped")


def _resume(connection: Link, wish: Wish, by: Asking) -> Words:
    # One that the plans have dropped meanwhile may be taken up as well: nothing is lost by it.
    kind = by.kinds.get(wish.rule, Words(wish.rule, wish.rule))
    if wish.rule == EVERYTHING or not preferences.unmute(
        connection, by.opened.address, wish.rule, by.how, by.now
    ):
        raise Unacceptable([_word("reminder_not_stopped")])
    return _word("reminder_is_resumed", kind)


def _resume_all(connection: Link, wish: Wish, by: Asking) -> Words:
    preferences.unmute(connection, by.opened.address, EVERYTHING, by.how, by.now)
    return _word("reminders_are_resumed")


_WISHES: Final[Mapping[str, Callable[[Link, Wish, Asking], Words]]] = {
    "take_up": _take_up,
    "stop": _stop,
    "stop_all": _stop_all,
    "resume": _resume,
    "resume_all": _resume_all,
}


def _dossier(wish: Wish, by: Asking) -> str:
    if wish.reference not in by.references:
        raise Unacceptable([_word("reminder_not_here")])
    return wish.reference


def _kind(wish: Wish, by: Asking) -> Words:
    if wish.rule not in by.kinds:
        raise Unacceptable([_word("reminder_statutory_stays")])
    return by.kinds[wish.rule]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unacceptable([_word("reminder_no_day")]) from None


def _today(now: datetime) -> date:
    return now.astimezone(PARIS).date()


def _word(name: str, *values: tuple[str, str]) -> Words:
    """The page's words of that name, with values of both languages in their places."""
    said = words()["page"][name]
    return Words(
        said.en.format(*(en for en, _ in values)), said.fr.format(*(fr for _, fr in values))
    )
