"""A message of reminders that is held is shown in whichever language one asks for."""

import pytest
from sqlalchemy import select

from engine.runtime.held_letters import hold_back
from engine.runtime.office import Office
from engine.runtime.queries import looking
from engine.runtime.tables import letter
from engine.words import Language
from portal.held_letter import Shown, shown
from portal.settings import Settings
from tests.conftest import ToldClock
from tests.mail import text_of
from tests.moves import OFFICER
from tests.reminded_office import OTHER, at, hand_over, incomplete
from tests.test_relay import RL


@pytest.mark.parametrize("files", [(RL,), (RL, OTHER)], ids=["of one file", "of two files"])
@pytest.mark.parametrize(
    ("language", "code", "greeting"),
    [(None, "en", "Madam, Sir,"), ("en", "en", "Madam, Sir,"), ("fr", "fr", "Madame, Monsieur,")],
)
def test_a_message_of_reminders_is_shown_in_its_own_language_or_in_the_one_asked_for(
    office: Office,
    clock: ToldClock,
    files: tuple[str, ...],
    language: Language | None,
    code: str,
    greeting: str,
):
    for reference in files:
        incomplete(office, clock, reference)
    clock.at = at(2027, 9, 16, 8)
    hand_over(office)
    with looking(office.database) as connection:
        (key,) = connection.scalars(select(letter.c.key).where(letter.c.template == "digest"))
    hold_back(office.database, key, "to be read", OFFICER, clock.at)
    read = shown(office, Settings(), key, language)
    assert isinstance(read, Shown)
    assert (read.against, read.message is None) == (None, False)
    assert read.message is not None
    assert read.message["Content-Language"] == code
    text = text_of(read.message)
    assert greeting in text
    assert [reference in text for reference in files] == [True] * len(files)
