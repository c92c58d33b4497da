"""Read the lists of pinned packages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASKED = ROOT / ".ci" / "requirements"  # what is asked for, and what that pins beside the app's own


@dataclass(frozen=True)
class Pin:
    """One package at one version, where it applies, and the hashes of its files."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def lists() -> list[Path]:
    """Every pinned list in the repository."""
    return [ROOT / "requirements.txt", *sorted(ASKED.glob("*.txt"))]


def read_pins(path: Path) -> dict[str, Pin]:
    """Pins of one list, by package name; ValueError on a line that is not a pin with hashes."""
    joined = path.read_text().replace("\\\n", " ")
    lines = [line.strip() for line in joined.splitlines()]
    pins = [read_pin(line) for line in lines if line and not line.startswith("#")]
    return {pin.name: pin for pin in pins}


def read_pin(line: str) -> Pin:
    """One pin: ``name[extras]==version ; marker --hash=sha256:...``."""
    hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})(?=\s|$)", line))
    found = re.fullmatch(
        r"([a-z0-9.-]+)(?:\[[a-z0-9,-]+\])?==([^\s;]+)\s*(?:;\s*(.*?))?\s*", line.split("--hash")[0]
    )
    if not found or not hashes:
        raise ValueError(f"Not one version with its hashes: {line[:80]}")
    return Pin(found[1], found[2], found[3] or "", hashes)


def named_directly(path: Path) -> set[str]:
    """Packages that a ``.in`` list asks for by name."""
    lines = (line.split("#")[0].strip() for line in path.read_text().splitlines())
    wanted = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines if not line.startswith("-"))
    return {found[0].lower().replace("_", "-") for found in wanted if found}
