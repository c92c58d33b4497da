"""What happened: events, what each one changed, the chain that proves it, and the way back."""

from appraisal.record.changes import Edit, apply_edits, edits_between
from appraisal.record.events import Event, utc_text
from appraisal.record.replay import State, replay
from appraisal.record.verify import Finding, verify

__all__ = [
    "Edit",
    "Event",
    "Finding",
    "State",
    "apply_edits",
    "edits_between",
    "replay",
    "utc_text",
    "verify",
]
