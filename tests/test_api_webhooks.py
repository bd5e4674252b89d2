"""Programs are told what happened: with the move or not at all, signed, at least once, and only of
what the account of the webhook may see."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from standardwebhooks import Webhook

from engine.dossier import Actor
from engine.runtime import accounts, webhooks
from engine.runtime.database import writer
from engine.runtime.moves import Move, Moved
from engine.runtime.notices import LEASE, Mark, again, claim, mark, statuses
from engine.runtime.webhook_tables import notice
from engine.sight import EVERYTHING
from portal.assemble import now
from portal.webhooks.kept import Made, set_up
from portal.webhooks.telling import GIVES_UP, KEPT, NOT_SEEN, Telling
from tests.moves import CHIEF, GHANA, OFFICER, opened, taken
from tests.programs import Programs, kinds
from tests.webhook_sink import listening
from workflows.roles import AUDITOR

SITE = "https://dossiers.example.org"
REFERENCE = "RL-2028-0001"


@pytest.fixture
def programs(office, tmp_path):
    return Programs(office, tmp_path)


@pytest.fixture
def sink():
    with listening() as found:
        yield found


def telling(office, **more):
    return Telling(office.database, SITE, office.clock, **{"strict": False, **more})


def hook(programs, url, *events, owner=CHIEF):
    made = set_up(programs.office, url, events, programs.account(owner).number, strict=False)
    assert isinstance(made, Made), made
    return made


def rows(office):
    """Every notice: of which webhook, which entry, and how it stands."""
    names = (notice.c.webhook, notice.c.reference, notice.c.number, notice.c.status)
    with office.database.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*names).order_by(*names))]


# --- promised with the move --------------------------------------------------------------------


def test_each_open_webhook_is_owed_a_notice_of_each_step_it_asked_for(programs, office, clock):
    every, some = hook(programs, "http://a.org"), hook(programs, "http://b.org", "submit", "open")
    ended = hook(programs, "http://c.org")
    with writer(office.database).begin() as connection:
        assert webhooks.end(connection, ended.number, clock())
    opened(office)
    taken(office, "submit", GHANA)
    taken(office, "register", OFFICER, file_no="02222")
    assert rows(office) == [
        (every.number, REFERENCE, 1, "waiting"), (every.number, REFERENCE, 2, "waiting"),
        (every.number, REFERENCE, 3, "waiting"),
        (some.number, REFERENCE, 1, "waiting"), (some.number, REFERENCE, 2, "waiting"),
    ]  # fmt: skip


def test_a_refused_move_and_a_repeated_one_owe_nothing_more(programs, office):
    hook(programs, "http://a.org")
    opened(office)
    assert not isinstance(office.execute(Move(REFERENCE, "register", GHANA)), Moved)
    for _ in range(2):
        outcome = office.execute(Move(REFERENCE, "withdraw", GHANA, request="once"))
        assert isinstance(outcome, Moved)
    assert [number for _, _, number, _ in rows(office)] == [1, 2]


def test_moves_made_together_owe_a_notice_of_each_or_of_none(programs, office):
    hook(programs, "http://a.org")
    for number in (1, 2):
        opened(office, f"R{number}")
    both = [Move(f"R{number}", "withdraw", GHANA) for number in (1, 2)]
    assert isinstance(office.execute_together(both), list)
    assert [(one, number) for _, one, number, _ in rows(office)] == [
        ("R1", 1), ("R1", 2), ("R2", 1), ("R2", 2),
    ]  # fmt: skip


# --- told --------------------------------------------------------------------------------------


def test_a_notice_says_which_step_of_which_dossier_and_no_more_and_is_signed(
    programs, office, sink, clock
):
    made = hook(programs, sink.url)
    clock.at = now()  # the library that verifies has a clock of its own
    opened(office, cycle=clock.at.year + 2)
    taken(office, "submit", GHANA)
    assert telling(office).tell_due() == (2, 0)
    path, headers, body = sink.came[1]
    assert path == "/hook?of=us"
    assert headers["webhook-id"] == f"{made.number}.{REFERENCE}.2"
    assert json.loads(body) == {
        "type": "dossier.submit",
        "timestamp": f"{clock.at:%Y-%m-%dT%H:%M:%S.%fZ}",
        "data": {
            "reference": REFERENCE, "number": 2, "url": f"{SITE}/api/v1/dossiers/{REFERENCE}",
        },
    }  # fmt: skip
    assert Webhook(made.secret).verify(body, headers) == json.loads(body)
    with pytest.raises(Exception, match="No matching signature"):
        Webhook("whsec_b3RoZXI=").verify(body, headers)


def test_nothing_is_told_of_what_the_account_may_not_see_at_that_moment(
    programs, office, sink, clock
):
    hook(programs, sink.url)
    opened(office)  # a draft is its State's own
    assert telling(office).tell_due() == (0, 1)
    taken(office, "submit", GHANA)
    with writer(office.database).begin() as connection:
        number = programs_number(connection)
        accounts.close(connection, number, "the office", clock())
    assert telling(office).tell_due() == (0, 1)
    assert sink.came == []
    with office.database.connect() as connection:
        assert {one.problem for one in webhooks.told(connection, 1, EVERYTHING)} == {NOT_SEEN}


def programs_number(connection):
    (one,) = accounts.all_accounts(connection)
    return one.number


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_is_not_heard_is_told_again_under_the_same_name_with_growing_pauses(
    programs, office, sink, clock, status
):
    hook(programs, sink.url, "submit")
    opened(office)
    taken(office, "submit", GHANA)
    began, pauses, problem = clock(), [], ""
    sink.status = status
    while telling(office).tell_due() == (0, 1):
        with office.database.connect() as connection:
            (one,) = webhooks.told(connection, 1, EVERYTHING)
        problem = one.problem
        if one.status == "failed":
            break
        pauses.append(one.due_at - clock())
        clock.at = one.due_at - timedelta(microseconds=1)
        assert telling(office).tell_due() == (0, 0)
        clock.at = one.due_at
    assert clock() - began <= GIVES_UP
    assert pauses[0] >= timedelta(seconds=30)
    assert pauses == sorted(pauses) or max(pauses) >= timedelta(hours=4)
    assert {headers["webhook-id"] for _, headers, _ in sink.came} == {f"1.{REFERENCE}.2"}
    assert len(sink.came) == len(pauses) + 1
    assert f"the answer was {status}" in problem
    assert all(path == "/hook?of=us" for path, _, _ in sink.came)  # a redirect is not followed
    with writer(office.database).begin() as connection:
        assert again(connection, 1, clock()) == 1
    sink.status = 204
    assert telling(office).tell_due() == (1, 0)


def test_what_a_killed_worker_had_claimed_is_told_by_the_next_and_marked_by_it_alone(
    programs, office, sink, clock
):
    hook(programs, sink.url, "submit")
    opened(office)
    taken(office, "submit", GHANA)
    (lost,) = claim(office.database, clock())
    assert telling(office).tell_due() == (0, 0)
    clock.later(seconds=LEASE.total_seconds())
    assert telling(office).tell_due() == (0, 0)
    clock.later(microseconds=1)
    (found,) = claim(office.database, clock())
    assert found.name == lost.name
    mark(office.database, [Mark(lost)], clock())
    assert rows(office)[0][3] == "claimed"
    mark(office.database, [Mark(found)], clock())
    assert rows(office)[0][3] == "sent"


def test_two_workers_tell_each_notice_once(programs, office, sink, clock):
    hook(programs, sink.url, "open", "submit")
    for number in range(3):
        opened(office, f"R{number}")
        taken(office, "submit", GHANA, f"R{number}")
    one, two = claim(office.database, clock(), 3), claim(office.database, clock(), 10)
    assert (len(one), len(two)) == (3, 3)
    assert {each.name for each in one} & {each.name for each in two} == set()


def test_what_was_told_is_forgotten_after_a_month_and_what_was_not_is_kept(
    programs, office, sink, clock
):
    hook(programs, sink.url)
    opened(office)
    telling(office).tell_due()  # of a draft, which is not for its eyes
    taken(office, "submit", GHANA)
    telling(office).tell_due()
    clock.later(seconds=KEPT.total_seconds())
    assert telling(office).let_go() == 0
    clock.later(microseconds=1)
    assert telling(office).let_go() == 1
    assert [status for *_, status in rows(office)] == ["failed"]


def test_in_production_nothing_is_sent_into_this_network_whatever_the_name_says(
    programs, office, sink
):
    hook(programs, sink.url, "submit")
    opened(office)
    taken(office, "submit", GHANA)
    assert telling(office, strict=True).tell_due() == (0, 1)
    assert sink.came == []


# --- by programs -------------------------------------------------------------------------------


def test_a_program_of_the_head_sets_up_and_ends_webhooks_and_sees_what_became_of_notices(
    programs, office, sink
):
    chief = programs.of(CHIEF)
    made = chief.post("webhooks", json={"url": sink.url, "events": ["submit"]})
    assert made.status_code == 201, made.text
    number = made.json()["number"]
    assert made.json()["secret"].startswith("whsec_")
    opened(office)
    taken(office, "submit", GHANA)
    (listed,) = chief.get("webhooks").json()["webhooks"]
    assert (listed["waiting"], listed["sent"], listed["failed"]) == (1, 0, 0)
    assert "secret" not in listed
    telling(office).tell_due()
    (told,) = chief.get(f"webhooks/{number}/notices").json()["notices"]
    assert (told["reference"], told["number"], told["status"]) == (REFERENCE, 2, "sent")
    assert chief.post(f"webhooks/{number}/again").json()["failed"] == 0
    assert chief.delete(f"webhooks/{number}").status_code == 204
    assert chief.get("webhooks").json()["webhooks"][0]["ended_at"]
    for method, more in (("GET", "/notices"), ("POST", "/again"), ("DELETE", "")):
        assert kinds(chief.request(method, f"webhooks/99{more}")) == (404, "not-there")


def test_a_webhook_that_cannot_be_is_told_why(programs):
    answer = programs.of(CHIEF).post("webhooks", json={"url": "x", "events": ["nothing"]})
    assert kinds(answer) == (422, "not-as-asked")
    assert len(answer.json()["errors"]) == 2
    auditor = programs.of(Actor("P. Stone", AUDITOR))
    assert auditor.get("webhooks").json() == {"webhooks": []}


def test_what_waits_for_an_ended_webhook_is_not_told_and_twenty_are_enough(
    programs, office, sink, clock
):
    first = hook(programs, sink.url)
    opened(office)
    taken(office, "submit", GHANA)
    with writer(office.database).begin() as connection:
        webhooks.end(connection, first.number, clock())
        assert statuses(connection) == {(first.number, "failed"): 2}
    assert telling(office).tell_due() == (0, 0)
    for _ in range(20):
        hook(programs, sink.url)
    owner = programs.account(CHIEF).number
    refused = set_up(office, sink.url, (), owner, strict=False)
    assert not isinstance(refused, Made)
