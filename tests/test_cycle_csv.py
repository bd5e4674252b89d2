"""The files of a cycle are read whole or refused whole, every fault with its line and reason."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine.cycle_file import CycleFile
from tests.cycle_files import faults, file, files
from workflows.cycle_csv import COLUMNS, read
from workflows.law import law
from workflows.selection.policy import KINDS, MECHANISMS

GOOD = "2153,Song,RL,new,Kenya,2027-03-30,,,"
SONG = CycleFile("02153", "Song", "RL", "new", ("Kenya",), datetime(2027, 3, 29, 22, tzinfo=UTC))


# --- what is read ------------------------------------------------------------------------------


def test_a_row_is_a_file():
    assert files(GOOD) == [SONG]


def test_files_stand_in_the_order_of_their_lines():
    rows = [f"{number},Song,RL,new,{state},2027-03-30,,," for number, state in
            ((3, "Kenya"), (1, "Togo"), (2, "Uganda"))]  # fmt: skip
    assert [one.file_no for one in files(*rows)] == ["00003", "00001", "00002"]


def test_columns_stand_in_any_order_and_cells_may_have_blanks_around_them():
    header = " states ,kind,order,received_at,mechanism,name,file_no"
    (one,) = files(" Kenya , new,07 ,2027-03-30, RL,Song , 2153", header=header)
    assert one == replace(SONG, order=7)


def test_order_and_naming_and_in_a_present_cycle_the_treatment_need_no_column():
    assert files("2153,Song,RL,new,Kenya,2027-03-30", header=",".join(COLUMNS)) == [SONG]


def test_a_multinational_file_has_its_states_in_order_and_may_be_named_by_one():
    (one,) = files("1,Mask,USL,new,Togo; Côte d’Ivoire,2027-03-30,2,no,Co\u0302te d’Ivoire")
    assert (one.states, one.order, one.named_by) == (
        ("Togo", "Côte d'Ivoire"),
        2,
        "Côte d'Ivoire",
    )


@pytest.mark.parametrize(("cell", "treated"), [("yes", True), ("no", False)])
def test_a_past_cycle_says_of_each_file_whether_it_was_treated_and_no_more(
    cell: str, treated: bool
):
    content = file(f"2153,Song,RL,new,Kenya,,,{cell},", "2,Dance,IA,new,Kenya,2030-01-01,,no,")
    found, none = read(content, 1999, law(), history=True, multinational_may_be_named=False)
    assert none == []
    assert found[0] == replace(SONG, received_at=None, treated=treated)
    assert found[1].received_at == datetime(2029, 12, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_the_kinds_of_each_mechanism(mechanism: str, kind: str):
    told = faults(f"1,Song,{mechanism},{kind},Kenya,2027-01-30,,,")
    if mechanism in ("USL", "RL") or kind == "new":
        assert told == []
    else:
        assert told == [
            f"line 2: a file of {mechanism} is new; {kind} is a kind of the two Lists, USL and RL"
        ]


# --- what is wrong with a row ------------------------------------------------------------------

MECHANISM = "is none of the mechanisms USL, RL, GSP, IA"
KIND = "is none of the kinds new, extension, reduction, transfer_usl_rl, transfer_rl_usl"
WRONG = {
    "x1,Song,RL,new,Kenya,2027-03-30,,,": ["'x1' is not a file number of up to five digits"],
    "000001,Song,RL,new,Kenya,2027-03-30,,,": [
        "'000001' is not a file number of up to five digits"
    ],
    "1,,RL,new,Kenya,2027-03-30,,,": ["the file has no name"],
    "1,Song,rl,new,Kenya,2027-03-30,,,": [f"'rl' {MECHANISM}"],
    "1,Song,,new,Kenya,2027-03-30,,,": [f"'' {MECHANISM}"],
    "1,Song,RL,,Kenya,2027-03-30,,,": [f"'' {KIND}"],
    "1,Song,RL,old,Kenya,2027-03-30,,,": [f"'old' {KIND}"],
    "1,Song,RL,new,,2027-03-30,,,": ["it names no State"],
    "1,Song,RL,new,Kenia,2027-03-30,,,": ["no State is named 'Kenia'"],
    "1,Song,RL,new,Kenya; Kenya,2027-03-30,,,": ["Kenya is named twice"],
    "1,Song,RL,new,Kenya,2027-03-30,,": ["it has 8 cells, not 9"],
    "1,Song,RL,new,Kenya,2027-03-30,,,,": ["it has 10 cells, not 9"],
    "1,So\0ng,RL,new,Kenya,2027-03-30,,,": ["it holds a NUL character"],
    '1,"Song,RL,new,Kenya,2027-03-30,,,': ["it cannot be read as CSV (unexpected end of data)"],
    "1,Song,RL,new,Kenya,2027-03-30,,maybe,": ["treated is yes or no, not 'maybe'"],
    "1,Song,RL,new,Kenya,2027-03-30,,yes,": [
        "a file of a present cycle is not treated yet; past cycles come in with --history"
    ],
    "x,,XL,old,Kenia; Kenia,soon,first,maybe,Togo": [
        "'x' is not a file number of up to five digits",
        "the file has no name",
        f"'XL' {MECHANISM}",
        f"'old' {KIND}",
        "no State is named 'Kenia'",
        "Kenia is named twice",
        "'soon' is no day like 2027-03-31 and no instant like 2027-03-31T17:30+02:00",
        "the order 'first' is not a whole number from 1 to 9999",
        "treated is yes or no, not 'maybe'",
        "'Togo' names this file and is none of its States",
    ],
}


@pytest.mark.parametrize("row", WRONG, ids=ascii)
def test_a_bad_row_is_told_with_its_line_and_every_reason(row: str):
    assert faults(row) == [f"line 2: {fault}" for fault in WRONG[row]]


@pytest.mark.parametrize("cell", ["", "maybe", "Yes", "1"])
def test_a_past_cycle_must_know_whether_a_file_was_treated(cell: str):
    assert faults(f"1,Song,RL,new,Kenya,,,{cell},", history=True) == [
        f"line 2: treated is yes or no, not {cell!r}"
    ]


def test_a_file_number_is_given_once_however_it_is_written():
    rows = (GOOD, "2,Dance,RL,new,Togo,2027-03-30,,,", "02153,Mask,GSP,new,Uganda,2027-03-30,,,")
    assert faults(*rows) == ["line 4: the file number 02153 is already on line 2"]


@pytest.mark.parametrize(
    "row", ["1,Song,RL,new,Kenya,2027-03-30,0,,", "1,Song,RL,new,Kenya; Togo,2027-03-30,0,,"]
)
@pytest.mark.parametrize("order", ["0", "00", "-1", "1.5", "10000", "first", "²", "٢", "9" * 5000])
def test_what_is_no_rank_is_told(row: str, order: str):
    told = [f"line 2: the order {order!r} is not a whole number from 1 to 9999"]
    assert faults(row.replace(",0,,", f",{order},,")) == told


@pytest.mark.parametrize(("cell", "order"), [("1", 1), ("01", 1), ("9999", 9999), ("", None)])
def test_a_rank_is_a_whole_number_from_1_on_and_may_be_blank(cell: str, order: int | None):
    (one,) = files(f"2153,Song,RL,new,Kenya,2027-03-30,{cell},,")
    assert one == replace(SONG, order=order)


# --- what is wrong with a file -----------------------------------------------------------------

FIRST = "file_no, name, mechanism, kind, states, received_at"
HEADERS = {
    "": [f"the file is empty; its first line names the columns {FIRST}"],
    "file_no,name,kind": ["there is no column 'mechanism', 'states', 'received_at'"],
    ",".join(COLUMNS) + ",rank,treated": ["there is a column it does not know, 'rank'"],
    ",".join(COLUMNS) + ",order,order": ["there is more than one column 'order'"],
    "file_no,name,mechanism,states,received_at,sort,name": [
        "there is no column 'kind'",
        "there is a column it does not know, 'sort'",
        "there is more than one column 'name'",
    ],
}


@pytest.mark.parametrize("header", HEADERS, ids=repr)
def test_a_file_whose_columns_are_wrong_is_refused_with_every_reason(header: str):
    assert faults(GOOD, header=header) == [f"line 1: {fault}" for fault in HEADERS[header]]


def test_a_past_cycle_needs_the_column_of_treatment_and_a_present_one_does_not():
    header = ",".join(COLUMNS)
    assert faults("1,Song,RL,new,Kenya,", header=header, history=True) == [
        "line 1: there is no column 'treated'"
    ]
    assert faults("", header="", history=True) == [
        f"line 1: the file is empty; its first line names the columns {FIRST}, treated"
    ]
    assert faults("1,Song,RL,new,Kenya,2027-03-30", header=header) == []


@pytest.mark.parametrize("lines", [(), ("",), (",,,,,,,,", " ")], ids=repr)
@pytest.mark.parametrize("history", [True, False])
def test_a_file_that_lists_nothing_is_refused(lines: tuple[str, ...], history: bool):
    assert faults(*lines, history=history) == ["line 2: there is no file of the cycle in it"]


def test_the_good_rows_are_read_and_the_bad_ones_told_in_the_order_of_their_lines():
    rows = ("1,Song,RL,new,Kenia,2027-03-30,,,", GOOD, "", "1,Dance,XL,new,Togo,2027-03-30,,,")
    content = file(*rows) + b"2,F\xeate,RL,new,France,2027-03-30,,,\n"
    assert read(content, 2028, law(), history=False, multinational_may_be_named=True) == (
        [SONG],
        [
            "line 2: no State is named 'Kenia'",
            f"line 5: 'XL' {MECHANISM}",
            "line 5: the file number 00001 is already on line 2",
            "line 6: it is not UTF-8 (byte 0xea at 4)",
        ],
    )
