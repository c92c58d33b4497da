"""Decision: the question, who decides, the baseline, and when it is judged."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.wording.dates import words_of_date
from appraisal.edits.accessors import setting
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.widgets import fields, frame

KIND = "decision"


def page() -> None:
    """Ask for the decision, and say it back in plain English."""
    current = frame.begin("decision")
    _words(current.appraisal, current.frozen)
    _date_and_baseline(current.appraisal, current.frozen)
    # Last, so that nothing above it moves as the sentence grows.
    st.subheader("The decision in a sentence", anchor=False)
    st.markdown(statement(current.appraisal))
    frame.end("decision")


def _words(appraisal: Appraisal, frozen: bool) -> None:
    fields.text(
        "Title",
        _box(appraisal, "title", "title"),
        disabled=frozen,
    )
    fields.text(
        "The question",
        _box(appraisal, "question", "question"),
        tall=True,
        help="One question that the options answer. Name the people it is for.",
        disabled=frozen,
    )
    fields.text(
        "The authority",
        _box(appraisal, "authority", "who"),
        disabled=frozen,
    )
    fields.text(
        "Who decides",
        _box(appraisal, "decision_maker", "maker"),
        help="For example Cabinet, Policy Committee or Council.",
        disabled=frozen,
    )


def _date_and_baseline(appraisal: Appraisal, frozen: bool) -> None:
    fields.date(
        "Date of the appraisal",
        _box(appraisal, "date", "date"),
        help="This date is printed in the report. The report never reads the clock.",
        disabled=frozen,
    )
    names = {option.id: option.name for option in appraisal.options}
    fields.choice(
        "What the others are compared with",
        list(names),
        _box(appraisal, "baseline", "baseline"),
        words=lambda id: names[id],
        radio=True,
        help=(
            "Usually the service as it is, improved in house with the money it would really get. "
            "Write the difference from doing nothing into that option's description."
        ),
        disabled=frozen,
    )


def _box(appraisal: Appraisal, field: str, name: str) -> fields.Box:
    return fields.record(appraisal, setting(field), f"decision:{name}", KIND)


def statement(appraisal: Appraisal) -> str:
    """Return the decision as one plain paragraph."""
    baseline = appraisal.option(appraisal.baseline).name
    day = words_of_date(appraisal.date) if appraisal.date else "a date not yet set"
    who = f"{appraisal.decision_maker} of {appraisal.authority or 'an authority not yet named'}"
    return (
        f"{plain(who)} is to choose between {len(appraisal.options)} options, judged as at {day}. "
        f"Each is held against **{plain(baseline)}**. The result supports the decision; "
        "it is not the decision."
    )


if __name__ == "__main__":
    page()
