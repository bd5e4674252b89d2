"""What a reason says would have been otherwise would have been so."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cycle_file import CycleFile
from tests.selecting import Asked, ask, cycles, file, statuses
from workflows.selection.selection import Selection
from workflows.selection.why import Reasons

NOT_TREATED = re.compile(r"had (?P<files>[0-9]{5}(?:(?:,| and) [0-9]{5})*) not been treated")
NOT_NAMED = re.compile(r"not named (?P<file>[0-9]{5})")
RANKED_FIRST = re.compile(r"ranked it first")
NAMED = re.compile(
    r"had (?P<state>[A-Z]\w+)(?: or one of (?P<more>[0-9]+) more of its States)? named it"
)
SUPPOSITIONS = (NOT_TREATED, NOT_NAMED, RANKED_FIRST, NAMED)


def level(selection: Selection, file_no: str) -> str:
    """The level of a file."""
    (found,) = (one.level for one in selection.ranking.ranked if one.file.file_no == file_no)
    return found


def suppositions(selection: Selection, place: int) -> list[str]:
    """What the reasons say would have given the file at that place the turn of a State."""
    reasons = Reasons(selection).of(place)
    return [one.sentence for one in reasons if one.sentence.startswith("It would have level (0)")]


# --- the turn ------------------------------------------------------------------------------------


def supposed(asked: Asked, file: CycleFile, sentence: str) -> list[Asked]:
    """The cycles that the sentence supposes: one for each State that it speaks of."""
    assert any(one.search(sentence) for one in SUPPOSITIONS), sentence
    if naming := NAMED.search(sentence):
        return [named(asked, file, state) for state in able(asked, file, naming)]
    return [ranked_first(not_named(not_treated(asked, sentence), sentence), file, sentence)]


def not_treated(asked: Asked, sentence: str) -> Asked:
    """Without the past files that it speaks of."""
    found = NOT_TREATED.search(sentence)
    gone = re.findall("[0-9]{5}", found["files"]) if found else []
    assert set(gone) <= {one.file_no for one in asked.before if one.treated}
    return asked.changed(before=tuple(one for one in asked.before if one.file_no not in gone))


def not_named(asked: Asked, sentence: str) -> Asked:
    """The file that it speaks of is not named."""
    found = NOT_NAMED.search(sentence)
    file_no = found["file"] if found else ""
    files = [replace(one, named_by="") if one.file_no == file_no else one for one in asked.files]
    return asked.changed(files=tuple(files))


def ranked_first(asked: Asked, file: CycleFile, sentence: str) -> Asked:
    """The State ranks the file before all others."""
    if not RANKED_FIRST.search(sentence):
        return asked
    files = (replace(one, order=0) if one.file_no == file.file_no else one for one in asked.files)
    return asked.changed(files=tuple(files))


def able(asked: Asked, file: CycleFile, naming: re.Match[str]) -> list[str]:
    """The States that the sentence says could have named the file: as many as it says."""
    turns = asked.made().cycle.past.turns
    found = [state for state in file.states if state not in turns]
    assert (found[0], len(found)) == (naming["state"], 1 + int(naming["more"] or 0))
    return found


def named(asked: Asked, file: CycleFile, state: str) -> Asked:
    """The State names the file, and no other."""
    free = (replace(one, named_by="") if one.named_by == state else one for one in asked.files)
    files = (replace(one, named_by=state) if one.file_no == file.file_no else one for one in free)
    return asked.changed(files=tuple(files))


def then(asked: Asked, file: CycleFile, sentence: str) -> set[str]:
    """The levels of the file in the cycles that the sentence supposes."""
    return {level(other.made(), file.file_no) for other in supposed(asked, file, sentence)}


@given(cycles())
def test_a_file_would_have_the_turn_had_it_been_as_its_reason_supposes(asked: Asked):
    made = asked.made()
    for place, one in enumerate(made.ranking.ranked):
        for sentence in suppositions(made, place):
            assert (sentence, then(asked, one.file, sentence)) == (sentence, {"0"})


@pytest.mark.parametrize(
    ("files", "before"),
    [
        ([file(1, "Ghana")], [file(9, "Ghana", treated=True)]),
        ([file(1, "Ghana", order=2), file(2, "Ghana", order=1)], [file(9, "Ghana", treated=True)]),
        ([file(1, "Ghana", order=2), file(2, "Ghana", order=1)], []),
        ([file(1, "Ghana"), file(2, "Ghana", "Togo", named_by="Ghana")], []),
        ([file(1, "Ghana", "Togo")], []),
        ([file(1, "Ghana", "Togo")], [file(9, "Ghana", treated=True)]),
        ([file(1, "Ghana", "Togo", mechanism="USL"), file(2, "Ghana")], []),
    ],
)
def test_a_file_is_told_what_would_have_given_it_the_turn(
    files: list[CycleFile], before: list[CycleFile]
):
    asked = ask(2026, *files, has={"Ghana": (1, 1)}, before=before)
    made = asked.made()
    (place,) = (n for n, one in enumerate(made.ranking.ranked) if one.file is files[0])
    (sentence,) = suppositions(made, place)
    assert then(asked, files[0], sentence) == {"0"}


@pytest.mark.parametrize("number", [2014, 2023, 2024, 2025])
def test_before_2026_nothing_would_have_given_a_multinational_file_the_turn(number: int):
    made = ask(number, file(1, "Ghana", "Togo"), file(2, "Ghana", "Togo", mechanism="USL")).made()
    assert [suppositions(made, place) for place in (0, 1)] == [[], []]


def test_a_state_that_had_two_files_treated_would_not_have_its_turn_without_one_of_them():
    before = (file(8, "Ghana", treated=True), file(9, "Ghana", treated=True))
    asked = ask(2024, file(1, "Ghana"), has={"Ghana": (1, 1)}, before=before)
    for sentence in suppositions(asked.made(), 0):
        assert then(asked, asked.files[0], sentence) == {"0"}


def test_a_state_that_names_a_file_in_vain_would_have_given_it_the_turn_it_had_used():
    in_vain, before = file(2, "Ghana", "Togo", named_by="Ghana"), (file(9, "Ghana", treated=True),)
    asked = ask(2026, file(1, "Ghana"), in_vain, has={"Ghana": (1, 1)}, before=before)
    made = asked.made()
    for place, one in enumerate(made.ranking.ranked):
        for sentence in suppositions(made, place):
            assert then(asked, one.file, sentence) == {"0"}


# --- the places ----------------------------------------------------------------------------------


@given(cycles())
def test_a_file_is_selected_from_the_number_of_places_that_reaches_all_its_equals(asked: Asked):
    made = asked.made()
    for place, one in enumerate(made.ranking.ranked):
        group = made.ranking.equals(place)
        among = {places: places - group.start for places in range(group.start, group.stop + 1)}
        found = {
            places: statuses(asked.with_places(places).made())[one.file.file_no] for places in among
        }
        assert found == {
            places: "selected" if free == len(group) else "undecided" if free else "backlog"
            for places, free in among.items()
        }


@given(cycles())
def test_the_reasons_say_the_numbers_of_places_from_which_a_file_is_selected_or_open(asked: Asked):
    made = asked.made()
    reasons = Reasons(made)
    for place in range(len(made.ranking.ranked)):
        group = made.ranking.equals(place)
        numbers = [int(number) for number in re.findall("[0-9]+", reasons.of(place)[4].sentence)]
        assert numbers[0] == group.stop
        assert {group.start + 1, group.stop - 1} <= set(numbers) or len(group) == 1


@given(cycles(), st.data())
def test_the_equals_of_a_file_are_those_with_its_keys(asked: Asked, data: st.DataObject):
    made = asked.made()
    reasons = Reasons(made)
    for place, one in enumerate(made.ranking.ranked):
        others = [n for n, other in enumerate(made.ranking.ranked) if other.key == one.key]
        assert list(made.ranking.equals(place)) == others
        numbers = [made.ranking.ranked[n].file.file_no for n in others if n != place]
        assert reasons.equals(place) == numbers
