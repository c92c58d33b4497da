"""Child processes for the fault tests: they do real work until they are killed."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from appraisal import service
from appraisal.errors import AppraisalError
from appraisal.service import drafts
from appraisal.service.loading import head_shown
from appraisal.settings import Settings
from appraisal.store import Store, opening, sqlite
from tests.service.examples import Hand, to_level, with_level

FULL = os.environ.get("FAULTS") == "full"
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.faults.forks", "alembic.command", "alembic.config"])


def size(ci: int, full: int) -> int:
    """How many times a fault is made: fewer in CI, more under `make faults`."""
    return full if FULL else ci


def event():
    """Something that children wait for and their parent sets."""
    return _CONTEXT.Event()


def use_mode(mode: sqlite.Mode) -> None:
    """Write in this mode in this process, whatever the engine's version asks for."""
    sqlite.mode_for = lambda version, network=False: mode


def start(work, *arguments):
    """Start ``work(connection, *arguments)`` in a process; return it and our end of the pipe."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_run, args=(work, theirs, sys.path, arguments), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _run(work, connection, path, arguments):
    sys.path[:] = path
    work(connection, *arguments)


def said_until_killed(process, ours, after: float) -> list:
    """Kill a process a while after its first word; return all that it said before."""
    first = ours.recv()
    time.sleep(after)
    process.kill()
    process.join()
    said = [first]
    while True:
        try:
            said.append(ours.recv())
        except (EOFError, OSError, ValueError):
            return said


# --- What the children do ------------------------------------------------------------------------


def saves(connection, data: str, id: str, mode: sqlite.Mode) -> None:
    """Change a score again and again; say each revision and hash once it was acknowledged."""
    use_mode(mode)
    store = Store.open(Settings(data=Path(data)))
    hand = Hand(f"p{os.getpid()}")
    kept = service.load(store, id)
    connection.send("ready")
    while True:
        level = (kept.revision * 7) % 100 + 0.5
        kept = service.save(store, hand(), kept, with_level(kept.appraisal, level), kind="scores")
        connection.send((kept.revision, kept.head))


def amends(connection, data: str, id: str, mode: sqlite.Mode) -> None:
    """Change a score whatever another copy did; say each revision and hash once acknowledged."""
    use_mode(mode)
    store = Store.open(Settings(data=Path(data)))
    hand, turn = Hand(f"p{os.getpid()}"), 0
    connection.send("ready")
    while True:
        turn += 1
        level = (turn * 13 + os.getpid()) % 9900 / 100 + turn % 7 / 1000
        change = to_level(level)
        kept = service.amend(store, hand(), id, change, kind="scores")
        connection.send((kept.revision, kept.head))


def opens(connection, data: str) -> None:
    """Open a store, which migrates it; say how it went."""
    connection.send("ready")
    try:
        Store.open(Settings(data=Path(data))).close()
        connection.send("opened")
    except AppraisalError as error:
        connection.send(f"refused: {error}")


def appends(connection, settings: Settings, id: str, number: int, count: int, mode) -> None:
    """Append to one record beside others, one in ten a change; say the slowest, and each place.

    The ``number`` is this process's own from 0 to 99: no two give the same level, which would be
    no change and take no place in the record.
    """
    use_mode(mode)
    store = Store.open(settings)
    hand = Hand(f"p{os.getpid()}")
    start = service.load(store, id)
    connection.send("ready")
    slowest, done = 0.0, []
    for turn in range(count):
        began = time.monotonic()
        if turn % 10 == 9:
            change = to_level(number + (turn + 1) / 1e5)
            done.append(service.amend(store, hand(), id, change, kind="scores").revision)
        else:
            draft = drafts.draft(id, "noted", {"n": turn}, start.appraisal, hand())
            head = head_shown(id, start.appraisal)
            done.append(store.append(draft, head, base=None).seq)
        slowest = max(slowest, time.monotonic() - began)
    store.close()
    connection.send((slowest, done))


def submits(connection, settings: Settings, id: str, count: int, mode: sqlite.Mode) -> None:
    """Submit as one member; say how often it was kept and refused."""
    use_mode(mode)
    store = Store.open(settings)
    connection.send("ready")
    said = member(store, id, count, str(os.getpid()))
    store.close()
    connection.send(said)


def serves(connection, settings: Settings, id: str, members: int, count: int) -> None:
    """Be one server: a facilitator and several members at once, in the mode that is chosen here.

    Says how often members were kept and refused, and how often the facilitator had a turn.
    """
    store, ended = Store.open(settings), threading.Event()
    connection.send("ready")
    with ThreadPoolExecutor(members + 1) as pool:
        turns = pool.submit(facilitator, store, id, ended, str(os.getpid()))
        said = [
            pool.submit(member, store, id, -(-count // members), f"{os.getpid()}{number}")
            for number in range(members)
        ]
        wait(said)
        ended.set()
    store.close()
    kept, refused = (sum(counts) for counts in zip(*(each.result() for each in said), strict=True))
    connection.send((kept, refused, turns.result()))


def member(store, id, count, name) -> tuple[int, int]:
    """Submit into whatever round seems open, one in five twice; how often it was kept, refused.

    Goes on past ``count`` until one in 25 of it was kept and one in 25 was refused: a machine may
    come through all of them while one round happens to be closed.
    """
    hand = Hand(f"member {name}")
    kept = refused = turn = 0
    while kept + refused < count or min(kept, refused) < count / 25:
        turn += 1
        number = service.load(store, id).appraisal.notes.get("round", 0)
        level = (turn * 13 + int(name)) % 9900 / 100 + turn % 7 / 1000
        sent = hand()
        for _ in range(2 if turn % 5 == 0 else 1):
            if submitted(store, id, number, level, sent):
                kept += 1
            else:
                refused += 1
    return kept, refused


def submitted(store, id, number, level, sent) -> bool:
    """Whether a level was accepted into a round; it is refused by name if the round was closed."""

    def if_open_still(latest):
        notes = latest.appraisal.notes
        if notes.get("round", 0) != number or not notes.get("open"):
            raise AppraisalError("The round is closed.")
        return with_level(latest.appraisal, level)

    by = replace(sent, round=number or None, way="phone")
    try:
        service.amend(store, by, id, if_open_still, kind="scores")
    except AppraisalError as error:
        if "round is closed" not in str(error):
            raise
        return False
    return True


def facilitates(connection, settings: Settings, id: str, ended, mode: sqlite.Mode) -> None:
    """Open and close rounds beside another facilitator until told to end; say how often."""
    use_mode(mode)
    store = Store.open(settings)
    connection.send("ready")
    turns = facilitator(store, id, ended, str(os.getpid()))
    store.close()
    connection.send(turns)


def facilitator(store, id, ended, name) -> int:
    """Open and close rounds until it has ended; how often."""
    hand, turns = Hand(f"facilitator {name}"), 0
    while not ended.is_set():
        service.amend(store, hand(), id, _turned, kind="status")
        turns += 1
        time.sleep(0.05 + turns % 3 * 0.05)
    return turns


def _turned(kept):
    appraisal = kept.appraisal
    now = {"round": 0, "open": False, **appraisal.notes}
    return appraisal.changed(
        notes={"round": now["round"] + (not now["open"]), "open": not now["open"]}
    )


def new_appraisal(settings: Settings, appraisal) -> str:
    """Start an appraisal in a store and return its id."""
    store = Store.open(settings)
    kept = service.start(store, Hand()(client_id=uuid4().hex), appraisal)
    store.close()
    return kept.id


def file_of(data: Path) -> Path:
    """The SQLite file in a folder."""
    return data / opening.FILE
