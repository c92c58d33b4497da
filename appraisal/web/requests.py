"""What the plain routes share: who may post, how a cookie is set, and how a refusal is said."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from appraisal.errors import AppraisalError, NotSaved
from appraisal.service.opened import opened_store
from appraisal.service.workshop import (
    LabelNeeded,
    NotAllowed,
    SeatedElsewhere,
    TooManyTries,
    WrongSeatCode,
)
from appraisal.service.workshop.access.cookies import cookie_name, secret_in
from appraisal.settings import read_settings
from appraisal.store import Store

MOST_BYTES = 4_000  # a code, a label and a seat code are under 300
HOURS_8 = 8 * 3_600
DAYS_3 = 3 * 24 * 3_600
NO_STORE = {"Cache-Control": "no-store"}


class RequestRefused(AppraisalError):
    """A post that did not come from a page of our own, or is not what it should be."""


def store() -> Store:
    """Return the store that the whole process shares."""
    return opened_store(read_settings())


def now() -> dt.datetime:
    """Return the time; the routes read the clock nowhere else."""
    return dt.datetime.now(dt.UTC)


async def fields_of(request: Request) -> dict[str, str]:
    """Return the text fields of a JSON post; :class:`RequestRefused` as of :func:`json_of`."""
    fields = await json_of(request, MOST_BYTES)
    return {name: str(value) for name, value in fields.items()}


async def json_of(request: Request, most: int) -> dict[str, Any]:
    """Return what a JSON post holds, ``most`` bytes at the most.

    Raises
    ------
    RequestRefused
        If it came from another site's page, is not JSON, or is too long.
    """
    body = await _body_of(request, "application/json", "JSON", most)
    try:
        fields = json.loads(body or b"{}")
    except ValueError:
        raise RequestRefused("Nothing was done: this is not JSON.") from None
    if not isinstance(fields, dict) or not _is_text(json.dumps(fields, ensure_ascii=False)):
        raise RequestRefused("Nothing was done: this is not what was asked for.")
    return {str(name): value for name, value in fields.items()}


def _is_text(text: str) -> bool:
    """Return whether no half of a character stands in it, which no database keeps."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


async def form_of(request: Request, most: int) -> dict[str, str]:
    """Return the fields of a form that was sent without script; refusals as of :func:`json_of`."""
    body = await _body_of(request, "application/x-www-form-urlencoded", "a form", most)
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1_000
        )
    except ValueError:
        raise RequestRefused("Nothing was done: this is not a form of this tool.") from None
    return dict(pairs)


async def _body_of(request: Request, kind: str, called: str, most: int) -> bytes:
    if not from_own_page(request):
        raise RequestRefused("This was not sent from a page of this tool, so nothing was done.")
    if request.headers.get("content-type", "").partition(";")[0].strip() != kind:
        raise RequestRefused(f"Nothing was done: this is not {called}.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise RequestRefused("Nothing was done: that is too long.")
    return body


def from_own_page(request: Request) -> bool:
    """Return whether the browser says that a page of this very host sent the request."""
    origin = urlsplit(request.headers.get("origin", ""))
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    return bool(origin.netloc) and origin.netloc == request.headers.get("host", "")


def is_secure(request: Request) -> bool:
    """Return whether the browser talks https, be it to a proxy in front."""
    return (
        request.url.scheme == "https"
        or urlsplit(request.headers.get("origin", "")).scheme == "https"
    )


def secret(request: Request, name: str) -> str | None:
    """Return the secret that the request's cookie holds."""
    return secret_in(request.cookies, name)


def keep_secret(
    request: Request, response: Response, name: str, token: str, seconds: int = HOURS_8
) -> None:
    """Set a cookie that no script and no other site can use."""
    secure = is_secure(request)
    response.set_cookie(
        cookie_name(name, secure=secure), token, max_age=seconds, path="/",
        httponly=True, samesite="strict", secure=secure,
    )  # fmt: skip


def forget_secret(request: Request, response: Response, name: str) -> None:
    """Have the browser drop a cookie, under both of its names."""
    for full in (name, cookie_name(name, secure=True)):
        if full in request.cookies:
            response.delete_cookie(full, path="/", httponly=True, samesite="strict",
                                   secure=full != name)  # fmt: skip


def answered(body: dict[str, Any], status: int = 200) -> JSONResponse:
    """Return an answer that nobody keeps a copy of."""
    return JSONResponse(body, status_code=status, headers=NO_STORE)


def refusal(error: AppraisalError) -> JSONResponse:
    """Return a refusal in words, and what the page should ask for next."""
    body: dict[str, Any] = {"problem": str(error)}
    if isinstance(error, NotSaved):
        return answered(body, 503)  # a phone keeps what it sent, and sends it again
    if isinstance(error, TooManyTries):
        return answered({**body, "seconds": error.seconds}, 429)
    if isinstance(error, LabelNeeded):
        return answered({**body, "need": "label"}, 409)
    if isinstance(error, SeatedElsewhere):
        return answered({**body, "need": "which"}, 409)
    if isinstance(error, WrongSeatCode):
        return answered({**body, "need": "seat_code"}, 409)
    return answered(body, 403 if isinstance(error, (NotAllowed, RequestRefused)) else 400)
