"""The import contracts of pyproject.toml go red when an import crosses a wall."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.walls.rules import ROOMS, ROOT

LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"


# What some of the crossings cross to.
BESIDE = {"pages/session.py": "", "pages/widgets.py": "", "model/b.py": "import appraisal.model.c"}


def small_house(folder: Path, imports: dict[str, str]) -> Path:
    """A package with every room empty but for ``imports``: module path to one import line."""
    package = folder / "appraisal"
    for room in [".", *ROOMS]:
        (package / room).mkdir(parents=True, exist_ok=True)
        (package / room / "__init__.py").touch()
    for path, line in (BESIDE | imports).items():
        (package / path).write_text(line + "\n")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def verdicts(house: Path) -> dict[str, str]:
    """Verdict on each contract by its name: "KEPT" or "BROKEN"."""
    done = subprocess.run(
        [str(LINT_IMPORTS), "--no-cache"],
        cwd=house,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.split(" (")[0].strip() for line in done.stdout.splitlines()]
    ends = [line.rpartition(" ") for line in lines if line.endswith((" KEPT", " BROKEN"))]
    assert ends, done.stdout + done.stderr
    return {name: verdict for name, _, verdict in ends}


ALLOWED = {
    "model/options.py": "import pydantic, datetime",
    "analysis/results.py": "import numpy, pandas, appraisal.model.options",
    "files/reading.py": "import yaml, appraisal.settings, appraisal.model.options",
    "store/events.py": "import sqlalchemy, sqlite3, appraisal.record",
    "charts/theme.py": "import altair, appraisal.analysis.results",
    "report/pdf.py": "import typst, pikepdf, altair, appraisal.charts.theme",
    "service/acts.py": "import appraisal.store.events, appraisal.files.reading",
    "pages/scores.py": "import streamlit, appraisal.service.acts, appraisal.charts.theme",
    "cli/main.py": "import click, appraisal.report.pdf",
}

CROSSINGS = [
    ("Imports point down", "model/a.py", "import appraisal.analysis"),
    ("Imports point down", "charts/a.py", "import appraisal.store"),
    ("Imports point down", "pages/a.py", "import appraisal.cli"),
    ("Imports point down", "errors/a.py", "import appraisal.settings"),
    ("Imports point down", "service/a.py", "import appraisal.edits"),
    ("Within pages imports point down", "pages/session.py", "import appraisal.pages.widgets"),
    ("No imports go round in circles", "model/c.py", "import appraisal.model.b"),
    ("Only pages knows Streamlit", "service/a.py", "import streamlit"),
    ("Only pages knows Streamlit", "web/a.py", "from streamlit.starlette import App"),
    ("Only store knows SQL", "service/a.py", "import sqlalchemy"),
    ("Only store knows SQL", "web/a.py", "import sqlite3"),
    ("Only files knows YAML and Excel's formats", "cli/a.py", "import yaml"),
    ("Only report.pdf knows Typst", "report/word.py", "import typst"),
    ("Only charts and report know Altair", "pages/a.py", "import altair"),
]
PURE_WALL = next(
    line.split('"')[1]
    for line in (ROOT / "pyproject.toml").read_text().splitlines()
    if line.startswith('name = "model, analysis and record')
)
CROSSINGS += [
    (PURE_WALL, "model/a.py", "import appraisal.settings"),
    (PURE_WALL, "analysis/a.py", "import time"),
    (PURE_WALL, "record/a.py", "import os"),
]


def test_imports_that_point_down_break_no_wall(tmp_path: Path):
    found = verdicts(small_house(tmp_path, ALLOWED))

    assert set(found.values()) == {"KEPT"}
    assert {wall for wall, _, _ in CROSSINGS} == set(found)  # every wall is tried below


@pytest.mark.parametrize(("wall", "path", "line"), CROSSINGS)
def test_an_import_across_a_wall_is_caught(tmp_path: Path, wall: str, path: str, line: str):
    assert verdicts(small_house(tmp_path, {path: line}))[wall] == "BROKEN"
