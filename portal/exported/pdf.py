"""The form of a dossier as a PDF."""

from typing import BinaryIO

from engine.words import Language, Words
from portal.exported.taken import Taken
from portal.pdf.about import About, Enclosed
from portal.pdf.written import write


def write_pdf(taken: Taken, language: Language, out: BinaryIO) -> tuple[Words, ...]:
    """Write the form that is shown; what of it could not be printed. LookupError where there is
    no form."""
    shown = taken.form()
    about = about_of(taken)
    told = write(shown.edition, shown.states, shown.answers, about, language, out)
    return tuple(told)


def about_of(taken: Taken) -> About:
    """What a file says of its dossier, and of the documents that go with it."""
    shown, one = taken.form(), taken.dossier
    return About(
        one.reference,
        one.text("file_no"),
        one.text("title"),
        tuple(shown.states),
        one.cycle,
        taken.workflow.state[one.state].public,
        shown.called,
        None if shown.draft else shown.at,
        shown.hash,
        tuple(
            Enclosed(each.called, each.name, each.state, each.size, each.sha256)
            for each in shown.enclosed
        ),
    )
