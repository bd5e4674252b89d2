"""The first schema"""

import sqlalchemy as sa
from alembic import op

from engine.runtime.columns import Instant, Json

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The facts without which no dossier can stand in a state. A migration is a record of its day:
# the names are written out here, and a test compares them with the workflows of today.
RECEIVED = ["submitted", "late", "deferred"]
NUMBERED = (
    "answered backlog carried_over checking complete evaluated examined in_dialogue"
    " included incomplete on_the_agenda published registered resubmitted returned to_revise"
    " unanswered under_evaluation"
).split()
DECIDED = (
    "approved approved_with_conditions cancelled closed conditions_answered"
    " contract_drafted contract_signed final_report_accepted final_report_due"
    " final_report_received inscribed not_approved not_inscribed not_selected"
    " not_transferred progress_report_accepted progress_report_due progress_report_received"
    " project_evaluated referred selected suspended transferred under_way"
).split()


def needs(fact: str, states: list[str]) -> sa.CheckConstraint:
    """No dossier stands in one of these states without that fact."""
    names = ", ".join(f"'{state}'" for state in states)
    return sa.CheckConstraint(
        f"state NOT IN ({names}) OR {fact} IS NOT NULL", name=op.f(f"ck_dossier_{fact}")
    )


def where_given(table: str, column: str, *, unique: bool = False) -> None:
    """An index of the rows that have the column."""
    given = sa.text(f"{column} IS NOT NULL")
    name = op.f(f"ix_{table}_{column}")
    op.create_index(
        name, table, [column], unique=unique, sqlite_where=given, postgresql_where=given
    )


APPEND_ONLY = ("definition", "entry", "seal", "sealed_head")


def append_only(table: str) -> None:
    """Rows of this table are added, never changed and never removed."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
    )


def forbid_changes() -> None:
    """Let the database refuse what the engine never does."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$"
            " BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
    for table in APPEND_ONLY:
        append_only(table)


def upgrade() -> None:
    op.create_table(
        "definition",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("document", Json, nullable=False),
        sa.Column("stored_at", Instant(), nullable=False),
        sa.CheckConstraint("kind IN ('workflow', 'law')", name=op.f("ck_definition_kind")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_definition")),
    )
    op.create_table(
        "element",
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("list", sa.String(length=16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("states", Json, nullable=False),
        sa.Column("decision", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("file_no", name=op.f("pk_element")),
    )
    op.create_table(
        "seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("dossiers", sa.Integer(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_seal")),
        sa.UniqueConstraint("hash", name=op.f("uq_seal_hash")),
    )
    op.create_table(
        "dossier",
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("workflow", sa.String(length=64), nullable=False),
        sa.Column("definition", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=True),
        sa.Column("received_at", Instant(), nullable=True),
        sa.Column("decision", sa.String(length=64), nullable=True),
        sa.Column("file_no", sa.String(length=16), nullable=True),
        sa.Column("predecessor", sa.String(length=64), nullable=True),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("moved_at", Instant(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_dossier_version")),
        needs("received_at", RECEIVED + NUMBERED + DECIDED),
        needs("file_no", NUMBERED + DECIDED),
        needs("decision", DECIDED),
        sa.ForeignKeyConstraint(
            ["definition"], ["definition.hash"], name=op.f("fk_dossier_definition")
        ),
        sa.ForeignKeyConstraint(
            ["predecessor"], ["dossier.reference"], name=op.f("fk_dossier_predecessor")
        ),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_dossier")),
    )
    op.create_index(op.f("ix_dossier_cycle_state"), "dossier", ["cycle", "state"])
    where_given("dossier", "file_no", unique=True)
    where_given("dossier", "predecessor")
    op.create_index(op.f("ix_dossier_state"), "dossier", ["state"])

    op.create_table(
        "sealed_head",
        sa.Column("seal", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["seal"], ["seal.number"], name=op.f("fk_sealed_head_seal")),
        sa.PrimaryKeyConstraint("seal", "reference", name=op.f("pk_sealed_head")),
    )
    op.create_table(
        "entry",
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("trigger", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("workflow", sa.String(length=64), nullable=False),
        sa.Column("definition", sa.String(length=64), nullable=False),
        sa.Column("law", sa.String(length=64), nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("request", sa.String(length=200), nullable=True),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["definition"], ["definition.hash"], name=op.f("fk_entry_definition")
        ),
        sa.ForeignKeyConstraint(["law"], ["definition.hash"], name=op.f("fk_entry_law")),
        sa.ForeignKeyConstraint(
            ["reference"], ["dossier.reference"], name=op.f("fk_entry_reference")
        ),
        sa.PrimaryKeyConstraint("reference", "number", name=op.f("pk_entry")),
    )
    op.create_table(
        "letter",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("template", sa.String(length=64), nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("claimed_at", Instant(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("released_by", sa.Text(), nullable=True),
        sa.CheckConstraint("status <> 'sent' OR sent_at IS NOT NULL", name=op.f("ck_letter_sent")),
        sa.CheckConstraint(
            "status IN ('held', 'waiting', 'sending', 'sent', 'failed')",
            name=op.f("ck_letter_status"),
        ),
        sa.ForeignKeyConstraint(
            ["reference", "number"], ["entry.reference", "entry.number"], name="fk_letter_entry"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_letter")),
    )
    op.create_index(op.f("ix_letter_reference"), "letter", ["reference"])
    op.create_index(op.f("ix_letter_status_due_at"), "letter", ["status", "due_at"])
    where_given("entry", "request", unique=True)
    forbid_changes()


def downgrade() -> None:
    for table in ("letter", "entry", "sealed_head", "dossier", "seal", "element", "definition"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION append_only()")
