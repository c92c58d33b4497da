"""Votes and the ballots cast in them, as rows and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from appraisal.model.meetings import BallotChoice
from appraisal.store.workshop_tables import ballot, vote

VoteState = Literal["open", "closed", "called_off"]


@dataclass(frozen=True)
class VoteRow:
    """A vote: what is voted on, whether by name, and where it stands."""

    workshop: str
    number: int
    words: str
    is_named: bool
    state: VoteState
    opened_ms: int


@dataclass(frozen=True)
class Ballot:
    """How one seat votes, until the vote is closed; a secret vote's are deleted then."""

    workshop: str
    vote: int
    seat: str
    choice: BallotChoice
    name: str
    seq: int


_LAST = (
    select(vote).where(vote.c.workshop == bindparam("of")).order_by(vote.c.number.desc()).limit(1)
)
_BALLOTS = (
    select(ballot)
    .where(ballot.c.workshop == bindparam("of"), ballot.c.vote == bindparam("n"))
    .order_by(ballot.c.seq)
)


def last(connection: Connection, workshop: str) -> VoteRow | None:
    """Return the last vote of a workshop; at most that one is open."""
    row = connection.execute(_LAST, {"of": workshop}).mappings().first()
    return VoteRow(**row) if row else None


def add(connection: Connection, new: VoteRow) -> None:
    """Keep a new vote."""
    connection.execute(insert(vote), vars(new))


def end(connection: Connection, row: VoteRow, state: VoteState) -> None:
    """Close a vote or call it off. Who voted how is deleted, but where a vote was by name."""
    mine = (vote.c.workshop == row.workshop) & (vote.c.number == row.number)
    connection.execute(update(vote).where(mine).values(state=state))
    if state == "called_off" or not row.is_named:
        of_it = (ballot.c.workshop == row.workshop) & (ballot.c.vote == row.number)
        connection.execute(delete(ballot).where(of_it))


def ballots(connection: Connection, row: VoteRow) -> list[Ballot]:
    """Return the ballots of a vote, the last given last."""
    rows = connection.execute(_BALLOTS, {"of": row.workshop, "n": row.number}).mappings().all()
    return [Ballot(**each) for each in rows]


def cast(connection: Connection, new: Ballot) -> None:
    """Keep a seat's ballot, in place of the one before."""
    mine = (
        (ballot.c.workshop == new.workshop)
        & (ballot.c.vote == new.vote)
        & (ballot.c.seat == new.seat)
    )
    values: dict[str, Any] = {"choice": new.choice, "name": new.name, "seq": new.seq}
    if not connection.execute(update(ballot).where(mine).values(**values)).rowcount:
        connection.execute(insert(ballot), vars(new))
