"""What the rows of a cycle's files are to each other: ranked by their State, and named once."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cycle_file import CycleFile
from tests.cycle_files import HEADER, faults, file, files
from workflows.cycle_csv import read
from workflows.cycle_receipt import fits
from workflows.law import law
from workflows.selection.policy import KINDS, MECHANISMS


def ranked(*orders: str, states: str = "Kenya") -> list[str]:
    """Files of one State with these orders, of every mechanism in turn."""
    return [
        f"{number},Song,{MECHANISMS[number % 4]},new,{states},2027-03-30,{order},,"
        for number, order in enumerate(orders)
    ]


def naming(number: int, named_by: str, states: str = "Kenya; Togo") -> str:
    """A file that a State names."""
    return f"{number},Song,RL,new,{states},2025-03-30,,,{named_by}"


# --- the State's own order ---------------------------------------------------------------------


def test_a_state_ranks_its_national_files_over_all_mechanisms():
    assert [one.order for one in files(*ranked("2", "1", "4", "3"))] == [2, 1, 4, 3]


def test_a_file_that_its_state_submits_alone_needs_no_order():
    assert faults(*ranked("")) == []


def test_every_file_without_an_order_is_told_when_its_state_submits_several():
    assert faults(*ranked("", "1", "")) == [
        "line 2: Kenya submits 3 files and gives no order for this one [OD 34]",
        "line 4: Kenya submits 3 files and gives no order for this one [OD 34]",
    ]


def test_without_a_column_of_orders_no_file_of_several_has_one():
    rows = ["1,Song,RL,new,Kenya,2027-03-30", "2,Dance,USL,extension,Kenya,2027-03-30"]
    assert faults(*rows, header="file_no,name,mechanism,kind,states,received_at") == [
        "line 2: Kenya submits 2 files and gives no order for this one [OD 34]",
        "line 3: Kenya submits 2 files and gives no order for this one [OD 34]",
    ]


def test_every_order_given_again_is_told_with_the_line_of_the_first():
    assert faults(*ranked("1", "2", "01", "1")) == [
        "line 4: Kenya gives the order 1 to the file on line 2 already [OD 34]",
        "line 5: Kenya gives the order 1 to the file on line 2 already [OD 34]",
    ]


def test_an_order_that_is_no_rank_is_neither_missing_nor_the_same():
    assert faults(*ranked("0", "0")) == [
        "line 2: the order '0' is not a whole number from 1 to 9999",
        "line 3: the order '0' is not a whole number from 1 to 9999",
    ]


def test_a_fault_of_a_row_does_not_hide_that_its_state_has_ranked_no_file():
    assert faults("1,,RL,new,Kenya,2027-03-30,,,", *ranked("", "", "1")[2:], *ranked("")) == [
        "line 2: the file has no name",
        "line 2: Kenya submits 3 files and gives no order for this one [OD 34]",
        "line 4: Kenya submits 3 files and gives no order for this one [OD 34]",
    ]


def test_a_row_of_too_few_cells_is_no_file_of_a_state_and_its_number_is_taken():
    rows = [*ranked(""), "7,Song,RL,new,Kenya,2027-03-30", "7,Mask,RL,new,Togo,2027-03-30,,,"]
    assert faults(*rows) == [
        "line 3: it has 6 cells, not 9",
        "line 4: the file number 00007 is already on line 3",
    ]


@pytest.mark.parametrize("states", ["Kenya; Togo", "Kenya; Kenya", "Kenia", "Kenia; Togo", ""])
def test_files_that_are_not_of_one_state_alone_are_not_compared(states: str):
    rows = [*ranked("", "", "3", "3", states=states), *ranked("3")[:1]]
    assert not any("[OD 34]" in fault for fault in faults(*rows))


def test_the_orders_of_several_states_are_not_compared():
    assert faults(ranked("1")[0], "1,Dance,RL,new,Togo,2027-03-30,1,,") == []


def test_orders_of_a_past_cycle_are_read_and_not_compared():
    rows = [row.removesuffix(",,") + ",no," for row in ranked("1", "1", "")]
    found, none = read(file(*rows), 2020, law(), history=True, multinational_may_be_named=False)
    assert ([one.order for one in found], none) == ([1, 1, None], [])


# --- the file that a State names ---------------------------------------------------------------

NOT_YET = "from the cycle of 2026 on a State may name a multinational file [19.COM 15]"
ALONE = "a State names a multinational file, and this one is of one State alone [19.COM 15]"


def test_from_2026_on_each_state_may_name_a_multinational_file_and_before_it_may_not():
    rows = [naming(1, "Kenya"), naming(2, "Togo"), naming(3, "")]
    assert [one.named_by for one in files(*rows, cycle=2026)] == ["Kenya", "Togo", ""]
    rows = [row.replace("2025-", "2024-") for row in rows]
    assert faults(*rows, cycle=2025, named=False) == [f"line 2: {NOT_YET}", f"line 3: {NOT_YET}"]


@pytest.mark.parametrize(
    ("named_by", "states", "told"),
    [
        ("Uganda", "Kenya; Togo", ["'Uganda' names this file and is none of its States"]),
        ("Kenya; Togo", "Kenya; Togo", ["'Kenya; Togo' names this file and is none of its States"]),
        ("Kenya", "Kenya", [ALONE]),
        ("Togo", "Kenya", ["'Togo' names this file and is none of its States", ALONE]),
        ("Togo", "", ["it names no State"]),
        ("Kenya", "Kenya; Kenya", ["Kenya is named twice"]),
    ],
)
def test_a_state_names_a_multinational_file_of_its_own(
    named_by: str, states: str, told: Sequence[str]
):
    row = naming(1, named_by, states)
    assert faults(row, cycle=2026) == [f"line 2: {fault}" for fault in told]


def test_a_state_names_one_file_of_the_cycle():
    rows = [naming(1, "Kenya"), naming(2, "Togo"), naming(3, "Kenya"), naming(4, "Kenya")]
    told = "Kenya names the file on line 2 already [19.COM 15]"
    assert faults(*rows, cycle=2026) == [f"line 4: {told}", f"line 5: {told}"]


def test_a_state_has_named_no_file_where_it_names_one_that_is_not_its_own():
    rows = [naming(1, "Kenya", "Togo; Uganda"), naming(2, "Kenya", "Kenya"), naming(3, "Kenya")]
    assert faults(*rows, cycle=2026) == [
        "line 2: 'Kenya' names this file and is none of its States",
        f"line 3: {ALONE}",
    ]


# --- whatever is in the file -------------------------------------------------------------------

names = st.sampled_from(["Kenya", "Togo", "Uganda", "Côte d'Ivoire", "Türkiye"])
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
instants = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001
    datetime(2027, 3, 31, 15, 59, 59),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@st.composite
def cycle_files(draw: st.DrawFn, file_no: str, past: bool) -> CycleFile:
    """A file with every cell that a file can have."""
    states = tuple(draw(st.lists(names, min_size=1, max_size=4, unique=True)))
    mechanism, kind = draw(
        st.sampled_from([(m, k) for m in MECHANISMS for k in KINDS if fits(m, k)])
    )
    return CycleFile(
        file_no,
        draw(texts.map(str.strip).filter(bool)),
        mechanism,
        kind,
        states,
        draw(st.none() | instants if past else instants),
        # In a present cycle, where the States rank their files: the number serves as the rank.
        draw(st.none() | st.integers(1, 9999)) if past else int(file_no) + 1,
        treated=past and draw(st.booleans()),
    )


@st.composite
def cycles(draw: st.DrawFn, past: bool) -> list[CycleFile]:
    """Files of a cycle, in any order."""
    numbers = draw(st.lists(st.integers(0, 9998), min_size=1, max_size=6, unique=True))
    return [draw(cycle_files(f"{number:05}", past)) for number in numbers]


def cells(one: CycleFile, past: bool) -> list[str]:
    """A file as a row."""
    received = one.received_at.isoformat() if one.received_at else ""
    order = str(one.order) if one.order else ""
    treated = ("no", "yes")[one.treated] if past else ""
    states = "; ".join(one.states)
    return [one.file_no, one.name, one.mechanism, one.kind, states, received, order, treated, ""]


def written(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as a spreadsheet writes them."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADER.split(","), *rows])
    return text.getvalue().encode()


@given(st.data(), st.booleans())
def test_what_was_written_is_read_back(data: st.DataObject, past: bool):
    cycle = data.draw(cycles(past))
    content = written([cells(one, past) for one in cycle])
    assert read(content, 2028, law(), history=past, multinational_may_be_named=True) == (cycle, [])


BREAKS = {
    0: "x",
    1: " ",
    2: "XL",
    3: "",
    4: "Kenia",
    5: "soon",
    6: "0",
    7: "maybe",
    8: "Nobody; Nowhere",
}
"""What breaks a cell, by its place."""


@given(st.data(), st.booleans(), st.sampled_from(sorted(BREAKS)))
def test_a_broken_cell_is_told_with_its_line_alone(data: st.DataObject, past: bool, place: int):
    cycle = data.draw(cycles(past))
    rows = [cells(one, past) for one in cycle]
    broken = data.draw(st.integers(0, len(rows) - 1))
    rows[broken][place] = BREAKS[place]
    found, told = read(written(rows), 2028, law(), history=past, multinational_may_be_named=True)
    line = 2 + sum("".join(row).count("\n") + 1 for row in rows[:broken])
    assert {fault.split(":")[0] for fault in told} == {f"line {line}"}
    assert found == cycle[:broken] + cycle[broken + 1 :]


pieces = st.sampled_from(
    [b"1", b"2", b",", b"\n", b"\r", b'"', b";", b" ", b"RL", b"new", b"Kenya", b"2027-03-30",
     b"\xe9", b"\0", b"\xc3\xa9", b"1,Song,RL,new,Kenya,2027-03-30,,,\n",
     b"2,Mask,RL,transfer_usl_rl,Kenya;Togo,2027-03-30,1,no,Togo\n"]
)  # fmt: skip


@given(st.lists(pieces, max_size=40).map(b"".join) | st.binary(max_size=200), st.booleans())
def test_whatever_is_in_a_file_it_is_read_or_told(content: bytes, past: bool):
    for whole in (content, file() + content):
        found, told = read(whole, 2028, law(), history=past, multinational_may_be_named=True)
        assert found or told
        assert all(fault.startswith("line ") for fault in told)
        assert len({one.file_no for one in found}) == len(found)


moments = st.from_regex(
    r"[0-9]{4}-[01][0-9]-[0-3][0-9]"
    r"([T ][0-2][0-9]:[0-6][0-9](:[0-6][0-9])?(Z|[+-][0-2][0-9]:00)?)?",
    fullmatch=True,
)


@given(moments)
def test_every_moment_is_understood_or_told(moment: str):
    for row in (f"1,Song,RL,new,Kenya,{moment},,,", f"1,Song,XL,old,Kenya,{moment},,,"):
        found, told = read(file(row), 2028, law(), history=False, multinational_may_be_named=True)
        assert bool(found) != bool(told)
