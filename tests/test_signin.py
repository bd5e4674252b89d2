"""Who may come in by a personal link, how long one stays signed in, and what ends it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select, update

from engine.dossier import Actor
from engine.runtime.database import writer
from engine.runtime.invitations import Invitation, enter, invite, invited, take_back
from engine.runtime.people_tables import invitation, session
from engine.runtime.sessions import Lasting, Session, end, end_all, signed_in, who
from engine.runtime.tokens import kept, new_token
from portal.identity.invitable import INVITABLE, faults, in_one_line
from tests.conftest import ToldClock
from workflows.roles import SECRETARIAT, STATE_PARTY, SYSTEM

OSEI = Actor("N. Osei", STATE_PARTY, frozenset({"Togo", "Ghana"}))
LIND = Actor("A. Lind", SECRETARIAT)
A_MICROSECOND = timedelta(microseconds=1)


def entered(database: Engine, clock: ToldClock, actor: Actor = OSEI) -> str:
    token = enter(database, invite(database, actor, "A. Lind", clock()), clock())
    assert token is not None
    return token


def test_an_invitation_says_who_one_will_be_and_until_when_and_looking_changes_nothing(
    database: Engine, clock: ToldClock
):
    token = invite(database, OSEI, "A. Lind", clock(), timedelta(hours=5))
    expected = Invitation(OSEI, clock() + timedelta(hours=5))
    assert [invited(database, token, clock()) for _ in range(2)] == [expected, expected]


def test_an_invitation_opens_once_and_gives_a_session_under_another_token(
    database: Engine, clock: ToldClock
):
    token = invite(database, OSEI, "A. Lind", clock())
    opened = enter(database, token, clock())
    assert opened is not None
    assert opened != token
    assert who(database, opened, clock()) == OSEI
    assert who(database, token, clock()) is None
    assert enter(database, token, clock()) is None
    assert enter(database, opened, clock()) is None
    assert invited(database, token, clock()) is None


def test_of_many_who_open_the_same_link_in_the_same_instant_one_enters(
    database: Engine, clock: ToldClock
):
    token = invite(database, OSEI, "A. Lind", clock())
    with ThreadPoolExecutor(8) as pool:
        tries = list(pool.map(lambda _: enter(database, token, clock()), range(8)))
    assert len([one for one in tries if one]) == 1
    assert len(signed_in(database, clock())) == 1


def test_an_invitation_opens_until_the_instant_it_expires_and_not_at_it(
    database: Engine, clock: ToldClock
):
    first, second = (invite(database, OSEI, "A. Lind", clock()) for _ in range(2))
    expires = clock() + timedelta(hours=72)
    assert enter(database, first, expires - A_MICROSECOND) is not None
    assert enter(database, second, expires) is None
    assert invited(database, second, expires) is None


def test_the_database_keeps_no_token_only_its_hash(database: Engine, clock: ToldClock):
    token = invite(database, OSEI, "A. Lind", clock())
    opened = enter(database, token, clock())
    assert opened is not None
    with database.connect() as connection:
        (asked,) = connection.execute(select(invitation)).all()
        (there,) = connection.execute(select(session)).all()
    now, later = clock(), clock() + timedelta(hours=72)
    states = ["Ghana", "Togo"]
    hashed = [sha256(one.encode()).hexdigest() for one in (token, opened)]
    osei = ("N. Osei", "state_party", states)
    assert tuple(asked) == (hashed[0], *osei, None, "A. Lind", now, later, now)
    assert tuple(there) == (hashed[1], *osei, now, now, None, None, None, "", "", None)


def test_a_token_has_256_bits_and_fits_an_address():
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(one) for one in tokens} == {43}
    assert all(one.replace("-", "").replace("_", "").isalnum() for one in tokens)


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_that_a_stranger_brings_as_a_token_has_a_hash(text: str):
    assert len(kept(text)) == 64


@pytest.mark.parametrize("strange", ["", "\x00", "\ud800", "é" * 5000, "' OR 1=1 --"])
def test_what_was_never_a_token_opens_nothing(database: Engine, clock: ToldClock, strange: str):
    entered(database, clock)
    assert invited(database, strange, clock()) is None
    assert enter(database, strange, clock()) is None
    assert who(database, strange, clock()) is None
    end(database, strange, clock())
    assert len(signed_in(database, clock())) == 1


def test_a_session_that_is_not_seen_for_eight_hours_is_over(database: Engine, clock: ToldClock):
    tokens = [entered(database, clock) for _ in range(2)]
    eight = clock() + timedelta(hours=8)
    assert who(database, tokens[0], eight - A_MICROSECOND) == OSEI
    assert who(database, tokens[1], eight) is None
    assert len(signed_in(database, eight)) == 1


def test_a_session_that_is_seen_is_over_all_the_same_after_seven_days(
    database: Engine, clock: ToldClock
):
    token, over = entered(database, clock), clock() + timedelta(days=7)
    while clock() + timedelta(hours=7) < over:
        clock.later(hours=7)
        assert who(database, token, clock()) == OSEI
    assert who(database, token, over - A_MICROSECOND) == OSEI
    assert who(database, token, over) is None


def test_how_long_a_session_lasts_can_be_said(database: Engine, clock: ToldClock):
    token, short = entered(database, clock), Lasting(timedelta(minutes=5), timedelta(minutes=9))
    clock.later(minutes=4)
    assert who(database, token, clock(), short) == OSEI
    clock.later(minutes=4)
    assert signed_in(database, clock(), short) == [
        Session(OSEI, clock() - timedelta(minutes=8), clock() - timedelta(minutes=4))
    ]
    clock.later(minutes=1)
    assert who(database, token, clock(), short) is None


def test_a_session_is_marked_as_seen_at_most_once_a_minute(database: Engine, clock: ToldClock):
    token, begun = entered(database, clock), clock()
    minute = timedelta(minutes=1)
    marked = []
    for since in (minute - A_MICROSECOND, minute, 2 * minute - A_MICROSECOND, 2 * minute):
        who(database, token, begun + since)
        marked += [one.seen_at - begun for one in signed_in(database, begun + since)]
    assert marked == [timedelta(), minute, minute, 2 * minute]


def test_a_session_that_was_ended_is_over_and_no_other(database: Engine, clock: ToldClock):
    mine, other = (entered(database, clock) for _ in range(2))
    end(database, mine, clock())
    assert who(database, mine, clock()) is None
    assert who(database, other, clock()) == OSEI


def test_when_a_session_was_ended_stays_as_it_was(database: Engine, clock: ToldClock):
    token, ended = entered(database, clock), clock()
    end(database, token, ended)
    clock.later(hours=1)
    end(database, token, clock())
    with database.connect() as connection:
        assert connection.scalars(select(session.c.ended_at)).one() == ended


def test_all_sessions_and_open_invitations_of_a_person_are_ended_and_nobody_elses(
    database: Engine, clock: ToldClock
):
    theirs = [entered(database, clock) for _ in range(2)]
    lind = entered(database, clock, LIND)
    link, other = (invite(database, one, "A. Lind", clock()) for one in (OSEI, LIND))
    with writer(database).begin() as connection:
        assert take_back(connection, "N. Osei", clock()) == 1
        assert end_all(connection, "N. Osei", clock()) == 2
    assert [who(database, one, clock()) for one in theirs] == [None, None]
    assert enter(database, link, clock()) is None
    assert who(database, lind, clock()) == LIND
    assert enter(database, other, clock()) is not None


def test_the_signed_in_are_listed_by_name_the_latest_first(database: Engine, clock: ToldClock):
    first = clock()
    entered(database, clock)
    clock.later(hours=1)
    entered(database, clock)
    entered(database, clock, LIND)
    assert signed_in(database, clock()) == [
        Session(LIND, clock(), clock()),
        Session(OSEI, clock(), clock()),
        Session(OSEI, first, first),
    ]


def test_a_clock_that_was_set_back_does_not_make_somebody_less_seen(
    database: Engine, clock: ToldClock
):
    token = entered(database, clock)
    ahead = clock() + timedelta(hours=1)
    with writer(database).begin() as connection:
        connection.execute(update(session).values(seen_at=ahead))
    assert who(database, token, clock()) == OSEI
    assert [one.seen_at for one in signed_in(database, clock())] == [ahead]


@pytest.mark.parametrize(
    ("name", "role", "states", "against"),
    [
        ("N. Osei", "state_party", ["Ghana", "Togo"], []),
        ("A. Lind", "secretariat", [], []),
        ("Ž. Đurić-Ñ’", "evaluation_body", [], []),
        ("n" * 500, "head", [], []),
        ("n" * 501, "head", [], ["the name is longer than 500 characters"]),
        ("N. Osei", "state_party", [],
         ["a focal point or a delegation speaks for at least one State"]),
        ("E. Mensah", "delegation", ["Ghana"], []),
        ("E. Mensah", "delegation", [],
         ["a focal point or a delegation speaks for at least one State"]),
        ("J. Ortega", "auditor", [], []),
        ("A. Lind", "secretariat", ["Ghana"],
         ["only focal points and delegations speak for a State"]),
        ("N. Osei", "state_party", ["Gana", "Wakanda!"],
         ["there is no State 'Gana'; is it Ghana?",
          "there is no State 'Wakanda!'; States have UNESCO's English names"]),
        ("Osei\u202e", "state_party", ["Ghana"],
         ["the name holds characters that cannot be shown"]),
        ("", "king", ["Ghana"],
         ["the name is empty",
          "'king' is no role for a person; there are state_party, secretariat, head, "
          "evaluation_body, committee, bureau, delegation, auditor",
          "only focal points and delegations speak for a State"]),
    ],
)  # fmt: skip
def test_whom_the_office_may_invite_and_everything_that_stands_against_it(
    name: str, role: str, states: list[str], against: list[str]
):
    assert [one.en for one in faults(name, role, states)] == against


def test_nobody_is_invited_to_be_the_system():
    assert SYSTEM not in INVITABLE
    assert len(faults("Ana", SYSTEM, [])) == 1


def test_a_name_is_one_line_with_single_spaces():
    assert in_one_line(" N.\u00a0 Osei\n") == "N. Osei"
