"""Background: the question, who decides, and what everything is compared with."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.report.contents.names import plain_name
from appraisal.report.contents.narrative import BACKGROUND, written
from appraisal.report.parts import Column, Para, Pending, Section, Subheading, Table, date_text

STATUS = {
    "draft": "Draft: still being prepared",
    "scoring": "Being scored: the figures may still change",
    "agreed": "Agreed: frozen, and changed only as a new version",
}


def background(results: Results) -> Section:
    """Return the background: the officer's account, the question and the frame of the decision."""
    question = results.appraisal.question.strip()
    asked = (
        Para(question)
        if question
        else Pending("the Director of Children's Services", "the question to be decided.")
    )
    return Section(
        "background",
        "Background",
        (
            Subheading("The question"),
            asked,
            _frame(results),
            Subheading("How the service came to this point"),
            *written(results.appraisal, BACKGROUND),
        ),
    )


def _frame(results: Results) -> Table:
    appraisal = results.appraisal
    costs = appraisal.costs
    years = costs.years()
    rows = [
        ("Who decides", appraisal.decision_maker),
        ("Compared with (the baseline)", plain_name(results, appraisal.baseline)),
        ("Date of the appraisal", date_text(appraisal.date)),
        ("State of the appraisal", STATUS[appraisal.status]),
    ]
    if costs.lines:
        rows.append(("Years costed", f"{years[0]} to {years[-1]}"))
    judged = sorted({c.judged_at for c in appraisal.criteria if c.judged_at.strip()})
    if judged:
        rows.append(("When performance is judged", "; ".join(judged)))
    return Table(
        "frame",
        "The decision and what it is measured against",
        (Column("Item", 1), Column("Detail", 2)),
        tuple(rows),
    )
