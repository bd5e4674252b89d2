"""Letters whose arrival is uncertain, and addresses to which none goes"""

import sqlalchemy as sa
from alembic import op

from engine.runtime.columns import Instant, Json

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BEFORE = "status IN ('held', 'waiting', 'sending', 'sent', 'failed')"
AFTER = "status IN ('held', 'waiting', 'claimed', 'sending', 'sent', 'failed', 'uncertain')"


def upgrade() -> None:
    check(BEFORE, AFTER)
    op.create_table(
        "suspended_address",
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("letter", sa.String(length=200), nullable=False),
        sa.Column("resumed_at", Instant(), nullable=True),
        sa.Column("resumed_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["letter"], ["letter.key"], name=op.f("fk_suspended_address_letter")
        ),
        sa.PrimaryKeyConstraint("address", "since", name=op.f("pk_suspended_address")),
    )


def downgrade() -> None:
    op.drop_table("suspended_address")
    # Nobody is sent again what may have arrived: a person looks at it.
    op.execute("UPDATE letter SET status = 'failed' WHERE status = 'uncertain'")
    op.execute("UPDATE letter SET status = 'waiting' WHERE status = 'claimed'")
    check(AFTER, BEFORE)


def check(before: str, after: str) -> None:
    """SQLite cannot change a check: there the table is written anew, from what it is said to be."""
    table = sa.Table(
        "letter",
        sa.MetaData(),
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
        sa.CheckConstraint(before, name=op.f("ck_letter_status")),
        sa.ForeignKeyConstraint(
            ["reference", "number"], ["entry.reference", "entry.number"], name="fk_letter_entry"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_letter")),
        sa.Index(op.f("ix_letter_reference"), "reference"),
        sa.Index(op.f("ix_letter_status_due_at"), "status", "due_at"),
    )
    with op.batch_alter_table("letter", copy_from=table) as batch:
        batch.drop_constraint(op.f("ck_letter_status"), type_="check")
        batch.create_check_constraint(op.f("ck_letter_status"), after)
