"""The register on a day: what was imported, and what the decided dossiers made of it."""

from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dossier import Dossier
from engine.element import Element
from workflows.register import LISTS, ON_THE_REGISTER, by_state, counts, standing
from workflows.register_file import read

SONG = Element("00001", "Song", "USL", 2019, date(2019, 12, 12), ("Kenya",), "14.COM 10.a.1")
DANCE = Element("00002", "Dance", "RL", 2020, date(2020, 12, 1), ("Kenya", "Uganda"))
IN_2021 = "2021-12-15"
THE_DAY, THE_DAY_BEFORE = date(2021, 12, 15), date(2021, 12, 14)


def decided(
    workflow: str, file_no: str = "00009", on: str = IN_2021, cycle: int | None = 2021, **facts: Any
) -> Dossier:
    """A dossier that changed the register on that day."""
    given = {
        "file_no": file_no,
        "title": "Weaving",
        "states": ["Ghana"],
        "cycle": cycle,
        "decision": "16.COM 8.b.9",
        "decided_on": on,
        **facts,
    }
    return Dossier(
        f"{workflow}-{file_no}",
        workflow,
        facts={name: value for name, value in given.items() if value is not None},
    )


@cache
def shipped() -> list[Element]:
    """The register that is shipped."""
    content = (resources.files("workflows") / "data" / "register-2021.csv").read_bytes()
    elements, faults = read(content, date(2021, 12, 31))
    assert faults == []
    return elements


# --- the real register -------------------------------------------------------------------------


def test_at_the_end_of_2021_there_were_630_elements_of_140_states():
    register = standing(shipped(), [], date(2021, 12, 31))
    assert counts(register.values()) == (630, 140, {"USL": 71, "RL": 530, "GSP": 29})


def test_at_the_end_of_2020_there_were_583():
    assert counts(standing(shipped(), [], date(2020, 12, 31)).values())[0] == 583


@pytest.mark.parametrize(("day", "elements"), [(date(2021, 11, 30), 583), (date(2021, 12, 1), 630)])
def test_an_element_without_a_day_counts_from_1_december_of_its_year(day: date, elements: int):
    assert len(standing(shipped(), [], day)) == elements


def test_before_the_first_inscriptions_the_register_was_empty():
    assert counts(standing(shipped(), [], date(2008, 11, 30)).values()) == (
        0,
        0,
        {"USL": 0, "RL": 0, "GSP": 0},
    )
    assert len(standing(shipped(), [], date(2008, 12, 1))) == 90


def test_the_elements_of_a_state_are_counted_with_those_it_has_alone():
    told = {state: (all_, alone) for state, all_, alone in by_state(shipped())}
    assert len(told) == 140
    assert list(told) == sorted(told)
    assert (told["Kenya"], told["Türkiye"]) == ((5, 5), (21, 15))
    assert all(0 <= alone <= all_ and all_ > 0 for all_, alone in told.values())
    assert sum(alone for _, alone in told.values()) == sum(one.national for one in shipped())


@given(st.dates(date(2008, 1, 1), date(2022, 12, 31)), st.dates(date(2008, 1, 1), date(2022, 1, 1)))
def test_the_imported_register_never_shrinks(one: date, other: date):
    earlier, later = sorted((one, other))
    assert standing(shipped(), [], earlier).keys() <= standing(shipped(), [], later).keys()


# --- what dossiers decide ----------------------------------------------------------------------


@pytest.mark.parametrize(("workflow", "name"), [("usl", "USL"), ("rl", "RL"), ("gsp", "GSP")])
def test_an_inscription_stands_from_the_day_of_its_decision(workflow: str, name: str):
    dossier = decided(workflow)
    assert standing([], [dossier], THE_DAY_BEFORE) == {}
    assert standing([], [dossier], THE_DAY) == {
        "00009": Element(
            "00009", "Weaving", name, 2021, THE_DAY, ("Ghana",), "16.COM 8.b.9"
        )
    }  # fmt: skip


def test_the_year_of_an_inscription_without_a_cycle_is_that_of_its_decision():
    assert standing([], [decided("rl", cycle=None)], THE_DAY)["00009"].year == 2021


def test_a_dossier_that_is_in_the_import_too_counts_once_as_it_was_imported():
    dossier = decided("usl", "00001", title="Song of the lake")
    assert standing([SONG], [dossier], THE_DAY) == {"00001": SONG}


def test_a_dossier_without_a_day_of_decision_changes_nothing():
    undecided = Dossier("RL-1", "rl", facts={"file_no": "00009", "states": ["Ghana"]})
    assert standing([SONG], [undecided], THE_DAY) == {"00001": SONG}


def test_a_transfer_moves_an_element_and_it_counts_once():
    transfer = decided("transfer_usl_rl", element="00001")
    assert standing([SONG], [transfer], THE_DAY_BEFORE)["00001"].list == "USL"
    register = standing([SONG], [transfer], THE_DAY)
    assert counts(register.values()) == (1, 1, {"USL": 0, "RL": 1, "GSP": 0})
    assert register["00001"].since == SONG.since


def test_a_transfer_the_other_way_moves_it_to_the_urgent_list():
    transfer = decided("transfer_rl_usl", element="00002")
    assert standing([DANCE], [transfer], THE_DAY)["00002"].list == "USL"


def test_the_safeguarding_experience_of_a_transfer_may_join_the_register():
    transfer = decided("transfer_usl_rl", element="00001", states=["Kenya"], on_the_register=True)
    register = standing([SONG], [transfer], THE_DAY)
    assert counts(register.values()) == (2, 1, {"USL": 0, "RL": 1, "GSP": 1})
    assert register["00009"] == Element(
        "00009", "Weaving", "GSP", 2021, THE_DAY, ("Kenya",), "16.COM 8.b.9"
    )


def test_an_experience_that_does_not_join_leaves_the_register_as_it_was():
    transfer = decided("transfer_usl_rl", element="00001", on_the_register=False)
    assert set(standing([SONG], [transfer], THE_DAY)) == {"00001"}


def test_an_extension_gives_an_element_more_states_and_it_counts_once():
    extension = decided("extension", element="00001", list="USL", states=["Kenya", "Uganda"])
    register = standing([SONG], [extension], THE_DAY)
    assert by_state(register.values()) == [("Kenya", 1, 0), ("Uganda", 1, 0)]
    assert len(register) == 1


def test_a_reduction_leaves_an_element_fewer_states():
    reduction = decided("reduction", element="00002", list="RL", states=["Kenya"])
    assert by_state(standing([DANCE], [reduction], THE_DAY).values()) == [("Kenya", 1, 1)]


@pytest.mark.parametrize("workflow", ["transfer_usl_rl", "transfer_rl_usl", "extension"])
def test_a_change_of_an_element_that_is_not_there_changes_nothing(workflow: str):
    change = decided(workflow, element="00404", on_the_register=True)
    assert standing([SONG], [change], THE_DAY) == {"00001": SONG}


def test_decisions_are_applied_in_the_order_of_their_days():
    inscription = decided("usl", "00009", "2019-12-12", 2019)
    there = decided("transfer_usl_rl", "00010", "2020-12-15", 2020, element="00009")
    back = decided("transfer_rl_usl", "00011", "2021-12-15", 2021, element="00009")
    lists = {
        day: standing([], [back, there, inscription], day)["00009"].list
        for day in (date(2019, 12, 12), date(2020, 12, 14), date(2020, 12, 15), THE_DAY)
    }
    assert list(lists.values()) == ["USL", "USL", "RL", "USL"]


def test_the_states_that_change_the_register_are_the_successes_of_its_mechanisms():
    assert ON_THE_REGISTER == ("inscribed", "selected", "transferred")
    assert LISTS == ("USL", "RL", "GSP")
