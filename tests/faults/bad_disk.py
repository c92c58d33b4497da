"""A disk that is full, read-only or gone, under a store in use. Run in a namespace of its own.

    unshare --mount [--map-root-user] python -m tests.faults.bad_disk FOLDER

Prints one JSON object: for each thing that was tried, what was said, or true.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from appraisal import service
from appraisal.errors import AppraisalError, NotSaved
from appraisal.record.verify import Finding
from appraisal.service import cache
from appraisal.settings import Settings
from appraisal.store import Store, health, opening
from tests.service.examples import Hand, small_appraisal, with_level

WORDS = "Because the findings of the last two inspections point that way. " * 200


def main(folder: Path) -> dict:
    """Try every kind of bad disk and tell what happened."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=True)
    settings, hand, told = Settings(data=folder / "data"), Hand(), {}
    store = Store.open(settings)
    kept = service.start(store, hand(), small_appraisal())

    kept, told["full"] = fill(store, kept, hand)
    for turn in range(5):  # for good: it goes on refusing, and nothing else breaks
        _, again = fill(store, kept, hand)
        told[f"still full {turn}"] = again
    told["reads when full"] = service.load(store, kept.id) == kept
    told["health when full"] = health(store).problem or "fine"
    told["new store on a full disk"] = said(lambda: Store.open(Settings(data=folder / "more")))
    told["backup to a full disk"] = said(lambda: service.back_up(store, folder / "b.sqlite3"))
    told["left behind"] = sorted(path.name for path in folder.rglob("*.part")) + sorted(
        path.name for path in folder.rglob("*.new")
    )
    remount(folder, "size=4m")
    told["saves when there is room"] = saves(store, kept, hand)
    told["whole"] = whole(store, kept.id)

    store.close()  # a disk with a file open for writing cannot be made read-only from outside
    remount(folder, "ro")
    told["read-only disk"] = said(lambda: change(store, kept, hand))
    told["reads when read-only"] = service.load(store, kept.id).id == kept.id
    told["opens when read-only"] = opens(settings)
    remount(folder, "rw")
    told["saves when writable"] = saves(store, kept, hand)

    (folder / "data").rename(folder / "elsewhere")
    told["folder gone"] = said(lambda: change(store, kept, hand))
    told["not begun anew"] = not (folder / "data").exists()
    (folder / "elsewhere").rename(folder / "data")
    told["saves when it is back"] = saves(store, kept, hand)
    told["whole at the end"] = whole(store, kept.id)
    told |= rights(settings, store, kept, hand)
    return told


def change(store, kept, hand, why=""):
    """Make one change on top of the latest."""
    latest = service.load(store, kept.id)
    after = with_level(latest.appraisal, (latest.revision * 3) % 100 + 0.5)
    return service.save(store, hand(), latest, after, kind="scores", why=why)


def fill(store, kept, hand):
    """Save until it is refused; what was acknowledged last, and what was said."""
    for _ in range(1000):
        try:
            kept = change(store, kept, hand, why=WORDS)
        except NotSaved as error:
            assert store.revision(kept.id) == kept.revision
            return kept, str(error)
    raise AssertionError("the disk never filled")


def said(act) -> str:
    """What a user is told; an empty text if nothing went wrong."""
    try:
        act()
    except AppraisalError as error:
        return f"{type(error).__name__}: {error}"
    return ""


def saves(store, kept, hand) -> bool:
    """Whether the same store saves again, and nothing acknowledged is missing."""
    before = store.revision(kept.id)
    return change(store, kept, hand).revision == before + 1 and before >= kept.revision


def opens(settings) -> bool:
    """Whether a store can be opened to read."""
    store = Store.open(settings)
    ok = len(service.recent(store)) == 1
    store.close()
    return ok


def whole(store, id) -> bool:
    """Whether the record verifies."""
    cache.forget()
    return not isinstance(service.verify_record(store, id), Finding) and not store.own_check()


def remount(folder, how) -> None:
    """Mount the same disk otherwise."""
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


def rights(settings, store, kept, hand) -> dict:
    """Take the right to write from the file and its folder, as a user who is not root."""
    store.close()
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        told: dict[str, object] = {}
        try:
            data = settings.data
            data.chmod(0o777)
            (data / opening.FILE).chmod(0o666)
            if sys.argv[2:] == ["root"]:
                os.setuid(65534)
            again = Store.open(settings)
            told["saves by rights"] = saves(again, kept, hand)
            again.close()
        except BaseException as error:
            told["failed"] = repr(error)
        os.write(theirs, json.dumps(told).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(theirs)
    first = json.loads(os.read(ours, 100_000))
    return first | without_rights(settings, kept, hand)


def without_rights(settings, kept, hand) -> dict:
    """The same with no right to write."""
    (settings.data / opening.FILE).chmod(0o444)
    settings.data.chmod(0o555)
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        told: dict[str, object] = {}
        try:
            if sys.argv[2:] == ["root"]:
                os.setuid(65534)
            store = Store.open(settings)
            told["no right to write"] = said(lambda: change(store, kept, hand))
            told["reads without it"] = service.load(store, kept.id).id == kept.id
        except BaseException as error:
            told["failed"] = repr(error)
        os.write(theirs, json.dumps(told).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(theirs)
    return json.loads(os.read(ours, 100_000))


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1])), indent=1))
