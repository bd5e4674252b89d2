"""What is written in English with its French beside it: words of a row, paragraphs, sentences."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.words import Language, Words


def both(row: Mapping[str, Any], name: str) -> Words:
    """What a row says by that name, and in French by the name with `_fr`. A row without that one
    says the same in both languages."""
    return Words(row[name], row.get(f"{name}_fr", row[name]))


def cited(paragraph: str) -> Words:
    """A paragraph as each language cites it: OD 54, DO 54."""
    return Words(paragraph, paragraph.replace("OD ", "DO ").replace("; ", " ; "))


def joined(sentences: Iterable[Words], language: Language) -> str:
    """Sentences in that language, one after the other."""
    between = " ; " if language == "fr" else "; "
    return between.join(one.spoken(language) for one in sentences)
