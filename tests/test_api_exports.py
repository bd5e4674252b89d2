"""A list as a file: what the filter shows, with its time and its filter, computed by nobody."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from engine.runtime.moves import Move, Moved
from portal.exported_lists import as_csv, as_xlsx, columns
from portal.exported_lists.columns import COLUMNS, Cell, Written
from tests.browsing import KENYA, OFFICER
from tests.programs import Programs, kinds

AT = datetime(2027, 4, 2, 9, tzinfo=UTC)
WRITTEN = Written(AT, "workflow=rl", "en", "somebody", cut=False)
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://a")', "'=1"]


@pytest.fixture
def programs(moved, tmp_path):
    return Programs(moved, tmp_path)


def opened_csv(content):
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.replace(b"\r\n", b"").count(b"\n") == content.count(b"\n") - content.count(
        b"\r\n"
    )
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def opened_xlsx(content):
    return load_workbook(BytesIO(content)).active


def test_a_file_has_what_the_list_has_and_says_of_what_and_when(programs):
    program = programs.of(KENYA)
    listed = [one["reference"] for one in program.get("dossiers?workflow=rl").json()["dossiers"]]
    answer = program.get("dossiers.csv?workflow=rl")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="dossiers-20270402-1000.csv"'
    )
    rows = opened_csv(answer.content)
    assert rows[0] == ["Written 2027-04-02 10:00 UTC, for Delegation of Kenya (state_party)"]
    assert rows[1] == ["Filter: workflow=rl"]
    assert rows[2] == [words.en for words in COLUMNS.values()]
    assert [row[0] for row in rows[3:-1]] == listed == ["A", "B"]
    assert rows[-1] == ["End of the list"]
    titles = [row[2] for row in rows[3:-1]]
    assert titles[1] == "<script>alert('x')</script> & \"song\""


def test_the_same_in_french_and_as_a_workbook_with_dates_a_header_and_a_filter(programs):
    answer = programs.of(KENYA).get("dossiers.xlsx?lang=fr&state=draft")
    assert answer.headers["content-type"] == as_xlsx.MEDIA_TYPE
    sheet = opened_xlsx(answer.content)
    assert sheet["A1"].value.startswith("Établi le 2027-04-02 10:00 UTC, pour Delegation of Kenya")
    assert sheet["A2"].value == "Filtre : state=draft"
    assert [cell.value for cell in sheet[3]] == [words.fr for words in COLUMNS.values()]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B4", "A3:M5")
    due = list(COLUMNS).index("due_at")
    assert isinstance(sheet[4][due].value, datetime)
    assert sheet[4][due].is_date
    assert [sheet.cell(row, 1).value for row in (4, 5, 6, 7)] == ["B", "E", None, "Fin de la liste"]


def test_nobody_exports_what_they_may_not_see(programs):
    for who, seen in ((None, ["A"]), (OFFICER, ["A", "C"])):
        rows = opened_csv(programs.of(who).get("dossiers.csv").content)
        assert [row[0] for row in rows[3:-1]] == seen
    stranger = opened_csv(programs.of().get("dossiers.csv").content)[3]
    state = list(COLUMNS).index("state")
    assert stranger[state] == ""
    assert kinds(programs.of().get("dossiers.csv?workflow=x")) == (422, "not-as-asked")


def test_a_file_that_is_cut_says_so_in_its_last_line(programs, monkeypatch):
    for module in ("portal.exported_lists.columns", "portal.api.exports"):
        monkeypatch.setattr(f"{module}.MOST", 2)
    program = programs.of(KENYA)
    rows = opened_csv(program.get("dossiers.csv").content)
    assert [row[0] for row in rows[3:-1]] == ["A", "B"]
    assert rows[-1] == ["CUT: the list has more than these 2 dossiers; ask for fewer by a filter"]
    french = opened_xlsx(program.get("dossiers.xlsx?lang=fr").content)
    assert french["A7"].value.startswith("LISTE TRONQUÉE")


def test_a_title_that_could_be_computed_is_a_text_in_both_files(programs, clock):
    for number, title in enumerate(HOSTILE):
        answers = {"title": title, "cycle": 2028, "states": ["Kenya"], "contact": "p@example.org"}
        if title.strip() == title:
            moved = programs.office.execute(Move(f"H{number}", "open", KENYA, answers, opens="rl"))
            assert isinstance(moved, Moved), moved
    program = programs.of(KENYA)
    for row in opened_csv(program.get("dossiers.csv").content)[3:-1]:
        assert not row[2].lstrip(" ").startswith(tuple("=+-@\t\r\n"))
    sheet = opened_xlsx(program.get("dossiers.xlsx").content)
    kinds_ = {cell.data_type for row in sheet.iter_rows(min_row=4) for cell in row if cell.value}
    assert "f" not in kinds_
    titles = {sheet.cell(row, 3).value for row in range(4, sheet.max_row + 1)}
    assert {one for one in HOSTILE if one.strip() == one} <= titles


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_whatever_a_cell_holds_comes_back_and_no_spreadsheet_computes_it(cells):
    content = b"".join(as_csv.as_csv([cells], WRITTEN))
    row = opened_csv_row(content)
    for before, after in zip(cells, row, strict=True):
        guarded = before.lstrip(" ")[:1] in tuple("=+-@\t\r\n") and before.strip(" ") != ""
        assert after == (f"'{before}" if guarded else before)


def opened_csv_row(content):
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    return lines[3] or [""]


def test_a_number_and_an_instant_are_written_as_such():
    row: list[Cell] = ["A", 2028, None, AT]
    assert opened_csv_row(b"".join(as_csv.as_csv([row], WRITTEN))) == [
        "A", "2028", "", "2027-04-02T09:00:00Z",
    ]  # fmt: skip
    sheet = opened_xlsx(as_xlsx.as_xlsx([row], WRITTEN))
    assert [cell.value for cell in sheet[4]][:4] == ["A", 2028, None, AT.replace(tzinfo=None)]
    assert opened_xlsx(as_xlsx.as_xlsx([], WRITTEN)).max_row == 5
    assert columns.header("fr")[0] == "Référence"
