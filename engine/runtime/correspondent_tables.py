"""The rows of those the office writes to: people, their posts, and what they asked for."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, String, Table, Text

from engine.runtime.columns import Instant
from engine.runtime.tables import metadata

# An address is written in small letters. `deputy` gets what comes while the person is away, from
# the first to the last day (in Paris, both included).
correspondent = Table(
    "correspondent",
    metadata,
    Column("address", String(320), primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("both_languages", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("away_from", Date),
    Column("away_until", Date),
    Column("deputy", ForeignKey("correspondent.address")),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", Text, nullable=False),
)

# `concerns` is a State Party (delegation, commission, authority), the reference of a dossier (its
# officer), or empty (officers and the head of the office, members of the Evaluation Body).
post = Table(
    "post",
    metadata,
    Column("kind", String(32), primary_key=True),
    Column("concerns", String(200), primary_key=True),
    Column("address", ForeignKey("correspondent.address"), primary_key=True),
    Column("since", Instant, primary_key=True),
    Column("named_by", Text, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", Text),
    Index(None, "address"),
)

# `rule` is the name of a rule of the plans, or empty for all that may be muted. The contact person
# of a dossier need not be a correspondent: an address may stand here alone.
muted = Table(
    "muted",
    metadata,
    Column("address", String(320), primary_key=True),
    Column("rule", String(64), primary_key=True),
    Column("since", Instant, primary_key=True),
    Column("how", Text, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", Text),
)

snooze = Table(
    "snooze",
    metadata,
    Column("address", String(320), primary_key=True),
    Column("reference", ForeignKey("dossier.reference"), primary_key=True),
    Column("made_at", Instant, primary_key=True),
    Column("until", Instant, nullable=False),
    Column("how", Text, nullable=False),
)

# What the links in a letter open: `token` is the SHA-256 of what stands in the link.
letter_link = Table(
    "letter_link",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("address", String(320), nullable=False),
    Column("letter", ForeignKey("letter.key"), nullable=False),
    Column("made_at", Instant, nullable=False),
    Index(None, "letter"),
)
