"""The officer's address, said once when the tool is started for a room."""

from __future__ import annotations

import sys

from appraisal.errors import AppraisalError
from appraisal.service import workshop
from appraisal.service.opened import opened_store
from appraisal.settings import read_settings
from appraisal.web.requests import now


def say_officers_address() -> None:
    """Print the end of the officer's address, with a new key, where the officer signs in with one.

    The keys before it open nothing any more; an officer who is in stays in.
    """
    settings = read_settings()
    if settings.access != "room":
        return
    try:
        key = workshop.new_key(opened_store(settings), now=now())
    except AppraisalError as error:  # the pages say it too
        sys.stderr.write(f"{error}\n")
        return
    sys.stderr.write(
        f"Officer: add this to the address above, and keep it secret: /officer#{key}\n"
    )
    sys.stderr.flush()
