"""Security headers on every response, in plain ASGI so that streams are left alone."""

from __future__ import annotations

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from appraisal.web.streamlit_files import FOLDER


def _inline_scripts() -> str:
    """Return the hashes of the inline scripts in Streamlit's own page, which has one line of them.

    Worked out from the installed page, so that no other inline script is ever let in.
    """
    page = FOLDER / "index.html"
    scripts = re.findall(r"<script>(.*?)</script>", page.read_text(encoding="utf-8"), re.DOTALL)
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


# No script but our own files, no picture or call to any other place: an option's name cannot tell
# a stranger who opened the page. Inline styles are Streamlit's own.
POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self'{_inline_scripts()}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": a browser then says that a form of ours came from "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
_RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
_NAMES = frozenset(name for name, _ in _RAW)
# Routes of Streamlit that answer anyone and that nobody here needs.
CLOSED = ("/_stcore/metrics", "/_stcore/agent")


class SecurityHeaders:
    """ASGI middleware: adds the headers, and closes the routes that nobody needs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with the headers added to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [pair for pair in message.get("headers", ()) if pair[0].lower() not in _NAMES]
                message["headers"] = [*own, *_RAW]
                if scope["path"].startswith("/media"):
                    MutableHeaders(scope=message)["Cache-Control"] = "no-store"
            await send(message)

        if scope["path"].startswith(CLOSED):
            await send_with_headers({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b"Not found"})
            return
        await self.app(scope, receive, send_with_headers)
