"""The next date of each dossier as an event of a calendar: moved where it moves, and cancelled,
not gone, where it no longer holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.events import Entry, after
from engine.parameters import Parameters
from engine.words import Language, Words
from notifications.deadline_event import BEFORE, DUE, FOUND, LABELS
from notifications.delivery import in_one_line
from notifications.icalendar_file import Dated
from portal.words import words
from workflows.next_date import next_date


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the events of a feed have in common: the law, how many laws there have been, in which
    language they speak, the domain of their names, and how the address of a page begins."""

    law: Parameters
    laws: int
    language: Language
    domain: str
    pages: str


def dated(on: Calendar, dossier: Dossier, entries: Iterable[Entry]) -> Iterator[Dated]:
    """The date of a dossier, and those that it had before by these entries and has no more.

    A name never changes. The sequence rises with every step of the dossier and with every law that
    comes into force, so that it rises whenever a date moves.
    """
    due = next_date(on.law, dossier)
    if due is not None:
        yield _event(on, dossier, due, "CONFIRMED")
    for key, gone in earlier(on.law, entries).items():
        if due is None or key != due.key:
            yield _event(on, dossier, gone, "CANCELLED")


def earlier(law: Parameters, entries: Iterable[Entry]) -> Mapping[str, Deadline]:
    """Every date that a dossier has had as it stood after each of its entries, by key, the last
    one of each."""
    found: dict[str, Deadline] = {}
    so_far = Dossier("", "")
    for entry in entries:
        so_far = after(so_far, entry)
        due = next_date(law, so_far)
        if due is not None:
            found[due.key] = due
    return found


def _event(on: Calendar, dossier: Dossier, due: Deadline, status: str) -> Dated:
    language = on.language
    label = (LABELS.get(due.key) or _named(due.key)).spoken(language)
    cancelled = status == "CANCELLED"
    lines = (
        in_one_line(dossier.text("title")),
        "" if cancelled else DUE.spoken(language).format(due.spoken(language)),
        "" if cancelled
        else FOUND.spoken(language).format(due.derived(language), due.cited(language)),
        _GONE.spoken(language) if cancelled else "",
    )  # fmt: skip
    return Dated(
        uid=f"{due.key}-{dossier.reference}@calendar.{on.domain}",
        summary=f"{label} ({in_one_line(dossier.text('file_no')) or dossier.reference})",
        description="\n".join(line for line in lines if line),
        starts=due.instant,
        sequence=dossier.version + on.laws,
        status=status,
        page=f"{on.pages}/dossiers/{dossier.reference}",
        before=None if cancelled else BEFORE,
    )


_GONE = Words("This date no longer holds.", "Cette échéance n'a plus cours.")


def _named(key: str) -> Words:
    plain = key.replace("_", " ")
    return words()["deadline"].get(key, Words(plain, plain))
