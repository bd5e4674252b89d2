"""Keeping a wording, or restoring the original: refused with every reason at once."""

from collections.abc import Iterator
from typing import Final

from engine.answers import LONGEST_LINE, LONGEST_REASON, unreadable
from engine.runtime import queries, wordings
from engine.runtime.office import Office
from engine.runtime.wordings import Meanwhile, Version
from engine.sight import Sight
from engine.words import Language, Words
from notifications.letters import Letter, original
from notifications.wording.fault import Fault
from notifications.wording.faults import faults, tidy
from portal.wording_pages.preview import find_example, preview

_NO_REASON: Final = Words("Say why the wording changes.", "Indiquez le motif du changement.")
_NO_NAME: Final = Words("Say who changes it.", "Indiquez qui le modifie.")
_NO_CHANGE: Final = Words(
    "This is the wording in force; nothing was changed.",
    "C'est la rédaction en vigueur ; rien n'a été modifié.",
)


def save(
    office: Office,
    key: str,
    language: Language,
    text: str,
    by: str,
    why: str,
    sight: Sight,
    expected: int | None = None,
) -> int | tuple[Fault, ...]:
    """The version under which the text is in force from now on; or everything that stands against
    it. It must also be readable for the dossier in sight that had this letter last, if any had
    it."""
    content = tidy(text)
    found = [*_overtaken(office, key, language, expected), *faults(key, language, text)]
    found += _unsaid(by, why)
    if content == text_in_force(office, key, language)[1]:
        found.append(Fault(0, _NO_CHANGE))
    if not found and (example := find_example(office, key, sight)):
        shown = preview(office, key, language, text, example, sight)
        found += () if isinstance(shown, Letter) else shown
    if found:
        return tuple(found)
    # What is word for word the original is the original.
    anew = None if content == tidy(original(key, language)) else content
    return _kept(office, key, language, anew, by, why, expected)


def restore(
    office: Office, key: str, language: Language, by: str, why: str, expected: int | None = None
) -> int | tuple[Fault, ...]:
    """The version that restored the shipped text; or everything that stands against it."""
    found = [*_overtaken(office, key, language, expected), *_unsaid(by, why)]
    if text_in_force(office, key, language)[0] == 0:
        found.append(Fault(0, _NO_CHANGE))
    if found:
        return tuple(found)
    return _kept(office, key, language, None, by, why, expected)


def text_in_force(office: Office, key: str, language: Language) -> tuple[int, str]:
    """The version in force and its text; 0 and the shipped text where there is none."""
    with queries.looking(office.database) as connection:
        kept = wordings.in_force(connection)
    return kept.get((key, language), (0, tidy(original(key, language))))


def _unsaid(by: str, why: str) -> Iterator[Fault]:
    if not by.strip() or unreadable(by, LONGEST_LINE):
        yield Fault(0, _NO_NAME)
    if not why.strip() or unreadable(why, LONGEST_REASON):
        yield Fault(0, _NO_REASON)


def _kept(
    office: Office,
    key: str,
    language: Language,
    text: str | None,
    by: str,
    why: str,
    expected: int | None,
) -> int | tuple[Fault, ...]:
    try:
        return wordings.keep(
            office.database, key, language, text, by.strip(), why.strip(), office.clock(), expected
        )
    except Meanwhile as fault:
        return (_told(fault.last),)


def _overtaken(
    office: Office, key: str, language: Language, expected: int | None
) -> Iterator[Fault]:
    """That somebody else made a version after the one that was seen; who saves is told of it
    whatever else is wrong."""
    with queries.looking(office.database) as connection:
        made = wordings.versions(connection, key, language)
    if made and expected not in (None, made[0].version):
        yield _told(made[0])


def _told(last: Version) -> Fault:
    return Fault(
        0,
        Words(
            f"{last.by} has made version {last.version} meanwhile ({last.why}). Look at it first; "
            "your text is still here and was not kept.",
            f"{last.by} a entre-temps établi la version {last.version} ({last.why}). Consultez-la "
            "d'abord ; votre texte figure encore ici et n'a pas été enregistré.",
        ),
    )
