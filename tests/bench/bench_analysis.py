"""The sums, beside the peers' packages, a plain NumPy twin and a compiled lower bound.

Every tool runs on one thread, in turns on the same machine in the same minutes, and is charged with
processor time, so that what else the machine does counts for little in the ratios. "twin" is the
quicker of two: double precision with PCG64, single precision with SFC64. Peers' loops over draws
are timed for a second and scaled up.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.analysis_jobs import Job, jobs
from tests.bench.compiled import Bound
from tests.bench.peak import peak_memory
from tests.bench.peer_times import peer_times
from tests.bench.worked_example import time_worked_example

TWIN, BOUND, MEGABYTES = 1.3, 6.0, 200.0


@dataclass
class Row:
    """One job's times in seconds, by tool."""

    job: Job
    times: dict[str, float] = field(default_factory=dict)

    def twin(self) -> float:
        """The quicker twin's time."""
        return min(time for name, time in self.times.items() if name.startswith("twin"))

    def missed(self) -> list[str]:
        """Which of the row's targets were missed."""
        own, missed = self.times["ours"], []
        if own > TWIN * self.twin():
            missed.append(f"over {TWIN} x the twin")
        if "bound" in self.times and own > BOUND * self.times["bound"]:
            missed.append(f"over {BOUND:.0f} x the bound")
        peers = [name for name, taken in self.times.items() if name not in
                 ("ours", "bound") and not name.startswith("twin") and taken < own]  # fmt: skip
        return [*missed, *(f"slower than {name}" for name in peers)]

    def line(self, names: list[str]) -> str:
        """The row as it is printed."""
        cells = [f"{_shown(self.times.get(name)):>12}" for name in names]
        own = self.times["ours"]
        bound = f"{own / self.times['bound']:5.1f}" if "bound" in self.times else "    -"
        said = ", ".join(self.missed()) or "reached"
        return f"{self.job.name:<26}{''.join(cells)}  {own / self.twin():5.2f} {bound}  {said}"


def main() -> bool:
    """Print the table; true if every target was reached."""
    with tempfile.TemporaryDirectory() as folder:
        bound = Bound.made(Path(folder))
        if bound is None:
            print("No C compiler here, so there is no compiled bound.")
        rows = [Row(job, _medians(job.runs(bound), job.turns)) for job in jobs()]
    for name, times in peer_times([row.job.for_peers() for row in rows]).items():
        for row, taken in zip(rows, times, strict=True):
            row.times[name] = taken
    names = list(dict.fromkeys(name for row in rows for name in row.times))
    print(f"{'medians':<26}{''.join(f'{name:>12}' for name in names)}  /twin  /bound")
    for row in rows:
        print(row.line(names))
    megabytes = peak_memory()
    print(f"Peak memory at 10x20x1M: {megabytes:.0f} MB (to reach: under {MEGABYTES:.0f} MB)")
    return all(
        [not any(row.missed() for row in rows), megabytes < MEGABYTES, time_worked_example()]
    )


def _medians(runs: dict[str, Callable[[], object]], turns: int) -> dict[str, float]:
    """Return each tool's median time, the tools taking turns."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(turns + 1):
        for name, run in runs.items():
            began = time.process_time()
            run()
            if turn or turns == 1:  # the first turn warms up, where there are others
                times[name].append(time.process_time() - began)
        if turns == 1:
            break
    return {name: statistics.median(found) for name, found in times.items()}


def _shown(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} us"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"
