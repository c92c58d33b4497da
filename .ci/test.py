"""Run every part of the checks, however many fail, and say what each took.

Run by `make test` and, for what needs long, by `make soak`, in the virtual environment, from the
root of the checkout. Names of parts as arguments run only those, of both: `.venv/bin/python
.ci/test.py unit torture`. What the set-up took comes in as `--set-up-took`, so that the table shows
the whole.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

# Tests that are parts of their own, by where they lie; whatever else is in tests/ is "unit".
# Patterns are read from the root of the checkout.
TESTS = {
    "published": ["tests/published"],
    "laws": ["tests/laws", "tests/**/test_*laws*.py"],
    "bad files": ["tests/bad_files"],
    "report": ["tests/report"],
    "browser": ["tests/browser"],
}
QUICK = "not soak and not hours"
# What needs long, and what takes hours: `make soak`, and `make faults`.
SOAK = {
    "faults": ["tests/faults", "tests/service"],
    "torture": ["tests/browser/test_torture.py", "-k", "first_pages"],
    "torture 2": ["tests/browser/test_torture.py", "-k", "middle_pages"],
    "torture 3": ["tests/browser/test_torture.py", "-k", "not first_pages and not middle_pages"],
    "two hands": ["tests/browser/test_two_hands.py"],
    "long walks": ["tests/browser"],
}
LONG = "soak and not hours"
LATER = ["tests/bench", "tests/faults"]  # run by `make bench` and `make soak`, not here
# What takes longest begins first, so that no core waits for it at the end.
LONGEST = (
    "long walks",
    "torture 3",
    "faults",
    "torture",
    "torture 2",
    "two hands",
    "unit",
    "browser",
    "laws",
    "report",
    "types",
)


@dataclass
class Part:
    """One part of the checks: its name, and the command that exits with 0 when all is well."""

    name: str
    command: list[str]
    runs_tests: bool = False


@dataclass
class Outcome:
    """What came of one part."""

    part: Part
    ok: bool
    seconds: float
    counts: dict[str, int] = field(default_factory=dict)

    def line(self) -> str:
        """Return one row of the closing table."""
        tests = f"{self.counts.get('tests', 0):5d} tests" if self.part.runs_tests else ""
        verdict = "passed" if self.ok else "FAILED"
        return f"{self.part.name:<12} {verdict} {tests:<12} {clock(self.seconds)}"


def test_parts() -> list[Part]:
    """The parts of `make test`, in the order of the closing table."""
    tool = lambda name, *args: [str(BIN / name), *args]  # noqa: E731
    checks = [
        Part("style", tool("ruff", "check", "--quiet", ".")),
        Part("format", tool("ruff", "format", "--check", "--quiet", ".")),
        Part("types", tool("mypy", "--no-error-summary")),
        Part("walls", tool("lint-imports", "--no-cache", "--no-logo")),
    ]
    apart = {name: find(patterns) for name, patterns in TESTS.items()}
    elsewhere = [path for paths in [*apart.values(), LATER] for path in paths]
    unit = ["tests", *(f"--ignore={path}" for path in elsewhere)]
    return [*checks, pytest_part("unit", QUICK, unit)] + [
        pytest_part(name, QUICK, paths) for name, paths in apart.items()
    ]


def soak_parts() -> list[Part]:
    """The parts of `make soak`."""
    apart = {name: [*where] for name, where in SOAK.items()}
    others = ("test_torture.py", "test_two_hands.py")
    apart["long walks"] += [f"--ignore=tests/browser/{name}" for name in others]
    return [pytest_part(name, LONG, where) for name, where in apart.items()]


def find(patterns: list[str]) -> list[str]:
    """What the patterns find. One that finds nothing stays, so that its part fails by its name."""
    found = []
    for pattern in patterns:
        paths = [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob(pattern))]
        found += paths or [pattern]
    return found


def pytest_part(name: str, marks: str, where: list[str]) -> Part:
    """A part that is a run of pytest over those tests in ``where`` that have such marks."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", marks, *where]
    return Part(name, command, runs_tests=True)


def clock(seconds: float) -> str:
    """A time as minutes and seconds, such as "1 min 05 s"."""
    minutes, rest = divmod(round(seconds, 1), 60)
    return f"{minutes:2.0f} min {rest:04.1f} s"


def run(part: Part) -> Outcome:
    """Run one part to its end, and print its words together."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "tests.xml"
        extra = [f"--junitxml={record}"] if part.runs_tests else []
        done = subprocess.run(
            [*part.command, *extra], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        counts = count_tests(record) if part.runs_tests else {}
    seconds = time.monotonic() - started
    words = done.stdout.decode("utf-8", "replace").rstrip()
    print(f"\n=== {part.name} ({clock(seconds).strip()}) ===\n{words}", flush=True)
    return Outcome(part, done.returncode == 0, seconds, counts)


def run_all(parts: list[Part], at_once: int) -> list[Outcome]:
    """Run the parts, so many at a time, and give all in their order."""
    rest = [part for part in parts if part.name not in LONGEST]
    long = sorted((p for p in parts if p.name in LONGEST), key=lambda p: LONGEST.index(p.name))
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        outcomes = list(pool.map(run, [*long, *rest]))
    return sorted(outcomes, key=lambda outcome: parts.index(outcome.part))


def count_tests(record: Path) -> dict[str, int]:
    """How many tests ran, failed and were skipped, by pytest's own record; {} if there is none."""
    if not record.exists():
        return {}
    suites = ET.parse(record).getroot().iter("testsuite")
    totals = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in suites:
        for name in totals:
            totals[name] += int(suite.get(name, 0))
    return totals


def report(outcomes: list[Outcome], seconds: float, at_once: int) -> None:
    """Print the closing table, the time by the clock and the counts of all tests together."""
    total = {
        name: sum(outcome.counts.get(name, 0) for outcome in outcomes)
        for name in ("tests", "failures", "errors", "skipped")
    }
    failed = total["failures"] + total["errors"]
    passed = total["tests"] - failed - total["skipped"]
    print("\n=== what each part took ===")
    for outcome in outcomes:
        print(outcome.line())
    print(f"{'in all':<32}{clock(seconds)} ({at_once} parts at a time)")
    bad = [outcome.part.name for outcome in outcomes if not outcome.ok]
    print(f"Parts that failed: {', '.join(bad)}" if bad else "Every part passed.")
    print(f"{passed} passed, {failed} failed, {total['skipped']} skipped", flush=True)


def main(arguments: list[str]) -> int:
    """Run the parts named, or all; 0 if all passed, 1 if one did not, 2 for an unknown name."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("parts", nargs="*", help="names of parts; all of one sort if none is given")
    reader.add_argument("--soak", action="store_true", help="the parts that need long")
    reader.add_argument("--at-once", type=int, default=2, help="parts run at the same time")
    reader.add_argument("--set-up-took", type=float, metavar="SECONDS")
    given = reader.parse_args(arguments)

    every = [*test_parts(), *soak_parts()]
    parts = soak_parts() if given.soak else test_parts()
    if given.parts:
        parts = [part for part in every if part.name in given.parts]
    unknown = set(given.parts) - {part.name for part in every}
    if unknown:
        known = ", ".join(part.name for part in every)
        print(f"No such part: {', '.join(sorted(unknown))}. There are: {known}")
        return 2
    began = time.monotonic()
    outcomes = run_all(parts, given.at_once)
    seconds = time.monotonic() - began
    if given.set_up_took is not None:
        outcomes.insert(0, Outcome(Part("set-up", []), True, given.set_up_took))
        seconds += given.set_up_took
    report(outcomes, seconds, given.at_once)
    return 0 if all(outcome.ok for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
