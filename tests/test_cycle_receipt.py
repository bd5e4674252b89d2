"""When a file of a cycle was received: how it may be written, and up to when it is in time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.parameters import UnknownParameter
from tests.cycle_files import faults, files
from workflows.cycle_receipt import deadlines, late
from workflows.law import law


def received(cell: str, *, kind: str = "RL,new", cycle: int = 2028) -> list[str]:
    """What is wrong with a file received then."""
    return faults(f"1,Song,{kind},Kenya,{cell},,,", cycle=cycle)


# --- how it is written -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "instant"),
    [
        ("2027-03-31", "2027-03-30T22:00:00+00:00"),
        ("2027-03-20", "2027-03-19T23:00:00+00:00"),
        ("2027-03-30T18:00", "2027-03-30T16:00:00+00:00"),
        ("2027-03-30 18:00:59", "2027-03-30T16:00:59+00:00"),
        ("2027-03-20T18:00", "2027-03-20T17:00:00+00:00"),
        ("2027-03-30T18:00Z", "2027-03-30T18:00:00+00:00"),
        ("2027-03-30T18:00:00.500000+03:00", "2027-03-30T15:00:00.500000+00:00"),
        ("2027-03-30T18:00-0330", "2027-03-30T21:30:00+00:00"),
        ("2027-03-30T18:00+02", "2027-03-30T16:00:00+00:00"),
    ],
)
def test_an_instant_without_zone_is_of_paris_and_a_day_is_its_first_instant(
    cell: str, instant: str
):
    (one,) = files(f"1,Song,RL,new,Kenya,{cell},,,")
    assert one.received_at is not None
    assert one.received_at.isoformat() == instant


@pytest.mark.parametrize(
    "cell",
    [
        "31/03/2027", "2027-3-31", "20270331", "2027-W13-3", "2027-02-29", "2027-03-30T24:00",
        "2027-03-30T18", "2027-03-30T18:60", "2027-03-30T18:00 Paris", "2027-03-30T18:00+25:00",
        "2027-03-30Z", "0001-01-01T00:00", "9999-12-31T23:30Z", "0000-01-01", "٢٠٢٧-٠٣-٣٠", "soon",
    ],
)  # fmt: skip
@pytest.mark.parametrize("history", [True, False])
def test_what_is_no_day_and_no_instant_is_told(cell: str, history: bool):
    told = f"line 2: {cell!r} is no day like 2027-03-31 and no instant like 2027-03-31T17:30+02:00"
    row = f"1,Song,RL,new,Kenya,{cell},,no,"
    assert faults(row, history=history) == [told]


def test_a_present_cycle_must_know_when_a_file_was_received():
    assert received("") == ["line 2: it does not say when the file was received [OD 54]"]


# --- whether it was in time --------------------------------------------------------------------

IN_TIME = [
    (2028, "2027-03-31T18:00"),
    (2028, "2027-03-31T16:00:00Z"),
    (2028, "2027-03-31"),
    (2025, "2024-04-02"),
    (2025, "2024-04-02 18:00"),
    (2020, "2019-04-01T19:00"),
    (2014, "2013-04-02T17:00"),
]


@pytest.mark.parametrize(("cycle", "cell"), IN_TIME)
def test_a_file_is_in_time_up_to_the_very_instant_of_the_deadline(cycle: int, cell: str):
    assert received(cell, cycle=cycle) == []


@pytest.mark.parametrize(
    ("cycle", "cell", "sentence"),
    [
        (
            2028,
            "2027-03-31T18:00:01",
            "received 31 March 2027, 18:00:01 (Paris time), after the deadline of 31 March 2027, "
            "18:00 (Paris time) (31 March 2027 for the cycle of 2028; at 18:00 (Europe/Paris)); "
            "it can be examined in the cycle of 2029 [OD 54]",
        ),
        (
            2028,
            "2027-03-31T16:00:01Z",
            "received 31 March 2027, 18:00:01 (Paris time), after the deadline of 31 March 2027, "
            "18:00 (Paris time) (31 March 2027 for the cycle of 2028; at 18:00 (Europe/Paris)); "
            "it can be examined in the cycle of 2029 [OD 54]",
        ),
        (
            2020,
            "2019-04-02",
            "received 1 April 2019, 22:00:00 (UTC), after the deadline of 1 April 2019, 17:00 "
            "(UTC) (31 March 2019 for the cycle of 2020; 31 March 2019 is a Sunday; the first "
            "working day is 1 April 2019; at 17:00 (UTC)); it can be examined in the cycle of "
            "2021 [OD 54]",
        ),
    ],
)
def test_a_file_is_late_one_second_after_it_and_told_why(cycle: int, cell: str, sentence: str):
    assert received(cell, cycle=cycle) == [f"line 2: {sentence}"]


def test_a_past_cycle_has_no_deadline():
    assert faults("1,Song,RL,new,Kenya,2029-01-01,,no,", history=True) == []


MARCH = ("2027-03-31T18:00", "2027-03-31T18:00:01")
JUNE = ("2027-06-30T18:00", "2027-06-30T18:00:01")


@pytest.mark.parametrize(
    ("kind", "around"),
    [
        ("USL,new", MARCH),
        ("GSP,new", MARCH),
        ("IA,new", MARCH),
        ("RL,extension", MARCH),
        ("USL,reduction", MARCH),
        ("RL,transfer_rl_usl", MARCH),
        ("USL,transfer_usl_rl", JUNE),
        ("RL,transfer_usl_rl", JUNE),
    ],
)
def test_a_transfer_has_the_later_of_its_own_deadline_and_the_general_one(
    kind: str, around: tuple[str, str]
):
    in_time, too_late = around
    assert received(in_time, kind=kind) == []
    assert [fault[:16] for fault in received(too_late, kind=kind)] == ["line 2: received"]


@pytest.mark.parametrize(
    ("kind", "around"),
    [
        ("RL,", JUNE),
        (",new", MARCH),
        (",", JUNE),
        ("GSP,", MARCH),
        ("IA,", MARCH),
        (",transfer_usl_rl", JUNE),
        ("GSP,transfer_rl_usl", JUNE),
    ],
)
def test_a_file_of_unknown_kind_is_late_when_it_is_late_for_all_it_may_be(
    kind: str, around: tuple[str, str]
):
    before, after = (received(cell, kind=kind) for cell in around)
    assert not any("received" in fault for fault in before)
    assert after[: len(before)] == before
    assert [fault[:16] for fault in after[len(before) :]] == ["line 2: received"]


@pytest.mark.parametrize("cycle", [2009, 2101, 99999])
def test_a_present_cycle_whose_timetable_is_not_known_is_not_judged(cycle: int):
    with pytest.raises(UnknownParameter, match=f"for the cycles 2010 to 2100, not for {cycle}"):
        received("2027-03-30", cycle=cycle)


@pytest.mark.parametrize("cycle", [2010, 2100])
def test_the_first_and_the_last_known_cycle_are_judged(cycle: int):
    assert received(f"{cycle - 1}-03-30", cycle=cycle) == []


def test_what_comes_in_the_grace_of_a_deadline_is_in_time():
    known = deadlines(law(), 2028)
    generous = {fit: replace(one, grace=timedelta(minutes=30)) for fit, one in known.items()}
    at = known["RL", "new"].instant + timedelta(minutes=30)
    assert late(at, "RL", "new", generous, 2028) is None
    after = late(at + timedelta(seconds=1), "RL", "new", generous, 2028)
    assert after is not None
    assert after.en.startswith("received 31 March 2027, 18:30:01 (Paris time), after the")
