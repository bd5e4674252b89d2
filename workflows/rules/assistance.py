"""Who decides a request for international assistance, by the day it is received (OD 47-50)."""

from datetime import date

from engine.dates import said_day
from engine.derivation import grounds
from engine.parameters import UnknownParameter, Value
from engine.rules import Question, rule
from engine.words import Words
from workflows.working_days import day_in_paris


def _threshold(q: Question) -> Value:
    return q.law.on("bureau_threshold", day_in_paris(q.now))


def _dollars(amount: int) -> Words:
    en = f"US${amount:,}"
    fr = f"{amount:,} $ É.-U.".replace(",", "\N{NO-BREAK SPACE}")
    return Words(en, fr)


def _amount(q: Question) -> int | None:
    amount = q.answers.get("amount", q.dossier.facts.get("amount"))
    return amount if isinstance(amount, int) else None


@rule(
    "OD",
    "47-49",
    "Le montant est de ceux dont le Bureau décide, d'après le seuil en vigueur au jour de la "
    "réception.",
)
def within_the_bureaus_threshold(q: Question) -> Words | None:
    """The amount is one that the Bureau decides, by the threshold of the day of receipt."""
    amount, threshold = _amount(q), _threshold(q)
    if amount is None or amount <= threshold["amount"]:
        return None
    asked, most = _dollars(amount), _dollars(threshold["amount"])
    since, cite, above = _since(threshold), grounds(threshold), _above(q)
    return Words(
        f"{asked.en} is above {most.en}, the most that the Bureau decides "
        f"({since.en}{cite.en}); {above.en}",
        f"le montant de {asked.fr} dépasse {most.fr}, le maximum dont décide le Bureau "
        f"({since.fr}{cite.fr}) ; {above.fr}",
    )


def _since(threshold: Value) -> Words:
    day = threshold.since or date.min  # what holds on a day has one
    return Words(
        f"in force since {said_day(day)}; ", f"en vigueur depuis le {said_day(day, 'fr')} ; "
    )


def _above(q: Question) -> Words:
    closed = next(v for v in q.law.values("committee_assistance") if not v["open"])
    cycle, cite = closed.from_cycle or 0, grounds(closed)
    return Words(
        f"requests above it went to the Committee until the cycle of {cycle - 1} and are "
        f"no longer received from the cycle of {cycle} on ({cite.en})",
        f"les demandes supérieures à ce seuil étaient soumises au Comité jusqu'au cycle "
        f"{cycle - 1} et ne sont plus reçues à compter du cycle {cycle} ({cite.fr})",
    )


@rule("OD", "47-49", "Le montant est de ceux dont le Bureau ne décide pas.")
def above_the_bureaus_threshold(q: Question) -> Words | None:
    """The amount is one that the Bureau does not decide."""
    amount, threshold = _amount(q), _threshold(q)
    if amount is None or amount > threshold["amount"]:
        return None
    asked, most, cite = _dollars(amount), _dollars(threshold["amount"]), grounds(threshold)
    return Words(
        f"{asked.en} is not above {most.en}: the Bureau decides it, at any time of the year "
        f"({cite.en})",
        f"le montant de {asked.fr} ne dépasse pas {most.fr} : le Bureau en décide, à tout moment "
        f"de l'année ({cite.fr})",
    )


@rule(
    "OD",
    "47-49",
    "Les demandes supérieures au seuil du Bureau sont encore reçues pour ce cycle.",
)
def the_committee_still_receives_requests(q: Question) -> Words | None:
    """Requests above the Bureau's threshold are still received in this cycle."""
    cycle = q.dossier.cycle or q.answers.get("cycle")
    if not isinstance(cycle, int):
        return None
    try:
        value = q.law.for_cycle("committee_assistance", cycle)
    except UnknownParameter as unknown:
        return unknown.said
    if value["open"]:
        return None
    cite = grounds(value)
    return Words(
        f"requests above the Bureau's threshold are no longer received from the cycle of "
        f"{value.from_cycle} on ({cite.en}); this one is for the cycle of {cycle}",
        f"les demandes supérieures au seuil du Bureau ne sont plus reçues à compter du cycle "
        f"{value.from_cycle} ({cite.fr}) ; celle-ci est présentée pour le cycle {cycle}",
    )


@rule("OD", "49", "Le montant approuvé ne dépasse pas le montant demandé.")
def not_more_than_was_asked(q: Question) -> Words | None:
    """The amount approved is at most the amount requested."""
    approved, asked = q.answers.get("approved_amount"), q.dossier.facts.get("amount")
    if not isinstance(approved, int) or not isinstance(asked, int) or approved <= asked:
        return None
    granted, wanted = _dollars(approved), _dollars(asked)
    return Words(
        f"{granted.en} is more than the {wanted.en} that the State requested",
        f"le montant de {granted.fr} dépasse les {wanted.fr} demandés par l'État",
    )


@rule(
    "OD",
    "50",
    "L'urgence tient à une calamité, à une catastrophe, à un conflit armé, à une épidémie grave ou "
    "à un autre événement qui excède les capacités de l'État, et la demande indique lequel.",
)
def names_the_emergency(q: Question) -> Words | None:
    """An emergency is a calamity, a disaster, an armed conflict, a serious epidemic or another
    event beyond the State's own capacity, and the request says which."""
    event = q.answers.get("emergency")
    if event is None or len(str(event)) >= 10:
        return None
    return Words(
        f"{event!r} does not say which event made the emergency",
        f"« {event} » n'indique pas quel événement est à l'origine de l'urgence",
    )
