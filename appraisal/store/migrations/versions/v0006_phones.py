"""Keep with an answer the phone and its count of acts, and whether it takes one back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add what an answer holds besides, and the way to the answers of one seat."""
    for column in (
        sa.Column("phone", sa.String, nullable=False, server_default=""),
        sa.Column("n", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("cleared", sa.Boolean, nullable=False, server_default=sa.false()),
    ):
        op.add_column("answer", column)
    op.create_index("answer_of_seat", "answer", ["workshop", "round", "seat", "question"])
