"""Whom a page is for: a member sees it, and anybody else the page that is theirs."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from appraisal.analysis.wording.meetings import counts_words, last_vote_on, outcome_words
from appraisal.analysis.wording.promises import GROUP_ONLY, NOBODY, what_is_kept, what_is_shown
from appraisal.errors import AppraisalError
from appraisal.model.workshop import STEP_WORDS
from appraisal.service import workshop
from appraisal.service.workshop import Caller
from appraisal.service.workshop.views.change_marks import look
from appraisal.web import requests
from appraisal.web.phone.visits import Visit, caller_of, of_seat, visit
from appraisal.web.rendering import page

Show = Callable[[Request, Visit], Response]


def to(address: str) -> RedirectResponse:
    """Return the way to another of the pages, to be fetched anew."""
    return RedirectResponse(address, status_code=303, headers=requests.NO_STORE)


def of_a_member(show: Show) -> Callable[[Request], Response]:
    """Return a route that shows a member a page, and anybody else the one that is theirs."""

    def route(request: Request) -> Response:
        try:
            caller = caller_of(request)
            if caller.role != "member":
                return of_another(caller)
            return show(request, visit(request, caller))
        except AppraisalError as error:
            # To a phone's script 503 is a line that is not there just now: it asks again.
            status = 200 if isinstance(error, workshop.NotAllowed) else 503
            return page("phone/door.html", status, why=str(error), may_join=False)

    return route


def of_another(caller: Caller) -> Response:
    """Return the page of somebody who is not a member."""
    if caller.role == "waiting":
        return to("/j")
    if caller.role == "facilitator":
        return to("/")
    if caller.role == "observer":
        store = requests.store()
        mark = look(store, caller, None, caller.workshop, time.monotonic())
        screen = workshop.screen(store, caller, str(caller.workshop))
        return page(
            "phone/observer.html", screen=screen, mark=mark, of=of_seat(caller),
            step_words=STEP_WORDS[screen.step],
        )  # fmt: skip
    return page("phone/door.html", why=caller.why, may_join=True)


def common(visit: Visit) -> dict[str, Any]:
    """Return what every page of a member shows."""
    mine = visit.mine
    return {
        "mine": mine,
        "appraisal": visit.appraisal,
        "mark": visit.mark,
        "of": visit.of,
        "act": uuid4().hex,
        "seconds": _seconds_left(visit),
        "outcome": _outcome(visit),
        "sealed": sum(each.sealed for each in mine.questions),
        "promise": (
            f"{NOBODY} {GROUP_ONLY}",
            *what_is_shown(mine.threshold),
            *what_is_kept(mine.keep_rows),
        ),
    }


def _outcome(visit: Visit) -> str:
    """Return what came of the last vote of this workshop, for as long as no other is open."""
    vote = last_vote_on(visit.appraisal, visit.mine.voted_on)
    return "" if vote is None else f"The vote: {counts_words(vote)}. {outcome_words(vote)}"


def _seconds_left(visit: Visit) -> int | None:
    if not visit.mine.seconds or visit.mine.step != "open":
        return None
    left = workshop.time_left(
        visit.store, visit.caller, visit.place[0], now=requests.now(), monotonic=time.monotonic()
    )
    return None if left is None else math.ceil(left)
