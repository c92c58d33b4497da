"""Who is at the meeting: kept by day, tied to no seat, undone like any of an officer's changes."""

from __future__ import annotations

import datetime as dt

from appraisal.service import load, undo
from appraisal.service import workshop as ws
from tests.service.workshop.room import DIRECTOR, kinds

DAY = dt.date(2026, 11, 21)


def written(room, *present, **more):
    ws.record_attendance(room.store, room.by(DIRECTOR), room.id, ws.Present(present, **more))


def test_what_is_written_of_a_day_replaces_what_was(room):
    written(room, "Cllr Poe")
    written(room, "Cllr Poe", "Cllr Roe", apologies=["Cllr Low"], quorum=3)

    (row,) = room.kept().attendance
    assert (row.date, row.present, row.apologies) == (DAY, ("Cllr Poe", "Cllr Roe"), ("Cllr Low",))
    assert (row.quorum, kinds(room)[-1]) == (3, "attended")


def test_another_day_has_a_row_of_its_own_and_an_emptied_one_none(room):
    written(room, "Cllr Poe")
    later = room.by(DIRECTOR, now=room.now() + dt.timedelta(days=1))
    ws.record_attendance(room.store, later, room.id, ws.Present(["Cllr Roe"]))
    assert [row.present for row in room.kept().attendance] == [("Cllr Poe",), ("Cllr Roe",)]

    written(room)
    assert [row.present for row in room.kept().attendance] == [("Cllr Roe",)]


def test_it_can_be_undone(room):
    written(room, "Cllr Poe")
    undo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))

    assert room.kept().attendance == ()
