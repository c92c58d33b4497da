"""What is said of events that change nothing in the appraisal: beginnings, workshops, versions."""

from __future__ import annotations

from typing import Any

from appraisal.analysis.wording.figures import listed
from appraisal.record.events import Event
from appraisal.record.form import plain
from appraisal.record.kinds import BEGINNINGS, KINDS, VERSION_NAMED
from appraisal.record.telling.changed_rows import Row
from appraisal.record.telling.names import Names
from appraisal.record.telling.values import NOTHING, quoted

# Its reason would say whose it is, and then which member's answers are missing.
UNTOLD_REASONS = frozenset({"interest"})
OF_WORKSHOPS = frozenset(
    {"opened", "closed", "revealed", "called_off", "convened", "ended", "resumed", "seated",
     "reseated", "unseated", "merged", "signed_out", "interest", "threshold", "named",
     "vote_opened", "vote_called_off"}
)  # fmt: skip
_WHOLE = {
    "options": ("option", "options"),
    "gates": ("must-have", "must-haves"),
    "criteria": ("criterion", "criteria"),
    "evidence": ("finding", "findings"),
    "performances": ("score", "scores"),
}
_ROUNDS = {"closed": "closed", "called_off": "called off", "revealed": "shown to the room"}
_SEATS = {
    "seated": "a seat was taken",
    "reseated": "a seat was given again",
    "unseated": "a seat was taken out, and its answers count no more",
    "merged": "two seats were counted as one person's",
    "named": "a name was given, kept apart from this record",
    "signed_out": "everybody was signed out",
    "vote_opened": "a vote was opened",
    "vote_called_off": "a vote was called off",
    "convened": "opened",
    "ended": "ended",
    "resumed": "taken up again",
}


def note_part(kind: str) -> str:
    """Return the part of the history that such an event belongs to."""
    return "Workshop" if kind in OF_WORKSHOPS else "The record"


def note_words(event: Event, names: Names) -> str:
    """Return what such an event says, in one line."""
    kind, payload = event.kind, event.payload
    if kind in BEGINNINGS:
        return _begun(event)
    if kind == VERSION_NAMED:
        return _version(payload, names)
    if kind in OF_WORKSHOPS:
        return f"Workshop: {_in_workshop(event, names)}"
    return KINDS.get(kind, kind)


def note_rows(event: Event, names: Names) -> list[Row]:
    """Return what such an event says as rows of a table; none where its line says it all."""
    if event.kind == VERSION_NAMED:
        number, new = event.payload["revision"], event.payload["name"]
        old = names.versions.get(number, NOTHING)
        return [_row(f"name of version {number}", old, new or NOTHING)]
    if event.kind in BEGINNINGS:
        document = plain(event.payload["document"])
        return [_row("title", NOTHING, document["title"]), *_counts(document)]
    if event.kind == "threshold":
        before, after = event.payload["before"], event.payload["after"]
        return [_row("smallest group shown", _people(before), _people(after))]
    return []


def _row(label: str, before: str, after: str) -> Row:
    return Row("The record", "", label, before, after, f"{before} to {after}")


def _begun(event: Event) -> str:
    first = KINDS[event.kind]
    parent = event.payload.get("parent")
    if parent:
        return f"{first}: version {parent['revision']}, fingerprint {str(parent['head'])[:16]}"
    document = event.payload["document"]
    counts = [_count(words, len(document[s])) for s, words in _WHOLE.items() if document.get(s)]
    return f"{first}: {listed(counts)}"


def _count(words: tuple[str, str], count: int) -> str:
    return f"{count} {words[0] if count == 1 else words[1]}"


def _counts(document: dict[str, Any]) -> list[Row]:
    """Return the parts that an appraisal began with, by name where they have names."""
    rows = []
    for section, (_, nouns) in _WHOLE.items():
        parts = document.get(section, ())
        names = quoted([row["name"] for row in parts if "name" in row])
        if parts:
            rows.append(_row(nouns, NOTHING, f"{len(parts)}{': ' if names else ''}{names}"))
    return rows


def _version(payload: dict[str, Any], names: Names) -> str:
    number, name = payload["revision"], payload["name"]
    before = names.versions.get(number)
    if not name:
        was = f" ‘{before}’" if before else ""
        return f"The name{was} was taken away from version {number}"
    was = f" (before: ‘{before}’)" if before else ""
    return f"Version {number} named ‘{name}’{was}"


def _in_workshop(event: Event, names: Names) -> str:
    kind, payload = event.kind, event.payload
    if kind == "opened":
        proposed = len(payload.get("proposed", ()))
        scores = f"; {proposed} of the scores proposed" if proposed else ""
        return f"round {event.round} opened, {_asked(payload.get('questions', ()))}{scores}"
    if kind in _ROUNDS:
        return f"round {event.round} {_ROUNDS[kind]}"
    if kind == "interest":
        about = names.known(str(payload.get("about"))) or "the whole decision"
        lifted = payload.get("outcome") == "dispensation"
        return f"{'a dispensation was given' if lifted else 'an interest was declared'} on {about}"
    if kind == "threshold":
        before, after = payload["before"], payload["after"]
        return f"smallest group shown: {before} to {_people(after)}"
    return _SEATS[kind]


def _asked(questions: Any) -> str:
    swings = sum(str(key).startswith("swing:") for key in questions)
    counts = [(("swing", "swings"), swings), (("score", "scores"), len(questions) - swings)]
    counted = listed([_count(words, count) for words, count in counts if count])
    return f"asking for {counted}" if counted else "asking for nothing"


def _people(count: int) -> str:
    return _count(("person", "people"), count)
