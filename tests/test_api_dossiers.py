"""Programs read dossiers: what is in sight, a page at a time, as whole as it is theirs to see."""

from urllib.parse import urlsplit

import pytest

from engine.dossier import Actor
from tests.browsing import KENYA, OFFICER
from tests.programs import AT, HOST, Programs, kinds
from workflows.roles import AUDITOR, COMMITTEE, DELEGATION, EVALUATION_BODY

GHANA = Actor("N. Osei", "state_party", frozenset({"Ghana"}))
KENYA_ABROAD = Actor("W. Njoroge", DELEGATION, frozenset({"Kenya"}))
AUDIT = Actor("P. Stone", AUDITOR)


@pytest.fixture
def programs(moved, tmp_path):
    return Programs(moved, tmp_path)


def references(answer):
    assert answer.status_code == 200, answer.text
    return [one["reference"] for one in answer.json()["dossiers"]]


# --- lists -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (None, ["A"]),
        (GHANA, ["A"]),
        (KENYA, ["A", "B", "C", "D", "E"]),
        (KENYA_ABROAD, ["A", "B", "C", "D", "E"]),
        (OFFICER, ["A", "C"]),
        (AUDIT, ["A", "B", "C", "D", "E"]),
        (Actor("The Rapporteur", EVALUATION_BODY), ["A"]),
        (Actor("The Committee", COMMITTEE), ["A"]),
    ],
)
def test_everybody_lists_the_dossiers_that_they_may_know_of_and_no_others(programs, who, seen):
    assert references(programs.of(who).get("dossiers")) == seen


def test_a_list_is_read_page_by_page_to_its_end_and_nothing_is_twice(programs):
    program = programs.of(KENYA)
    first = program.get("dossiers", params={"limit": 2, "party": "KEN"})
    second = program.get(HOST + first.json()["next"])
    third = program.get(HOST + second.json()["next"])
    assert [references(one) for one in (first, second, third)] == [["A", "B"], ["C", "D"], ["E"]]
    assert first.headers["link"] == f'<{first.json()["next"]}>; rel="next"'
    assert urlsplit(first.json()["next"]).path == "/api/v1/dossiers"
    assert (third.json()["next"], third.headers.get("link")) == (None, None)


@pytest.mark.parametrize("sort", ["due", "reference", "-moved"])
def test_every_order_comes_to_the_same_dossiers_in_pages_of_one(programs, sort):
    program, found = programs.of(KENYA), []
    following = f"{AT}/dossiers?limit=1&sort={sort}"
    while following:
        answer = program.get(HOST + following)
        found += references(answer)
        following = answer.json()["next"]
    assert sorted(found) == ["A", "B", "C", "D", "E"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"workflow": "gsp"}, ["C"]),
        ({"workflow": ["gsp", "usl"]}, ["C", "D"]),
        ({"state": "draft"}, ["B", "E"]),
        ({"turn": "state_party"}, ["B", "E"]),
        ({"turn": "nobody"}, ["D"]),
        ({"cycle": "2026"}, ["D"]),
        ({"cycle": "none"}, ["E"]),
        ({"party": "Kenya", "workflow": "rl"}, ["A", "B"]),
        ({"party": "Ghana"}, []),
        ({"q": "song lost"}, ["D"]),
        ({"q": "02222"}, ["A"]),
        ({"lead": "nobody"}, ["A", "B", "C", "D", "E"]),
        ({"lead": "lind@example.org"}, []),
        ({"due_before": "2027-05-01T00:00:00Z", "state": "draft"}, ["B"]),
    ],
)
def test_a_filter_shows_what_it_asks_for(programs, asked, found):
    assert references(programs.of(KENYA).get("dossiers", params=asked)) == found


def test_nobody_learns_by_a_filter_what_they_may_not_read(programs):
    stranger = programs.of()
    assert references(stranger.get("dossiers", params={"workflow": "rl"})) == ["A"]
    for asked in (
        {"state": "registered"},
        {"turn": "secretariat"},
        {"sort": "-moved"},
        {"sort": "due"},
        {"due_after": "2020-01-01T00:00:00Z"},
        {"lead": "nobody"},
    ):
        assert references(stranger.get("dossiers", params=asked)) == []


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"workflow": "x"}, "?workflow"),
        ({"state": "x"}, "?state"),
        ({"turn": "x"}, "?turn"),
        ({"party": "Atlantis"}, "?party"),
        ({"cycle": "20280"}, "?cycle/0"),
        ({"limit": 101}, "?limit"),
        ({"limit": 0}, "?limit"),
        ({"sort": "title"}, "?sort"),
        ({"due_before": "tomorrow"}, "?due_before"),
        ({"due_before": "2027-05-01T00:00:00"}, "?due_before"),
        ({"cursor": "nowhere"}, "?cursor"),
        ({"q": "\x00"}, "?q"),
    ],
)
def test_a_filter_that_cannot_be_is_told_with_what_it_is_about(programs, asked, pointer):
    answer = programs.of(KENYA).get("dossiers", params=asked)
    assert kinds(answer) == (422, "not-as-asked")
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]


# --- one ---------------------------------------------------------------------------------------


def test_a_dossier_that_is_not_for_somebody_is_answered_as_one_that_does_not_exist(programs):
    for who in (None, GHANA, OFFICER):
        program = programs.of(who)
        for more in ("", "/timeline", "/letters", "/steps", "/answers", "/filings", "/attachments",
                     "/confirmations"):  # fmt: skip
            hidden, nothing = (program.get(f"dossiers/{one}{more}") for one in ("B", "Z"))
            assert hidden.status_code == nothing.status_code
            assert hidden.json() == nothing.json()
    assert kinds(programs.of(GHANA).get("dossiers/B")) == (404, "not-there")


def test_whoever_sees_all_of_a_dossier_is_told_all_of_it(programs):
    answer = programs.of(KENYA).get("dossiers/02222")
    told = answer.json()
    assert answer.headers["etag"] == '"3"'
    assert (told["reference"], told["view"], told["version"]) == ("A", "whole", 3)
    assert (told["state"], told["turn"]) == ("registered", "secretariat")
    assert told["facts"]["contact"] == "person@example.org"
    assert told["moved_at"].endswith("Z")
    assert {one["key"] for one in told["deadlines"]} >= {"submission"}
    assert all(one["cite"] and one["derivation"] for one in told["deadlines"])


def test_the_public_is_told_what_is_published_and_nothing_else(programs):
    answer = programs.of().get("dossiers/A")
    told = answer.json()
    assert (told["title"], told["file_no"], told["view"]) == ("Song of the lake", "02222", "public")
    assert told["status"]["en"]
    hidden = ("state", "turn", "version", "moved_at", "due", "facts", "definition", "stands")
    assert [told[name] for name in hidden] == [None] * len(hidden)
    assert "etag" not in answer.headers
    assert "person@example.org" not in answer.text


def test_a_person_who_may_not_write_to_the_contact_is_not_told_who_that_is(programs):
    committee = programs.of(Actor("The Committee", COMMITTEE))
    assert committee.get("dossiers/A").json()["facts"] is None
    auditor = programs.of(AUDIT).get("dossiers/A").json()
    assert auditor["facts"]["contact"] == "person@example.org"


def test_a_dossier_names_the_one_it_succeeds_and_those_that_succeed_it_where_they_are_known(
    programs,
):
    kenya = programs.of(KENYA)
    assert kenya.get("dossiers/B").json()["predecessor"] == "D"
    assert kenya.get("dossiers/D").json()["successors"] == ["B"]


def test_the_timeline_has_every_step_with_who_took_it(programs):
    entries = programs.of(KENYA).get("dossiers/A/timeline").json()["entries"]
    assert [(one["number"], one["trigger"], one["actor"], one["role"]) for one in entries] == [
        (1, "open", KENYA.name, "state_party"), (2, "submit", KENYA.name, "state_party"),
        (3, "register", "Ana", "secretariat"),
    ]  # fmt: skip
    refused = programs.of(GHANA).get("dossiers/A/timeline")
    assert kinds(refused) == (403, "not-yours")
    assert refused.json()["errors"][0]["cite"] == "House rule 9"


def test_letters_are_told_to_the_office_the_states_and_auditors_alone(programs):
    for who in (OFFICER, AUDIT):
        letters = programs.of(who).get("dossiers/A/letters").json()["letters"]
        assert "A:submission_received:2" in [one["key"] for one in letters]
    assert programs.of(KENYA).get("dossiers/A/letters").json()["letters"] == []  # none has left
    for other in (None, GHANA, Actor("The Committee", COMMITTEE)):
        assert kinds(programs.of(other).get("dossiers/A/letters")) == (403, "not-yours")


def test_the_answer_speaks_the_language_that_is_asked_for(programs):
    program = programs.of()
    for headers, params, language in (
        ({}, {}, "en"),
        ({"Accept-Language": "fr"}, {}, "fr"),
        ({"Accept-Language": "de, fr-FR;q=0.8, en;q=0.5"}, {}, "fr"),
        ({"Accept-Language": "fr;q=0.1, en"}, {}, "en"),
        ({"Accept-Language": "fr;q=0, *;q=x"}, {}, "en"),
        ({"Accept-Language": "fr"}, {"lang": "en"}, "en"),
        ({}, {"lang": "fr"}, "fr"),
    ):
        title = program.get("dossiers/Z", headers=headers, params=params).json()["title"]
        assert (
            title == {"en": "There is nothing there", "fr": "Il n'y a rien à cet endroit"}[language]
        )
