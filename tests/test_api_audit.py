"""Programs of the Secretariat and of auditors read the trail of all dossiers, each in their own
sight."""

import pytest

from engine.dossier import Actor
from engine.runtime.moves import Move, Moved
from engine.runtime.seals import make_seal
from tests.moves import BODY, GHANA, OFFICER, opened, taken
from tests.programs import AT, HOST, Programs, kinds

AUDITOR = Actor("J. Ortega", "auditor")
R, DRAFT = "RL-2028-0001", "RL-2028-0002"


@pytest.fixture
def programs(office, clock, tmp_path):
    opened(office)
    clock.later(hours=1)
    taken(office, "submit", GHANA)
    opened(office, DRAFT, title="A secret draft")
    return Programs(office, tmp_path)


def entries(answer):
    assert answer.status_code == 200, answer.text
    return [(one["reference"], one["number"]) for one in answer.json()["entries"]]


def test_an_auditor_reads_every_entry_the_latest_first_and_the_seal(programs, office):
    program = programs.of(AUDITOR)
    assert program.get("audit").json()["sealed"] is None
    made = make_seal(office)
    told = program.get("audit").json()
    assert entries(program.get("audit")) == [(DRAFT, 1), (R, 2), (R, 1)]
    assert (told["sealed"]["dossiers"], told["sealed"]["hash"]) == (2, made.hash)
    (_, submitted, _) = told["entries"]
    assert (submitted["trigger"], submitted["event"]["en"]) == ("submit", "Submitted")
    assert (submitted["actor"], submitted["role"], submitted["through"]) == (
        GHANA.name, "state_party", None,
    )  # fmt: skip
    assert submitted["at"].endswith("Z")
    assert len(submitted["hash"]) == 64


def test_an_officer_reads_nothing_of_a_draft_whatever_is_asked(programs):
    officer = programs.of(OFFICER)
    for params in ({}, {"reference": DRAFT}, {"actor": GHANA.name}, {"trigger": "open"}):
        answer = officer.get("audit", params=params)
        assert DRAFT not in [one for one, _ in entries(answer)]
        assert "A secret draft" not in answer.text
    assert officer.get("audit", params={"reference": DRAFT}).json()["entries"] == []


@pytest.mark.parametrize("who", [GHANA, BODY])
def test_the_trail_is_for_nobody_else(programs, who):
    assert kinds(programs.of(who).get("audit")) == (403, "not-yours")
    assert kinds(programs.of().get("audit")) == (401, "no-token")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"trigger": "submit"}, [(R, 2)]),
        ({"reference": R}, [(R, 2), (R, 1)]),
        ({"actor": "Nobody"}, []),
        ({"since": "2027-03-01T13:00:00Z"}, [(DRAFT, 1), (R, 2)]),
        ({"since": "2027-03-01T14:00:00+01:00"}, [(DRAFT, 1), (R, 2)]),
        ({"since": "2027-03-01T13:00:01Z"}, []),
        ({"until": "2027-03-01T13:00:00Z"}, [(R, 1)]),
        ({"until": "2027-03-01T13:00:01Z"}, [(DRAFT, 1), (R, 2), (R, 1)]),
    ],
)
def test_what_is_looked_for_is_found_and_nothing_else(programs, asked, found):
    assert entries(programs.of(AUDITOR).get("audit", params=asked)) == found


def test_whoever_acts_in_the_place_of_a_state_is_named_beside_it(programs, office):
    through = Actor(GHANA.name, GHANA.role, GHANA.states, "A. Lind, secretariat")
    assert isinstance(office.execute(Move(R, "withdraw", through)), Moved)
    (one,) = programs.of(AUDITOR).get("audit?trigger=withdraw").json()["entries"]
    assert (one["actor"], one["through"]) == (GHANA.name, "A. Lind, secretariat")


def test_a_long_trail_is_read_page_by_page_without_a_gap(programs, office):
    for rank in range(1, 8):
        taken(office, "rank", GHANA, order=rank)
    program, found = programs.of(AUDITOR), []
    following = f"{AT}/audit?limit=3&reference={R}"
    while following:
        answer = program.get(HOST + following)
        found += entries(answer)
        following = answer.json()["next"]
        assert (following is None) == ("link" not in answer.headers)
    assert found == [(R, number) for number in range(9, 0, -1)]


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"since": "31.03.2027"}, "?since"),
        ({"since": "2027-03-01T13:00:00"}, "?since"),
        ({"until": "0001-01-01T00:00:00+05:00"}, "?until"),
        ({"until": "3000-01-01T00:00:00Z"}, "?until"),
        ({"actor": "a\x00"}, "?actor"),
        ({"limit": 201}, "?limit"),
        ({"cursor": "nowhere"}, "?cursor"),
        ({"cursor": "MjAyNwpYCjE"}, "?cursor"),
    ],
)
def test_what_cannot_be_looked_for_is_told(programs, asked, pointer):
    answer = programs.of(AUDITOR).get("audit", params=asked)
    assert kinds(answer) == (422, "not-as-asked")
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]
