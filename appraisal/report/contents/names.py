"""Names and figures that several sections of the report say in the same way."""

from __future__ import annotations

import math
from collections.abc import Sequence

from appraisal.analysis.must_haves import failed_must_haves, unknown_must_haves
from appraisal.analysis.recommendation import HOLDERS
from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import listed, points, share, signed_points
from appraisal.report.parts import Num

# As many options as fit side by side in 162 mm with readable headings.
SIDE_BY_SIDE = 5

NO_EVIDENCE = "no evidence"
NOT_SCORED = "not scored"

OUTCOMES = {"pass": "✓ Pass", "fail": "✗ Fail", "unknown": "? Not yet known"}


def option_name(results: Results, id: str) -> str:
    """Return an option's name, with a word to say which one is the baseline."""
    name = results.appraisal.option(id).name
    return f"{name} (baseline)" if id == results.appraisal.baseline else name


def plain_name(results: Results, id: str) -> str:
    """Return an option's name."""
    return results.appraisal.option(id).name


def option_names(results: Results, ids: Sequence[str], last: str = "and") -> str:
    """Return options' names as a list in a sentence."""
    return listed([plain_name(results, id) for id in ids], last)


def side_by_side(ids: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the options in blocks of nearly equal size that fit side by side in a table."""
    blocks = max(1, math.ceil(len(ids) / SIDE_BY_SIDE))
    size, longer = divmod(len(ids), blocks)
    parts, start = [], 0
    for block in range(blocks):
        end = start + size + (block < longer)
        parts.append(tuple(ids[start:end]))
        start = end
    return tuple(parts)


def in_parts(caption: str, index: int, parts: int) -> str:
    """Return a caption that says which part of a split table this is."""
    return caption if parts == 1 else f"{caption} (part {index + 1} of {parts})"


def overall(value: float | None, none: str = "None yet") -> Num:
    """Return an overall value, or a contribution, to one decimal place."""
    return Num(none, None) if value is None else Num(points(value), value)


def signed(value: float | None, none: str = "None yet") -> Num:
    """Return a difference in points with its sign."""
    return Num(none, None) if value is None else Num(signed_points(value), value)


def share_or(value: float | None, none: str = "–") -> Num:
    """Return a share of draws."""
    return Num(none, None) if value is None else Num(share(value), value)


def pounds(value: float | None, none: str = "Not costed") -> Num:
    """Return GBP million to one decimal place, without the unit: the heading carries it."""
    return Num(none, None) if value is None else Num(points(value), value)


def must_haves_in_words(results: Results, option: str) -> str:
    """Return how an option stands against the must-haves, in words and a shape."""
    appraisal = results.appraisal
    if not appraisal.gates:
        return "None set"
    failed, unknown = failed_must_haves(appraisal, option), unknown_must_haves(appraisal, option)
    if failed:
        return f"✗ Fails {len(failed)} of {len(appraisal.gates)}"
    if unknown:
        return f"? {len(unknown)} of {len(appraisal.gates)} not yet known"
    return f"✓ Passes all {len(appraisal.gates)}" if len(appraisal.gates) > 1 else "✓ Passes"


def must_have_names(results: Results, ids: Sequence[str]) -> str:
    """Return must-haves' names as a list in a sentence."""
    names = {must_have.id: must_have.name for must_have in results.appraisal.gates}
    return listed([names[id] for id in ids])


def holders(names: Sequence[str]) -> str:
    """Return whose consent it takes, in words."""
    return listed([HOLDERS.get(name, name) for name in names]) or "Not yet stated"


def capital(text: str) -> str:
    """Return the text with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]
