"""Papers kept for ever, drafts, attachments, and the ticks of the completeness check"""

import sqlalchemy as sa
from alembic import op

from engine.runtime.columns import Instant, Json

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


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


def of_a_dossier(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_reference")
    return sa.ForeignKeyConstraint(["reference"], ["dossier.reference"], name=name)


def upgrade() -> None:
    op.create_table(
        "paper",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("kept_at", Instant(), nullable=False),
        of_a_dossier("paper"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_paper")),
    )
    op.create_index(op.f("ix_paper_reference_kind"), "paper", ["reference", "kind"])
    append_only("paper")
    op.create_table(
        "draft",
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        of_a_dossier("draft"),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_draft")),
    )
    op.create_table(
        "answer",
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference"], ["draft.reference"], name=op.f("fk_answer_reference")
        ),
        sa.PrimaryKeyConstraint("reference", "question", "state", name=op.f("pk_answer")),
    )
    op.create_table(
        "attachment",
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=128), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("credit", sa.Text(), nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.Column("faults", Json, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("filed", sa.Integer(), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "status IN ('arriving', 'quarantined', 'clean', 'unscanned', 'refused')",
            name=op.f("ck_attachment_status"),
        ),
        of_a_dossier("attachment"),
        sa.PrimaryKeyConstraint("reference", "number", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_sha256"), "attachment", ["sha256"])
    op.create_index(op.f("ix_attachment_status"), "attachment", ["status"])
    op.create_table(
        "tick",
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("filing", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("ticked_at", Instant(), nullable=False),
        sa.Column("ticked_by", sa.Text(), nullable=False),
        of_a_dossier("tick"),
        sa.PrimaryKeyConstraint("reference", "filing", "item", name=op.f("pk_tick")),
    )


def downgrade() -> None:
    for table in ("tick", "attachment", "answer", "draft", "paper"):
        op.drop_table(table)
