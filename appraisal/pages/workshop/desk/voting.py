"""At the desk: putting a motion to the vote, and closing it."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.wording.meetings import (
    BALLOTS,
    counts_words,
    outcome_words,
    what_a_vote_shows,
)
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.session import workshop_calls
from appraisal.pages.session.workshop_calls import At
from appraisal.pages.widgets import fields
from appraisal.pages.workshop.desk.people import seat_names
from appraisal.service import workshop
from appraisal.service.workshop import Desk, VoteNow

SECRET, NAMED = "secret", "named"
_HOW = {SECRET: "Secret: the three counts alone", NAMED: "By name: each with their name"}


def under_way(desk: Desk) -> None:
    """Show the vote that is open, with its one next step."""
    vote = desk.vote
    if vote is None:
        return
    with st.container(border=True, key="desk_vote"):
        st.subheader("A vote is open", anchor=False)
        st.markdown(f"> {plain(vote.words)}")
        st.progress(
            vote.voted / vote.may_vote if vote.may_vote else 0.0,
            text=f"**{vote.voted} of {vote.may_vote}** have voted",
        )
        st.caption(
            "Nobody is shown how anybody votes, and you are not either, before it is closed."
        )
        st.button("Close the vote", key="desk:vote:close", type="primary", width="stretch",
                  on_click=At("desk", "The vote is closed.").press(
                      workshop.close_vote, desk.workshop))  # fmt: skip
        _on_paper(desk, vote)
        with st.expander("Call this vote off", key="desk:vote:off"):
            st.markdown("What was voted is then deleted, and counts for nothing.")
            fields.text("Why?", fields.unsaved("desk:vote:why"))
            st.button("Call the vote off", key="desk:vote:off:go", on_click=_called_off,
                      args=(desk,))  # fmt: skip


def _on_paper(desk: Desk, vote: VoteNow) -> None:
    """Show boxes to key in the vote of somebody without a phone, where there is one."""
    seats = tuple(seat for seat in desk.seats if seat.paper)
    if not seats:
        return
    with st.expander("Key in a vote from paper", key="desk:vote:paper"):
        st.markdown("You see this vote. On the screen and in the minutes it is one of the counts.")
        names = seat_names(seats)
        fields.choice("Whose?", list(names), fields.unsaved("desk:vote:seat", seats[0].id),
                      words=names.__getitem__)  # fmt: skip
        fields.choice("How they vote", ["", *BALLOTS], fields.unsaved("desk:vote:choice", ""),
                      words=lambda each: BALLOTS.get(each, "Choose").capitalize())  # fmt: skip
        if vote.is_named:
            fields.text("Their name", fields.unsaved("desk:vote:name"), max_chars=100)
        st.button("Key this vote in", key="desk:vote:key", on_click=_keyed, args=(desk, vote))
        workshop_calls.show_outcome("vote:paper")


def _keyed(desk: Desk, vote: VoteNow) -> None:
    chosen = fields.held("desk:vote:choice")
    choice = next((each for each in BALLOTS if each == chosen), None)
    if choice is None:
        workshop_calls.tell("vote:paper", refused="Choose for, against or abstained.")
        return
    first = next(seat.id for seat in desk.seats if seat.paper)
    seat = fields.held("desk:vote:seat", first)
    new = workshop.NewBallot(vote.number, choice, fields.held("desk:vote:name") or "")
    done = At("vote:paper", "Keyed in.").do(workshop.key_in_vote, desk.workshop, seat, new)
    if done.is_done:
        fields.clear(["desk:vote:choice", "desk:vote:name"])


def _called_off(desk: Desk) -> None:
    why = fields.held("desk:vote:why") or ""
    done = At("desk", "The vote is called off.").do(workshop.call_off_vote, desk.workshop, why=why)
    if done.is_done:
        fields.clear(["desk:vote:why"])


def voting(desk: Desk, appraisal: Appraisal) -> None:
    """Show what was voted so far, and offer another vote where no round is under way."""
    for each in appraisal.votes:
        st.info(
            f"Voted: “{plain(each.words)}” {plain(counts_words(each))}. {outcome_words(each)}",
            icon=":material/how_to_vote:",
        )
    if desk.vote is not None or desk.step in ("open", "locked"):
        return
    with st.expander("Vote on a recommendation", key="desk:vote"):
        fields.text("What is voted on, in the words of the minutes",
                    fields.unsaved("desk:vote:words"), tall=True, max_chars=2_000)  # fmt: skip
        how = fields.choice("How?", list(_HOW), fields.unsaved("desk:vote:how", SECRET),
                            words=_HOW.__getitem__)  # fmt: skip
        st.caption(f"Members are told: “{what_a_vote_shows(how == NAMED)}”")
        st.button("Open the vote", key="desk:vote:open", on_click=_opened, args=(desk,))


def _opened(desk: Desk) -> None:
    words = fields.held("desk:vote:words") or ""
    is_named = fields.held("desk:vote:how", SECRET) == NAMED
    done = At("desk").do(workshop.open_vote, desk.workshop, words, is_named=is_named)
    if done.is_done:
        fields.clear(["desk:vote:words"])
