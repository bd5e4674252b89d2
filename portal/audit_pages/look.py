"""/audit: every entry of the dossiers that somebody sees, searched, and the seal over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse

from engine.calendar import at_local
from engine.runtime import audited, queries
from engine.runtime.audited import After, Line, Looked
from engine.words import Words
from portal.access.sight import whole
from portal.here import Here
from portal.words import language_of, link
from workflows.catalogue import workflows

SHOWN: Final = 50
"""Entries of one page."""

AT_FIRST: Final = timedelta(days=90)
"""How far back a first look goes."""

PARIS: Final = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: what is looked for, which of it could not be read, and the last line seen."""

    looked: Looked
    unread: tuple[str, ...]
    after: After | None


@dataclass(frozen=True)
class Look:
    """The page of the trail."""

    here: Here

    def page(self, request: Request) -> HTMLResponse:
        """The entries that are looked for, latest first."""
        who = self.here.reader(request, "audit")
        asked = _asked(request.query_params, self.here.office.clock())
        with queries.looking(self.here.office.database) as connection:
            found = audited.lines(connection, whole(who), asked.looked, SHOWN + 1, asked.after)
            sealed = audited.last_seal(connection)
        more = _further(request, found[SHOWN - 1]) if len(found) > SHOWN else ""
        return self.here.render(
            request,
            "audit.html",
            422 if asked.unread else 200,
            lines=[(line, _event(line)) for line in found[:SHOWN]],
            sealed=sealed,
            more=more,
            unread=asked.unread,
            given={name: request.query_params.get(name, "") for name in _FIELDS},
            looked=asked.looked,
            triggers=_triggers(),
        )


_FIELDS: Final = ("from", "until", "actor", "step", "dossier")


def _asked(given: Mapping[str, str], now: datetime) -> Asked:
    unread: list[str] = []
    since = _day(given.get("from", ""), unread) or (now - AT_FIRST).date()
    last = _day(given.get("until", ""), unread)
    until = at_local(last + timedelta(days=1), time(0), PARIS) if last else now + timedelta(1)
    looked = Looked(
        at_local(since, time(0), PARIS),
        until,
        *(given.get(name, "").strip()[:200] for name in ("actor", "step", "dossier")),
    )
    return Asked(looked, tuple(unread), _after(given.get("after", "")))


def _day(text: str, unread: list[str]) -> date | None:
    given = text.strip()
    try:
        day = date.fromisoformat(given) if given else None
    except ValueError:
        day = _NO_DAY
    if day is None or day.year in _YEARS:
        return day
    unread.append(text[:20])
    return None


_NO_DAY: Final = date.min
_YEARS: Final = range(1900, 3000)
"""Those of which a day can be looked for."""


def _after(text: str) -> After | None:
    parts = text.split("~")
    try:
        at, reference, number = datetime.fromisoformat(parts[0]), parts[1], int(parts[2])
    except (ValueError, IndexError):
        return None
    return (at, reference, number) if at.tzinfo is not None and 0 < number < 10**9 else None


def _further(request: Request, last: Line) -> str:
    asked = {name: request.query_params.get(name, "") for name in _FIELDS}
    after = f"{last.at.isoformat()}~{last.reference}~{last.number}"
    return link(language_of(request), "audit", **asked, after=after)


def _event(line: Line) -> Words:
    """The step in words; its trigger where no workflow in force has it."""
    one = workflows().get(line.workflow)
    step = one.step.get((line.trigger, line.source)) if one else None
    return step.event if step else Words(line.trigger, line.trigger)


def _triggers() -> list[tuple[str, Words]]:
    """Every trigger with the words of its first step, by name."""
    known: dict[str, Words] = {}
    for one in workflows().values():
        for step in one.steps:
            known.setdefault(step.trigger, step.event)
    return sorted(known.items())
