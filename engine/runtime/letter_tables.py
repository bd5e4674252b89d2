"""The rows about letters: their wording, what a person adds and releases, and what was sent."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from engine.runtime.columns import Instant
from engine.runtime.tables import metadata

# A version of a letter's template that the office wrote. The latest is in force; one without a
# text restores the original.
wording = Table(
    "wording",
    metadata,
    Column("template", String(64), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text),
    Column("made_at", Instant, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("why", Text, nullable=False),
)

# The free paragraph of a held letter, one row for each time it was written.
paragraph = Table(
    "paragraph",
    metadata,
    Column("letter", ForeignKey("letter.key"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", Text, nullable=False),
)

# Who let a held letter leave. `number` is the paragraph they had read, 0 where there was none: a
# release counts only for the letter as it was read.
release = Table(
    "release",
    metadata,
    Column("letter", ForeignKey("letter.key"), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
)

# Each letter as it was handed to a mail server, or was about to be; `wording` is the version of the
# office's own wording, 0 where it is the shipped one.
letter_copy = Table(
    "letter_copy",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("letter", ForeignKey("letter.key"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("address", String(320), nullable=False),
    Column("went_to", String(320), nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("wording", Integer, nullable=False),
    Column("message_id", String(400), nullable=False),
    Index(None, "letter"),
    Index(None, "message_id"),
)
