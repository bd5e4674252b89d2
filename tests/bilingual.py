"""Whether a sentence is said in both languages: English, and real French without English in it."""

import re
from collections.abc import Iterable
from typing import Final

from engine.decide import Refused
from engine.words import Words

_ENGLISH: Final = re.compile(
    r"\b(the|is|not|of|it|and|has|have|been|be|are|was|were|for|which|yet|must|this|there|from|by|"
    r"with|to|in|needs?|already|given|step|letter|under)\b",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"« [^»]* »|\((?:[a-z_]+|(?:held|cancelled) by .*)\)|par [A-Z][^()]*\([^()]*\)|\S+:\S+|"
    r"\b[A-Z][\w.-]*-\w[\w.-]*\b"
)
"""What a French sentence names as it is: what somebody typed or wrote as a reason, the names of
answers, keys, references."""


def faults_of(said: Words, *names: str) -> list[str]:
    """What is wrong with these words as a sentence of both languages; `names` are names of people,
    States and places that may stand in it as they are."""
    en, fr = said
    plain = fr
    for name in sorted(names, key=len, reverse=True):
        plain = plain.replace(name, "")
    plain = _NAMED.sub("", plain)
    faults = [f"empty: {said}"] if not (en.strip() and fr.strip()) else []
    faults += [f"the same: {en}"] if en == fr else []
    faults += [f"English {one!r} in: {fr}" for one in _ENGLISH.findall(plain)]
    faults += [f"a hole: {one}" for one in said if re.search(r"\bNone\b|\{\w*\}", one)]
    faults += [f"a full stop: {one}" for one in said if one.endswith(".")]
    spaced = re.sub(r"« [^»]* »", "« x »", fr)
    faults += [f"spaces: {fr}" for _ in re.findall(r"«(?! )|(?<! )»|  |\w;", spaced)]
    return faults


def faults_of_all(refused: Iterable[Refused], *names: str) -> list[str]:
    """What is wrong with the sentences of these refusals."""
    return [
        fault
        for one in refused
        for finding in one.findings
        for fault in faults_of(finding.said, *names)
    ]
