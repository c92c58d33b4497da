"""``/j``: the page on which a phone joins a workshop, and the posts that it makes."""

from __future__ import annotations

import secrets
import time
from collections.abc import Awaitable, Callable
from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from appraisal.errors import AppraisalError
from appraisal.service import workshop
from appraisal.service.acting import By
from appraisal.service.workshop.access.cookies import DEVICE, OFFICER, SEAT
from appraisal.service.workshop.views.change_marks import look, mark_of_record
from appraisal.settings import read_settings
from appraisal.web import poll, requests, static_files

DAY = 24 * 3_600


def join_page(request: Request) -> Response:
    """Return the join page; the phone gets a random id by which its wrong tries are counted."""
    page = FileResponse(static_files.STATIC / "join.html", headers=requests.NO_STORE)
    if requests.secret(request, DEVICE) is None:
        requests.keep_secret(request, page, DEVICE, secrets.token_urlsafe(16), DAY)
    return page


def officer_page(_: Request) -> Response:
    """Return the page that takes the officer's key from behind the ``#`` of its address."""
    return FileResponse(static_files.STATIC / "officer.html", headers=requests.NO_STORE)


Fields = dict[str, str]


def posted(act: Callable[[Request, Fields], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Return a route that reads the post, does the act off the event loop, and says a refusal."""

    async def route(request: Request) -> Response:
        try:
            fields = await requests.fields_of(request)
            return await run_in_threadpool(act, request, fields)
        except AppraisalError as error:
            return requests.refusal(error)

    return route


def join(request: Request, fields: Fields) -> Response:
    """Give a phone a place in the waiting room, or its seat for a seat code."""
    leaves = fields.get("leaves") == "true"
    joined = workshop.join(
        requests.store(),
        workshop.Joining(
            code=fields.get("code", "")[:100],
            label=fields.get("label", "")[:200],
            seat_code=fields.get("seat_code", "")[:100],
            device=requests.secret(request, DEVICE) or "",
            address=request.client.host if request.client else "",
            leaves=leaves,
        ),
        token=requests.secret(request, SEAT),
        now=requests.now(),
    )
    if leaves and joined.token:
        _leave(request)
    return _seated(request, joined)


def enter(request: Request, fields: Fields) -> Response:
    """Say whether this phone was let in yet, and whether to another room than its code is of."""
    store = requests.store()
    joined = workshop.enter(store, requests.secret(request, SEAT), requests.now())
    code = fields.get("code", "")[:100]
    elsewhere = bool(code) and not workshop.is_code_of(store, joined.workshop, code)
    return _seated(request, joined, elsewhere=elsewhere)


def _leave(request: Request) -> None:
    """End the seat that this browser had in another workshop; what was saved there stays."""
    store, now = requests.store(), requests.now()
    caller = workshop.who(store, requests.secret(request, SEAT), now)
    if caller.workshop is not None:
        workshop.sign_out(store, By(caller, now, uuid4().hex), caller.workshop)


def _seated(request: Request, joined: workshop.Joined, *, elsewhere: bool = False) -> Response:
    body = {"state": joined.state, "role": joined.role}
    response = requests.answered({**body, "elsewhere": True} if elsewhere else body)
    if joined.token:
        # The workshop says when it is over; a cookie that ended first would lose the seat.
        requests.keep_secret(request, response, SEAT, joined.token, requests.DAYS_3)
    return response


def sign_out(request: Request, _: Fields) -> Response:
    """End this browser's seat secret; the seat and what was saved stay."""
    _leave(request)
    response = requests.answered({"state": "out"})
    requests.forget_secret(request, response, SEAT)
    return response


def officer(request: Request, fields: Fields) -> Response:
    """Give the officer's browser its secret for the key that was printed at the start."""
    token = workshop.sign_in(requests.store(), fields.get("key", "")[:200], now=requests.now())
    response = requests.answered({"state": "in"})
    requests.keep_secret(request, response, OFFICER, token)
    return response


def pulse(request: Request) -> Response:
    """Return the mark of what this visitor's page would show now; an open page asks every 2 s.

    Where it was looked up a moment ago, :class:`appraisal.web.poll.Poll` answers and not this.
    """
    store, now, monotonic = requests.store(), requests.now(), time.monotonic()
    token = requests.secret(request, SEAT)
    caller = workshop.caller_of(
        store,
        seat=token,
        officer=requests.secret(request, OFFICER),
        access=read_settings().access,
        address=request.client.host if request.client else "",
        now=now,
    )
    if record := request.query_params.get("a"):
        mark = mark_of_record(store, caller, record)
        return PlainTextResponse(mark, headers=requests.NO_STORE)
    workshop_id = request.query_params.get("w") or caller.workshop
    mark = look(store, caller, token, workshop_id, monotonic)
    return PlainTextResponse(mark, headers=requests.NO_STORE)


def routes() -> list[Route]:
    """Return the routes by which people come in."""
    return [
        Route("/j", join_page),
        Route("/j/{name}", static_files.own_file),
        Route("/officer", officer_page),
        Route(poll.PATH, pulse),
        Route("/api/join", posted(join), methods=["POST"]),
        Route("/api/enter", posted(enter), methods=["POST"]),
        Route("/api/sign-out", posted(sign_out), methods=["POST"]),
        Route("/api/officer", posted(officer), methods=["POST"]),
    ]
