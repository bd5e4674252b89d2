"""A file set in type: the template with its data, in the fonts there are, as bytes of a PDF."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from portal.pdf.legible import latin_alone, without_signs

if TYPE_CHECKING:
    from typst import Fonts

_TEMPLATE: Final = Path(__file__).with_name("form.typ")
_PROBE: Final = b"""
#set document(title: "characters")
#for one in json(bytes(sys.inputs.data)) { text(font: "Libertinus Serif", one) + parbreak() }
"""
_LACKED: Final = "could not be displayed"
_EUROPE: Final = 0x180
"""Below this are letters of Europe, which the fonts that come with typst all have."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A tagged PDF. `lacked` are the characters that no font here has; `accessible`, whether it
    meets PDF/UA-1, as it does not where one is lacking; `coded`, whether characters had to be
    written as their codes, since they could not be set beside each other."""

    pdf: bytes
    lacked: str
    accessible: bool
    coded: bool


class _Stopped(Exception):
    """The typesetter gave up over a text."""


def typeset(data: Any, at: datetime | None) -> Typeset:
    """The PDF of these data, which are texts and nothing else. `at` is written into it as the
    instant of its creation, if there is one. The same data give the same bytes wherever the fonts
    are the same."""
    with suppress(_Stopped):
        return _typeset(data, at, coded=False)
    with suppress(_Stopped):
        return _typeset(_rewritten(data, without_signs), at, coded=True)
    return _typeset(_rewritten(data, latin_alone), at, coded=True)


def _typeset(data: Any, at: datetime | None, *, coded: bool) -> Typeset:
    from typst import TypstError  # 80 MB, and hardly any request needs them

    template = _TEMPLATE.read_bytes()
    lacked = _lacked("".join(_texts(data)))
    if not lacked:
        # Signs that are there alone are not in every combination.
        with suppress(TypstError):
            return Typeset(_compiled(template, data, at, ["ua-1"]), "", True, coded)
    return Typeset(_compiled(template, data, at, []), lacked, False, coded)


def _compiled(
    template: bytes, data: Any, at: datetime | None, standards: list[Literal["ua-1"]]
) -> bytes:
    """The data come as data: none of it is code. What is code, the template, asks for no package,
    and its world is an empty folder: there is no file to read."""
    from typst import Compiler

    with TemporaryDirectory() as empty:
        inputs = {"data": json.dumps(data), "dated": "yes" if at else ""}
        compiler = Compiler(
            template, root=empty, font_paths=_fonts(), sys_inputs=inputs,
            package_path=empty, package_cache_path=empty,
        )  # fmt: skip
        instant = int(at.timestamp()) if at else 0
        try:
            made = compiler.compile(format="pdf", pdf_standards=[*standards], timestamp=instant)
        except BaseException as stopped:
            # What Rust throws is no Exception, and its class has no module to import it from.
            if type(stopped).__name__ != "PanicException":
                raise
            raise _Stopped from stopped
    return cast(bytes, made)


@cache
def _fonts() -> "Fonts":
    """Those that come with typst, and for what these lack those of this machine."""
    from typst import Fonts

    return Fonts()


def _lacked(text: str) -> str:
    """The characters of a text that no font here has; each is set once, to hear which fail."""
    from typst import TypstError

    rare = sorted(one for one in set(text) if ord(one) >= _EUROPE)
    try:
        _compiled(_PROBE, rare, None, ["ua-1"])
    except TypstError as found:
        told = [line for line in found.diagnostic.split("\n") if _LACKED in line]
        named = "\n".join(told)
        return "".join(one for one in rare if f'"{one}"' in named or _code(one) in named)
    return ""


def _code(character: str) -> str:
    return f"\\u{{{ord(character):x}}}"


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for one in data.values():
            yield from _texts(one)
    elif isinstance(data, list):
        for one in data:
            yield from _texts(one)


def _rewritten(data: Any, rewrite: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return rewrite(data)
    if isinstance(data, dict):
        return {name: _rewritten(one, rewrite) for name, one in data.items()}
    return [_rewritten(one, rewrite) for one in data] if isinstance(data, list) else data
