"""Costs in words: why an option has no net present cost."""

from __future__ import annotations

from appraisal.model import Appraisal


def not_costed(appraisal: Appraisal, option: str) -> str:
    """Return what an option without a net present cost lacks, in two or three words."""
    lines = [line for line in appraisal.costs.lines if line.option == option]
    if not lines:
        return "no cost lines"
    return "amounts missing" if any(line.amounts for line in lines) else "no amounts yet"
