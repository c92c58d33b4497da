"""Keep with a declared interest whose it is, as the minutes name them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the name; of the interests there it is not known."""
    op.add_column("interest", sa.Column("name", sa.Text, nullable=False, server_default=""))
