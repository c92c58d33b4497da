"""Answers that arrive at the same moment are kept together, and each is seen to by itself."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event

from appraisal.errors import AppraisalError, NotSaved
from appraisal.model import Appraisal
from appraisal.service import load, save
from appraisal.service import workshop as ws
from appraisal.store import answers, group_commit
from tests.service.workshop.room import DIRECTOR, PRACTICE, SWING, WORKFORCE


def held_up(store, act, sends):
    """What becomes of several sends that all arrive while the first write is under way."""
    began, go_on = threading.Event(), threading.Event()

    def first(transaction, sent):
        began.set()
        assert go_on.wait(10)
        return list(sent)

    with ThreadPoolExecutor(len(sends) + 1) as pool:
        pool.submit(group_commit.keep, store, first, None)
        assert began.wait(10)
        waiting = [pool.submit(act, each) for each in sends]
        queue = group_commit._queues[store]
        while len(queue._waiting) < len(sends):
            threading.Event().wait(0.005)
        go_on.set()
        return [(found.exception(20), None if found.exception() else found.result())
                for found in waiting]  # fmt: skip


def seen(room, count):
    """Members whose phones were heard of just now, so that nothing else is to be noted."""
    people = room.members(count)
    for person in people:
        room.caller(person)
    return people


def test_what_comes_at_the_same_moment_takes_one_transaction(room):
    people = seen(room, 6)
    room.open(PRACTICE)
    commits = []
    event.listen(room.store.engine, "commit", commits.append)

    found = held_up(
        room.store, lambda n: room.answer(people[n], PRACTICE, 10.0 + n), range(len(people))
    )

    assert [fault for fault, _ in found if fault] == []
    assert sorted(saved.number for _, saved in found) == [1, 2, 3, 4, 5, 6]
    assert len(commits) == 2  # the one that was under way, and the six together
    kept = room.store.read(lambda t: answers.of_round(t, room.id, 1))
    assert {a.seat: a.value for a in kept} == {p.seat: 10.0 + n for n, p in enumerate(people)}
    assert room.desk().data == 6


def test_a_refusal_holds_up_nobody_else_and_keeps_nothing(room):
    good, out = seen(room, 2)
    room.open(PRACTICE)
    caller = room.caller(out)
    ws.sign_out_seat(room.store, room.by(DIRECTOR), room.id, out.seat)

    def send(n):
        if n == 0:
            return ws.answer(
                room.store, room.by(caller), room.id, out.seat, ws.NewAnswer(PRACTICE, 5.0, round=1)
            )
        return room.answer(good, PRACTICE if n == 1 else SWING, 7.0)

    (signed_out, _), (kept, saved), (not_asked, _) = held_up(room.store, send, range(3))

    assert isinstance(signed_out, ws.NotAllowed)
    assert kept is None
    assert saved.number == 1
    assert isinstance(not_asked, ws.NotAsked)
    given = room.store.read(lambda t: answers.of_round(t, room.id, 1))
    assert [(a.seat, a.value) for a in given] == [(good.seat, 7.0)]


@pytest.mark.parametrize("off", [-0.5, 100.5, float("nan"), float("inf")])
def test_a_value_off_its_scale_is_refused_and_the_others_are_kept(room, off):
    on_scale, other = seen(room, 2)
    room.open(SWING)

    found = held_up(room.store, lambda sent: room.answer(sent[0], SWING, sent[1]),
                    [(on_scale, 40.0), (other, off)])  # fmt: skip

    assert found[0][0] is None
    assert isinstance(found[1][0], ws.NotAsked)
    assert "Choose a value from 0 to 100" in str(found[1][0])
    kept = room.store.read(lambda t: answers.of_round(t, room.id, 1))
    assert [each.value for each in kept] == [40.0]


def test_an_answer_must_be_on_the_scale_as_it_is_when_it_is_kept(room):
    (person,) = seen(room, 1)
    room.open(WORKFORCE)
    room.answer(person, WORKFORCE, 55.0)
    room.show()
    before = load(room.store, room.appraisal)
    document = before.appraisal.document()
    document["criteria"][1]["scale"]["worst"] = 40
    save(room.store, room.by(DIRECTOR), before, Appraisal.from_document(document), kind="criteria")

    room.again()
    room.open(WORKFORCE)
    with pytest.raises(ws.NotAsked, match=r"55 is off the scale\. Choose a value from 0 to 40"):
        room.answer(person, WORKFORCE, 55.0, round=2)
    assert room.answer(person, WORKFORCE, 40.0, round=2).value == 40.0


def test_the_same_answer_twice_at_one_moment_counts_once(room):
    (person,) = seen(room, 1)
    room.open(PRACTICE)

    found = held_up(
        room.store, lambda _: room.answer(person, PRACTICE, 8.0, client_id="same"), range(3)
    )

    assert {saved.number for _, saved in found} == {1}
    assert len(room.store.read(lambda t: answers.of_round(t, room.id, 1))) == 1


def test_what_fails_alone_takes_nobody_with_it(store):
    def act(transaction, sent):
        if "bad" in sent:
            raise ZeroDivisionError("a slip of ours")
        return [f"kept {each}" for each in sent]

    found = held_up(store, lambda each: group_commit.keep(store, act, each), ["a", "bad", "c"])

    assert [result for _, result in found] == ["kept a", None, "kept c"]
    assert isinstance(found[1][0], ZeroDivisionError)


def test_nothing_is_said_to_be_kept_that_was_not_committed(store, monkeypatch):
    def no_commit(*_):
        raise OSError(28, "No space left on device")

    event.listen(store.engine, "commit", no_commit)
    try:
        with pytest.raises(NotSaved):
            group_commit.keep(store, lambda transaction, sent: list(sent), "x")
    finally:
        event.remove(store.engine, "commit", no_commit)
    assert group_commit.keep(store, lambda transaction, sent: list(sent), "y") == "y"


def test_a_refusal_is_raised_to_whoever_sent_it(store):
    def refuse(transaction, sent):
        return [AppraisalError("no") for _ in sent]

    with pytest.raises(AppraisalError, match="no"):
        group_commit.keep(store, refuse, 1)
