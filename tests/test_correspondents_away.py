"""Who is away and who stands for them, without a circle, whoever says so at the same time."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine

from engine.runtime.absences import away, back
from engine.runtime.correspondents import Absence
from engine.runtime.entering import leave
from engine.runtime.unacceptable import Unacceptable
from tests.on_record import BY, done, entered, read, refused

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def absence(deputy: str, first: int = 1, last: int = 9) -> Absence:
    return Absence(date(2027, 3, first), date(2027, 3, last), f"{deputy}@example.org")


def go(database: Engine, name: str, deputy: str, first: int = 1, last: int = 9) -> None:
    done(database, away, f"{name}@example.org", absence(deputy, first, last), BY, NOW)


@pytest.fixture
def people(database: Engine):
    entered(database, NOW, "a", "b", "c")


@pytest.mark.usefixtures("people")
def test_an_absence_is_kept_until_another_takes_its_place_or_the_person_is_back(database: Engine):
    kept = done(database, away, " A@example.org", absence("B"), BY, NOW)
    assert kept == absence("b")
    assert read(database).people["a@example.org"].absence == absence("b")
    go(database, "a", "c", 2, 2)
    assert read(database).people["a@example.org"].absence == absence("c", 2, 2)
    done(database, back, "A@example.org", BY, NOW)
    assert read(database).people["a@example.org"].absence is None


@pytest.mark.usefixtures("people")
def test_an_absence_that_cannot_be_is_refused(database: Engine):
    def why(name: str, one: Absence) -> list[str]:
        return refused(database, away, f"{name}@example.org", one, BY, NOW)

    assert why("a", absence("a")) == ["a@example.org cannot be the deputy of a@example.org"]
    assert why("x", absence("y", 3, 2)) == [
        "the last day of the absence is before the first",
        "x@example.org is not a correspondent; add it first",
        "y@example.org is not a correspondent; add it first",
    ]
    done(database, leave, "b@example.org", BY, NOW)
    assert why("a", absence("b")) == ["b@example.org has left"]
    assert refused(database, back, "x@example.org", BY, NOW) == [
        "x@example.org is not a correspondent; add it first"
    ]
    assert refused(database, away, "a@example.org", absence("c"), "", NOW) == [
        "it is not said who says so"
    ]


@pytest.mark.usefixtures("people")
def test_deputies_do_not_go_in_a_circle(database: Engine):
    go(database, "a", "b")
    go(database, "b", "c")
    assert refused(database, away, "c@example.org", absence("a"), BY, NOW) == [
        "the deputies would go in a circle: c@example.org -> a@example.org -> b@example.org -> "
        "c@example.org"
    ]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(("first", "fits"), [(9, False), (10, True)])
def test_two_may_stand_for_each_other_on_different_days(database: Engine, first: int, fits: bool):
    go(database, "a", "b", 1, 9)
    if fits:
        go(database, "b", "a", first, 20)
    else:
        with pytest.raises(Unacceptable, match=r"^the deputies would go in a circle"):
            go(database, "b", "a", first, 20)


@pytest.mark.usefixtures("people")
def test_a_circle_of_others_is_not_gone_round_for_ever(database: Engine):
    go(database, "a", "b", 1, 9)
    go(database, "b", "a", 10, 20)
    go(database, "c", "a", 1, 20)
    assert read(database).people["c@example.org"].absence == absence("a", 1, 20)


@pytest.mark.usefixtures("people")
def test_of_two_who_name_each_other_at_the_same_time_one_is_refused(database: Engine):
    together, outcomes = Barrier(2), []

    def name(one: str, other: str) -> None:
        together.wait()
        try:
            go(database, one, other)
            outcomes.append("kept")
        except Unacceptable:
            outcomes.append("refused")

    both = [Thread(target=name, args=args) for args in (("a", "b"), ("b", "a"))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(outcomes) == ["kept", "refused"]
