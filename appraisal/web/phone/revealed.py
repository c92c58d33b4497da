"""After the reveal: a member's own answer beside the group's figures, the furthest apart first."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from appraisal.analysis.wording.questions import words_of
from appraisal.charts.spread import SpreadRow, in_words, picture
from appraisal.model import Appraisal
from appraisal.service.workshop import Asked, Mine

_WIDTH, _FONT = 360, 16  # the picture's own units, about a phone's


@dataclass(frozen=True)
class RevealedRow:
    """One question: its name, the figures in words and as a picture, and the room's reasons."""

    name: str
    words: str
    picture: Markup
    reasons: tuple[str, ...]


def rows_of(appraisal: Appraisal, mine: Mine) -> tuple[RevealedRow, ...]:
    """Return a row for each question; where one lies furthest from the group comes first."""
    rows = [(_spread_row(appraisal, each), each) for each in mine.questions]
    rows.sort(key=lambda pair: _apart(pair[0]), reverse=True)
    return tuple(
        RevealedRow(
            row.words.name,
            in_words(row),
            # Made by us, with every word in it escaped.
            Markup(picture([row], width=_WIDTH, font=_FONT, named=False) if row.spread else ""),
            each.group.reasons if each.group else (),
        )
        for row, each in rows
    )


def _spread_row(appraisal: Appraisal, asked: Asked) -> SpreadRow:
    group = asked.group
    return SpreadRow(
        words=words_of(appraisal, asked.question),
        spread=group.spread if group else None,
        why=group.why if group else "",
        own=asked.own.value if asked.own else None,
        agreed=asked.agreed,
        proposed=asked.proposed,
    )


def _apart(row: SpreadRow) -> float:
    """Return how far one's own answer lies from the middle of the group, as a share of the scale.

    What is held back comes last, and what one did not answer before it.
    """
    if row.spread is None:
        return -2.0
    if row.own is None:
        return -1.0
    low, high = row.spread.middle
    away = max(low - row.own, row.own - high, 0.0)
    return away / abs(row.words.best - row.words.worst)
