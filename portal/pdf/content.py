"""Everything that a printed file says, in order, as the template takes it: as texts."""

from collections.abc import Sequence
from typing import Any, Final

from engine.dates import said as moment_in_words
from engine.words import Language, Words
from forms.catalogue import form_with
from forms.form import Edition, Field
from forms.plain import grouped
from forms.printed import edition_in_words
from portal.pdf.about import About
from portal.pdf.answered import answered, how_long
from portal.pdf.legible import NARROW, from_right, line
from portal.pdf.sentences import COLUMNS, DRAFT, FACTS, OF_ALL, OPEN, UNANSWERED, asked, fixed
from portal.word.given import Given
from portal.word.tags import Asked
from portal.words import PARIS

_WHOLE: Final = 64
"""Characters of a SHA-256, which is never parted."""


def content(
    edition: Edition, states: Sequence[str], answers: Any, about: About, given: Given
) -> dict[str, Any]:
    """The whole file; what of the answers cannot be printed is told in the remarks of `given`."""
    language, form = given.language, form_with(edition)
    return {
        "language": language,
        "draft": "" if about.filed else DRAFT.spoken(language),
        "code": form.code,
        "form": form.title.spoken(language),
        "title": line(about.title),
        "from_right": from_right(about.title),
        "reference": line(about.reference),
        "hash": line(about.hash, _WHOLE),
        "states": [line(state) for state in about.states],
        "facts": _facts(edition, about, language),
        "sections": _sections(edition, states, answers, about, given),
        "enclosed": _enclosed(about, language),
        "columns": [one.spoken(language) for one in COLUMNS],
        "words": fixed(language),
    }


def _facts(edition: Edition, about: About, language: Language) -> list[list[str]]:
    """The facts of the first page with their words; those that are not known are left out."""
    named = FACTS["states" if len(about.states) > 1 else "state"].spoken(language)
    told = {
        "reference": about.reference,
        "file_number": about.file_number,
        "cycle": str(about.cycle or ""),
        "standing": about.standing.spoken(language),
        "filing": about.revision.spoken(language) if about.revision else "",
        "filed": moment_in_words(about.filed.astimezone(PARIS), language) if about.filed else "",
        "edition": edition_in_words(edition).spoken(language),
        "hash": about.hash,
    }
    facts = [
        [FACTS[one].spoken(language), line(said, _WHOLE)] for one, said in told.items() if said
    ]
    return [[named, ""], *facts]


def _sections(
    edition: Edition, states: Sequence[str], answers: Any, about: About, given: Given
) -> list[dict[str, Any]]:
    whole = given.parts(None, answers, {field.name for field in edition.fields})
    return [
        {
            "number": section.number,
            "title": section.title.spoken(given.language),
            "questions": [
                {
                    "label": field.label.spoken(given.language),
                    "about": asked(field, given.language),
                    "answers": _answers(field, states, whole.get(field.name), about, given),
                }
                for field in section.fields
            ],
        }
        for section in edition.sections
    ]


def _answers(
    field: Field, states: Sequence[str], answer: Any, about: About, given: Given
) -> list[dict[str, Any]]:
    """The answer to one question, or that of each State."""
    by_state = {"": answer}
    if field.per_state:
        parts = given.parts(Asked(field).place, answer, states)
        by_state = {state: parts.get(state) for state in states}
    is_open = (OPEN if about.filed is None and field.required else UNANSWERED).spoken(
        given.language
    )
    return [
        {
            "state": line(state),
            "length": how_long(field, one, given.language),
            "block": answered(Asked(field, state), one, given)
            or {"kind": "open", "said": is_open, "missing": field.required},
        }
        for state, one in by_state.items()
    ]


def _enclosed(about: About, language: Language) -> list[dict[str, str]]:
    return [
        {
            "document": one.document.spoken(language),
            "name": line(one.name),
            "state": line(one.state, NARROW) or OF_ALL.spoken(language),
            "size": grouped(one.size).spoken(language),
            "sha256": line(one.sha256, _WHOLE),
        }
        for one in about.enclosed
    ]


def title(edition: Edition, about: About, language: Language) -> str:
    """What the document calls itself."""
    said = Words("form", "formulaire").spoken(language)
    return " – ".join(filter(None, (f"{said} {form_with(edition).code}", line(about.title))))
