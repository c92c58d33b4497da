"""Our own scripts and style sheets, as a browser gets them: add a new one to ``FILES``."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

STATIC = Path(__file__).resolve().parent / "static"
# Named one by one, so that no path that a browser sends ever reaches the disk.
FILES = {
    "join.js": "text/javascript",
    "officer.js": "text/javascript",
    "live.js": "text/javascript",
    "access.js": "text/javascript",
    "presses.js": "text/javascript",
    "tables.js": "text/javascript",
    "sliders.js": "text/javascript",
    "phone.js": "text/javascript",
    "phone.css": "text/css",
    "plain.css": "text/css",
    "screens.css": "text/css",
}


def own_file(request: Request) -> Response:
    """Return one of our own scripts or style sheets."""
    name = request.path_params["name"]
    if name not in FILES:
        return Response("Not found", status_code=404)
    return FileResponse(
        STATIC / name, media_type=FILES[name], headers={"Cache-Control": "no-cache"}
    )
