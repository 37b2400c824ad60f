"""Signing in"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "session_seen",
        sa.Column("session", sa.String(length=24), nullable=False),
        sa.Column("seen", sa.String(length=27), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("session"),
    )
    with op.batch_alter_table("session_seen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_seen_seen"), ["seen"], unique=False)

    op.create_table(
        "tries",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("began", sa.String(length=27), nullable=False),
        sa.Column("holds", sa.Integer(), nullable=False),
        sa.Column("until", sa.String(length=27), nullable=True),
        sa.Column("last", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    with op.batch_alter_table("tries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tries_last"), ["last"], unique=False)

    op.create_table(
        "proof_marks",
        sa.Column("person", sa.String(length=24), nullable=False),
        sa.Column("mark", sa.String(length=80), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", "mark"),
    )
