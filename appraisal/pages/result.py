"""Result: the recommendation in words, the ranking, and each option held against the baseline."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from appraisal import charts
from appraisal.analysis.must_haves import failed_must_haves, unknown_must_haves
from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import listed, points
from appraisal.analysis.wording.robustness import FIRMNESS
from appraisal.pages.escaping import plain
from appraisal.pages.sections import what_if
from appraisal.pages.session import state
from appraisal.pages.widgets import display, fields, frame

CASE = {
    "made": "Made",
    "marginal": "Marginal",
    "not_made": "Not made",
    None: "Not known yet",
}


def page() -> None:
    """Show the result; there is nothing to fill in here."""
    current = frame.begin("result")
    results = state.results(current)
    _recommendation(results)
    _missing(results)
    _ranking(results)
    display.picture(results, charts.overall_value, "overall")
    _against_baseline(results)
    _dominance(results)
    if results.scores.weights:
        with st.expander("Try a what-if"):
            what_if.drawer(current, "result")
    frame.end("result")


def _recommendation(results: Results) -> None:
    recommendation = results.recommendation
    with st.container(border=True, key="recommendation"):
        st.subheader(plain(verdict(results)), anchor=False)
        for reason in recommendation.because:
            st.markdown(plain(reason))
        if recommendation.option:
            st.markdown(
                f"**How firm:** {FIRMNESS[recommendation.firmness]}.  \n"
                f"**Case for change:** {CASE[recommendation.case_for_change]}."
            )
        if recommendation.conditions:
            st.markdown("**Only on these conditions:**")
            st.markdown(
                "\n".join(f"- {plain(condition)}" for condition in recommendation.conditions)
            )
        st.caption(
            "This supports the decision; it is not the decision. Members must still weigh advice, "
            "consultation and equality."
        )


def verdict(results: Results) -> str:
    """Return the recommendation as a heading, which says so where the case is not made."""
    recommendation = results.recommendation
    if recommendation.option is None:
        tied = recommendation.firmness == "tied"
        return "Tied: the figures do not choose" if tied else "No recommendation yet"
    name = display.option_name(results, recommendation.option)
    if (
        recommendation.case_for_change == "not_made"
        and recommendation.option != results.appraisal.baseline
    ):
        return f"Ranked first: {name}. The case for change is not made."
    return f"Recommended: {name}"


def _missing(results: Results) -> None:
    stops = [gap for gap in results.gaps if gap.stops]
    if not stops:
        return
    with st.expander(
        f"Still missing: {len(stops)}", expanded=results.recommendation.option is None
    ):
        for gap in stops[:60]:
            st.markdown(f"- {plain(gap.text)}")


def _ranking(results: Results) -> None:
    rows = []
    for id in results.by_overall_value():
        value, ends = results.scores.overall[id], results.scores.overall_range[id]
        rows.append(
            {
                "Rank": "none" if results.rank[id] is None else f"{results.rank[id]}",
                "Option": results.appraisal.option(id).name,
                "Overall value": "not known yet" if value is None else points(value),
                "Range": "" if ends is None else f"{points(ends[0], 0)} to {points(ends[1], 0)}",
                "Must-haves": must_haves_in_words(results, id),
            }
        )
    st.subheader("Ranking", anchor=False)
    display.table(pd.DataFrame(rows))
    st.caption(
        "Overall value runs from 0 (the worst end of every scale) to 100 (the best end of every "
        "scale). 60 is not twice as good as 30. The range holds if every score were at its lowest "
        "or its highest at once. Figures are rounded for showing only, so that a difference of two "
        "shown figures may be 0.1 out."
    )


def must_haves_in_words(results: Results, option: str) -> str:
    """Return how an option stands against the must-haves, in a shape and words."""
    failed = failed_must_haves(results.appraisal, option)
    unknown = unknown_must_haves(results.appraisal, option)
    if failed:
        return f"✗ fails {len(failed)}: for information only"
    if unknown:
        return f"? {len(unknown)} not yet known"
    return "✓ passes all" if results.appraisal.gates else "none set"


def _against_baseline(results: Results) -> None:
    appraisal = results.appraisal
    others = [id for id in results.by_overall_value() if id != appraisal.baseline]
    baseline = plain(appraisal.option(appraisal.baseline).name)
    st.subheader(f"Each option against {baseline}", anchor=False)
    names = {id: appraisal.option(id).name for id in others}
    chosen = fields.choice(
        "Option to compare", others, fields.view("result:compare", others[0]),
        words=names.__getitem__,
    )  # fmt: skip
    chosen = chosen if chosen in names else others[0]
    display.picture(results, lambda r: charts.against_baseline(r, chosen), f"baseline_{chosen}")


def _dominance(results: Results) -> None:
    appraisal = results.appraisal
    for id, better in results.dominated_by.items():
        if better:
            names = listed([appraisal.option(other).name for other in better])
            st.markdown(
                f"**{plain(appraisal.option(id).name)}** is dominated by {plain(names)}: at least "
                "as good on every criterion, and better on some. No weights could change that."
            )


if __name__ == "__main__":
    page()
