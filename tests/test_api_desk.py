"""Programs at the desk: its list by the query line, its counts, lists kept under a name."""

import pytest

from engine.dossier import Actor
from engine.runtime.saved_views import MOST
from portal.api.scopes import SCOPES
from tests.desk import ANA, AUDITOR, BODY, BUREAU, KENYA, crowded
from tests.moves import OFFICER
from tests.programs import AT, HOST, Programs, kinds

SECRET = ("DRAFT", "GONE", "A secret song")


@pytest.fixture
def programs(office, tmp_path):
    return Programs(crowded(office), tmp_path)


def shown(programs, q=None, who=OFFICER, **more):
    asked = {} if q is None else {"q": q}
    answer = programs.of(who).get("desk", params={**asked, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def references(told):
    return [one["reference"] for one in told["dossiers"]]


# --- the list ----------------------------------------------------------------------------------


def test_without_a_line_the_desk_shows_all_that_waits_for_somebody_and_no_draft(programs):
    told = shown(programs)
    assert (told["q"], references(told)) == (
        "-turn:closed", ["CHK", "LAKE", "REG", "NEW", "OUT"],
    )  # fmt: skip
    assert not any(one in str(told) for one in SECRET)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("state:checking", ["CHK"]),
        (f"lead:{ANA}", ["CHK", "REG"]),
        ("lead:none state:registered", ["LAKE"]),
        ("lead:me", []),
        ("is:illustrative", ["OUT"]),
        ("due:none -turn:closed", ["OUT"]),
        ("song", ["CHK", "LAKE", "END"]),
        ("party:KEN cycle:2028 -turn:closed", ["LAKE"]),
        ("secret", []),
    ],
)
def test_a_query_line_asks_the_same_as_on_the_page(programs, q, found):
    assert references(shown(programs, q)) == found


def test_the_desk_counts_its_groups_and_says_by_what_it_may_be_narrowed(programs):
    counted = shown(programs)["counts"]
    assert (counted["total"], counted["whole"]) == (5, True)
    assert sum(one["dossiers"] for one in counted["groups"]) == 5
    (dateless,) = [one for one in counted["groups"] if one["group"] == "no_date"]
    assert references(shown(programs, dateless["q"])) == ["OUT"]
    facets = {one["filter"]: one for one in counted["facets"]}
    assert {one["value"]: one["dossiers"] for one in facets["state"]["values"]} == {
        "registered": 2, "submitted": 2, "checking": 1,
    }  # fmt: skip
    (one,) = [each for each in facets["state"]["values"] if each["value"] == "checking"]
    assert references(shown(programs, one["q"])) == ["CHK"]
    assert facets["state"]["free"] == "-turn:closed"


def test_each_line_says_whose_turn_it_is_who_leads_it_and_how_late_it_is(programs):
    (one,) = shown(programs, "state:checking")["dossiers"]
    assert (one["turn"], one["state"], one["view"]) == ("secretariat", "checking", "whole")
    assert one["leads"] == [{"name": "Ana", "address": ANA}]
    assert (one["group"], one["held"]) == ("later", False)
    (dateless,) = shown(programs, "is:illustrative")["dossiers"]
    assert (dateless["group"], dateless["days"], dateless["due"]) == ("no_date", None, None)


def test_pages_of_two_hold_every_dossier_once_and_only_the_first_one_counts(programs):
    program = programs.of(OFFICER)
    found: list[str] = []
    counted: list[bool] = []
    following = f"{AT}/desk?limit=2"
    while following:
        told = program.get(HOST + following).json()
        found += references(told)
        counted.append(told["counts"] is not None)
        following = told["next"]
    assert (found, counted) == (["CHK", "LAKE", "REG", "NEW", "OUT"], [True, False, False])


def test_everybody_sees_on_the_desk_what_they_see_of_dossiers_and_nothing_else(programs):
    for who in (BODY, BUREAU):
        assert references(shown(programs, "", who)) == []
    assert {*references(shown(programs, "", AUDITOR))} >= {"DRAFT", "GONE", "REG"}
    assert kinds(programs.of(KENYA).get("desk")) == (403, "not-yours")
    assert kinds(programs.of().get("desk")) == (401, "no-token")


def test_which_letters_are_held_is_told_to_the_office_and_auditors_alone(programs):
    answer = programs.of(BODY).get("desk", params={"q": "is:held"})
    assert kinds(answer) == (422, "not-as-asked")
    assert shown(programs, "is:held")["dossiers"] == []


def test_a_line_that_cannot_be_read_is_told_word_by_word_with_what_was_meant(programs):
    answer = programs.of(OFFICER).get("desk", params={"q": "state:cheking due:soon"})
    assert kinds(answer) == (422, "not-as-asked")
    first, second = answer.json()["errors"]
    assert first["pointer"] == second["pointer"] == "?q"
    assert first["sentence"]["en"].startswith("cheking: state: takes the name of a state")
    assert first["sentence"]["fr"].endswith("s'agit-il de « state:checking » ?")
    assert second["sentence"]["en"].startswith("due:soon: due: takes <14d")
    assert kinds(programs.of(OFFICER).get("desk?cursor=x")) == (422, "not-as-asked")


# --- lists under a name ------------------------------------------------------------------------


def test_a_list_is_kept_found_again_and_forgotten(programs):
    program = programs.of(OFFICER)
    kept = program.post("views", json={"name": " What  waits ", "q": "state:registered"}).json()
    assert kept == {
        "name": "What waits", "q": "state:registered", "dossiers": 2,
        "url": "/api/v1/views/What%20waits",
    }  # fmt: skip
    assert program.get("views").json() == {"views": [kept]}
    program.post("views", json={"name": "What waits", "q": "state:checking"})
    assert [one["dossiers"] for one in program.get("views").json()["views"]] == [1]
    assert program.delete(HOST + kept["url"]).status_code == 204
    assert program.get("views").json() == {"views": []}
    assert kinds(program.delete(HOST + kept["url"])) == (404, "not-there")


def test_a_list_is_its_accounts_own(programs):
    programs.of(OFFICER).post("views", json={"name": "Mine", "q": "state:registered"})
    other = programs.of(Actor("B. Other", "secretariat"))
    assert other.get("views").json() == {"views": []}
    assert kinds(other.delete("views/Mine")) == (404, "not-there")
    assert len(programs.of(OFFICER).get("views").json()["views"]) == 1


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"name": "A", "q": "state:nowhere"}, "/q"),
        ({"name": "  ", "q": "x"}, "/name"),
        ({"name": "a\x00b", "q": "x"}, "/name"),
        ({"name": "x" * 81, "q": "x"}, "/name"),
        ({"name": "A"}, "/q"),
        ({"name": "A", "q": "x", "more": 1}, "/more"),
    ],
)
def test_a_list_that_cannot_be_kept_is_told_why(programs, given, pointer):
    answer = programs.of(OFFICER).post("views", json=given)
    assert kinds(answer) == (422, "not-as-asked")
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]
    assert programs.of(OFFICER).get("views").json() == {"views": []}


def test_one_list_more_than_can_be_kept_is_refused(programs):
    program = programs.of(OFFICER)
    for number in range(MOST):
        assert program.post("views", json={"name": str(number), "q": "x"}).status_code == 200
    assert kinds(program.post("views", json={"name": "more", "q": "x"})) == (409, "refused")
    assert program.post("views", json={"name": "0", "q": "y"}).status_code == 200


def test_keeping_a_list_needs_its_own_scope_and_a_desk(programs):
    only_reads = programs.of(OFFICER, ["read", "move", "letters"])
    given = {"name": "A", "q": "x"}
    assert kinds(only_reads.post("views", json=given)) == (403, "no-scope")
    assert kinds(programs.of(KENYA, list(SCOPES)).post("views", json=given)) == (403, "not-yours")
    assert programs.of(AUDITOR).post("views", json=given).status_code == 200
