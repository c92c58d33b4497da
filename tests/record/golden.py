"""How golden.jsonl was made: 200 events with every kind of value that a record can hold.

Run once, `python -m tests.record.golden`; the file is kept for ever. If it would come out otherwise
today, the record's form has drifted, and old records would no longer verify.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

from appraisal.model.canonical import canonical_bytes
from appraisal.record.changes import edits_between
from appraisal.record.events import SCHEMA, START, Event, utc_text
from appraisal.record.form import recorded
from appraisal.record.rules import rules_hash
from tests.service.examples import small_appraisal, with_level

FILE = Path(__file__).with_name("golden.jsonl")
WORDS = ["plain", "Ŵyn a Siân", "e\u0301 decomposed", "line\nbreak\ttab", 'quote " back \\ slash',
         "\u2028 separator", "🏛️ emoji", "zero\u200bwidth", "0.5", "=1+1"]  # fmt: skip


def events() -> list[Event]:
    """The 200 events, the same each time."""
    chance = random.Random(4)
    before = small_appraisal(notes={"$decimal": "not a number", "deep": {"x": [1.5, None, True]}})
    made = [_event(0, "made", {"document": before.document()}, before, START)]
    for seq in range(1, 200):
        after, kind = _changed(before, seq, chance)
        edits = [edit.document() for edit in edits_between(before, after)]
        payload = {"edits": edits, "why": chance.choice(WORDS)}
        made.append(_event(seq, kind, payload, after, made[-1].hash))
        before = after
    return made


def _changed(before, seq, chance):
    if seq % 4 == 1:
        return with_level(before, round(chance.uniform(0, 100), 3)), "scores"
    if seq % 4 == 2:
        swings = {"practice": chance.randrange(1, 101), "workforce": chance.uniform(1, 100)}
        return before.changed(swings=swings, question=f"{chance.choice(WORDS)} {seq}"), "weights"
    if seq % 4 == 3:
        amounts = {
            2026 + n: chance.choice([1e-7, 0.1, 3, -2.5, 1e15, 123456.789]) for n in range(3)
        }
        line = {"option": "trust", "item": "Set-up", "kind": "transition", "amounts": amounts}
        lines = [line, {**line, "funded_by": f"DfE {seq}"}][: chance.randrange(1, 3)]
        return before.changed(costs={"discount_rate": 0.015 + seq / 1e4, "lines": lines}), "costs"
    rows = list(before.evidence)
    chance.shuffle(rows)
    levels = {0: "none", 12.5: "some", 100: chance.choice(WORDS) + str(seq)}
    criteria = [before.criteria[0].document() | {"scale": {"levels": levels}}, before.criteria[1]]
    return before.changed(evidence=rows, criteria=criteria), "criteria"


def _event(seq, kind, payload, after, prev):
    draft = Event(
        appraisal="a0123456789abcdef012", seq=seq, kind=kind, payload=recorded(payload),
        at_utc=utc_text(dt.datetime(2026, 3, 29, 0, 59, tzinfo=dt.UTC) + dt.timedelta(seconds=seq)),
        actor="officer", via="screen", round=None if seq % 3 else seq, prev="",
        rules_hash=rules_hash(after), evidence_ids=("e3",) if kind == "scores" else (),
        app_version="0.1.0", lock_hash="", schema=SCHEMA, client_id=f"{seq:032x}",
    )  # fmt: skip
    return replace(draft.sealed(seq=seq, prev=prev))


def text() -> bytes:
    """The bytes of the file."""
    return b"".join(canonical_bytes(event.document()) + b"\n" for event in events())


if __name__ == "__main__":
    assert not FILE.exists(), "the golden events are never made again"
    FILE.write_bytes(text())
    print(f"{FILE} made")
