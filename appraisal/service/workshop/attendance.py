"""Who was at the meeting, as its minutes name them: written by the desk, tied to no seat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from appraisal.model import Appraisal, Attendance
from appraisal.service.acting import By
from appraisal.service.workshop.access.rights import require
from appraisal.service.workshop.acts import WorkshopAct, do, held, place_of
from appraisal.store import Store, workshops
from appraisal.store.transaction import Transaction


@dataclass(frozen=True)
class Present:
    """The members present, who sent apologies, and how many a decision needs if that is set."""

    present: Sequence[str] = ()
    apologies: Sequence[str] = ()
    quorum: int | None = None


def record_attendance(store: Store, by: By, workshop: str, new: Present) -> None:
    """Write down who is at the meeting today, in place of what was written of today before."""
    require(by.caller, "record_attendance", workshop)
    row = place_of(store, workshop)
    today = by.now.date()

    def keep(transaction: Transaction) -> None:
        held(transaction, workshop)
        workshops.move(transaction, workshop)

    act = WorkshopAct("attended", {}, keep, lambda now: with_attendance(now, today, new))
    do(store, row.appraisal, workshop, act, by)


def attendance_on(appraisal: Appraisal, day: dt.date) -> Present:
    """Return what is written of a day; nothing where nothing is."""
    of_day = next((each for each in appraisal.attendance if each.date == day), None)
    if of_day is None:
        return Present()
    return Present(of_day.present, of_day.apologies, of_day.quorum)


def with_attendance(appraisal: Appraisal, day: dt.date, new: Present) -> Appraisal:
    """Return the appraisal with what is written of a day; without a row where nothing is."""
    others = [each for each in appraisal.attendance if each.date != day]
    row = Attendance(
        date=day, present=tuple(new.present), apologies=tuple(new.apologies), quorum=new.quorum
    )  # fmt: skip
    is_empty = not (row.present or row.apologies or row.quorum is not None)
    rows = others if is_empty else [*others, row]
    return appraisal.changed(attendance=sorted(rows, key=lambda each: each.date))
