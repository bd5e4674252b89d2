"""Whether what a text opens with `if` and `for` is closed, and in the right order."""

from collections.abc import Iterable
from typing import Final

from engine.words import Words
from notifications.wording.fault import Fault

MOST_DEEP: Final = 6
"""How many blocks may stand within one another."""

MOST_LOOPS: Final = 2
"""How many of them may be loops: a list may hold all States Parties."""

_AFTER: Final = {
    "elif": ("if",), "else": ("if",), "endif": ("if", "else"), "endfor": ("for",),
}  # fmt: skip
"""What each tag that opens nothing comes after."""


def unbalanced(tags: Iterable[tuple[int, str]]) -> tuple[Fault, ...]:
    """The faults of these tags, each given as (line, first word), in the order of the text."""
    faults: list[Fault] = []
    blocks: list[tuple[int, str]] = []
    for line, word in tags:
        if word not in _AFTER:
            blocks.append((line, word))
            loops = [one for _, one in blocks if one == "for"]
            if len(blocks) > MOST_DEEP or len(loops) > MOST_LOOPS:
                faults.append(Fault(line, _TOO_DEEP))
        elif not blocks or blocks[-1][1] not in _AFTER[word]:
            faults.append(Fault(line, _stray(word)))
        elif word == "else":
            blocks[-1] = (blocks[-1][0], "else")
        elif word != "elif":
            blocks.pop()
    faults += [Fault(line, _open("for" if word == "for" else "if")) for line, word in blocks]
    return tuple(faults)


_TOO_DEEP: Final = Words(
    f"More than {MOST_DEEP} blocks, or {MOST_LOOPS} loops, stand within one another.",
    f"Plus de {MOST_DEEP} blocs, ou de {MOST_LOOPS} boucles, sont emboîtés les uns dans les "
    "autres.",
)


def _stray(word: str) -> Words:
    opens = "for" if word == "endfor" else "if"
    return Words(
        f"`{word}` has no open `{opens}` that it belongs to.",
        f"`{word}` ne répond à aucun `{opens}` ouvert.",
    )


def _open(word: str) -> Words:
    return Words(
        f"This `{word}` is never closed: `{{% end{word} %}}` is missing.",
        f"Ce `{word}` n'est jamais refermé : il manque `{{% end{word} %}}`.",
    )


NEVER_CLOSED: Final = (_open("if"), _open("for"))
"""What is said of a block that stays open."""
