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
    fr = paragraph.replace("OD ", "DO ").replace("House rule ", "Règle interne ")
    return Words(paragraph, fr.replace("; ", " ; "))


def joined(sentences: Iterable[Words], language: Language) -> str:
    """Sentences in that language, one after the other."""
    between = " ; " if language == "fr" else "; "
    return between.join(one.spoken(language) for one in sentences)


def listed(words: Iterable[Words], between: Words) -> Words:
    """Words with the same words between them, each once: "the Secretariat or the Bureau"."""
    each = tuple(dict.fromkeys(words))
    return Words(between.en.join(one.en for one in each), between.fr.join(one.fr for one in each))


def headed(what: str | Words, said: Words) -> Words:
    """A sentence under what it is about: "RL-1: there is none", "RL-1 : il n'y en a pas"."""
    en, fr = (what, what) if isinstance(what, str) else what
    return Words(f"{en}: {said.en}", f"{fr} : {said.fr}")


def quoted(words: Words) -> Words:
    """Words in the quotation marks of each language."""
    return Words(f'"{words.en}"', f"« {words.fr} »")
