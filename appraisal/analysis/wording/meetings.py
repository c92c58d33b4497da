"""Attendance, interests and votes in words: the same on phone, desk, screen, page and paper."""

from __future__ import annotations

from collections.abc import Mapping

from appraisal.analysis.wording.figures import counted
from appraisal.model import Appraisal, Vote
from appraisal.model.meetings import BallotChoice, InterestKind, InterestOutcome

INTERESTS: Mapping[InterestKind, str] = {
    "pecuniary": "disclosable pecuniary interest",
    "other_registrable": "other registrable interest",
    "non_registrable": "interest that need not be registered",
}
INTEREST_OUTCOMES: Mapping[InterestOutcome, str] = {
    "left_out": "took no part",
    "dispensation": "took part under a dispensation",
}
BALLOTS: Mapping[BallotChoice, str] = {
    "for": "for",
    "against": "against",
    "abstain": "abstained",
}


def outcome_words(vote: Vote) -> str:
    """Return whether a vote was carried.

    By a simple majority of those who voted for or against. Where the votes are equal, whether the
    chair has a casting vote is for the council's own standing orders.
    """
    if vote.votes_for == vote.votes_against:
        return "Equal votes."
    return "Carried." if vote.votes_for > vote.votes_against else "Not carried."


def last_vote_on(appraisal: Appraisal, words: str) -> Vote | None:
    """Return the last vote on a motion; None if there was none."""
    return next((each for each in reversed(appraisal.votes) if each.words == words), None)


def counts_words(vote: Vote) -> str:
    """Return the counts: ``4 for, 1 against, 1 abstained``."""
    return f"{vote.votes_for} for, {vote.votes_against} against, {vote.abstained} abstained"


def named_votes(vote: Vote) -> str:
    """Return how each voted, after a space; empty of a secret vote."""
    names = "; ".join(f"{each.name}: {BALLOTS[each.vote]}" for each in vote.by_name)
    return f" {names}." if names else ""


def quorum_words(present: int, quorum: int | None) -> str:
    """Return whether enough are named as present for a decision; empty where nothing is said."""
    if not present and quorum is None:
        return ""
    named = f"{counted(present, 'member')} named as present"
    if quorum is None:
        return f"{named}. No quorum is set."
    return f"{named}. The quorum is {quorum}: {'met' if present >= quorum else 'not met'}."


def what_a_vote_shows(is_named: bool) -> str:
    """Return what becomes of a vote, as each member is told before it."""
    if is_named:
        return (
            "This vote is by name. How you vote, and the name you give, are shown to the room once "
            "it is closed, and stand in the public report and the minutes."
        )
    return (
        "This vote is secret. The room is shown how many voted for, against and abstained, and "
        "nothing before it is closed. Then the tool deletes who voted how; till then whoever "
        "runs the council's computer could read it. If everybody votes alike, the counts show how "
        "each voted."
    )
