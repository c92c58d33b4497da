"""The web application: the screens, a few plain routes and security headers. Nothing else.

Run it with ``make run``, ``python -m appraisal serve`` or ``streamlit run app.py``.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from appraisal.errors import AppraisalError
from appraisal.web import health, join
from appraisal.web.callbacks import finish_callbacks
from appraisal.web.headers import SecurityHeaders
from appraisal.web.key import say_officers_address
from appraisal.web.page_head import PageHead
from appraisal.web.phone import routes as phone
from appraisal.web.poll import Poll
from appraisal.web.theme import remember_theme
from appraisal.web.warm_up import warm_up

HERE = Path(__file__).resolve().parent


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load what every page needs before the first visitor comes."""
    warm_up()
    remember_theme()
    finish_callbacks()
    # What is loaded now stays: the collector need not walk it again after every page.
    gc.collect()
    gc.freeze()
    say_officers_address()
    yield


def say_what_went_wrong(error: Exception) -> bool:
    """Show a plain message in place of a traceback; the details go to the server's log."""
    if isinstance(error, AppraisalError):
        st.error(str(error), icon=":material/error:")
        return True
    logging.getLogger("appraisal").exception("A page failed", exc_info=error)
    st.error(
        "Something went wrong on our side. What you had saved is safe. "
        "Reload the page; if it happens again, tell whoever looks after this tool.",
        icon=":material/error:",
    )
    return True


app = st.App(
    HERE / "appraisal" / "pages" / "main.py",
    routes=[*health.routes(), *join.routes(), *phone.routes()],
    middleware=[Middleware(SecurityHeaders), Middleware(Poll), Middleware(PageHead)],
    lifespan=lifespan,
    on_script_error=say_what_went_wrong,
)
