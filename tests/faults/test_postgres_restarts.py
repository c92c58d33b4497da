"""PostgreSQL is restarted and killed under twelve writers: nothing lost, nothing counted twice."""

import random
import threading
import time
from uuid import uuid4

import psycopg
import pytest

from appraisal import service
from appraisal.errors import NotSaved
from appraisal.settings import Settings
from appraisal.store import Store
from tests.faults.forks import size
from tests.service.examples import Hand, small_appraisal, to_level

pytestmark = [pytest.mark.soak, pytest.mark.postgres, pytest.mark.timeout(1800)]


class Writers:
    """Twelve members who save without a pause; each remembers what was acknowledged."""

    def __init__(self, store, ids):
        self.store, self.stop = store, threading.Event()
        self.acknowledged, self.seconds, self.refused, self.failed = [], [], [], []
        self.threads = [
            threading.Thread(target=self._write, args=(id, place))
            for place, id in enumerate(ids * (12 // len(ids)))
        ]
        for thread in self.threads:
            thread.start()

    def _write(self, id, place):
        hand, turn = Hand(f"member {place}"), 0
        while not self.stop.is_set():
            turn += 1
            level = (turn * 12 + place) % 100 + turn % 997 / 1000
            sent = hand(client_id=f"{place}-{turn}-{uuid4().hex}")
            began = time.monotonic()
            try:
                change = to_level(level)
                kept = service.amend(self.store, sent, id, change, kind="scores")
                self.acknowledged.append((id, kept.revision, kept.head, sent.client_id))
            except NotSaved as error:
                self.refused.append(str(error))
            except Exception as error:  # anything else is a failure of the test's claim
                self.failed.append(repr(error))
                return
            self.seconds.append(time.monotonic() - began)
            time.sleep(0.01)

    def end(self):
        self.stop.set()
        for thread in self.threads:
            thread.join(60)


def test_restarts_and_kills_lose_nothing_and_count_nothing_twice(cluster):
    store = Store.open(Settings(database_url=cluster.new_store_address()))
    ids = [service.start(store, Hand()(), small_appraisal()).id for _ in range(4)]
    writers, chance = Writers(store, ids), random.Random(6)
    faults = {
        "fast restart": lambda: (cluster.stop("fast"), cluster.start()),
        "immediate restart": lambda: (cluster.stop("immediate"), cluster.start()),
        "kill -9 of a backend": cluster.kill_backend,
        "kill -9 of the postmaster": cluster.kill,
    }

    outages = dict.fromkeys(faults, 0.0)
    for turn in range(size(20, 100)):
        time.sleep(chance.uniform(0.5, 1.0))
        name, began = list(faults)[turn % 4], time.monotonic()
        faults[name]()
        outages[name] = max(outages[name], answers_again(cluster) - began)
    time.sleep(1)
    writers.end()

    assert writers.failed == []
    kept = {id: {event.seq: event for event in store.events(id)} for id in ids}
    for id, revision, head, client in writers.acknowledged:
        assert (kept[id][revision].hash, kept[id][revision].client_id) == (head, client)
    clients = [event.client_id for events in kept.values() for event in events.values()]
    assert len(set(clients)) == len(clients)
    assert all(isinstance(service.verify_record(store, id), service.Kept) for id in ids)
    store.close()
    times = sorted(writers.seconds)
    ninety_nine, worst = times[int(len(times) * 0.99)], times[-1]
    print(f"\n{len(times)} writes, {len(writers.refused)} refused; longest away: {outages}")
    print(f"p99 {ninety_nine:.2f} s, worst {worst:.2f} s")
    assert writers.refused == []
    assert ninety_nine < 1
    assert worst < 30


def answers_again(cluster):
    """When the server answers again, as anyone could see."""
    while True:
        try:
            with psycopg.connect(cluster.address("postgres"), connect_timeout=5) as connection:
                connection.execute("SELECT 1")
            return time.monotonic()
        except psycopg.Error:
            time.sleep(0.02)
