"""What is open is counted by question and State; what is beyond its limit is told with its cite."""

from typing import Any

import pytest

from engine.citation import Mark
from forms.answers import read
from forms.form import Edition, Limit, Section
from forms.told import Beyond, Place
from tests.toy_form import FILLED, PARCEL, PERSON, STATES, asked, filled, words

# --- what is open ------------------------------------------------------------------------------


@pytest.mark.parametrize("answers", [None, {}, [], "", {"title": " ", "ways": [], "contact": {}}])
def test_what_is_required_and_not_given_is_open_and_no_fault(answers: Any):
    found = read(PARCEL, STATES, answers)
    assert found.faults == ()
    assert [(one.field, one.state) for one in found.open] == [
        ("title", ""), ("story", ""), ("speed", ""), ("fragile", ""), ("posted", ""),
        ("pieces", ""), ("contact", "Kenya"), ("contact", "Ghana"), ("budget", ""), ("plan", ""),
    ]  # fmt: skip
    assert found.still_open == (
        "10 of 15 questions are open",
        "10 questions sur 15 restent sans réponse complète",
    )
    assert found.open[6].sentence == (
        "Contact / Kenya: not answered yet",
        "Contact (fr) / Kenya : sans réponse à ce jour",
    )


@pytest.mark.parametrize("empty", [[""], [{}], [{"item": " "}]], ids=repr)
def test_a_table_of_blank_rows_is_open(empty: Any):
    assert [(one.field, one.parts) for one in filled(budget=empty).open] == [("budget", ())]
    assert filled(stamps=[" "]).open == ()
    assert filled(sender={"name": ""}).open == ()


def test_an_answer_in_parts_is_open_until_all_are_given():
    found = filled(budget=[{"item": "Box", "amount": 1}, {"amount": 2, "paid_by": "Ghana"}])
    (one,) = found.open
    assert [part.path for part in one.parts] == ["budget / 1 / paid_by", "budget / 2 / item"]
    assert one.sentence == (
        "Budget: not given yet: row 1 / paid by, row 2 / item",
        "Budget (fr) : reste à donner : ligne 1 / financé par, ligne 2 / poste",
    )
    assert found.still_open == (
        "1 of 15 questions is open",
        "1 question sur 15 reste sans réponse complète",
    )


def test_a_contact_that_has_begun_is_open_even_where_none_is_required():
    (one,) = filled(sender={"name": "A. Mensah", "email": "x"}).open
    assert [part.path for part in one.parts] == [
        "sender / title", "sender / institution", "sender / address", "sender / phone",
    ]  # fmt: skip


# --- what is beyond its limit ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("title", "x" * 20, None),
        ("title", "x" * 21, 21),
        ("title", "\U0001f3fa" * 20 + " ", None),
        ("title", "e\u0301" * 10 + "e", 21),
        ("story", "one two", 2),
        ("story", "one two three", None),
        ("story", "one two three four five", None),
        ("story", "one two three four five six", 6),
        ("stamps", ["one"], 1),
        ("stamps", ["one", "two"], None),
        ("stamps", ["one two"], None),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_a_limit_includes_its_bounds(name: str, value: Any, count: int | None):
    found = filled(**{name: value})
    assert [(one.field, one.count) for one in found.beyond] == ([(name, count)] if count else [])
    assert found.whole == (count is None)


def test_what_is_not_given_is_open_and_not_too_short():
    found = filled(story=" ", stamps=[])
    assert found.beyond == ()
    assert [one.field for one in found.open] == ["story"]


def test_an_answer_beyond_its_limit_is_told_with_count_limit_cite_and_mark():
    told = [one.sentence for one in filled(title="x" * 21, story="one", stamps=["one"]).beyond]
    assert told == [
        (
            "Title: 21 characters, at most 20 [Parcel form, 2026; remembered]",
            "Title (fr) : 21 caractères, au plus 20 [Parcel form, 2026 ; de mémoire]",
        ),
        (
            "Story: 1 word, at least 3 [Parcel form, 2026; remembered]",
            "Story (fr) : 1 mot, au moins 3 [Parcel form, 2026 ; de mémoire]",
        ),
        (
            "Stamps: 1 word, at least 2 [Parcel form, 2026; remembered]",
            "Stamps (fr) : 1 mot, au moins 2 [Parcel form, 2026 ; de mémoire]",
        ),
    ]


@pytest.mark.parametrize(
    ("mark", "en", "fr"),
    [
        ("verified", "verified", "vérifié"),
        ("remembered", "remembered", "de mémoire"),
        ("interpretation", "interpretation", "interprétation"),
        ("illustrative", "illustrative", "à titre d'illustration"),
    ],
)
def test_a_limit_says_how_sure_we_are_of_it(mark: Mark, en: str, fr: str):
    limit = Limit("words", None, 1_000, "OD 1", mark)
    place = Place("story", words("Story"))
    assert Beyond("story", "", place, 1_001, limit).sentence == (
        f"Story: 1,001 words, at most 1,000 [OD 1; {en}]",
        f"Story (fr) : 1\u00a0001 mots, au plus 1\u00a0000 [OD 1 ; {fr}]",
    )


def test_a_limit_holds_for_every_state_and_over_all_parts_of_an_answer():
    limit = Limit("words", None, 4, "OD 1", "verified")
    fields = (
        asked("thanks", "text", per_state=True, limit=limit),
        asked("sender", "contact", limit=limit),
        asked("pieces", "number", limit=limit),
    )
    edition = Edition(
        "2026", 2026, None, (Section("1", words("All"), fields),), (), "OD 1", "verified"
    )
    thanks = {"Kenya": "1 2 3 4", "Ghana": "1 2 3 4 5"}
    found = read(edition, STATES, {"thanks": thanks, "sender": PERSON, "pieces": 12345})
    assert [(one.place.path, one.state, one.count) for one in found.beyond] == [
        ("thanks / Ghana", "Ghana", 5),
        ("sender", "", 12),
    ]


def test_a_form_filled_in_with_nothing_too_much_asks_for_nothing_more():
    assert filled().still_open == (
        "0 of 15 questions are open",
        "0 question sur 15 reste sans réponse complète",
    )
    assert read(PARCEL, ("Kenya",), FILLED | {"contact": {"Kenya": PERSON}, "thanks": {}}).whole
