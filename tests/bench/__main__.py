"""Run the benchmarks, one after another: `make bench`, or `python -m tests.bench slider` for one.

Each `bench_NAME.py` beside this file has a `main()` that prints its own table and gives whether its
targets were reached. The exit code is 1 if one was missed.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all; 0 if every target was reached."""
    known = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(known)}")
        return 2
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    missed = []
    for name in names or known:
        began = time.monotonic()
        print(f"\n=== {name} ===", flush=True)
        if not importlib.import_module(f"tests.bench.bench_{name}").main():
            missed.append(name)
        print(f"({time.monotonic() - began:.0f} s)", flush=True)
    print(f"\nTargets missed: {', '.join(missed)}" if missed else "\nEvery target was reached.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
