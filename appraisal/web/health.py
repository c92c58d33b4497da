"""``/healthz``: the program runs. ``/readyz``: it can keep what it is given."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

import appraisal
from appraisal.errors import AppraisalError


async def healthz(_: Request) -> JSONResponse:
    """Return that the process answers, and its version."""
    return JSONResponse({"status": "ok", "version": appraisal.__version__})


def readyz(_: Request) -> JSONResponse:
    """Return whether the store takes a write; 503 and the reason where it does not."""
    from appraisal.settings import read_settings
    from appraisal.store import Store

    try:
        found = Store.open(read_settings()).readiness()
    except AppraisalError as error:
        return JSONResponse({"status": "not ready", "reason": str(error)}, status_code=503)
    return JSONResponse({"status": "ok", **found})


def routes() -> list[Route]:
    """Return the plain routes."""
    return [Route("/healthz", healthz), Route("/readyz", readyz)]
