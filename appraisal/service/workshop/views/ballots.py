"""A vote as desk, screen and phone see it: how many have voted, and on a phone one's own alone."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.model.meetings import BallotChoice
from appraisal.service.workshop.seats.who_counts import who_counts
from appraisal.service.workshop.seats.who_votes import counted_ballots, may_vote
from appraisal.store import seats, votes
from appraisal.store.seats import Seat
from appraisal.store.transaction import Transaction


@dataclass(frozen=True)
class VoteNow:
    """An open vote: how many have voted of how many who may, and never how."""

    number: int
    words: str
    is_named: bool
    voted: int
    may_vote: int


@dataclass(frozen=True)
class OwnVote:
    """An open vote on a member's phone, with one's own; ``choice`` is None before it is cast."""

    number: int
    words: str
    is_named: bool
    may_vote: bool
    choice: BallotChoice | None
    name: str


def vote_now(transaction: Transaction, workshop: str) -> VoteNow | None:
    """Return the open vote of a workshop; None if there is none."""
    row = votes.last(transaction, workshop)
    if row is None or row.state != "open":
        return None
    who = who_counts(transaction, workshop)
    members = [
        each.id
        for each in seats.of_workshop(transaction, workshop)
        if each.role == "member" and each.state == "in"
    ]
    return VoteNow(
        row.number,
        row.words,
        row.is_named,
        voted=len(counted_ballots(transaction, row)),
        may_vote=sum(may_vote(who, seat) for seat in members),
    )


def own_vote(transaction: Transaction, seat: Seat) -> OwnVote | None:
    """Return the open vote as a member sees it; None if there is none.

    A ballot that was cast before the seat was given again is not shown, like any answer.
    """
    row = votes.last(transaction, seat.workshop)
    if row is None or row.state != "open":
        return None
    given = (each for each in votes.ballots(transaction, row) if each.seat == seat.id)
    own = next((each for each in given if each.seq > seat.sealed), None)
    return OwnVote(
        row.number,
        row.words,
        row.is_named,
        may_vote(who_counts(transaction, seat.workshop), seat.id),
        own.choice if own else None,
        own.name if own else "",
    )


def voted_on(transaction: Transaction, workshop: str) -> str:
    """Return the words of the last vote here if it was closed; empty if there was none."""
    row = votes.last(transaction, workshop)
    return row.words if row is not None and row.state == "closed" else ""
