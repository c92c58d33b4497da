"""Who votes, and which ballots count."""

from __future__ import annotations

from appraisal.service.workshop.seats.interests import EVERYTHING
from appraisal.service.workshop.seats.who_counts import WhoCounts, who_counts
from appraisal.store import votes
from appraisal.store.transaction import Transaction
from appraisal.store.votes import Ballot, VoteRow


def may_vote(who: WhoCounts, seat: str) -> bool:
    """Return whether a seat votes: it stands for a person, with no interest in the whole."""
    return who.person(seat) == seat and (seat, EVERYTHING) not in who.out


def counted_ballots(transaction: Transaction, row: VoteRow) -> list[Ballot]:
    """Return the ballots of a vote that count: one a person, the last that was given."""
    who = who_counts(transaction, row.workshop)
    last = {
        person: each
        for each in votes.ballots(transaction, row)
        if (person := who.person(each.seat)) is not None and may_vote(who, person)
    }
    return list(last.values())
