"""At the desk: who is at the meeting, as the minutes name them, and whether it is quorate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from appraisal import service
from appraisal.analysis.wording.meetings import quorum_words
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.session import state, workshop_calls
from appraisal.pages.widgets import fields
from appraisal.service import workshop
from appraisal.service.workshop import Desk, Present
from appraisal.service.workshop.attendance import attendance_on


def attendance(desk: Desk, appraisal: Appraisal) -> None:
    """Show the boxes for who is there; each is kept as it is left."""
    today = state.now().date()
    now = attendance_on(appraisal, today)
    words = quorum_words(len(now.present), now.quorum)
    if words:
        st.caption(plain(words))
    with st.expander("Attendance and quorum", key="desk:attendance"):
        st.markdown("For the report and the minutes. Names stand beside no seat and no answer.")
        for name, label in (("present", "Members present, one a line"),
                            ("apologies", "Apologies, one a line")):  # fmt: skip
            fields.text(label, _box(desk, today, name, "\n".join(getattr(now, name))), tall=True,
                        max_chars=5_000)  # fmt: skip
        fields.number("Quorum: how many members must be there",
                      _box(desk, today, "quorum", now.quorum), low=1, high=500)  # fmt: skip


def _box(desk: Desk, day: dt.date, name: str, stored: Any) -> fields.Box:
    return fields.Box(f"desk:attendance:{day}:{name}", stored, _Written(desk, day, name))


@dataclass(frozen=True)
class _Written:
    """One part of what is written of a day, as its box keeps it."""

    desk: Desk
    day: dt.date
    name: str

    def stored(self) -> Any:
        value = getattr(self._now(), self.name)
        return value if self.name == "quorum" else "\n".join(value)

    def keep(self, value: Any, seen: Any) -> str:
        if self.name == "quorum":
            if value is not None and value != int(value):
                return "Found a fraction. Right would be a whole number."
            part: Any = None if value is None else int(value)
        else:
            lines = (" ".join(line.split()) for line in str(value or "").splitlines())
            part = tuple(line for line in lines if line)
        new = replace(self._now(), **{self.name: part})
        return workshop_calls.tried(workshop.record_attendance, self.desk.workshop, new).refused

    def _now(self) -> Present:
        return attendance_on(service.load(state.store(), self.desk.appraisal).appraisal, self.day)
