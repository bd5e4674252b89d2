"""The letters that an officer writes on an occasion: one for each who gets it, or why not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.answers import read
from engine.bilingual import listed, quoted
from engine.calendar import Deadline
from engine.citation import house
from engine.content import digest
from engine.decide import Refused
from engine.dossier import NO_FACTS, Dossier, Facts
from engine.rules import Finding
from engine.runtime.addresses import LONGEST, is_address
from engine.runtime.in_hand import unnamed
from engine.runtime.posted import Posting
from engine.runtime.unacceptable import no_address
from engine.words import Language, Words
from engine.workflow import Step
from notifications.occasions.addressed import Addressed, Roll, addressed
from notifications.occasions.closing import Passed, closing, untimely
from notifications.occasions.occasion import ZONE, Occasion, Term
from notifications.people import Person
from notifications.together import mark

NOTHING: Final = "-"
"""Stands in a key for what a letter about nothing else is about."""


_NOBODY: Final = Words("There is nobody to write to.", "Il n'y a personne à qui écrire.")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a letter is about: a dossier, or a cycle, or neither; the deadlines that it has, by
    their keys; where there is none such, why not; and what the dossier's states are called."""

    dossier: Dossier | None = None
    cycle: int | None = None
    terms: Mapping[str, Deadline] = field(default_factory=dict)
    against: tuple[Finding, ...] = ()
    states: Mapping[str, Words] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How keys call it."""
        if self.dossier is not None:
            return self.dossier.reference
        return NOTHING if self.cycle is None else str(self.cycle)

    @property
    def seen(self) -> Dossier:
        """What those who get the letter are looked up for, and what it knows without being told."""
        facts: Facts = NO_FACTS if self.cycle is None else {"cycle": self.cycle}
        return self.dossier or Dossier("", "", facts=facts)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an officer asks to be written: the answers, the address where one is to be named, the
    language of somebody of whom none is known, and by whom it is asked."""

    answers: Mapping[str, Any]
    by: str
    to: str = ""
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class Written:
    """One letter for each person, in the same order; and sentences about those who get none."""

    postings: tuple[Posting, ...]
    persons: tuple[Person, ...]
    without: tuple[Words, ...]


def written(
    occasion: Occasion, asked: Asked, matter: Matter, roll: Roll, now: datetime
) -> Written | Refused:
    """The letters of an occasion. Refused with every reason at once.

    The same letter to the same person on the same day of Paris has the same key, whoever writes it
    again; one with other answers is another letter.
    """
    answers, wrong = read(_as_step(occasion), asked.answers)
    if nameless := unnamed(asked.by):
        wrong += nameless.findings
    misplaced = matter.against or tuple(_of_the_matter(occasion, matter))
    wrong += misplaced
    late = untimely(occasion, answers, now)
    wrong += (Finding("day", one, occasion.citation) for one in late)
    told: Facts = NO_FACTS
    try:
        if not (misplaced and isinstance(occasion.deadline, Term)):
            told = closing(occasion, answers, matter.terms, now)
    except Passed as fault:
        wrong.append(Finding("deadline", fault.said, occasion.citation))
    today = now.astimezone(ZoneInfo(ZONE)).date()
    misaddressed = tuple(_of_the_address(occasion, asked.to))
    wrong += misaddressed
    found = Addressed((), ())
    if not misplaced and not misaddressed:
        found = addressed(occasion.to, matter.seen, roll, today, asked.to, asked.language)
        wrong += _nobody(occasion, found)
    if wrong:
        return Refused(tuple(wrong))
    facts = {**matter.seen.facts, **answers, **told, "written_by": asked.by.strip()}
    said = digest(answers)[:8]
    key = f"{occasion.key}:{matter.name}:{today}:{said}"
    postings = (_to(one, key, occasion, matter, facts, now) for one in found.persons)
    return Written(tuple(postings), found.persons, found.without)


def _as_step(occasion: Occasion) -> Step:
    """What is asked, as a step asks it: answers are read alike, wherever they are given."""
    event = occasion.label
    return Step(occasion.key, "", "", (), event, occasion.citation, occasion.asks)


def _of_the_matter(occasion: Occasion, matter: Matter) -> Iterator[Finding]:
    given = {"dossier": matter.dossier is not None, "cycle": matter.cycle is not None}
    for what, there in given.items():
        if there is not (occasion.about == what):
            yield Finding("matter", _about(occasion, what, there), house("3"))
    one = matter.dossier
    if one is not None and occasion.states and one.state not in occasion.states:
        yield Finding("matter", _stands_otherwise(occasion, one, matter.states), house("1"))


def _about(occasion: Occasion, what: str, there: bool) -> Words:
    en, fr = quoted(occasion.label)
    if there:
        return Words(f"{en} is not about a {what}", f"{fr} ne porte pas sur un {what}")
    return Words(
        f"{en} is about a {what}: say which {what}", f"{fr} porte sur un {what} : indiquez lequel"
    )


def _stands_otherwise(occasion: Occasion, one: Dossier, states: Mapping[str, Words]) -> Words:
    def called(state: str) -> Words:
        return quoted(states.get(state) or Words(state, state))

    letter, here = quoted(occasion.label), called(one.state)
    wanted = listed(map(called, occasion.states), Words(" or ", " ou "))
    return Words(
        f"{one.reference} is {here.en}; {letter.en} is for one that is {wanted.en}",
        f"{one.reference} est à l'état {here.fr} ; {letter.fr} concerne un dossier à l'état "
        f"{wanted.fr}",
    )


def _of_the_address(occasion: Occasion, to: str) -> Iterator[Finding]:
    letter = quoted(occasion.label)
    if "address" not in occasion.to:
        if to:
            yield _address(
                f"{letter.en} goes to those who are on record for it, not to an address",
                f"{letter.fr} s'envoie à ses destinataires enregistrés, et non à une adresse",
            )
    elif not to:
        yield _address(
            f"{letter.en} goes to one address: say which",
            f"{letter.fr} s'envoie à une seule adresse : indiquez laquelle",
        )
    elif not is_address(to) or len(to) > LONGEST:
        yield Finding("address", no_address(to), house("3"))


def _address(en: str, fr: str) -> Finding:
    return Finding("address", Words(en, fr), house("3"))


def _nobody(occasion: Occasion, found: Addressed) -> Iterator[Finding]:
    if found.persons:
        return
    for one in found.without or (_NOBODY,):
        said = Words(one.en.rstrip("."), one.fr.rstrip("."))
        yield Finding("nobody", said, occasion.citation)


def _to(
    person: Person,
    key: str,
    occasion: Occasion,
    matter: Matter,
    facts: Facts,
    now: datetime,
) -> Posting:
    # Of a person who is not on record, the language is known from the letter alone.
    own = {**facts, "language": person.language}
    reference = matter.dossier.reference if matter.dossier is not None else None
    return Posting(
        f"{key}:{mark(person)}", occasion.key, reference, person.address, person.role, now, own,
        held=occasion.held,
    )  # fmt: skip
