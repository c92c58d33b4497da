"""A crowd in processes of its own: members who send, repeat and replay, and two facilitators."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from uuid import uuid4

from appraisal.errors import StaleRevision
from appraisal.model.workshop import Question
from appraisal.service import workshop as ws
from appraisal.service.acting import By
from appraisal.settings import Settings
from appraisal.store import Store
from tests.service.workshop.room import DIRECTOR, SWING

QUESTIONS = (SWING, Question("workforce"))  # swings do not pile up round by round, as levels do


def now():
    return dt.datetime.now(dt.UTC)


class Member:
    """One phone: sends answers as fast as it can, and keeps what it was told."""

    def __init__(self, store, workshop, seats, me, operations, seed):
        self.store, self.workshop, self.seats, self.me = store, workshop, seats, me
        self.left, self.rng = operations, random.Random(seed)
        self.sent, self.acks, self.counts, self.wrong = [], [], Counter(), []

    def run(self):
        seat, token = self.seats[self.me]
        while self.left > 0:
            caller = ws.who(self.store, token, now())
            round = ws.mine(self.store, caller, self.workshop, seat).round
            for _ in range(min(12, self.left)):
                self.left -= 1
                self._act(caller, seat, round)

    def _act(self, caller, seat, round):
        draw = self.rng.random()
        if self.sent and draw < 0.2:
            self._repeat(caller, seat)
        elif self.sent and draw < 0.25:
            self._replay_as_another()
        else:
            self._say(caller, seat, round)

    def _say(self, caller, seat, round):
        value = self.rng.randint(0, 100)
        given = (round, self.rng.choice(QUESTIONS).key, value, uuid4().hex)
        receipt = self._send(caller, seat, given)
        if receipt:
            self.acks.append([*given, receipt.number])
            self.sent.append((given, receipt))
            del self.sent[:-5]

    def _repeat(self, caller, seat):
        """A double tap, or a phone that sends again because no answer came."""
        given, first = self.rng.choice(self.sent)
        if self._send(caller, seat, given) != first:
            self.wrong.append(f"{given} sent twice gave another receipt")
        self.counts["duplicates"] += 1

    def _replay_as_another(self):
        given, _ = self.rng.choice(self.sent)
        other, token = self.seats[(self.me + 1) % len(self.seats)]
        caller = ws.who(self.store, token, now())
        try:
            self._send(caller, other, given)
        except ws.Replayed:
            self.counts["replays refused"] += 1
        else:
            self.wrong.append(f"{given} was taken from another seat")

    def _send(self, caller, seat, given):
        round, key, value, client_id = given
        try:
            return ws.answer(
                self.store,
                By(caller, now(), client_id),
                self.workshop,
                seat,
                ws.NewAnswer(Question.from_key(key), value, round=round),
            )
        except ws.RoundClosed:
            self.counts["refused after close"] += 1
            return None


class Facilitator:
    """Opens, locks and shows rounds while another does the same."""

    def __init__(self, store, given, going, seed):
        self.store, self.going = store, going
        self.workshop, self.appraisal = given["workshop"], given["appraisal"]
        self.rng, self.counts, self.at_lock = random.Random(seed), Counter(), {}

    def run(self):
        while self.going():
            for step in (self._open, self._lock, self._reveal, self._again):
                try:
                    step()
                except (ws.WrongStep, StaleRevision):
                    self.counts["the other was quicker"] += 1
                time.sleep(self.rng.uniform(0, 0.05))

    def by(self, caller):
        return By(caller, now(), uuid4().hex)

    def _open(self):
        ws.open_round(self.store, self.by(DIRECTOR), self.workshop, QUESTIONS)
        time.sleep(self.rng.uniform(0.2, 1.5))

    def _lock(self):
        by = self.by(DIRECTOR)
        ws.lock_round(self.store, by, self.workshop)
        round = self.store.sent(self.appraisal, by.client_id).round  # the one that was closed
        self.at_lock[round] = count_answers(self.store, self.workshop, round)
        self.counts["closes"] += 1

    def _reveal(self):
        ws.reveal_round(self.store, self.by(DIRECTOR), self.workshop)

    def _again(self):
        ws.go_to(self.store, self.by(DIRECTOR), self.workshop, "set_up")


def count_answers(store, workshop, round):
    """How many answers a round holds now, earlier ones of a seat too."""
    from appraisal.store import answers

    return len(store.read(lambda t: answers.of_round(t, workshop, round)))


def main(arguments):
    """Run part of the crowd and print what it was told, as JSON."""
    given = json.loads(Path(arguments.plan).read_text())
    store = Store.open(Settings(data=Path(given["data"]), database_url=given["url"]))
    members = [
        Member(
            store, given["workshop"], given["seats"], me, given["operations"], given["seed"] + me
        )
        for me in arguments.members
    ]
    threads = [threading.Thread(target=member.run) for member in members]
    for thread in threads:
        thread.start()
    desk = Facilitator(store, given, lambda: any(t.is_alive() for t in threads),
                       arguments.desk)  # fmt: skip
    desk.run()
    for thread in threads:
        thread.join()
    told = {
        "acks": {str(member.me): member.acks for member in members},
        "counts": dict(sum((m.counts for m in members), desk.counts)),
        "wrong": [fault for member in members for fault in member.wrong],
        "at_lock": desk.at_lock,
        "left": sum(member.left for member in members),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--plan", required=True)
    parser.add_argument("--desk", type=int, required=True)
    parser.add_argument("--members", type=int, nargs="+", required=True)
    main(parser.parse_args())
