"""Whether a column contains a word, whatever its case and whatever language the server speaks."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Connection

_NO_LITERALS: Final = frozenset("*?[")
"""What a pattern of SQLite's GLOB does not take for itself."""


def askable(text: str) -> bool:
    """Whether a database can be asked for that text at all: no text that is kept holds a zero
    character or half of a character."""
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def contains(connection: Connection, column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Whether the column contains the word, whose characters all stand for themselves.

    Both databases are given every letter in each of its cases: SQLite folds ASCII alone, and
    PostgreSQL what its locale knows, which in the locale C is no more.
    """
    if connection.dialect.name == "sqlite":
        return column.op("GLOB", is_comparison=True)(f"*{''.join(map(_globbed, word))}*")
    return column.op("~", is_comparison=True)("".join(map(_matched, word)))


def _globbed(character: str) -> str:
    if cases := _cases(character):
        return f"[{cases}]"
    return f"[{character}]" if character in _NO_LITERALS else character


def _matched(character: str) -> str:
    if cases := _cases(character):
        return f"[{cases}]"
    return character if character.isalnum() else f"\\{character}"


def _cases(character: str) -> str:
    """The letter in each of its cases; empty where it has but one."""
    cases = {character, character.lower(), character.upper(), character.title()}
    single = sorted(case for case in cases if len(case) == 1)
    return "".join(single) if len(single) > 1 else ""
