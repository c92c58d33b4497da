"""PostgreSQL, set so that a server that stops answering is noticed within seconds."""

from __future__ import annotations

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from appraisal.errors import AppraisalError

CONNECT_SECONDS = 5
STATEMENT_SECONDS = 10
LOCK_SECONDS = 8
# A commit is durable before it is acknowledged, whatever the server's own default.
_OPTIONS = (
    f"-c synchronous_commit=on -c statement_timeout={STATEMENT_SECONDS}s "
    f"-c lock_timeout={LOCK_SECONDS}s "
    f"-c idle_in_transaction_session_timeout={2 * STATEMENT_SECONDS}s"
)


def address(text: str) -> URL:
    """Return the address of a PostgreSQL database, with the driver named.

    Raises
    ------
    AppraisalError
        If it is not one, or the driver is not installed.
    """
    try:
        url = make_url(text)
    except ArgumentError:
        raise AppraisalError(
            "DATABASE_URL: it is not an address. Right would be postgresql://user@host/database."
        ) from None
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise AppraisalError(
            f"DATABASE_URL: found {url.get_backend_name()}. Right would be postgresql://..., or "
            "leave it empty to keep everything in one SQLite file."
        )
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise AppraisalError(
            "DATABASE_URL names PostgreSQL, but its driver is not installed. "
            "Install it with: pip install -r .ci/requirements/postgres.txt"
        ) from None
    return url.set(drivername="postgresql+psycopg")


def engine_for(url: URL) -> Engine:
    """Return an engine whose connections give up on a dead server instead of waiting."""
    return create_engine(
        url,
        pool_size=5,
        max_overflow=30,
        pool_timeout=STATEMENT_SECONDS,
        pool_recycle=1800,
        hide_parameters=True,  # no score in a log line
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "keepalives": 1,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "tcp_user_timeout": STATEMENT_SECONDS * 1000,
            "application_name": "options-appraisal",
            "options": _OPTIONS,
        },
    )
