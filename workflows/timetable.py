"""The deadlines of a dossier, each with its derivation (OD 54-56)."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from engine.calendar import Deadline, at_local, first_open_day, months_after, said_day
from engine.citation import Citation
from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter, Value
from workflows.working_days import closed

_SUBMISSION_OF = {
    "transfer_rl_usl": "submission_rl_usl",
    "transfer_usl_rl": "submission_usl_rl",
    "assistance_preparatory": "submission_preparatory",
}


def submission(law: Parameters, dossier: Dossier) -> Deadline:
    """When the dossier must be received for its cycle; the day shifts to a working day where the
    parameter says so. UnknownParameter for a cycle before the first rule, or without a cycle."""
    name = _SUBMISSION_OF.get(dossier.workflow, "submission")
    cycle = _cycle(dossier)
    value = law.for_cycle(name, cycle)
    anchor = _anchor(value, cycle)
    steps = [f"{said_day(anchor)} for the cycle of {cycle}"]
    day = anchor
    if value["shift"]:
        day, skipped = first_open_day(anchor, closed)
        if skipped:
            steps.append(f"{'; '.join(skipped)}; the first working day is {said_day(day)}")
    return _deadline("submission", day, value, steps)


def completion(law: Parameters, dossier: Dossier) -> Deadline:
    """When missing information must be received: the later of 30 September and three full months
    after the completeness letter was sent. UnknownParameter for assistance of the Bureau, which
    waits for what is missing."""
    if dossier.workflow == "assistance_preparatory":
        raise UnknownParameter("preparatory assistance has no deadline of completion")
    cycle = _cycle(dossier)
    value = law.for_cycle("completion", cycle)
    day = _anchor(value, cycle)
    steps = [f"{said_day(day)} for the cycle of {cycle}"]
    if sent := dossier.instant("letter_sent_at"):
        months = value["months_after_letter"]
        sent_on = sent.astimezone(_zone(value)).date()
        later = months_after(sent_on, months)
        steps.append(
            f"the letter left on {said_day(sent_on)}, and {months} full months end on "
            f"{said_day(later)}; the later of the two counts"
        )
        day = max(day, later)
    return _deadline("completion", day, value, steps)


def dialogue(law: Parameters, dossier: Dossier) -> Deadline:
    """When answers of the dialogue must be received: four weeks after the State received the
    questions. UnknownParameter while their receipt is not recorded."""
    received = dossier.instant("questions_received_at")
    if received is None:
        raise UnknownParameter("the receipt of the questions is not recorded yet")
    value = law.on("dialogue", received.date())
    arrived = received.astimezone(_zone(value)).date()
    days = value["days_after_receipt"]
    steps = [f"the questions were received on {said_day(arrived)}", f"{days} days to answer"]
    return _deadline("dialogue", arrived + timedelta(days=days), value, steps)


def reports(law: Parameters, dossier: Dossier) -> Deadline:
    """When the evaluation must be published: four weeks before the session opens.
    UnknownParameter while the session has no day."""
    cycle = _cycle(dossier)
    value, opens = law.for_cycle("reports", cycle), session(law, dossier)["opens"]
    days = value["days_before_session"]
    steps = [f"the session opens on {said_day(opens)}", f"{days} days before it"]
    return _deadline("reports", opens - timedelta(days=days), value, steps)


def session(law: Parameters, dossier: Dossier) -> Value:
    """The session that examines the dossier: `name`, `opens`, `closes`, `place`.
    UnknownParameter while no decision has fixed its days."""
    return law.for_cycle("session", _cycle(dossier))


def deadlines(law: Parameters, dossier: Dossier) -> dict[str, Deadline]:
    """Every deadline of the dossier that its facts and the law already fix, by key."""
    found = {}
    for deadline in (submission, completion, dialogue, reports):
        try:
            found[deadline.__name__] = deadline(law, dossier)
        except UnknownParameter:
            continue
    return found


def _cycle(dossier: Dossier) -> int:
    if dossier.cycle is None:
        raise UnknownParameter(f"{dossier.reference} belongs to no cycle")
    return dossier.cycle


def _anchor(value: Value, cycle: int) -> date:
    return date(cycle - value["years_before"], value["month"], value["day"])


def _zone(value: Value) -> ZoneInfo:
    return ZoneInfo(value["zone"])


def _deadline(key: str, day: date, value: Value, steps: list[str]) -> Deadline:
    steps.append(f"at {value['hour']:%H:%M} ({value['zone']})")
    instant = at_local(day, value["hour"], value["zone"])
    paragraph = Citation(*value.cite.split(" ", 1))
    return Deadline(key, instant, value["zone"], tuple(steps), paragraph, value.mark)
