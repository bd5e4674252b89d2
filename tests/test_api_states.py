"""Programs of a State see where its files stand, read its letters, and rank its files."""

import pytest

from engine.runtime import reading
from engine.runtime.moves import Move
from engine.runtime.queries import looking
from portal.api.scopes import SCOPES
from portal.assemble import delivery
from portal.settings import Settings
from tests.at_the_states_desk import GUINEA, LOME, TOGO, some_files
from tests.moves import BODY, GHANA, OFFICER, made
from tests.programs import AT, HOST, Programs, kinds

ORDER = "state/order"


@pytest.fixture
def programs(office, tmp_path):
    return Programs(some_files(office), tmp_path)


def facts(programs, reference):
    with looking(programs.office.database) as connection:
        found = reading.dossiers(connection, [reference])[reference]
    return found.facts.get("order"), found.text("named_by"), found.version


def ranked(state="Ghana", cycle=2028, named="", **numbers):
    seen = {"RL-3": 3}
    files = [
        {"reference": name.replace("_", "-"), "version": seen.get(name.replace("_", "-"), 1),
         "order": number}
        for name, number in numbers.items()
    ]  # fmt: skip
    if named:
        files.append({"reference": named, "version": 1, "named": True})
    return {"cycle": cycle, "state": state, "files": files}


# --- files -------------------------------------------------------------------------------------


def test_a_state_sees_its_open_files_theirs_to_act_first_with_what_is_missing_and_next(programs):
    told = programs.of(GHANA).get("state").json()
    assert told["states"] == ["Ghana"]
    first, second = told["groups"]
    assert (first["turn"], [one["reference"] for one in first["files"]]) == (
        "state_party", ["RL-1", "RL-2", "RL-5"],
    )  # fmt: skip
    assert (second["turn"], [one["reference"] for one in second["files"]]) == (
        "secretariat", ["RL-3"],
    )  # fmt: skip
    draft = first["files"][0]
    assert (draft["due"]["key"], draft["missing"]["begun"]) == ("submission", False)
    assert draft["follows"]["en"].startswith("If it is received by 31 March 2027")
    assert (told["closed"], told["past"]) == (1, "/api/v1/dossiers?party=Ghana&turn=nobody")
    past = programs.of(GHANA).get(f"https://testserver{told['past']}").json()["dossiers"]
    assert [one["reference"] for one in past] == ["RL-4"]


def test_a_state_sees_nothing_of_anothers(programs):
    for who, found in ((TOGO, {"RL-5", "RL-6"}), (LOME, {"RL-5", "RL-6"}), (GUINEA, {"RL-7"})):
        told = programs.of(who).get("state").json()
        assert {one["reference"] for each in told["groups"] for one in each["files"]} == found
    for path in ("state", ORDER, "state/letters"):
        assert kinds(programs.of(OFFICER).get(path)) == (403, "not-yours")
        assert kinds(programs.of(BODY).get(path)) == (403, "not-yours")


# --- order -------------------------------------------------------------------------------------


def test_the_order_has_each_file_with_its_number_and_what_it_may_expect(programs):
    (order,) = programs.of(GHANA).get(ORDER).json()["orders"]
    assert (order["cycle"], order["state"]) == (2028, "Ghana")
    assert [one["reference"] for one in order["own"]] == ["RL-1", "RL-2", "RL-3"]
    assert [one["reference"] for one in order["shared"]] == ["RL-5"]
    assert all(one["open"] and one["order"] is None for one in order["own"])
    expects = order["own"][0]["expects"]
    assert (expects is None) == (order["none"] is not None)
    assert order["notes"][0]["en"].startswith("Files without a number: 3.")


def test_numbers_are_saved_together_and_sent_twice_once(programs):
    program, given = programs.of(GHANA), ranked(RL_1=2, RL_2=1, RL_3=3)
    assert program.post(ORDER, json=given).json() == {"saved": 3}
    assert [facts(programs, one)[0] for one in ("RL-1", "RL-2", "RL-3")] == [2, 1, 3]
    assert program.post(ORDER, json=given).json() == {"saved": 0}
    assert facts(programs, "RL-1") == (2, "", 2)


def test_one_stale_file_keeps_all_of_them_as_they_were(programs):
    made(programs.office, Move("RL-1", "rank", GHANA, {"order": 5}))
    answer = programs.of(GHANA).post(ORDER, json=ranked(RL_1=2, RL_2=1))
    assert kinds(answer) == (409, "refused")
    (reason,) = answer.json()["errors"]
    assert reason["sentence"]["en"].startswith("RL-1: ")
    assert "the dossier is now at version 2" in reason["sentence"]["en"]
    assert (facts(programs, "RL-1")[0], facts(programs, "RL-2")[0]) == (5, None)


def test_a_file_that_can_no_longer_be_ranked_is_refused_with_its_reason(programs):
    made(programs.office, Move("RL-3", "include", OFFICER, {"place": "inside"}))
    answer = programs.of(GHANA).post(ORDER, json=ranked(RL_1=2, RL_3=1))
    assert kinds(answer) == (409, "refused")
    assert answer.json()["errors"][0]["sentence"]["en"].startswith("RL-3: ")
    assert facts(programs, "RL-1")[0] is None


def test_a_file_of_several_states_is_named_by_one(programs):
    assert programs.of(TOGO).post(ORDER, json=ranked("Togo", named="RL-5")).json() == {"saved": 1}
    assert facts(programs, "RL-5")[1] == "Togo"
    (order,) = programs.of(TOGO).get(ORDER).json()["orders"]
    assert order["named"] == "RL-5"
    answer = programs.of(GHANA).post(ORDER, json=ranked(named="RL-5"))
    assert kinds(answer) == (409, "refused")
    assert "Togo names it already" in answer.json()["errors"][0]["sentence"]["en"]


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        (ranked(RL_6=1), "/files/0/reference"),
        (ranked(RL_9=1), "/files/0/reference"),
        (ranked(RL_5=1), "/files/0/order"),
        (ranked(named="RL-1"), "/files/0/named"),
        (ranked(RL_1=0), "/files/0/order"),
        (ranked(RL_1=1000), "/files/0/order"),
        (ranked(), "/files"),
    ],
)
def test_an_order_that_cannot_be_is_told_with_a_pointer(programs, given, pointer):
    answer = programs.of(GHANA).post(ORDER, json=given)
    assert kinds(answer) == (422, "not-as-asked")
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]
    assert facts(programs, "RL-6") == (None, "", 1)


def test_nobody_ranks_anothers_files_and_a_delegation_only_reads(programs):
    for state in ("Ghana", "Atlantis"):
        answer = programs.of(GUINEA).post(ORDER, json=ranked(state, RL_1=1))
        assert kinds(answer) == (404, "not-there")
    assert programs.of(LOME).get(ORDER).json()["orders"][0]["own"][0]["reference"] == "RL-6"
    read_only = programs.of(LOME, list(SCOPES)).post(ORDER, json=ranked("Togo", RL_6=1))
    assert kinds(read_only) == (409, "refused")
    assert facts(programs, "RL-6") == (None, "", 1)


# --- letters -----------------------------------------------------------------------------------


def test_a_state_reads_the_letters_that_were_sent_to_it_as_they_left(programs, office, tmp_path):
    ghana = programs.of(GHANA)
    assert ghana.get("state/letters").json() == {"letters": [], "next": None}
    deliver = delivery(Settings(outbox=str(tmp_path / "outbox"), transport="folder"), office)
    deliver()
    told = ghana.get("state/letters").json()["letters"]
    assert {one["references"][0] for one in told} == {"RL-3", "RL-4"}
    assert any("Title: Adowa dance" in one["copies"][0]["text"] for one in told)
    found: list[str] = []
    following = f"{AT}/state/letters?limit=1"
    while following:
        page = ghana.get(HOST + following).json()
        found += [one["key"] for one in page["letters"]]
        following = page["next"]
    assert found == [one["key"] for one in told]
    assert programs.of(TOGO).get("state/letters").json()["letters"] == []


def test_a_letter_of_a_dossier_is_read_by_those_who_read_its_letters(programs, office, tmp_path):
    key = "RL-3:submission_received:2"
    at = f"dossiers/RL-3/letters/{key}"
    assert kinds(programs.of(GHANA).get(at)) == (404, "not-there")  # it has not left
    assert programs.of(OFFICER).get(at).json()["copies"] == []
    delivery(Settings(outbox=str(tmp_path / "outbox"), transport="folder"), office)()
    one = programs.of(GHANA).get(at).json()
    assert (one["status"], one["copies"][0]["subject"]) == ("sent", "Dossier RL-3: received")
    for who in (TOGO, BODY, None):
        hidden, nothing = (
            programs.of(who).get(address) for address in (at, "dossiers/RL-3/letters/none")
        )
        assert kinds(hidden) == (404, "not-there")
        assert hidden.json() == nothing.json()
