"""Telling people that something waits"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "awaiting",
        sa.Column("person", sa.String(length=24), nullable=False),
        sa.Column("since", sa.String(length=27), nullable=True),
        sa.Column("latest", sa.String(length=27), nullable=True),
        sa.Column("urgent", sa.String(length=27), nullable=True),
        sa.Column("told", sa.String(length=27), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_table(
        "telling",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
