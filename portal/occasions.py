"""A letter of an occasion, thought out over the office's rows, shown as it would leave, and put
into the outbox: all of its copies in one transaction, or none."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage

from engine.calendar import Deadline
from engine.citation import house
from engine.decide import Refused
from engine.dossier import Dossier
from engine.parameters import Parameters
from engine.rules import Finding
from engine.runtime import correspondents, queries, reading
from engine.runtime.database import Link, writer
from engine.runtime.held import hold
from engine.runtime.in_hand import refused
from engine.runtime.known_as import find
from engine.runtime.office import Office
from engine.runtime.outbox import Promise
from engine.runtime.posted import post
from engine.runtime.posted_before import posted_before
from engine.runtime.suspended import suspended
from engine.runtime.unacceptable import no_dossier
from engine.words import Words
from notifications.delivery import said
from notifications.letters import written as letters
from notifications.occasions.addressed import Roll
from notifications.occasions.faults import There
from notifications.occasions.occasion import Occasion
from notifications.occasions.reading import Occasions, shipped
from notifications.prepared import Prepared
from notifications.recipients import Addresses
from notifications.surroundings import surroundings
from notifications.written import Asked, Matter, Written, written
from portal.assemble import writing
from portal.settings import Settings
from workflows.catalogue import workflows
from workflows.reports.due import USL_REPORT, next_report
from workflows.states_parties import states_parties
from workflows.timetable import CALENDAR, DEADLINES, calendar, deadlines, unknown_cycle

FIRST_REPORT = "first_report"
"""The deadline of the first report on an element that a dossier inscribed."""


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is to be about: the reference or file number of a dossier, or a cycle."""

    dossier: str = ""
    cycle: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The letters, those of them that stand in the outbox already, and how the first leaves."""

    letters: Written
    standing: frozenset[str]
    message: EmailMessage


def occasions() -> Occasions:
    """The occasions as they are shipped."""
    keys = {key for key, _ in letters()}
    states = {state for one in workflows().values() for state in one.state}
    terms = {"dossier": (*DEADLINES, FIRST_REPORT), "cycle": CALENDAR}
    return shipped(There(keys, states, terms))


def show(
    office: Office, settings: Settings, occasion: Occasion, asked: Asked, about: About
) -> Shown | Refused:
    """The letters as they would leave now; nothing is written. Refused with every reason, also
    where a letter cannot be worded."""
    with queries.looking(office.database) as connection:
        found = _thought_out(connection, office, settings, occasion, asked, about)
        if isinstance(found, Refused):
            return found
        workflow = _workflow(connection, found)
        standing = posted_before(connection, [one.key for one in found.postings])
    try:
        first, *_ = [_message(office, settings, found, at, workflow) for at in _samples(found)]
    except Exception as fault:  # whatever the relay would meet is told to who writes
        unwritten = Words(
            f"the letter cannot be written: {said(fault)}",
            f"la lettre ne peut être rédigée : {said(fault)}",
        )
        return refused(unwritten, "6")
    return Shown(found, standing, first)


def write(
    office: Office, settings: Settings, occasion: Occasion, asked: Asked, about: About
) -> Shown | Refused:
    """Put the letters into the outbox, all or none; those that stand there already stay as they
    are. Refused as above; then nothing was written."""
    shown = show(office, settings, occasion, asked, about)
    if isinstance(shown, Refused):
        return shown
    with writer(office.database).begin() as connection:
        if about.dossier:
            hold(connection, find(connection, about.dossier) or "")
        found = _thought_out(connection, office, settings, occasion, asked, about)
        if isinstance(found, Refused):
            return found
        standing = posted_before(connection, [one.key for one in found.postings])
        post(connection, found.postings)
    return replace(shown, letters=found, standing=standing)


def _thought_out(
    connection: Link,
    office: Office,
    settings: Settings,
    occasion: Occasion,
    asked: Asked,
    about: About,
) -> Written | Refused:
    matter = _matter(connection, office.book.law, about)
    addresses = Addresses(settings.office_address, settings.evaluation_body_address)
    roll = Roll(
        correspondents.book(connection), addresses, tuple(states_parties()),
        frozenset(suspended(office.database)),
    )  # fmt: skip
    return written(occasion, asked, matter, roll, office.clock())


def _matter(connection: Link, law: Parameters, about: About) -> Matter:
    terms: dict[str, Deadline] = {}
    against: list[Finding] = []
    dossier: Dossier | None = None
    if about.dossier:
        reference = find(connection, about.dossier)
        if reference is None:
            against.append(_no_such(no_dossier(about.dossier)))
        else:
            dossier = reading.dossiers(connection, [reference])[reference]
            terms |= deadlines(law, dossier) | first_report(law, dossier)
    if about.cycle is not None:
        if unknown := unknown_cycle(about.cycle):
            against.append(_no_such(unknown))
        else:
            dues = (one.due for one in calendar(law, about.cycle))
            terms |= {due.key: due for due in dues if isinstance(due, Deadline)}
    states: dict[str, Words] = {}
    if dossier is not None:
        states = {name: one.office for name, one in workflows()[dossier.workflow].state.items()}
    return Matter(dossier, about.cycle, terms, tuple(against), states)


def _no_such(said: Words) -> Finding:
    return Finding("matter", said, house("3"))


def first_report(law: Parameters, dossier: Dossier) -> dict[str, Deadline]:
    """When the first report on an element of the Urgent Safeguarding List is due (OD 160-164)."""
    year = dossier.cycle
    if dossier.workflow != "usl" or year is None:
        return {}
    inscribed = Dossier("", USL_REPORT, facts={"inscribed_in": year, "due_in": year})
    due = next_report(law, inscribed)
    return {} if due is None else {FIRST_REPORT: due}


def _workflow(connection: Link, found: Written) -> str:
    reference = found.postings[0].reference
    if reference is None:
        return ""
    return reading.dossiers(connection, [reference])[reference].workflow


def _samples(found: Written) -> Iterator[int]:
    """The first letter, and the first in the other language."""
    languages: set[str] = set()
    for at, person in enumerate(found.persons):
        if person.language not in languages:
            languages.add(person.language)
            yield at


def _message(
    office: Office, settings: Settings, found: Written, at: int, workflow: str
) -> EmailMessage:
    one, now = found.postings[at], office.clock()
    promise = Promise(
        one.key, one.template, one.facts, one.reference, workflow, 0, 1, now, one.address, one.role
    )
    addresses = Addresses(settings.office_address, settings.evaluation_body_address)
    around = surroundings(office.database, [promise], addresses, now)
    prepared, _ = writing(settings, office).prepared(promise, around)
    if not isinstance(prepared, Prepared):
        raise TypeError(prepared.why.en)
    return prepared.message
