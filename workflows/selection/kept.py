"""The reasons that a dossier keeps with its place: a text in English, which is read again in either
language."""

import re
from collections.abc import Iterable
from typing import Final

from engine.words import Language
from workflows.selection.said_again import in_french
from workflows.selection.why import Reason

_CITED: Final = re.compile(r" \[([^\[\]\n]+)\](?:\n|\Z)")


def kept(reasons: Iterable[Reason]) -> str:
    """The text that is kept: a line for each reason, with what it rests on."""
    return "\n".join(f"{sentence} [{cite}]" for sentence, cite in reasons)


def read_again(text: str, language: Language) -> list[Reason]:
    """The reasons of a text that was kept. What a person wrote instead, or wrote into a reason,
    stays as it was written, and rests on nothing unless it says so."""
    *parts, rest = _CITED.split(text)
    found = [Reason(*one) for one in zip(parts[::2], parts[1::2], strict=True)]
    if rest.strip():
        found.append(Reason(rest, ""))
    if language == "en":
        return found
    return [Reason(in_french(sentence), cite) for sentence, cite in found]
