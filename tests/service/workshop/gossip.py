"""Random workshops in which everybody looks at everything, and what they must not find.

Every answer is a number and a reason that nothing else can hold by chance, so that it would be
known again in anything that the services give to somebody else.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from appraisal.analysis.results import analyse
from appraisal.analysis.results_document import results_document
from appraisal.analysis.spreads import LEAST_CHANGES
from appraisal.errors import AppraisalError
from appraisal.files.appraisal_yaml.writer import write_appraisal
from appraisal.model.canonical import canonical_bytes
from appraisal.service import cache
from appraisal.service import workshop as ws
from appraisal.service.workshop.seats.interests import EVERYTHING
from appraisal.service.workshop.views import change_marks
from tests.service.workshop.room import DIRECTOR, PRACTICE, SWING, WORKFORCE, Person, Room

QUESTIONS = (SWING, PRACTICE, WORKFORCE)


@dataclass
class Truth:
    """What really happened: the test's own book, kept apart from the services."""

    answers: dict[tuple[int, str, str], tuple[float | None, str]] = field(default_factory=dict)
    left_out: set[tuple[str, str]] = field(default_factory=set)
    counted: dict[tuple[int, str], dict[str, float]] = field(default_factory=dict)
    shown: dict[tuple[int, str], ws.Spread] = field(default_factory=dict)
    reasons: set[str] = field(default_factory=set)  # shown to the room, without a name
    marks: dict[str, tuple[str, int]] = field(default_factory=dict)  # mark -> seat, round


class Gossip:
    """One random workshop. ``run`` raises AssertionError at the first thing that leaks."""

    def __init__(self, store, seed: int) -> None:
        self.rng = random.Random(seed)
        self.room = Room(store, threshold=self.rng.choice((3, 5, 5, 5, 6)))
        self.truth, self.looks = Truth(), 0
        self.members = [self._come_in() for _ in range(self.rng.randint(2, 8))]
        self.others = {role: self._come_in(role) for role in ("facilitator", "observer")}

    def _come_in(self, role="member") -> Person:
        room = self.room
        joined = ws.join(room.store, ws.Joining(code=room.code), now=room.now())
        ws.admit(room.store, room.by(DIRECTOR), room.id, joined.seat, role)
        entered = ws.enter(room.store, joined.token, room.now())
        return Person(entered.seat, entered.token)

    def run(self) -> None:
        """Go through up to three rounds, everybody looking in between."""
        for round in range(1, self.rng.randint(2, 3) + 1):
            self._round(round)
            if self.rng.random() < 0.3:
                self.members.append(self._come_in())

    def _round(self, round: int) -> None:
        asked = [q for q in QUESTIONS if self.rng.random() < 0.8] or [PRACTICE]
        threshold = self.room.desk().threshold
        self.room.open(*asked)
        for question in asked:
            for person in self.members:
                if round == 1 or self.rng.random() < 0.5:
                    self._answer(round, person, question)
                else:
                    self._repeat(round, person, question)
        if self.rng.random() < 0.2:
            self._declare(self.rng.choice(self.members))
        self._look()
        self.room.lock()
        self._look()
        if self.rng.random() < 0.1:
            by = self.room.by(DIRECTOR)
            ws.call_off_round(self.room.store, by, self.room.id, why="So")
            self._look()
            return
        self._count(round, asked)
        self.room.reveal()
        self._check_figures(round, asked, threshold)
        if self.rng.random() < 0.3:
            self._dissent(self.rng.choice(self.members))
        self._look()
        self.room.again()

    def _answer(self, round, person, question) -> None:
        for _ in range(self.rng.choice((1, 1, 2))):
            value = None if self.rng.random() < 0.15 else round_to(self.rng.uniform(1, 59), 9)
            self._give(round, person, question, value)

    def _repeat(self, round, person, question) -> None:
        """Say the same value again, as people do in a second round."""
        before = self.truth.answers.get((round - 1, person.seat, question.key))
        if before is not None:
            self._give(round, person, question, before[0])

    def _give(self, round, person, question, value) -> None:
        reason = f"because-{self.rng.getrandbits(60):x}"
        try:
            self.room.answer(person, question, value, round=round, reason=reason)
        except ws.NotAsked:
            assert self._is_out(person.seat, question)
            return
        self.truth.answers[round, person.seat, question.key] = (value, reason)
        self.truth.marks[reason] = (person.seat, round)
        if value is not None:
            self.truth.marks.setdefault(repr(value), (person.seat, round))

    def _declare(self, person) -> None:
        about = self.rng.choice((EVERYTHING, "practice", "workforce"))
        ws.declare_interest(
            self.room.store,
            self.room.by(DIRECTOR),
            self.room.id,
            person.seat,
            ws.NewInterest(about, "So", "pecuniary"),
        )
        self.truth.left_out.add((person.seat, about))

    def _dissent(self, person) -> None:
        caller, room = self.room.caller(person), self.room
        ws.record_dissent(room.store, room.by(caller), room.id, "practice", "No.")

    def _is_out(self, seat, question) -> bool:
        return bool({(seat, EVERYTHING), (seat, question.criterion)} & self.truth.left_out)

    def _count(self, round, asked) -> None:
        for question in asked:
            self.truth.counted[round, question.key] = {
                seat: value
                for (n, seat, key), (value, _) in self.truth.answers.items()
                if (n, key) == (round, question.key)
                and value is not None
                and not self._is_out(seat, question)
            }

    # --- What must hold --------------------------------------------------------------------------

    def _check_figures(self, round, asked, threshold) -> None:
        found = self.room.figures(round).by_question
        assert set(found) == {question.key for question in asked}
        for key, figure in found.items():
            now = self.truth.counted[round, key]
            if figure.spread is None:
                continue
            assert figure.spread.count == len(now) >= threshold
            assert (figure.spread.ends is None) == (len(now) < 8)
            for earlier, same in self.truth.shown:
                if same == key:
                    before = self.truth.counted[earlier, key]
                    changed = {s for s in {*before, *now} if before.get(s) != now.get(s)}
                    assert len(changed) >= LEAST_CHANGES, "so few changes lie between two figures"
            self.truth.shown[round, key] = figure.spread
            self.truth.reasons |= set(figure.reasons)

    def _look(self) -> None:
        """Some of them read everything there is; nobody finds another seat's answer."""
        public = {
            repr(value)
            for spread in self.truth.shown.values()
            for pair in (spread.middle, spread.quartiles or (), spread.ends or ())
            for value in pair
        } | self.truth.reasons
        person = self.rng.choice(self.members)
        for text in self._views(self.room.caller(person), person.seat):
            self._search(text, own=person.seat, public=public)
        callers = [DIRECTOR, *(self.room.caller(each) for each in self.others.values())]
        for text in self._views(self.rng.choice(callers), self.rng.choice(self.members).seat):
            self._search(text, own=None, public=public)
        self._search_record(public)

    def _views(self, caller, seat):
        store, id = self.room.store, self.room.id
        looks = [
            lambda: ws.desk(store, caller, id),
            lambda: ws.screen(store, caller, id),
            lambda: change_marks.mark(store, caller, id),
            lambda: ws.dividing(store, caller, id),
            lambda: ws.room_appraisal(store, caller, id).document(),
            lambda: ws.mine(store, caller, id, seat),
            lambda: ws.mine(store, caller, id, self.rng.choice(self.members).seat),
            *(lambda n=n: ws.figures(store, caller, id, n) for n in (None, 1, 2, 3)),
        ]
        for look in looks:
            try:
                yield repr(look())
            except AppraisalError as error:
                yield str(error)
            self.looks += 1

    def _search(self, text, *, own, public) -> None:
        for mark, (seat, _) in self.truth.marks.items():
            if seat != own and mark in text and mark not in public:
                same = {s for (_, s, _), (v, _) in self.truth.answers.items() if repr(v) == mark}
                assert own in same, f"{mark} of {seat} was found by {own or 'the desk'}"

    def _search_record(self, public: set[str]) -> None:
        """While a workshop is open, neither its record nor any file of it holds an answer."""
        kept = cache.latest(self.room.store, self.room.appraisal)
        record = "".join(canonical_bytes(e.document()).decode() for e in self.room.events())
        results = results_document(analyse(kept.appraisal, draws=0))
        files = write_appraisal(kept.appraisal) + repr(results)
        for text in (record, repr(kept), files):
            self._search(text, own=None, public=public)
        assert kept.appraisal.members == ()
        for event in self.room.events():
            told = canonical_bytes(event.document()).decode()
            for person in self.members:
                if person.seat in told:
                    assert not re.search(r'"m\d+"|Member \d', told), "a seat beside a number"


def round_to(value: float, digits: int) -> float:
    """A value so fine that no other would be the same by chance."""
    return round(value, digits)
