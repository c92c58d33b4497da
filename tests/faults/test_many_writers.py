"""Many at once: no failure, no fork, nothing accepted after its round's close."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from appraisal import service
from appraisal.record.changes import Edit
from appraisal.record.replay import edits_of
from appraisal.service import cache
from appraisal.settings import Settings
from appraisal.store import Store, sqlite
from appraisal.store.sqlite import ROLLBACK, WAL
from tests.faults import forks
from tests.service.examples import small_appraisal
from tests.store.cluster import the_cluster

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]
CASES = [
    pytest.param("sqlite", ROLLBACK, id="rollback"),
    pytest.param("sqlite", WAL, id="wal"),
    pytest.param("postgres", ROLLBACK, id="postgres", marks=pytest.mark.postgres),
]


@pytest.fixture
def place(request, tmp_path, monkeypatch):
    """Settings that name a store of each kind, in each mode."""
    engine, mode = request.param
    monkeypatch.setattr(sqlite, "mode_for", lambda version, network=False: mode)
    url = the_cluster().new_store_address() if engine == "postgres" else ""
    return Settings(data=tmp_path / "data", database_url=url), mode


def cases(function):
    """Run a test in each case."""
    params = [pytest.param(tuple(c.values), id=c.id, marks=c.marks) for c in CASES]
    return pytest.mark.parametrize("place", params, indirect=True)(function)


@cases
def test_sixteen_processes_append_to_one_appraisal(place):
    settings, mode = place
    id, each = forks.new_appraisal(settings, small_appraisal()), forks.size(100, 1000)
    running = [forks.start(forks.appends, settings, id, n, each, mode) for n in range(16)]

    said = [[ours.recv(), ours.recv()][1] for _, ours in running]
    for process, _ in running:
        process.join(30)

    revisions = sorted(revision for _, done in said for revision in done)
    assert revisions == list(range(1, 16 * each + 1))
    assert max(slowest for slowest, _ in said) < 15  # 3 s here on 2 cores with a load of 15
    cache.forget()
    store = Store.open(settings)
    assert service.verify_record(store, id).revision == 16 * each
    store.close()
    print(f"\nslowest of {16 * each}: {max(slowest for slowest, _ in said):.2f} s")


@cases
def test_nothing_is_accepted_after_its_round_was_closed(place):
    settings, mode = place
    count, ended = forks.size(1_200, 50_000), forks.event()
    id, began = forks.new_appraisal(settings, small_appraisal()), time.monotonic()
    members = [forks.start(forks.submits, settings, id, -(-count // 12), mode) for _ in range(12)]
    desks = [forks.start(forks.facilitates, settings, id, ended, mode) for _ in range(2)]

    said = [[ours.recv(), ours.recv()][1] for _, ours in members]
    ended.set()
    turns = sum([ours.recv(), ours.recv()][1] for _, ours in desks)
    took = time.monotonic() - began
    for process, _ in [*members, *desks]:
        process.join(30)
    acknowledged, refused = (sum(counts) for counts in zip(*said, strict=True))

    assert acknowledged + refused >= count
    print(f"\n{acknowledged + refused} operations of 14 processes in {took:.0f} s")
    nothing_came_late(settings, id, acknowledged, refused, turns)
    assert min(acknowledged, refused) >= count / 25


@pytest.fixture
def memory():
    """A folder in memory where there is one: what is tried here is order, not the disk."""
    shared = Path("/dev/shm")
    where = shared if shared.is_dir() and os.access(shared, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=where) as folder:
        yield Path(folder)


def test_two_facilitators_close_against_thousands_of_operations(memory):
    settings, count = Settings(data=memory / "data"), forks.size(10_000, 50_000)
    id, began = forks.new_appraisal(settings, small_appraisal()), time.monotonic()
    servers = [forks.start(forks.serves, settings, id, 2, count // 2) for _ in range(2)]

    said = [[ours.recv(), ours.recv()][1] for _, ours in servers]
    took = time.monotonic() - began
    for process, _ in servers:
        process.join(30)
    acknowledged, refused, turns = (sum(counts) for counts in zip(*said, strict=True))

    assert acknowledged + refused >= count
    print(f"\n{acknowledged + refused} operations on two servers in {took:.0f} s")
    nothing_came_late(settings, id, acknowledged, refused, turns)
    assert min(acknowledged, refused) >= count / 25


def nothing_came_late(settings, id, acknowledged, refused, turns):
    """See in the record that each round took only what came before it was closed."""
    cache.forget()
    store = Store.open(settings)
    number, is_open, accepted, turned = 0, False, 0, 0
    for event in store.events(id):
        for edit in edits_of(event):
            if edit.section == "performances":
                assert is_open, f"event {event.seq} came after its round's close"
                assert event.round == number
                accepted += 1
            elif edit.key == ("notes",):
                number, is_open = round_after(edit, number, is_open)
                turned += 1
    assert turned == turns  # no facilitator's turn was lost, and no round closed twice
    assert isinstance(service.verify_record(store, id), service.Kept)
    store.close()
    print(
        f"{acknowledged} acknowledged, {accepted} events, {refused} refused, "
        f"{turned} opens and closes"
    )
    assert accepted <= acknowledged  # what was sent twice is acknowledged twice and counted once
    assert accepted > acknowledged / 3
    assert turned > 4


def round_after(edit: Edit, number: int, was_open: bool) -> tuple[int, bool]:
    """The round after an edit, and whether it is open: each edit opens the next or closes this."""
    after = edit.after["round"], edit.after["open"]
    assert after == (number + (not was_open), not was_open)
    return after
