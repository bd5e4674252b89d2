"""A pace: no minute sees more letters than the mail server is to be given."""

from datetime import datetime

from engine.runtime.office import Office
from notifications.pace import Pace
from tests.conftest import ToldClock
from tests.test_relay import Post, relay, submitted


def test_no_minute_sees_more_letters_than_the_pace_lets(office: Office, clock: ToldClock):
    for number in range(1, 8):
        submitted(office, f"RL-2028-{number:04}")
    post = Post()
    one = relay(office, post, pace=Pace(3, clock))
    left: list[tuple[datetime, int]] = []
    for _ in range(3):
        left.append((clock.at, one.send_due()[0]))
        clock.later(seconds=59, milliseconds=999)
        assert one.send_due() == (0, 0)
        clock.later(milliseconds=1)
    assert [count for _, count in left] == [3, 3, 1]


def test_a_pace_of_nothing_is_no_limit(clock: ToldClock):
    pace = Pace(0, clock)
    pace.spend()
    assert pace.room(50) == 50
