"""The forms that are shipped: one edition for every file, and what each of them asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.catalogue import edition_for, form_of, form_with, forms, forms_of, refused
from forms.faults import CRITERIA
from forms.form import Edition, Form
from tests.editions import edition
from workflows.catalogue import workflows

INVENTORY = """
    inventory_name inventory_body inventory_reference inventory_date inventory_updating
    inventory_participation
    """.split()
SIGNED = ["signatory_name", "signatory_title", "signed_on"]
BY_CRITERION = {
    "ICH-01": {f"U.{n}" for n in range(1, 7)},
    "ICH-01 RL to USL": {f"U.{n}" for n in range(1, 7)},
    "ICH-02": {f"R.{n}" for n in range(1, 6)},
    "ICH-03": {f"P.{n}" for n in range(1, 10)},
    **{code: {f"A.{n}" for n in range(1, 8)} for code in ("ICH-04", "ICH-05", "ICH-06")},
}
EVERY_EDITION = [(form, one) for form in forms().values() for one in form.editions]
NAMES = [f"{form.code} {one.name}" for form, one in EVERY_EDITION]


# --- which form, which edition -----------------------------------------------------------------


@pytest.mark.parametrize("cycle", [2014, 2023, 2024, 2025, 2026, 2100])
@pytest.mark.parametrize("workflow", workflows())
def test_every_workflow_has_one_edition_for_a_cycle(workflow: str, cycle: int):
    assert edition_for(form_of(workflow), cycle) in form_of(workflow).editions


@given(st.sampled_from(sorted(workflows())), st.integers(2014, 2100))
def test_every_workflow_has_exactly_one_edition_whatever_the_cycle(workflow: str, cycle: int):
    for form in forms_of(workflow):
        held = [one for one in form.editions if holds(one, cycle)]
        assert held == [edition_for(form, cycle)]


def holds(one: Edition, cycle: int) -> bool:
    """Whether the cycle lies in the edition's own."""
    return cycle in range(one.from_cycle, (one.to_cycle or cycle) + 1)


def test_the_forms_receive_every_workflow_and_no_other():
    received = {workflow for form in forms().values() for workflow in form.workflows}
    assert received == set(workflows())


@pytest.mark.parametrize(
    ("workflow", "codes"),
    [
        ("rl", ["ICH-02"]),
        ("usl", ["ICH-01"]),
        ("gsp", ["ICH-03"]),
        ("transfer_usl_rl", ["ICH-02 USL to RL"]),
        ("transfer_rl_usl", ["ICH-01 RL to USL"]),
        ("extension", ["ICH-02", "ICH-01"]),
        ("reduction", ["ICH-02", "ICH-01"]),
        ("assistance_bureau", ["ICH-04"]),
        ("assistance_emergency", ["ICH-04"]),
        ("assistance_committee", ["ICH-04"]),
        ("assistance_preparatory", ["ICH-05", "ICH-06"]),
    ],
)
def test_the_usual_form_of_a_workflow_comes_first(workflow: str, codes: list[str]):
    assert [form.code for form in forms_of(workflow)] == codes
    assert form_of(workflow).code == codes[0]


def test_a_workflow_without_a_form_is_told():
    with pytest.raises(LookupError) as none:
        form_of("accreditation")
    assert str(none.value) == "no form is for the workflow accreditation"


def test_an_edition_of_no_form_is_told():
    with pytest.raises(LookupError) as none:
        form_with(edition())
    assert str(none.value) == "the edition 2014 is of no form"


@pytest.mark.parametrize(
    ("code", "cycle", "name"),
    [
        ("ICH-01", 2014, "2014"),
        ("ICH-01", 2023, "2014"),
        ("ICH-01", 2024, "2024"),
        ("ICH-01bis", 2016, "2016"),
        ("ICH-01bis", 2023, "2016"),
        ("ICH-02", 2023, "2014"),
        ("ICH-02", 2024, "2024"),
        ("ICH-02 USL to RL", 2025, "2014"),
        ("ICH-02 USL to RL", 2026, "2026"),
        ("ICH-03", 2025, "2014"),
        ("ICH-03", 2026, "2026"),
        ("ICH-04", 2023, "2014"),
        ("ICH-04", 2024, "2024"),
        ("ICH-10", 2019, "2014"),
        ("ICH-10", 2020, "2020"),
    ],
)
def test_an_edition_holds_from_its_first_cycle_to_its_last(code: str, cycle: int, name: str):
    assert edition_for(forms()[code], cycle).name == name


@pytest.mark.parametrize(
    ("code", "cycle", "sentence"),
    [
        (
            "ICH-02",
            2013,
            "form ICH-02 has no edition for the cycle of 2013; it has that of 2014 "
            "(cycles 2014 to 2023), that of 2024 (from the cycle of 2024 on)",
        ),
        (
            "ICH-01bis",
            2024,
            "form ICH-01bis has no edition for the cycle of 2024; it has that of 2016 "
            "(cycles 2016 to 2023)",
        ),
    ],
)
def test_a_cycle_without_an_edition_is_told_which_there_are(code: str, cycle: int, sentence: str):
    with pytest.raises(LookupError) as none:
        edition_for(forms()[code], cycle)
    assert str(none.value) == sentence


# --- a file on another edition, or on a closed form --------------------------------------------


@pytest.mark.parametrize(
    ("code", "name", "cycle"),
    [("ICH-02", "2014", 2023), ("ICH-02", "2024", 2024), ("ICH-01bis", "2016", 2023)],
)
def test_a_file_on_the_edition_of_its_cycle_is_not_refused(code: str, name: str, cycle: int):
    assert refused(forms()[code], name, cycle) is None


@pytest.mark.parametrize(
    ("code", "name", "cycle", "sentence"),
    [
        (
            "ICH-02",
            "2014",
            2028,
            "a file for the cycle of 2028 is filed on the edition of 2024, not that of 2014; "
            "files carried over are re-entered on the current form [notice for the 2014 cycle]",
        ),
        (
            "ICH-02",
            "2024",
            2023,
            "a file for the cycle of 2023 is filed on the edition of 2014, not that of 2024; "
            "files carried over are re-entered on the current form [notice for the 2014 cycle]",
        ),
        (
            "ICH-02",
            "2014",
            2013,
            "form ICH-02 has no edition for the cycle of 2013; it has that of 2014 (cycles 2014 "
            "to 2023), that of 2024 (from the cycle of 2024 on) [notice for the 2014 cycle]",
        ),
        (
            "ICH-01bis",
            "2016",
            2024,
            "form ICH-01bis is closed: the last cycle for which a file was received on it is that "
            "of 2023 [17.COM 15; page Requesting International Assistance]",
        ),
        (
            "ICH-01bis",
            "2016",
            2015,
            "form ICH-01bis has no edition for the cycle of 2015; it has that of 2016 (cycles "
            "2016 to 2023) [notice for the 2014 cycle]",
        ),
    ],
)
def test_a_file_on_another_edition_is_refused_with_the_paragraph(
    code: str, name: str, cycle: int, sentence: str
):
    assert (why := refused(forms()[code], name, cycle))
    assert why.en == sentence


@pytest.mark.parametrize(
    ("code", "name", "cycle", "sentence"),
    [
        (
            "ICH-02",
            "2014",
            2028,
            "un dossier du cycle 2028 est présenté sur l'édition de 2024, et non sur celle de "
            "2014 ; les dossiers reportés sont saisis à nouveau sur le formulaire en vigueur "
            "[avis pour le cycle 2014]",
        ),
        (
            "ICH-02",
            "2014",
            2013,
            "le formulaire ICH-02 n'a pas d'édition pour le cycle 2013 ; il existe celle de 2014 "
            "(cycles 2014 à 2023), celle de 2024 (à partir du cycle 2024) [avis pour le "
            "cycle 2014]",
        ),
        (
            "ICH-01bis",
            "2016",
            2024,
            "le formulaire ICH-01bis est clos : le dernier cycle pour lequel un dossier a été reçu "
            "sur ce formulaire est le cycle 2023 [17.COM 15 ; page Requesting International "
            "Assistance]",
        ),
    ],
)
def test_the_same_is_refused_in_french(code: str, name: str, cycle: int, sentence: str):
    assert (why := refused(forms()[code], name, cycle))
    assert why.fr == sentence


# --- what the editions ask ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "name", "criteria"),
    [
        (code, one.name, BY_CRITERION[code])
        for code in BY_CRITERION
        for one in forms()[code].editions
    ],
)
def test_an_edition_asks_something_for_each_of_its_criteria(
    code: str, name: str, criteria: set[str]
):
    (one,) = [one for one in forms()[code].editions if one.name == name]
    assert {field.criterion for field in one.fields} - {""} == criteria


def test_the_criteria_are_the_convention_s_and_those_of_assistance():
    assert sorted(CRITERIA) == sorted(
        "U.1 U.2 U.3 U.4 U.5 U.6 R.1 R.2 R.3 R.4 R.5 P.1 P.2 P.3 P.4 P.5 P.6 P.7 P.8 P.9 "
        "A.1 A.2 A.3 A.4 A.5 A.6 A.7".split()
    )


def test_the_same_question_has_the_same_name_kind_and_words_in_every_edition():
    asked: dict[str, set[tuple[object, ...]]] = {}
    for _, one in EVERY_EDITION:
        for field in one.fields:
            about = (field.kind, field.per_state, field.label, field.choices)
            asked.setdefault(field.name, set()).add(about)
    assert {name: about for name, about in asked.items() if len(about) > 1} == {}


@pytest.mark.parametrize("name", ["2014", "2024"])
def test_every_state_of_a_nomination_gives_its_contact_inventory_and_signature(name: str):
    (one,) = [one for one in forms()["ICH-02"].editions if one.name == name]
    assert [field.name for field in one.fields if field.per_state] == [
        "contact", "competent_body", *INVENTORY, *SIGNED,
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["ICH-01", "ICH-01bis", "ICH-02"])
def test_a_nomination_comes_with_ten_photographs_a_video_and_each_state_s_documents(code: str):
    for one in forms()[code].editions:
        assert [(a.document, a.least, a.most, a.per_state) for a in one.attached] == [
            ("consent", 1, None, True),
            ("inventory", 1, None, True),
            ("photographs", 10, 10, False),
            ("cession_photographs", 1, None, False),
            ("video", 1, 1, False),
            ("cession_video", 1, None, False),
            ("signature", 1, 1, True),
        ]


@pytest.mark.parametrize(("form", "one"), EVERY_EDITION, ids=NAMES)
def test_every_form_is_signed(form: Form, one: Edition):
    assert [a.most for a in one.attached if a.document == "signature"] == [1]
