"""A reason that was kept in English, said in French: what it tells is read out of the sentence and
told again."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from engine.words import Language
from workflows.selection.cycle import Status
from workflows.selection.in_french import InFrench
from workflows.selection.keys import KEYS
from workflows.selection.policy import WORDINGS
from workflows.selection.words import value

_SAY: Final = InFrench()
_FRENCH: Final[Language] = "fr"

Again = Callable[[re.Match[str]], str | None]
"""Says in French what a pattern has found; None where it does not hold together."""


def in_french(sentence: str) -> str:
    """The reason in French; the sentence itself where it is none of ours."""
    return _said(sentence, _REASONS) or sentence


def _said(text: str, known: Mapping[re.Pattern[str], Again]) -> str | None:
    read = ((pattern.fullmatch(text), again) for pattern, again in known.items())
    return next((again(found) for found, again in read if found), None)


# --- the level ---------------------------------------------------------------------------------


def _level(found: re.Match[str]) -> str | None:
    because, not_first = _said(found[2], _BECAUSE), ""
    if found[3]:
        not_first = _said(found[3], _NOT_FIRST) or ""
    if because is None or bool(found[3]) != bool(not_first):
        return None
    return _SAY.level(found[1], because, not_first)


def _would(found: re.Match[str]) -> str | None:
    files, past, state, other, first = found.groups()
    had = []
    if files:
        had.append(_SAY.not_treated(files.split(" and "), int(past)))
    if other:
        had.append(_SAY.not_named(state, other))
    if first:
        had.append(_SAY.ranked_first(first))
    return _SAY.would(had) if had else None


_BECAUSE: Final[Mapping[re.Pattern[str], Again]] = {
    re.compile(r"(\d+) States submit it together"): lambda of: _SAY.together(int(of[1])),
    re.compile("it is for the Urgent Safeguarding List"): lambda _: _SAY.urgent(),
    re.compile(r"(.+) submits it alone and has (\d+) elements? (?:or|and) practices? already"): (
        lambda of: _SAY.alone(of[1], int(of[2]))
    ),
    re.compile(r"(.+) has no element inscribed and no practice selected"): (
        lambda of: _SAY.first_time(of[1])
    ),
    re.compile(
        r"no file that (.+) submits alone is recorded as treated in the cycle of (\d+), and this "
        r"is (?:its only file|the first of its (\d+) files, as it ranks them)"
    ): lambda of: _SAY.turn(of[1], int(of[2]), int(of[3] or 1)),
    re.compile(
        r"(.+) names this multinational file as its priority file, and no file that \1 submits "
        r"alone is recorded as treated in the cycle of (\d+)"
    ): lambda of: _SAY.turn_named(of[1], int(of[2])),
}
_NOT_FIRST: Final[Mapping[re.Pattern[str], Again]] = {
    re.compile(
        "in this cycle a State cannot name a multinational file as its priority file"
    ): lambda _: _SAY.cannot_name(),
    re.compile(r"(.+) names the file (\S+) too"): lambda of: _SAY.names_too(of[1], of[2]),
    re.compile(r"(.+) names the multinational file (\S+) as its priority file"): (
        lambda of: _SAY.names_instead(of[1], of[2])
    ),
    re.compile(r"(.+) used its turn in the cycle of (\d+) with (.+)"): (
        lambda of: _SAY.used(of[1], int(of[2]), of[3].split(" and "))
    ),
    re.compile(r"(.+) ranks its file (\S+) before it"): (
        lambda of: _SAY.ranks_before(of[1], of[2])
    ),
}

# --- the facts ---------------------------------------------------------------------------------

_MONTHS: Final = tuple(f"{date(2000, month, 1):%B}" for month in range(1, 13))
_ONE: Final = re.compile(
    r"(.+) takes part in (?:no|(\d+)) elements? (?:or|and) practices?(?:, (\d+) of them alone)?\."
)
_SEVERAL: Final = "its States take part in so many elements and practices (and have alone): "
_EACH: Final = re.compile(r" in (\d+) \((\d+)\)(?:, | and (?=\d+ more\.\Z)|\.\Z)")
_MORE: Final = re.compile(r"(?:(\d+) more\.)?")


def _facts(found: re.Match[str]) -> str | None:
    number, month, year, what, past = found.groups()
    try:
        day = date(int(year), _MONTHS.index(month) + 1, int(number))
    except ValueError:
        return None
    told = _has(day, what)
    return told and told + (_SAY.untreated(int(past)) if past else "")


def _has(day: date, what: str) -> str | None:
    if one := _ONE.fullmatch(what):
        return _SAY.has(day, one[1], int(one[2] or 0), int(one[3] or 0))
    *parts, rest = _EACH.split(what.removeprefix(_SEVERAL))
    more = _MORE.fullmatch(rest)
    if more is None or not what.startswith(_SEVERAL):
        return None
    each = [
        (of, int(has), int(alone))
        for of, has, alone in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]
    return _SAY.have(day, each, len(each) + int(more[1] or 0))


# --- the rank ----------------------------------------------------------------------------------

_NAMES: Final = {key.label.en: name for name, key in KEYS.items()}
_LABEL: Final = "|".join(map(re.escape, _NAMES))
_KEY: Final = re.compile(rf"({_LABEL}) \(here (\S+)\)")
_KEYS: Final = rf"(?:{_LABEL}) \(here \S+\)"


def _rank(found: re.Match[str]) -> str:
    rank, of, level, keys, before, state, several, *better, equal, more = found.groups()
    each = [(_NAMES[one[1]], _value(one[2])) for one in _KEY.finditer(keys)]
    told = _SAY.rank(int(rank), int(of)) + _SAY.ordered(level, each)
    if before:
        told += _SAY.follows(before, state, bool(several), _better(*better))
    if equal:
        files = equal.split(", ")
        told += _SAY.equal(files, len(files) + int(more or 0))
    return told


def _better(level: str | None, theirs: str, its: str, key: str) -> str:
    if level:
        return _SAY.of_level(level)
    return _SAY.against(_value(theirs), _value(its), _NAMES[key])


def _value(shown: str) -> str:
    return value({"yes": True, "no": False}.get(shown, shown), _FRENCH)


# --- the place ---------------------------------------------------------------------------------

_WORDINGS: Final = {words.en: words.fr for words in WORDINGS.values()}


def _status(word: str) -> Status:
    return "selected" if word == "Selected" else "backlog"


def _standing(found: re.Match[str]) -> str:
    word, decided, wording, number, above, reason = found.groups()
    ceiling = f"{_WORDINGS[wording]} {number}"
    by = None if decided is None else int(decided)
    return _SAY.standing(_status(word), int(above or 0), ceiling, by, reason or "")


_WORD: Final = "(Selected|Not selected)"
_TIE: Final = r"there are (\d+) files of equal priority for (\d+) places?"
_REASONS: Final[Mapping[re.Pattern[str], Again]] = {
    re.compile(r"Level \((\w+)\): (.+?)\.(?: It does not have level \(0\): (.+)\.)?"): _level,
    re.compile(
        r"On (\d+) (\w+) (\d+), the day from which counts are taken, (.+?\.)"
        r"(?: It was submitted for the cycle of (\d+) and not treated\.)?"
    ): _facts,
    re.compile(
        rf"Rank (\d+) of (\d+)\. Level \((\w+)\) is ordered by ({_KEYS}(?:, then {_KEYS})*)\."
        r"(?: It follows (\S+) \((.+?)( and others)?\), which has "
        rf"(?:level \((\w+)\)|(\S+) against (\S+) \(({_LABEL})\))\.)?"
        r"(?: It is equal on every key with ([^\s,]+(?:, [^\s,]+)*)(?: and (\d+) more)?: the order "
        r"among them has no meaning\.)?"
    ): _rank,
    re.compile(r"It was (given its place|left in the backlog) before\."): (
        lambda of: _SAY.before("selected" if of[1] == "given its place" else "backlog")
    ),
    re.compile(rf"Undecided: {_TIE}, and a person decides, with a reason\."): (
        lambda of: _SAY.undecided(int(of[1]), int(of[2]))
    ),
    re.compile(rf"{_WORD} by decision: {_TIE}\. Reason: (.*)", re.DOTALL): (
        lambda of: _SAY.chosen(_status(of[1]), int(of[2]), int(of[3]), of[4])
    ),
    re.compile(
        rf"{_WORD}: (?:the number is (\d+) by decision, while )?the ceiling is "
        rf"({'|'.join(_WORDINGS)}) (\d+), and (?:no|(\d+)) files? stands? above it\."
        r"(?: Reason:(?: (.*))?)?",
        re.DOTALL,
    ): _standing,
    re.compile(r"It is selected with (\d+) places? or more, and not with fewer\."): (
        lambda of: _SAY.reached(int(of[1]))
    ),
    re.compile(
        r"It is selected with (\d+) places? or more; with (\d+)(?: to (\d+))? a person decides "
        r"among equals; with fewer it is not\."
    ): lambda of: _SAY.reached_together(int(of[1]), int(of[2]), int(of[3] or of[2])),
    re.compile(
        r"It would have level \(0\) had (.+?)(?: or one of (\d+) more of its States)? named it as "
        r"its priority file\."
    ): lambda of: _SAY.would([_SAY.named_it(of[1], int(of[2] or 0))]),
    re.compile(
        r"It would have level \(0\) had (?:(\S+(?: and \S+)*) not been treated in the cycle of "
        r"(\d+))?(?: and )?(?:(.+?) not named (\S+))?(?: and )?(?:(.+) ranked it first)?\."
    ): _would,
}
