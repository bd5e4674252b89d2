"""The rows: dossiers, audit entries, the outbox, seals, definitions, the register, past cycles."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from engine.runtime.columns import Instant, Json

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def where_given(column: str, *, unique: bool = False) -> Index:
    """An index of the rows that have the column: the many that have not cost nothing."""
    given = text(f"{column} IS NOT NULL")
    return Index(None, column, unique=unique, sqlite_where=given, postgresql_where=given)


_FIRST = text("file_no IS NOT NULL AND predecessor IS NULL")
_LATER = text("file_no IS NOT NULL AND predecessor IS NOT NULL")
_UNFORESEEN = text("due_version <> version")
_DATED = text("due_at IS NOT NULL")

definition = Table(
    "definition",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", String(64), nullable=False),
    Column("document", Json, nullable=False),
    Column("stored_at", Instant, nullable=False),
    CheckConstraint("kind IN ('workflow', 'law')", name="kind"),
)

# `cycle`, `received_at`, `decision`, `file_no` and `predecessor` repeat facts, so that the
# database can hold a state to its facts; `facts` has them all. Which states they are tied to
# stands in the migrations: the engine knows no list and no form.
dossier = Table(
    "dossier",
    metadata,
    Column("reference", String(64), primary_key=True),
    Column("workflow", String(64), nullable=False),
    Column("definition", ForeignKey("definition.hash"), nullable=False),
    Column("state", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("head", String(64), nullable=False),
    Column("facts", Json, nullable=False),
    Column("cycle", Integer),
    Column("received_at", Instant),
    Column("decision", String(64)),
    Column("file_no", String(16)),
    Column("predecessor", ForeignKey("dossier.reference")),
    Column("opened_at", Instant, nullable=False),
    Column("moved_at", Instant, nullable=False),
    # The next date of whoever has the dossier, as it is derived: `due_version` and `due_law` say
    # from what, so that a move needs not touch them (engine/runtime/foreseen.py).
    Column("due_at", Instant),
    Column("due", String(32)),
    Column("due_version", Integer, nullable=False, server_default="0"),
    Column("due_law", String(64)),
    CheckConstraint("version >= 1", name="version"),
    Index(None, "cycle", "state"),
    Index(None, "state"),
    # A number belongs to one file: only a dossier that succeeds another may bear it again, once
    # in a cycle.
    Index(None, "file_no", unique=True, sqlite_where=_FIRST, postgresql_where=_FIRST),
    Index(None, "file_no", "cycle", unique=True, sqlite_where=_LATER, postgresql_where=_LATER),
    where_given("predecessor"),
    # In the orders of the lists that are read a page at a time.
    Index(None, "due_at", "reference", sqlite_where=_DATED, postgresql_where=_DATED),
    Index(None, "moved_at", "reference"),
    Index("ix_dossier_unforeseen", "reference", sqlite_where=_UNFORESEEN,
          postgresql_where=_UNFORESEEN),
)  # fmt: skip

# The States of each dossier, as rows: its fact `states` in another form.
party = Table(
    "party",
    metadata,
    Column("reference", ForeignKey("dossier.reference"), primary_key=True),
    Column("state", String(200), primary_key=True),
    Index(None, "state", "reference"),
)

entry = Table(
    "entry",
    metadata,
    Column("reference", ForeignKey("dossier.reference"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", String(64), nullable=False),
    Column("trigger", String(64), nullable=False),
    Column("source", String(64), nullable=False),
    Column("target", String(64), nullable=False),
    Column("workflow", String(64), nullable=False),
    Column("definition", ForeignKey("definition.hash"), nullable=False),
    Column("law", ForeignKey("definition.hash"), nullable=False),
    Column("facts", Json, nullable=False),
    Column("reason", Text, nullable=False),
    Column("request", String(200)),
    Column("through", Text),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    where_given("request", unique=True),
    Index(None, "at"),
)

# `address` and `role` say to whom it goes and why, where the facts do not: a reminder, or the copy
# of another letter.
letter = Table(
    "letter",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("reference", String(64)),
    Column("number", Integer),
    Column("template", String(64), nullable=False),
    Column("facts", Json, nullable=False),
    Column("status", String(16), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("claimed_at", Instant),
    Column("sent_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("problem", Text),
    Column("released_by", Text),
    Column("address", String(320)),
    Column("role", String(32)),
    CheckConstraint(
        "status IN ('held', 'waiting', 'claimed', 'sending', 'sent', 'failed', 'uncertain',"
        " 'dropped', 'cancelled')",
        name="status",
    ),
    CheckConstraint("status <> 'sent' OR sent_at IS NOT NULL", name="sent"),
    ForeignKeyConstraint(
        ["reference", "number"], ["entry.reference", "entry.number"], name="fk_letter_entry"
    ),
    Index(None, "status", "due_at"),
    Index(None, "reference"),
)

seal = Table(
    "seal",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("dossiers", Integer, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)

sealed_head = Table(
    "sealed_head",
    metadata,
    Column("seal", ForeignKey("seal.number"), primary_key=True),
    Column("reference", String(64), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("head", String(64), nullable=False),
)

element = Table(
    "element",
    metadata,
    Column("file_no", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("list", String(16), nullable=False),
    Column("year", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("states", Json, nullable=False),
    Column("decision", String(64)),
)

past_file = Table(
    "past_file",
    metadata,
    Column("cycle", Integer, primary_key=True, autoincrement=False),
    Column("file_no", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("mechanism", String(16), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("states", Json, nullable=False),
    Column("received_at", Instant),
    Column("own_order", Integer),
    Column("named_by", Text, nullable=False),
    Column("treated", Boolean, nullable=False),
)
