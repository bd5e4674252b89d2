"""Who gets the letter of an occasion, and of whom nobody does."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from engine.dossier import Dossier
from engine.runtime.addresses import small
from engine.runtime.correspondents import OF_A_STATE, Book, Correspondent
from engine.words import Language, Words
from notifications.occasions.occasion import To
from notifications.people import Found, Person, everybody, people
from notifications.presence import out_of_reach, there
from notifications.receives import ROLES
from notifications.recipients import Addresses

_OF_EVERY_STATE: Final = {"all_delegations": "delegation", "all_commissions": "commission"}


@dataclass(frozen=True, slots=True)
class Roll:
    """Everybody who may be written to: the book, the addresses of the house, the names of all
    States Parties, and addresses in small letters to which no letter goes."""

    book: Book
    addresses: Addresses
    states: Sequence[str]
    silent: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Addressed:
    """Those who get a letter, each once; and sentences about those who do not."""

    persons: tuple[Person, ...]
    without: tuple[Words, ...]


def addressed(
    to: Collection[To], dossier: Dossier, roll: Roll, today: date, given: str, language: Language
) -> Addressed:
    """Who gets a letter to these kinds on that day of Paris. `given` is the address that who writes
    names, `language` that of somebody of whom none is known."""
    kinds = [_OF_EVERY_STATE.get(one, one) for one in to]
    circular = bool(_OF_EVERY_STATE.keys() & set(to))
    found: list[Found] = []
    without: list[Words] = []
    for kind in kinds:
        if kind not in OF_A_STATE:
            one = (
                _named(given, roll, today, language)
                if kind == "address"
                else people(kind, dossier, roll.book, roll.addresses, today, roll.silent)
            )
            found.append(one)
            without += [one.missing] if one.missing else []
    if of_states := [kind for kind in kinds if kind in OF_A_STATE]:
        states = roll.states if circular else dossier.states
        each = {state: _of_a_state(of_states, state, roll, today) for state in states}
        found += each.values()
        without += _left_out(each)
    once: dict[str, Person] = {}
    for person in (person for one in found for person in one.persons):
        once.setdefault(person.mailbox, person)
    return Addressed(tuple(once.values()), tuple(without))


def _of_a_state(kinds: Iterable[str], state: str, roll: Roll, today: date) -> Found:
    """Those of a State; nobody, and no reason why, where none of these posts is held."""
    held = [kind for kind in kinds if roll.book.holding(kind, state)]
    alone = Dossier("", "", facts={"states": [state]})
    return everybody(held, alone, roll.book, roll.addresses, today, roll.silent)


def _left_out(each: Mapping[str, Found]) -> Iterator[Words]:
    """The States that have nobody on record, in one sentence; then those whose people cannot be
    reached, each with the reason."""
    nobody = [state for state, one in each.items() if not one.persons and one.missing is None]
    if nobody:
        named = ", ".join(nobody)
        yield Words(f"Nobody is on record for {named}.", f"Personne n'est enregistré pour {named}.")
    for state, one in each.items():
        if one.missing is not None:
            en, fr = one.missing
            yield Words(f"{state}: {en}", f"{state} : {fr}")


def _named(given: str, roll: Roll, today: date, language: Language) -> Found:
    """Whoever has that address; as what they are on record, else as a contact person."""
    named = roll.book.people.get(small(given)) or Correspondent(given, "", language)
    present = there(named, roll.book, today)
    if why := out_of_reach(named, present, today, roll.silent):
        return Found((), why)
    posts = [post for post in roll.book.held_by(named.address) if post.kind in ROLES]
    role, state = (posts[0].kind, posts[0].concerns) if posts else ("contact", "")
    stands_for = "" if present is named else named.name
    person = Person(
        present.address, present.name, present.language, present.both_languages, role,
        state, stands_for,
    )  # fmt: skip
    return Found((person,))
