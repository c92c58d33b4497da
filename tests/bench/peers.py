"""The peers' packages on the same jobs. Run by .venv-bench's Python; needs nothing of this project.

Reads jobs as JSON from standard input and writes seconds of processor time as JSON. None of the
peers draws weights, so each is called in a loop, once for a draw, as its manual has it; long loops
are timed for a second or so and scaled up, which suits a loop.
"""

import json
import sys
import time
import warnings
from importlib import import_module

import numpy as np

warnings.simplefilter("ignore")
SHORT = 0.7  # seconds of a loop that are timed


def evaluators():
    """Return for each peer a function of scores and weights that gives ranks."""
    skcriteria = import_module("skcriteria")
    saw_method = import_module("pyDecision.algorithm").saw_method
    wsm = import_module("pymcdm.methods").WSM()
    scikit = import_module("skcriteria.agg.simple").WeightedSumModel()

    def pymcdm(scores, weights):
        value = wsm(scores, weights, np.ones(len(weights)), validation=False)
        return wsm.rank(value)

    def pydecision(scores, weights):
        return saw_method(scores, ["max"] * len(weights), weights, graph=False, verbose=False)

    def scikit_criteria(scores, weights):
        table = skcriteria.mkdm(scores, [max] * len(weights), weights=weights)
        return scikit.evaluate(table).rank_

    return {"scikit-criteria": scikit_criteria, "pymcdm": pymcdm, "pyDecision": pydecision}


def timed(evaluate, job):
    """Return seconds for the whole job, scaled up from its first calls."""
    rng = np.random.default_rng(1)
    m, n, calls = job["options"], job["criteria"], job["calls"]
    scores = rng.uniform(10, 90, (m, n))
    counts = np.zeros((m, m))
    evaluate(scores, np.full(n, 1 / n))  # warm
    done, began = 0, time.process_time()
    while done < calls and time.process_time() - began < SHORT:
        weights = rng.dirichlet(np.ones(n))
        if job["ordered"]:
            weights = -np.sort(-weights)
        table = rng.triangular(scores - 10, scores, scores + 10) if job["uncertain"] else scores
        ranks = evaluate(table, weights)
        if calls > 1:
            counts[:, 0] += np.asarray(ranks).ravel()[:m]
        done += 1
    return (time.process_time() - began) / done * calls


def main():
    """Time every job with every peer."""
    jobs, found = json.load(sys.stdin), {}
    for name, evaluate in evaluators().items():
        found[name] = [timed(evaluate, job) for job in jobs]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
