"""The occasions are data: every one is cited and complete, or all its faults are told."""

from collections import Counter

import pytest

from engine.citation import MARKS
from notifications.occasions.faults import There
from notifications.occasions.occasion import Counted, Term
from notifications.occasions.reading import read
from notifications.wording.known import known
from portal.occasions import occasions
from tests.every_letter import AFTER, stands
from workflows.catalogue import workflows

THERE = There({"a_letter"}, {"inscribed"}, {"dossier": ("submission",), "cycle": ("submission",)})
WHOLE = """
label = "A letter"
label_fr = "Une lettre"
about = "nothing"
to = ["address"]
held = false
cite = "OD 54"
mark = "verified"
"""
A_DAY = """
[[a_letter.asks]]
name = "a_day"
kind = "day"
label = "day"
label_fr = "jour"
"""


def told(text: str) -> list[str]:
    """The faults of a file, without its name."""
    with pytest.raises(ValueError, match=r".") as refused:
        read([("o.toml", text)], THERE)
    return [one.removeprefix("o.toml: ").removeprefix("a_letter: ")
            for one in str(refused.value).split("; ")]  # fmt: skip


def changed(*lines: str, without: str = "", more: str = "") -> str:
    """The letter with a field said otherwise, or not at all."""
    names = {line.partition(" ")[0] for line in lines} | {without}
    kept = [line for line in WHOLE.splitlines() if line.partition(" ")[0] not in names]
    return "\n".join(["[a_letter]", *kept, *lines, more])


def test_every_occasion_is_cited_in_both_languages_and_marked():
    assert [key for key, one in occasions().items() if not one.cite.en or not one.cite.fr] == []
    assert {one.mark for one in occasions().values()} <= set(MARKS)
    assert [key for key, one in occasions().items() if one.label.en == one.label.fr] == []


def test_the_letters_that_tell_a_decision_or_begin_a_term_are_born_held():
    assert sorted(key for key, one in occasions().items() if one.held) == [
        "inscription_certificate", "name_change_policy", "ngo_incomplete", "ngo_recommended",
        "ngo_report_called", "ngo_result", "third_party_correspondence",
    ]  # fmt: skip


def test_a_circular_goes_to_the_delegations_and_commissions_of_all_states_parties():
    assert occasions()["cycle_opened"].to == ("all_delegations", "all_commissions")


def test_no_answer_takes_the_place_of_a_fact_of_a_dossier():
    of_dossiers = {
        name
        for workflow in workflows().values()
        for step in workflow.steps
        for name in (*(ask.name for ask in step.asks), *step.stamps)
    } | {"language", "reason"}
    told_besides = {"closes", "closes_zone", "closes_why_en", "closes_why_fr", "written_by"}
    asked = {ask.name for one in occasions().values() for ask in one.asks}
    assert (asked | told_besides) & of_dossiers == set()
    assert asked & told_besides == set()


def test_every_answer_that_is_asked_is_told_in_the_letter_or_counts_its_deadline():
    untold = [
        (key, ask.name)
        for key, one in occasions().items()
        for ask in one.asks
        if ask.name not in known(key).kinds
        and not (isinstance(one.deadline, Counted) and one.deadline.of == ask.name)
    ]
    assert untold == []


def test_every_deadline_of_an_occasion_is_told_in_its_letter():
    telling = {key for key, one in occasions().items() if one.deadline is not None}
    assert {key for key in occasions() if "closes" in known(key).kinds} == telling
    assert telling == {
        "cycle_opened", "conflict_of_interest", "third_party_correspondence",
        "inscription_certificate", "ngo_incomplete", "ngo_report_called",
    }  # fmt: skip


def test_a_letter_about_a_dossier_is_for_states_in_which_one_stands():
    for key, one in occasions().items():
        assert (one.about == "dossier") is (key in AFTER)
        if one.about == "dossier":
            assert stands(key).state in one.states


# --- faults ----------------------------------------------------------------------------------


def test_a_whole_letter_without_answers_is_read():
    one = read([("o.toml", changed())], THERE)["a_letter"]
    assert (one.label.fr, one.cite, one.asks, one.deadline) == (
        "Une lettre", ("OD 54", "DO 54"), (), None,
    )  # fmt: skip
    assert str(one.citation) == "OD 54"


def test_its_deadline_is_a_term_or_a_day():
    term = changed('about = "cycle"', more='[a_letter.deadline]\nterm = "submission"')
    assert read([("o.toml", term)], THERE)["a_letter"].deadline == Term("submission")
    day = changed(more=f'{A_DAY}\n[a_letter.deadline]\nof = "a_day"\nhour = 18:00:00')
    found = read([("o.toml", day)], THERE)["a_letter"].deadline
    assert isinstance(found, Counted)
    assert (found.of, found.hour.hour, found.days_before) == ("a_day", 18, 0)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a_letter = 1", ["it is no table"]),
        (
            "other = 1",
            ["other: no letter of that key is written in both languages", "other: it is no table"],
        ),
        (changed(without="cite"), ["cite is not given"]),
        (
            changed("label = ' '", "held = 1"),
            ["label is not a text", "held is 1, neither true nor false"],
        ),
        (changed("about = 'all'"), ["about is 'all', none of dossier, cycle, nothing"]),
        (changed("to = []"), ["to is [], not a list"]),
        (
            changed("to = ['me', 1]"),
            [
                f"to is {one!r}, none of all_delegations, all_commissions, contact, delegation, "
                "commission, authority, evaluation_body, address"
                for one in ("me", 1)
            ],
        ),
        (changed("to = 'address'"), ["to is 'address', not a list"]),
        (changed("to = ['contact']"), ["to names contact, and it is about no dossier"]),
        (
            changed("to = ['all_delegations']", "about = 'dossier'"),
            ["to names every State Party, and it is about a dossier"],
        ),
        (
            changed("states = ['gone']"),
            ["states is 'gone', none of inscribed", "states are given, and it is about no dossier"],
        ),
        (
            changed("mark = 'sure'"),
            ["mark is 'sure', none of verified, remembered, interpretation, illustrative"],
        ),
        (changed("asks = 1"), ["asks is no table for each answer"]),
        (changed("asks = [1]"), ["asks is no table for each answer"]),
        (
            changed(more=f"{A_DAY}\n{A_DAY}"),
            ["it asks twice for a_day"],
        ),
        (
            changed(more=A_DAY.replace("a_day", "A")),
            ["asks 1: name is 'A', not a name of small letters, digits and _"],
        ),
        (
            changed(more=f"{A_DAY}\nchoices = ['a']"),
            ["asks 1: choices are given with the kind choice, and with no other"],
        ),
        (
            changed(more=f"{A_DAY}\nchoices = 'a'".replace('"day"', '"choice"', 1)),
            ["asks 1: choices is 'a', not a list"],
        ),
        (changed("deadline = 1"), ["deadline: it is no table"]),
        (
            changed("deadline = { of = 'a_day', hour = 18:00:00 }"),
            ["deadline: of is 'a_day', none of nothing"],
        ),
        (changed("deadline = { term = 'x' }"), ["deadline: term is 'x', none of nothing"]),
        (
            changed(
                more=f"{A_DAY}[a_letter.deadline]\nof='a_day'\nhour=18\ndays_before=367\ncame=1"
            ),
            [
                "deadline: hour is 18, not an hour like 18:00:00",
                "deadline: days_before is 367, not a number of days from 1 to 366",
                "deadline: came is 1, none of a_day",
                "deadline: days_before, event and event_fr are given together",
                "deadline: came and came_before are given together",
            ],
        ),
    ],
)
def test_all_faults_are_told_at_once(text: str, faults: list[str]):
    assert told(text) == faults


def test_what_is_no_toml_is_said_to_be_none():
    (fault,) = told("[a_letter")
    assert fault.startswith("it is no TOML (")


def test_a_field_that_nobody_knows_is_told_with_those_that_there_are():
    (fault,) = told(changed("severity = 'routine'"))
    assert fault.startswith("'severity' is none of its fields: label, label_fr, about, to, held,")


def test_an_occasion_stands_once():
    with pytest.raises(ValueError, match=r"b: a_letter: there is an occasion of that key already"):
        read([("a", changed()), ("b", changed())], THERE)


def test_what_is_asked_has_a_label_in_both_languages():
    labels = Counter(
        ask.label.en == ask.label.fr for one in occasions().values() for ask in one.asks
    )
    assert labels[True] == 0
