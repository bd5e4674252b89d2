"""An item of the check, and what is found under it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.bilingual import cited
from engine.citation import Citation
from engine.parameters import Parameters
from engine.words import Language, Words
from workflows.check.filed import Filed

Severity = Literal["blocking", "noted"]

Find = Callable[[Filed, Parameters], Iterator[Words]]

Applies = Callable[[Filed], bool]


@dataclass(frozen=True, slots=True)
class Item:
    """One of the seventeen. `blocking` keeps the file incomplete, `noted` is only told. `remedy` is
    what the State can do; `eyes` asks the officer what no machine can see, empty where it sees all;
    `find` says what is missing, a sentence each. `applies` says whether the form of a file asks for
    what the item is about: where it does not, nothing is found under it and nobody looks."""

    number: int
    code: str
    title: Words
    citation: Citation
    severity: Severity
    remedy: Words
    find: Find
    applies: Applies
    eyes: Words | None = None

    @property
    def paragraph(self) -> Words:
        """Its paragraph in brackets, as each language cites it: [OD 20-25], [DO 20-25]."""
        en, fr = cited(str(self.citation))
        return Words(f"[{en}]", f"[{fr}]")


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing under an item."""

    item: Item
    sentence: Words

    def told(self, language: Language) -> str:
        """The sentence, with its stop."""
        sentence = self.sentence.spoken(language)
        return sentence if sentence.endswith(".") else f"{sentence}."

    def said(self, language: Language) -> str:
        """The sentence, with its paragraph, unless it names its own, and what to do about it."""
        parts = [self.told(language)]
        if not parts[0].endswith("]."):
            parts.append(self.item.paragraph.spoken(language))
        return " ".join([*parts, self.item.remedy.spoken(language)])
