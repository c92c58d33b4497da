"""Our own pages as templates: every value in them is escaped, and a missing one is a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from appraisal.web.requests import NO_STORE

_FOLDER = Path(__file__).resolve().parent / "templates"
_pages = Environment(
    loader=FileSystemLoader(_FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def page(name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page made from a template; nobody keeps a copy of it, the browser neither."""
    made = _pages.get_template(name).render(**values)
    return HTMLResponse(made, status_code=status, headers=NO_STORE)
