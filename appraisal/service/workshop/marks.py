"""What a page is drawn from, as a short mark: it changes as soon as the page is out of date."""

from __future__ import annotations

from appraisal.errors import AppraisalError
from appraisal.service.workshop.callers import Caller
from appraisal.service.workshop.watching import pulse
from appraisal.store import Store


def mark(store: Store, caller: Caller, workshop: str | None) -> str:
    """Return the role and the two counters of a workshop that this caller may see, as one text.

    It holds no answer and no name: only that somebody answered, and only for desk and screen.
    """
    if workshop is None:
        return caller.role
    try:
        found = pulse(store, caller, workshop)
    except AppraisalError:
        return "nobody"
    data = "" if found.data is None else f" {found.data}"
    return f"{caller.role} {found.revision}{data}"
