"""What an event did, in plain words."""

from __future__ import annotations

from typing import Any

from appraisal.record.changes import ORDER, Edit
from appraisal.record.events import Event
from appraisal.record.kinds import KINDS
from appraisal.record.replay import edits_of

_SECTIONS = {
    "appraisal": "",
    "options": "option",
    "gates": "must-have",
    "gate_results": "must-have",
    "criteria": "criterion",
    "performances": "score",
    "evidence": "evidence",
    "costs": "costs:",
    "costs.lines": "cost line",
    "members": "member",
    "dissent": "dissent",
    "swings": "swing",
    "swing_reasons": "reason for the swing",
    "report": "report:",
    "report.sections": "report section",
}
# the one figure or word that says most about a row
_TELLING = {"performances": "level", "gate_results": "result", "members": "label"}
_AT_MOST = 3


def said(event: Event) -> str:
    """Return what an event did in one line, for example ``score of trust, workforce: 32 to 40``."""
    edits = edits_of(event)
    what = KINDS.get(event.kind, event.kind)
    if event.kind in ("undo", "redo"):
        what = f"{what} (event {event.payload.get('of')})"
    if not edits:
        return what
    told = [edit_said(edit) for edit in edits[:_AT_MOST]]
    if len(edits) > _AT_MOST:
        told.append(f"and {len(edits) - _AT_MOST} more")
    return f"{what}: {'; '.join(told)}"


def edit_said(edit: Edit) -> str:
    """Return one change in plain words, before and after."""
    name = _SECTIONS.get(edit.section, edit.section)
    if edit.key == ORDER:
        return f"order of rows ({name.rstrip(':')})"
    entry = ", ".join(edit.key).replace("_", " ") if not name else ", ".join(edit.key)
    place = f"{name} {entry}".strip()
    before, after = (_telling(edit.section, value) for value in (edit.before, edit.after))
    if edit.before is None:
        return f"{place} added" + (f" ({after})" if after else "")
    if edit.after is None:
        return f"{place} removed" + (f" ({before})" if before else "")
    return f"{place}: {before} to {after}" if before != after else f"{place} reworded"


def _telling(section: str, row: Any) -> str:
    if isinstance(row, dict):
        row = row.get(_TELLING.get(section, "name"))
    if row is None or isinstance(row, dict | list):
        return ""
    text = str(row)
    return text if len(text) <= 60 else f"{text[:57]}..."
