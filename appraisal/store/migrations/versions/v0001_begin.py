"""Make the first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SQLITE_KEEP = """
CREATE TRIGGER event_kept_{act} BEFORE {act} ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed or removed'); END
"""
_POSTGRES_FUNCTION = """
CREATE FUNCTION event_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'events are never changed or removed'; END $$
"""
_POSTGRES_KEEP = """
CREATE TRIGGER event_kept BEFORE UPDATE OR DELETE ON event
FOR EACH ROW EXECUTE FUNCTION event_kept()
"""


def upgrade() -> None:
    """Make the tables, and the triggers that keep events from being altered by accident."""
    _heads()
    _events()
    _people_and_choices()
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(_SQLITE_KEEP.format(act=act))
    else:
        op.execute(_POSTGRES_FUNCTION)
        op.execute(_POSTGRES_KEEP)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _heads() -> None:
    op.create_table("meta", sa.Column("name", sa.String, primary_key=True), _text("value"))
    op.create_table(
        "appraisal",
        sa.Column("id", sa.String, primary_key=True),
        *(_text(name) for name in ("title", "status", "created", "saved_at")),
        sa.Column("revision", sa.Integer, nullable=False),
        _text("head"),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.Column("held", sa.Boolean, nullable=False),
        _text("parent", null=True),
        _text("parent_head", null=True),
    )
    op.create_index("appraisal_by_time", "appraisal", ["archived", "saved_at"])


def _events() -> None:
    op.create_table(
        "event",
        sa.Column("appraisal", sa.String, sa.ForeignKey("appraisal.id"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        *(_text(name) for name in ("at_utc", "actor", "via", "kind")),
        sa.Column("round", sa.Integer),
        *(_text(name) for name in ("payload", "rules_hash", "evidence_ids")),
        *(_text(name) for name in ("app_version", "lock_hash")),
        sa.Column("schema", sa.Integer, nullable=False),
        *(_text(name) for name in ("client_id", "prev", "hash")),
        sa.UniqueConstraint("appraisal", "prev"),
        sa.UniqueConstraint("appraisal", "client_id"),
    )


def _people_and_choices() -> None:
    op.create_table(
        "person",
        sa.Column("appraisal", sa.String, sa.ForeignKey("appraisal.id"), primary_key=True),
        sa.Column("seat", sa.String, primary_key=True),
        *(_text(name) for name in ("name", "salt", "hash")),
    )
    op.create_table(
        "choice",
        sa.Column("name", sa.String, primary_key=True),
        *(_text(name) for name in ("value", "chosen_by", "chosen_at")),
    )
