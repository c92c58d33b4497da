"""While members answer, what they answer about stays as it is; its wording may change."""

from __future__ import annotations

import pytest

from appraisal.service import load, save, undo
from appraisal.service import workshop as ws
from tests.service.workshop.room import DIRECTOR, PRACTICE, answered


def changed(room, **changes):
    """Change the appraisal beside the workshop, as an officer does on another page."""
    kept = load(room.store, room.appraisal)
    after = kept.appraisal.changed(**changes)
    return save(room.store, room.by(DIRECTOR), kept, after, kind="decision")


def rows(room, section):
    return room.kept().document()[section]


def another_option(room):
    return {"options": [*rows(room, "options"), {"id": "late", "name": "A late idea"}]}


def another_end(room):
    criteria = rows(room, "criteria")
    criteria[1]["scale"]["worst"] = 70
    return {"criteria": criteria}


def another_baseline(room):
    return {"baseline": room.kept().options[-1].id}


STRUCTURE = [another_option, another_end, another_baseline, lambda room: {"status": "agreed"}]


@pytest.mark.parametrize("change", STRUCTURE)
@pytest.mark.parametrize("step", ["open", "locked"])
def test_structure_is_refused_while_a_round_is_under_way(room, change, step):
    room.open(PRACTICE)
    if step == "locked":
        room.lock()
    before = room.kept()

    with pytest.raises(ws.RoundUnderWay, match="round 1 of the workshop"):
        changed(room, **change(room))
    assert room.kept() == before


@pytest.mark.parametrize("change", STRUCTURE)
def test_structure_may_change_before_and_after(room, change):
    people = room.members(3)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3])
    room.show()

    changed(room, **change(room))


def test_wording_may_change_while_members_answer(room):
    room.open(PRACTICE)
    options, criteria = rows(room, "options"), rows(room, "criteria")
    options[0]["name"], criteria[0]["name"] = "Better name", "Better name too"
    changed(room, options=options, criteria=criteria)

    assert room.kept().options[0].name == "Better name"


def test_undo_of_what_is_answered_about_is_refused_by_name(room):
    changed(room, **another_end(room))
    room.open(PRACTICE)

    with pytest.raises(ws.RoundUnderWay):
        undo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
