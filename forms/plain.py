"""A text, a line, a day, a number: what a plain answer is, or why it is not one."""

import re
from datetime import date
from typing import Any, Final

from engine.words import Words
from forms.words_counted import SPACES

LONGEST: Final = 200_000
"""Characters of one text."""

LONGEST_LINE: Final = 2_000
"""Characters of one line: a name, an item of a list, a cell of a table."""

LARGEST: Final = 10**12 - 1
"""The largest number: more than any fund holds, and exact in every program that reads it."""

_POSITIONS: Final = 3
"""Positions told of hidden characters; of more their number is enough."""

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TURN: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_HIDDEN: Final = re.compile(f"{_CONTROL.pattern}|{_TURN.pattern}")
_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH: Final = re.compile("(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
_ADDRESS: Final = re.compile(rf"[^@{SPACES}]+@[^@.{SPACES}]+(\.[^@.{SPACES}]+)+")


class Unread(ValueError):
    """An answer that cannot be understood, with the sentence that says why."""

    def __init__(self, en: str, fr: str) -> None:
        super().__init__(en)
        self.said = Words(en, fr)


def nothing(value: Any) -> bool:
    """Whether nothing was given: none, blank or empty."""
    return not value.strip(SPACES) if isinstance(value, str) else value in (None, [], {}, ())


def grouped(number: int) -> Words:
    """A number with its thousands apart: "200,000"."""
    return Words(f"{number:,}", f"{number:,}".replace(",", "\N{NO-BREAK SPACE}"))


def visible(text: str) -> str:
    """A text in which controls, halves of characters and turns of direction can be seen."""
    return _HIDDEN.sub(lambda found: f"U+{ord(found[0]):04X}", text)


def turned(text: str) -> Words | None:
    """Where hidden characters turn the direction of writing, so that a reader sees other words
    than there are; None if there are none."""
    at = [found.start() + 1 for found in _TURN.finditer(text)]
    if not at:
        return None
    first = ", ".join(map(str, at[:_POSITIONS]))
    more = grouped(len(at))
    many = len(at) > _POSITIONS
    return Words(
        f"hidden characters turn the direction of writing, at position {first}"
        + (f" ({more.en} in all)" if many else ""),
        f"des caractères cachés changent le sens de l'écriture, en position {first}"
        + (f" ({more.fr} en tout)" if many else ""),
    )


def text(value: Any) -> str:
    """A text of any length, with line ends as browsers count them, and no white space around."""
    if not isinstance(value, str):
        raise Unread("it is not a text", "ce n'est pas un texte")
    if len(value) > LONGEST:
        most = grouped(LONGEST)
        raise Unread(
            f"it is longer than {most.en} characters", f"il y a plus de {most.fr} caractères"
        )
    # A browser counts a line end as one character, and sends it as two.
    even = value.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(even):
        where, code = found.start() + 1, visible(found[0])
        raise Unread(
            f"the character at position {where} is not one of a text ({code})",
            f"le caractère en position {where} n'est pas celui d'un texte ({code})",
        )
    return even.strip(SPACES)


def line(value: Any) -> str:
    """One line, written in one direction."""
    one = text(value)
    if len(one) > LONGEST_LINE or any(end in one for end in "\n\t\u2028\u2029"):
        most = grouped(LONGEST_LINE)
        raise Unread(
            f"it is not one line of at most {most.en} characters",
            f"ce n'est pas une seule ligne de {most.fr} caractères au plus",
        )
    if said := turned(one):
        raise Unread(*said)
    return one


def email(value: Any) -> str:
    """An e-mail address."""
    address = line(value)
    if not _ADDRESS.fullmatch(address):
        raise Unread(
            "it is not an e-mail address like name@example.org",
            "ce n'est pas une adresse électronique comme nom@example.org",
        )
    return address


def yes_no(value: Any) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    if value in ("yes", "no"):
        return bool(value == "yes")
    raise Unread("it is neither yes nor no", "ce n'est ni oui ni non")


def number(value: Any) -> int:
    """A whole number, also from its digits."""
    if isinstance(value, str):
        digits = value.strip(SPACES)
        if re.fullmatch("[0-9]{1,12}", digits):
            return int(digits)
    elif isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST:
        return value
    raise Unread(
        "it is not a whole number of at most twelve digits, like 25000",
        "ce n'est pas un nombre entier de douze chiffres au plus, comme 25000",
    )


def day(value: Any) -> str:
    """A day of the calendar."""
    written = value.strip(SPACES) if isinstance(value, str) else ""
    try:
        if not _DAY.fullmatch(written):
            raise ValueError
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise Unread(
            "it is not a day like 2027-03-31", "ce n'est pas un jour comme 2027-03-31"
        ) from None


def month(value: Any) -> str:
    """A month of the calendar."""
    written = value.strip(SPACES) if isinstance(value, str) else ""
    if not _MONTH.fullmatch(written):
        raise Unread("it is not a month like 2027-03", "ce n'est pas un mois comme 2027-03")
    return written
