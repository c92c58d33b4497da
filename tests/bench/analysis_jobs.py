"""The jobs that are timed: each as the product does it, as a twin does, and as the bound does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from appraisal.analysis.draws.acceptability import acceptability
from appraisal.analysis.draws.cells import CellDraw
from appraisal.analysis.draws.problem import DrawProblem, Uncertain
from appraisal.analysis.group import result_under
from appraisal.analysis.ranges import CellDistribution
from appraisal.analysis.scoring import ranks, score
from appraisal.analysis.sensitivity.break_even import break_evens
from appraisal.analysis.sensitivity.ranked_table import plain_table
from appraisal.analysis.sensitivity.switching_points import switching_points
from appraisal.model import Appraisal
from tests.analysis.making import made
from tests.bench import twins
from tests.bench.compiled import Bound

Runs = dict[str, Callable[[], object]]
SIZES = ((4, 12, 10_000, 21), (4, 12, 100_000, 9), (10, 20, 1_000_000, 3), (50, 50, 100_000, 3))
HALF = 10.0  # value points either way, where scores are uncertain


@dataclass(frozen=True)
class Job:
    """A job, how often the tools take turns at it, and what the peers are told of it."""

    name: str
    turns: int
    options: int
    criteria: int
    calls: int  # of a peer
    ordered: bool
    uncertain: bool
    runs: Callable[[Bound | None], Runs]

    def for_peers(self) -> dict[str, Any]:
        """Return the job as the peers' process reads it."""
        return {"options": self.options, "criteria": self.criteria, "calls": self.calls,
                "ordered": self.ordered, "uncertain": self.uncertain}  # fmt: skip


def jobs() -> list[Job]:
    """Return every job."""
    found = []
    for title, ordered, uncertain in (
        ("certain", False, False), ("ordered weights", True, False), ("uncertain", False, True),
    ):  # fmt: skip
        for m, n, draws, turns in SIZES:
            many = f"{draws // 1_000_000}M" if draws >= 1_000_000 else f"{draws // 1000}k"
            few = 1 if uncertain and m * n * draws > 1e8 else turns
            found.append(_draws(f"{title} {m}x{n}x{many}", few, m, n, draws, ordered, uncertain))
    return [*found, _one_way(), _plain()]


def smaa_problem(m: int, n: int, ordered: bool, uncertain: bool) -> DrawProblem:
    """Return a problem of random scores, each triangular about its own where they are uncertain."""
    scores = np.random.default_rng(1).uniform(HALF, 100 - HALF, (m, n))
    cells = [
        Uncertain(i, j, CellDraw(_triangular(float(scores[i, j])), float(scores[i, j]), 1.0))
        for i in range(m)
        for j in range(n)
    ]
    return DrawProblem(
        options=tuple(f"o{i:02}" for i in range(m)),
        leading=m,
        criteria=tuple(f"c{j:02}" for j in range(n)),
        exact=scores,
        uncertain=tuple(cells) if uncertain else (),
        swings=np.linspace(100, 10, n),
        members=np.empty((0, n)),
        weights_model="order" if ordered else "unknown",
        seed=1,
    )


def _triangular(mode: float) -> CellDistribution:
    return CellDistribution("triangular", True, mode - HALF, mode + HALF, mode)


def _draws(
    name: str, turns: int, m: int, n: int, draws: int, ordered: bool, uncertain: bool
) -> Job:
    problem = smaa_problem(m, n, ordered, uncertain)
    low, high = (problem.exact - HALF, problem.exact + HALF) if uncertain else (None, None)
    double, single = (twins.Smaa(problem.exact, low, high, single=s) for s in (False, True))

    def runs(bound: Bound | None) -> Runs:
        found: Runs = {
            "ours": lambda: acceptability(problem, draws),
            "twin 64": lambda: double.run(draws, ordered),
            "twin 32": lambda: single.run(draws, ordered),
        }
        if bound is not None:
            found["bound"] = lambda: bound.run(problem.exact, low, high, draws, ordered)
        return found

    return Job(name, turns, m, n, draws, ordered, uncertain, runs)


def _table() -> Appraisal:
    rng = np.random.default_rng(3)
    names = [f"c{j:02}" for j in range(12)]
    levels = {f"o{i}": dict(zip(names, rng.uniform(0, 100, 12).tolist(), strict=True))
              for i in range(4)}  # fmt: skip
    return made(levels, dict(zip(names, rng.uniform(10, 100, 12).tolist(), strict=True)))


def _one_way() -> Job:
    appraisal = _table()
    scores = score(appraisal)
    eligible = {option.id: True for option in appraisal.options}
    table = plain_table(appraisal, scores, ranks(scores.overall, eligible))
    assert table is not None
    order, now = list(table.criteria), table.values.tolist()

    def ours() -> object:
        return switching_points(table, appraisal.swings, order), break_evens(
            appraisal, scores, table
        )

    def runs(bound: Bound | None) -> Runs:
        return {"ours": ours, "twin 64": lambda: twins.one_way(table.values, table.weights, now)}

    return Job("one-way lines, 4x12", 201, 4, 12, 12 * 101, False, False, runs)


def _plain() -> Job:
    appraisal = _table()
    scores = score(appraisal)
    eligible = {option.id: True for option in appraisal.options}
    table = plain_table(appraisal, scores, ranks(scores.overall, eligible))
    assert table is not None
    ids = list(table.options)

    def runs(bound: Bound | None) -> Runs:
        return {
            "ours": lambda: result_under(scores.weights, scores.value_scores, eligible),
            "twin 64": lambda: twins.plain(table.values, table.weights, ids),
        }

    return Job("one plain result, 4x12", 501, 4, 12, 1, False, False, runs)
