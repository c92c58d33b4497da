"""What the plain routes share: who may post, how a cookie is set, and how a refusal is said."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from appraisal.errors import AppraisalError
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
    """Return the text fields of a JSON post.

    Raises
    ------
    Refused
        If it came from another site's page, is not JSON, or is too long.
    """
    if not from_own_page(request):
        raise RequestRefused("This was not sent from a page of this tool, so nothing was done.")
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise RequestRefused("Nothing was done: this is not JSON.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise RequestRefused("Nothing was done: that is too long.")
    try:
        fields = json.loads(body or b"{}")
    except ValueError:
        raise RequestRefused("Nothing was done: this is not JSON.") from None
    if not isinstance(fields, dict):
        raise RequestRefused("Nothing was done: this is not what was asked for.")
    return {str(name): str(value) for name, value in fields.items()}


def from_own_page(request: Request) -> bool:
    """Return whether the browser says that a page of this very host sent the request."""
    origin = urlsplit(request.headers.get("origin", ""))
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
    if isinstance(error, TooManyTries):
        return answered({**body, "seconds": error.seconds}, 429)
    if isinstance(error, LabelNeeded):
        return answered({**body, "need": "label"}, 409)
    if isinstance(error, SeatedElsewhere):
        return answered({**body, "need": "which"}, 409)
    if isinstance(error, WrongSeatCode):
        return answered({**body, "need": "seat_code"}, 409)
    return answered(body, 403 if isinstance(error, (NotAllowed, RequestRefused)) else 400)
