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
from appraisal.charts.against_baseline import against_baseline, each_against_baseline
from appraisal.charts.overall_value import overall_value
from appraisal.charts.picture import Picture, for_print

ALL: dict[str, Callable[[Results], Picture | None]] = {
    "overall_value": overall_value,
    "against_baseline": against_baseline,
}

__all__ = [
    "ALL",
    "Picture",
    "against_baseline",
    "each_against_baseline",
    "for_print",
    "overall_value",
]
