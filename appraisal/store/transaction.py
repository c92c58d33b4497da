"""What a function that reads or writes inside a transaction is handed, by a name of our own."""

from __future__ import annotations

from sqlalchemy import Connection as Transaction

__all__ = ["Transaction"]
