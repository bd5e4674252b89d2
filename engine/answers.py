"""The answers a step needs: what was given, read into facts, or what is wrong with it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from engine.content import stamp
from engine.dossier import Fact
from engine.rules import Finding
from engine.workflow import Ask, Kind, Step

LONGEST_TEXT = 1_000_000
"""Characters of one answer: a letter that names everything missing for each of all States, with
every note of an officer, has a quarter of that. Longer texts belong into an attachment."""

LONGEST_REASON = 20_000
"""Characters of a reason, or of what somebody says beside an item."""

LONGEST_LINE = 500
"""Characters of a name, an address or a number: what stands in one line of a letter."""


def read(step: Step, given: Mapping[str, Any]) -> tuple[dict[str, Fact], list[Finding]]:
    """The facts that the given answers make, and every fault found in them."""
    facts: dict[str, Fact] = {}
    faults: list[str] = []
    for ask in step.asks:
        value = given.get(ask.name)
        if value is None or value in ("", [], ()):
            if ask.required:
                faults.append(f"{ask.label.en} ({ask.name}) is not given")
            continue
        try:
            facts[ask.name] = _READERS[ask.kind](ask, value)
        except ValueError as fault:
            faults.append(f"{ask.label.en} ({ask.name}): {fault}")
    faults += _unasked(step, given)
    return facts, [Finding("answers", fault, step.cite) for fault in faults]


def _unasked(step: Step, given: Mapping[str, Any]) -> Iterator[str]:
    asked = {ask.name for ask in step.asks}
    for name in given:
        if name not in asked:
            wanted = ", ".join(sorted(asked)) or "nothing"
            yield f"{step.trigger} does not ask for {name!r}; it asks for {wanted}"


_NO_CHARACTER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Controls other than tabs and line ends, and halves of characters."""


def unreadable(text: str, most: int = LONGEST_REASON) -> str | None:
    """Why a text cannot be kept for ever: too long, or not made of characters; None if it can."""
    if len(text) > most:
        return f"it is longer than {most} characters"
    if _NO_CHARACTER.search(text):
        return "it holds control characters"
    return None


def _text(ask: Ask, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("it is not a text")
    if fault := unreadable(value, LONGEST_TEXT):
        raise ValueError(fault)
    if not value.strip():
        raise ValueError("it is blank")
    return value.strip()


def _line(ask: Ask, value: Any) -> str:
    text = _text(ask, value)
    if len(text) > LONGEST_LINE or any(c in text for c in "\n\r\t"):
        raise ValueError(f"it is not one line of at most {LONGEST_LINE} characters")
    return text


def _texts(ask: Ask, value: Any) -> list[str]:
    parts = value.split(";") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise ValueError("it is not a list of texts")
    texts = [_line(ask, part) for part in parts]
    if len(set(texts)) < len(texts):
        raise ValueError("it names the same twice")
    return texts


def _day(ask: Ask, value: Any) -> str:
    try:
        return date.fromisoformat(_text(ask, value)).isoformat()
    except ValueError:
        raise ValueError(f"{value!r} is not a day like 2027-03-31") from None


def _instant(ask: Ask, value: Any) -> str:
    try:
        moment = datetime.fromisoformat(_text(ask, value))
        if moment.tzinfo is None:
            raise ValueError
        return stamp(moment.astimezone(UTC))
    except (ValueError, OverflowError):
        like = "2027-03-31T18:00:00+02:00"
        raise ValueError(f"{value!r} is not an instant with its zone, like {like}") from None


def _number(ask: Ask, value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 12:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12:
        return value
    raise ValueError(f"{value!r} is not a whole number from 0 to twelve digits")


def _yes_no(ask: Ask, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("yes", "no"):
        return bool(value == "yes")
    raise ValueError(f"{value!r} is neither yes nor no")


def _choice(ask: Ask, value: Any) -> str:
    if value in ask.choices:
        return str(value)
    raise ValueError(f"{value!r} is none of {', '.join(ask.choices)}")


_READERS: Mapping[Kind, Callable[[Ask, Any], Fact]] = {
    "text": _text,
    "line": _line,
    "texts": _texts,
    "day": _day,
    "instant": _instant,
    "amount": _number,
    "number": _number,
    "yes_no": _yes_no,
    "choice": _choice,
}
