"""How long an answer may be, how sure we are of it, and that nothing is invented."""

import pytest

from forms.catalogue import edition_for, forms
from tests.editions import IN_WORDS, words

REMEMBERED = {
    "ICH-02": """
        description bearers transmission functions compatibility visibility_local
        visibility_national visibility_international dialogue diversity efforts_of_communities
        efforts_of_states proposed_measures support_of_states communities_in_measures
        participation consent customary_restrictions inventory_updating inventory_participation
        """,
    "ICH-01": """
        name_of_element name_in_community_language communities location
        description bearers transmission functions compatibility need_for_safeguarding
        past_efforts plan_objectives plan_activities communities_in_plan support_of_plan
        participation consent customary_restrictions inventory_updating inventory_participation
        """,
    "ICH-03": "practice_background",
    "ICH-04": "project_summary project_background",
}
"""Limits that nobody has confirmed in a public text yet. A name leaves this list when it is."""

EVERY_EDITION = [(form, one) for form in forms().values() for one in form.editions]


def test_the_limits_that_are_only_remembered_are_known():
    found: dict[str, list[str]] = {}
    for form, one in EVERY_EDITION:
        for field in one.fields:
            if field.limit is not None and field.limit.mark == "remembered":
                found.setdefault(form.code, []).append(field.name)
    assert found == {code: names.split() for code, names in REMEMBERED.items()}


def test_the_header_of_form_ich_02_has_the_limits_that_were_read_in_it():
    found = [
        (field.name, words(field.limit), field.limit.cite)
        for field in edition_for(forms()["ICH-02"], 2022).fields
        if field.limit is not None and field.limit.mark == "verified"
    ]
    assert found == [
        ("name_of_element", "at most 200 characters (verified)", "Form ICH-02, 2022 cycle, B.1"),
        (
            "name_in_community_language",
            "at most 200 characters (verified)",
            "Form ICH-02, 2022 cycle, B.2",
        ),
        ("communities", "at most 150 words (verified)", "Form ICH-02, 2022 cycle, C"),
        ("location", "at most 150 words (verified)", "Form ICH-02, 2022 cycle, D"),
    ]


@pytest.mark.parametrize("code", IN_WORDS)
def test_the_limits_of_the_cycles_to_2023(code: str):
    one = edition_for(forms()[code], 2020)
    found = {field.name: words(field.limit) for field in one.fields if field.limit is not None}
    assert found == IN_WORDS[code]


def test_no_limit_is_invented_for_an_edition_in_force():
    for form, one in EVERY_EDITION:
        if one.to_cycle is None:
            assert (form.code, one.name, [f.name for f in one.fields if f.limit]) == (
                form.code, one.name, [],
            )  # fmt: skip


def test_an_edition_whose_content_is_not_known_says_so():
    assert [(form.code, one.name) for form, one in EVERY_EDITION if not one.note] == []
    assert {one.mark for _, one in EVERY_EDITION} == {"remembered", "interpretation"}
