"""A vote: what is counted, what is kept, and that nobody sees how anybody votes."""

from __future__ import annotations

import datetime as dt

import pytest

from appraisal.errors import AppraisalFrozen
from appraisal.service import load, save, undo
from appraisal.service import workshop as ws
from appraisal.service.workshop.views.change_marks import mark
from appraisal.store import votes
from tests.service.workshop.room import DIRECTOR, PRACTICE, kinds

MOTION = "That an independent trust be set up."


def opened(room, **how):
    ws.open_vote(room.store, room.by(DIRECTOR), room.id, MOTION, **how)


def cast(room, person, choice, number=1, **more):
    by = room.by(room.caller(person))
    ws.cast_vote(room.store, by, room.id, person.seat, ws.NewBallot(number, choice, **more))


def close(room):
    ws.close_vote(room.store, room.by(DIRECTOR), room.id)


def ballots(room):
    return room.store.read(lambda t: votes.ballots(t, votes.last(t, room.id)))


def test_a_secret_vote_keeps_the_counts_and_deletes_who_voted_how(room):
    people = room.members(5)
    opened(room)
    for person, choice in zip(people, ["for", "for", "against", "abstain"], strict=False):
        cast(room, person, choice)
    assert (room.desk().vote.voted, room.desk().vote.may_vote) == (4, 5)
    assert len(ballots(room)) == 4
    close(room)

    (vote,) = room.kept().votes
    assert (vote.votes_for, vote.votes_against, vote.abstained) == (2, 1, 1)
    assert (vote.words, vote.by_name) == (MOTION, ())
    assert vote.date == dt.date(2026, 11, 21)
    assert ballots(room) == []
    assert room.desk().vote is None
    assert kinds(room)[-2:] == ["vote_opened", "voted"]


def test_a_vote_by_name_keeps_the_names_and_asks_for_them(room):
    people = room.members(2)
    opened(room, is_named=True)
    with pytest.raises(ws.ReasonNeeded, match="by name"):
        cast(room, people[0], "for")
    cast(room, people[0], "for", name="Cllr Poe")
    cast(room, people[1], "against", name="Cllr Ash")
    close(room)

    (vote,) = room.kept().votes
    assert [(each.name, each.vote) for each in vote.by_name] == [
        ("Cllr Ash", "against"),
        ("Cllr Poe", "for"),
    ]


def test_the_last_vote_of_a_person_counts_once(room):
    people = room.members(4)
    opened(room)
    for person in people:
        cast(room, person, "for")
    cast(room, people[0], "against")
    ws.count_as(room.store, room.by(DIRECTOR), room.id, people[0].seat, people[1].seat)
    close(room)

    (vote,) = room.kept().votes
    assert (vote.votes_for, vote.votes_against) == (2, 1)  # the later of that person's two


def test_until_it_is_closed_nobody_but_oneself_sees_a_vote(room):
    people = room.members(3)
    opened(room)
    cast(room, people[0], "against")

    assert room.mine(people[0]).vote.choice == "against"
    assert room.mine(people[1]).vote.choice is None
    assert "against" not in str(room.desk())
    assert "against" not in str([event.document() for event in room.events()])


def test_a_seat_that_was_given_again_does_not_show_the_vote_before(room):
    people = room.members(3)
    opened(room)
    cast(room, people[0], "against")
    code = ws.reissue(room.store, room.by(DIRECTOR), room.id, people[0].seat)
    joined = ws.join(room.store, ws.Joining(code=room.code, seat_code=code), now=room.now())
    people[0].token = joined.token

    assert room.mine(people[0]).vote.choice is None
    assert room.desk().vote.voted == 1  # it counts all the same


def test_of_too_few_a_secret_vote_is_not_closed(room):
    people = room.members(3)
    opened(room)
    with pytest.raises(ws.WrongStep, match="Nobody has voted"):
        close(room)
    cast(room, people[0], "for")
    cast(room, people[1], "for")
    with pytest.raises(ws.WrongStep, match="Fewer than 3"):
        close(room)

    assert room.kept().votes == ()


def test_after_the_close_no_vote_is_taken(room):
    people = room.members(3)
    opened(room)
    for person in people:
        cast(room, person, "for")
    close(room)

    with pytest.raises(ws.WrongStep, match="closed"):
        cast(room, people[0], "against")
    opened(room)
    with pytest.raises(ws.WrongStep, match="closed"):
        cast(room, people[0], "against", number=1)


def test_a_member_with_an_interest_in_the_whole_does_not_vote(room):
    people = room.members(4)
    opened(room)
    cast(room, people[0], "for")
    ws.declare_interest(
        room.store,
        room.by(DIRECTOR),
        room.id,
        people[0].seat,
        ws.NewInterest("", "So", "pecuniary"),
    )

    with pytest.raises(ws.WrongStep, match="interest"):
        cast(room, people[0], "against")
    assert (room.desk().vote.voted, room.desk().vote.may_vote) == (0, 3)


def test_no_round_and_no_end_while_a_vote_is_open(room):
    room.members(3)
    opened(room)
    for act in (
        lambda: room.open(PRACTICE),
        lambda: ws.end_workshop(room.store, room.by(DIRECTOR), room.id),
        lambda: opened(room),
    ):
        with pytest.raises(ws.WrongStep, match="vote"):
            act()
    ws.call_off_vote(room.store, room.by(DIRECTOR), room.id, why="Not yet")
    room.open(PRACTICE)
    with pytest.raises(ws.WrongStep, match="before a vote"):
        opened(room)


def test_what_is_agreed_takes_no_vote_any_more(room):
    room.members(3)
    kept = load(room.store, room.appraisal)
    agreed = kept.appraisal.changed(status="agreed")
    save(room.store, room.by(DIRECTOR), kept, agreed, kind="status")

    with pytest.raises(AppraisalFrozen, match="before it is agreed"):
        opened(room)


def test_a_vote_called_off_leaves_nothing_behind(room):
    people = room.members(3)
    opened(room)
    cast(room, people[0], "for")
    with pytest.raises(ws.ReasonNeeded):
        ws.call_off_vote(room.store, room.by(DIRECTOR), room.id, why=" ")
    ws.call_off_vote(room.store, room.by(DIRECTOR), room.id, why="Wrong words")

    assert ballots(room) == []
    assert (room.kept().votes, room.desk().vote) == ((), None)


def test_an_officer_cannot_undo_a_vote(room):
    people = room.members(3)
    before = load(room.store, room.appraisal).undo
    opened(room)
    for person in people:
        cast(room, person, "for")
    close(room)

    assert load(room.store, room.appraisal).undo == before
    if before:
        undo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
    assert len(room.kept().votes) == 1


def test_the_screen_shows_the_vote_as_it_opens_and_what_came_of_it(room):
    people = room.members(3)
    observer = room.person("observer")
    opened(room)
    assert ws.screen(room.store, room.caller(observer), room.id).shows == ("vote", 1)
    for person in people:
        cast(room, person, "for")
    close(room)
    now = ws.screen(room.store, room.caller(observer), room.id)

    assert (now.shows, now.vote) == (("vote", 1), None)
    assert ("vote", 1) in room.desk().can_show


def test_every_phone_is_told_that_a_vote_was_opened_and_closed(room):
    (person, *others) = room.members(3)
    marks = [mark(room.store, room.caller(person), room.id)]
    opened(room)
    marks.append(mark(room.store, room.caller(person), room.id))
    for each in (person, *others):
        cast(room, each, "for")
    assert mark(room.store, room.caller(person), room.id) == marks[-1]
    close(room)
    marks.append(mark(room.store, room.caller(person), room.id))

    assert len(set(marks)) == 3


def test_who_has_no_phone_votes_by_the_desk_and_nobody_else_does(room):
    people = room.members(2)
    paper = ws.paper_seat(room.store, room.by(DIRECTOR), room.id, "Cllr Low")
    opened(room)
    for person in people:
        cast(room, person, "for")

    def key(seat):
        ballot = ws.NewBallot(1, "against")
        ws.key_in_vote(room.store, room.by(DIRECTOR), room.id, seat, ballot)

    key(paper)
    with pytest.raises(ws.NotAllowed, match="paper seat"):
        key(people[0].seat)
    with pytest.raises(ws.WrongStep, match="on phones"):
        close(room)  # the desk knows one of three, and the counts would tell it the others
    cast(room, room.person(), "for")
    close(room)

    (vote,) = room.kept().votes
    assert (vote.votes_for, vote.votes_against) == (3, 1)


def test_of_a_vote_called_off_the_screen_shows_nothing_nor_the_one_before(room):
    people = room.members(3)
    observer = room.person("observer")
    opened(room)
    for person in people:
        cast(room, person, "for")
    close(room)
    ws.open_vote(room.store, room.by(DIRECTOR), room.id, "That it wait.")
    ws.call_off_vote(room.store, room.by(DIRECTOR), room.id, why="Wrong words")
    now = ws.screen(room.store, room.caller(observer), room.id)

    assert (now.shows, now.vote, now.voted_on) == (("join", 1), None, "")
