"""A workshop under load: 40 to 2,000 phones and a big screen on one process.

Real HTTP clients on loopback, on the same machine as the server. Each thinks for 5 to 15 seconds
after a save and then sets another value, so that 1,000 members save about 100 times a second. Each
also looks every two seconds whether its page is out of date, as our own script does, and the big
screen is drawn every two seconds. A save counts from sending the value until its receipt is back;
after 30 s it is lost. At the end each seat's last answer in the store must be the one that its page
called saved.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from appraisal.settings import Settings
from appraisal.store import Store
from tests.bench.phones import BigScreen, Phone
from tests.bench.workshop_places import Place, open_place, saved_first
from tests.browser.harness import RunningApp

SECONDS = float(os.environ.get("BENCH_WORKSHOP_SECONDS", "30"))
THINK = 10.0  # seconds between a member's saves
AT_ONCE = 20  # phones that open their page at the same moment


@dataclass(frozen=True)
class Target:
    """How many members, and how quick (milliseconds) they must be."""

    members: int
    median: float | None
    p95: float


TARGETS = (
    Target(40, 50, 150),
    Target(400, None, 150),
    Target(1_000, None, 500),
    Target(2_000, None, 2_000),
)


def main() -> bool:
    """Print a row for each size; true if every target was reached."""
    reached = [run(target) for target in TARGETS]
    if not all(reached):
        broke = next(t.members for t, ok in zip(TARGETS, reached, strict=True) if not ok)
        print(f"It breaks at {broke} members on this machine.")
    return all(reached)


def run(target: Target) -> bool:
    """Run one size on a server and a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        store = Store.open(Settings(data=data))
        place = open_place(store, target.members)
        environment = {"APPRAISAL_ACCESS": "room", "APPRAISAL_DRAWS": "1024"}
        with RunningApp(data, env=environment) as app:
            before = _memory(app.pid)
            phones, screen, used, lasted = asyncio.run(_load(app, place))
            each = (_memory(app.pid) - before) / (target.members + 1)
            wrong = _wrong(store, place, phones)
            saves = max(1, sum(len(phone.times) for phone in phones))
            print(
                f"     server busy for {used / lasted:.0%} of one core, "
                f"{used / saves * 1000:.1f} ms a save; load {os.getloadavg()[0]:.1f}"
            )
            return _row(target, phones, screen, each, wrong)


async def _load(app: RunningApp, place: Place) -> tuple[list[Phone], BigScreen, float, float]:
    host = f"127.0.0.1:{app.port}"
    phones = [Phone(host, f"seat={token}", seed) for seed, token in enumerate(place.tokens)]
    screen = BigScreen(host, f"seat={place.screen}", 0)
    await screen.open()
    for start in range(0, len(phones), AT_ONCE):
        await asyncio.gather(*(phone.open() for phone in phones[start : start + AT_ONCE]))
    began, used = time.monotonic(), _processor(app.pid)
    await asyncio.gather(screen.use(SECONDS, THINK), *(p.use(SECONDS, THINK) for p in phones))
    used, lasted = _processor(app.pid) - used, time.monotonic() - began
    await asyncio.gather(screen.close(), *(phone.close() for phone in phones))
    return phones, screen, used, lasted


def _wrong(store: Store, place: Place, phones: list[Phone]) -> int:
    """Return how many seats' last answer in the store is not the one their page called saved."""
    pairs = zip(place.tokens, phones, strict=True)
    return sum(
        phone.last is not None and saved_first(store, place, token) != phone.last
        for token, phone in pairs
    )


def _row(target: Target, phones: list[Phone], screen: BigScreen, each: float, wrong: int) -> bool:
    times = sorted(time for phone in phones for time in phone.times) or [float("inf")]
    looks = sorted(time for phone in phones for time in phone.looks) or [float("inf")]
    lost = sum(phone.lost for phone in phones) + wrong
    median, p95 = statistics.median(times), _p95(times)
    ok = lost == 0 and p95 < target.p95 and (target.median is None or median < target.median)
    first = sorted(phone.opened for phone in phones)
    print(
        f"{target.members:>4} members: {len(times):>6} saves, {lost} lost, saved in median "
        f"{median:5.0f} ms, p95 {p95:5.0f} ms (target {target.p95:.0f}): "
        f"{'reached' if ok else 'MISSED'}\n"
        f"     look p95 {_p95(looks):.0f} ms; big screen drawn in {_p95(screen.times):.0f} ms; "
        f"first page median {statistics.median(first):.1f} s, worst {first[-1]:.1f} s; "
        f"memory {each:.2f} MB a session"
    )
    for problem in {phone.problem for phone in phones if phone.problem}:
        print(f"     {problem}")
    return ok


def _p95(times: list[float]) -> float:
    ordered = sorted(times) or [float("inf")]
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def _processor(pid: int) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """Return what a process holds in memory, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
