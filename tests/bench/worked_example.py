"""The whole analysis of the worked example, warm: what one move of a slider costs."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from appraisal.analysis.results import analyse
from appraisal.files.appraisal_file import read_appraisal

TARGET = 60.0  # ms
EXAMPLE = Path(__file__).resolve().parent.parent.parent / "criteria/examples/birmingham.yaml"


def time_worked_example(turns: int = 41) -> bool:
    """Print the median and the slowest of many; true if the median is below the target."""
    appraisal = read_appraisal(EXAMPLE)
    times, busy = [], []
    for turn in range(turns + 3):
        # another swing each time, as a slider gives: nothing can be remembered
        swings = appraisal.swings | {"workforce": 40.0 + turn}
        moved = appraisal.changed(swings=swings)
        began, began_work = time.perf_counter(), time.process_time()
        results = analyse(moved)
        if turn >= 3:
            times.append((time.perf_counter() - began) * 1e3)
            busy.append((time.process_time() - began_work) * 1e3)
    median = statistics.median(times)
    print(
        f"Whole analysis of the worked example ({len(appraisal.options)} x "
        f"{len(appraisal.benefit_criteria())}, {len(appraisal.members)} members, "
        f"{results.draws:,} draws): median {median:.1f} ms, least {min(times):.1f}, "
        f"95 in 100 below {sorted(times)[int(0.95 * len(times))]:.1f} (to reach: under "
        f"{TARGET:.0f} ms); of processor time, median {statistics.median(busy):.1f} ms"
    )
    return median < TARGET
