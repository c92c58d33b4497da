"""Seal a seat's answers when it is given again, tie no number to a seat, steer the screen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add what a workshop and a seat hold besides; drop the number of a seat in the record."""
    for table, column in (
        ("workshop", sa.Column("keep_rows", sa.Boolean, nullable=False, server_default=sa.false())),
        ("workshop", sa.Column("screen", sa.String, nullable=False, server_default="")),
        ("seat", sa.Column("sealed", sa.Integer, nullable=False, server_default="0")),
        ("seat", sa.Column("pin", sa.String, nullable=False, server_default="")),
        ("seat", sa.Column("pin_from", sa.Integer, nullable=False, server_default="0")),
        ("seat", sa.Column("counts_as", sa.String, nullable=False, server_default="")),
    ):
        op.add_column(table, column)
    op.drop_column("seat", "member")
