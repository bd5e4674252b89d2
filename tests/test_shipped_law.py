"""The law that is shipped: every value has a source and a mark; what is remembered is known."""

from datetime import timedelta

from engine.citation import MARKS
from workflows.law import law

REMEMBERED = (
    ("ceiling", 2012),
    ("ceiling", 2013),
    *(("directives", cycle) for cycle in (2010, 2012, 2014, 2016, 2020, 2026)),
    *(("session", cycle) for cycle in range(2012, 2021)),
    ("session", 2023),
    ("session", 2024),
)
"""What nobody has confirmed in a public text yet. A line leaves this list when it is."""


def test_every_shipped_value_has_a_label_a_source_and_a_mark():
    assert {
        (name, value.cite)
        for name in law().names()
        for value in law().values(name)
        if not (law().labels[name] and value.cite.strip() and value.mark in MARKS)
    } == set()


def test_nothing_shipped_is_merely_illustrative():
    marks = {value.mark for name in law().names() for value in law().values(name)}
    assert marks == {"verified", "remembered", "interpretation"}


def test_the_shipped_values_that_are_only_remembered_are_known():
    assert (
        tuple(
            (name, value.cycle or value.from_cycle or value.since)
            for name in law().names()
            for value in law().values(name)
            if value.mark == "remembered"
        )
        == REMEMBERED
    )


def test_every_session_opens_before_it_closes_and_lasts_a_week_at_most():
    for value in law().values("session"):
        assert timedelta(0) < value["closes"] - value["opens"] < timedelta(7)
        assert value["opens"].year == value.cycle
