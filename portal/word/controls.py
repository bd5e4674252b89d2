"""The pieces of a Word form as XML: paragraphs, tables, and controls that hold one answer each."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from portal.word.tags import LONGEST

Element = Any
"""An element of lxml, which publishes no types."""

TICKED: Final = "\N{BALLOT BOX WITH X}"
UNTICKED: Final = "\N{BALLOT BOX}"
PLACEHOLDER_STYLE: Final = "PlaceholderText"

_BOX: Final = "http://schemas.microsoft.com/office/word/2010/wordml"


def run(text: str, style: str = "") -> Element:
    """A piece of text; its line breaks and tabs are kept."""
    made: Element = OxmlElement("w:r")
    if style:
        made.style = style
    made.text = text
    return made


def paragraph(*content: Element, style: str = "") -> Element:
    """A paragraph of pieces of text and controls."""
    made: Element = OxmlElement("w:p")
    if style:
        made.style = style
    made.extend(content)
    return made


def line_control(tag: str, title: str, text: str, hint: str) -> Element:
    """A control inside a paragraph, for plain text; its hint stands there while it is empty."""
    kind = _of("w:text", **{"w:multiLine": "1"})
    return _control(tag, title, [kind], [run(text)] if text else _hints(hint), empty=not text)


def day_control(tag: str, title: str, text: str, hint: str) -> Element:
    """A control that offers a calendar and writes the day as it is compared and sorted."""
    kind = _of("w:date")
    kind.append(_of("w:dateFormat", **{"w:val": "yyyy-MM-dd"}))
    kind.append(_of("w:calendar", **{"w:val": "gregorian"}))
    return _control(tag, title, [kind], [run(text)] if text else _hints(hint), empty=not text)


def choice_control(tag: str, title: str, text: str, hint: str, offered: Iterable[str]) -> Element:
    """A control that offers choices, one of which is taken."""
    kind = _of("w:dropDownList")
    for one in offered:
        kind.append(_of("w:listItem", **{"w:displayText": one, "w:value": one}))
    return _control(tag, title, [kind], [run(text)] if text else _hints(hint), empty=not text)


def tick_control(tag: str, title: str, *, ticked: bool) -> Element:
    """A box to tick."""
    kind = _box("checkbox")
    kind.append(_box("checked", "1" if ticked else "0"))
    kind.append(_box("checkedState", "2612", font="MS Gothic"))
    kind.append(_box("uncheckedState", "2610", font="MS Gothic"))
    return _control(tag, title, [kind], [run(TICKED if ticked else UNTICKED)], empty=False)


def text_control(tag: str, title: str, lines: Sequence[str], hint: str, style: str) -> Element:
    """A control of whole paragraphs, one for each line."""
    if not any(lines):
        content = [paragraph(*_hints(hint), style=style)]
        return _control(tag, title, [], content, empty=True)
    return _control(tag, title, [], [paragraph(run(one), style=style) for one in lines],
                    empty=False)  # fmt: skip


def table(header: Sequence[str], rows: Iterable[Sequence[Element]], columns: int) -> Element:
    """A table; its header, if there is one, stands again on every page."""
    made = OxmlElement("w:tbl")
    about = _of("w:tblPr")
    about.append(_of("w:tblStyle", **{"w:val": "TableGrid"}))
    about.append(_of("w:tblW", **{"w:w": "5000", "w:type": "pct"}))
    made.append(about)
    grid = _of("w:tblGrid")
    grid.extend([_of("w:gridCol") for _ in range(columns)])
    made.append(grid)
    if header:
        first = _row([run(one, "Strong") for one in header])
        again = _of("w:trPr")
        again.append(_of("w:tblHeader"))
        first.insert(0, again)
        made.append(first)
    made.extend([_row(cells) for cells in rows])
    return made


def _row(cells: Iterable[Element]) -> Element:
    made = OxmlElement("w:tr")
    for content in cells:
        cell = OxmlElement("w:tc")
        cell.append(paragraph(content))
        made.append(cell)
    return made


def _control(
    tag: str, title: str, kind: Sequence[Element], content: Iterable[Element], *, empty: bool
) -> Element:
    made = OxmlElement("w:sdt")
    about = _of("w:sdtPr")
    about.append(_of("w:alias", **{"w:val": title[:LONGEST]}))
    about.append(_of("w:tag", **{"w:val": tag}))
    about.append(_of("w:lock", **{"w:val": "sdtLocked"}))  # it is filled in, but not removed
    if empty:
        about.append(_of("w:showingPlcHdr"))
    about.extend(kind)
    made.append(about)
    inside = _of("w:sdtContent")
    inside.extend(content)
    made.append(inside)
    return made


def _hints(hint: str) -> list[Element]:
    return [run(hint, PLACEHOLDER_STYLE)]


def _of(name: str, **values: str) -> Element:
    return OxmlElement(name, attrs={qn(one): value for one, value in values.items()})


def _box(name: str, value: str = "", **values: str) -> Element:
    # Boxes came with Word 2010, in a namespace of their own.
    told = {f"{{{_BOX}}}val": value} if value else {}
    told |= {f"{{{_BOX}}}{one}": text for one, text in values.items()}
    return OxmlElement("w:sdtPr").makeelement(f"{{{_BOX}}}{name}", told, {"w14": _BOX})
