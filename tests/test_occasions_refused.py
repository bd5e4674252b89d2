"""The day that the letter of an occasion tells, and every reason why none is written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decide import Refused
from engine.dossier import Dossier
from notifications.letters import render
from notifications.written import Asked, Matter, Written, written
from portal.occasions import first_report, occasions
from tests.every_letter import AFTER, stands, written_about
from tests.sample_letters import letter
from tests.sample_occasions import ANSWERS, NOW, ROLL, asked, letters, matter, refusal
from workflows.law import law

LETTER = "Correspondence of third parties, forwarded for comments"
COMPLETE = "Request for accreditation: found complete"
MEETS = "day on which the Evaluation Body meets (meets_on)"
CAME = "day on which the Secretariat received it (came_on)"
BY = "day by which it must be received (answer_by)"

# --- the day that is told --------------------------------------------------------------------


def test_comments_are_due_two_weeks_before_the_body_meets_and_the_letter_says_so():
    text = letter(
        "third_party_correspondence", "fr", written_about("third_party_correspondence")
    ).text
    assert (
        "Celles-ci doivent être reçues au plus tard le 7 juin 2027 à 18 h 00 (heure de Paris). "
        "Cette date s'établit comme suit : l'Organe d'évaluation se réunit le 21 juin 2027 ; "
        "14 jours avant ; à 18 h 00 (heure de Paris) [7.COM 15]."
    ) in text


def of_the_days(meets_on: str, came_on: str) -> list[str]:
    """Why correspondence that came on a day is not forwarded before a meeting; nothing if it is."""
    key, about = "third_party_correspondence", Matter(stands("third_party_correspondence"))
    by = asked(key, meets_on=meets_on, came_on=came_on)
    outcome = written(occasions()[key], by, about, ROLL, NOW)
    return [one.sentence for one in outcome.findings] if isinstance(outcome, Refused) else []


@pytest.mark.parametrize(
    ("meets_on", "reasons"),
    [
        ("2027-01-25", []),
        ("2027-01-24", [f"{MEETS}: 14 days before 24 January 2027 has passed"]),
        ("9999-12-31", []),
    ],
)
def test_a_day_for_comments_that_has_passed_is_refused(meets_on: str, reasons: list[str]):
    assert of_the_days(meets_on, "2026-12-01") == reasons


@pytest.mark.parametrize(
    ("came_on", "reasons"),
    [
        ("2027-01-04", []),
        (
            "2027-01-05",
            [
                f"{CAME}: 5 January 2027 is less than 28 days before 1 February 2027: what comes "
                "so late goes another way"
            ],
        ),
        ("0001-01-01", []),
    ],
)
def test_what_comes_later_than_four_weeks_before_the_meeting_is_not_forwarded_so(
    came_on: str, reasons: list[str]
):
    assert of_the_days("2027-02-01", came_on) == reasons


@pytest.mark.parametrize(
    ("came_on", "reasons"),
    [("2027-01-11", []), ("2027-01-12", ["(came_on): 12 January 2027 has not come yet"])],
)
def test_what_is_to_come_has_not_been_received(came_on: str, reasons: list[str]):
    assert [one[one.index("(") :] for one in of_the_days("2027-06-21", came_on)] == reasons
    outcome = written(
        occasions()["ngo_received"], asked("ngo_received", came_on=came_on), Matter(), ROLL, NOW
    )
    found = outcome.findings if isinstance(outcome, Refused) else ()
    assert [one.sentence[one.sentence.index("(") :] for one in found] == reasons


def test_the_first_day_of_all_is_a_day_like_any_other():
    assert of_the_days("0001-01-01", "0001-01-01") == [
        f"{CAME}: 1 January 1 is less than 28 days before 1 January 1: what comes so late goes "
        "another way",
        f"{MEETS}: 14 days before 1 January 1 has passed",
    ]


@pytest.mark.parametrize(
    ("hour", "minute", "reasons"),
    [
        (17, 0, []),
        (17, 1, [f"{BY}: 11 January 2027 at 18:00 in Paris has passed [OD 91-99]"]),
    ],
)
def test_the_hour_of_the_day_counts_too(hour: int, minute: int, reasons: list[str]):
    now = datetime(2027, 1, 11, hour, minute, tzinfo=UTC)
    by = asked("ngo_incomplete", answer_by="2027-01-11")
    outcome = written(occasions()["ngo_incomplete"], by, Matter(), ROLL, now)
    found = [str(one) for one in outcome.findings] if isinstance(outcome, Refused) else []
    assert found == reasons


def test_a_day_that_has_passed_is_refused():
    assert refusal("ngo_incomplete", answer_by="2027-01-10") == [
        f"{BY}: 10 January 2027 has passed [OD 91-99]"
    ]


def test_a_cycle_is_not_opened_after_its_submission_deadline_nor_without_one():
    passed = refusal("cycle_opened", now=datetime(2027, 3, 31, 16, 1, tzinfo=UTC))
    assert passed == [
        "the letter tells the deadline 'submission', and it was 31 March 2027, 18:00 (Paris time) "
        "[OD 54; notice for the 2017 cycle]"
    ]
    assert refusal("cycle_opened", Matter(None, 2028)) == [
        "the letter tells the deadline 'submission', and there is none "
        "[OD 54; notice for the 2017 cycle]"
    ]
    in_time = datetime(2027, 3, 31, 16, tzinfo=UTC)
    known = asked("cycle_opened"), matter("cycle_opened"), ROLL, in_time
    assert isinstance(written(occasions()["cycle_opened"], *known), Written)


def test_a_certificate_announces_the_first_report_of_an_element_in_need_of_urgent_safeguarding():
    urgent = letter("inscription_certificate", "en", written_about("inscription_certificate")).text
    assert "to be received by 15 December 2029, 23:59 (Paris time)" in urgent
    other = written_about("inscription_certificate", "rl")
    assert "on form ICH-10, in the year of their region" in (
        letter("inscription_certificate", "en", other).text
    )
    long_after = stands("inscription_certificate")
    terms = first_report(law(), long_after)
    about = Matter(long_after, None, terms)
    late = datetime(2035, 1, 1, tzinfo=UTC)
    key = "inscription_certificate"
    found = written(occasions()[key], asked(key), about, ROLL, late)
    assert isinstance(found, Written)
    assert "closes" not in found.postings[0].facts


# --- refusals --------------------------------------------------------------------------------


def test_every_reason_is_told_at_once():
    by = Asked({"meets_on": "2020-01-01", "nonsense": "1", "came_on": "soon"}, " ", "a@b.c")
    assert refusal("third_party_correspondence", Matter(None, 2028), by=by) == [
        "who wrote it (sender) is not given [7.COM 15]",
        "day on which the Secretariat received it (came_on): 'soon' is not a day like 2027-03-31 "
        "[7.COM 15]",
        "the correspondence, in its own language (correspondence) is not given [7.COM 15]",
        f"'nonsense' is not asked for here; asked for: {CAME}, the correspondence, in its own "
        f"language (correspondence), {MEETS}, who wrote it (sender) [7.COM 15]",
        "it is not said who does it [House rule 5]",
        f'"{LETTER}" is about a dossier: say which dossier [House rule 3]',
        f'"{LETTER}" is not about a cycle [House rule 3]',
        f"{MEETS}: 14 days before 1 January 2020 has passed [7.COM 15]",
        f'"{LETTER}" goes to those who are on record for it, not to an address [House rule 3]',
    ]


def test_a_letter_is_about_what_it_is_about():
    assert refusal("cycle_opened", Matter()) == [
        '"A cycle is opened: the forms are online" is about a cycle: say which cycle [House rule 3]'
    ]
    assert refusal("ngo_complete", Matter(Dossier("RL-1", "rl"))) == [
        f'"{COMPLETE}" is not about a dossier [House rule 3]'
    ]


def test_a_certificate_is_for_what_is_inscribed():
    draft = replace(stands("inscription_certificate"), state="draft")
    assert refusal("inscription_certificate", Matter(draft)) == [
        f'{draft.reference} is "draft"; "Certificate of inscription, and when the first report is '
        'due" is for one that is "inscribed" [House rule 1]'
    ]


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("", f'"{COMPLETE}" goes to one address: say which'),
        ("osei", "'osei' is not an address"),
        ("a@x.org, b@x.org", "'a@x.org, b@x.org' is not an address"),
        ("a@x.org\r\nBcc: b@x.org", r"'a@x.org\r\nBcc: b@x.org' is not an address"),
    ],
)
def test_a_letter_to_one_address_needs_it(to: str, reason: str):
    by = replace(asked("ngo_complete"), to=to)
    assert refusal("ngo_complete", by=by) == [f"{reason} [House rule 3]"]


def test_an_address_that_is_too_long_is_none():
    by = replace(asked("ngo_complete"), to="a" * 320 + "@x.org")
    assert refusal("ngo_complete", by=by)[0].endswith("is not an address [House rule 3]")


# --- whatever is answered --------------------------------------------------------------------


def test_what_is_answered_is_written_as_it_is_and_never_read_as_a_template():
    hostile = "{{ contact }} {% if %} <b>& ${x}"
    facts = letters("ngo_complete", organization=hostile).postings[0].facts
    read = render("ngo_complete", "en", Dossier("", "", facts=facts), {})
    assert f"Organization: {hostile}\n" in read.text
    assert read.subject == f"Request for accreditation: complete ({hostile})"


@pytest.mark.parametrize("text", ["a\nb", "a\x00b", "\ud800", "a\tb", " ", "x" * 501])
def test_what_is_no_line_is_refused(text: str):
    assert len(refusal("ngo_complete", organization=text)) == 1


texts: st.SearchStrategy[Any] = st.one_of(
    st.text(max_size=40), st.dates().map(str), st.integers(0, 10**13).map(str), st.none(),
    st.lists(st.text(max_size=5), max_size=2),
)  # fmt: skip


@given(st.sampled_from(sorted(occasions())), st.data())
def test_whatever_is_answered_is_refused_or_written_in_both_languages(
    key: str, data: st.DataObject
):
    names = [*ANSWERS[key], "x"]
    wild = data.draw(st.dictionaries(st.sampled_from(names), texts))
    given_: Mapping[str, Any] = {**ANSWERS[key], **wild}
    about = Matter(stands(key)) if key in AFTER else matter(key)
    by = replace(asked(key), answers=given_)
    outcome = written(occasions()[key], by, about, ROLL, NOW)
    for one in outcome.postings if isinstance(outcome, Written) else ():
        dossier = Dossier(one.reference or "", about.seen.workflow, facts=one.facts)
        for language in ("en", "fr"):
            read = (
                letter(key, language, dossier) if one.reference
                else render(key, language, dossier, {})
            )  # fmt: skip
            assert "\n" not in read.subject
