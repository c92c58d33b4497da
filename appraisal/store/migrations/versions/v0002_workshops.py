"""Add the tables of workshops."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_SQLITE_KEEP = """
CREATE TRIGGER answer_kept_{act} BEFORE {act} ON answer
BEGIN SELECT RAISE(ABORT, 'answers are never changed or removed'); END
"""
_POSTGRES_FUNCTION = """
CREATE FUNCTION answer_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'answers are never changed or removed'; END $$
"""
_POSTGRES_KEEP = """
CREATE TRIGGER answer_kept BEFORE UPDATE OR DELETE ON answer
FOR EACH ROW EXECUTE FUNCTION answer_kept()
"""


def upgrade() -> None:
    """Make the tables, and the triggers that keep answers from being altered by accident."""
    _workshops()
    _seats()
    _answers()
    op.create_table(
        "guess", sa.Column("key", sa.String, primary_key=True), _number("free_ms", sa.BigInteger)
    )
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(_SQLITE_KEEP.format(act=act))
    else:
        op.execute(_POSTGRES_FUNCTION)
        op.execute(_POSTGRES_KEEP)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _number(name: str, type: type = sa.Integer, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, type, nullable=null)


def _yes_or_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _of(name: str, *, key: bool = False, null: bool = False) -> sa.Column[str]:
    return sa.Column(
        name, sa.String, sa.ForeignKey(f"{name}.id"), primary_key=key, nullable=null and not key
    )


def _workshops() -> None:
    op.create_table(
        "workshop",
        sa.Column("id", sa.String, primary_key=True),
        _of("appraisal"),
        sa.Column("code", sa.String, unique=True),
        *(_text(name) for name in ("link_key", "salt", "step")),
        *(_number(name) for name in ("round", "revision", "data", "threshold")),
        _yes_or_no("ask_label"),
        _text("home"),
        *(_number(name, sa.BigInteger) for name in ("opened_ms", "ends_ms")),
        _number("ended_ms", sa.BigInteger, null=True),
    )
    op.create_index("workshop_by_appraisal", "workshop", ["appraisal"])
    op.create_table(
        "workshop_round",
        _of("workshop", key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        _text("questions"),
        _number("threshold"),
        _text("rules_hash"),
        _number("seconds", null=True),
        _number("opened_ms", sa.BigInteger),
        _number("locked_ms", sa.BigInteger, null=True),
        _text("state"),
        _text("shown", null=True),
    )
    op.create_table(
        "agreed",
        _of("workshop", key=True),
        sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("question", sa.String, primary_key=True),
        _number("value", sa.Float),
    )


def _seats() -> None:
    op.create_table(
        "seat",
        sa.Column("id", sa.String, primary_key=True),
        _of("workshop"),
        *(_text(name) for name in ("role", "label", "state")),
        _yes_or_no("paper"),
        _number("member", null=True),
        *(_text(name) for name in ("device", "address")),
        _number("asked_ms", sa.BigInteger),
    )
    op.create_index("seat_by_workshop", "seat", ["workshop"])
    op.create_index("seat_by_address", "seat", ["address"])
    op.create_table(
        "token",
        sa.Column("hash", sa.String, primary_key=True),
        _text("kind"),
        _of("seat", null=True),
        *(_number(name, sa.BigInteger) for name in ("issued_ms", "seen_ms", "ends_ms")),
        _number("ended_ms", sa.BigInteger, null=True),
    )
    op.create_index("token_by_seat", "token", ["seat"])
    op.create_table(
        "seat_code",
        sa.Column("hash", sa.String, primary_key=True),
        _of("workshop"),
        _text("role"),
        _of("seat", null=True),
        _number("used_ms", sa.BigInteger, null=True),
    )
    op.create_index("seat_code_by_workshop", "seat_code", ["workshop"])


def _answers() -> None:
    op.create_table(
        "interest",
        _of("workshop", key=True),
        _of("seat", key=True),
        sa.Column("about", sa.String, primary_key=True),
        _yes_or_no("excluded"),
    )
    op.create_table(
        "answer",
        _of("workshop", key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        _number("round"),
        _of("seat"),
        _text("question"),
        _number("value", sa.Float, null=True),
        *(_text(name) for name in ("reason", "client_id", "via")),
        _number("at_ms", sa.BigInteger),
        sa.UniqueConstraint("workshop", "client_id"),
    )
    op.create_index("answer_by_seat", "answer", ["workshop", "round", "seat"])
