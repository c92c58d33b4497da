"""Closing against submitting: 12 members and 2 facilitators in 2 processes, on both engines."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from appraisal.record import State, verify
from appraisal.service import cache
from appraisal.service.workshop.rounds.open_and_lock import answers_mark, last_answers
from appraisal.store import answers
from tests.service.workshop.crowd import count_answers
from tests.service.workshop.room import Room

ROOT = Path(__file__).resolve().parents[3]
MEMBERS = 12


def run_crowd(store, settings, tmp_path, operations):
    """What the crowd was told, and the room it was in."""
    room = Room(store, start_at=dt.datetime.now(dt.UTC))
    people = room.members(MEMBERS)
    plan = tmp_path / "plan.json"
    plan.write_text(
        json.dumps(
            {"data": str(settings.data), "url": settings.database_url, "workshop": room.id,
             "appraisal": room.appraisal,
             "seats": [[p.seat, p.token] for p in people], "seed": 1,
             "operations": operations // MEMBERS + 1}
        )
    )  # fmt: skip
    parts = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.service.workshop.crowd", "--plan", str(plan),
             "--desk", str(desk),
             "--members", *(str(n) for n in range(desk, MEMBERS, 2))],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for desk in (0, 1)
    ]  # fmt: skip
    told = []
    for part in parts:
        out, err = part.communicate()
        assert part.returncode == 0, err
        told.append(json.loads(out))
    cache.forget()
    return room, people, told


def check(room, people, told):
    counts = sum((Counter(part["counts"]) for part in told), Counter())
    assert [fault for part in told for fault in part["wrong"]] == []
    assert all(part["left"] == 0 for part in told)
    assert counts["replays refused"] > 0
    assert counts["duplicates"] > 0
    kept = {}
    rounds = room.desk().round
    for number in range(1, rounds + 1):
        given = room.store.read(lambda t, n=number: answers.of_round(t, room.id, n))
        kept |= {answer.client_id: (number, answer) for answer in given}
    _what_was_acknowledged_is_kept(people, told, kept)
    _nothing_came_after_its_close(room, told)
    _every_reveal_holds_what_was_last_saved(room)
    return counts


def _what_was_acknowledged_is_kept(people, told, kept):
    acknowledged = 0
    for part in told:
        for me, acks in part["acks"].items():
            for round, key, value, client_id, number in acks:
                acknowledged += 1
                in_round, answer = kept[client_id]
                assert (in_round, answer.question, answer.value) == (round, key, value)
                assert (answer.seat, answer.seq) == (people[int(me)].seat, number)
    assert acknowledged == len(kept)  # and nothing is kept twice, or unasked


def _nothing_came_after_its_close(room, told):
    closed = Counter(event.round for event in room.events() if event.kind == "closed")
    opened = Counter(event.round for event in room.events() if event.kind == "opened")
    assert set(closed.values()) <= {1}
    assert set(opened.values()) == {1}
    at_lock = {int(n): count for part in told for n, count in part["at_lock"].items()}
    assert set(at_lock) == set(closed)
    for number, count in at_lock.items():
        assert count_answers(room.store, room.id, number) == count


def _every_reveal_holds_what_was_last_saved(room):
    assert isinstance(verify(room.appraisal, room.events()), State)
    for event in room.events():
        if event.kind != "members":
            continue
        given = room.store.read(lambda t, n=event.round: answers.of_round(t, room.id, n))
        last = Counter((a.question, a.value) for a in last_answers(given).values())
        saved = Counter(
            (key, value) for rows in event.payload["saved"].values() for key, value in rows.items()
        )
        assert last == saved
        assert answers_mark(given) == event.payload["answers_mark"]


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_closing_against_submitting_counts_every_answer_once(store, settings, tmp_path):
    room, people, told = run_crowd(store, settings, tmp_path, 1_200)

    counts = check(room, people, told)
    assert counts["closes"] >= 1


@pytest.mark.hours
@pytest.mark.timeout(0)
def test_fifty_thousand_operations_break_nothing(store, settings, tmp_path):
    room, people, told = run_crowd(store, settings, tmp_path, 50_000)

    counts = check(room, people, told)
    print(dict(counts))
    assert counts["closes"] >= 50
