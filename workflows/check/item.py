"""An item of the check, and what is found under it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.citation import Citation
from engine.parameters import Parameters
from engine.words import Language, Words
from workflows.check.filed import Filed

Severity = Literal["blocking", "noted"]

Find = Callable[[Filed, Parameters], Iterator[Words]]


@dataclass(frozen=True, slots=True)
class Item:
    """One of the seventeen. `blocking` keeps the file incomplete, `noted` is only told. `remedy` is
    what the State can do; `eyes` asks the officer what no machine can see, empty where it sees all;
    `find` says what is missing, a sentence each."""

    number: int
    code: str
    title: Words
    citation: Citation
    severity: Severity
    remedy: Words
    find: Find
    eyes: Words | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing under an item."""

    item: Item
    sentence: Words

    def said(self, language: Language) -> str:
        """The sentence, with its paragraph and what to do about it."""
        paragraph = str(self.item.citation)
        if language == "fr":
            paragraph = paragraph.replace("OD ", "DO ")
        stop = "." if not self.sentence.spoken(language).endswith(".") else ""
        told = f"{self.sentence.spoken(language)}{stop} [{paragraph}]"
        return f"{told} {self.item.remedy.spoken(language)}"
