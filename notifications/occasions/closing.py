"""The days of an occasion: those that were answered, and the deadline that its letter tells."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from engine import derivation
from engine.bilingual import headed, joined
from engine.calendar import Deadline, at_local
from engine.content import stamp
from engine.dates import said_day, said_hour
from engine.dossier import NO_FACTS, Facts
from engine.words import Words
from notifications.occasions.occasion import ZONE, Counted, Occasion, Term


class Passed(ValueError):
    """The deadline has passed, or there is none; `said` says which, in both languages."""

    def __init__(self, said: Words) -> None:
        super().__init__(said.en)
        self.said = said


def untimely(occasion: Occasion, answers: Facts, now: datetime) -> Iterator[Words]:
    """What is wrong with the days that were answered: all but that of the deadline have come
    already, and what the letter forwards came early enough."""
    told = occasion.deadline if isinstance(occasion.deadline, Counted) else None
    today = now.astimezone(ZoneInfo(ZONE)).date()
    days = {
        ask.name: date.fromisoformat(str(answers[ask.name]))
        for ask in occasion.asks
        if ask.kind == "day" and ask.name in answers
    }
    for name, day in days.items():
        if day > today and (told is None or name != told.of):
            to_come = Words(
                f"{said_day(day)} has not come yet", f"le {said_day(day, 'fr')} est encore à venir"
            )
            yield headed(_question(occasion, name), to_come)
    if told is not None and told.came in days and told.of in days:
        came, day = days[told.came], days[told.of]
        if (day - came).days < told.came_before:
            too_late = Words(
                f"{said_day(came)} is less than {told.came_before} days before {said_day(day)}: "
                "what comes so late goes another way",
                f"le {said_day(came, 'fr')} est à moins de {told.came_before} jours du "
                f"{said_day(day, 'fr')} : ce qui arrive si tard suit une autre voie",
            )
            yield headed(_question(occasion, told.came), too_late)


def _question(occasion: Occasion, name: str) -> Words:
    """A question in words, and under the name by which its answer is given."""
    en, fr = next(ask.label for ask in occasion.asks if ask.name == name)
    return Words(f"{en} ({name})", f"{fr} ({name})")


def closing(
    occasion: Occasion, answers: Facts, terms: Mapping[str, Deadline], now: datetime
) -> Facts:
    """The facts `closes` (an instant), `closes_zone` and in both languages `closes_why`, how that
    date is found; none where the letter tells no deadline. `terms` are those of the dossier or the
    cycle. Passed where what the letter asks for would be late already, or has no day."""
    told = occasion.deadline
    if told is None:
        return NO_FACTS
    if isinstance(told, Term):
        return _of_a_term(told, terms, now)
    if told.of not in answers:
        return NO_FACTS
    try:
        return _of_a_day(told, date.fromisoformat(str(answers[told.of])), occasion.cite, now)
    except Passed as fault:
        raise Passed(headed(_question(occasion, told.of), fault.said)) from None


def _of_a_term(told: Term, terms: Mapping[str, Deadline], now: datetime) -> Facts:
    due = terms.get(told.key)
    if due is None or due.closes < now:
        if not told.required:
            return NO_FACTS
        gone = Words("there is none", "il n'y en a pas")
        if due is not None:
            gone = Words(f"it was {due}", f"c'était le {due.spoken('fr')}")
        raise Passed(
            Words(
                f"the letter tells the deadline {told.key!r}, and {gone.en}",
                f"la lettre indique une date limite, or {gone.fr}",
            )
        )
    why = Words(*(f"{due.derived(one)} [{due.cited(one)}]" for one in ("en", "fr")))
    return _facts(due.instant, due.zone, why)


def _of_a_day(told: Counted, day: date, cite: Words, now: datetime) -> Facts:
    today = now.astimezone(ZoneInfo(ZONE)).date()
    if day < today + timedelta(told.days_before):
        raise Passed(_late(told, day))
    last = day - timedelta(told.days_before)
    closes = at_local(last, told.hour, ZONE)
    if closes < now:
        raise Passed(
            Words(
                f"{said_day(last)} at {told.hour:%H:%M} in Paris has passed",
                f"le {said_day(last, 'fr')} à {said_hour(told.hour, 'fr')} (heure de Paris) est "
                "passé",
            )
        )
    return _facts(closes, ZONE, _why(told, day, last, cite))


def _late(told: Counted, day: date) -> Words:
    en, fr = said_day(day), said_day(day, "fr")
    if not told.days_before:
        return Words(f"{en} has passed", f"le {fr} est passé")
    return Words(
        f"{told.days_before} days before {en} has passed",
        f"le terme de {told.days_before} jours avant le {fr} est passé",
    )


def _why(told: Counted, day: date, last: date, cite: Words) -> Words:
    at = derivation.at(told.hour, ZONE)
    steps: tuple[Words, ...] = (Words(said_day(last), said_day(last, "fr")), at)
    if told.days_before:
        happens = derivation.happened(told.event, day, day)
        steps = (happens, derivation.counted({"days_before": told.days_before}), at)
    return Words(f"{joined(steps, 'en')} [{cite.en}]", f"{joined(steps, 'fr')} [{cite.fr}]")


def _facts(closes: datetime, zone: str, why: Words) -> Facts:
    return {
        "closes": stamp(closes),
        "closes_zone": zone,
        "closes_why_en": why.en,
        "closes_why_fr": why.fr,
    }
