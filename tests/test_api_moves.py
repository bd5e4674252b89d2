"""Programs move dossiers: by the moves of the pages, once for a key, at the version seen."""

from typing import Any

import pytest

from engine.dossier import Actor
from tests.browsing import KENYA, file_of
from tests.programs import Programs, kinds, rules
from workflows.roles import AUDITOR, HEAD

CHIEF = Actor("R. Haddad", HEAD)
GHANA = Actor("N. Osei", "state_party", frozenset({"Ghana"}))
KENYA_TOO = Actor("A. Mwangi", "state_party", frozenset({"Kenya"}))
SEEN = {"If-Match": '"1"'}
ANSWERS: dict[str, Any] = {
        "title": "Basketry", "cycle": 2028, "states": ["Kenya"], "contact": "person@example.org",
}  # fmt: skip
OPENING = {"workflow": "rl", "answers": ANSWERS}


@pytest.fixture
def programs(moved, tmp_path):
    return Programs(moved, tmp_path)


def versions(programs, *references):
    return [file_of(programs.office, one).dossier.version for one in references]


# --- what can be done --------------------------------------------------------------------------


def test_every_step_is_told_with_what_stands_against_it_for_whoever_asks(programs):
    mine = programs.of(KENYA).get("dossiers/A/steps")
    assert mine.headers["etag"] == '"3"'
    told = {one["trigger"]: one for one in mine.json()["steps"]}
    assert told["withdraw"]["possible"]
    assert told["withdraw"]["against"] == []
    assert not told["include"]["possible"]
    reasons = told["include"]["against"]
    assert "role" in [one["rule"] for one in reasons]
    assert all(one["sentence"]["en"] and one["sentence"]["fr"] and one["cite"] for one in reasons)
    asked = {one["name"]: one["kind"] for one in told["include"]["asks"]}
    assert asked["place"] == "choice"


def test_an_auditor_sees_every_step_and_can_take_none(programs):
    auditor = Actor("P. Stone", AUDITOR)
    steps = programs.of(auditor).get("dossiers/A/steps").json()["steps"]
    assert steps
    assert not any(one["possible"] for one in steps)
    answer = programs.of(auditor, ["read", "move"]).post(
        "dossiers/A/steps/withdraw", json={}, headers={"If-Match": '"3"'}
    )
    assert kinds(answer) == (409, "refused")
    assert versions(programs, "A") == [3]


# --- doing it ----------------------------------------------------------------------------------


def test_a_step_is_taken_and_told_with_its_entry(programs):
    answer = programs.of(KENYA).post("dossiers/B/steps/withdraw", json={}, headers=SEEN)
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    told = answer.json()
    assert (told["dossier"]["state"], told["entry"]["trigger"]) == ("withdrawn", "withdraw")
    assert (told["entry"]["actor"], told["entry"]["number"]) == (KENYA.name, 2)
    assert (told["again"], told["dry_run"]) == (False, False)


@pytest.mark.parametrize("given", [{}, {"If-Match": "*"}, {"If-Match": " , "}])
def test_a_step_without_the_version_that_was_seen_is_not_taken(programs, given):
    answer = programs.of(KENYA).post("dossiers/B/steps/withdraw", json={}, headers=given)
    assert kinds(answer) == (428, "no-version")
    assert versions(programs, "B") == [1]


@pytest.mark.parametrize(("tag", "seen"), [('"2"', 2), ('"4"', 4), ('W/"3"', 0), ('"x"', 0)])
def test_a_step_at_another_version_is_told_both_and_what_happened_since(programs, tag, seen):
    program = programs.of(KENYA)
    answer = program.post("dossiers/A/steps/withdraw", json={}, headers={"If-Match": tag})
    assert kinds(answer) == (412, "stale")
    told = answer.json()
    assert (told["seen"], told["current"], answer.headers["etag"]) == (seen, 3, '"3"')
    assert rules(answer) == ["version"]
    if seen == 2:
        assert "by Ana (Secretariat)" in told["errors"][0]["sentence"]["en"]
    dry = program.post("dossiers/A/steps/withdraw?dry_run=true", json={}, headers={"If-Match": tag})
    assert dry.json() == told


def test_one_of_several_tags_may_be_the_present_one(programs):
    several = {"If-Match": '"2", "3"'}
    answer = programs.of(KENYA).post("dossiers/A/steps/withdraw", json={}, headers=several)
    assert answer.status_code == 200


def test_a_dry_run_asks_the_same_rules_and_writes_nothing(programs):
    program = programs.of(KENYA)
    dry = program.post("dossiers/B/steps/withdraw?dry_run=true", json={}, headers=SEEN)
    told = dry.json()
    (letter,) = told.pop("letters")
    assert (dry.status_code, told) == (
        200, {"dossier": None, "entry": None, "again": False, "dry_run": True},
    )  # fmt: skip
    assert (letter["template"], letter["held"], letter["why"]) == ("withdrawn", False, None)
    assert [one["address"] for one in letter["to"]] == ["person@example.org"]
    assert letter["en"]["subject"] == "Dossier B: withdrawn"
    assert letter["fr"]["text"].startswith("Intitulé : ")
    refused, asked = (
        program.post(f"dossiers/B/steps/register{more}", json={"answers": {"x": 1}}, headers=SEEN)
        for more in ("?dry_run=true", "")
    )
    assert kinds(refused) == (409, "refused")
    assert refused.json() == asked.json()
    assert versions(programs, "B") == [1]


def test_wrong_answers_are_told_each_with_a_pointer_to_it(programs):
    program = programs.of(CHIEF)
    included = program.post(
        "dossiers/A/steps/include", json={"answers": {"place": "nowhere", "rank": "first"}},
        headers={"If-Match": '"3"'},
    )  # fmt: skip
    assert kinds(included) == (422, "unanswered")
    pointers = {one["pointer"] for one in included.json()["errors"]}
    assert pointers == {"/answers/place", "/answers/rank"}
    strange = program.post(
        "dossiers/A/steps/include", json={"answers": {"place": "inside", "more": 1}},
        headers={"If-Match": '"3"'},
    )  # fmt: skip
    assert [one["pointer"] for one in strange.json()["errors"]] == ["/answers/more"]


def test_a_step_of_a_file_that_is_not_theirs_is_refused_whatever_is_sent(programs):
    answer = programs.of(GHANA).post("dossiers/A/steps/withdraw", json={}, headers=SEEN)
    assert kinds(answer) == (403, "not-yours")
    hidden, nothing = (
        programs.of(GHANA).post(f"dossiers/{one}/steps/withdraw", json={}, headers=SEEN)
        for one in ("B", "Z")
    )
    assert kinds(hidden) == (404, "not-there")
    assert hidden.json() == nothing.json()


# --- once --------------------------------------------------------------------------------------


def test_the_same_request_under_the_same_key_is_done_once(programs):
    program, key = programs.of(KENYA), {**SEEN, "Idempotency-Key": "one"}
    first, second = (
        program.post("dossiers/B/steps/withdraw", json={}, headers=key) for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (200, 200)
    assert (first.json()["again"], second.json()["again"]) == (False, True)
    assert first.json()["entry"] == second.json()["entry"]
    assert versions(programs, "B") == [2]
    other = program.post("dossiers/E/steps/withdraw", json={}, headers=key)
    assert kinds(other) == (409, "refused")
    assert rules(other) == ["request"]


def test_two_accounts_may_use_the_same_key_without_learning_of_each_other(programs):
    key = {**SEEN, "Idempotency-Key": "one"}
    first = programs.of(KENYA).post("dossiers/B/steps/withdraw", json={}, headers=key)
    second = programs.of(KENYA_TOO).post("dossiers/E/steps/withdraw", json={}, headers=key)
    assert (first.status_code, second.status_code) == (200, 200)


@pytest.mark.parametrize("key", ["", "with space", "x" * 151])
def test_a_key_that_cannot_be_kept_is_told_so(programs, key):
    answer = programs.of(KENYA).post(
        "dossiers/B/steps/withdraw", json={}, headers={**SEEN, "Idempotency-Key": key}
    )
    assert kinds(answer) == (422, "not-as-asked")
    assert versions(programs, "B") == [1]


# --- opening -----------------------------------------------------------------------------------


def test_a_dossier_is_opened_under_a_free_reference_once_for_a_key(programs):
    program, key = programs.of(KENYA), {"Idempotency-Key": "new"}
    first = program.post("dossiers", json=OPENING, headers=key)
    assert first.status_code == 201, first.text
    reference = first.json()["dossier"]["reference"]
    assert first.headers["location"] == f"/api/v1/dossiers/{reference}"
    assert first.headers["etag"] == '"1"'
    again = program.post("dossiers", json=OPENING, headers=key)
    assert (again.status_code, again.json()["again"]) == (200, True)
    assert again.json()["dossier"]["reference"] == reference


def test_an_opening_is_refused_with_every_reason(programs):
    program = programs.of(KENYA)
    answer = program.post("dossiers", json={"workflow": "rl", "answers": {"title": ""}})
    assert answer.status_code in (409, 422)
    assert {one.get("pointer") for one in answer.json()["errors"]} >= {"/answers/title"}
    unknown = program.post("dossiers", json={"workflow": "x"})
    assert kinds(unknown) == (422, "not-as-asked")


def test_nobody_learns_by_an_opening_of_a_dossier_that_is_not_theirs_to_know(programs):
    answers = {**ANSWERS, "states": ["Ghana"]}
    program = programs.of(GHANA)
    hidden, nothing = (
        program.post("dossiers", json={"workflow": "rl", "answers": {**answers, "predecessor": p}})
        for p in ("D", "Z")
    )
    assert kinds(hidden) == (409, "refused")
    assert hidden.text.replace("dossier D ", "dossier Z ") == nothing.text


# --- bodies ------------------------------------------------------------------------------------


def test_a_body_that_cannot_be_read_is_told_why(programs):
    program = programs.of(KENYA)
    address = "dossiers/B/steps/withdraw"

    def sent(content, kind="application/json"):
        return program.post(address, content=content, headers={**SEEN, "Content-Type": kind})

    assert kinds(sent(b"{")) == (400, "not-json")
    assert kinds(sent(b"\xff\xfe")) == (400, "not-json")
    assert kinds(sent(b"answers=1", "application/x-www-form-urlencoded")) == (415, "other-type")
    assert kinds(sent(b"{}", "text/plain")) == (415, "other-type")
    assert kinds(sent(b'{"answers": "x" , "more": 1}')) == (422, "not-as-asked")
    assert kinds(sent(b'{"reason": "' + b"x" * 12_000_000 + b'"}')) == (413, "too-large")
    assert versions(programs, "B") == [1]
