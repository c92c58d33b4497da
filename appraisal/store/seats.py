"""Seats, the tokens and codes that open them, and declared interests, as rows and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from appraisal.model.workshop import Role
from appraisal.store.workshop_tables import interest, seat, seat_code, token, workshop


@dataclass(frozen=True)
class Seat:
    """Who takes part: ``state`` is waiting, in, or out."""

    id: str
    workshop: str
    role: Role
    label: str
    state: str
    paper: bool
    sealed: int
    pin: str
    pin_from: int
    counts_as: str
    device: str
    address: str
    asked_ms: int


@dataclass(frozen=True)
class Token:
    """What a browser shows to say who it is; only the hash of it is kept."""

    hash: str
    kind: str
    seat: str | None
    issued_ms: int
    seen_ms: int
    ends_ms: int
    ended_ms: int | None


@dataclass(frozen=True)
class SeatCode:
    """A code that lets one person in, once."""

    hash: str
    workshop: str
    role: Role
    seat: str | None
    used_ms: int | None


@dataclass(frozen=True)
class Interest:
    """A declared interest: ``about`` is a criterion's id, or empty for the whole."""

    workshop: str
    seat: str
    about: str
    excluded: bool
    name: str = ""


_SEAT = select(seat).where(seat.c.id == bindparam("of"))
_SEATS = select(seat).where(seat.c.workshop == bindparam("of")).order_by(seat.c.asked_ms, seat.c.id)
_TOKEN = select(token).where(token.c.hash == bindparam("of"))
_CODE = select(seat_code).where(
    seat_code.c.hash == bindparam("of"), seat_code.c.workshop == bindparam("workshop")
)
_INTERESTS = select(interest).where(interest.c.workshop == bindparam("of"))
_SEEN = update(token).where(token.c.hash == bindparam("of")).values(seen_ms=bindparam("new"))
_STANDING = (
    select(seat.c.workshop)
    .where(seat.c.address == bindparam("address"), seat.c.state == "in")
    .distinct()
)
_HOME = select(workshop.c.id).where(
    workshop.c.home == bindparam("address"), workshop.c.ended_ms.is_(None)
)


def get(connection: Connection, id: str) -> Seat | None:
    """Return a seat, or None."""
    row = connection.execute(_SEAT, {"of": id}).mappings().first()
    return Seat(**row) if row else None


def of_workshop(connection: Connection, id: str) -> list[Seat]:
    """Return the seats of a workshop in the order in which they were asked for."""
    return [Seat(**row) for row in connection.execute(_SEATS, {"of": id}).mappings().all()]


def add(connection: Connection, new: Seat) -> None:
    """Keep a new seat."""
    connection.execute(insert(seat), vars(new))


def change(connection: Connection, id: str, **changes: Any) -> None:
    """Change fields of a seat."""
    connection.execute(update(seat).where(seat.c.id == id).values(**changes))


def forget_labels(connection: Connection, workshop: str) -> None:
    """Blank what people were called, and the traces of their phones."""
    wanted = update(seat).where(seat.c.workshop == workshop)
    connection.execute(wanted.values(label="", device="", address=""))


def token_of(connection: Connection, hash: str) -> Token | None:
    """Return a token by its hash, or None: one indexed read."""
    row = connection.execute(_TOKEN, {"of": hash}).mappings().first()
    return Token(**row) if row else None


def last_seen(connection: Connection, workshop: str) -> dict[str, int]:
    """Return when each seat of a workshop was last heard of, through a token that still lives."""
    wanted = (
        select(token.c.seat, token.c.seen_ms)
        .join(seat, seat.c.id == token.c.seat)
        .where(seat.c.workshop == workshop, token.c.ended_ms.is_(None), token.c.kind == "seat")
    )
    return {row[0]: int(row[1]) for row in connection.execute(wanted)}


def add_token(connection: Connection, new: Token) -> None:
    """Keep a new token."""
    connection.execute(insert(token), vars(new))


def seen(connection: Connection, hash: str, now_ms: int) -> None:
    """Note that a token was used."""
    connection.execute(_SEEN, {"of": hash, "new": now_ms})


def end_tokens(
    connection: Connection,
    now_ms: int,
    *,
    seat_id: str | None = None,
    workshop_id: str | None = None,
    kinds: tuple[str, ...] = ("seat", "waiting"),
    but: str | None = None,
) -> None:
    """End the tokens of a seat, or of a whole workshop, or all but one, of some kinds."""
    wanted = update(token).where(token.c.ended_ms.is_(None), token.c.kind.in_(kinds))
    if seat_id is not None:
        wanted = wanted.where(token.c.seat == seat_id)
    if workshop_id is not None:
        wanted = wanted.where(
            token.c.seat.in_(select(seat.c.id).where(seat.c.workshop == workshop_id))
        )
    if but is not None:
        wanted = wanted.where(token.c.hash != but)
    connection.execute(wanted.values(ended_ms=now_ms))


def end_token(connection: Connection, now_ms: int, hash: str) -> None:
    """End one token of a seat, by its hash."""
    one = token.c.ended_ms.is_(None), token.c.kind.in_(("seat", "waiting")), token.c.hash == hash
    connection.execute(update(token).where(*one).values(ended_ms=now_ms))


def add_code(connection: Connection, new: SeatCode) -> None:
    """Keep a new seat code."""
    connection.execute(insert(seat_code), vars(new))


def code_of(connection: Connection, workshop: str, hash: str) -> SeatCode | None:
    """Return a seat code by its hash, used or not; None if there is none."""
    row = connection.execute(_CODE, {"of": hash, "workshop": workshop}).mappings().first()
    return SeatCode(**row) if row else None


def use_code(connection: Connection, hash: str, now_ms: int) -> bool:
    """Mark a seat code as used; False if it was used before, so that it opens one seat only."""
    wanted = update(seat_code).where(seat_code.c.hash == hash, seat_code.c.used_ms.is_(None))
    return bool(connection.execute(wanted.values(used_ms=now_ms)).rowcount)


def end_codes(connection: Connection, now_ms: int, workshop: str, seat_id: str | None) -> None:
    """Make the unused codes of a seat, or of the whole workshop, unusable."""
    wanted = update(seat_code).where(
        seat_code.c.workshop == workshop, seat_code.c.used_ms.is_(None)
    )
    if seat_id is not None:
        wanted = wanted.where(seat_code.c.seat == seat_id)
    connection.execute(wanted.values(used_ms=now_ms))


def interests(connection: Connection, workshop: str) -> list[Interest]:
    """Return the interests declared in a workshop."""
    rows = connection.execute(_INTERESTS, {"of": workshop}).mappings().all()
    return [Interest(**row) for row in rows]


def set_interest(connection: Connection, declared: Interest) -> None:
    """Keep a declared interest, in place of what was said of the same before."""
    mine = (
        (interest.c.workshop == declared.workshop)
        & (interest.c.seat == declared.seat)
        & (interest.c.about == declared.about)
    )
    changed = update(interest).where(mine).values(excluded=declared.excluded, name=declared.name)
    if not connection.execute(changed).rowcount:
        connection.execute(insert(interest), vars(declared))


def standing(connection: Connection, address: str) -> set[str]:
    """Return the workshops that an address has a part in: where it was opened, or has a seat."""
    if not address:
        return set()
    seated = connection.execute(_STANDING, {"address": address}).scalars().all()
    return {*seated, *connection.execute(_HOME, {"address": address}).scalars().all()}
