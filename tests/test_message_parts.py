"""What a message is put together from, read back as a program of mail reads it."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from engine.runtime.outbox import Promise
from notifications.letters import Letter
from notifications.message import NOTHING, Enclosed, Stationery, message_of
from notifications.transports import console
from tests.mail import page_of, text_of

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
OFFICE = Stationery("office@example.org", "ich.example")
PROMISE = Promise("RL-1:registered:3", "registered", {}, "RL-1", "rl", 3, 1, NOON)
EN = Letter("registered", "en", "File 02153: registered", "Madam, Sir,\n\nIt is registered.\n")
FR = Letter("registered", "fr", "Dossier n° 02153 : enregistré", "Madame, Monsieur,\n\nFait.\n")
FILE = bytes(range(32, 127)) * 3 + b"\r\n"


def raw(*letters: Letter, enclosed: Enclosed = NOTHING, on: Stationery = OFFICE) -> bytes:
    """The bytes of a message on their way."""
    message = message_of(PROMISE, letters, "osei@example.org", on, NOON, enclosed)
    return message.as_bytes(policy=SMTP)


def read(content: bytes) -> EmailMessage:
    """A message as a program of mail reads it."""
    return message_from_bytes(content, policy=SMTP)


def kinds(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


def test_a_letter_is_its_text_and_the_same_as_a_page():
    message = read(raw(FR))
    assert kinds(message) == ["multipart/alternative", "text/plain", "text/html"]
    assert text_of(message) == FR.text
    assert "<h1" in page_of(message)


def test_a_calendar_file_is_enclosed_whole():
    message = read(raw(EN, enclosed=Enclosed(calendar=FILE)))
    assert kinds(message) == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    (file,) = message.iter_attachments()
    assert file.get_filename() == "deadline.ics"
    assert dict(file["Content-Type"].params) == {"method": "PUBLISH", "charset": "utf-8"}
    assert file.get_payload(decode=True) == FILE
    assert text_of(message) == EN.text


def test_the_other_language_stands_below_and_its_readers_are_told_above():
    message = read(raw(FR, EN))
    assert message["Subject"] == "Dossier n° 02153 : enregistré"
    assert message["Content-Language"] == "fr, en"
    assert text_of(message) == (
        "The English text follows below.\n"
        "\n"
        "Madame, Monsieur,\n\nFait.\n"
        "\n"
        f"{'-' * 72}\n"
        "File 02153: registered\n"
        "\n"
        "Madam, Sir,\n\nIt is registered.\n"
    )
    assert text_of(read(raw(EN, FR))).startswith("Le texte français suit ci-dessous.\n\nMadam")


def test_a_trial_is_announced_in_the_text_and_on_the_page():
    message = read(raw(EN, on=Stationery("office@example.org", "ich.example", "trial@example.org")))
    sentence = "Outside of it this letter would go to osei@example.org."
    assert (sentence in text_of(message), sentence in page_of(message)) == (True, True)


def test_a_digest_is_stopped_with_one_click_and_its_address_stays_whole():
    stop = f"https://dossiers.example.org/reminders/stop/{'aZ9-_' * 30}"
    lines = raw(EN, enclosed=Enclosed(unsubscribe=stop)).split(b"\r\n")
    assert f"List-Unsubscribe: <{stop}>".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


def test_no_other_letter_says_that_it_can_be_stopped():
    assert b"Unsubscribe" not in raw(EN)


def test_the_thread_of_a_dossier_stays_whole_at_a_long_domain():
    domain = f"letters.{'secretariat-' * 6}of-the-convention.example"
    lines = raw(EN, on=Stationery("office@example.org", domain)).decode().split("\r\n")
    thread = f"<8ef5d2a710af1f17d77fe289f5da7bbf@{domain}>"
    assert {f"References: {thread}", f"In-Reply-To: {thread}"} <= set(lines)


def test_a_letter_about_no_dossier_belongs_to_no_thread():
    alone = replace(PROMISE, reference=None)
    message = message_of(alone, [EN], "osei@example.org", OFFICE, NOON)
    assert (message["References"], message["In-Reply-To"]) == (None, None)


def test_a_letter_made_twice_is_the_same_to_the_byte():
    assert raw(FR, EN, enclosed=Enclosed(calendar=FILE)) == raw(
        FR, EN, enclosed=Enclosed(calendar=FILE)
    )


@given(text=st.text(st.sampled_from("-=_\n aé.") | st.characters(), max_size=300))
def test_whatever_a_letter_says_its_parts_stay_apart_and_no_line_is_too_long(text: str):
    content = raw(
        Letter("registered", "en", "File", f"--=_alternative--\n--=_mixed\n{text}\n"),
        enclosed=Enclosed(calendar=FILE),
    )
    assert len(kinds(read(content))) == 5
    assert max(len(line) for line in content.split(b"\r\n")) <= 78


def test_on_a_screen_only_the_text_is_shown():
    message = message_of(PROMISE, [EN], "osei@example.org", OFFICE, NOON)
    console(screen := StringIO())(message, "RL-1:registered:3")
    assert screen.getvalue().endswith("\nMadam, Sir,\n\nIt is registered.\n\n")
    assert "<" not in screen.getvalue()


def test_on_a_screen_a_message_without_a_text_shows_its_headers():
    message = EmailMessage()
    message["Subject"] = "File"
    message.set_content(b"\0", "application", "octet-stream")
    console(screen := StringIO())(message, "key")
    assert screen.getvalue() == "\n--- key\nSubject: File\n\n\n"
