"""Who gets what is written to a kind of recipient of a dossier today, and why nobody does."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from engine.dossier import Dossier
from engine.runtime.addresses import is_address, small
from engine.runtime.correspondents import OF_A_STATE, OFFICER, Book, Correspondent
from engine.words import Language, Words
from notifications.presence import out_of_reach, there
from notifications.receives import ROLES
from notifications.recipients import NO_ADDRESS, Addresses, role_of

NOBODY_IS_SILENT: Final[Collection[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a letter goes to: in which language, or in both, as what, for which State Party,
    and by what name whoever they stand for is known; empty where there is none."""

    address: str
    name: str
    language: Language
    both_languages: bool
    role: str
    state: str = ""
    stands_for: str = ""

    @property
    def mailbox(self) -> str:
        """The address in small letters: one person, however a dossier writes it."""
        return small(self.address)


@dataclass(frozen=True, slots=True)
class Found:
    """Those who were found, each once; where there is nobody, the sentences that say why."""

    persons: tuple[Person, ...]
    missing: Words | None = None


def people(
    kind: str,
    dossier: Dossier,
    book: Book,
    addresses: Addresses,
    today: date,
    silent: Collection[str] = NOBODY_IS_SILENT,
) -> Found:
    """Who the recipients of a kind are for a dossier on that day of Paris. `silent` are addresses
    in small letters to which no letter goes. KeyError where there is no such kind."""
    return _Asked(dossier, book, addresses, today, silent).of_kind(kind)


def everybody(
    kinds: Iterable[str],
    dossier: Dossier,
    book: Book,
    addresses: Addresses,
    today: date,
    silent: Collection[str] = NOBODY_IS_SILENT,
) -> Found:
    """The recipients of several kinds; who is of more than one is found as the first of them."""
    asked = _Asked(dossier, book, addresses, today, silent)
    return _together([asked.of_kind(kind) for kind in kinds])


def of_a_letter(
    template: str,
    dossier: Dossier,
    book: Book,
    addresses: Addresses,
    today: date,
    silent: Collection[str] = NOBODY_IS_SILENT,
) -> tuple[Person, ...]:
    """Who gets the letter of a step: never nobody, the one it is addressed to first.

    A letter to the State goes to the contact person, and in copy to those on record for each
    State Party (7.COM 15); to the office, which knows how to reach the State, where the dossier
    names no contact person and nobody is on record. One to the Evaluation Body goes to its members.
    One to the office goes to the officer in charge; about no dossier, to the office's own mailbox.
    LookupError, which says why, when nobody can be written to.
    """
    asked = _Asked(dossier, book, addresses, today, silent)
    found = asked.addressed(role_of(template))
    if found.missing is not None:
        raise LookupError(NO_ADDRESS if found.missing == _NO_ADDRESS else found.missing.en)
    return found.persons


@dataclass(frozen=True, slots=True)
class _Asked:
    dossier: Dossier
    book: Book
    addresses: Addresses
    today: date
    silent: Collection[str]

    def of_kind(self, kind: str) -> Found:
        """Who the recipients of that kind are."""
        if kind in OF_A_STATE:
            return self._on_record(kind)
        if kind == "contact":
            return self._contact()
        return self._in_the_house(kind)

    def addressed(self, role: str) -> Found:
        """Who gets a letter that is addressed to that role."""
        if role == "office":
            return self.of_kind(OFFICER) if self.dossier.reference else self._office()
        if role != "contact":
            return self.of_kind(role)
        contact = self._contact()
        found = _together([contact, *map(self._on_record, OF_A_STATE)])
        if found.persons:
            return found
        return self._office() if "contact" not in self.dossier.facts else contact

    def _contact(self) -> Found:
        if "contact" not in self.dossier.facts:
            return Found((), _NO_CONTACT)
        contact = self.dossier.facts["contact"]
        if not isinstance(contact, str) or not is_address(contact):
            return Found((), _NO_ADDRESS)
        named = self.book.people.get(small(contact)) or self._unlisted(contact)
        return self._reached("contact", [("", named)])

    def _on_record(self, kind: str) -> Found:
        states = self.dossier.states
        if not states:
            return Found((), _NO_STATE)
        posts = [(state, one) for state in states for one in self.book.holding(kind, state)]
        if posts:
            return self._reached(kind, posts)
        role, named = ROLES[kind], ", ".join(states)
        return Found(
            (),
            Words(
                f"Nobody is on record for {role.en} ({named}).",
                f"Personne n'est enregistré pour {role.fr} ({named}).",
            ),
        )

    def _in_the_house(self, kind: str) -> Found:
        """People of the office and of the Evaluation Body; without them, the mailbox they share."""
        role, mailbox = {
            OFFICER: ("office", self.addresses.office),
            "head": ("office", self.addresses.office),
            "evaluation_body": (kind, self.addresses.evaluation_body),
        }[kind]
        reference = self.dossier.reference
        for concerns in (reference, "") if kind == OFFICER else ("",):
            holding = self.book.holding(kind, concerns)
            found = self._reached(kind, [("", one) for one in holding])
            if found.persons:
                return found
        return self._reached(role, [("", self._unlisted(mailbox))])

    def _office(self) -> Found:
        return self._reached("office", [("", self._unlisted(self.addresses.office))])

    def _unlisted(self, address: str) -> Correspondent:
        """Somebody of whom nothing is known but what the dossier says."""
        return Correspondent(address, "", "fr" if self.dossier.text("language") == "fr" else "en")

    def _reached(self, role: str, named: Sequence[tuple[str, Correspondent]]) -> Found:
        persons, reasons = [], []
        for state, one in named:
            present = there(one, self.book, self.today)
            if reason := out_of_reach(one, present, self.today, self.silent):
                reasons.append(reason)
                continue
            persons.append(
                Person(
                    present.address, present.name, present.language, present.both_languages, role,
                    state, "" if present is one else one.name,
                )
            )  # fmt: skip
        return _found(_in_their_own_right(persons), reasons)


def _in_their_own_right(persons: Iterable[Person]) -> Iterator[Person]:
    """Each once; who stands for another of the same kind is named for their own post."""
    once: dict[str, Person] = {}
    for one in persons:
        if one.mailbox not in once or (once[one.mailbox].stands_for and not one.stands_for):
            once[one.mailbox] = one
    yield from once.values()


def _together(found: Sequence[Found]) -> Found:
    once: dict[str, Person] = {}
    for one in found:
        for person in one.persons:
            once.setdefault(person.mailbox, person)
    return _found(once.values(), [one.missing for one in found if one.missing])


def _found(persons: Iterable[Person], reasons: Iterable[Words]) -> Found:
    given, each = tuple(persons), dict.fromkeys(reasons)
    if given or not each:
        return Found(given)
    return Found((), Words(*(" ".join(said) for said in zip(*each, strict=True))))


_NO_CONTACT: Final = Words(
    "The dossier names no contact person.", "Le dossier n'indique aucune personne de contact."
)
_NO_ADDRESS: Final = Words(
    "The contact person of the dossier has no address.",
    "La personne de contact du dossier n'a pas d'adresse.",
)
_NO_STATE: Final = Words(
    "The dossier names no State Party.", "Le dossier n'indique aucun État partie."
)
