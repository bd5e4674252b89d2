"""A list as XLSX: real dates, a frozen header, a filter; texts stay texts. The only importer of
`xlsxwriter`."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook

from portal.exported_lists.columns import COLUMNS, Cell, Written, header

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_LONGEST: Final = 32_767
"""Characters of a cell."""

_WIDTHS: Final = {"title": 60, "states": 40, "mechanism": 32, "status": 32}
_OPTIONS: Final = {
    "in_memory": True, "constant_memory": False, "strings_to_formulas": False,
    "strings_to_urls": False, "strings_to_numbers": False, "remove_timezone": True,
}  # fmt: skip


def as_xlsx(rows: Iterable[Sequence[Cell]], written: Written) -> bytes:
    """The file."""
    held = BytesIO()
    book = Workbook(held, dict(_OPTIONS))
    book.set_properties({"created": written.at.astimezone(UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet("Dossiers")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    above = list(written.lines())
    for place, line in enumerate(above):
        sheet.write_string(place, 0, line)
    top = len(above)
    for place, words in enumerate(header(written.language)):
        sheet.write_string(top, place, words, bold)
    last = top
    for last, row in enumerate(rows, top + 1):
        for place, cell in enumerate(row):
            _write(sheet, (last, place), cell, day)
    sheet.write_string(last + 2, 0, written.last())  # below the filter, so that none hides it
    for place, name in enumerate(COLUMNS):
        sheet.set_column(place, place, _WIDTHS.get(name, 18))
    sheet.freeze_panes(top + 1, 1)
    sheet.autofilter(top, 0, max(last, top), len(COLUMNS) - 1)
    book.close()
    return held.getvalue()


def _write(sheet: Any, place: tuple[int, int], cell: Cell, day: Any) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(*place, cell.astimezone(UTC).replace(tzinfo=None), day)
    elif isinstance(cell, int):
        sheet.write_number(*place, cell)
    elif cell:
        sheet.write_string(*place, cell[:_LONGEST])
