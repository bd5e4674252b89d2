"""Sample dossiers, as each step that causes a letter leaves them."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

from engine.calendar import Deadline
from engine.dossier import NEW, Dossier, Fact
from engine.words import Language
from engine.workflow import Step, Workflow
from notifications.letters import Letter, render
from notifications.reminders.planner import planned
from notifications.reminders.reminder import Reminder
from notifications.reminders.rule import RECIPIENTS, Rule
from tests.reminding import plans
from tests.sample_occasions import of_no_dossier
from workflows.about import about
from workflows.catalogue import workflows
from workflows.law import law
from workflows.roles import BUREAU
from workflows.rules.order import check_comes_first
from workflows.timetable import deadlines

FOLDER = Path(__file__).parent / "letters"
LANGUAGES: tuple[Language, ...] = get_args(Language)
REFERENCE = "2025-0042"

ANSWERS: Mapping[str, Fact] = {
    "amount": 85_000,
    "approved_amount": 80_000,
    "authority": "decision 19.COM 3.BUR 2",
    "conditions_met": "The budget was revised; both communities have signed.",
    "conditions": "The budget line for travel is halved.\nThe communities are named as partners.",
    "contact": "heritage@example.org",
    "cycle": 2025,
    "decided_on": "2025-12-10",
    "decision": "20.COM 7.b.12",
    "dialogue_answer": "The apprentices are paid by the guild. / Les apprentis sont payés.",
    "due_in": 2023,
    "due_on": "2023-06-30",
    "element": "00981",
    "inscribed_in": 2019,
    "prepares": "nomination",
    "filing": "7" * 64,
    "sheet": "8" * 64,
    "emergency": "Flood of the lake region in May 2024",
    "ends_on": "2027-06-30",
    "file_no": "02211",
    "illustrative": "Everything: this dossier is an example.",
    "instalment": 2,
    "language": "en",
    "level": "iii",
    "list": "USL",
    "named_by": "Uganda",
    "missing": "Section 4.b: evidence of consent in English or French.\nForm ICH-07: signature.",
    "on_the_register": True,
    "order": 1,
    "paid": 24_000,
    "place": "inside",
    "predecessor": "2023-0007",
    "questions": "1. How are apprentices chosen?\n2. Which part have the women of the guild?",
    "questions_received_at": "2025-06-24T07:00:00.000000+00:00",
    "rank": 57,
    "recommendation": "favourable",
    "report_due_on": "2026-04-01",
    "requests": "Involve young bearers in the safeguarding, and report on it.",
    "revised": "The costs of training stand apart.",
    "revision": "Separate the costs of training from those of equipment.",
    "session_of": 2025,
    "states": ["Kenya", "Uganda", "United Republic of Tanzania"],
    "why": "It follows 02210 (Ghana), which has 2 against 3.",
    "title": "Building and sailing of sewn boats",
}
"""One plausible answer to everything that the steps ask for."""

OF_A_PERIODIC_REPORT: Mapping[str, Fact] = {
    "title": "Kenya, ICH-10 (2023)",
    "states": ["Kenya"],
}
"""What the report of one State answers otherwise."""

ANSWERS_TO_THE_BUREAU: Mapping[str, Fact] = {
    "decision": "19.COM 3.BUR 4.1",
    "decided_on": "2024-10-01",
}
STAMPS: Mapping[str, Fact] = {
    "received_at": "2024-03-28T09:41:07.000000+00:00",
    "letter_sent_at": "2024-06-27T13:00:00.000000+00:00",
    "completed_at": "2024-09-12T15:20:44.000000+00:00",
    "complete_since": "2024-09-19T08:05:31.000000+00:00",
    "questions_sent_at": "2025-06-23T10:00:00.000000+00:00",
    "exempted_at": "2023-06-01T09:00:00.000000+00:00",
}
REASON = "The workshop was destroyed by the flood."
HOLES = ("None", "{", "}", "\n\n\n", "..", "  ")

LATE = "2024-04-03T06:12:55.000000+00:00"
LAST_CYCLE_OF_THE_COMMITTEE_FOR_ASSISTANCE = 2023

SEAL: Mapping[str, Fact] = {
    "seal_number": 12,
    "seal_short": "9f86-d081-884c-7d65",
    "seal_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "sealed_at": "2025-01-31T23:30:00.000000+00:00",
    "dossiers_sealed": 314,
}

SUSPENDED: Mapping[str, Fact] = {
    "address": "osei@example.org",
    "suspended_at": "2025-01-31T23:30:00.000000+00:00",
    "why": "550 5.1.1 no such person",
    "letter": "RL-2028-0001:registered:3",
}

ACCOUNT_LETTERS: Mapping[str, Mapping[str, Fact]] = {
    "account_invitation": {
        "name": "N. Osei",
        "invited_by": "R. Haddad",
        "link": "https://dossiers.example.org/enter/…",
        "until": "2027-03-04T12:00:00.000000+00:00",
    },
    "account_new_device": {
        "name": "N. Osei",
        "entered_at": "2027-03-01T12:00:00.000000+00:00",
        "remote": "192.0.2.7",
        "agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "page": "https://dossiers.example.org/account",
    },
    "account_password_changed": {
        "name": "N. Osei",
        "changed_at": "2027-03-01T12:00:00.000000+00:00",
        "page": "https://dossiers.example.org/sign-in/forgotten",
    },
    "account_reset": {
        "name": "N. Osei",
        "asked_at": "2027-03-01T12:00:00.000000+00:00",
        "link": "https://dossiers.example.org/reset/…",
        "until": "2027-03-01T13:00:00.000000+00:00",
    },
}

ABOUT_NO_DOSSIER: Mapping[str, Mapping[str, Fact]] = {
    **ACCOUNT_LETTERS,
    "address_suspended": SUSPENDED,
    "audit_seal": SEAL,
    "nobody_left": {
        "kind": "reminder",
        "name": "dialogue",
        "reference": REFERENCE,
        "role": "delegation",
    },
    **of_no_dossier(),
}
"""What letters tell that no workflow names."""


def causes() -> Iterator[tuple[str, Workflow, Step]]:
    """Every key with each step that causes it."""
    for workflow in workflows().values():
        for step in workflow.steps:
            for key in step.notify:
                yield key, workflow, step


def way_to(workflow: Workflow, step: Step) -> tuple[Step, ...]:
    """The shortest way from the draft to a step, in the order of work of the law: places are given
    before the completeness check."""
    ways: list[tuple[Step, ...]] = [()]
    reached = {NEW}
    for way in ways:
        state = way[-1].target if way else NEW
        if state == step.source:
            return (*way, step)
        for onward in workflow.steps_from(state):
            ordinary = onward.trigger != "enter" and check_comes_first not in onward.guards
            if onward.target not in reached and ordinary:
                reached.add(onward.target)
                ways.append((*way, onward))
    raise AssertionError(f"{workflow.name}: nothing leads to {step.source}")


def _staying(workflow: Workflow, state: str) -> Iterator[Step]:
    """The steps that leave a dossier where it is, as a matter of course."""
    for step in workflow.steps_from(state):
        if step.target == state and not step.needs_reason:
            yield step


def given(step: Step, *, everything: bool) -> dict[str, Fact]:
    """The facts that a step leaves: those it must, or also those it may."""
    answers = {**STAMPS, **ANSWERS, **(ANSWERS_TO_THE_BUREAU if BUREAU in step.by else {})}
    asked = {ask.name: answers[ask.name] for ask in step.asks if ask.required or everything}
    return asked | {name: STAMPS[name] for name in step.stamps}


def dossier_after(workflow: Workflow, step: Step, *, everything: bool) -> Dossier:
    """A dossier that has just taken that step, with all facts its way gave it. `everything` also
    answers what may be left out, and takes the steps that leave a dossier where it is."""
    facts: dict[str, Fact] = {}
    way = way_to(workflow, step)
    for taken in way:
        staying = _staying(workflow, taken.source) if everything else ()
        for one in (*staying, taken):
            facts |= given(one, everything=everything)
    for posting in (one for key in step.notify for one in workflow.posting(key)):
        facts |= given(posting, everything=everything)
    if "cycle" in facts and workflow.name == "assistance_committee":
        facts["cycle"] = LAST_CYCLE_OF_THE_COMMITTEE_FOR_ASSISTANCE
    if workflow.name == "periodic_report":
        facts |= OF_A_PERIODIC_REPORT
    if any(taken.target == "late" for taken in way):
        facts["received_at"] = LATE
    if step.needs_reason:
        facts["reason"] = REASON
    return Dossier(REFERENCE, workflow.name, facts=facts)


def letter(key: str, language: Language, dossier: Dossier) -> Letter:
    return render(key, language, dossier, about(law(), dossier))


def sample(key: str, **facts: Fact) -> Dossier:
    """The dossier of the first workflow and step that cause the letter, with these facts on top."""
    workflow, step = next((w, s) for named, w, s in causes() if named == key)
    dossier = dossier_after(workflow, step, everything=True)
    return Dossier(dossier.reference, dossier.workflow, facts={**dossier.facts, **facts})


# --- reminders -----------------------------------------------------------------------------


class Reminded(NamedTuple):
    """A reminder, the dossier it is about and its deadline, as the sender has them at 9 o'clock of
    the day on which it is due."""

    reminder: Reminder
    dossier: Dossier
    deadline: Deadline

    @property
    def days(self) -> int:
        """Whole days until the deadline, negative after it."""
        occurrence = self.reminder.occurrence
        return (occurrence.day - occurrence.offset.counted_from(occurrence.day)).days

    def letter(self, language: Language, *, days: int | None = None) -> Letter:
        """The letter that goes; with other days, as it would read if it went late."""
        told = {
            "deadline": self.deadline,
            "days": self.days if days is None else days,
            "to": self.reminder.recipient,
            "why": self.reminder.why,
        }
        key, dossier = self.reminder.template, self.dossier
        return render(key, language, dossier, {**about(law(), dossier), "reminder": told})


@cache
def reminders(*, everything: bool = True) -> tuple[Reminded, ...]:
    """Every reminder of the plans, about each dossier that they can be about."""
    return tuple(
        Reminded(reminder, dossier, deadline)
        for rule in plans().values()
        for dossier in _asked_by(rule, everything=everything)
        for deadline in _due(rule, dossier)
        for reminder in planned(dossier, {rule.deadline: deadline}, {rule.name: rule}, ())
    )


def sample_reminder(key: str) -> Reminded:
    """The first reminder that sends the letter; of several recipients, that to the first."""
    return min(
        (one for one in reminders() if one.reminder.template == key),
        key=lambda one: (-one.days, RECIPIENTS.index(one.reminder.recipient)),
    )


def _asked_by(rule: Rule, *, everything: bool) -> Iterator[Dossier]:
    """A dossier of each workflow and step that leads to where the rule asks something."""
    for workflow in workflows().values():
        for step in workflow.steps:
            if step.target not in rule.states or step.trigger == "enter":
                continue
            if step.source == step.target:
                continue
            facts = dict(dossier_after(workflow, step, everything=everything).facts)
            for staying in _staying(workflow, step.target) if everything else ():
                facts |= given(staying, everything=everything)
            yield Dossier(REFERENCE, workflow.name, state=step.target, facts=facts)


def _due(rule: Rule, dossier: Dossier) -> Iterator[Deadline]:
    """Its deadline by the law, if it has one."""
    found = deadlines(law(), dossier)
    if rule.deadline in found:
        yield found[rule.deadline]
