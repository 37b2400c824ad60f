"""The last round of the clock: of an organisation that had none noted, the time of its last act"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "last_round",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("act", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.execute(
        "INSERT INTO last_round (name, at, act) "
        "SELECT 'clock', at, seq FROM acts WHERE seq = (SELECT max(seq) FROM acts)"
    )
