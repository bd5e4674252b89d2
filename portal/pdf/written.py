"""A filled form as a PDF: written whole, with remarks on what of it could not be printed."""

from collections.abc import Sequence
from typing import Any, BinaryIO

from engine.words import Language, Words
from forms.form import Edition
from portal.pdf.about import About
from portal.pdf.content import content, title
from portal.pdf.sentences import CODED, NOT_ACCESSIBLE, lacking
from portal.pdf.typeset import typeset
from portal.word.given import Given


def write(
    edition: Edition,
    states: Sequence[str],
    answers: Any,
    about: About,
    language: Language,
    out: BinaryIO,
) -> list[Words]:
    """Write the form with these answers, and tell what of them could not be printed. An answer is
    text and nothing else: no part of it is carried out. A draft bears no date."""
    given = Given(language)
    data = content(edition, states, answers, about, given)
    data["name"] = title(edition, about, language)
    made = typeset(data, about.filed)
    out.write(made.pdf)
    remarks = [*given.remarks]
    if made.coded:
        remarks.append(CODED)
    if made.lacked:
        remarks.append(lacking(made.lacked))
    elif not made.accessible:
        remarks.append(NOT_ACCESSIBLE)
    return remarks
