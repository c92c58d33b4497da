"""Where it is kept: SQLite in a file, or PostgreSQL; one set of statements on both."""

from appraisal.store.rows import Head
from appraisal.store.store import Store

__all__ = ["Head", "Store"]
