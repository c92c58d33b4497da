"""One function for each act that pages, routes and the command line call."""

from appraisal.service.comparing import Compared, compare, restore_version
from appraisal.service.history import Act, history
from appraisal.service.keeping import amend, redo, save, start, undo
from appraisal.service.loading import Kept, Summary, load, recent, version, version_at
from appraisal.service.notes import archive, note, reopen, unarchive
from appraisal.service.people import (
    choose_retention,
    hold,
    name_seat,
    names_out_of_reach,
    people,
    purge_names,
    release,
    retention,
)
from appraisal.service.records import (
    Restored,
    back_up,
    export_record,
    import_record,
    reproduce,
    restore,
    verify_all,
    verify_record,
)
from appraisal.store import Health, health

__all__ = [
    "Act",
    "Compared",
    "Health",
    "Kept",
    "Restored",
    "Summary",
    "amend",
    "archive",
    "back_up",
    "choose_retention",
    "compare",
    "export_record",
    "health",
    "history",
    "hold",
    "import_record",
    "load",
    "name_seat",
    "names_out_of_reach",
    "note",
    "people",
    "purge_names",
    "recent",
    "redo",
    "release",
    "reopen",
    "reproduce",
    "restore",
    "restore_version",
    "retention",
    "save",
    "start",
    "unarchive",
    "undo",
    "verify_all",
    "verify_record",
    "version",
    "version_at",
]
