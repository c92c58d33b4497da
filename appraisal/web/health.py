"""``/healthz``: the program runs. ``/readyz``: it can keep what it is given."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

import appraisal
from appraisal.errors import AppraisalError
from appraisal.service.opened import opened_store
from appraisal.settings import read_settings
from appraisal.store.health import health


async def healthz(_: Request) -> JSONResponse:
    """Return that the process answers, and its version."""
    return JSONResponse({"status": "ok", "version": appraisal.__version__})


def readyz(_: Request) -> JSONResponse:
    """Return what the store stands on; 503 and the reason where it does not take a write."""
    try:
        checked = health(opened_store(read_settings()))
    except AppraisalError as error:
        return JSONResponse({"status": "not ready", "problem": str(error)}, status_code=503)
    status = "ok" if checked.ok else "not ready"
    return JSONResponse(
        {"status": status, **asdict(checked)}, status_code=200 if checked.ok else 503
    )


def routes() -> list[Route]:
    """Return the plain routes."""
    return [Route("/healthz", healthz), Route("/readyz", readyz)]
