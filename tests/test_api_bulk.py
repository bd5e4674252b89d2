"""Programs take one step with many dossiers: tried first, then taken, each by itself."""

import pytest

from engine.dossier import Actor
from engine.runtime.correspondents import OFFICER as LEADS
from engine.runtime.correspondents import book
from engine.runtime.queries import looking
from portal.api.scopes import SCOPES
from portal.desk_pages.picked import MOST
from tests.browsing import file_of
from tests.desk import ANA, AUDITOR, BEN, BODY, KENYA, crowded
from tests.moves import OFFICER, taken
from tests.programs import Programs, kinds

INSIDE = {"trigger": "include", "answers": {"place": "inside"}}


@pytest.fixture
def programs(office, tmp_path):
    return Programs(crowded(office), tmp_path)


def ticked(*rows):
    pairs = [one.split() for one in rows]
    return [{"reference": name, "version": int(version)} for name, version in pairs]


def sent(programs, *rows, who=OFFICER, dry_run=False, key=None, **asked):
    headers = {} if key is None else {"Idempotency-Key": key}
    given = {**INSIDE, **asked, "dossiers": ticked(*rows)}
    answer = programs.of(who).post("steps", params={"dry_run": dry_run}, json=given,
                                   headers=headers)  # fmt: skip
    assert answer.status_code == 200, answer.text
    return answer.json()


def went(told):
    return [(one["reference"], one["went"], one["version"]) for one in told["dossiers"]]


def stands(programs, *references):
    return [file_of(programs.office, one).dossier.state for one in references]


def leads(programs, reference):
    with looking(programs.office.database) as connection:
        standing = book(connection).standing()
    return [one.address for one in standing if (one.kind, one.concerns) == (LEADS, reference)]


# --- steps -------------------------------------------------------------------------------------


def test_a_dry_run_says_what_would_come_of_it_and_moves_nothing(programs):
    told = sent(programs, "REG 3", "LAKE 3", dry_run=True)
    assert (told["dry_run"], told["went"], told["of"]) == (True, 2, 2)
    assert went(told) == [("REG", "would", 3), ("LAKE", "would", 3)]
    assert told["dossiers"][0]["leads_to"]["en"] == "Has a place in the cycle"
    assert stands(programs, "REG", "LAKE") == ["registered", "registered"]


def test_each_takes_the_step_by_itself_or_stays_with_every_reason(programs):
    told = sent(programs, "REG 3", "CHK 5", "LAKE 3")
    assert went(told) == [("REG", "done", 4), ("CHK", "not", 5), ("LAKE", "done", 4)]
    assert stands(programs, "REG", "CHK", "LAKE") == ["included", "checking", "included"]
    _, refused, _ = told["dossiers"]
    assert [one["rule"] for one in refused["against"]] == ["state"]
    assert all(one["sentence"]["fr"] and one["cite"] for one in refused["against"])
    assert (told["went"], told["of"], told["dry_run"]) == (2, 3, False)


def test_under_the_same_key_each_moves_once(programs):
    first, second = (sent(programs, "REG 3", "LAKE 3", key="k" * 150) for _ in range(2))
    assert first == second
    assert went(first) == [("REG", "done", 4), ("LAKE", "done", 4)]
    other = sent(programs, "REG 4", key="k" * 150, answers={"place": "outside"})
    assert [one["rule"] for one in other["dossiers"][0]["against"]] == ["request"]
    without = sent(programs, "REG 3")
    assert "version" in [one["rule"] for one in without["dossiers"][0]["against"]]


def test_two_accounts_may_use_the_same_key(programs):
    sent(programs, "REG 3", key="one")
    told = sent(programs, "LAKE 3", key="one", who=Actor("B. Other", "secretariat"))
    assert went(told) == [("LAKE", "done", 4)]


@pytest.mark.parametrize("dry_run", [True, False])
def test_one_that_moved_since_it_was_seen_stays(programs, dry_run):
    taken(programs.office, "rank", OFFICER, "REG", order="1")
    told = sent(programs, "REG 3", "LAKE 3", dry_run=dry_run)
    assert [one["went"] == "not" for one in told["dossiers"]] == [True, False]
    assert told["dossiers"][0]["version"] == 4


def test_what_is_missing_from_the_answers_is_told_with_a_pointer_to_it(programs):
    told = sent(programs, "REG 3", answers={"place": "nowhere"}, dry_run=True)
    (against,) = told["dossiers"][0]["against"]
    assert (against["rule"], against["pointer"]) == ("answers", "/answers/place")


def test_a_paper_that_is_none_of_a_dossier_is_told_already_when_it_is_tried(programs):
    asked = {"trigger": "find_complete", "answers": {"sheet": "5f7c" * 16}}
    tried, done = (sent(programs, "CHK 5", **asked, dry_run=dry) for dry in (True, False))
    assert [one["dossiers"][0]["went"] for one in (tried, done)] == ["not", "not"]
    assert stands(programs, "CHK") == ["checking"]


@pytest.mark.parametrize("dry_run", [True, False])
def test_another_states_draft_is_answered_as_what_does_not_exist(programs, dry_run):
    asked = {"trigger": "submit", "answers": {}, "dry_run": dry_run}
    draft, nothing = (sent(programs, f"{one} 1", **asked) for one in ("DRAFT", "NOTHING"))
    assert str(draft).replace("DRAFT", "NOTHING") == str(nothing)
    assert (draft["dossiers"][0]["version"], draft["dossiers"][0]["state"]) == (None, None)
    assert stands(programs, "DRAFT") == ["draft"]


@pytest.mark.parametrize("who", [KENYA, BODY, AUDITOR])
@pytest.mark.parametrize("path", ["steps", "leads"])
def test_steps_together_are_for_the_office(programs, who, path):
    given = {**INSIDE, "dossiers": ticked("DRAFT 1")}
    lead = {"officer": BEN, "dossiers": ["DRAFT"]}
    answer = programs.of(who, list(SCOPES)).post(path, json=given if path == "steps" else lead)
    assert kinds(answer) == (403, "not-yours")
    assert "DRAFT" not in answer.text


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"dossiers": []}, "/dossiers"),
        ({"dossiers": ticked(*(f"R{n} 1" for n in range(MOST + 1)))}, "/dossiers"),
        ({"dossiers": ticked("REG 3", "REG 3")}, "/dossiers/1"),
        ({"dossiers": [{"reference": "a\x00", "version": 1}]}, "/dossiers/0/reference"),
        ({"dossiers": [{"reference": "REG"}]}, "/dossiers/0/version"),
        ({"dossiers": ticked("REG 3"), "more": 1}, "/more"),
    ],
)
def test_what_cannot_be_asked_of_many_is_told_with_a_pointer(programs, given, pointer):
    answer = programs.of(OFFICER).post("steps", json={**INSIDE, **given})
    assert kinds(answer) == (422, "not-as-asked")
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]
    most = ticked(*(f"R{n} 1" for n in range(MOST)))
    assert programs.of(OFFICER).post("steps", json={**INSIDE, "dossiers": most}).status_code == 200


# --- in charge ---------------------------------------------------------------------------------


def test_an_officer_is_put_in_charge_of_many_and_tried_first(programs):
    program, given = programs.of(OFFICER), {"officer": BEN, "dossiers": ["REG", "LAKE", "DRAFT"]}
    known = program.get("officers").json()["officers"]
    assert [one["address"] for one in known] == [ANA, BEN]
    tried = program.post("leads?dry_run=true", json=given).json()
    assert [one["went"] for one in tried["dossiers"]] == ["would", "would", "not"]
    assert (leads(programs, "REG"), leads(programs, "LAKE")) == ([ANA], [])
    for _ in range(2):
        done = program.post("leads", json=given).json()
        assert [one["went"] for one in done["dossiers"]] == ["done", "done", "not"]
    assert [leads(programs, one) for one in ("REG", "LAKE", "DRAFT")] == [[BEN], [BEN], []]


def test_nobody_but_an_officer_is_put_in_charge(programs):
    answer = programs.of(OFFICER).post(
        "leads", json={"officer": "stranger@example.org", "dossiers": ["REG"]}
    )
    assert kinds(answer) == (422, "not-as-asked")
    assert answer.json()["errors"][0]["pointer"] == "/officer"
    assert leads(programs, "REG") == [ANA]
