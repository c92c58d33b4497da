"""The one score that would have to move for another option to draw level, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from appraisal.analysis.sensitivity.break_even import BreakEven
from appraisal.analysis.wording.figures import level, listed
from appraisal.model import Appraisal


def nearest_within_range(break_evens: Iterable[BreakEven]) -> list[BreakEven]:
    """Return the break-even scores inside their cell's own range, the smallest change first."""
    within = [each for each in break_evens if each.within_range]
    return sorted(within, key=lambda each: (abs(each.change), each.option, each.criterion))


def break_even_sentence(
    appraisal: Appraisal, break_even: BreakEven, tied_first: Sequence[str]
) -> str:
    """Return one break-even score as a sentence, with who draws level with whom."""
    if break_even.option == break_even.rival:
        leaders = listed([appraisal.option(id).name for id in tied_first])
        return f"If {moved_to(appraisal, break_even)}, it would draw level with {leaders}."
    rival = appraisal.option(break_even.rival).name
    return f"If {moved_to(appraisal, break_even)}, {rival} would draw level with it."


def moved_to(appraisal: Appraisal, break_even: BreakEven) -> str:
    """Return where an option would have to stand: ``A were at 30 on C (now 45)``."""
    at, now = shown_levels(appraisal, break_even)
    option = appraisal.option(break_even.option).name
    criterion = appraisal.criterion(break_even.criterion).name
    return f"{option} were at {at} on {criterion} (now {now})"


def shown_levels(appraisal: Appraisal, break_even: BreakEven) -> tuple[str, str]:
    """Return the level at which the leader changes and the level now, told apart when rounded."""
    unit = appraisal.criterion(break_even.criterion).scale.unit
    for places in (0, 1, 2):
        at, now = round(break_even.level_at, places), round(break_even.level_now, places)
        # The level now is shown as it was given; the other with no more digits than tell it apart.
        if at != now and (places > 0 or abs(break_even.level_at - break_even.level_now) >= 1):
            break
    return level(at, unit), level(break_even.level_now, unit)
