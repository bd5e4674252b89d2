"""Deadlines: an instant that says why it is that instant, and the algebra that makes one."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from engine.bilingual import cited, joined
from engine.citation import Citation, Mark
from engine.dates import said, said_day
from engine.words import Language, Words


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last instant at which something is in time.

    `instant` is UTC, `zone` the IANA zone its date and hour are said in, `derivation` the
    sentences that lead to it: anchor, offsets, shifts; `citation_fr` what French cites, where that
    is more than DO for OD. Four things are kept apart: `soft`, the UTC instant by which it is
    expected and with which nothing closes; `instant`, which closes; `grace`, the time after it in
    which what comes still counts as in time; `late`, the role that may accept what comes later
    still, None where nobody may.
    """

    key: str
    instant: datetime
    zone: str
    derivation: tuple[Words, ...]
    citation: Citation
    mark: Mark
    soft: datetime | None = None
    grace: timedelta = timedelta(0)
    late: str | None = None
    citation_fr: str = ""

    @property
    def local(self) -> datetime:
        """The instant on the clocks of its zone."""
        return self.instant.astimezone(ZoneInfo(self.zone))

    @property
    def closes(self) -> datetime:
        """The last UTC instant that counts as in time: the cut-off and its grace."""
        return self.instant + self.grace

    def spoken(self, language: Language) -> str:
        """The instant in words, on the clocks of its zone."""
        return said(self.local, language)

    def derived(self, language: Language) -> str:
        """Why it is that instant, in one line."""
        return joined(self.derivation, language)

    def cited(self, language: Language) -> str:
        """Its paragraph as that language cites it: OD 54, DO 54."""
        if language == "fr" and self.citation_fr:
            return self.citation_fr
        return cited(str(self.citation)).spoken(language)

    def __str__(self) -> str:
        return self.spoken("en")


@dataclass(frozen=True, slots=True)
class Period:
    """The days, first and last, between which something falls while the law fixes no day for it.

    All else as in a Deadline: `grace` and `late` will hold for the day once it is fixed.
    """

    key: str
    first: date
    last: date
    zone: str
    derivation: tuple[Words, ...]
    citation: Citation
    mark: Mark
    grace: timedelta = timedelta(0)
    late: str | None = None
    citation_fr: str = ""

    def derived(self, language: Language) -> str:
        """Why it is that period, in one line."""
        return joined(self.derivation, language)

    def cited(self, language: Language) -> str:
        """Its paragraph as that language cites it."""
        if language == "fr" and self.citation_fr:
            return self.citation_fr
        return cited(str(self.citation)).spoken(language)

    def __str__(self) -> str:
        return f"{said_day(self.first)} to {said_day(self.last)}"


def at_local(day: date, hour: time, zone: str) -> datetime:
    """The UTC instant of a day and hour on the clocks of a zone."""
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_open_day(
    day: date, closed: Callable[[date], Words | None]
) -> tuple[date, tuple[Words, ...]]:
    """The first day from `day` on that is not closed, and the reason of every day skipped.

    `closed` answers with the reason why a day is no working day, or with None.
    """
    skipped: list[Words] = []
    while reason := closed(day):
        en, fr = said_day(day), said_day(day, "fr")
        skipped.append(Words(f"{en} is {reason.en}", f"le {fr} est {reason.fr}"))
        day += timedelta(days=1)
    return day, tuple(skipped)
