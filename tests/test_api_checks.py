"""Programs of the Secretariat check a file: tick by tick, and one end."""

import pytest

from tests.browsing import file_of
from tests.filing import REFERENCE as R
from tests.filing import filed, under_check, written
from tests.moves import BODY, CHIEF, GHANA, OFFICER, held_keys, opened
from tests.programs import Programs, kinds, rules

SHEET = f"dossiers/{R}/sheet"
END = f"{SHEET}/conclusion"


@pytest.fixture
def programs(office, tmp_path):
    opened(office)
    written(office)
    filed(office)
    under_check(office)
    return Programs(office, tmp_path)


def waiting(program):
    return program.get(SHEET).json()["waiting"]


def conform(program, *besides):
    ticks = [{"item": one, "verdict": "conform"} for one in waiting(program) if one not in besides]
    return program.patch(SHEET, json={"ticks": ticks})


def tag(program):
    return {"If-Match": program.get(f"dossiers/{R}").headers["etag"]}


def test_the_sheet_has_every_item_with_what_a_machine_finds_and_what_waits_for_eyes(programs):
    told = programs.of(OFFICER).get(SHEET).json()
    assert [one["number"] for one in told["items"]] == list(range(1, 18))
    assert all(one["title"]["fr"] and one["cite"] for one in told["items"])
    assert told["waiting"] == [one["item"] for one in told["items"]
                               if one["eyes"] and one["applies"] and not one["tick"]]  # fmt: skip
    assert (told["complete"], told["form"]) == (False, "ICH-02")
    photographs = next(one for one in told["items"] if "hotograph" in str(one["found"]))
    assert photographs["found"][0]["en"] in told["letter"]


def test_ticks_are_put_together_and_told_with_whose_they_are(programs):
    officer = programs.of(OFFICER)
    first, second, *_ = waiting(officer)
    given = [
        {"item": first, "verdict": "wrong", "note": "It is of 2019."},
        {"item": second, "verdict": "conform"},
    ]
    told = officer.patch(SHEET, json={"ticks": given}).json()
    rows = {one["item"]: one for one in told["items"]}
    assert (rows[first]["tick"]["note"], rows[first]["tick"]["by"]) == (
        "It is of 2019.", OFFICER.name,
    )  # fmt: skip
    assert rows[second]["tick"]["verdict"] == "conform"
    assert not {first, second} & set(told["waiting"])
    assert "It is of 2019." in told["letter"]


def test_a_tick_that_another_officer_put_meanwhile_is_not_overwritten(programs):
    officer, chief = programs.of(OFFICER), programs.of(CHIEF)
    item, *_ = waiting(officer)
    chief.patch(SHEET, json={"ticks": [{"item": item, "verdict": "missing", "note": "None."}]})
    late = {"item": item, "verdict": "conform", "seen": ""}
    answer = officer.patch(SHEET, json={"ticks": [late]})
    assert kinds(answer) == (422, "not-as-asked")
    assert f"{CHIEF.name} has meanwhile ticked" in answer.json()["errors"][0]["sentence"]["en"]
    now = next(one for one in officer.get(SHEET).json()["items"] if one["item"] == item)
    assert now["tick"]["verdict"] == "missing"
    assert officer.patch(SHEET, json={"ticks": [{**late, "seen": now["seen"]}]}).status_code == 200


def test_the_check_ends_with_one_letter_that_waits_for_an_officer_once_for_a_key(programs, office):
    officer = programs.of(OFFICER)
    early = officer.post(END, headers=tag(officer))
    assert kinds(early) == (409, "refused")
    assert set(rules(early)) == {"eyes"}
    conform(officer)
    key = {**tag(officer), "Idempotency-Key": "end"}
    first, second = (officer.post(END, headers=key) for _ in range(2))
    assert (first.status_code, first.json()["again"]) == (200, False), first.text
    assert (second.status_code, second.json()["again"]) == (200, True), second.text
    assert first.json()["dossier"]["state"] == "incomplete"
    assert len(held_keys(office)) == 1
    late = officer.patch(SHEET, json={"ticks": [{"item": "RECEIPT", "verdict": "conform"}]})
    assert kinds(late) == (422, "not-as-asked")


def test_the_check_ends_at_the_version_that_was_seen_alone(programs, office):
    officer = programs.of(OFFICER)
    conform(officer)
    assert kinds(officer.post(END)) == (428, "no-version")
    assert kinds(officer.post(END, headers={"If-Match": '"1"'})) == (412, "stale")
    assert file_of(office, R).dossier.state == "checking"


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"ticks": []}, "/ticks"),
        ({"ticks": [{"item": "NONE", "verdict": "conform"}]}, "/ticks/0/item"),
        ({"ticks": [{"item": "RECEIPT", "verdict": "fine"}]}, "/ticks/0/verdict"),
    ],
)
def test_a_tick_that_cannot_be_is_told_with_a_pointer(programs, given, pointer):
    answer = programs.of(OFFICER).patch(SHEET, json=given)
    assert kinds(answer) == (422, "not-as-asked")
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]


def test_the_sheet_is_for_the_secretariat(programs, office):
    assert kinds(programs.of(BODY).get(SHEET)) == (403, "not-yours")
    assert kinds(programs.of(GHANA).get(SHEET)) == (403, "not-yours")
    ticks = {"ticks": [{"item": "RECEIPT", "verdict": "conform"}]}
    assert kinds(programs.of(GHANA).patch(SHEET, json=ticks)) == (403, "not-yours")
    assert kinds(programs.of(GHANA).post(END, headers={"If-Match": '"1"'})) == (403, "not-yours")
    opened(office, "RL-2028-0002", title="A secret draft")
    draft, nothing = (programs.of(OFFICER).get(f"dossiers/{one}/sheet") for one in
                      ("RL-2028-0002", "RL-2028-0009"))  # fmt: skip
    assert kinds(draft) == (404, "not-there")
    assert draft.json() == nothing.json()
