"""Where it is kept: SQLite in a file, or PostgreSQL; one set of statements on both."""

from appraisal.store.health import Health, health
from appraisal.store.rows import Head
from appraisal.store.store import Also, Store, Turn

__all__ = ["Also", "Head", "Health", "Store", "Turn", "health"]
