"""One thing that stands against a text, and the line where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from engine.words import Language, Words


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A sentence about one line of a text, counted from 1; 0 is the text as a whole."""

    line: int
    said: Words

    def spoken(self, language: Language) -> str:
        """The sentence, with its line before it."""
        if not self.line:
            return self.said.spoken(language)
        line = Words(f"Line {self.line}: ", f"Ligne {self.line} : ")
        return line.spoken(language) + self.said.spoken(language)


def meant(name: str, known: Iterable[str]) -> Words:
    """The nearest known name as a question, led by a space; nothing where none is near."""
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    if not close:
        return Words("", "")
    return Words(f" Is `{close[0]}` meant?", f" S'agit-il de `{close[0]}` ?")
