"""What each weight does to the lead, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from appraisal.analysis.sensitivity.ranked_table import PlainTable
from appraisal.analysis.sensitivity.switching_points import SwitchingPoint
from appraisal.analysis.wording.figures import listed, points, weight
from appraisal.model import Appraisal


def weight_sentence(
    appraisal: Appraisal,
    table: PlainTable,
    switches: Sequence[SwitchingPoint],
    kind: Literal["criterion", "group"],
    of: str,
    *,
    short: bool = False,
) -> str:
    """Return what the weight of one criterion or group does to the lead.

    Not ``short``, it says the same in swings too.

    For example: ``Trust stays first unless Time until working counts for more than 41% of the total
    weight (now 25%): Partner then leads.``
    """
    name = appraisal.criterion(of).name if kind == "criterion" else of
    first = [option for option, place in zip(table.options, table.rank, strict=True) if place == 1]
    leaders = _names(appraisal, first)
    keeps = "stays" if len(first) == 1 else "stay"
    points_of = [p for p in switches if (p.kind, p.of) == (kind, of)]
    up = next((p for p in points_of if p.direction == "up"), None)
    down = next((p for p in points_of if p.direction == "down"), None)
    if up is not None and up.at == up.now:
        return _parting(appraisal, leaders, name, up, down)
    also = "" if short else _swings(up or down)
    if up is not None and down is not None:
        ends = _shown(down.now, down.at, up.at)
        return (
            f"{leaders} {keeps} first while {name} counts for {ends[1]} to {ends[2]} of the total "
            f"weight (now {ends[0]}). Below that {_names(appraisal, down.to)} "
            f"{_leads(down.to)}, above it {_names(appraisal, up.to)}.{also}"
        )
    only = up or down
    if only is None:
        return f"{leaders} {keeps} first whatever the weight of {name}."
    now, at = _shown(only.now, only.at)
    more = "more" if only is up else "less"
    return (
        f"{leaders} {keeps} first unless {name} counts for {more} than {at} of the total weight "
        f"(now {now}): {_names(appraisal, only.to)} then {_leads(only.to)}.{also}"
    )


def _parting(
    appraisal: Appraisal,
    leaders: str,
    name: str,
    up: SwitchingPoint,
    down: SwitchingPoint | None,
) -> str:
    """Return the sentence for options that tie now and part as the weight moves."""
    sentence = f"{leaders} tie at {weight(up.now)} for {name}: with more weight there "
    sentence += f"{_names(appraisal, up.to)} {_leads(up.to)}"
    if down is None:
        return f"{sentence}."
    return f"{sentence}, with less {_names(appraisal, down.to)}."


def _swings(point: SwitchingPoint | None) -> str:
    """Return the same in swings, where that can be said with the other swings as they are."""
    if point is None or point.swing_now is None or point.swing_at is None:
        return ""
    now, at = points(point.swing_now), points(point.swing_at)
    return f" As a swing: from {now} to {at}, the others as they are." if now != at else ""


def _names(appraisal: Appraisal, options: Sequence[str]) -> str:
    return listed([appraisal.option(id).name for id in options])


def _leads(options: Sequence[str]) -> str:
    return "leads" if len(options) == 1 else "lead"


def _shown(now: float, *ends: float) -> tuple[str, ...]:
    """Return weights in per cent, in as few places as tell them from the weight now, 0 and 100."""
    for places in range(5):
        shown = tuple(weight(value, places) for value in (now, *ends))
        if not {shown[0], weight(0, places), weight(1, places)} & set(shown[1:]):
            break
    return shown
