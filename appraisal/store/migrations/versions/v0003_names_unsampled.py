"""Keep PostgreSQL from copying names into its statistics, where a purge would not reach them."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Sample no name and no salt, and drop what was sampled; SQLite samples nothing."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for column in ("name", "salt"):
        op.execute(f"ALTER TABLE person ALTER COLUMN {column} SET STATISTICS 0")
        op.execute(f"ALTER TABLE person ALTER COLUMN {column} TYPE text")  # forgets its statistics
