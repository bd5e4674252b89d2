"""What a Word document says, in the order in which it is read: lines, controls and tables."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from portal.word.controls import TICKED, UNTICKED

Element = Any
"""An element of lxml, which publishes no types."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside of controls."""

    text: str


@dataclass(frozen=True, slots=True)
class Control:
    """A control with a tag, and the text in it; none where it shows but a hint."""

    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, and in each what is in it."""

    rows: tuple[tuple[tuple["Block", ...], ...], ...]


Block: TypeAlias = Line | Control | Table

_GOOGLE: Final = "goog_rdk_"
"""Google's editor wraps any piece of text in controls with such tags: they name no answer."""

_SKIPPED: Final = frozenset(
    "del moveFrom delText delInstrText instrText sdtPr sdtEndPr pPr rPr tblPr tblGrid trPr tcPr "
    "sectPr rPrChange pPrChange Fallback docPartObj lastRenderedPageBreak".split()
)
"""What is no text of the document as it stands; of two renderings of a thing, the second."""

_TOLD: Final = frozenset(
    "del moveFrom drawing pict object altChunk footnoteReference endnoteReference "
    "commentReference".split()
)
_SIGNS: Final[Mapping[str, str]] = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}  # fmt: skip
_BOXES: Final[Mapping[str, str]] = {
    "F0FE": TICKED, "F0FD": TICKED, "F0FC": TICKED, "F0A8": UNTICKED, "F06F": UNTICKED,
}  # fmt: skip
"""Boxes of the font Wingdings, which is no writing."""


def blocks(root: Element) -> tuple[Block, ...]:
    """Everything that is written in the document."""
    return tuple(block for one in root if name(one) == "body" for block in _blocks(one))


def left(root: Element) -> Counter[str]:
    """What is in the document beside its text, and how often: pictures, notes, deleted pieces."""
    found: Counter[str] = Counter()
    for one in root.iter():
        kind = name(one)
        # A text box is drawn, and its text is read.
        if kind in _TOLD and not any(name(inner) == "txbxContent" for inner in one.iter()):
            found[kind] += not any(name(outer) == "Fallback" for outer in one.iterancestors())
    return +found


def name(element: Element) -> str:
    """The name of an element in either kind of the format, the strict one and the other."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element | None, attribute: str = "val") -> str:
    """An attribute in either kind of the format; empty where there is none."""
    if element is None:
        return ""
    for key, text in element.attrib.items():
        if key.rpartition("}")[2] == attribute:
            return str(text)
    return ""


def _blocks(parent: Element) -> Iterator[Block]:
    for element in parent:
        match name(element):
            case "p":
                yield from _paragraph(element)
            case "tbl":
                yield Table(tuple(_rows(element)))
            case "sdt":
                yield from _control(element, _blocks)
            case skipped if skipped in _SKIPPED:
                continue
            case _:
                yield from _blocks(element)


def _rows(parent: Element) -> Iterator[tuple[tuple[Block, ...], ...]]:
    for element in parent:
        if name(element) == "tr":
            yield tuple(_cells(element, ""))
        elif name(element) not in _SKIPPED:
            yield from _rows(element)


def _cells(parent: Element, tag: str) -> Iterator[tuple[Block, ...]]:
    """The cells of a row. A control may stand around a cell: it is in the cell for a reader."""
    for element in parent:
        if name(element) == "tc":
            inside = tuple(_blocks(element))
            yield (
                (Control(tag, "" if _hint(parent.getparent()) else plain(inside)),)
                if tag
                else inside
            )
        elif name(element) == "sdt":
            yield from _cells(element, _tag(element) or tag)
        elif name(element) not in _SKIPPED:
            yield from _cells(element, tag)


def plain(inside: tuple[Block, ...]) -> str:
    """All text of some blocks, cells apart by tabulators."""
    return "\n".join(_plain(one) for one in inside)


def _plain(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join("\t".join(plain(cell) for cell in row) for row in block.rows)
    return block.text


def _control(element: Element, inner: Callable[[Element], Iterator[Block]]) -> Iterator[Block]:
    about = _child(element, "sdtPr")
    if _child(about, "docPartObj") is not None and "Contents" in _gallery(about):
        return  # a table of contents repeats the headings
    content, tag = _child(element, "sdtContent"), _tag(element)
    if content is None:
        return
    if not tag:
        if not _hint(element):
            yield from inner(content)
        return
    inside = tuple(inner(content))
    yield Control(tag, "" if _hint(element) else plain(inside))


def _paragraph(element: Element) -> Iterator[Block]:
    """The controls in a paragraph, and as lines what is written before the first and after it; the
    text of boxes that are anchored there stands where they are."""
    before: list[str] = []
    after: list[str] = []
    found: list[Block] = []
    for one in _pieces(element):
        if not isinstance(one, str):
            found.append(one)
        elif found:
            after.append(one)
        else:
            before.append(one)
    if before or not found:
        yield Line("".join(before))
    yield from found
    if after:
        yield Line("".join(after))


def _pieces(parent: Element) -> Iterator[str | Block]:
    for element in parent:
        kind = name(element)
        if kind == "sdt":
            yield from _inline(element)
        elif kind == "txbxContent":
            yield from _blocks(element)
        elif kind in _SIGNS:
            yield _SIGNS[kind]
        elif kind == "t":
            yield "".join(element.itertext())
        elif kind in _OTHER:
            yield _OTHER[kind](element)
        elif kind not in _SKIPPED:
            yield from _pieces(element)


def _inline(element: Element) -> Iterator[str | Block]:
    content, tag = _child(element, "sdtContent"), _tag(element)
    if content is None or (not tag and _hint(element)):
        return
    if not tag:
        yield from _pieces(content)
        return
    text = "".join(one if isinstance(one, str) else _plain(one) for one in _pieces(content))
    yield Control(tag, "" if _hint(element) else text)


def _symbol(element: Element) -> str:
    code = value(element, "char").upper()
    if code in _BOXES:
        return _BOXES[code]
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"


def _old_box(element: Element) -> str:
    """A box of a form made before there were controls."""
    told = _child(element, "checked")
    if told is None:
        told = _child(element, "default")
    ticked = told is not None and value(told) not in ("0", "false", "off")
    return TICKED if ticked else UNTICKED


def _old_choice(element: Element) -> str:
    entries = [value(one) for one in element if name(one) == "listEntry"]
    at = value(_child(element, "result")) or "0"
    return entries[int(at)] if at.isdecimal() and int(at) < len(entries) else ""


_OTHER: Final[Mapping[str, Callable[[Element], str]]] = {
    "sym": _symbol,
    "checkBox": _old_box,
    "ddList": _old_choice,
}


def _hint(element: Element | None) -> bool:
    """Whether a control shows its hint. Some editors leave the mark when an answer is written, but
    not the style of the hint."""
    shows = _child(_child(element, "sdtPr"), "showingPlcHdr")
    if element is None or shows is None or value(shows) in ("0", "false", "off"):
        return False
    return all(
        any(name(style) == "rStyle" for style in run.iter())
        for run in element.iter()
        if name(run) == "r" and any(name(one) == "t" for one in run)
    )


def _tag(element: Element) -> str:
    tag = value(_child(_child(element, "sdtPr"), "tag"))
    return "" if tag.startswith(_GOOGLE) else tag


def _gallery(about: Element) -> str:
    return value(_child(_child(about, "docPartObj"), "docPartGallery"))


def _child(element: Element | None, kind: str) -> Element | None:
    if element is None:
        return None
    return next((one for one in element if name(one) == kind), None)
