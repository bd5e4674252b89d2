"""The submission rate of reports: received out of due, in whole percent, halves up."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dossier import Dossier
from engine.words import Words
from workflows.law import law
from workflows.reports.rate import ELEMENTS, OTHERS, Rate, rates
from workflows.reports.regions import states_of

IN_TIME, LATE = "2024-12-15T22:59:59.000000+00:00", "2024-12-15T23:00:00.000000+00:00"
AFTERWARDS = datetime(2025, 6, 30, tzinfo=UTC)
ASIA_PACIFIC = Words("Asia and the Pacific", "Asie et Pacifique")


def periodic(state: str = "Japan", **facts: Any) -> Dossier:
    """A periodic report due in 2024."""
    known = {"states": [state], "due_in": 2024, **facts}
    return Dossier(f"P-{state}", "periodic_report", facts=known)


def on_an_element(number: int = 1570, **facts: Any) -> Dossier:
    """A report due in 2024 on an element."""
    known = {"states": ["Mongolia"], "inscribed_in": 2020, "due_in": 2024, **facts}
    return Dossier(f"U-{number}", "usl_report", facts=known)


def told(*dossiers: Dossier, year: int = 2024, as_of: datetime = AFTERWARDS) -> list[Rate]:
    """The rates of these reports."""
    return rates(law(), dossiers, year, as_of)


def test_38_of_42_reports_of_asia_and_the_pacific_are_90_percent():
    def all_of_them() -> Iterator[Dossier]:
        for number, one in enumerate(states_of(law(), "asia_pacific", 2025)):
            yield periodic(one.name, **({"received_at": IN_TIME} if number < 38 else {}))

    (rate,) = told(*all_of_them())
    assert rate == Rate("periodic_report", ASIA_PACIFIC, due=42, received=38, late=0)
    assert rate.percent == 90


@pytest.mark.parametrize(
    ("received", "due", "percent"),
    [(44, 44, 100), (38, 42, 90), (1, 8, 13), (1, 200, 1), (1, 201, 0), (0, 3, 0), (0, 0, None)],
)
def test_halves_go_up(received: int, due: int, percent: int | None):
    assert Rate("usl_report", ELEMENTS, due, received, 0).percent == percent


def test_a_late_report_was_received_and_counts_as_late():
    assert told(on_an_element(1, received_at=IN_TIME), on_an_element(2, received_at=LATE)) == [
        Rate("usl_report", ELEMENTS, due=2, received=2, late=1)
    ]


def test_what_came_after_the_day_asked_about_has_not_come_yet():
    report = on_an_element(received_at="2024-12-01T12:00:00.000000+00:00")
    (before,) = told(report, as_of=datetime(2024, 12, 1, 11, 59, 59, tzinfo=UTC))
    (at,) = told(report, as_of=datetime(2024, 12, 1, 12, tzinfo=UTC))
    assert (before.received, before.due, at.received, at.due) == (0, 1, 1, 1)


def test_what_is_no_longer_due_does_not_count_from_the_instant_at_which_it_was_said():
    exempted = on_an_element(exempted_at="2024-05-01T12:00:00.000000+00:00")
    assert told(exempted) == []
    (before,) = told(exempted, as_of=datetime(2024, 5, 1, 11, 59, 59, tzinfo=UTC))
    assert before.due == 1


def test_a_report_that_was_moved_counts_in_the_year_to_which_it_was_moved():
    moved = on_an_element(due_on="2025-06-30", authority="decision 19.COM 6")
    assert told(moved) == []
    (rate,) = told(moved, year=2025)
    assert (rate.received, rate.due) == (0, 1)


def test_elements_come_first_then_the_regions_by_name():
    by_decision = {"due_in": None, "due_on": "2024-05-01", "authority": "x"}
    found = told(
        periodic(), periodic("Kenya", **by_decision), periodic("Atlantis"), on_an_element()
    )
    assert [one.label for one in found] == [
        ELEMENTS, Words("Africa", "Afrique"), ASIA_PACIFIC, OTHERS,
    ]  # fmt: skip


def test_other_dossiers_and_reports_without_a_day_are_not_reports_due():
    assert told(Dossier("RL-1", "rl", facts={"due_in": 2024}), periodic(due_in=2030)) == []


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_rate_lies_between_nothing_and_all(received: int, missing: int):
    rate = Rate("usl_report", ELEMENTS, received + missing, received, 0)
    if rate.percent is None:
        assert rate.due == 0
    else:
        assert 0 <= rate.percent <= 100
        assert abs(rate.percent * rate.due - 100 * received) <= rate.due / 2
