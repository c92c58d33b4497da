"""What would change the leader: the nearest weights and scores, in the analysis's sentences."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.analysis.sensitivity.ranked_table import plain_table
from appraisal.analysis.sensitivity.switching_points import SwitchingPoint
from appraisal.analysis.wording.switching_points import weight_sentence


def what_would_change_it(results: Results, most: int = 3, *, short: bool = False) -> str:
    """Return the nearest changes that would give another leader, ``most`` of each kind."""
    words = results.words
    if not results.tied_first:
        return "There is no leader yet, so nothing can change it."
    if words is None or (results.switching_points is None and results.break_even is None):
        return "This has not been computed."
    nearest = dict.fromkeys((point.kind, point.of) for point in nearest_switches(results))
    table = plain_table(results.appraisal, results.scores, results.rank)
    sentences = [
        weight_sentence(
            results.appraisal, table, results.switching_points or (), kind, of, short=short
        )
        for kind, of in list(nearest)[:most]
        if table is not None
    ]
    sentences += words.break_even[:most]
    if results.switching_points == ():
        sentences.insert(
            0,
            "No change in the weight of one criterion or group alone, with the other weights kept "
            "in proportion, changes the leader.",
        )
    if results.break_even is not None and not words.break_even:
        sentences.append("No single score changes the leader within its own range.")
    return " ".join(sentences)


def nearest_switches(results: Results) -> list[SwitchingPoint]:
    """Return the switching points, the nearest to today's weights first."""
    points = results.switching_points or ()
    return sorted(points, key=lambda point: (abs(point.at - point.now), point.kind, point.of))


def weight_heading(results: Results, point: SwitchingPoint) -> str:
    """Return whose weight a switching point is about, to stand at the start of a row."""
    if point.kind == "criterion":
        return results.appraisal.criterion(point.of).name
    return f"Group: {point.of}"
