"""A filled Word form, read back into answers, and all that could not be placed."""

from collections.abc import Sequence
from typing import BinaryIO

from forms.form import Edition
from portal.word.content import blocks, left
from portal.word.opened import text_of
from portal.word.placed import Placed, Unplaced, not_read, place
from portal.word.walked import walked


def read_word(file: BinaryIO, edition: Edition, states: Sequence[str]) -> Placed:
    """The answers in the form, by its controls and then by its headings, and a report of what
    belongs to no question; NotOpened, with a sentence, for a file that is not read."""
    root = text_of(file)
    answers, unplaced = place(edition, states, walked(blocks(root), edition, states))
    others = tuple(Unplaced(not_read(kind, number), "") for kind, number in left(root).items())
    return Placed(answers, (*unplaced, *others))
