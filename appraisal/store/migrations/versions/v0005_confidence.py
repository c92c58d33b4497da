"""Seal a seat's answers when it is given again, and tie no number in the record to a seat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add what seals a seat; drop the number under which its answers stood in the record."""
    op.add_column(
        "workshop", sa.Column("keep_rows", sa.Boolean, nullable=False, server_default=sa.false())
    )
    for column in (
        sa.Column("sealed", sa.Integer, nullable=False, server_default="0"),
        sa.Column("pin", sa.String, nullable=False, server_default=""),
        sa.Column("pin_from", sa.Integer, nullable=False, server_default="0"),
    ):
        op.add_column("seat", column)
    op.drop_column("seat", "member")
