"""What goes with an option or a criterion when it is removed, in words."""

from __future__ import annotations

from typing import Literal

from appraisal.analysis.wording.figures import counted
from appraisal.edits.options import GoesWith
from appraisal.pages.escaping import plain


def removal_words(name: str, goes: GoesWith, kind: Literal["option", "criterion"]) -> str:
    """Return what goes with an option or a criterion, as Markdown."""
    gone = [
        counted(number, one, many)
        for number, one, many in (
            (goes.scores, "score", None),
            (goes.members_scores, "member's score", "members' scores"),
            (goes.gate_results, "must-have result", None),
            (goes.cost_lines, "cost line", None),
            (goes.swings, "swing", None),
        )
        if number
    ]
    judged = "on" if kind == "criterion" else "for"
    words = f"Remove {plain(name)}? "
    words += (
        f"With it go {', '.join(gone)}. " if gone else f"Nothing has been judged {judged} it yet. "
    )
    if goes.swings:
        words += "The weights of the others then share out the whole. "
    if goes.evidence:
        findings = counted(goes.evidence, "finding")
        words += f"The {findings} about it stay in the evidence list, linked to no {kind}. "
    if goes.variants:
        words += f"{counted(goes.variants, 'variant')} of it will stand alone. "
    return words + "You can undo this."
