"""What stands against the first line of a text, which is the subject of the letter."""

from collections.abc import Iterator
from typing import Final

from jinja2 import nodes

from engine.answers import LONGEST_LINE
from engine.words import Words
from notifications.wording.blocks import NEVER_CLOSED
from notifications.wording.fault import Fault
from notifications.wording.tags import read

BEGINS: Final = "Subject: "

_NO_SUBJECT: Final = Words(
    "The first line begins with `Subject: `, followed by the subject of the letter.",
    "La première ligne commence par `Subject: `, suivi de l'objet de la lettre.",
)
_NO_WORDS: Final = Words(
    "The subject has no words of its own: it could be empty.",
    "L'objet ne comporte aucun mot qui lui soit propre : il pourrait être vide.",
)
_NOT_CLOSED: Final = Words(
    "The subject is one line: what it opens with `if` is closed on that line.",
    "L'objet tient en une ligne : ce qui y est ouvert par `if` y est refermé.",
)
_TOO_LONG: Final = Words(
    f"The subject is longer than {LONGEST_LINE} characters.",
    f"L'objet dépasse {LONGEST_LINE} caractères.",
)
_SECOND_LINE: Final = Words(
    "The subject is one line: an empty line follows it.",
    "L'objet tient en une ligne : une ligne vide le suit.",
)


def of_the_subject(text: str) -> Iterator[Fault]:
    """The faults of the first line, and of the second, which is empty."""
    first, _, rest = text.partition("\n")
    if not first.startswith(BEGINS):
        yield Fault(1, _NO_SUBJECT)
    else:
        yield from _of_its_words(first.removeprefix(BEGINS))
    if len(first) > LONGEST_LINE:
        yield Fault(1, _TOO_LONG)
    if rest.partition("\n")[0].strip():
        yield Fault(2, _SECOND_LINE)


def _of_its_words(subject: str) -> Iterator[Fault]:
    tree, wrong = read(subject)
    if any(fault.said in NEVER_CLOSED for fault in wrong):
        yield Fault(1, _NOT_CLOSED)
    elif tree is not None and not any(_is_a_word(part) for part in tree.body):
        yield Fault(1, _NO_WORDS)


def _is_a_word(part: nodes.Node) -> bool:
    return isinstance(part, nodes.Output) and any(
        isinstance(one, nodes.TemplateData) and one.data.strip() for one in part.nodes
    )
