"""A deadline in the calendar of whoever reads the letter, and that it moves there, too."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from engine.dossier import Dossier
from engine.words import Language
from notifications.deadline_event import CARRIES, LABELS, deadline_event, told
from notifications.letters import written
from notifications.message import Stationery
from tests.reminding import due_on, plans
from tests.sample_letters import LANGUAGES, letter, sample, sample_reminder
from workflows.about import about
from workflows.law import law

NOW = datetime(2024, 7, 1, 9, tzinfo=UTC)
OFFICE = Stationery("office@example.org", "ich.example", pages="https://dossiers.example.org")
BOATS = Dossier("RL-1", "rl", version=4, facts={"title": "Sewn\nboats", "file_no": "02211"})
DUE = due_on(date(2024, 9, 30))


def event(dossier: Dossier = BOATS, due=DUE, language: Language = "en", on=OFFICE) -> Any:
    """The one event of the file, as a calendar reads it."""
    calendar = Calendar.from_ical(deadline_event(due, dossier, language, on, NOW))
    assert (calendar["method"], calendar["version"]) == ("PUBLISH", "2.0")
    (read,) = calendar.walk("VEVENT")
    return read


def kept(*events: Any) -> dict[str, Any]:
    """A calendar that read these one after the other: of each UID the highest sequence."""
    shown: dict[str, Any] = {}
    for one in events:
        before = shown.get(str(one["uid"]))
        if before is None or one["sequence"] >= before["sequence"]:
            shown[str(one["uid"])] = one
    return shown


def test_an_event_tells_when_in_utc_what_of_which_file_and_why_then():
    told_in_english = replace(
        DUE, derivation=sample_reminder("reminder_completion").deadline.derivation
    )
    read = event(due=told_in_english)
    assert read["dtstart"].to_ical() == b"20240930T215959Z"
    assert (str(read["uid"]), read["sequence"], read["dtstamp"].dt) == (
        "completion-RL-1@ich.example", 4, NOW,
    )  # fmt: skip
    assert str(read["summary"]) == "Missing information due (02211)"
    assert str(read["description"]).splitlines() == [
        "Sewn boats",
        "Due by 30 September 2024, 23:59 (Paris time).",
        "This date is found as follows: 30 September 2024 for the cycle of 2025; the letter left "
        "on 27 June 2024, and 3 full months end on 27 September 2024; the later of the two "
        "counts; at 23:59 (Europe/Paris) [OD 54].",
    ]
    assert [str(read[name]) for name in ("status", "transp", "organizer", "url")] == [
        "CONFIRMED", "TRANSPARENT", "mailto:office@example.org",
        "https://dossiers.example.org/dossiers/RL-1",
    ]  # fmt: skip


def test_a_calendar_reminds_of_it_seven_days_before():
    (alarm,) = event().walk("VALARM")
    assert (str(alarm["action"]), alarm["trigger"].dt) == ("DISPLAY", timedelta(days=-7))


def test_an_event_speaks_the_language_of_its_reader():
    read = event(language="fr")
    assert str(read["summary"]) == "Informations manquantes attendues (02211)"
    assert str(read["description"]).splitlines()[1:] == [
        "Date limite : 30 septembre 2024 à 23 h 59 (heure de Paris).",
        "Cette date s'établit comme suit :  [DO 54].",
    ]


def test_a_deadline_that_moves_replaces_what_the_calendar_had():
    moved = due_on(date(2024, 10, 15))
    first, then = event(), event(replace(BOATS, version=6), moved)
    (shown,) = kept(first, then).values()
    assert shown["dtstart"].dt == moved.instant
    assert kept(then, first) == kept(first, then)


def test_other_deadlines_and_other_dossiers_are_other_events():
    others = (
        event(),
        event(due=due_on(date(2024, 9, 30), "dialogue")),
        event(replace(BOATS, reference="RL-2")),
    )
    assert len(kept(*others)) == 3


def test_an_office_without_pages_names_none_and_a_dossier_without_a_number_its_reference():
    read = event(Dossier("RL-1", "rl"), on=Stationery("office@example.org", "ich.example"))
    assert ("url" in read, str(read["summary"])) == (False, "Missing information due (RL-1)")
    assert str(read["description"]).startswith("Due by")


# --- which letters tell one --------------------------------------------------------------------


def test_each_deadline_that_a_letter_or_a_reminder_tells_has_its_name_in_a_calendar():
    assert {rule.deadline for rule in plans().values()} | set(CARRIES.values()) == set(LABELS)
    assert set(CARRIES) <= {key for key, _ in written()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["completeness", "transmitted"])
def test_the_deadline_of_the_calendar_is_that_of_the_letter(key: str, language: Language):
    dossier = sample(key)
    due = told(key, about(law(), dossier), datetime(2024, 1, 1, tzinfo=UTC))
    assert due is not None
    assert due.spoken(language) in letter(key, language, dossier).text


def test_a_reminder_tells_its_own_deadline():
    one = sample_reminder("reminder_completion")
    known = {"reminder": {"deadline": one.deadline}, "deadlines": {"reports": DUE}}
    assert told("reminder_completion", known, NOW) == one.deadline


@pytest.mark.parametrize(
    ("template", "known"),
    [
        ("dialogue_questions", {"deadlines": {"completion": DUE}}),
        ("registered", {"deadlines": {"completion": DUE}}),
        ("audit_seal", {}),
    ],
    ids=["not known before the questions are received", "tells none", "about no dossier"],
)
def test_a_letter_without_a_deadline_has_nothing_for_the_calendar(
    template: str, known: dict[str, Any]
):
    assert told(template, known, NOW) is None


def test_what_has_passed_is_in_no_calendar():
    known = {"deadlines": {"completion": DUE}}
    assert told("completeness", known, DUE.closes) == DUE
    assert told("completeness", known, DUE.closes + timedelta(seconds=1)) is None
