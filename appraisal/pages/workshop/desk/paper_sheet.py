"""The paper sheet: every question of a round on A4, with both ends of the scale and a box."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from appraisal.analysis.wording.promises import ON_PAPER, what_is_kept
from appraisal.analysis.wording.questions import words_of
from appraisal.analysis.wording.scales import ends_of_scale
from appraisal.model import Appraisal
from appraisal.model.workshop import Question

_STYLE = """
body { font: 11pt/1.4 sans-serif; max-width: 18cm; margin: 1cm auto; color: #000; }
h1 { font-size: 17pt; margin: 0 0 4mm; }
section { border-top: 1px solid #000; padding: 3mm 0; break-inside: avoid; }
h2 { font-size: 12pt; margin: 0 0 1mm; }
p { margin: 1mm 0; }
.box { display: inline-block; width: 3cm; height: 9mm; border: 1.5pt solid #000; margin: 0 3mm 0 0;
  vertical-align: middle; }
.small { display: inline-block; width: 5mm; height: 5mm; border: 1pt solid #000;
  vertical-align: middle; margin-left: 6mm; }
.line { border-bottom: 1px solid #000; height: 8mm; }
"""


def sheet(
    appraisal: Appraisal,
    asked: Mapping[Question, float | None],
    round: int,
    *,
    keep_rows: bool,
) -> str:
    """Return the sheet as one HTML page that any browser prints, with no network.

    ``asked``: each question, with the value that the round proposes or None.
    """
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width"><title>Answer sheet</title>',
        f"<style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(appraisal.title)}</h1>",
        f"<p>Round {round or '____'}. Name, if you wish: ________________________________</p>",
        (
            "<p>Write one whole number in each box, or tick “no view”, and hand the sheet to the "
            "facilitator.</p>"
        ),
        f"<p>{escape(' '.join((ON_PAPER, *what_is_kept(keep_rows))))}</p>",
    ]
    parts += [_question(appraisal, question, proposed) for question, proposed in asked.items()]
    return "".join([*parts, "</main></body></html>"])


def _question(appraisal: Appraisal, question: Question, proposed: float | None) -> str:
    words = words_of(appraisal, question)
    ends = ""
    if question.option is None:
        worst, best = ends_of_scale(appraisal.criterion(question.criterion))
        ends = f"<p>From: {escape(worst)}<br>To: {escape(best)}</p>"
    proposal = "" if proposed is None else f"<p>Proposed: {escape(words.said(proposed))}</p>"
    return (
        f"<section><h2>{escape(words.title)}</h2>{ends}"
        f"<p>{escape(words.said(words.worst))} means: {escape(words.at_worst)}<br>"
        f"{escape(words.said(words.best))} means: {escape(words.at_best)}</p>"
        f"{proposal}"
        f'<p><span class="box"></span>{escape(words.unit or "")}'
        '<span class="small"></span> no view</p><p>Why, if you wish:</p>'
        '<p class="line"></p></section>'
    )
