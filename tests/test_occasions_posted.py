"""Letters of occasions in the outbox: all or none, each once, held where they bind, and sent."""

import pytest
from sqlalchemy import text

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime.correspondents import Correspondent
from engine.runtime.known_as import find
from engine.runtime.office import Office
from engine.runtime.paragraphs import write_paragraph
from engine.runtime.queries import looking
from engine.runtime.release import Released, release
from notifications.forecast import forecast
from portal.assemble import foresight
from portal.held_letter import Shown as Read
from portal.held_letter import shown
from portal.occasions import About, occasions, show
from tests.at_an_occasion import (
    CYCLE,
    LIND,
    LONE,
    SETTINGS,
    everybody,
    held,
    kept,
    mailed,
    registered,
    rows,
    tried,
    wrote,
)
from tests.conftest import ToldClock
from tests.mail import text_of
from tests.sample_occasions import ADDRESSES, asked
from workflows.states_parties import states_parties

THIRD = "third_party_correspondence"
OFFICER = Actor(LIND, "secretariat")


def sent(office: Office) -> dict[str, str]:
    """What leaves the office now: the text by address."""
    return {str(message["To"]): text_of(message) for _, message in mailed(office).letters}


# --- circulars -------------------------------------------------------------------------------


def test_a_circular_goes_to_every_state_once_however_often_it_is_written(office: Office):
    everybody(office, "Togo", "Kiribati")
    first = wrote(office, "cycle_opened", CYCLE)
    assert [said.en for said in first.letters.without] == [
        "Nobody is on record for Kiribati, Togo."
    ]
    number = 2 * (len(states_parties()) - 2)
    assert (len(first.letters.postings), len(first.standing)) == (number, 0)
    assert len(rows(office, "cycle_opened")) == number
    again = wrote(office, "cycle_opened", CYCLE)
    assert len(again.standing) == number
    assert len(rows(office, "cycle_opened")) == number
    texts = sent(office)
    assert len(texts) == number
    french = [said for said in texts.values() if said.startswith("Cycle : 2028")]
    assert len(french) == sum(one.facts["language"] == "fr" for one in first.letters.postings) > 100
    assert all("31 mars 2027 à 18 h 00 (heure de Paris)" in said for said in french)
    assert sent(office) == {}


def test_of_a_circular_all_letters_are_kept_or_none(office: Office):
    everybody(office)
    last = wrote_nothing(office).letters.postings[-1].key
    with office.database.begin() as connection:
        forbid(connection, last)
    with pytest.raises(Exception, match="not this one"):
        wrote(office, "cycle_opened", CYCLE)
    assert rows(office, "cycle_opened") == []


def wrote_nothing(office: Office):
    """The circular as it would be written."""
    found = show(office, SETTINGS, occasions()["cycle_opened"], asked("cycle_opened"), CYCLE)
    assert not isinstance(found, Refused)
    assert rows(office, "cycle_opened") == []
    return found


def forbid(connection, key: str) -> None:
    """Let the database refuse a letter."""
    if connection.dialect.name == "sqlite":
        stop = f"SELECT RAISE(ABORT, 'not this one') WHERE NEW.key = '{key}'"
        connection.execute(text(f"CREATE TRIGGER no BEFORE INSERT ON letter BEGIN {stop}; END"))
        return
    body = f"BEGIN IF NEW.key = '{key}' THEN RAISE 'not this one'; END IF; RETURN NEW; END"
    connection.execute(
        text(f"CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS '{quoted(body)}'")
    )
    connection.execute(
        text("CREATE TRIGGER no BEFORE INSERT ON letter FOR EACH ROW EXECUTE FUNCTION no()")
    )


def quoted(body: str) -> str:
    """As it stands in quotes of SQL."""
    return body.replace("'", "''")


def test_who_was_appointed_since_gets_the_circular_of_the_day_and_the_others_no_second(
    office: Office,
):
    kept(office, LONE)
    wrote(office, "cycle_opened", CYCLE)
    kept(office, [(Correspondent("lome@example.org", "Lomé", "fr"), "delegation", "Togo")])
    again = wrote(office, "cycle_opened", CYCLE)
    assert (len(again.letters.postings), len(again.standing)) == (2, 1)
    assert sorted(sent(office)) == ["accra@example.org", "lome@example.org"]


def test_who_reads_both_languages_gets_both(office: Office):
    both = Correspondent("accra@example.org", "Accra", "fr", both_languages=True)
    kept(office, [(both, "delegation", "Ghana")])
    wrote(office, "cycle_opened", CYCLE)
    (said,) = sent(office).values()
    assert "Cycle : 2028" in said
    assert "Cycle: 2028" in said
    assert said.count("You receive this letter as a Permanent Delegation.") == 1


def test_a_correspondent_whose_language_nobody_said_reads_english(office: Office):
    kept(office, LONE)
    wrote(office, "cycle_opened", CYCLE)
    (one,) = rows(office, "cycle_opened")
    assert (one.facts["language"], one.facts["written_by"], one.number) == ("en", LIND, None)
    assert "Yours sincerely," in sent(office)["accra@example.org"]


# --- about a dossier -------------------------------------------------------------------------


def test_correspondence_of_third_parties_waits_until_it_is_read_and_released(
    office: Office, clock: ToldClock
):
    kept(office, LONE)
    found = wrote(office, THIRD, registered(office))
    assert [said.en for said in found.letters.without] == ["Nobody is on record for Togo."]
    assert [(row.address, row.role, row.status) for row in rows(office, THIRD)] == [
        ("accra@example.org", "delegation", "held"), ("osei@example.org", "contact", "held"),
    ]  # fmt: skip
    keys = held(office)
    assert sorted(keys) == sorted(one.key for one in found.letters.postings)
    mailed(office)
    assert held(office) == keys
    done = write_paragraph(office.database, keys[0], "A map is enclosed.", OFFICER, clock())
    assert not isinstance(done, Refused)
    read = shown(office, SETTINGS, keys[0])
    assert isinstance(read, Read)
    assert "A map is enclosed." in "\n".join(read.lines)
    for outcome in release(office, keys, OFFICER).values():
        assert isinstance(outcome, Released)
        assert outcome.leaves
    texts = sent(office)
    assert sorted(texts) == ["accra@example.org", "osei@example.org"]
    assert all("by 7 June 2027, 18:00 (Paris time)" in said for said in texts.values())
    assert "as the contact person of dossier RL-2028-0001." in texts["osei@example.org"]
    assert wrote(office, THIRD, About("02345")).standing == set(keys)
    assert held(office) == []


def test_a_second_correspondence_on_the_same_day_is_another_letter(office: Office):
    of = registered(office)
    wrote(office, THIRD, of)
    second = wrote(office, THIRD, of, correspondence="Dear Sir,\nwe agree.")
    assert second.standing == frozenset()
    assert len(rows(office, THIRD)) == 2


def test_what_somebody_writes_is_no_template_and_no_header(office: Office):
    hostile = "{{ contact }}\r\nBcc: all@example.org\r\n.\r\n<script>alert(1)</script>"
    wrote(office, THIRD, registered(office), correspondence=hostile, sender="{% x %}")
    (key,) = held(office)
    release(office, [key], OFFICER)
    (message,) = [message for kept_as, message in mailed(office).letters if kept_as == key]
    assert message["Bcc"] is None
    assert "{{ contact }}\nBcc: all@example.org\n.\n<script>" in text_of(message)
    page = message.get_body(("html",))
    assert page is not None
    assert "<script>" not in page.get_content()


def test_a_letter_of_an_occasion_is_foreseen_with_the_others(office: Office, clock: ToldClock):
    kept(office, LONE)
    wrote(office, "cycle_opened", CYCLE)
    book = foresight(office.book)
    found = forecast(office.database, book, ADDRESSES, clock(), 1)
    assert [(one.template, one.person.address) for one in found] == [
        ("cycle_opened", "accra@example.org")
    ]


# --- refused ---------------------------------------------------------------------------------


def reasons(outcome: object) -> list[str]:
    """Why it is refused."""
    assert isinstance(outcome, Refused)
    return [str(one) for one in outcome.findings]


def test_what_does_not_exist_is_told_with_all_else(office: Office):
    assert reasons(tried(office, THIRD, About("RL-1", 1900), came_on="soon")) == [
        "day on which the Secretariat received it (came_on): 'soon' is not a day like 2027-03-31 "
        "[7.COM 15]",
        "there is no dossier 'RL-1' [House rule 3]",
        "the timetable is known for the cycles 2010 to 2100, not for 1900 [House rule 3]",
    ]
    assert rows(office, THIRD) == []


def test_a_letter_that_cannot_be_worded_is_refused_before_it_is_promised(office: Office):
    broken = "Subject: {{ nowhere }}\n\nMadam, Sir,\n"
    kept(office, LONE)
    with office.database.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO wording (template, language, version, text, made_at, made_by, why)"
                " VALUES ('cycle_opened', 'en', 1, :text, :at, 'A. Lind', 'shorter')"
            ),
            {"text": broken, "at": "2027-01-01 00:00:00"},
        )
    assert reasons(tried(office, "cycle_opened", CYCLE)) == [
        "the letter cannot be written: UndefinedError: 'nowhere' is undefined [House rule 6]"
    ]
    assert rows(office, "cycle_opened") == []


def test_the_certificate_of_a_draft_is_refused(office: Office):
    of = registered(office)
    assert reasons(tried(office, "inscription_certificate", of)) == [
        'RL-2028-0001 is "Registered"; "Certificate of inscription, and when the first report is '
        'due" is for one that is "Inscribed" [House rule 1]'
    ]
    with looking(office.database) as connection:
        assert find(connection, of.dossier) == of.dossier


def test_a_letter_about_no_dossier_is_held_and_released_like_any_other(office: Office):
    wrote(office, "ngo_incomplete", About(), "griots@example.org", answer_by="2027-04-30")
    (key,) = held(office)
    assert sent(office) == {}
    (outcome,) = release(office, [key], OFFICER).values()
    assert isinstance(outcome, Released)
    assert "received by 30 April 2027, 18:00 (Paris time)" in sent(office)["griots@example.org"]


def test_members_of_the_body_and_organizations_are_written_to(office: Office):
    wrote(office, "conflict_of_interest", CYCLE)
    wrote(office, "ngo_received", About(), "griots@example.org")
    texts = sent(office)
    assert sorted(texts) == ["body@example.org", "griots@example.org"]
    assert (
        "You receive this letter as a member of the Evaluation Body." in (texts["body@example.org"])
    )
