"""A question is shown with all that is said of it, and with what somebody else has saved."""

from datetime import UTC, datetime

import pytest

from engine.dossier import Dossier
from engine.runtime.drafts import Conflict, Draft, Place, Saved
from forms.answers import read
from forms.form import Form
from portal.filing.draft import Begun
from portal.form_pages.overview import overview
from portal.form_pages.questions import Shown, questions
from portal.form_pages.told import sentences
from tests.toy_form import FILLED, PARCEL, PERSON, STATES, words

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
FORM = Form("TOY-1", words("Parcel"), ("toy",), (PARCEL,))


def begun(**changes):
    """The toy form, filled in with these changes."""
    given = {**FILLED, **changes}
    places: dict[Place, Saved] = {}
    for field in PARCEL.fields:
        each = given.get(field.name) or {} if field.per_state else {"": given.get(field.name)}
        places |= {(field.name, state): Saved(one, 1, AT, "N. Osei") for state, one in each.items()}
    dossier = Dossier("T-1", "toy", state="draft", facts={"states": list(STATES)})
    draft = Draft("T-1", "TOY-1", "2026", 4, AT, "N. Osei", places)
    return Begun(dossier, draft, FORM, PARCEL, given, {}, read(PARCEL, STATES, given))


def shown(of, name, state="", **more):
    section = next(s for s in PARCEL.sections if name in [field.name for field in s.fields])
    page = {field.name: asked for field, asked in questions(Shown(of, section, **more))}
    (found,) = (one for one in page[name] if one.state == state)
    return found


def test_a_question_to_each_state_is_asked_in_the_agreed_order():
    (people,) = PARCEL.sections[1:]
    asked = {field.name: its for field, its in questions(Shown(begun(), people))}
    assert [(one.id, one.state) for one in asked["contact"]] == [
        ("q3-1", "Kenya"),
        ("q3-2", "Ghana"),
    ]
    assert [(one.id, one.state) for one in asked["budget"]] == [("q5", "")]


@pytest.mark.parametrize(
    ("changes", "name", "state", "inputs", "faults", "notes"),
    [
        ({}, "title", "", {}, (), ()),
        ({"story": "It came"}, "story", "", {},
         ("2 words, at least 3 [Parcel form, 2026; remembered]",), ()),
        ({"speed": "bike"}, "speed", "", {}, ("It is none of the choices",), ()),
        ({"title": ["A"]}, "title", "", {}, ("It is not a text",), ()),
        ({"story": "a \u202eb c"}, "story", "", {}, (),
         ("Hidden characters turn the direction of writing, at position 3",)),
        ({"contact": {"Ghana": {**PERSON, "email": "x", "phone": ""}}}, "contact", "Ghana",
         {"contact||email|Ghana": "It is not an e-mail address like name@example.org"}, (),
         ("Not given yet: telephone",)),
        ({"contact": {"Ghana": {"email": "x"}}}, "contact", "Kenya", {}, (), ()),
        ({"budget": [{}, {"item": "Box", "amount": "3.5", "paid_by": "Us"}]}, "budget", "",
         {"budget|1|amount|": "It is not a whole number of at most twelve digits, like 25000"},
         (), ()),
        ({"budget": ["Box"]}, "budget", "", {}, ("Row 1: it is not made of parts",), ()),
        ({"plan": [{"activity": "A", "from": "2026-03", "to": "2026-01"}]}, "plan", "",
         {"plan|0|to|": "It is before the first month, 2026-03"}, (), ()),
    ],
)  # fmt: skip
def test_what_is_said_of_a_question_stands_where_it_belongs(
    changes, name, state, inputs, faults, notes
):
    said = shown(begun(**changes), name, state).said
    assert {one: told.en for one, (told,) in said.inputs.items()} == inputs
    assert tuple(one.en for one in said.faults) == faults
    assert tuple(one.en for one in said.notes) == notes


def test_the_sentences_of_an_answer_say_where_in_it():
    rows = [{"item": "Box", "amount": "x", "paid_by": "Us"}]
    of = begun(budget=rows, story="It", contact={"Ghana": {"email": "x"}, "Kenya": PERSON})
    fields = {field.name: field for field in PARCEL.fields}
    said = {
        (name, state): [one.fr for one in sentences(fields[name], state, of.filled)]
        for name, state in (("budget", ""), ("story", ""), ("contact", "Ghana"), ("title", ""))
    }
    assert said == {
        ("budget", ""): [
            "Ligne 1 / montant en dollars É.-U. : ce n'est pas un nombre entier de douze chiffres "
            "au plus, comme 25000"
        ],
        ("story", ""): ["1 mot, au moins 3 [Parcel form, 2026 ; de mémoire]"],
        ("contact", "Ghana"): [
            "Courriel : ce n'est pas une adresse électronique comme nom@example.org"
        ],
        ("title", ""): [],
    }


@pytest.mark.parametrize(
    ("rows", "more", "shown_"),
    [
        (0, "", 3),
        (1, "", 3),
        (2, "", 4),
        (2, "budget|||", 9),
        (2, "plan|||", 4),
        (1_001, "", 1_002),
    ],
)
def test_a_table_has_empty_rows_after_those_that_are_filled_in(rows, more, shown_):
    of = begun(budget=[{"item": "Box"}] * rows)
    assert shown(of, "budget", more=more).rows == shown_


def test_what_could_not_be_saved_stays_in_the_inputs_beside_what_stands():
    theirs = Conflict(("fragile", ""), Saved(False, 4, AT, "A. Koné"), True)
    mine = {("fragile", ""): True, ("thanks", "Kenya"): "Mine"}
    more = {"mine": mine, "conflicts": {theirs.place: theirs}}
    asked = shown(begun(fragile=False), "fragile", **more)
    assert (asked.chosen, asked.theirs, asked.was[:2]) == (("yes",), ("no", "non"), "4:")
    assert shown(begun(), "thanks", "Kenya", **more).chosen == ("Mine",)
    assert shown(begun(), "title", **more).theirs is None


def test_an_answer_says_how_long_it_is_and_may_be():
    asked = shown(begun(), "story")
    assert (asked.count, asked.limit.en) == (4, "3 to 5 words (remembered)")
    assert shown(begun(), "posted").limit is None


def test_a_section_says_what_is_left_to_do_in_it():
    of = begun(title=None, story="It", posted="x", contact={"Kenya": PERSON})
    assert [
        (line.section.number, line.questions, line.whole, [one.en for one in line.told])
        for line in overview(of)
    ] == [
        ("1", 7, False, ["1 open", "1 not understood", "1 outside the limit"]),
        ("2", 8, False, ["1 open"]),
    ]
    assert [line.whole for line in overview(begun())] == [True, True]
