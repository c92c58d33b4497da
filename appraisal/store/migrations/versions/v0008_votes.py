"""Votes on what is recommended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables of votes and ballots."""
    op.create_table(
        "vote",
        sa.Column("workshop", sa.String, sa.ForeignKey("workshop.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("is_named", sa.Boolean, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("opened_ms", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "ballot",
        sa.Column("workshop", sa.String, sa.ForeignKey("workshop.id"), primary_key=True),
        sa.Column("vote", sa.Integer, primary_key=True),
        sa.Column("seat", sa.String, sa.ForeignKey("seat.id"), primary_key=True),
        sa.Column("choice", sa.String, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
    )
