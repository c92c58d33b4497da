"""One function for each act that pages, routes and the command line call."""

from appraisal.service.history import Act, history
from appraisal.service.keeping import (
    Kept,
    Summary,
    amend,
    archive,
    load,
    note,
    recent,
    redo,
    reopen,
    save,
    start,
    unarchive,
    undo,
    version,
    version_at,
)

__all__ = [
    "Act",
    "Kept",
    "Summary",
    "amend",
    "archive",
    "history",
    "load",
    "note",
    "recent",
    "redo",
    "reopen",
    "save",
    "start",
    "unarchive",
    "undo",
    "version",
    "version_at",
]
