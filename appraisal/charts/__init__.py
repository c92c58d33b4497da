"""Pictures: results in, charts out, each with its finding, its description and its table.

``overall_value(results)`` and its like return a :class:`~appraisal.charts.picture.Picture`, or None
while there is nothing to show. Every figure comes from the results; nothing is computed here but
where a mark stands. ``ALL`` names the charts in the order of the pages.

On a page: ``st.vega_lite_chart(picture.spec, theme=None, width="stretch")``, with ``picture.table``
beside it. In print: ``for_print(picture)`` gives the spec for vl-convert.

Text of users only ever stands in data and titles, never in an expression, so that a chart runs
under a content security policy without ``unsafe-eval`` and no name can become code.
"""

from __future__ import annotations

from collections.abc import Callable

from appraisal.analysis.results import Results
from appraisal.charts.acceptability import overall_spread, rank_acceptability
from appraisal.charts.against_baseline import against_baseline, each_against_baseline
from appraisal.charts.break_even import break_even
from appraisal.charts.cost_against_benefit import cost_against_benefit
from appraisal.charts.costs import cost_by_kind, cost_by_year
from appraisal.charts.evidence_coverage import evidence_coverage
from appraisal.charts.lead_map import lead_map
from appraisal.charts.overall_value import overall_value
from appraisal.charts.picture import Picture, for_print
from appraisal.charts.score_matrix import score_matrix
from appraisal.charts.swings_and_weights import swings_and_weights
from appraisal.charts.switching_points import group_switching_points, switching_points
from appraisal.charts.tornado import tornado

# In the order of the pages.
ALL: dict[str, Callable[[Results], Picture | None]] = {
    "evidence_coverage": evidence_coverage,
    "score_matrix": score_matrix,
    "swings_and_weights": swings_and_weights,
    "overall_value": overall_value,
    "against_baseline": against_baseline,
    "rank_acceptability": rank_acceptability,
    "overall_spread": overall_spread,
    "switching_points": switching_points,
    "group_switching_points": group_switching_points,
    "break_even": break_even,
    "tornado": tornado,
    "lead_map": lead_map,
    "cost_against_benefit": cost_against_benefit,
    "cost_by_kind": cost_by_kind,
    "cost_by_year": cost_by_year,
}

__all__ = [
    "ALL",
    "Picture",
    "against_baseline",
    "break_even",
    "cost_against_benefit",
    "cost_by_kind",
    "cost_by_year",
    "each_against_baseline",
    "evidence_coverage",
    "for_print",
    "group_switching_points",
    "lead_map",
    "overall_spread",
    "overall_value",
    "rank_acceptability",
    "score_matrix",
    "swings_and_weights",
    "switching_points",
    "tornado",
]
