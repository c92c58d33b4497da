"""Bringing a store to the tables of this version: under a lock, all or nothing."""

from __future__ import annotations

import threading
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from appraisal.errors import AppraisalError

MIGRATIONS = Path(__file__).with_name("migrations")
# The versions this program can open, the newest last: one module each, v0001_begin.py and so on.
VERSIONS = tuple(sorted(path.name[1:5] for path in (MIGRATIONS / "versions").glob("v*.py")))
HEAD = VERSIONS[-1]
_one_at_a_time = threading.Lock()  # alembic keeps its context in a global of the process
_LOCK = 0x4F707441  # any number, the same in every copy of the program


def version_of(connection: Connection) -> str | None:
    """Return the version of the tables; None where there are none at all.

    Raises
    ------
    AppraisalError
        If there are tables, but not this tool's.
    """
    names = set(inspect(connection).get_table_names())
    if "alembic_version" not in names:
        if names & {"event", "appraisal"} or (names and connection.dialect.name == "sqlite"):
            raise AppraisalError("it holds other tables, so it is not a store of this tool")
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the tables to this version, inside the connection's own transaction."""
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _one_at_a_time:
        command.upgrade(config, to)
