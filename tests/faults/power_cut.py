"""Power cuts, simulated: a file system that remembers what was never brought safely to the disk.

Run in a process of its own, since it brings a second SQLite library (apsw's):

    python -m tests.faults.power_cut FOLDER JOURNAL SYNCHRONOUS COMMITS POINTS SEED

A base file made by the store is loaded into a file system written in Python, which notes every
write, truncation, sync and deletion while real events are appended as the store appends them. Then
the power is cut at random points: what was synced stays; of each unsynced 512-byte sector half are
kept, some are filled with noise, the rest are as they were; unsynced deletions and truncations
happened or not. Each outcome is written out, opened with the SQLite that the product itself uses,
and compared. Prints one JSON line: points, lost (an acknowledged event is missing), broken.
"""

# ruff: noqa: N802 - the names are those of apsw
from __future__ import annotations

import json
import random
import sqlite3
import sys
from pathlib import Path

SECTOR = 512


def main(folder: str, journal: str, synchronous: str, commits: int, points: int, seed: int) -> dict:
    """Record a run of commits, cut the power at random points, and count what was lost."""
    base = Path(folder) / "base.sqlite3"
    rows, statements = prepared(base, commits)
    log, safe = recorded_run(Path(folder), base, journal, synchronous, rows, statements)
    chance = random.Random(seed)
    counts = {"points": points, "lost": 0, "broken": 0, "operations": len(log)}
    for _ in range(points):
        cut = chance.randrange(len(log) + 1)
        files = survivors(log[:cut], safe, chance)
        acknowledged = sum(1 for operation in log[:cut] if operation[0] == "ack")
        outcome = looked_at(Path(folder) / "after", files, rows, acknowledged)
        if outcome:
            counts[outcome] += 1
    return counts


def prepared(base: Path, commits: int):
    """Make a store with one record; return the rows to be appended and the statements to do it."""
    from sqlalchemy.dialects import sqlite as dialect

    from appraisal import service
    from appraisal.settings import Settings
    from appraisal.store import Store, opening, rows
    from tests.service.examples import Hand, small_appraisal, with_level

    store, hand = Store.open(Settings(data=base.parent / "data")), Hand()
    kept = service.start(store, hand(), small_appraisal())
    opening.copy_file(store.file, base)
    for n in range(commits):
        after = with_level(kept.appraisal, n % 97 + 0.5)
        kept = service.save(store, hand(), kept, after, kind="scores", why="w" * (n * 37 % 900))
    appended = [rows.event_row(event) for event in store.events(kept.id, after=0)]
    store.close()
    compiled = [
        str(statement.compile(dialect=dialect.dialect(paramstyle="named")))
        for statement in (rows.INSERT_EVENT, rows.MOVE_HEAD)
    ]
    return appended, compiled


def recorded_run(folder, base, journal, synchronous, rows, statements) -> tuple:
    """Append the rows on the remembering file system; return what was asked, and what was safe."""
    import apsw

    log: list[tuple] = []
    names = {}

    def known(name: str) -> str:
        return names.setdefault(name, "db" + name.rpartition("live.sqlite3")[2])

    class File(apsw.VFSFile):
        def __init__(self, name, flags):
            self.label = known(name.filename() if isinstance(name, apsw.URIFilename) else name)
            log.append(("open", self.label))
            super().__init__("", name, flags)

        def xWrite(self, data, offset):
            log.append(("write", self.label, offset, bytes(data)))
            super().xWrite(data, offset)

        def xTruncate(self, size):
            log.append(("truncate", self.label, size))
            super().xTruncate(size)

        def xSync(self, flags):
            log.append(("sync", self.label))

        def xSectorSize(self):
            return 4096

        def xDeviceCharacteristics(self):
            return 0

    class Remembering(apsw.VFS):
        def __init__(self):
            super().__init__("remembering", "")

        def xOpen(self, name, flags):
            return File(name, flags)

        def xDelete(self, name, syncdir):
            log.append(("delete", known(name), bool(syncdir)))
            super().xDelete(name, syncdir)

    keep = Remembering()
    live = folder / "live.sqlite3"
    live.write_bytes(base.read_bytes())
    connection = apsw.Connection(str(live), vfs="remembering")
    if journal == "WAL":  # there is no shared memory in a file system written in Python
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("SELECT count(*) FROM event").fetchall()
    # what came before the run is taken as safe
    safe = {known(str(path)): path.read_bytes() for path in folder.glob("live.sqlite3*")}
    log.clear()
    for row in rows:
        moved = {f"new_{key}": row[key] for key in ("hash",)}
        values = {
            "of": row["appraisal"], "new_title": "t", "new_authority": "", "new_status": "draft",
            "new_archived": 0, "new_held": 0, "new_deleted": 0,
            "new_saved_at": row["at_utc"], "new_revision": row["seq"],
            "new_head": moved["new_hash"],
        }  # fmt: skip
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(statements[0], row)
        connection.execute(statements[1], values)
        connection.execute("COMMIT")
        log.append(("ack",))
    del keep
    return list(log), safe


def survivors(log: list, durable: dict, chance: random.Random) -> dict:
    """What stands on the disk after the power was cut at the end of this log."""
    durable = dict(durable)
    pending: dict[str, list] = {name: [] for name in durable}
    new: set[str] = set()  # made, and its name not yet safe in the folder
    deleted: dict[str, bytes | None] = {}
    for operation in log:
        what, name = operation[0], operation[1] if len(operation) > 1 else ""
        if what == "open" and name not in durable:
            durable[name], pending[name] = b"", []
            new.add(name)
        elif what in ("write", "truncate"):
            pending[name].append(operation)
        elif what == "sync":
            durable[name] = applied(durable[name], pending[name], None)
            pending[name] = []
            new.discard(name)
        elif what == "delete":
            left = applied(durable.pop(name, b""), pending.pop(name, []), chance)
            new.discard(name)
            deleted[name] = None if operation[2] else left
    files = {name: applied(data, pending[name], chance) for name, data in durable.items()}
    for name in new:
        if chance.random() < 0.5:
            files.pop(name)
    for name, gone in deleted.items():
        if name not in durable and gone is not None and chance.random() < 0.5:
            files[name] = gone
    return files


def applied(data: bytes, operations: list, chance: random.Random | None) -> bytes:
    """The file after these operations: all of them, or, with ``chance``, as the cut leaves it."""
    out = bytearray(data)
    for operation in operations:
        if operation[0] == "truncate":
            if chance is None or chance.random() < 0.5:
                size = operation[2]
                out = out[:size] + bytes(max(0, size - len(out)))
            continue
        _, _, offset, written = operation
        if chance is None:
            _put(out, offset, written)
            continue
        start = 0
        while start < len(written):  # sector by sector
            step = min(SECTOR - (offset + start) % SECTOR, len(written) - start)
            fate = chance.random()
            if fate < 0.5:
                _put(out, offset + start, written[start : start + step])
            elif fate < 0.6:
                _put(out, offset + start, chance.randbytes(step))
            start += step
    return bytes(out)


def _put(out: bytearray, offset: int, data: bytes) -> None:
    if len(out) < offset:
        out.extend(bytes(offset - len(out)))
    out[offset : offset + len(data)] = data


def looked_at(folder: Path, files: dict, rows: list, acknowledged: int) -> str | None:
    """Open what is left with the product's own SQLite: None, ``lost`` or ``broken``."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, data in files.items():
        (folder / f"after.sqlite3{name[2:]}").write_bytes(data)
    columns = list(rows[0])
    try:
        connection = sqlite3.connect(folder / "after.sqlite3", timeout=1)
        sound = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        found = connection.execute(
            f"SELECT {', '.join(columns)} FROM event WHERE seq > 0 ORDER BY seq"
        ).fetchall()
        head = connection.execute("SELECT revision FROM appraisal").fetchone()[0]
        connection.close()
    except sqlite3.DatabaseError:
        return "broken"
    expected = [tuple(row[name] for name in columns) for row in rows[: len(found)]]
    if not sound or found != expected or head != len(found):
        return "broken"
    return "lost" if len(found) < acknowledged else None


if __name__ == "__main__":
    path, journal, synchronous, *numbers = sys.argv[1:]
    print(json.dumps(main(path, journal, synchronous, *map(int, numbers))))
