"""Accounts and what they keep, webhooks, the States of each dossier, who acted through whom"""

import sqlalchemy as sa
from alembic import op

from engine.runtime.columns import Instant, Json

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEPT = ("account_change", "confirmation", "sign_in")
"""Changes of accounts, confirmations and the log of the door are neither changed nor removed."""

PARTIES = {
    "sqlite": "SELECT reference, json_each.value FROM dossier, json_each(facts, '$.states')",
    "postgresql": "SELECT reference, jsonb_array_elements_text(facts -> 'states') FROM dossier"
    " WHERE jsonb_typeof(facts -> 'states') = 'array'",
}


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
    op.create_table(
        "account",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("states", Json, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("secret", sa.Text(), nullable=True),
        sa.Column("secret_confirmed_at", Instant(), nullable=True),
        sa.Column("code_step", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=400), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_account")),
        sa.UniqueConstraint("address", name=op.f("uq_account_address")),
        sa.UniqueConstraint("subject", name=op.f("uq_account_subject")),
    )
    op.create_table(
        "api_token",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scopes", Json, nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.number"], name=op.f("fk_api_token_account")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_api_token")),
    )
    op.create_index(op.f("ix_api_token_account"), "api_token", ["account"], unique=False)
    op.create_table(
        "entering",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("kept", Json, nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.number"], name=op.f("fk_entering_account")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_entering")),
    )
    op.create_index(op.f("ix_entering_expires_at"), "entering", ["expires_at"], unique=False)
    op.create_table(
        "feed",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.number"], name=op.f("fk_feed_account")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_feed")),
    )
    op.create_index(op.f("ix_feed_account"), "feed", ["account"], unique=False)
    op.create_table(
        "account_change",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("becomes", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.number"], name=op.f("fk_account_change_account")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_account_change")),
    )
    op.create_index(
        op.f("ix_account_change_account_at"), "account_change", ["account", "at"], unique=False
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.String(length=512), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.number"], name=op.f("fk_passkey_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
    )
    op.create_index(op.f("ix_passkey_account"), "passkey", ["account"], unique=False)
    op.create_table(
        "recovery_code",
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"], ["account.number"], name=op.f("fk_recovery_code_account")
        ),
        sa.PrimaryKeyConstraint("account", "code", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "saved_view",
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.number"], name=op.f("fk_saved_view_account")
        ),
        sa.PrimaryKeyConstraint("account", "name", name=op.f("pk_saved_view")),
    )
    op.create_table(
        "sign_in",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("remote", sa.String(length=64), nullable=False),
        sa.Column("agent", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.number"], name=op.f("fk_sign_in_account")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sign_in")),
    )
    op.create_index(op.f("ix_sign_in_account_at"), "sign_in", ["account", "at"], unique=False)
    op.create_index(op.f("ix_sign_in_at"), "sign_in", ["at"], unique=False)
    op.create_table(
        "heartbeat",
        sa.Column("worker", sa.String(length=80), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("worker", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "webhook",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("events", Json, nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.number"], name=op.f("fk_webhook_account")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_webhook")),
    )
    op.create_table(
        "confirmation",
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("through", sa.Text(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference"], ["dossier.reference"], name=op.f("fk_confirmation_reference")
        ),
        sa.PrimaryKeyConstraint("reference", "state", "version", name=op.f("pk_confirmation")),
    )
    op.create_table(
        "party",
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference"], ["dossier.reference"], name=op.f("fk_party_reference")
        ),
        sa.PrimaryKeyConstraint("reference", "state", name=op.f("pk_party")),
    )
    op.create_index(op.f("ix_party_state_reference"), "party", ["state", "reference"], unique=False)
    op.create_table(
        "notice",
        sa.Column("webhook", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("claimed_at", Instant(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "status IN ('waiting', 'claimed', 'sent', 'failed')", name=op.f("ck_notice_status")
        ),
        sa.ForeignKeyConstraint(
            ["reference", "number"], ["entry.reference", "entry.number"], name="fk_notice_entry"
        ),
        sa.ForeignKeyConstraint(["webhook"], ["webhook.number"], name=op.f("fk_notice_webhook")),
        sa.PrimaryKeyConstraint("webhook", "reference", "number", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_status_due_at"), "notice", ["status", "due_at"], unique=False)
    op.add_column("dossier", sa.Column("due_at", Instant(), nullable=True))
    op.add_column("dossier", sa.Column("due", sa.String(length=32), nullable=True))
    op.add_column(
        "dossier", sa.Column("due_version", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("dossier", sa.Column("due_law", sa.String(length=64), nullable=True))
    op.create_index(
        op.f("ix_dossier_due_at_reference"),
        "dossier",
        ["due_at", "reference"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_dossier_moved_at_reference"), "dossier", ["moved_at", "reference"], unique=False
    )
    op.create_index(
        "ix_dossier_unforeseen",
        "dossier",
        ["reference"],
        unique=False,
        sqlite_where=sa.text("due_version <> version"),
        postgresql_where=sa.text("due_version <> version"),
    )
    op.add_column("entry", sa.Column("through", sa.Text(), nullable=True))
    op.create_index(op.f("ix_entry_at"), "entry", ["at"], unique=False)
    op.add_column("invitation", sa.Column("address", sa.String(length=320), nullable=True))
    with op.batch_alter_table("session") as batch:
        batch.add_column(sa.Column("account", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("second_at", Instant(), nullable=True))
        batch.add_column(sa.Column("agent", sa.String(length=400), nullable=True))
        batch.add_column(sa.Column("remote", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("acting", Json, nullable=True))
        batch.create_index(batch.f("ix_session_account"), ["account"], unique=False)
        batch.create_foreign_key(batch.f("fk_session_account"), "account", ["account"], ["number"])
    # Inserted once for each State, though a fact may name one twice.
    op.execute(
        "INSERT INTO party (reference, state) SELECT DISTINCT * FROM"  # noqa: S608 - our own text
        f" ({PARTIES[op.get_bind().dialect.name]}) AS named"
    )
    for table in KEPT:
        keep(table)


def downgrade() -> None:
    with op.batch_alter_table("session") as batch:
        batch.drop_constraint(batch.f("fk_session_account"), type_="foreignkey")
        batch.drop_index(batch.f("ix_session_account"))
        batch.drop_column("acting")
        batch.drop_column("remote")
        batch.drop_column("agent")
        batch.drop_column("second_at")
        batch.drop_column("account")
    op.drop_column("invitation", "address")
    op.drop_index(op.f("ix_entry_at"), "entry")
    op.drop_column("entry", "through")
    op.drop_index("ix_dossier_unforeseen", "dossier")
    op.drop_index(op.f("ix_dossier_moved_at_reference"), "dossier")
    op.drop_index(op.f("ix_dossier_due_at_reference"), "dossier")
    op.drop_column("dossier", "due_law")
    op.drop_column("dossier", "due_version")
    op.drop_column("dossier", "due")
    op.drop_column("dossier", "due_at")
    op.drop_index(op.f("ix_notice_status_due_at"), "notice")
    op.drop_table("notice")
    op.drop_index(op.f("ix_party_state_reference"), "party")
    op.drop_table("party")
    op.drop_table("confirmation")
    op.drop_table("webhook")
    op.drop_table("heartbeat")
    op.drop_index(op.f("ix_sign_in_at"), "sign_in")
    op.drop_index(op.f("ix_sign_in_account_at"), "sign_in")
    op.drop_table("sign_in")
    op.drop_table("saved_view")
    op.drop_table("recovery_code")
    op.drop_index(op.f("ix_passkey_account"), "passkey")
    op.drop_table("passkey")
    op.drop_index(op.f("ix_feed_account"), "feed")
    op.drop_table("feed")
    op.drop_index(op.f("ix_entering_expires_at"), "entering")
    op.drop_table("entering")
    op.drop_index(op.f("ix_api_token_account"), "api_token")
    op.drop_table("api_token")
    op.drop_index(op.f("ix_account_change_account_at"), "account_change")
    op.drop_table("account_change")
    op.drop_table("account")
