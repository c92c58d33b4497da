"""A vote on what is recommended: for, against or abstain; secret, or by name, as it was opened.

How anybody votes is shown to nobody before the vote is closed. Of a secret vote the three counts
alone are kept then, and who voted how is deleted in the same act.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from appraisal.errors import AppraisalFrozen
from appraisal.model import Appraisal, NamedVote, Vote
from appraisal.model.meetings import BallotChoice
from appraisal.service.acting import By
from appraisal.service.loading import load
from appraisal.service.workshop.access.callers import utc_ms
from appraisal.service.workshop.access.rights import require, writing
from appraisal.service.workshop.acts import WorkshopAct, do, held, place_of
from appraisal.service.workshop.refusals import NotAllowed, ReasonNeeded, WrongStep
from appraisal.service.workshop.rounds.open_and_lock import wrong_step
from appraisal.service.workshop.seats.seat_codes import seat_in
from appraisal.service.workshop.seats.who_counts import who_counts
from appraisal.service.workshop.seats.who_votes import counted_ballots, may_vote
from appraisal.service.workshop.views.steering import VOTE, show_from_now
from appraisal.store import Store, seats, votes, workshops
from appraisal.store.transaction import Transaction
from appraisal.store.votes import Ballot, VoteRow

LEAST_SECRET = 3  # ballots below which the counts of a secret vote would show who voted how
_TRIES = 20  # of closing a vote while others are voting


@dataclass(frozen=True)
class NewBallot:
    """How a member votes; ``number`` is that of the vote whose words the page showed."""

    number: int
    choice: BallotChoice
    name: str = ""


class _SomebodyVoted(WrongStep):
    """A ballot came in between counting and closing."""


def open_vote(store: Store, by: By, workshop: str, words: str, *, is_named: bool = False) -> None:
    """Put a motion to the members; the big screen shows it from now on.

    Raises
    ------
    ReasonNeeded
        If there are no words to vote on.
    AppraisalFrozen
        If the appraisal is agreed: its outcome could not be kept there.
    WrongStep
        If a round or another vote is under way.
    """
    require(by.caller, "open_vote", workshop)
    if not words.strip():
        raise ReasonNeeded("Write what is voted on, in the words that the minutes will have.")
    row = place_of(store, workshop)
    _refuse_frozen(store, row.appraisal)
    before = store.read(lambda t: votes.last(t, workshop))
    number = before.number + 1 if before else 1
    new = VoteRow(workshop, number, words.strip(), is_named, "open", utc_ms(by.now))

    def begin(transaction: Transaction) -> None:
        latest = held(transaction, workshop)
        if latest.step in ("open", "locked"):
            raise wrong_step(latest, "Show the round, or call it off, before a vote.")
        last = votes.last(transaction, workshop)
        if last and (last.state == "open" or last.number >= number):
            raise WrongStep("Another vote is open. Close it, or call it off, first.")
        votes.add(transaction, new)
        workshops.move(transaction, workshop, screen=show_from_now(latest, VOTE))

    payload = {"vote": number, "words": new.words, "named": is_named}
    do(store, row.appraisal, workshop, WorkshopAct("vote_opened", payload, begin), by)


def _refuse_frozen(store: Store, appraisal: str) -> None:
    if load(store, appraisal).frozen:
        raise AppraisalFrozen(
            "This appraisal is agreed, so no vote can be kept in it. Open it as a new version "
            "first; another time, vote before it is agreed."
        )


def cast_vote(store: Store, by: By, workshop: str, seat: str, new: NewBallot) -> None:
    """Keep how a member votes, in place of what was given before; until the vote is closed.

    Raises
    ------
    WrongStep
        If the vote is closed, or the member has an interest in the whole decision.
    ReasonNeeded
        If the vote is by name and none is given.
    """
    writing(store, by, "cast_vote", workshop,
            lambda t: _take(t, workshop, seat, new, on_paper=False), seat=seat)  # fmt: skip


def key_in_vote(store: Store, by: By, workshop: str, seat: str, new: NewBallot) -> None:
    """Keep how somebody on paper votes: as :func:`cast_vote`, for paper seats only."""
    writing(store, by, "key_in_vote", workshop,
            lambda t: _take(t, workshop, seat, new, on_paper=True), seat=seat)  # fmt: skip


def _take(
    transaction: Transaction, workshop: str, seat: str, new: NewBallot, *, on_paper: bool
) -> None:
    latest = held(transaction, workshop)
    if seat_in(transaction, workshop, seat).paper != on_paper:
        raise NotAllowed("Only the vote of a paper seat is keyed in, and only by the desk.")
    row = votes.last(transaction, workshop)
    if row is None or row.state != "open" or row.number != new.number:
        raise WrongStep("This vote is closed. What you had sent before it was closed counts.")
    if row.is_named and not new.name.strip():
        raise ReasonNeeded("This vote is by name. Give the name that the minutes will have.")
    if not may_vote(who_counts(transaction, workshop), seat):
        raise WrongStep("Who declared an interest in the whole decision does not vote.")
    name = new.name.strip() if row.is_named else ""
    seq = latest.data + 1
    votes.cast(transaction, Ballot(workshop, new.number, seat, new.choice, name, seq))
    workshops.add_data(transaction, workshop, 1)


def close_vote(store: Store, by: By, workshop: str) -> None:
    """Close the vote and keep its outcome in the appraisal.

    Raises
    ------
    WrongStep
        If no vote is open, nobody has voted, or so few that a secret vote would be none.
    """
    require(by.caller, "close_vote", workshop)
    row = place_of(store, workshop)
    for _ in range(_TRIES):
        try:
            return _close(store, by, workshop, row.appraisal)
        except _SomebodyVoted:
            continue
    raise WrongStep("Votes are still coming in. Press again in a moment.")


def _close(store: Store, by: By, workshop: str, appraisal: str) -> None:
    if store.sent(appraisal, by.client_id):
        return
    vote, counted, unseen = store.read(lambda t: _counted(t, workshop))
    _refuse_too_few(vote, len(counted), unseen)
    outcome = _outcome(vote, counted, by)

    def end(transaction: Transaction) -> None:
        held(transaction, workshop)
        if _counted(transaction, workshop) != (vote, counted, unseen):
            raise _SomebodyVoted("Somebody voted just now.")
        votes.end(transaction, vote, "closed")
        workshops.move(transaction, workshop)

    act = WorkshopAct(
        "voted", {"vote": vote.number}, end, lambda now: _with_vote(now, outcome)
    )  # fmt: skip
    do(store, appraisal, workshop, act, by)


def _with_vote(appraisal: Appraisal, vote: Vote) -> Appraisal:
    return appraisal.changed(votes=[*appraisal.votes, vote])


def _counted(transaction: Transaction, workshop: str) -> tuple[VoteRow, list[Ballot], int]:
    """Return the open vote, the ballots that count, and how many of them the desk has not seen."""
    row = _open_one(transaction, workshop)
    counted = counted_ballots(transaction, row)
    paper = {each.id for each in seats.of_workshop(transaction, workshop) if each.paper}
    return row, counted, sum(each.seat not in paper for each in counted)


def _open_one(transaction: Transaction, workshop: str) -> VoteRow:
    row = votes.last(transaction, workshop)
    if row is None or row.state != "open":
        raise WrongStep("No vote is open.")
    return row


def _refuse_too_few(vote: VoteRow, counted: int, unseen: int) -> None:
    """Refuse to count a secret vote of so few that the counts, or the desk's own, give one away.

    Whoever keys in the votes from paper knows them, and the others' follow from the counts.
    """
    if not counted:
        raise WrongStep("Nobody has voted yet. Wait, or call the vote off.")
    if not vote.is_named and (counted < LEAST_SECRET or 0 < unseen < LEAST_SECRET):
        raise WrongStep(
            f"Fewer than {LEAST_SECRET} have voted on phones, so the counts of a secret vote would "
            "show how each did. Wait, or call it off and vote by name."
        )


def _outcome(vote: VoteRow, counted: list[Ballot], by: By) -> Vote:
    counts = Counter[str](each.choice for each in counted)
    named = sorted(counted, key=lambda each: each.name) if vote.is_named else []
    return Vote(
        words=vote.words,
        date=by.now.date(),
        votes_for=counts["for"],
        votes_against=counts["against"],
        abstained=counts["abstain"],
        by_name=tuple(NamedVote(name=each.name, vote=each.choice) for each in named),
    )


def call_off_vote(store: Store, by: By, workshop: str, *, why: str) -> None:
    """Call the open vote off: what was voted is deleted and counts for nothing."""
    require(by.caller, "call_off_vote", workshop)
    if not why.strip():
        raise ReasonNeeded("Say in a few words why this vote is called off.")
    row = place_of(store, workshop)

    def drop(transaction: Transaction) -> None:
        held(transaction, workshop)
        votes.end(transaction, _open_one(transaction, workshop), "called_off")
        workshops.move(transaction, workshop, screen="")  # of what is no vote nothing is shown

    payload: dict[str, Any] = {"why": why.strip()}
    do(store, row.appraisal, workshop, WorkshopAct("vote_called_off", payload, drop), by)
