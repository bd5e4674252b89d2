"""Everything that stands against a text before it can be kept as the wording of a letter."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from engine.answers import LONGEST_REASON
from engine.words import Language, Words
from notifications.letters import original
from notifications.wording.fault import Fault
from notifications.wording.judged import misused, unasked
from notifications.wording.known import known
from notifications.wording.subject import of_the_subject
from notifications.wording.tags import read
from notifications.wording.use import How, Use
from notifications.wording.uses import uses

LONGEST: Final = LONGEST_REASON
"""Characters of a text."""

_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What is no character of a letter."""

_STAYS: Final[tuple[tuple[str, How, Words], ...]] = (
    ("receives", "spoken", Words("why the letter came", "pourquoi la lettre est envoyée")),
    ("reminder.why", "spoken", Words("why the letter came", "pourquoi la lettre est envoyée")),
    (
        "paragraph",
        "written",
        Words("what an officer adds to this letter", "ce qu'un agent ajoute à cette lettre"),
    ),
)
"""What a letter keeps where its shipped text has it, however else it is worded."""


def tidy(text: str) -> str:
    """A text as it is kept: lines end as here, without spaces after them, the last one too."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def faults(key: str, language: Language, text: str) -> tuple[Fault, ...]:
    """All faults of a text, in the order of its lines; those of the whole come first.

    A text without any can be written for every dossier for which the shipped letter can. KeyError
    where there is no such letter.
    """
    its_original = uses(read(original(key, language)).tree).used
    if len(text) > LONGEST:
        return (Fault(0, _too_long(len(text))),)
    whole = tidy(text)
    tags = read(whole)
    used = uses(tags.tree)
    unread = {one.line for one in tags.faults}
    found = [*_controls(whole), *of_the_subject(whole), *tags.faults]
    found += [one for one in used.faults if one.line not in unread]
    letter = known(key)
    for use in used.used:
        fault = misused(use, letter)
        if fault is None and not unread:  # what could not be read may have asked for it
            fault = unasked(use, letter)
        if fault is not None and use.line not in unread:
            found.append(fault)
    if tags.tree is not None:
        found += _gone(its_original, used.used)
    return tuple(sorted(set(found)))


def _controls(text: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        if _CONTROLS.search(line):
            yield Fault(number, _CONTROL)


def _gone(before: Collection[Use], after: Collection[Use]) -> Iterator[Fault]:
    """What stood in the shipped text and must stay, and is gone."""
    for path, how, what in _STAYS:
        here, there = ([one for one in some if one.path == path] for some in (before, after))
        alone = {path, f"{path} is defined"}
        stays = any(
            use.how == how and use.line > 1 and use.under <= alone | old.under
            for use in there
            for old in here
        )
        if here and not stays:
            yield Fault(0, _must_stay(path, how, what))


_CONTROL: Final = Words(
    "This line holds a control character, which cannot be read.",
    "Cette ligne contient un caractère de commande, qui ne peut être lu.",
)


def _too_long(length: int) -> Words:
    return Words(
        f"The text has {length} characters; it may have {LONGEST}.",
        f"Le texte compte {length} caractères ; il peut en compter {LONGEST}.",
    )


def _must_stay(path: str, how: How, what: Words) -> Words:
    written = path if how == "written" else f"{path} | {how}"
    return Words(
        f"`{{{{ {written} }}}}` must stay in the text, under no new condition: it says {what.en}.",
        f"`{{{{ {written} }}}}` doit rester dans le texte, sans nouvelle condition : cela dit "
        f"{what.fr}.",
    )
