"""The letter that tells an officer that another letter found nobody to go to."""

import pytest

from engine.dossier import Dossier
from engine.words import Language
from notifications.letters import Letter, render
from notifications.receives import ROLES
from tests.sample_letters import LANGUAGES


def nobody_left(language: Language, kind: str, role: str) -> Letter:
    facts = {"kind": kind, "name": "dialogue", "reference": "RL-1", "role": role}
    return render("nobody_left", language, Dossier("", "", facts=facts), {})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_it_names_whom_the_letter_was_meant_for_as_all_letters_do(language: Language, role: str):
    assert f": {ROLES[role].spoken(language)}\n" in nobody_left(language, "letter", role).text


@pytest.mark.parametrize(
    ("kind", "language", "subject", "line"),
    [
        ("letter", "en", "Dossier RL-1: a letter found nobody to go to", "Letter: dialogue"),
        ("reminder", "en", "Dossier RL-1: a reminder found nobody to go to", "Reminder: dialogue"),
        (
            "letter",
            "fr",
            "Dossier RL-1 : une lettre est restée sans destinataire",
            "Lettre : dialogue",
        ),
        (
            "reminder",
            "fr",
            "Dossier RL-1 : un rappel est resté sans destinataire",
            "Rappel : dialogue",
        ),
    ],
)
def test_it_says_what_it_was_and_about_which_dossier(
    kind: str, language: Language, subject: str, line: str
):
    read = nobody_left(language, kind, "contact")
    assert (read.subject, line in read.text.splitlines()) == (subject, True)
