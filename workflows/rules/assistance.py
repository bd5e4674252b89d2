"""Who decides a request for international assistance, by the day it is received (OD 47-50)."""

from engine.dates import said_day
from engine.parameters import UnknownParameter, Value
from engine.rules import Question, rule
from workflows.working_days import day_in_paris


def _threshold(q: Question) -> Value:
    return q.law.on("bureau_threshold", day_in_paris(q.now))


def _dollars(amount: int) -> str:
    return f"US${amount:,}"


def _amount(q: Question) -> int | None:
    amount = q.answers.get("amount", q.dossier.facts.get("amount"))
    return amount if isinstance(amount, int) else None


@rule("OD", "47-49")
def within_the_bureaus_threshold(q: Question) -> str | None:
    """The amount is one that the Bureau decides, by the threshold of the day of receipt."""
    amount, threshold = _amount(q), _threshold(q)
    if amount is None or amount <= threshold["amount"]:
        return None
    since = f"in force since {said_day(threshold.since)}" if threshold.since else ""
    return (
        f"{_dollars(amount)} is above {_dollars(threshold['amount'])}, the most that the Bureau "
        f"decides ({since}; {threshold.cite}); {_above(q)}"
    )


def _above(q: Question) -> str:
    closed = next(v for v in q.law.values("committee_assistance") if not v["open"])
    cycle = closed.from_cycle
    return (
        f"requests above it went to the Committee until the cycle of {(cycle or 0) - 1} and are "
        f"no longer received from the cycle of {cycle} on ({closed.cite})"
    )


@rule("OD", "47-49")
def above_the_bureaus_threshold(q: Question) -> str | None:
    """The amount is one that the Bureau does not decide."""
    amount, threshold = _amount(q), _threshold(q)
    if amount is None or amount > threshold["amount"]:
        return None
    return (
        f"{_dollars(amount)} is not above {_dollars(threshold['amount'])}: the Bureau decides it, "
        f"at any time of the year ({threshold.cite})"
    )


@rule("OD", "47-49")
def the_committee_still_receives_requests(q: Question) -> str | None:
    """Requests above the Bureau's threshold are still received in this cycle."""
    cycle = q.dossier.cycle or q.answers.get("cycle")
    if not isinstance(cycle, int):
        return None
    try:
        value = q.law.for_cycle("committee_assistance", cycle)
    except UnknownParameter as unknown:
        return str(unknown)
    if value["open"]:
        return None
    return (
        f"requests above the Bureau's threshold are no longer received from the cycle of "
        f"{value.from_cycle} on ({value.cite}); this one is for the cycle of {cycle}"
    )


@rule("OD", "49")
def not_more_than_was_asked(q: Question) -> str | None:
    """The amount approved is at most the amount requested."""
    approved, asked = q.answers.get("approved_amount"), q.dossier.facts.get("amount")
    if not isinstance(approved, int) or not isinstance(asked, int) or approved <= asked:
        return None
    return f"{_dollars(approved)} is more than the {_dollars(asked)} that the State requested"


@rule("OD", "50")
def names_the_emergency(q: Question) -> str | None:
    """An emergency is a calamity, a disaster, an armed conflict, a serious epidemic or another
    event beyond the State's own capacity, and the request says which."""
    event = q.answers.get("emergency")
    if event is None or len(str(event)) >= 10:
        return None
    return f"{event!r} does not say which event made the emergency"
