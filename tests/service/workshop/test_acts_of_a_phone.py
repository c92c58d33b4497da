"""Acts of one phone: counted, never overtaken, and an answer can be taken back."""

from __future__ import annotations

import random
from uuid import uuid4

import pytest

from appraisal.service import workshop as ws
from appraisal.store import answers
from tests.service.workshop.room import DIRECTOR, PRACTICE, SWING, Person, Room, answered


@pytest.fixture
def room(store):
    opened = Room(store)
    opened.people = opened.members(5)
    opened.open()
    return opened


def send(room, person, n, value, *, phone="a", question=SWING, id=None, **more):
    by = room.by(room.caller(person), client_id=id or uuid4().hex)
    new = ws.NewAnswer(question, value, round=1, phone=phone, n=n, **more)
    return ws.answer(room.store, by, room.id, person.seat, new)


def stored(room, person, question=SWING):
    (asked,) = (each for each in room.mine(person).questions if each.question == question)
    return asked.own


def test_an_earlier_act_that_arrives_later_is_acknowledged_and_not_applied(room):
    me = room.people[0]
    late = send(room, me, 2, 80)
    before = room.store.head(room.appraisal)

    overtaken = send(room, me, 1, 20)

    assert overtaken.overtaken
    assert not late.overtaken
    assert stored(room, me).value == 80
    assert room.store.head(room.appraisal) == before


def test_each_question_and_each_phone_is_counted_by_itself(room):
    me = room.people[0]
    send(room, me, 5, 80)

    assert not send(room, me, 1, 3, question=PRACTICE).overtaken
    assert not send(room, me, 1, 40, phone="b").overtaken
    assert stored(room, me).value == 40  # of two phones the last to arrive holds
    assert send(room, me, 4, 10).overtaken


def test_the_same_act_again_gives_the_same_receipt(room):
    me, id = room.people[0], uuid4().hex

    first = send(room, me, 1, 80, id=id)
    send(room, me, 2, 90)

    assert send(room, me, 1, 80, id=id) == first
    assert stored(room, me).value == 90


def test_two_acts_of_one_number_are_both_taken(room):
    """Two tabs of one phone may count to the same number at the same moment."""
    me = room.people[0]
    send(room, me, 1, 80)

    assert not send(room, me, 1, 90).overtaken
    assert stored(room, me).value == 90


def test_an_answer_that_is_taken_back_is_not_answered(room):
    me = room.people[0]
    answered(room, room.people, SWING, [10, 20, 30, 40, 50])

    receipt = send(room, me, 1, None, cleared=True)

    assert receipt.cleared
    assert stored(room, me) is None
    assert room.mine(me).answered == 0
    assert [seat.answered for seat in room.desk().seats] == [0, 1, 1, 1, 1]


def test_an_answer_that_is_taken_back_does_not_count_and_may_be_given_again(room):
    answered(room, room.people, SWING, [10, 20, 30, 40, 50])
    answered(room, room.people, PRACTICE, [10, 20, 30, 40, 50])
    send(room, room.people[0], 1, None, cleared=True)
    send(room, room.people[1], 1, None, cleared=True, question=PRACTICE)
    send(room, room.people[1], 2, 70, question=PRACTICE)
    room.show()

    swing, practice = (room.figures().by_question[each.key] for each in (SWING, PRACTICE))

    assert swing.spread is None  # four are too few
    assert practice.spread.count == 5


def test_an_answer_without_a_reason_of_its_own_leaves_the_one_that_stands(room):
    me, id = room.people[0], uuid4().hex
    send(room, me, 1, 40, reason="because")
    kept = send(room, me, 2, 50, reason=None, id=id)

    assert kept.reason == "because"
    assert send(room, me, 2, 50, reason=None, id=id) == kept
    assert stored(room, me).reason == "because"
    send(room, me, 3, 50, reason="")
    assert stored(room, me).reason == ""


def test_the_reason_of_who_held_the_seat_before_is_not_taken_over(room):
    me = room.people[0]
    send(room, me, 1, 40, reason="because")
    code = ws.reissue(room.store, room.by(DIRECTOR), room.id, me.seat)
    joined = ws.join(room.store, ws.Joining(code=room.code, seat_code=code), now=room.now())
    other = Person(joined.seat, joined.token)

    assert send(room, other, 1, 60, phone="b", reason=None).reason == ""


def test_an_answer_that_is_taken_back_says_nothing(room):
    for more in ({"value": 3.0}, {"value": None, "reason": "because"}):
        with pytest.raises(ValueError, match="says nothing"):
            send(room, room.people[0], 1, more.pop("value"), cleared=True, **more)


def test_a_taken_back_answer_of_a_seat_that_was_given_again_hides_nothing(room):
    me = room.people[0]
    send(room, me, 1, 40)
    send(room, me, 2, None, cleared=True)
    send(room, me, 3, 60, question=PRACTICE)
    code = ws.reissue(room.store, room.by(DIRECTOR), room.id, me.seat)
    joined = ws.join(room.store, ws.Joining(code=room.code, seat_code=code), now=room.now())

    sealed = {
        each.question
        for each in room.mine(Person(joined.seat, joined.token)).questions
        if each.sealed
    }
    assert sealed == {PRACTICE}


@pytest.mark.parametrize("seed", range(20))
def test_over_a_line_that_reorders_and_repeats_each_question_holds_the_last_act(room, seed):
    rng = random.Random(seed)
    me, acts, last = room.people[0], [], {}
    for n in range(1, 60):
        question, value = rng.choice([SWING, PRACTICE]), rng.randint(0, 100)
        cleared = rng.random() < 0.2
        acts.append((n, None if cleared else value, question, uuid4().hex, cleared))
        last[question] = None if cleared else value
    line = acts + rng.choices(acts, k=20)
    rng.shuffle(line)
    # One entry a question is under way at a time: what is lost is sent again until it is received.
    for n, value, question, id, cleared in line:
        send(room, me, n, value, question=question, id=id, cleared=cleared)

    for question, value in last.items():
        own = stored(room, me, question)
        assert (own.value if own else None) == value


class BadPhone:
    """A phone as its script behaves, on a line that delays, drops, repeats and reorders.

    It keeps one entry a question; a later act takes the place of one that was not received; it
    sends one at a time, and again until the receipt is back.
    """

    def __init__(self, room, person, rng, name):
        self.room, self.person, self.rng, self.name = room, person, rng, name
        self.caller = room.caller(person)
        self.n, self.queue, self.last, self.told = 0, {}, {}, {}
        self.old = []  # what was sent at some time, and may arrive again

    def act(self):
        question = self.rng.choice((SWING, PRACTICE))
        value = None if self.rng.random() < 0.2 else float(self.rng.randint(0, 100))
        self.n += 1
        self.last[question] = value
        self.queue[question] = (self.n, question, value, uuid4().hex)

    def line(self, sure=False):
        """Send what is first in the queue; it may arrive, twice, later, or not at all."""
        for question, entry in list(self.queue.items()):
            drawn = 1.0 if sure else self.rng.random()
            if drawn < 0.2:
                return  # lost on its way
            if drawn < 0.3 and self.old:
                self._arrive(self.rng.choice(self.old))
            receipt = self._arrive(entry)
            self.old.append(entry)
            if drawn < 0.4:
                self._arrive(entry)
            if drawn < 0.5:
                return  # it arrived, its receipt was lost
            assert not receipt.overtaken
            if self.queue.get(question) == entry:
                del self.queue[question]
            self.told[question] = entry[2]

    def _arrive(self, entry):
        n, question, value, id = entry
        new = ws.NewAnswer(question, value, 1, phone=self.name, n=n, cleared=value is None)
        by = self.room.by(self.caller, client_id=id)
        return ws.answer(self.room.store, by, self.room.id, self.person.seat, new)


@pytest.mark.parametrize(
    "acts",
    [
        pytest.param(300),
        pytest.param(1_500, marks=pytest.mark.soak),
        pytest.param(100_000, marks=[pytest.mark.hours, pytest.mark.timeout(0)]),
    ],
)
def test_whatever_the_line_does_the_last_act_of_each_member_stands(room, acts):
    rng = random.Random(acts)
    phones = [BadPhone(room, person, rng, f"p{n}") for n, person in enumerate(room.people)]
    for _ in range(acts):
        phone = rng.choice(phones)
        phone.act()
        rng.choice(phones).line()
    for phone in phones:
        phone.line(sure=True)

    kept = room.store.read(lambda t: answers.of_round(t, room.id, 1))
    assert len({each.client_id for each in kept}) == len(kept)  # 0 doubled
    counts = {}
    for each in kept:
        of = (each.seat, each.question)
        assert each.n > counts.get(of, 0), "an earlier act took the place of a later one"
        counts[of] = each.n
    for phone in phones:
        for question, value in phone.last.items():
            own = stored(room, phone.person, question)
            assert (own.value if own else None) == value
            assert phone.told[question] == value  # what was called saved is what is kept
