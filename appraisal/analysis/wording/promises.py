"""What becomes of a member's answers: the same words on phone, paper, desk, screen and report.

They say what :mod:`appraisal.analysis.spreads` does, and what the services let out. A test holds
the join page, which is a plain file, to them too.
"""

from __future__ import annotations

from appraisal.analysis.spreads import LEAST_CHANGES, LEAST_FOR_FIGURES

NOBODY = "Nobody is shown your answers: not the facilitator, not an officer, not the others."
GROUP_ONLY = "Others are shown figures of the group alone."
BY_LAW = "The council may have to release what it keeps by law."
ON_PAPER = (
    "The facilitator keys this sheet in, and so sees it. Nobody else is shown your answers: others "
    "are shown figures of the group alone."
)


def what_is_shown(threshold: int) -> tuple[str, ...]:
    """Return what the room is shown of a round, sentence by sentence."""
    few, many = LEAST_FOR_FIGURES - 1, max(threshold, LEAST_FOR_FIGURES)
    band = (
        "the fifth of the scale that the middle answer lies in, and whether half of the answers "
        "are close together"
    )
    full = (
        "the middle answer, between what values half of the answers lie, and the least and the "
        "greatest answer, but not whose they are"
    )
    first = f"Of a question that fewer than {threshold} people answered, nothing is shown."
    reasons = "A reason that you write is shown with the group's figures, without your name."
    again = (
        f"When a question is asked again, new figures are shown only if at least {LEAST_CHANGES} "
        "answers differ."
    )
    if threshold > few:
        return (first, f"From {many} answers on, the room is shown {full}.", reasons, again)
    of = f"Of {threshold} to {few} answers" if threshold < few else f"Of {few} answers"
    return (
        first,
        f"{of} the room is shown {band}. From {many} on, it is shown {full}.",
        reasons,
        again,
    )


_BY_NUMBER = (
    "When the workshop ends, everybody's answers and reasons go into the appraisal under numbers "
    "drawn by lot then, without names, for papers that are exempt. They are in no public paper. If "
    "you declared an interest, what is missing could show which number is yours."
)
_IN_THE_STORE = (
    "Your answers stay in this tool's store, beside a mark drawn by lot and not your name. They "
    "are in no paper and in no file that can be downloaded. Whoever runs the council's computer "
    "could still read the store."
)


def what_is_kept(keep_rows: bool) -> tuple[str, ...]:
    """Return what the council keeps of the answers, sentence by sentence."""
    return (_BY_NUMBER if keep_rows else _IN_THE_STORE, BY_LAW)
