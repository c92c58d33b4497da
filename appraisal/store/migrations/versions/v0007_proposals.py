"""Keep with a round what its questions were proposed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add what a round proposes; the rounds there are proposed nothing."""
    column = sa.Column("proposed", sa.Text, nullable=False, server_default="{}")
    op.add_column("workshop_round", column)
