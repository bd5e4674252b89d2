"""The reasons of every file: sentences that say what they rest on."""

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from engine.words import Words
from tests.bilingual import faults_of
from tests.selecting import STATES, Asked, ask, cycles, file
from workflows.selection.cut import Decision, Ties
from workflows.selection.in_french import InFrench
from workflows.selection.keys import KEYS
from workflows.selection.selection import Selection
from workflows.selection.sentences import Sentences
from workflows.selection.why import Reason, Reasons, every_reason


def said(selection: Selection) -> list[list[Reason]]:
    """The reasons of every file."""
    return list(every_reason(selection))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """A decision on the number of places, on equal files, on both, or none."""
    ceiling = draw(st.none() | st.integers(0, 13))
    ties: Ties | None = draw(st.sampled_from((None, "include", "leave")))
    return Decision(ceiling, ties, reason="States of equal priority are treated alike.")


@given(cycles(placed=True), decisions())
def test_every_reason_is_a_sentence_with_its_source(asked: Asked, decision: Decision):
    made = asked.changed(decision=decision).made()
    everything = said(made)
    assert len(everything) == len(made.ranking.ranked)
    for reasons in everything:
        assert [one for one in reasons if not (one.sentence.strip() and one.cite.strip())] == []
        assert [one.sentence for one in reasons if not one.sentence.endswith(".")] == []
        assert [one.sentence for one in reasons if not one.sentence[0].isupper()] == []
        assert [
            one.sentence for one in reasons if re.search(r"  | [.,;]|[.,;]{2}", one.sentence)
        ] == []
        assert len({one.sentence for one in reasons}) == len(reasons)


@given(cycles(placed=True))
def test_the_reasons_of_all_are_those_of_each(asked: Asked):
    made = asked.made()
    reasons = Reasons(made)
    assert said(made) == [reasons.of(place) for place in range(len(made.ranking.ranked))]


@given(cycles(placed=True))
def test_a_file_has_a_reason_for_its_level_its_facts_its_rank_its_status_and_its_places(
    asked: Asked,
):
    made = asked.made()
    for (_, one, _), reasons in zip(made.inside(), said(made), strict=True):
        (level,) = (each for each in asked.policy.rules.levels if each.name == one.level)
        ceiling, first = asked.policy.ceiling.cite, asked.policy.rules.levels[0]
        always = [level.cite, asked.policy.rules.cite, level.cite, ceiling]
        places = [] if asked.placed else [ceiling]
        turn = [one.cite for one in reasons[len(always) + len(places) :]]
        assert [one.cite for one in reasons] == [*always, *places, *turn]
        assert turn == [first.cite] * len(turn)
        assert not (turn and one.level == first.name)


@given(cycles(placed=True))
def test_the_reason_for_the_level_names_it_and_that_for_the_rank_the_rank(asked: Asked):
    made = asked.made()
    for (rank, one, _), reasons in zip(made.inside(), said(made), strict=True):
        assert f"({one.level})" in reasons[0].sentence
        assert str(rank) in reasons[2].sentence
        equals = Reasons(made).equals(rank - 1)
        assert [number for number in equals[:3] if number not in reasons[2].sentence] == []


@given(cycles(placed=True))
def test_what_a_file_has_under_each_key_is_told_by_the_keys_of_its_level(asked: Asked):
    made = asked.made()
    reasons, known = Reasons(made), made.ranking.known
    for place, one in enumerate(made.ranking.ranked):
        (level,) = (each for each in asked.policy.rules.levels if each.name == one.level)
        assert reasons.keys(place) == {
            name: KEYS[name].shows(known, one.file) for name in level.keys
        }
        assert list(reasons.keys(place)) == list(level.keys)
        labels = [KEYS[name].label.en for name in level.keys]
        sentence = reasons.of(place)[2].sentence
        assert [label for label in labels if label not in sentence] == []


def test_a_decision_is_told_with_its_reason():
    files, why = (file(1, "Algeria"), file(2, "Benin"), file(3, "Chad")), "Benin agreed to wait."
    has = {"Chad": (1, 1)}
    tied = ask(2026, *files, has=has, places=1, picks=("00001",), reason=why).made()
    assert [why in reasons[3].sentence for reasons in said(tied)] == [True, True, False]
    another = ask(2026, *files, has=has, ceiling=2, reason=why).made()
    assert [why in reasons[3].sentence for reasons in said(another)] == [True] * 3


def test_a_file_of_many_states_is_told_in_a_sentence_that_can_be_read():
    many = [f"State {number}" for number in range(1000)]
    made = ask(2026, file(1, *many), *(file(n, "Algeria", many[n]) for n in range(2, 900))).made()
    assert max(len(one.sentence) for reasons in said(made) for one in reasons) < 600


# --- in French ----------------------------------------------------------------------------------


def sentences(asked: Asked) -> Iterator[Words]:
    """Every reason of a selection in both languages, without its full stop."""
    made = asked.made()
    for both in zip(every_reason(made), every_reason(made, "fr"), strict=True):
        for en, fr in zip(*both, strict=True):
            yield Words(en.sentence.removesuffix("."), fr.sentence.removesuffix("."))


@given(cycles(placed=True), decisions())
def test_no_reason_in_french_carries_english(asked: Asked, decision: Decision):
    names = (*STATES, decision.reason.removesuffix("."))
    said = list(sentences(asked.changed(decision=decision)))
    assert [fault for one in said for fault in faults_of(one, *names)] == []


def test_french_says_every_sentence_that_english_says():
    assert set(vars(Sentences)) - {"__dict__", "__weakref__"} <= set(vars(InFrench))
