"""The most memory that a long run of draws takes, measured in a process that does nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from appraisal.analysis.draws.acceptability import acceptability
from tests.bench.analysis_jobs import smaa_problem


def peak_memory() -> float:
    """Return megabytes at 10 options, 20 criteria, a million draws, Python and NumPy included."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.peak"], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main() -> None:
    """Run the draws, certain and uncertain, and print the peak in megabytes."""
    for uncertain in (False, True):
        acceptability(smaa_problem(10, 20, False, uncertain), 1_000_000)
    print(_peak())


def _peak() -> float:
    status = Path("/proc/self/status")
    if status.exists():  # Linux: the other way would count the process that started this one
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        assert found is not None
        return int(found[1]) / 1024
    import resource  # not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    main()
