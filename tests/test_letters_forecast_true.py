"""What is forecast is what leaves: everything, to everybody, on that day, and nothing else."""

from random import Random

import pytest

from engine.runtime.office import Office
from tests.conftest import ToldClock
from tests.foretelling import expected_to_leave, foreseen, populated, really_left


@pytest.mark.parametrize("seed", range(8))
def test_whatever_an_office_is_like_what_leaves_in_two_weeks_is_what_was_forecast(
    office: Office, clock: ToldClock, seed: int
):
    populated(office, clock, Random(seed))
    forecast = foreseen(office, 14)
    assert really_left(office, clock, 14) == expected_to_leave(forecast)


@pytest.mark.parametrize("seed", [1009, 1016])
def test_so_it_is_for_sixty_days(office: Office, clock: ToldClock, seed: int):
    populated(office, clock, Random(seed))
    forecast = foreseen(office, 60)
    assert really_left(office, clock, 60) == expected_to_leave(forecast)
