"""The kinds of event, one word each, and what each of them says in plain words."""

from __future__ import annotations

# The first event of a record. Its payload holds the whole appraisal.
BEGINNINGS = {
    "made": "Appraisal made",
    "reopened": "New version made from an agreed appraisal",
}

# Their payload holds edits: what changed, before and after.
CHANGES = {
    "decision": "Decision changed",
    "options": "Options changed",
    "gates": "Must-haves changed",
    "criteria": "Criteria changed",
    "evidence": "Evidence changed",
    "scores": "Scores changed",
    "weights": "Swings changed",
    "costs": "Costs changed",
    "members": "Members' judgements changed",
    "dissent": "Dissent recorded",
    "declared": "Interest declared",
    "attended": "Attendance recorded",
    "voted": "Vote held",
    "report": "Report text changed",
    "status": "Status changed",
    "imported": "Changes taken in from a file",
    "restored": "Earlier version restored",
    "undo": "Change undone",
    "redo": "Undone change made again",
}

# What members gave, declared or voted is not an officer's to take back.
NOT_TO_UNDO = frozenset({"members", "declared", "voted"})

VERSION_NAMED = "version_named"  # its payload: revision, the hash of it, and the name

# They change nothing in the appraisal, so they may follow agreement too.
NOTES = {
    "opened": "Round opened",
    "closed": "Round closed",
    "revealed": "Round shown",
    "noted": "Officer's note",
    "convened": "Workshop opened",
    "ended": "Workshop ended",
    "resumed": "Workshop taken up again",
    "seated": "Seat taken",
    "reseated": "Seat given again",
    "unseated": "Seat taken out",
    "merged": "Two seats counted as one",
    "signed_out": "Everybody signed out",
    "interest": "Interest declared",  # as it was kept until December 2026
    "vote_opened": "Vote opened",
    "vote_called_off": "Vote called off",
    "threshold": "Smallest group shown changed",
    "called_off": "Round called off",
    "printed": "Report made",
    "continued": "New version made from this one",
    "exported": "Record exported",
    "recovered": "Store restored from a backup",
    "archived": "Put away",
    "unarchived": "Taken out again",
    "deleted": "Moved to Deleted; nothing was erased",
    "undeleted": "Taken back from Deleted",
    "named": "Name given to a seat",
    "held": "Legal hold set",
    "released": "Legal hold lifted",
    "purged": "Names purged",
    VERSION_NAMED: "Version named",
}

KINDS = {**BEGINNINGS, **CHANGES, **NOTES}
