"""Who is asking, and who does an act: what pages, routes and commands hand to every act."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from appraisal.record.events import utc_text

CallerRole = Literal["nobody", "waiting", "member", "observer", "facilitator", "director"]


@dataclass(frozen=True)
class Caller:
    """Who is asking, as found in the store a moment ago.

    Attributes
    ----------
    role : str
        ``nobody`` where the secret is none or has ended; ``director`` is the officer in charge of
        the tool, who has every workshop; the others have one.
    workshop, seat : str or None
        Where the caller belongs.
    proof : str
        Hash of the secret, looked up again inside each transaction; empty for the officer at a
        laptop that nobody else can reach.
    why : str
        What to tell somebody whose seat has ended; empty otherwise.
    """

    role: CallerRole
    workshop: str | None = None
    seat: str | None = None
    proof: str = ""
    why: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Return the workshop and the seat of somebody who has one; ValueError for others."""
        if self.workshop is None or self.seat is None:
            raise ValueError(f"a caller with the role {self.role} has no seat")
        return self.workshop, self.seat

    @property
    def is_at_desk(self) -> bool:
        """Return whether this is an officer or a facilitator, who run a workshop."""
        return self.role in ("director", "facilitator")


@dataclass(frozen=True)
class By:
    """Who does an act, when, and the id by which sending it twice counts once.

    Attributes
    ----------
    caller : Caller
    now : datetime
        With its zone.
    client_id : str
        Made afresh for each act (``uuid4().hex``), and sent again when the same act is repeated.
    under : str
        The name that the record is to use in place of the caller's own: a role, or a number. Beside
        a member's number, a seat's own name would say whose answers those are.
    way : str
        By what way it came in, where the caller does not tell: ``screen`` or ``command``.
    round : int or None
        The round of a workshop that it belongs to.
    """

    caller: Caller
    now: dt.datetime
    client_id: str
    under: str = ""
    way: str = ""
    round: int | None = None

    def __post_init__(self) -> None:
        if not self.client_id:
            raise ValueError("an act needs a client id")

    @property
    def actor(self) -> str:
        """The role, or the seat by its pseudonym, as the record names it."""
        if self.under:
            return self.under
        return self.caller.role if self.caller.is_at_desk else f"seat {self.caller.seat}"

    @property
    def via(self) -> str:
        """By what way it came in, as the record says it."""
        return self.way or ("facilitator" if self.caller.is_at_desk else "phone")

    @property
    def at_utc(self) -> str:
        """When, as the record says it."""
        return utc_text(self.now)
