"""Load the heavy packages once, when the program starts, not in the first visitor's run."""

from __future__ import annotations

import importlib

HEAVY = (
    "altair",
    "pandas",
    "sqlalchemy",
    "appraisal.charts",
    "appraisal.report",
    "appraisal.store",
)


def warm_up() -> None:
    """Import what the pages use; the first visitor then waits for nothing."""
    for name in HEAVY:
        importlib.import_module(name)
