"""The reasons that a dossier keeps in English are read again in either language."""

import pytest
from hypothesis import given

from tests.selecting import Asked, ask, cycles, file
from tests.test_selection_reasons import decisions
from tests.test_selection_why import YEAR
from workflows.selection.cut import Decision
from workflows.selection.kept import kept, read_again
from workflows.selection.selection import Selection
from workflows.selection.why import Reason, every_reason


def read_as_made(made: Selection) -> None:
    """Every reason is read again as it was made, in both languages."""
    for en, fr in zip(every_reason(made), every_reason(made, "fr"), strict=True):
        text = kept(en)
        assert read_again(text, "en") == en
        assert read_again(text, "fr") == fr


@given(cycles(), decisions())
def test_what_is_kept_is_read_again_in_french_as_french_would_have_said_it(
    asked: Asked, decision: Decision
):
    read_as_made(asked.changed(decision=decision).made())


@given(cycles(placed=True))
def test_so_is_what_is_kept_of_a_cycle_in_which_places_were_given_before(asked: Asked):
    read_as_made(asked.made())


LONG = ("Bosnia and Herzegovina", "Bolivia (Plurinational State of)", "Trinidad and Tobago")


@pytest.mark.parametrize("several", [False, True])
def test_states_with_an_and_or_a_parenthesis_in_their_name_are_read_whole(several: bool):
    files = [file(n, *(LONG if several else (state,)), order=n) for n, state in enumerate(LONG, 3)]
    named = file(9, *LONG, named_by=LONG[0])
    own = [file(1, LONG[0], order=2), file(2, LONG[0], order=1)]
    before = [file(90, LONG[0], treated=True), file(91, LONG[1], treated=True)]
    read_as_made(ask(2026, *files, named, *own, before=before, places=3).made())
    read_as_made(ask(2026, named, *own, places=1).made())


def test_nine_states_and_nine_equals_are_read_with_how_many_more_there_are():
    wide = file(1, *(f"State {n}" for n in range(9)))
    equal = [file(n, f"State {n:02}") for n in range(11, 22)]
    read_as_made(ask(2026, wide, *equal, places=3).made())


def test_what_a_person_gave_as_a_reason_stays_as_it_was_written():
    reason = "Équité.\nThe rest is [sic] to wait."
    tied = YEAR.changed(decision=Decision(ties="leave", reason=reason))
    read_as_made(tied.made())
    number = YEAR.changed(decision=Decision(ceiling=1, reason=reason))
    read_as_made(number.made())


def test_a_number_that_was_set_without_a_reason_is_read_again():
    read_as_made(YEAR.changed(decision=Decision(ceiling=1)).made())


def test_what_a_person_wrote_instead_of_reasons_stays_as_it_was_written():
    text = "Admitted by the Bureau.\nLevel (0): by decision of the Chair."
    assert read_again(text, "fr") == [Reason(text, "")]
    cited = "By decision of the Chair [19.COM 15]\nand no other reason"
    assert read_again(cited, "fr") == [
        Reason("By decision of the Chair", "19.COM 15"), Reason("and no other reason", ""),
    ]  # fmt: skip
    assert read_again("", "fr") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Level (0): by decision of the Chair.",
        "Level (iii): 2 States submit it together. It does not have level (0): nobody asked.",
        "On 31 February 2025, the day from which counts are taken, Mali takes part in no element "
        "or practice.",
        "On 31 Mars 2025, the day from which counts are taken, Mali takes part in no element or "
        "practice.",
        "On 31 March 2025, the day from which counts are taken, Mali had nothing.",
        "On 31 March 2025, the day from which counts are taken, Ghana in 2 (1), Mali in 0 (0).",
        "It would have level (0) had .",
    ],
)
def test_what_only_resembles_a_reason_stays_as_it_was_written(sentence: str):
    assert read_again(f"{sentence} [OD 34]", "fr") == [Reason(sentence, "OD 34")]
