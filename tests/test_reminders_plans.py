"""The plans are data: every rule is cited, known and complete, or all its faults are told."""

import pytest

from engine.citation import MARKS
from notifications.reminders.reading import read, templates
from tests.reminding import RULE, STATES, plans
from workflows.timetable import DEADLINES


def told(text: str) -> list[str]:
    """The faults of a plan."""
    with pytest.raises(ValueError, match=r".") as refused:
        read([("p.toml", text)], STATES, DEADLINES)
    return str(refused.value).split("; ")


def ladder(name: str) -> list[tuple[str, str]]:
    """Who is reminded by a rule, and how long before or after."""
    return [
        (to, str(offset))
        for rung in plans()[name].rungs
        for to in rung.to
        for offset in rung.offsets
    ]


def test_every_rule_of_the_plans_is_cited_in_both_languages_and_marked():
    assert [name for name, rule in plans().items() if not rule.cite.en or not rule.cite.fr] == []
    assert {rule.mark for rule in plans().values()} <= set(MARKS)
    assert sorted(plans()) == [
        "completion", "dialogue", "evaluation", "periodic_report", "periodic_report_notice",
        "project_report", "publication", "submission", "usl_report", "usl_report_notice",
    ]  # fmt: skip


def test_french_cites_the_directives_as_french_does():
    assert plans()["dialogue"].cite == ("OD 55; 8.GA 10", "DO 55 ; 8.GA 10")
    assert plans()["usl_report"].cite.fr == "instructions du formulaire ICH-11"


def test_a_state_is_reminded_of_its_submission_30_14_and_3_days_before():
    kinds = ("contact", "delegation", "commission")
    assert ladder("submission") == [(to, at) for to in kinds for at in ("-30d", "-14d", "-3d")]


def test_missing_information_climbs_from_the_state_to_the_officer_to_the_head():
    assert [(to, at) for to, at in ladder("completion") if to != "delegation"] == [
        ("contact", "-30d"), ("contact", "-14d"), ("contact", "-7d"), ("contact", "-1d"),
        ("officer", "+1d"), ("head", "+7d"),
    ]  # fmt: skip


def test_a_dialogue_is_recalled_two_weeks_and_three_days_before_its_end():
    assert [at for to, at in ladder("dialogue") if to == "contact"] == ["-14d", "-3d"]


@pytest.mark.parametrize("report", ["periodic_report", "usl_report"])
def test_a_report_is_announced_twelve_months_before_and_recalled_at_six_three_and_one(report: str):
    assert plans()[f"{report}_notice"].nature == "legal"
    assert [at for to, at in ladder(f"{report}_notice") if to == "contact"] == ["-12m"]
    before = [at for to, at in ladder(report) if to == "contact" and at.startswith("-")]
    assert before == ["-6m", "-3m", "-1m"]


def test_every_reminder_goes_at_nine_in_paris():
    at = {(str(rule.hour), rule.zone) for rule in plans().values()}
    assert at == {("09:00:00", "Europe/Paris")}


def test_the_letters_that_the_plans_send_are_listed():
    assert sorted(templates(plans())) == [
        "notice_periodic_report", "notice_usl_report", "overdue_completion", "overdue_dialogue",
        "overdue_periodic_report", "overdue_project_report", "overdue_publication",
        "overdue_usl_report", "reminder_completion", "reminder_dialogue", "reminder_evaluation",
        "reminder_periodic_report", "reminder_project_report", "reminder_publication",
        "reminder_submission", "reminder_usl_report",
    ]  # fmt: skip


# --- faults ------------------------------------------------------------------------------------


def test_all_faults_of_all_files_are_told_at_once():
    with pytest.raises(ValueError, match=r".") as refused:
        read([("a.toml", "= 1"), ("b.toml", "parcel = 1"), ("c.toml", "[P-1]")], STATES, DEADLINES)
    said = str(refused.value).split("; ")
    assert said[0].startswith("a.toml: it is no TOML (")
    assert said[1:4] == [
        "b.toml: parcel: it is no table",
        "c.toml: P-1: its name is not of small letters, digits and _",
        "c.toml: P-1: label is not given",
    ]
    assert (
        said[-1]
        == "c.toml: P-1: none of days_before, months_before, days_after, months_after says when"
    )
    assert len(said) == 16


def test_a_state_and_a_deadline_that_nobody_knows_are_faults():
    text = f'[parcel]\n{RULE}\ndays_before = [1]\nnature = "nudge"'
    text = text.replace('"incomplete"', '"lost", "found"').replace('"completion"', '"doomsday"')
    faults = [fault.split(", none of ")[0] for fault in told(text)]
    assert sorted(faults) == [
        "p.toml: parcel: deadline is 'doomsday'",
        "p.toml: parcel: states names 'found'",
        "p.toml: parcel: states names 'lost'",
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("days_before = [0]", "days_before names 0, not a number of days from 1 to 366"),
        ("days_before = [367]", "days_before names 367, not a number of days from 1 to 366"),
        ("months_after = [61]", "months_after names 61, not a number of months from 1 to 60"),
        ("months_after = [true]", "months_after names True, not a number of months from 1 to 60"),
        ("days_after = []", "days_after is [], not a list of days"),
        ("days_after = 1", "days_after is 1, not a list of days"),
        ("days_after = [1, 1]", "contact is reminded 2 times at days_after 1"),
        ("days_after = [1]\nanswered = 1", "answered is 1, not a list of "),
        ("days_after = [1]\nweeks = 1", "'weeks' is none of its fields: label, "),
        ("days_after = [1]\nnote = ' '", "note is not a text"),
        ("days_after = [1]\nescalation = 1", "escalation is no table for each rung"),
        ("days_after = [1]\nescalation = [1]", "escalation is no table for each rung"),
    ],
)
def test_what_a_rule_says_wrongly_is_told(line: str, fault: str):
    (said,) = told(f'[parcel]\n{RULE}\nnature = "nudge"\n{line}')
    assert said.startswith(f"p.toml: parcel: {fault}")


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("09:00:00", "9", "hour is 9, not an hour like 09:00:00"),
        ("Europe/Paris", "Paris", "zone is 'Paris', not a zone like Europe/Paris"),
        ("reminder_parcel", "Parcel!", "template is 'Parcel!', not a name of small letters"),
        ('"contact"', '"friend"', "to names 'friend', none of contact, delegation"),
        ("interpretation", "sure", "mark is 'sure', none of verified"),
        ("routine", "grave", "severity is 'grave', none of routine"),
    ],
)
def test_what_is_none_of_the_known_words_is_told(right: str, wrong: str, fault: str):
    text = f'[parcel]\n{RULE}\nnature = "nudge"\ndays_after = [1]'
    (said,) = told(text.replace(right, wrong))
    assert said.startswith(f"p.toml: parcel: {fault}")


def test_a_rung_that_repeats_a_reminder_of_its_rule_is_a_fault():
    rung = '[[parcel.escalation]]\ndays_after = [1]\nto = ["contact"]\ntemplate = "x"'
    faults = told(f'[parcel]\n{RULE}\nnature = "nudge"\ndays_after = [1]\n{rung}')
    assert faults == [
        "p.toml: parcel: escalation 1: severity is not given",
        "p.toml: parcel: contact is reminded 2 times at days_after 1",
    ]


def test_a_name_stands_for_one_rule_in_whatever_file():
    text = f'[parcel]\n{RULE}\nnature = "nudge"\ndays_after = [1]'
    with pytest.raises(ValueError, match=r"^b.toml: parcel: there is a rule of that name already$"):
        read([("a.toml", text), ("b.toml", text)], STATES, DEADLINES)
