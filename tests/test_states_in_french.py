"""What French calls the States: on pages, in lists and letters, and on the line of the desk."""

import pytest

from engine.dossier import Dossier
from portal.desk_pages.query import parse
from portal.words import in_order, parties
from workflows.about import about
from workflows.law import law
from workflows.states_parties import in_words, states_parties


@pytest.mark.parametrize(
    ("name", "french"),
    [
        ("Germany", "Allemagne"),
        ("Côte d'Ivoire", "Côte d'Ivoire"),
        ("Iran (Islamic Republic of)", "Iran (République islamique d')"),
        ("Democratic Republic of the Congo", "République démocratique du Congo"),
        ("Netherlands", "Pays-Bas"),
        ("Atlantis", "Atlantis"),
    ],
)
def test_a_state_has_its_french_name_and_what_is_none_keeps_its_own(name, french):
    assert in_words(name) == (name, french)


def test_no_two_states_have_one_name_in_french():
    named = [one.name_fr for one in states_parties().values()]
    assert len(set(named)) == len(named) == 185
    assert "" not in named


def test_states_stand_one_after_the_other_and_in_the_order_of_their_language():
    names = ["Germany", "Egypt", "Spain", "Zambia"]
    assert parties("en", names) == "Germany, Egypt, Spain, Zambia"
    assert parties("fr", names) == "Allemagne, Égypte, Espagne, Zambie"
    assert in_order("en", names) == ["Egypt", "Germany", "Spain", "Zambia"]
    assert in_order("fr", names) == ["Germany", "Egypt", "Spain", "Zambia"]


@pytest.mark.parametrize(
    ("states", "en", "fr"),
    [
        ((), "", ""),
        (("Spain",), "Spain", "Espagne"),
        (("Mali", "Spain"), "Mali and Spain", "Mali et Espagne"),
        (("Chad", "Mali", "Spain"), "Chad, Mali and Spain", "Tchad, Mali et Espagne"),
    ],
)
def test_a_letter_says_who_submits_a_file_in_its_language(states, en, fr):
    told = about(law(), Dossier("RL-1", "rl", state="draft", facts={"states": [*states]}))
    assert told["submitted_by"] == (en, fr)


@pytest.mark.parametrize("typed", ["ESP", "esp", "Spain", "espagne"])
def test_the_line_of_the_desk_takes_a_state_by_its_code_and_by_either_name(typed):
    line, faults = parse(f"party:{typed}")
    assert (str(line), faults) == ("party:ESP", [])
