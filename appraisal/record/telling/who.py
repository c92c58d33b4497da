"""Who did something, in words: by role or by the name a person signed in with, never by seat."""

from __future__ import annotations

import re

OFFICER = "The officer (this machine)"
MEMBER = "A member, through the workshop"
# How the record names a seat, or the number under which a member's answers stand.
_OF_A_SEAT = re.compile(r"seat .*|m\d+|a member", re.IGNORECASE | re.DOTALL)
_DESK = "at the workshop's desk"


def who(actor: str, via: str) -> str:
    """Return who an event is by, as the page says it.

    Nothing of a seat is told: an answer, a view or an interest must not be tied to a person by way
    of the history.
    """
    if _OF_A_SEAT.fullmatch(actor) or via == "phone":
        return MEMBER
    if actor == "officer":
        return "The officer, by a command" if via == "command" else OFFICER
    if via == "facilitator":
        role = {"director": "The officer", "facilitator": "The facilitator"}.get(actor, actor)
        return f"{role}, {_DESK}"
    if actor in ("director", "facilitator"):
        return f"The {actor}"
    return actor[:1].upper() + actor[1:]
