"""The small words of the reasons: numbers with their nouns, lists, files by name."""

from collections.abc import Sequence
from typing import Final

from engine.cycle_file import CycleFile

MOST_NAMED: Final = 8
"""How many States or files one sentence names; the rest are counted."""

_KINDS: Final = {
    "extension": "inscriptions on an extended basis",
    "reduction": "inscriptions on a reduced basis",
    "transfer_usl_rl": "transfers between the Lists",
    "transfer_rl_usl": "transfers between the Lists",
}
_MECHANISMS: Final = {
    "USL": "nominations to the Urgent Safeguarding List",
    "RL": "nominations to the Representative List",
    "GSP": "proposals to the Register of Good Safeguarding Practices",
    "IA": "requests for international assistance",
}


def its_like(file: CycleFile) -> str:
    """The files of that sort, in words."""
    return _KINDS.get(file.kind) or _MECHANISMS[file.mechanism]


def value(one: object) -> str:
    """What a file has under a key, in words."""
    if isinstance(one, bool):
        return "yes" if one else "no"
    return str(one)


def named(file: CycleFile) -> str:
    """A file by its number and first State."""
    return f"{file.file_no} ({file.states[0]}{'' if file.national else ' and others'})"


def elements(number: int) -> str:
    """So many elements and practices."""
    known = {0: "no element or practice", 1: "1 element or practice"}
    return known.get(number) or f"{number} elements and practices"


def places(number: int) -> str:
    """So many places."""
    return "1 place" if number == 1 else f"{number} places"


def files_stand(number: int) -> str:
    """So many files stand somewhere."""
    return {0: "no file stands", 1: "1 file stands"}.get(number) or f"{number} files stand"


def listed(shown: Sequence[str], of: int) -> str:
    """These, and how many more there are."""
    more = of - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
