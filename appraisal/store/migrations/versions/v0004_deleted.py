"""Mark what was deleted, and show each authority in the list, so that both can be searched."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# Whatever ever told an authority: the beginning of a record, and edits to that one entry.
_TELLING = "SELECT appraisal, payload FROM event WHERE payload LIKE :has ORDER BY appraisal, seq"
_FILL = "UPDATE appraisal SET authority = :authority WHERE id = :of"
_KEY = ["authority"]


def upgrade() -> None:
    """Add both columns; nothing was deleted before, and authorities are read from the records."""
    for column in (
        sa.Column("deleted", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("authority", sa.Text, nullable=False, server_default=""),
    ):
        op.add_column("appraisal", column)
    connection = op.get_bind()
    for of, authority in _authorities(connection).items():
        connection.execute(sa.text(_FILL), {"of": of, "authority": authority})


def _authorities(connection: sa.Connection) -> dict[str, str]:
    authorities: dict[str, str] = {}
    for of, text in connection.execute(sa.text(_TELLING), {"has": '%"authority"%'}):
        payload = json.loads(text)
        if "document" in payload:
            authorities[of] = payload["document"].get("authority") or ""
        for edit in payload.get("edits", ()):
            if edit["section"] == "appraisal" and edit["key"] == _KEY:
                authorities[of] = edit["after"] or ""
    return {of: text.replace("\0", "\N{REPLACEMENT CHARACTER}") for of, text in authorities.items()}
