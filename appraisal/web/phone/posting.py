"""Posts of a phone: read off the event loop's back, done in a thread, refused in words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from appraisal.errors import AppraisalError
from appraisal.web import requests
from appraisal.web.rendering import page

_MOST_FORM = 400_000  # a page of 20 options, each with the longest reason, twice
_MOST_ACT = 20_000  # one reason of the greatest length, in the widest letters

Route = Callable[[Request], Awaitable[Response]]


def form_post(act: Callable[[Request, dict[str, str]], Response]) -> Route:
    """Return a route for a form without script; a refusal is a page with the way back."""

    async def route(request: Request) -> Response:
        try:
            form = await requests.form_of(request, _MOST_FORM)
            return await run_in_threadpool(act, request, form)
        except AppraisalError as error:
            return page("phone/problem.html", 400, why=str(error))

    return route


def json_post(act: Callable[[Request, dict[str, Any]], Response]) -> Route:
    """Return a route for what the phone's script sends; a refusal is an answer in words."""

    async def route(request: Request) -> Response:
        try:
            body = await requests.json_of(request, _MOST_ACT)
            return await run_in_threadpool(act, request, body)
        except AppraisalError as error:
            return requests.refusal(error)

    return route
