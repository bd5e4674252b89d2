"""Past cycles, and file numbers that a successor may bear again"""

import sqlalchemy as sa
from alembic import op

from engine.runtime.columns import Instant, Json

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def numbers(name: str, columns: list[str], where: str) -> None:
    """A unique index of the file numbers of some dossiers."""
    some = sa.text(where)
    op.create_index(
        op.f(name), "dossier", columns, unique=True, sqlite_where=some, postgresql_where=some
    )


def upgrade() -> None:
    op.create_table(
        "past_file",
        sa.Column("cycle", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mechanism", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("states", Json, nullable=False),
        sa.Column("received_at", Instant(), nullable=True),
        sa.Column("own_order", sa.Integer(), nullable=True),
        sa.Column("named_by", sa.Text(), nullable=False),
        sa.Column("treated", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("cycle", "file_no", name=op.f("pk_past_file")),
    )
    op.drop_index(op.f("ix_dossier_file_no"), "dossier")
    first = "file_no IS NOT NULL AND predecessor IS NULL"
    numbers("ix_dossier_file_no", ["file_no"], first)
    later = "file_no IS NOT NULL AND predecessor IS NOT NULL"
    numbers("ix_dossier_file_no_cycle", ["file_no", "cycle"], later)


def downgrade() -> None:
    op.drop_index(op.f("ix_dossier_file_no_cycle"), "dossier")
    op.drop_index(op.f("ix_dossier_file_no"), "dossier")
    numbers("ix_dossier_file_no", ["file_no"], "file_no IS NOT NULL")
    op.drop_table("past_file")
