"""The rows of what is filed: papers kept for ever, drafts, attachments, officers' ticks."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from engine.runtime.columns import Instant, Json
from engine.runtime.tables import metadata

# JSON that strangers wrote is kept as escaped text: it may hold NUL and halves of characters,
# which no database takes as they are, and nobody asks the database about its parts.

paper = Table(
    "paper",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("reference", ForeignKey("dossier.reference"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("content", Text, nullable=False),
    Column("kept_at", Instant, nullable=False),
    Index(None, "reference", "kind"),
)

draft = Table(
    "draft",
    metadata,
    Column("reference", ForeignKey("dossier.reference"), primary_key=True),
    Column("form", String(64), nullable=False),
    Column("edition", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", Text, nullable=False),
)

answer = Table(
    "answer",
    metadata,
    Column("reference", ForeignKey("draft.reference"), primary_key=True),
    Column("question", String(64), primary_key=True),
    Column("state", String(64), primary_key=True),
    Column("given", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", Text, nullable=False),
)

attachment = Table(
    "attachment",
    metadata,
    Column("reference", ForeignKey("dossier.reference"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document", String(32), nullable=False),
    Column("state", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", String(128), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("caption", Text, nullable=False),
    Column("credit", Text, nullable=False),
    Column("facts", Json, nullable=False),
    Column("faults", Json, nullable=False),
    Column("status", String(16), nullable=False),
    Column("problem", Text, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("filed", Integer, nullable=False),
    Column("removed_at", Instant),
    CheckConstraint(
        "status IN ('arriving', 'quarantined', 'clean', 'unscanned', 'refused')", name="status"
    ),
    Index(None, "sha256"),
    Index(None, "status"),
)

tick = Table(
    "tick",
    metadata,
    Column("reference", String(64), primary_key=True),
    Column("filing", String(64), primary_key=True),
    Column("item", String(32), primary_key=True),
    Column("verdict", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Column("ticked_at", Instant, nullable=False),
    Column("ticked_by", Text, nullable=False),
    ForeignKeyConstraint(["reference"], ["dossier.reference"], name="fk_tick_reference"),
)

# A State's word for its part of a file of several States, given to the draft as it was then:
# `version` is the draft's. One that was given through an officer says so.
confirmation = Table(
    "confirmation",
    metadata,
    Column("reference", ForeignKey("dossier.reference"), primary_key=True),
    Column("state", String(200), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("role", String(64), nullable=False),
    Column("through", Text),
    Column("at", Instant, nullable=False),
)
