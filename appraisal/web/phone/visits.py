"""Who opened a page of a phone, and what they may see: looked up for every request."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from uuid import uuid4

from starlette.requests import Request

from appraisal.model import Appraisal
from appraisal.model.canonical import sha256_of
from appraisal.service import workshop
from appraisal.service.acting import By
from appraisal.service.workshop import Caller, Mine
from appraisal.service.workshop.access.cookies import SEAT
from appraisal.service.workshop.views.change_marks import look
from appraisal.store import Store
from appraisal.web import requests

_ID = re.compile(r"[a-z0-9]{0,100}")


@dataclass(frozen=True)
class Visit:
    """A member's visit.

    Attributes
    ----------
    mark : str
        Of what the page is drawn from: when the room's has moved, the page is out of date.
    of : str
        Says to the phone's own script, and to nobody else, whose seat a page is.
    """

    store: Store
    caller: Caller
    mine: Mine
    appraisal: Appraisal
    mark: str
    of: str

    @property
    def place(self) -> tuple[str, str]:
        """The workshop and the seat."""
        return self.caller.place


def act_of(caller: Caller, id: str = "") -> By:
    """Return an act of somebody, now; the same id again is the same act.

    Raises
    ------
    RequestRefused
        If it is no id that a page of ours makes.
    """
    if not _ID.fullmatch(id):
        raise requests.RequestRefused("Nothing was done: this is not what was asked for.")
    return By(caller, requests.now(), id or uuid4().hex)


def caller_of(request: Request) -> Caller:
    """Return who shows the seat's cookie that came with a request."""
    return workshop.who(requests.store(), requests.secret(request, SEAT), requests.now())


def visit(request: Request, caller: Caller) -> Visit:
    """Return what a member may see now; the mark is read first, so that it is never too new."""
    store, token = requests.store(), requests.secret(request, SEAT)
    mark = look(store, caller, token, caller.workshop, time.monotonic())
    return Visit(
        store,
        caller,
        workshop.mine(store, caller, *caller.place),
        workshop.room_appraisal(store, caller, caller.place[0]),
        mark,
        of_seat(caller),
    )


def of_seat(caller: Caller) -> str:
    """Return a mark of a seat by which a phone knows what it kept for it; it leads to no seat."""
    return sha256_of(["phone", caller.proof])[:12]
