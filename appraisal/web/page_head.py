"""The page that every screen loads in: our own files in it, and strangers led to join."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from appraisal.errors import AppraisalError
from appraisal.service.workshop.access.callers import who
from appraisal.service.workshop.access.cookies import OFFICER, SEAT, secret_in
from appraisal.service.workshop.access.officers import is_this_machine
from appraisal.settings import read_settings
from appraisal.web import requests
from appraisal.web.streamlit_files import table_editors

# Streamlit's own page has no place for a style sheet of ours, and markup put in by a page's run
# would need scripts and styles let in that the security policy keeps out.
# presses.js is not deferred: it has to listen before Streamlit's own script does.
OURS = (
    b'<link rel="stylesheet" href="/j/screens.css"><script src="/j/presses.js"></script>'
    b'<script src="/j/access.js" defer></script><script src="/j/live.js" defer></script>'
    b'<script src="/j/tables.js" data-editors="%s" defer></script>'
    b'<script src="/j/sliders.js" defer></script></head>'
) % table_editors().encode()
# A browser that translates replaces words under the feet of what draws the page: headings of one
# page stood over another, and a tick of before stayed. So the pages say that they are not to be.
LANGUAGE = (b'<html lang="en">', b'<html lang="en-GB" translate="no" class="notranslate">')
NOT_SCREENS = ("/_stcore", "/static", "/media", "/component", "/j", "/m", "/api", "/officer")


def is_screen(scope: Scope) -> bool:
    """Return whether a request is for the page of a screen, not for a file or a route."""
    path = scope["path"]
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and "." not in path
        and not any(path == start or path.startswith(start + "/") for start in NOT_SCREENS)
        and "text/html" in Request(scope).headers.get("accept", "")
    )


def is_stranger(request: Request, access: str) -> bool:
    """Return whether nothing says who this is: no seat's cookie, and not the officer.

    It only spares a stranger a page that would tell them to join: whether a cookie is good is seen
    to on every run of a page.
    """
    if secret_in(request.cookies, SEAT):
        return False
    if access == "room":
        return not secret_in(request.cookies, OFFICER)
    return not is_this_machine(request.client.host if request.client else "")


def is_member(request: Request) -> bool:
    """Return whether a request shows a member's seat: its pages are those under ``/m``."""
    token = secret_in(request.cookies, SEAT)
    if token is None:
        return False
    try:
        return who(requests.store(), token, requests.now()).role == "member"
    except AppraisalError:  # the page says what is wrong with the store
        return False


class PageHead:
    """ASGI middleware: leads strangers and members to their own pages; others get our files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what comes back for a screen has our own files in its head."""
        if scope["type"] != "http" or not is_screen(scope):
            await self.app(scope, receive, send)
            return
        if is_stranger(Request(scope), read_settings().access):
            # Headers of its own: no copy of this answer may outlive the visitor's joining.
            away = RedirectResponse("/j", status_code=303, headers=requests.NO_STORE)
            await away(scope, receive, send)
            return
        if await run_in_threadpool(is_member, Request(scope)):
            to_phone = RedirectResponse("/m", status_code=303, headers=requests.NO_STORE)
            await to_phone(scope, receive, send)
            return
        await self.app(_whole(scope), receive, _Inserting(send))


def _whole(scope: Scope) -> Scope:
    """Return the request without what would have the page come back packed, in part or not."""
    dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    headers = [pair for pair in scope["headers"] if pair[0] not in dropped]
    return {**scope, "headers": headers}


class _Inserting:
    """Holds a page back until it is whole, and sends it on with our files in its head."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = MutableHeaders(raw=list(message["headers"])).get("content-type", "")
            if not kind.startswith("text/html"):
                await self.send(message)
                return
            self.start = message
            return
        if self.start is None or message["type"] != "http.response.body":
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = self.body.replace(b"</head>", OURS, 1).replace(*LANGUAGE, 1)
        headers = MutableHeaders(raw=list(self.start["headers"]))
        headers["content-length"] = str(len(body))
        del headers["etag"]
        await self.send({**self.start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})
