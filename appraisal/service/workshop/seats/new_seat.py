"""A seat as it begins: what is known of its browser, its pseudonym and its secrets."""

from __future__ import annotations

import math
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Literal

from appraisal.model.workshop import Role
from appraisal.service.workshop.access import codes, guess_limits
from appraisal.service.workshop.access.callers import UNUSED
from appraisal.service.workshop.refusals import TooManyTries
from appraisal.store import seats
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Workshop


@dataclass(frozen=True)
class Phone:
    """What is known of a browser that asks: both marked, never kept as they are."""

    device: str
    address: str


@dataclass(frozen=True)
class Joined:
    """What a browser gets: ``token`` goes into its cookie, where it replaces any other.

    ``state`` is ``waiting`` until the facilitator lets it in, then ``in``. ``token`` is None where
    the browser keeps the one it has.
    """

    state: Literal["waiting", "in"]
    workshop: str
    seat: str
    role: Role
    token: str | None


def too_many(wait_ms: int) -> TooManyTries:
    """Return the refusal that says how long to wait."""
    seconds = math.ceil(wait_ms / 1000)
    return TooManyTries(
        f"Too many wrong codes were tried. Wait {seconds} second{'s' if seconds != 1 else ''}, "
        "then look at the code and type it again. Scanning the picture on the big screen works at "
        "once.",
        seconds=wait_ms / 1000,
    )


def too_many_pins(wait_ms: int) -> TooManyTries:
    """Return the refusal that says how long to wait with the next PIN."""
    minutes = math.ceil(wait_ms / 60_000)
    return TooManyTries(
        f"Too many wrong PINs were tried. Wait {minutes} minute{'s' if minutes != 1 else ''}. "
        "You can go on without it: give your answers again.",
        seconds=wait_ms / 1000,
    )


def clean_line(text: str) -> str:
    """Return what a person typed as one short line, without control or direction characters."""
    clean = unicodedata.normalize("NFC", text)
    clean = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in clean)
    return " ".join(clean.split())[: guess_limits.MOST_LABEL]


def new_seat(
    workshop: str, role: Role, label: str, state: str, phone: Phone, now_ms: int
) -> seats.Seat:
    """Return a seat with a pseudonym of its own, which says nothing about who or when."""
    return seats.Seat(
        id="s" + secrets.token_hex(6),
        workshop=workshop,
        role=role,
        label=label,
        state=state,
        paper=False,
        sealed=0,
        pin="",
        pin_from=0,
        counts_as="",
        device=phone.device,
        address=phone.address,
        asked_ms=now_ms,
    )


def add_waiting_token(transaction: Transaction, seat: str, token: str, now_ms: int) -> None:
    """Keep the hash of a new secret by which a phone waits for its seat."""
    ends, hash = now_ms + guess_limits.WAITING_MS, codes.token_hash(token)
    seats.add_token(transaction, seats.Token(hash, "waiting", seat, now_ms, now_ms, ends, None))


def add_seat_token(
    transaction: Transaction, workshop: Workshop, seat: str, token: str, now_ms: int
) -> None:
    """Keep the hash of a new secret for a seat; at its first use the seat's others end.

    It lives as long as its workshop, also where that is made longer later.
    """
    hash = codes.token_hash(token)
    seats.add_token(
        transaction, seats.Token(hash, "seat", seat, now_ms, UNUSED, workshop.ends_ms, None)
    )
