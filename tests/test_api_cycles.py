"""Programs of those who prepare the selection: two policies compared, the places of a cycle given
and read."""

import pytest

from engine.dossier import Actor
from portal.api.scopes import SCOPES
from tests.cycle_office import BECAUSE, TWO_PLACES, WAITING, small_cycle, stands, steps, under
from tests.moves import BODY, CHIEF, OFFICER
from tests.programs import Programs, kinds

KENYA = Actor("N. Wanjiru", "state_party", frozenset({"Kenya"}))
AUDITOR = Actor("M. Rossi", "auditor")
PLACES, TRIAL, RANKING = (f"cycles/2026/{one}" for one in ("places", "trial", "ranking"))
BOTH = {"tie": "include", "reason": BECAUSE}


@pytest.fixture
def cycle(office):
    """Five files of 2026, of which two are equal where two places end."""
    return under(small_cycle(office), TWO_PLACES)


@pytest.fixture
def programs(cycle, tmp_path):
    return Programs(cycle, tmp_path)


def seen(program):
    return {"If-Match": program.get(RANKING).headers["etag"]}


# --- trials ------------------------------------------------------------------------------------


def test_every_policy_has_a_name_the_law_first_and_drafts_are_no_law(programs):
    told = programs.of(OFFICER).get("policies").json()
    first, *_, last = told["policies"]
    assert (first, last) == (
        {"name": "law", "draft": False}, {"name": "draft-2028", "draft": True},
    )  # fmt: skip
    assert len(told["orders"]) == 24


def test_a_draft_with_another_ceiling_is_compared_with_the_law_and_moves_nothing(programs, cycle):
    asked = {"rules": "draft-2028", "ceiling": 3}
    told = programs.of(OFFICER).get(TRIAL, params=asked).json()
    assert (told["base"]["ceiling"]["number"], told["trial"]["ceiling"]["number"]) == (2, 3)
    assert [one["file_no"] for one in told["enters"]] == ["00002", "00003"]
    assert (told["leaves"], told["moves"]) == ([], [])
    assert told["by_level"]["0"] == {"base": 1, "trial": 3, "change": 2}
    assert told["backlog"] == {"base": 1, "trial": 1, "growth": 0}
    (first, *_) = told["enters"][0]["why"]
    assert first["sentence"].startswith("Level (0): ")
    assert first["cite"]
    assert (told["enters"][0]["illustrative"], stands(cycle)) == (False, WAITING)


def test_files_are_taken_out_and_facts_changed_and_the_reasons_are_said_in_french(programs):
    asked = {"without": "00001", "change": "00004.states=Haiti", "lang": "fr"}
    told = programs.of(CHIEF).get(TRIAL, params=asked).json()
    (gone,) = told["leaves"]
    assert (gone["file_no"], gone["trial"]["status"]) == ("00001", "withdrawn")
    assert gone["why"] == [{"sentence": "Il est retiré dans cet essai.", "cite": "trial"}]


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"rules": "no-policy"}, "?rules"),
        ({"against": "no-policy"}, "?against"),
        ({"levels": "0,0,i,ii"}, "?levels"),
        ({"ceiling": 10_001}, "?ceiling"),
        ({"without": "1234567"}, "?without/0"),
        ({"change": "ceiling"}, "?change"),
        ({"change": ["places=1", "x=2"]}, "?change"),
    ],
)
def test_a_trial_that_cannot_be_made_is_told_why(programs, asked, pointer):
    answer = programs.of(OFFICER).get(TRIAL, params=asked)
    assert kinds(answer) == (422, "not-as-asked")
    assert {one["pointer"] for one in answer.json()["errors"]} == {pointer}
    assert all(one["sentence"]["fr"] for one in answer.json()["errors"])


def test_trials_are_for_those_who_prepare_the_selection(programs):
    for path in ("policies", TRIAL):
        assert kinds(programs.of(KENYA).get(path)) == (403, "not-yours")
        assert kinds(programs.of(BODY).get(path)) == (403, "not-yours")
        assert programs.of(AUDITOR).get(path).status_code == 200
    assert kinds(programs.of(OFFICER).get("cycles/2199/trial")) == (404, "not-there")


# --- places ------------------------------------------------------------------------------------


def test_places_are_tried_first_and_then_given_all_at_once(programs, cycle):
    chief = programs.of(CHIEF)
    tried = chief.post(f"{PLACES}?dry_run=true", json=BOTH, headers=seen(chief)).json()
    assert (tried["dry_run"], tried["moved"], stands(cycle)) == (True, 0, WAITING)
    status = {one["file_no"]: one["status"] for one in tried["ranking"]["files"]}
    assert (status["00002"], status["00003"], status["00004"]) == (
        "selected", "selected", "backlog",
    )  # fmt: skip
    given = chief.post(PLACES, json=BOTH, headers=seen(chief))
    assert (given.status_code, given.json()["moved"]) == (200, 5), given.text
    assert stands(cycle) == {
        "00001": "included", "00002": "included", "00003": "included", "00004": "backlog",
        "00005": "included",
    }  # fmt: skip
    told = chief.get(PLACES).json()
    (reference,) = [one["reference"] for one in told["files"] if one["file_no"] == "00001"]
    assert ("include", CHIEF.name, CHIEF.role, BECAUSE) in steps(cycle, reference)
    assert (told["ceiling"], told["inside"], told["outside"], told["backlog"]) == (2, 3, 1, 1)


def test_without_a_decision_equal_files_wait_for_a_person(programs, cycle):
    chief = programs.of(CHIEF)
    assert chief.post(PLACES, json={}, headers=seen(chief)).json()["moved"] == 3
    assert [stands(cycle)[one] for one in ("00002", "00003")] == ["registered", "registered"]


def test_places_are_given_of_what_was_seen_alone(programs, cycle):
    chief = programs.of(CHIEF)
    assert kinds(chief.post(PLACES, json=BOTH)) == (428, "no-version")
    assert kinds(chief.post(PLACES, json=BOTH, headers={"If-Match": '"x"'})) == (412, "stale")
    before = seen(chief)
    assert chief.post(PLACES, json={}, headers=before).status_code == 200
    again = chief.post(PLACES, json=BOTH, headers=before)
    assert kinds(again) == (412, "stale")
    assert stands(cycle)["00002"] == "registered"


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"tie": "include"}, "/reason"),
        ({"ceiling": 3}, "/reason"),
        ({"tie": "pick", "reason": BECAUSE}, "/tie"),
        ({"tie": "some", "reason": BECAUSE}, "/tie"),
        ({"ceiling": -1, "reason": BECAUSE}, "/ceiling"),
    ],
)
def test_a_decision_that_cannot_be_is_told_with_a_pointer(programs, cycle, given, pointer):
    chief = programs.of(CHIEF)
    answer = chief.post(PLACES, json=given, headers=seen(chief))
    assert kinds(answer) == (422, "not-as-asked")
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]
    assert stands(cycle) == WAITING


def test_a_pick_outside_of_the_tie_is_refused(programs, cycle):
    chief = programs.of(CHIEF)
    given = {"tie": "pick", "picks": ["00004"], "reason": BECAUSE}
    answer = chief.post(PLACES, json=given, headers=seen(chief))
    assert kinds(answer) == (409, "refused")
    assert (answer.json()["errors"][0]["rule"], stands(cycle)) == ("tie", WAITING)


@pytest.mark.parametrize("who", [KENYA, AUDITOR, Actor("The Chair", "committee")])
def test_nobody_but_the_office_gives_places(programs, who):
    headers = seen(programs.of(CHIEF))
    answer = programs.of(who, list(SCOPES)).post(PLACES, json=BOTH, headers=headers)
    assert kinds(answer) == (403, "not-yours")


def test_anybody_reads_the_places_and_a_state_why_its_own_files_stand_so(programs):
    chief = programs.of(CHIEF)
    chief.post(PLACES, json=BOTH, headers=seen(chief))

    def reasons(who):
        told = programs.of(who).get(PLACES).json()
        return [one["file_no"] for one in told["files"] if one["why"]]

    assert reasons(None) == []
    assert reasons(KENYA) == ["00002"]
    assert {*reasons(OFFICER)} >= {"00001", "00002", "00004"}
    assert kinds(programs.of().get("cycles/2199/places")) == (404, "not-there")
