"""The product, the NumPy twin and the compiled bound of the benchmark do the same job."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_info

import appraisal.analysis  # noqa: F401  (importing it is what pins BLAS)
from appraisal.analysis.draws.acceptability import acceptability
from appraisal.analysis.draws.problem import DrawProblem
from tests.bench.analysis_jobs import HALF, smaa_problem
from tests.bench.compiled import Bound
from tests.bench.twins import Smaa

DRAWS = 40_000
ERROR = 4 * np.sqrt(2 * 0.25 / DRAWS)  # four standard errors of the difference of two shares
KINDS = [(False, False), (True, False), (False, True)]


def ours(problem: DrawProblem) -> dict[str, Any]:
    found, _ = acceptability(problem, DRAWS)
    ids = problem.options
    return {
        "ranks": np.array([found.ranks[id] for id in ids]),
        "wins": np.array([[found.beats[a].get(b, 0.0) for b in ids] for a in ids]),
        "central": [found.central_weights[id] for id in ids],
        "ends": np.array([found.overall[id] for id in ids]).T,
        "confidence": [found.confidence[id] for id in ids],
    }


def agree(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert np.abs(one["ranks"] - other["ranks"]).max() < ERROR
    assert np.abs(one["wins"] - other["wins"]).max() < ERROR
    for i, share in enumerate(one["ranks"][:, 0]):
        if share > 0.05:
            mine = np.array(list(one["central"][i].values()))
            assert mine == pytest.approx(other["central"][i], abs=0.02)


@pytest.mark.parametrize("single", [False, True])
@pytest.mark.parametrize(("ordered", "uncertain"), KINDS)
def test_the_numpy_twin_agrees(ordered: bool, uncertain: bool, single: bool):
    problem = smaa_problem(4, 5, ordered, uncertain)
    ends = (problem.exact - HALF, problem.exact + HALF) if uncertain else (None, None)
    twin, mine = Smaa(problem.exact, *ends, single=single).run(DRAWS, ordered), ours(problem)

    agree(mine, twin)
    assert mine["ends"] == pytest.approx(twin["ends"], abs=1.0)  # read from 16,384 draws
    for i, share in enumerate(mine["ranks"][:, 0]):
        if share > 0.05:
            assert mine["confidence"][i] == pytest.approx(twin["confidence"][i], abs=0.05)


@pytest.mark.parametrize(("ordered", "uncertain"), KINDS)
def test_the_compiled_bound_agrees(ordered: bool, uncertain: bool, tmp_path: Path):
    bound = Bound.made(tmp_path)
    if bound is None:
        pytest.skip("no C compiler here")
    problem = smaa_problem(4, 5, ordered, uncertain)
    low, high = (problem.exact - HALF, problem.exact + HALF) if uncertain else (None, None)

    mine, found = ours(problem), bound.run(problem.exact, low, high, DRAWS, ordered)
    agree(mine, found)
    for i, share in enumerate(mine["ranks"][:, 0]):
        if share > 0.05:
            assert mine["confidence"][i] == pytest.approx(found["confidence"][i], abs=0.05)
    assert sys.float_info.min / 2 > 0, "loading the bound made this process round subnormals to 0"


def test_matrix_products_run_on_one_thread():
    blas = [library for library in threadpool_info() if library["user_api"] == "blas"]

    assert blas
    assert all(library["num_threads"] == 1 for library in blas)


def test_it_is_one_thread_though_nobody_had_loaded_numpy_before():
    script = (
        "import sys, appraisal.analysis; from threadpoolctl import threadpool_info;"
        "sys.exit(any(b['num_threads'] != 1 for b in threadpool_info() if b['user_api'] == 'blas'))"
    )
    root = Path(__file__).parents[2]

    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0
