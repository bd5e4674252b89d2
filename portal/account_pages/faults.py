"""What stands against what somebody typed, each with the field that it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from engine.words import Words

MOST: Final = 2000
"""Characters of a reason."""

NO_REASON: Final = Words("Please say why: it is kept.", "Veuillez en dire le motif : il est gardé.")
LONG: Final = Words(
    f"The reason is longer than {MOST} characters.",
    f"Le motif compte plus de {MOST} caractères.",
)
STRANGE: Final = Words(
    "The reason holds characters that cannot be shown.",
    "Le motif contient des caractères qui ne peuvent être affichés.",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence, and the field of the page that it is about."""

    field: str
    said: Words


def about(field: str, sentences: Iterable[Words]) -> Iterator[Fault]:
    """These sentences, about that field."""
    for one in sentences:
        yield Fault(field, _as_a_sentence(one))


def of_reason(why: str) -> Iterator[Fault]:
    """What stands against a reason: that there is none, or too much of it."""
    if not why:
        yield Fault("why", NO_REASON)
    if len(why) > MOST:
        yield Fault("why", LONG)
    if not all(sign.isprintable() or sign in "\r\n\t" for sign in why):
        yield Fault("why", STRANGE)


def _as_a_sentence(said: Words) -> Words:
    return Words(*(f"{one[:1].upper()}{one[1:].rstrip('.')}." for one in said))
