"""The rows of webhooks: where programs are told what happened, and each notice to them."""

from sqlalchemy import (
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

# `events` are the triggers it is told of, all where there are none; `secret` signs (Standard
# Webhooks, `whsec_...`).
webhook = Table(
    "webhook",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("events", Json, nullable=False),
    Column("account", ForeignKey("account.number"), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("ended_at", Instant),
)

# One for each entry and each webhook that was open when the entry was made, written with it.
notice = Table(
    "notice",
    metadata,
    Column("webhook", ForeignKey("webhook.number"), primary_key=True),
    Column("reference", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("status", String(16), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("claimed_at", Instant),
    Column("sent_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("problem", Text),
    CheckConstraint("status IN ('waiting', 'claimed', 'sent', 'failed')", name="status"),
    ForeignKeyConstraint(
        ["reference", "number"], ["entry.reference", "entry.number"], name="fk_notice_entry"
    ),
    Index(None, "status", "due_at"),
)
