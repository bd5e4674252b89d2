"""The sentences that lead to a day, each in both languages."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from engine.bilingual import both, cited, joined
from engine.dates import said, said_day, said_hour, said_month, said_zone
from engine.parameters import Value
from engine.words import Words


def grounds(row: Value) -> Words:
    """The paragraph of a row as each language cites it; `cite_fr`, where French says more than DO
    for OD."""
    en, fr = cited(row.cite)
    return Words(en, row.says.get("cite_fr", fr))


def a_day(day: date, cycle: int) -> Words:
    """31 March 2027 for the cycle of 2028."""
    return _for_the_cycle(Words(said_day(day), said_day(day, "fr")), cycle)


def months(first: date, last: date, cycle: int) -> Words:
    """November to December 2028 for the cycle of 2028; the law fixes no day."""
    named = Words(said_month(first), said_month(first, "fr"))
    if first.month != last.month:
        named = Words(
            f"{named.en} to {said_month(last)}", f"de {named.fr} à {said_month(last, 'fr')}"
        )
    year = first.year
    en, fr = _for_the_cycle(Words(f"{named.en} {year}", f"{named.fr} {year}"), cycle)
    return Words(f"{en}; the law fixes no day", f"{fr} ; les textes ne fixent pas de jour")


def placed(row: Mapping[str, Any]) -> Words:
    """21.COM (Xiamen)."""
    name, place = both(row, "name"), both(row, "place")
    return Words(f"{name.en} ({place.en})", f"{name.fr} ({place.fr})")


def decided(row: Mapping[str, Any]) -> Words:
    """16.COM (online) opens on 13 December 2021 and closes on 18 December 2021."""
    en, fr = placed(row)
    opens, closes = row["opens"], row["closes"]
    return Words(
        f"{en} opens on {said_day(opens)} and closes on {said_day(closes)}",
        f"{fr} s'ouvre le {said_day(opens, 'fr')} et se clôt le {said_day(closes, 'fr')}",
    )


def falls(label: str) -> Words:
    """What nobody has put into words is said by its label."""
    return Words(f'"{label}" falls', f"« {label} » a lieu")


def happened(event: Words, first: date, last: date) -> Words:
    """The letter left on 15 July 2027."""
    on = _on(first, last)
    return Words(f"{event.en} {on.en}", f"{event.fr} {on.fr}")


def counted(count: Mapping[str, Any]) -> Words:
    """28 days before it; 28 days to answer."""
    amount = _amount(count)
    if "to" in count:
        to = both(count, "to")
        return Words(f"{amount.en} to {to.en}", f"{amount.fr} pour {to.fr}")
    if "days_before" in count:
        return Words(f"{amount.en} before it", f"{amount.fr} avant")
    return Words(f"{amount.en} after it", f"{amount.fr} après")


def from_its_own(event: Words) -> Words:
    """Each dossier counts from the day on which the questions were received."""
    return Words(
        f"each dossier counts from the day on which {event.en}",
        f"pour chaque dossier, le délai court à compter du jour où {event.fr}",
    )


def the_later(event: Words, count: Mapping[str, Any], first: date, last: date) -> Words:
    """The letter left on 15 July 2027, and 3 full months end on 15 October 2027; the later of the
    two counts."""
    amount, on = _amount(count), _on(first, last)
    return Words(
        f"{event.en}, and {amount.en} end {on.en}; the later of the two counts",
        f"{event.fr}, et {amount.fr} expirent {on.fr} ; la plus tardive des deux dates est retenue",
    )


def or_later(event: Words, count: Mapping[str, Any]) -> Words:
    """Or 3 full months after the day on which the letter left, where that is later."""
    amount = _amount(count)
    return Words(
        f"or {amount.en} after the day on which {event.en}, where that is later",
        f"ou {amount.fr} après le jour où {event.fr}, si cette date est plus tardive",
    )


def shifted(skipped: tuple[Words, ...], day: date) -> Words:
    """31 March 2019 is a Sunday; the first working day is 1 April 2019."""
    return Words(
        f"{joined(skipped, 'en')}; the first working day is {said_day(day)}",
        f"{joined(skipped, 'fr')} ; le premier jour ouvrable est le {said_day(day, 'fr')}",
    )


def at(hour: time, zone: str) -> Words:
    """At 18:00 (Europe/Paris); in French by the clocks that it means."""
    return Words(
        f"at {said_hour(hour)} ({zone})", f"à {said_hour(hour, 'fr')} ({said_zone(zone, 'fr')})"
    )


def expected(local: datetime) -> Words:
    """Expected by 17 March 2027, 18:00 (Paris time)."""
    return Words(f"expected by {said(local)}", f"attendu au plus tard le {said(local, 'fr')}")


def graced(grace: timedelta) -> Words:
    """15 minutes of grace."""
    minutes = int(grace.total_seconds() // 60)
    return Words(f"{minutes} minutes of grace", f"{minutes} minutes de tolérance")


def _for_the_cycle(named: Words, cycle: int) -> Words:
    return Words(f"{named.en} for the cycle of {cycle}", f"{named.fr} pour le cycle {cycle}")


def _on(first: date, last: date) -> Words:
    if first == last:
        return Words(f"on {said_day(first)}", f"le {said_day(first, 'fr')}")
    return Words(
        f"between {said_day(first)} and {said_day(last)}",
        f"entre le {said_day(first, 'fr')} et le {said_day(last, 'fr')}",
    )


def _amount(count: Mapping[str, Any]) -> Words:
    if "months_after" in count:
        months = count["months_after"]
        return Words(f"{months} full months", f"{months} mois entiers")
    days = count["days_after"] if "days_after" in count else count["days_before"]
    return Words(f"{days} days", f"{days} jours")
