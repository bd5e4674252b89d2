"""The rows of reminders: the ledger, the letters they left in, and what a person held still."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Table,
    Text,
    text,
)

from engine.runtime.columns import Instant
from engine.runtime.tables import metadata

_PLANNED = text("status = 'planned'")
_CLAIMED = text("status = 'claimed'")

# What a reminder says is derived when it leaves; what is kept is its name, when it is due and what
# became of it.
reminder = Table(
    "reminder",
    metadata,
    Column("reference", ForeignKey("dossier.reference"), primary_key=True),
    Column("rule", String(64), primary_key=True),
    Column("recipient", String(32), primary_key=True),
    Column("occurrence", String(32), primary_key=True),
    Column("due_at", Instant, nullable=False),
    Column("status", String(16), nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("reason_en", Text),
    Column("reason_fr", Text),
    Column("resumes", String(16), nullable=False),
    Column("claimed_at", Instant),
    CheckConstraint(
        "status IN ('planned', 'held', 'claimed', 'handed', 'cancelled', 'superseded', 'skipped')",
        name="status",
    ),
    Index("ix_reminder_planned", "due_at", sqlite_where=_PLANNED, postgresql_where=_PLANNED),
    Index("ix_reminder_claimed", "claimed_at", sqlite_where=_CLAIMED, postgresql_where=_CLAIMED),
)

# A letter tells one reminder or several; a reminder to a kind of recipient goes to each of its
# people. `struck_en`, `struck_fr`: why the letter left without it after all.
reminder_letter = Table(
    "reminder_letter",
    metadata,
    Column("reference", String(64), primary_key=True),
    Column("rule", String(64), primary_key=True),
    Column("recipient", String(32), primary_key=True),
    Column("occurrence", String(32), primary_key=True),
    Column("letter", ForeignKey("letter.key"), primary_key=True),
    Column("struck_en", Text),
    Column("struck_fr", Text),
    ForeignKeyConstraint(
        ["reference", "rule", "recipient", "occurrence"],
        ["reminder.reference", "reminder.rule", "reminder.recipient", "reminder.occurrence"],
        name="fk_reminder_letter_reminder",
    ),
    Index(None, "letter"),
)

# `what` is the reference of a dossier, or empty for all letters of the office.
pause = Table(
    "pause",
    metadata,
    Column("what", String(64), primary_key=True),
    Column("since", Instant, primary_key=True),
    Column("why", Text, nullable=False),
    Column("named_by", Text, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", Text),
)
