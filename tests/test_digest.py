"""Many reminders to one person as one letter: its order, its words, how it is stopped."""

from dataclasses import replace
from datetime import date

import pytest

from engine.words import Language, Words
from notifications.digest import PUT_OFF, Item, digest, left
from notifications.letters import Letter
from notifications.reminders.rule import Severity
from tests.reminding import due_on
from tests.sample_digest import PAGES, item
from tests.sample_letters import LANGUAGES, reminders, sample_reminder

PAGE = f"{PAGES}/reminders"


def reminder(
    reference: str, severity: Severity = "routine", day: int = 30, text: str = "Please answer."
) -> Item:
    """A reminder that is due on that day of September 2027."""
    greeted = f"Title: Kente\nCycle: 2028\n\nMadam, Sir,\n\n{text}\n\nYours sincerely,\n\nWhy.\n"
    letter = Letter("reminder_dialogue", "en", f"File {reference}: answer due", greeted)
    why = Words(f"Why {reference}.", f"Pourquoi {reference}.")
    due = due_on(date(2027, 9, day))
    return Item(letter, severity, reference, "Kente", due, day - 27, why, f"{PAGES}/{reference}")


def headings(letter: Letter) -> list[str]:
    """The references of the reminders in a digest, in its order."""
    lines = letter.text.splitlines()
    return [line.removeprefix("Dossier: ") for line in lines if line.startswith("Dossier: ")]


def test_the_gravest_comes_first_then_what_closes_soonest_then_the_smaller_reference():
    given = [
        reminder("E", "routine", 27),
        reminder("D", "important"),
        reminder("C", "important"),
        reminder("B", "important", 28),
        reminder("A", "urgent"),
    ]
    assert headings(digest("en", given, PAGE)) == ["A", "B", "C", "D", "E"]
    assert digest("en", given, PAGE) == digest("en", given[::-1], PAGE)


def test_its_subject_says_how_many_and_the_most_pressing():
    two = [reminder("RL-1"), reminder("RL-2", "urgent")]
    assert (
        digest("en", two, PAGE).subject == "2 reminders; first: File RL-2, answer due (in 3 days)"
    )


def test_each_reminder_says_what_is_asked_by_when_where_and_why():
    read = digest("en", [reminder("RL-1"), reminder("RL-2")], PAGE)
    assert (
        "File RL-1: answer due\n"
        "---------------------\n"
        "\n"
        "Title: Kente\n"
        "Dossier: RL-1\n"
        "Deadline: 30 September 2027, 23:59 (Paris time), in 3 days\n"
        "\n"
        "Please answer.\n"
        "\n"
        "The dossier has its page:\n"
        f"{PAGES}/RL-1\n"
        "\n"
        "Why RL-1.\n"
        "\n"
    ) in read.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_greets_and_ends_once_and_says_how_reminders_are_stopped(language: Language):
    items = [item(one, language) for one in reminders()]
    read = digest(language, items, PAGE)
    once = ("Madam, Sir,", "Yours sincerely,", "You receive this letter because")
    if language == "fr":
        once = ("\nMadame, Monsieur,\n", "Veuillez agréer", "Vous recevez cette lettre parce")
    told = [
        f"\n{read.text}".count(words) for words in (*once, f"{PUT_OFF.spoken(language)}\n{PAGE}\n")
    ]
    assert told == [1, 1, 1, 1]
    assert read.subject.startswith(f"{len(items)} ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_loses_nothing_that_a_reminder_asks(language: Language):
    for one in reminders():
        read = digest(language, [item(one, language)] * 2, PAGE).text
        derived = one.deadline.derived(language)
        assert (derived in read, one.deadline.spoken(language) in read) == (True, True)


def test_a_letter_that_greets_otherwise_is_told_whole_but_for_its_last_paragraph():
    other = replace(reminder("RL-1").letter, text="Dear friends,\n\nPlease.\n\nWarmly,\n\nWhy.\n")
    read = digest("en", [replace(reminder("RL-1"), letter=other)] * 2, PAGE)
    assert "\nDear friends,\n\nPlease.\n\nWarmly,\n\nThe dossier" in read.text


@pytest.mark.parametrize(
    "text", ["", "Why.\n", "Title: A\nCycle: 2\n\nWhy.\n", "Yours\n\n \n\nWhy."]
)
def test_a_letter_without_much_to_say_is_no_obstacle(text: str):
    bare = replace(reminder("RL-1").letter, text=text)
    one = replace(reminder("RL-1"), letter=bare, page="", why=Words("", ""))
    assert headings(digest("en", [one, one], PAGE)) == ["RL-1", "RL-1"]
    assert PUT_OFF.en in digest("en", [one], PAGE).text


def test_a_title_in_several_lines_stays_in_its_line():
    one = replace(reminder("RL-1"), title="Kente\nDossier: RL-9")
    assert headings(digest("en", [one, reminder("RL-2")], PAGE)) == ["RL-1", "RL-2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_reminder_alone_is_its_own_letter_and_says_how_reminders_are_stopped(
    language: Language,
):
    one = item(sample_reminder("reminder_dialogue"), language)
    read = digest(language, [one], PAGE)
    *before, stop, why = read.text.split("\n\n")
    assert "\n\n".join((*before, why)) == one.letter.text
    assert stop == f"{PUT_OFF.spoken(language)}\n{PAGE}"
    assert (read.key, read.subject) == ("reminder_dialogue", one.letter.subject)


@pytest.mark.parametrize(
    ("days", "en", "fr"),
    [
        (30, "in 30 days", "dans 30 jours"),
        (2, "in 2 days", "dans 2 jours"),
        (1, "tomorrow", "demain"),
        (0, "today", "aujourd'hui"),
        (-1, "1 day overdue", "1 jour de retard"),
        (-2, "2 days overdue", "2 jours de retard"),
    ],
)
def test_it_says_how_many_days_are_left(days: int, en: str, fr: str):
    assert (left(days, "en"), left(days, "fr")) == (en, fr)
