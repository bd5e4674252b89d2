"""The ledger of reminders, those the office writes to, and what was written to them"""

import sqlalchemy as sa
from alembic import op

from engine.runtime.columns import Instant, Json

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BEFORE = "status IN ('held', 'waiting', 'claimed', 'sending', 'sent', 'failed', 'uncertain')"
AFTER = f"{BEFORE.removesuffix(')')}, 'dropped', 'cancelled')"
KEPT = ("letter_copy", "paragraph", "release", "wording")
"""What was written, read and sent is neither changed nor removed."""


def keep(table: str) -> None:
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


def upgrade() -> None:
    for column in (
        sa.Column("address", sa.String(length=320)),
        sa.Column("role", sa.String(length=32)),
    ):
        op.add_column("letter", column)
    check(BEFORE, AFTER)
    op.create_table(
        "correspondent",
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("both_languages", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("away_from", sa.Date(), nullable=True),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.Column("deputy", sa.String(length=320), nullable=True),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deputy"], ["correspondent.address"], name=op.f("fk_correspondent_deputy")
        ),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_correspondent")),
    )
    op.create_table(
        "muted",
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("address", "rule", "since", name=op.f("pk_muted")),
    )
    op.create_table(
        "pause",
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("named_by", sa.Text(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("what", "since", name=op.f("pk_pause")),
    )
    op.create_table(
        "wording",
        sa.Column("template", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("template", "language", "version", name=op.f("pk_wording")),
    )
    op.create_table(
        "post",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("concerns", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("named_by", sa.Text(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["address"], ["correspondent.address"], name=op.f("fk_post_address")
        ),
        sa.PrimaryKeyConstraint("kind", "concerns", "address", "since", name=op.f("pk_post")),
    )
    op.create_index("ix_post_address", "post", ["address"])

    op.create_table(
        "reminder",
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("recipient", sa.String(length=32), nullable=False),
        sa.Column("occurrence", sa.String(length=32), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("planned_at", Instant(), nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=True),
        sa.Column("reason_fr", sa.Text(), nullable=True),
        sa.Column("resumes", sa.String(length=16), nullable=False),
        sa.Column("claimed_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "status IN ('planned', 'held', 'claimed', 'handed', 'cancelled', 'superseded',"
            " 'skipped')",
            name=op.f("ck_reminder_status"),
        ),
        sa.ForeignKeyConstraint(
            ["reference"], ["dossier.reference"], name=op.f("fk_reminder_reference")
        ),
        sa.PrimaryKeyConstraint(
            "reference", "rule", "recipient", "occurrence", name=op.f("pk_reminder")
        ),
    )
    op.create_index(
        "ix_reminder_claimed",
        "reminder",
        ["claimed_at"],
        sqlite_where=sa.text("status = 'claimed'"),
        postgresql_where=sa.text("status = 'claimed'"),
    )
    op.create_index(
        "ix_reminder_planned",
        "reminder",
        ["due_at"],
        sqlite_where=sa.text("status = 'planned'"),
        postgresql_where=sa.text("status = 'planned'"),
    )

    op.create_table(
        "snooze",
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference"], ["dossier.reference"], name=op.f("fk_snooze_reference")
        ),
        sa.PrimaryKeyConstraint("address", "reference", "made_at", name=op.f("pk_snooze")),
    )
    op.create_table(
        "letter_copy",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=200), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("went_to", sa.String(length=320), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["letter"], ["letter.key"], name=op.f("fk_letter_copy_letter")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_letter_copy")),
    )
    op.create_index("ix_letter_copy_letter", "letter_copy", ["letter"])
    op.create_index("ix_letter_copy_message_id", "letter_copy", ["message_id"])

    op.create_table(
        "letter_link",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("letter", sa.String(length=200), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["letter"], ["letter.key"], name=op.f("fk_letter_link_letter")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_letter_link")),
    )
    op.create_index("ix_letter_link_letter", "letter_link", ["letter"])

    op.create_table(
        "paragraph",
        sa.Column("letter", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["letter"], ["letter.key"], name=op.f("fk_paragraph_letter")),
        sa.PrimaryKeyConstraint("letter", "number", name=op.f("pk_paragraph")),
    )
    op.create_table(
        "release",
        sa.Column("letter", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["letter"], ["letter.key"], name=op.f("fk_release_letter")),
        sa.PrimaryKeyConstraint("letter", "name", "number", name=op.f("pk_release")),
    )
    op.create_table(
        "reminder_letter",
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("recipient", sa.String(length=32), nullable=False),
        sa.Column("occurrence", sa.String(length=32), nullable=False),
        sa.Column("letter", sa.String(length=200), nullable=False),
        sa.Column("struck_en", sa.Text(), nullable=True),
        sa.Column("struck_fr", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["letter"], ["letter.key"], name=op.f("fk_reminder_letter_letter")),
        sa.ForeignKeyConstraint(
            ["reference", "rule", "recipient", "occurrence"],
            ["reminder.reference", "reminder.rule", "reminder.recipient", "reminder.occurrence"],
            name="fk_reminder_letter_reminder",
        ),
        sa.PrimaryKeyConstraint(
            "reference",
            "rule",
            "recipient",
            "occurrence",
            "letter",
            name=op.f("pk_reminder_letter"),
        ),
    )
    op.create_index("ix_reminder_letter_letter", "reminder_letter", ["letter"])

    for table in KEPT:
        keep(table)


def downgrade() -> None:
    for table in (
        "reminder_letter", "release", "letter_link", "letter_copy", "snooze", "reminder",
        "paragraph", "post", "wording", "pause", "muted", "correspondent",
    ):  # fmt: skip
        op.drop_table(table)
    # The schema before knows no letter without its own recipient, and no reminders: what was not
    # sent yet stays unsent, and a person looks at it.
    op.execute(
        "UPDATE letter SET status = 'failed' WHERE status IN ('dropped', 'cancelled')"
        " OR (address IS NOT NULL AND status IN ('held', 'waiting', 'claimed'))"
    )
    check(AFTER, BEFORE)
    for column in ("role", "address"):
        op.drop_column("letter", column)


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
        sa.Column("address", sa.String(length=320), nullable=True),
        sa.Column("role", sa.String(length=32), nullable=True),
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
