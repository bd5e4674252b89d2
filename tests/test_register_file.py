"""A file of the register is read whole or refused whole, every fault with its line and reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.element import Element
from workflows.register_file import COLUMNS, read

TODAY = date(2021, 12, 31)
HEADER = ",".join(COLUMNS)
GOOD = "00001,Song,RL,2021,Kenya,16.COM 8.b.1"
SONG = Element("00001", "Song", "RL", 2021, date(2021, 12, 1), ("Kenya",), "16.COM 8.b.1")


def file(*lines: str, header: str = HEADER, end: str = "\n") -> bytes:
    """A file of the register."""
    return "".join(line + end for line in (header, *lines)).encode()


def faults(*lines: str, header: str = HEADER) -> list[str]:
    """What is wrong with a file."""
    return read(file(*lines, header=header), TODAY)[1]


# --- what is read ------------------------------------------------------------------------------


def test_a_row_is_an_element():
    assert read(file(GOOD), TODAY) == ([SONG], [])


def test_a_row_may_say_when_its_element_was_decided():
    header = f"{HEADER},decided_on"
    (element,), none = read(file(f"{GOOD},2021-12-15", header=header), TODAY)
    assert (element.since, none) == (date(2021, 12, 15), [])
    assert read(file(f"{GOOD},", header=header), TODAY) == ([SONG], [])


def test_columns_stand_in_any_order_and_cells_may_have_blanks_around_them():
    header = " states ,decision,year,list,name,file_no"
    assert read(file(" Kenya , 16.COM 8.b.1,2021 ,RL, Song , 1", header=header), TODAY) == (
        [SONG],
        [],
    )


def test_an_element_has_one_or_more_states_in_their_order():
    (element,), none = read(file("1,Dance,RL,2021,Uganda; Kenya;,"), TODAY)
    assert (element.states, element.decision, none) == (("Uganda", "Kenya"), "", [])


@pytest.mark.parametrize(
    "written", ["Côte d'Ivoire", "Côte d’Ivoire", "Co\u0302te d'Ivoire"], ids=ascii
)
def test_a_state_is_known_in_whatever_way_its_letters_are_typed(written: str):
    (element,), none = read(file(f"1,Mask,RL,2021,{written},"), TODAY)
    assert (element.states, none) == (("Côte d'Ivoire",), [])


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
def test_files_of_every_spreadsheet_are_read(mark: bytes, end: str):
    assert read(mark + file(GOOD, end=end), TODAY) == ([SONG], [])


def test_the_last_line_need_not_end_and_blank_lines_do_not_count():
    content = file("", GOOD, " ", ",,,,,").rstrip()
    assert read(content, TODAY) == ([SONG], [])


def test_a_cell_may_have_several_lines_and_quotes():
    rows = ['1,"Song ""of\nthe lake""",RL,2021,Kenya,']
    (element,), none = read(file(*rows), TODAY)
    assert (element.name, none) == ('Song "of\nthe lake"', [])


def test_a_name_may_hold_a_lone_carriage_return():
    (element,), none = read(file('1,"Song\rof the lake",RL,2021,Kenya,'), TODAY)
    assert (element.name, none) == ("Song\rof the lake", [])


# --- what is wrong with a row ------------------------------------------------------------------

WRONG = {
    "x1,Song,RL,2021,Kenya,": ["'x1' is not a file number of up to five digits"],
    "000001,Song,RL,2021,Kenya,": ["'000001' is not a file number of up to five digits"],
    ",Song,RL,2021,Kenya,": ["'' is not a file number of up to five digits"],
    "٢,Song,RL,2021,Kenya,": ["'٢' is not a file number of up to five digits"],
    "1,,RL,2021,Kenya,": ["the element has no name"],
    "1,Song,BSP,2021,Kenya,": ["'BSP' is none of the lists USL, RL, GSP"],
    "1,Song,RL,2007,Kenya,": ["'2007' is not a year from 2008 to 2021"],
    "1,Song,RL,2022,Kenya,": ["'2022' is not a year from 2008 to 2021"],
    "1,Song,RL,02021,Kenya,": ["'02021' is not a year from 2008 to 2021"],
    "1,Song,RL,,Kenya,": ["'' is not a year from 2008 to 2021"],
    "1,Song,RL,٢٠٢١,Kenya,": ["'٢٠٢١' is not a year from 2008 to 2021"],
    "1,Song,RL,2021,,": ["it names no State"],
    "1,Song,RL,2021,; ;,": ["it names no State"],
    "1,Song,RL,2021,Kenia; Ouganda,": [
        "no State is named 'Kenia'",
        "no State is named 'Ouganda'",
    ],
    "1,Song,RL,2021,Kenya; Uganda; Kenya,": ["Kenya is named twice"],
    "1,Song,RL,2021,Kenia; Kenia,": ["no State is named 'Kenia'", "Kenia is named twice"],
    "1,Song,RL,2021,Kenya": ["it has 5 cells, not 6"],
    "1,Song,RL,2021,Kenya,,": ["it has 7 cells, not 6"],
    "1,Song\0,RL,2021,Kenya,": ["it holds a NUL character"],
    f"1,Song,RL,2021,Kenya,{'x' * 65}": ["the number of the decision is longer than 64 characters"],
    "x,,BSP,1999,Kenia,": [
        "'x' is not a file number of up to five digits",
        "the element has no name",
        "'BSP' is none of the lists USL, RL, GSP",
        "'1999' is not a year from 2008 to 2021",
        "no State is named 'Kenia'",
    ],
}


@pytest.mark.parametrize("row", WRONG, ids=ascii)
def test_a_bad_row_is_told_with_its_line_and_every_reason(row: str):
    assert faults(row) == [f"line 2: {fault}" for fault in WRONG[row]]


@pytest.mark.parametrize("digits", [5, 300, 5000])
def test_a_year_of_many_digits_is_no_year(digits: int):
    assert faults(f"1,Song,RL,{'1' * digits},Kenya,") == [
        f"line 2: '{'1' * digits}' is not a year from 2008 to 2021"
    ]


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        ("2020-12-15", "the decision of 2020-12-15 is not of 2021"),
        ("15/12/2021", "'15/12/2021' is not a day like 2021-12-15"),
        ("2021-02-29", "'2021-02-29' is not a day like 2021-12-15"),
    ],
)
def test_the_day_of_a_decision_is_a_day_of_its_year(day: str, fault: str):
    assert faults(f"{GOOD},{day}", header=f"{HEADER},decided_on") == [f"line 2: {fault}"]


@pytest.mark.parametrize("year", ["2008", "2021"])
def test_the_first_year_and_this_year_are_years(year: str):
    assert faults(f"1,Song,RL,{year},Kenya,") == []


def test_the_number_of_a_decision_may_have_64_characters():
    assert faults(f"1,Song,RL,2021,Kenya,{'x' * 64}") == []


def test_a_file_number_is_given_once_however_it_is_written():
    assert faults(GOOD, "2,Dance,RL,2021,Kenya,", "1,Mask,GSP,2021,Togo,") == [
        "line 4: the file number 00001 is already on line 2"
    ]
    assert faults(",Song,RL,2021,Kenya,", ",Dance,RL,2021,Kenya,") == [
        "line 2: '' is not a file number of up to five digits",
        "line 3: '' is not a file number of up to five digits",
    ]


def test_all_bad_rows_are_told_together_and_the_good_ones_do_not_hide_them():
    rows = ("1,Song,RL,2021,Kenia,", GOOD.replace("00001", "2"), "1,Dance,XL,2021,Kenya,")
    assert faults(*rows) == [
        "line 2: no State is named 'Kenia'",
        "line 4: 'XL' is none of the lists USL, RL, GSP",
        "line 4: the file number 00001 is already on line 2",
    ]


def test_lines_are_counted_as_in_an_editor_after_cells_of_several_lines():
    rows = ('1,"Song\nof the\nlake",RL,2021,Kenya,', "", "2,Dance,RL,2021,Kenia,")
    assert faults(*rows) == ["line 6: no State is named 'Kenia'"]
    crlf = read(file(*rows, end="\r\n").replace(b"g\nof", b"g\r\nof"), TODAY)[1]
    assert crlf == ["line 6: no State is named 'Kenia'"]


# --- what is wrong with a file -----------------------------------------------------------------


def test_a_line_that_is_not_utf_8_is_told_with_the_byte_and_its_place():
    content = file(GOOD) + "2,Fête,RL,2021,France,\n".encode("latin-1") + b"3,Dance,RL,2021,Togo,\n"
    elements, told = read(content, TODAY)
    assert told == ["line 3: it is not UTF-8 (byte 0xea at 4)"]
    assert [one.file_no for one in elements] == ["00001", "00003"]


@pytest.mark.parametrize(
    "before", [b'1,"Song\rof the lake",RL,2021,Kenya,\n', b'1,"Song\nof the lake",RL,2021,Kenya,\n']
)
def test_a_line_that_is_not_utf_8_is_never_taken_for_its_neighbour(before: bytes):
    broken = "2,Fête,RL,2021,France,\n".encode("latin-1")
    elements, (told,) = read(file() + before + broken, TODAY)
    assert [one.file_no for one in elements] == ["00001"]
    assert told.endswith("it is not UTF-8 (byte 0xea at 4)")


def test_a_file_whose_lines_end_in_carriage_returns_alone_is_refused():
    (told,) = read(file("2,Fête,RL,2021,France,", end="\r").decode().encode("latin-1"), TODAY)[1]
    assert told.startswith("line 1: it cannot be read as CSV (")


def test_a_broken_line_inside_a_cell_of_several_lines_breaks_its_row():
    content = file() + '1,"Fête\ndu lac",RL,2021,France,\n'.encode("latin-1")
    assert read(content, TODAY) == ([], ["line 2: it is not UTF-8 (byte 0xea at 5)"])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ('1,"Song,RL,2021,Kenya,', "line 2: it cannot be read as CSV (unexpected end of data)"),
        ('1,"So"ng,RL,2021,Kenya,', "line 2: it cannot be read as CSV (',' expected after '\"')"),
        (
            f"1,{'x' * 131_073},RL,2021,Kenya,",
            "line 2: it cannot be read as CSV (field larger than field limit (131072))",
        ),
    ],
    ids=["a quote that never ends", "a quote that ends too early", "a cell that never ends"],
)
def test_what_is_no_table_is_told_with_the_line_on_which_it_begins(row: str, fault: str):
    assert faults(row, GOOD) == [fault]


HEADERS = {
    "": ["the file is empty; its first line names the columns " + ", ".join(COLUMNS)],
    " , ,": ["the file is empty; its first line names the columns " + ", ".join(COLUMNS)],
    "file_no,name,list,year": ["there is no column 'states', 'decision'"],
    f"{HEADER},colour,size": ["there is a column it does not know, 'colour', 'size'"],
    f"{HEADER},": ["there is a column it does not know, ''"],
    f"{HEADER},year,name": ["there is more than one column 'name', 'year'"],
    HEADER.upper(): [
        "there is no column 'file_no', 'name', 'list', 'year', 'states', 'decision'",
        "there is a column it does not know, 'FILE_NO', 'NAME', 'LIST', 'YEAR', 'STATES', "
        "'DECISION'",
    ],
    HEADER.replace("year", "jahr,jahr"): [
        "there is no column 'year'",
        "there is a column it does not know, 'jahr', 'jahr'",
        "there is more than one column 'jahr'",
    ],
    'file_no,"na"me': ["it cannot be read as CSV (',' expected after '\"')"],
}


@pytest.mark.parametrize("header", HEADERS, ids=repr)
def test_a_file_whose_columns_are_wrong_is_refused_with_every_reason(header: str):
    assert faults(GOOD, header=header) == [f"line 1: {fault}" for fault in HEADERS[header]]


def test_an_empty_file_is_refused():
    assert read(b"", TODAY) == (
        [],
        ["line 1: the file is empty; its first line names the columns " + ", ".join(COLUMNS)],
    )


@pytest.mark.parametrize("lines", [(), ("",), (",,,,,", " ")], ids=repr)
def test_a_file_without_an_element_is_refused(lines: tuple[str, ...]):
    assert faults(*lines) == ["line 2: there is no element in the file"]


# --- whatever is in the file -------------------------------------------------------------------

pieces = st.sampled_from(
    [b"1", b"2", b",", b"\n", b"\r", b'"', b";", b" ", b"Song", b"RL", b"2021", b"Kenya",
     b"\xe9", b"\0", b"\xc3\xa9", GOOD.encode() + b"\n"]
)  # fmt: skip


@given(st.lists(pieces, max_size=40).map(b"".join))
def test_whatever_is_in_a_file_it_is_read_or_told_and_never_half_understood(rows: bytes):
    elements, told = read(file() + rows, TODAY)
    assert elements or told
    assert all(fault.startswith("line ") for fault in told)
    assert not any("\ufffd" in one.name or "\0" in one.name for one in elements)
    assert len({one.file_no for one in elements}) == len(elements)
