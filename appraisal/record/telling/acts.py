"""What an event did, in plain words: one wording for the page, the command line and messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from appraisal.analysis.wording.figures import counted
from appraisal.record.agreements import agreements_of
from appraisal.record.changes import ORDER, Edit, inverse_of
from appraisal.record.events import Event
from appraisal.record.kinds import CHANGES
from appraisal.record.replay import edits_of
from appraisal.record.telling.changed_rows import Row, edit_rows, expanded, rows_of
from appraisal.record.telling.names import Names
from appraisal.record.telling.notes import note_part, note_rows, note_words
from appraisal.record.telling.parts import SECTIONS, part_of

_MOST = 3  # entries told one by one in a line, and fields of each
_FIRST = {
    "imported": "Taken in from a file",
    "restored": "Earlier version restored",
    "undo": "Undid",
    "redo": "Made again",
}
Said = tuple[str, str, str]  # a part, what stands after it, and what was done there
_NOTHING = {"members": "Workshop: a round was taken in; nobody's answer changed"}


def event_words(event: Event, before: Names, after: Names) -> str:
    """Return what an event did in one line, under the names that stood before and after it.

    For example ``Scores: Trust on Workforce, level: 40 to 55 points``.
    """
    if event.kind not in CHANGES:
        return note_words(event, before)
    edits = edits_of(event)
    if event.kind == "undo":
        edits, before, after = inverse_of(edits), after, before
    agreed = agreements_of(event)
    nothing = _NOTHING.get(event.kind, "nothing was changed")
    if agreed:
        nothing = f"{counted(len(agreed), 'value')} as before"
    words = edits_words(edits, before, after) or nothing
    if agreed:
        words += f" (agreed by the group{_in_round(event)})"
    first = _FIRST.get(event.kind)
    if event.kind == "members" and "rounds" in event.payload:
        first = "Workshop ended"
    return f"{first}: {words}" if first else words[:1].upper() + words[1:]


def event_rows(event: Event, before: Names, after: Names) -> list[Row]:
    """Return what an event changed, a row each field, before and after."""
    if event.kind not in CHANGES:
        return note_rows(event, before)
    return rows_of(edits_of(event), before, after)


def event_parts(event: Event) -> tuple[str, ...]:
    """Return the parts of the appraisal that an event is about (``sections.PARTS``)."""
    if event.kind not in CHANGES:
        return (note_part(event.kind),)
    parts = (part_of(edit.section, edit.key) for edit in expanded(edits_of(event)))
    return tuple(dict.fromkeys(parts)) or ("Workshop" if event.kind == "members" else "The record",)


def edits_words(edits: Iterable[Edit], before: Names, after: Names) -> str:
    """Return edits in one line: one by one, or counted where they are many; empty for none."""
    shown = _without_orders(list(expanded(edits)))
    own = [edit for edit in shown if edit.section == "members"]
    shown = [edit for edit in shown if edit.section != "members"]
    if len(shown) > _MOST:
        phrases = _counted(shown)
    else:
        phrases = [_edit_words(edit, before, after) for edit in shown]
    phrases += [
        (row.part, ": ", f"{row.place} {row.change}") for row in rows_of(own, before, after)
    ]
    return _joined(phrases)


def _without_orders(edits: list[Edit]) -> list[Edit]:
    """Return the edits without changes of order in a section that changed otherwise, too."""
    otherwise = {edit.section for edit in edits if edit.key != ORDER}
    return [edit for edit in edits if edit.key != ORDER or edit.section not in otherwise]


def _edit_words(edit: Edit, before: Names, after: Names) -> Said:
    """Return the part an edit belongs to, and what it did."""
    section, part = SECTIONS[edit.section], part_of(edit.section, edit.key)
    if edit.key == ORDER:
        return part, ": ", f"{section.nouns} put in another order"
    of = section.of(before.beside(after), edit.key)
    if section.is_rows and not section.always_there and None in (edit.before, edit.after):
        return part, ": ", f"{of} {'added' if edit.before is None else 'removed'}"
    rows = edit_rows(edit, before, after)
    first = _row_words(rows[0]) if rows else f"{of} changed"
    rest = [f"{row.label}: {row.change}" for row in rows[1:_MOST]]
    more = [f"and {len(rows) - _MOST} more of it"] if len(rows) > _MOST else []
    return part, ": " if of else ", ", "; ".join([first, *rest, *more])


def _row_words(row: Row) -> str:
    glue = " " if row.of.startswith("swing of ") and not row.label else ": "
    return f"{row.place}{glue}{row.change}" if row.place else row.change


def _joined(phrases: Sequence[Said]) -> str:
    """Return what was done in one line; a part is named once where several follow each other."""
    line, last = "", ""
    for part, glue, words in phrases:
        start = "" if part == last else f"{part}{glue}"
        line += f"{'; ' if line else ''}{start}{words}"
        last = part
    return line


def _counted(edits: list[Edit]) -> list[Said]:
    counts = Counter((edit.section, _did(edit)) for edit in edits)
    phrases: list[Said] = []
    for (name, did), count in counts.items():
        section = SECTIONS[name]
        noun = section.noun if count == 1 else section.nouns
        phrases.append((section.part, ": ", f"{count} {noun} {did}"))
    return phrases


def _did(edit: Edit) -> str:
    if edit.key == ORDER:
        return "put in another order"
    if None not in (edit.before, edit.after):
        return "changed"
    if SECTIONS[edit.section].always_there:
        return "given" if edit.before is None else "taken away"
    return "added" if edit.before is None else "removed"


def _in_round(event: Event) -> str:
    return f" in round {event.round}" if event.round is not None else ""
