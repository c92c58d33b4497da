"""What keeping costs: a save, a load, a replay, the revision poll, and appends on both engines."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from appraisal import service
from appraisal.service import cache, drafts
from appraisal.service.acting import By
from appraisal.service.loading import head_shown
from appraisal.settings import Settings
from appraisal.store import Store
from tests.service.examples import DIRECTOR, Hand, full_appraisal, small_appraisal, with_level
from tests.store.cluster import binaries, the_cluster

RECORDS, APPENDS = 1_000, 5_000
# Targets in milliseconds, median: on two quiet cores.
TARGETS = {"save": 10.0, "load": 1.0, "revision": 1.0, "replay of 500": 200.0}


def main() -> bool:
    """Print the tables; return whether every target was reached."""
    reached = True
    with tempfile.TemporaryDirectory() as folder:
        stores = {"SQLite": Settings(data=Path(folder) / "data")}
        if binaries():
            stores["PostgreSQL"] = Settings(database_url=the_cluster().new_store_address())
        for name, settings in stores.items():
            store = Store.open(settings)
            print(f"{name}: {store.mode}")
            reached &= _one_score_at_a_time(store)
            reached &= _appends(store)
            store.close()
    return reached


def _one_score_at_a_time(store: Store) -> bool:
    """Save 500 scores of an appraisal of 56 cells, one at a time, as a page does."""
    hand, times = Hand(), {name: [] for name in TARGETS}
    kept = service.start(store, hand(), full_appraisal())
    id = kept.id
    for turn in range(500):
        level = 31 + turn % 20
        before = time.perf_counter()
        after = with_level(kept.appraisal, level, option="o1", criterion=f"c{turn % 14}")
        kept = service.save(store, hand(), kept, after, kind="scores")
        times["save"].append(time.perf_counter() - before)
        times["load"].append(_seconds(lambda: service.load(store, id)))
        times["revision"].append(_seconds(lambda: store.revision(id)))
    for _ in range(3):
        cache.forget()
        times["replay of 500"].append(_seconds(lambda: service.load(store, id)))
    reached = True
    for name, seconds in times.items():
        ms = sorted(1000 * second for second in seconds)
        median, target = statistics.median(ms), TARGETS[name]
        reached &= median < target
        print(f"  {name:<14} median {median:7.2f} ms   p95 {ms[int(len(ms) * 0.95)]:7.2f} ms   "
              f"target {target:g} ms{'' if median < target else '  MISSED'}")  # fmt: skip
    return reached


def _appends(store: Store) -> bool:
    """Append 5,000 hash-chained events across 1,000 appraisals, one transaction each.

    Returns whether the poll that every open page makes, one indexed read, is quick enough.
    """
    hand, small = Hand(), small_appraisal()
    began = time.perf_counter()
    ids = [service.start(store, hand(), small).id for _ in range(RECORDS)]
    made = time.perf_counter() - began
    heads = {id: head_shown(id, small) for id in ids}
    now = hand().now
    began = time.perf_counter()
    for turn in range(APPENDS):
        id = ids[turn % RECORDS]
        who = By(DIRECTOR, now, uuid4().hex, under="bench", way="screen")
        store.append(drafts.draft(id, "noted", {"n": turn}, small, who), heads[id], base=None)
    took = time.perf_counter() - began
    polls = sorted(1000 * _seconds(lambda id=id: store.revision(id)) for id in ids)
    median, target = statistics.median(polls), TARGETS["revision"]
    print(f"  {RECORDS:,} appraisals begun: {RECORDS / made:,.0f}/s;  {APPENDS:,} appends: "
          f"{APPENDS / took:,.0f}/s")  # fmt: skip
    print(f"  revision poll among {RECORDS:,}: median {median:.2f} ms   "
          f"p95 {polls[int(len(polls) * 0.95)]:.2f} ms   "
          f"target {target:g} ms{'' if median < target else '  MISSED'}")  # fmt: skip
    return median < target


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
