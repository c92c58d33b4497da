"""One function for each act that pages, routes and the command line call."""

from appraisal.service.comparing import Compared, compare
from appraisal.service.copying import duplicate
from appraisal.service.deleting import Going, delete, going, undelete
from appraisal.service.examples import open_example, put_back
from appraisal.service.history import Act, history, redo_words, undo_words
from appraisal.service.listing import PAGE_SIZE, Place, Shelf, Sort, how_far, place_of, shelf
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
from appraisal.service.saving import amend, redo, save, start, undo
from appraisal.service.versions import (
    Origin,
    agreed_version,
    name_version,
    opened_from,
    versions_named,
)
from appraisal.store import Health, health

__all__ = [
    "PAGE_SIZE",
    "Act",
    "Compared",
    "Going",
    "Health",
    "Kept",
    "Origin",
    "Place",
    "Restored",
    "Shelf",
    "Sort",
    "Summary",
    "agreed_version",
    "amend",
    "archive",
    "back_up",
    "choose_retention",
    "compare",
    "delete",
    "duplicate",
    "export_record",
    "going",
    "health",
    "history",
    "hold",
    "how_far",
    "import_record",
    "load",
    "name_seat",
    "name_version",
    "names_out_of_reach",
    "note",
    "open_example",
    "opened_from",
    "people",
    "place_of",
    "purge_names",
    "put_back",
    "recent",
    "redo",
    "redo_words",
    "release",
    "reopen",
    "reproduce",
    "restore",
    "retention",
    "save",
    "shelf",
    "start",
    "unarchive",
    "undelete",
    "undo",
    "undo_words",
    "verify_all",
    "verify_record",
    "version",
    "version_at",
    "versions_named",
]
