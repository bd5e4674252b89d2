"""What is forecast is what leaves: everything, to everybody, on that day, and nothing else."""

from random import Random

import pytest

from engine.runtime.office import Office
from tests.conftest import ToldClock
from tests.foretelling import expected_to_leave, foreseen, populated, really_left

KINDS = ("sqlite", "postgresql")
"""An office is another one for every seed: on which kind of database makes no more difference."""


@pytest.mark.parametrize(
    ("database_url", "seed"), [*zip(KINDS * 5, range(10), strict=True)], indirect=["database_url"]
)
def test_whatever_an_office_is_like_what_leaves_in_two_weeks_is_what_was_forecast(
    office: Office, clock: ToldClock, seed: int
):
    populated(office, clock, Random(seed))
    forecast = foreseen(office, 14)
    assert really_left(office, clock, 14) == expected_to_leave(forecast)


@pytest.mark.parametrize(
    ("database_url", "seed"), [*zip(KINDS, [1009, 1016], strict=True)], indirect=["database_url"]
)
def test_so_it_is_for_sixty_days(office: Office, clock: ToldClock, seed: int):
    populated(office, clock, Random(seed))
    forecast = foreseen(office, 60)
    assert really_left(office, clock, 60) == expected_to_leave(forecast)
