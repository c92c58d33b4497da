"""What would change the leader: switching points and break-even scores, in sentences."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.analysis.sensitivity.break_even import BreakEven
from appraisal.analysis.sensitivity.switching_points import SwitchingPoint
from appraisal.analysis.wording.figures import level, weight
from appraisal.report.contents.names import option_names, plain_name


def what_would_change_it(results: Results, most: int = 3) -> str:
    """Return the nearest changes that would give another leader, ``most`` of each kind."""
    if not results.tied_first:
        return "There is no leader yet, so nothing can change it."
    if results.switching_points is None and results.break_even is None:
        return "This has not been computed."
    sentences = [switch_sentence(results, point) for point in nearest_switches(results)[:most]]
    sentences += [
        break_even_sentence(results, break_even)
        for break_even in nearest_break_evens(results)[:most]
    ]
    if results.switching_points == ():
        sentences.insert(
            0,
            "No change in the weight of one criterion or group alone, with the other weights kept "
            "in proportion, changes the leader.",
        )
    if results.break_even is not None and not nearest_break_evens(results):
        sentences.append("No single score changes the leader within its own range.")
    return " ".join(sentences)


def nearest_switches(results: Results) -> list[SwitchingPoint]:
    """Return the switching points, the nearest to today's weights first."""
    points = results.switching_points or ()
    return sorted(points, key=lambda point: (abs(point.at - point.now), point.kind, point.of))


def nearest_break_evens(results: Results) -> list[BreakEven]:
    """Return the break-even scores inside their cell's own range, the nearest first."""
    within = [each for each in results.break_even or () if each.within_range]
    return sorted(within, key=lambda each: (abs(each.change), each.option, each.criterion))


def switch_sentence(results: Results, point: SwitchingPoint) -> str:
    """Return one switching point as a sentence."""
    verb = "rose" if point.direction == "up" else "fell"
    places = 0 if abs(point.at - point.now) >= 0.01 else 2
    return (
        f"If the weight of {weight_of(results, point)} {verb} from {weight(point.now, places)} to "
        f"beyond {weight(point.at, places)}, {option_names(results, point.to)} would lead."
    )


def weight_of(results: Results, point: SwitchingPoint) -> str:
    """Return whose weight a switching point is about."""
    if point.kind == "criterion":
        return results.appraisal.criterion(point.of).name
    return f"the group {point.of}"


def weight_heading(results: Results, point: SwitchingPoint) -> str:
    """Return whose weight a switching point is about, to stand at the start of a row."""
    if point.kind == "criterion":
        return results.appraisal.criterion(point.of).name
    return f"Group: {point.of}"


def break_even_sentence(results: Results, break_even: BreakEven) -> str:
    """Return one break-even score as a sentence."""
    at, now = shown_levels(results, break_even)
    moved = plain_name(results, break_even.option)
    start = (
        f"If {moved} were at {at} on {results.appraisal.criterion(break_even.criterion).name} "
        f"and not at {now},"
    )
    if break_even.option == break_even.rival:
        return f"{start} it would draw level with {option_names(results, results.tied_first)}."
    return f"{start} {plain_name(results, break_even.rival)} would draw level with it."


def shown_levels(results: Results, break_even: BreakEven) -> tuple[str, str]:
    """Return the level at which the leader changes and the level now, told apart when rounded."""
    unit = results.appraisal.criterion(break_even.criterion).scale.unit
    for places in (0, 1, 2):
        at, now = round(break_even.level_at, places), round(break_even.level_now, places)
        # The level now is shown as it was given; the other with no more digits than tell it apart.
        if at != now and (places > 0 or abs(break_even.level_at - break_even.level_now) >= 1):
            break
    return level(at, unit), level(break_even.level_now, unit)
