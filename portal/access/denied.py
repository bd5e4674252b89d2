"""Why somebody may not: a sentence in both languages, and where it comes from."""

from dataclasses import dataclass

from engine.citation import Citation
from engine.words import Words


@dataclass(frozen=True, slots=True)
class Denied:
    """A refusal, as it is told to the person."""

    said: Words
    citation: Citation


class NotYours(PermissionError):
    """Somebody asked for what is not theirs; the words say why."""

    def __init__(self, en: str, fr: str) -> None:
        super().__init__(en)
        self.said = Words(en, fr)


def unless(denied: Denied | None) -> None:
    """Raises NotYours where something stands against it."""
    if denied is not None:
        raise NotYours(*denied.said)
