"""Each wording is kept as a version; of two who write at the same time the second is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from engine.dossier import Dossier
from engine.runtime.wordings import (
    Meanwhile,
    Version,
    in_force,
    keep,
    last_promised,
    latest,
    versions,
)
from engine.sight import EVERYTHING
from notifications.letters import ORIGINALS, original, render
from tests.moves import GHANA, opened, taken
from tests.sample_letters import sample
from workflows.about import about
from workflows.law import law

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
ONE = original("registered", "en").replace("registered", "entered")
TWO = original("registered", "en").replace("registered", "taken up")


def kept(database, text, by="A. Lind", expected=None, language="en"):
    return keep(database, "registered", language, text, by, "plainer", NOON, expected)


def test_the_last_version_is_in_force_and_each_is_kept_with_who_made_it_and_why(database):
    assert (kept(database, ONE), kept(database, TWO, "R. Haddad")) == (1, 2)
    assert kept(database, ONE, language="fr") == 1
    with database.connect() as connection:
        assert in_force(connection) == {
            ("registered", "en"): (2, TWO),
            ("registered", "fr"): (1, ONE),
        }
        assert versions(connection, "registered", "en") == [
            Version(2, TWO, NOON, "R. Haddad", "plainer"),
            Version(1, ONE, NOON, "A. Lind", "plainer"),
        ]
        assert {name: one.version for name, one in latest(connection).items()} == {
            ("registered", "en"): 2, ("registered", "fr"): 1,
        }  # fmt: skip


def test_restoring_the_original_is_a_version_too_and_nothing_is_in_force(database):
    kept(database, ONE)
    assert kept(database, None) == 2
    with database.connect() as connection:
        assert in_force(connection) == {}
        assert [one.text for one in versions(connection, "registered", "en")] == [None, ONE]


def test_who_saves_after_another_is_told_whom_and_nothing_is_kept(database):
    assert kept(database, ONE, expected=0) == 1
    with pytest.raises(Meanwhile, match=r"A\. Lind made version 1 meanwhile") as told:
        kept(database, TWO, "R. Haddad", expected=0)
    assert told.value.last == Version(1, ONE, NOON, "A. Lind", "plainer")
    assert kept(database, TWO, "R. Haddad", expected=1) == 2
    with database.connect() as connection:
        assert in_force(connection) == {("registered", "en"): (2, TWO)}


def test_of_many_who_save_in_the_same_instant_one_is_first(database):
    together = Barrier(4)

    def save(number):
        together.wait()
        try:
            return kept(database, f"{ONE}{number}", expected=0)
        except Meanwhile:
            return None

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(save, range(4)))
    assert sorted(outcomes, key=str) == [1, None, None, None]
    with database.connect() as connection:
        assert len(versions(connection, "registered", "en")) == 1


def test_of_many_who_expect_nothing_each_gets_a_version(database):
    together = Barrier(4)

    def save(number):
        together.wait()
        return kept(database, f"{ONE}{number}")

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(save, range(4))) == [1, 2, 3, 4]


def test_the_last_letter_of_a_kind_is_found_and_that_of_one_dossier(office, clock):
    for reference, title in (("A", "Kente weaving"), ("B", "Adinkra stamps")):
        opened(office, reference, title=title)
        clock.later(hours=1)
        taken(office, "submit", GHANA, reference)
        clock.later(hours=1)
    with office.database.connect() as connection:
        found = [
            last_promised(connection, "submission_received", EVERYTHING, reference)
            for reference in (None, "A", "B", "C")
        ]
        assert [(one[0], one[1]["title"]) if one else None for one in found] == [
            ("B", "Adinkra stamps"), ("A", "Kente weaving"), ("B", "Adinkra stamps"), None,
        ]  # fmt: skip


def test_a_letter_is_written_with_the_text_in_force_and_says_with_which():
    dossier = sample("registered")
    known = about(law(), dossier)
    wording = {("registered", "en"): (4, ONE)}
    plain = render("registered", "en", dossier, known, ORIGINALS)
    anew = render("registered", "en", dossier, known, wording)
    assert (plain.subject, plain.wording) == ("File 02211: registered", 0)
    assert (anew.subject, anew.wording) == ("File 02211: entered", 4)
    assert anew.text == plain.text.replace("registered", "entered")
    assert render("registered", "fr", dossier, known, wording).wording == 0


def test_a_fact_of_several_lines_stays_in_the_subject_it_was_written_in():
    dossier = Dossier("A", "rl", facts={"title": "Song\nof the\r\nlake"})
    read = render(
        "registered", "en", dossier, {}, {("registered", "en"): (1, "Subject: {{ title }}!\n\nA")}
    )
    assert (read.subject, read.text) == ("Song of the lake!", "A\n")


def test_a_text_without_a_subject_is_never_a_letter():
    with pytest.raises(ValueError, match=r"the letter registered\.en does not begin with its"):
        render("registered", "en", Dossier("A", "rl"), {}, {("registered", "en"): (1, "Madam,\n")})


@pytest.mark.parametrize(
    "text",
    [
        "{{ dossier.__class__.__mro__ }}",
        "{{ dossier.states.append('x') }}",
        "{{ range(1000000000) | length }}",
    ],
)
def test_a_text_that_came_past_the_check_reaches_nothing_beyond_its_letter(text):
    dossier = sample("registered")
    wording = {("registered", "en"): (1, f"Subject: a\n\n{text}")}
    with pytest.raises((SecurityError, UndefinedError, OverflowError)):
        render("registered", "en", dossier, about(law(), dossier), wording)
