"""The rows of who may come in and who is in: invitations and sessions, apart from each other."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from engine.runtime.columns import Instant, Json
from engine.runtime.tables import metadata

# `token` is the SHA-256 of what the person holds: who reads these rows cannot come in with them.

invitation = Table(
    "invitation",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(64), nullable=False),
    Column("states", Json, nullable=False),
    Column("address", String(320)),
    Column("invited_by", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

session = Table(
    "session",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(64), nullable=False),
    Column("states", Json, nullable=False),
    Column("entered_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("account", ForeignKey("account.number")),
    # When the second factor was given; what the browser said of itself, and where from.
    Column("second_at", Instant),
    Column("agent", String(400)),
    Column("remote", String(64)),
    # For whom an officer acts meanwhile: {"name", "states", "why", "since"}.
    Column("acting", Json),
    Index(None, "name"),
    Index(None, "account"),
)
