"""A wording is shown as a real dossier would read it, and kept only if that can be done."""

import pytest

from engine.runtime.office import Office
from engine.runtime.seals import make_seal
from engine.runtime.wordings import in_force, versions
from engine.sight import EVERYTHING
from notifications.letters import Letter, original
from portal.access.sight import FILED
from portal.assemble import foresight
from portal.wording_pages.preview import IN_TRIAL, find_example, preview
from portal.wording_pages.saving import restore, save, text_in_force
from tests.moves import GHANA, opened, taken

KEY = "submission_received"
REFERENCE = "RL-2028-0001"
ANEW = original(KEY, "en").replace("Title: {{ title }}", "About {{ title }}")
BAD = ANEW.replace("{{ title }}", "{{ titel }}")


def said(outcome):
    return [one.spoken("en") for one in outcome]


def shown(office, key, language, text, reference) -> Letter:
    outcome = preview(office, key, language, text, reference, EVERYTHING)
    assert isinstance(outcome, Letter), said(outcome)
    return outcome


@pytest.fixture
def planning(database, clock, office):
    """The same office, whose moves plan reminders."""
    return Office(database, office.book, clock, foresight(office.book))


def test_a_letter_is_shown_as_its_dossier_had_it_last(office):
    opened(office)
    taken(office, "submit", GHANA)
    read = shown(office, KEY, "en", ANEW, REFERENCE)
    assert (read.subject, read.wording) == (f"Dossier {REFERENCE}: received", IN_TRIAL)
    assert "About Kente weaving\n" in read.text
    assert (
        find_example(office, KEY, EVERYTHING),
        preview(office, KEY, "en", ANEW, "", EVERYTHING),
    ) == (REFERENCE, read)


def test_without_a_text_the_letter_is_shown_as_it_is_worded_now(office):
    opened(office)
    taken(office, "submit", GHANA)
    assert "Title: Kente weaving\n" in shown(office, KEY, "en", None, REFERENCE).text
    assert save(office, KEY, "en", ANEW, "A. Lind", "plainer", EVERYTHING) == 1
    read = shown(office, KEY, "en", None, REFERENCE)
    assert ("About Kente weaving\n" in read.text, read.wording) == (True, 1)


def test_a_letter_that_no_dossier_had_is_shown_for_one_as_it_stands_or_says_why_not(office):
    opened(office)
    assert find_example(office, "withdrawn", EVERYTHING) is None
    assert shown(office, "withdrawn", "en", None, REFERENCE).subject == (
        f"Dossier {REFERENCE}: withdrawn"
    )
    assert said(preview(office, "completeness", "en", None, REFERENCE, EVERYTHING)) == [
        f"{REFERENCE} does not fit this letter: it has no `file_no` yet."
    ]
    assert said(preview(office, "withdrawn", "en", None, "nobody", EVERYTHING)) == [
        "There is no dossier 'nobody'."
    ]
    assert said(preview(office, "withdrawn", "en", None, "", EVERYTHING)) == [
        "No dossier has had the letter withdrawn so far: name one to see it."
    ]
    assert said(preview(office, KEY, "en", BAD, REFERENCE, EVERYTHING)) == [
        "Line 3: This letter knows no `titel`. Is `title` meant?"
    ]


def test_a_letter_about_no_dossier_is_shown_as_it_was_promised_last(office):
    assert said(preview(office, "audit_seal", "en", None, "", EVERYTHING)) == [
        "No dossier has had the letter audit_seal so far: name one to see it."
    ]
    opened(office)
    make_seal(office)
    assert shown(office, "audit_seal", "en", None, "").subject == (
        "Seal 1 of the audit trail, to be kept elsewhere"
    )


def test_a_reminder_is_shown_as_it_is_planned_for_a_dossier_that_waits(planning):
    key = "reminder_submission"
    assert find_example(planning, key, EVERYTHING) is None
    opened(planning)
    assert find_example(planning, key, EVERYTHING) == REFERENCE
    read = shown(planning, key, "en", None, "")
    assert read.subject == f"Dossier {REFERENCE}: to be submitted by 31 March 2027"
    taken(planning, "submit", GHANA)
    assert said(preview(planning, key, "en", None, REFERENCE, EVERYTHING)) == [
        f"This reminder is not planned for {REFERENCE} as it stands."
    ]


def test_a_wording_with_faults_is_refused_with_all_of_them_and_nothing_is_kept(office):
    assert said(save(office, KEY, "en", BAD, " ", "", EVERYTHING)) == [
        "Line 3: This letter knows no `titel`. Is `title` meant?",
        "Say who changes it.",
        "Say why the wording changes.",
    ]
    assert said(save(office, KEY, "en", original(KEY, "en"), "A. Lind", "plainer", EVERYTHING)) == [
        "This is the wording in force; nothing was changed."
    ]
    assert said(restore(office, KEY, "en", "A. Lind", "back")) == [
        "This is the wording in force; nothing was changed."
    ]
    with office.database.connect() as connection:
        assert versions(connection, KEY, "en") == []


def test_the_second_of_two_is_told_what_the_first_did(office):
    assert save(office, KEY, "en", ANEW, "A. Lind", "plainer", EVERYTHING, 0) == 1
    other = ANEW.replace("About", "Concerning")
    assert said(save(office, KEY, "en", other, "R. Haddad", "shorter", EVERYTHING, 0)) == [
        "A. Lind has made version 1 meanwhile (plainer). Look at it first; your text is still here "
        "and was not kept."
    ]
    assert text_in_force(office, KEY, "en") == (1, ANEW)


@pytest.mark.parametrize("how", ["restored", "typed again"])
def test_the_original_can_be_in_force_again(office, how):
    save(
        office,
        KEY,
        "fr",
        original(KEY, "fr").replace("Intitulé", "Titre"),
        "A. Lind",
        "plainer",
        EVERYTHING,
    )
    if how == "restored":
        assert restore(office, KEY, "fr", "R. Haddad", "as it was", 1) == 2
    else:
        assert (
            save(office, KEY, "fr", original(KEY, "fr"), "R. Haddad", "as it was", EVERYTHING, 1)
            == 2
        )
    with office.database.connect() as connection:
        assert in_force(connection) == {}
        assert [one.text is None for one in versions(connection, KEY, "fr")] == [True, False]


def test_a_digest_is_shown_of_the_reminders_of_a_dossier_that_waits_for_several(planning):
    assert find_example(planning, "digest", EVERYTHING) is None
    opened(planning)
    anew = original("digest", "en").replace(
        "The most pressing comes first.", "Most pressing first."
    )
    read = shown(planning, "digest", "en", anew, "")
    assert ("Most pressing first." in read.text, read.wording) == (True, IN_TRIAL)
    assert read.text.count("Title: Kente weaving") == 2
    taken(planning, "submit", GHANA)
    assert said(preview(planning, "digest", "en", None, REFERENCE, EVERYTHING)) == [
        f"This reminder is not planned for {REFERENCE} as it stands."
    ]


def test_the_office_learns_of_no_draft_from_the_wording_of_letters(planning):
    key = "reminder_submission"
    opened(planning)
    assert find_example(planning, key, EVERYTHING) == REFERENCE
    assert find_example(planning, key, FILED) is None
    assert said(preview(planning, key, "en", None, REFERENCE, FILED)) == [
        f"There is no dossier '{REFERENCE}'."
    ]
    assert said(preview(planning, key, "en", None, "", FILED)) == [
        "No dossier has had the letter reminder_submission so far: name one to see it."
    ]


def test_the_last_letter_about_a_draft_is_an_example_only_for_whoever_sees_it(office, clock):
    opened(office, "RL-2028-0007", title="Adinkra stamps")
    taken(office, "submit", GHANA, "RL-2028-0007")
    taken(office, "withdraw", GHANA, "RL-2028-0007")
    clock.later(hours=1)
    opened(office)
    taken(office, "withdraw", GHANA)
    assert find_example(office, "withdrawn", EVERYTHING) == REFERENCE
    assert find_example(office, "withdrawn", FILED) == "RL-2028-0007"
    read = preview(office, "withdrawn", "en", None, "", FILED)
    assert isinstance(read, Letter)
    assert ("Adinkra stamps" in read.text, "Kente" in read.text) == (True, False)
