"""The criteria sets and worked examples that ship with the tool."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from appraisal.files.appraisal_file import read_appraisal

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"


@dataclass(frozen=True)
class Shipped:
    """One file that ships with the tool: its name without ending, its title and where it is."""

    name: str
    title: str
    path: Path


@cache
def criteria_sets() -> tuple[Shipped, ...]:
    """Return the blank criteria sets, by name."""
    return _shipped(CRITERIA)


@cache
def worked_examples() -> tuple[Shipped, ...]:
    """Return the worked examples, by name."""
    return _shipped(CRITERIA / "examples")


def _shipped(folder: Path) -> tuple[Shipped, ...]:
    return tuple(
        Shipped(path.stem, read_appraisal(path).title, path)
        for path in sorted(folder.glob("*.yaml"))
    )
