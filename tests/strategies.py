"""Random appraisals for the laws.

    from tests.strategies import appraisals, complete_appraisals

``appraisals()`` draws valid appraisals, finished or not, with hostile words in every place where
words can stand. ``complete_appraisals()`` draws ones that have an overall value for every option: a
level in every benefit cell and a swing on every benefit criterion. Levels, swings and pounds are
decimals of a few places, as people write them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from appraisal.model import Appraisal
from tests.strategies_words import with_words

Document = dict[str, Any]
Span = tuple[int, int]
STRENGTHS = ("strong", "moderate", "weak", "none")
KINDS = ("transition", "transaction", "transmission", "transgression", "transmutation",
         "transparency", "running")  # fmt: skip
POUNDS = {"unit": "GBP million above the baseline", "worst": 50, "best": 0, "outside": "extend"}


def decimals(low: int, high: int, places: int = 2) -> SearchStrategy[float]:
    """Numbers from low to high with a few decimal places, both ends included."""
    return st.integers(low * 10**places, high * 10**places).map(lambda n: n / 10**places)


def appraisals() -> SearchStrategy[Appraisal]:
    """Valid appraisals of every kind: blank criteria sets, half-done ones, finished ones."""
    return _documents(complete=False).flatmap(with_words).map(Appraisal.from_document)


def complete_appraisals(
    *,
    uncertain: bool | None = None,
    options: Span = (2, 6),
    criteria: Span = (1, 8),
    members: Span = (0, 3),
    gates: Span = (0, 3),
    cost_axis: bool | None = None,
    hostile: bool = False,
) -> SearchStrategy[Appraisal]:
    """Appraisals with every level and every swing.

    Parameters
    ----------
    uncertain : bool or None
        False: bare levels only, so every draw repeats the plain result. True: every cell has a
        range, a distribution or a strength. None: a mixture.
    options, criteria, members, gates : (int, int)
        Least and greatest number of each; ``criteria`` counts the benefit criteria.
    cost_axis : bool or None
        Whether one more criterion stands on the cost axis; None: sometimes.
    hostile : bool
        Whether the words are hostile, and stand in every place where words can (slower to draw).
    """
    spans = {"options": options, "criteria": criteria, "members": members, "gates": gates}
    documents = _documents(complete=True, uncertain=uncertain, spans=spans, cost_axis=cost_axis)
    return (documents.flatmap(with_words) if hostile else documents).map(Appraisal.from_document)


_SPANS: dict[str, Span] = {
    "options": (2, 5),
    "criteria": (1, 6),
    "members": (0, 2),
    "gates": (0, 3),
}


@st.composite
def _documents(
    draw: DrawFn,
    *,
    complete: bool,
    uncertain: bool | None = None,
    spans: dict[str, Span] = _SPANS,
    cost_axis: bool | None = None,
) -> Document:
    count = {name: draw(st.integers(*span)) for name, span in spans.items()}
    options = [f"o{place}" for place in range(count["options"])]
    gates = [{"id": f"g{place}", "name": f"Gate {place}"} for place in range(count["gates"])]
    criteria = [draw(_criteria(f"c{n}", any_number=not complete)) for n in range(count["criteria"])]
    evidence = [draw(_evidence(f"e{n}", options, criteria)) for n in range(draw(st.integers(0, 3)))]
    sources = [row["id"] for row in evidence]
    kept = {} if complete else {"some": True}
    document: Document = {
        "format": "appraisal/1",
        "title": "An appraisal",
        "baseline": draw(st.sampled_from(options)),
        "options": [draw(_options(id, options[:place])) for place, id in enumerate(options)],
        "gates": gates,
        "gate_results": draw(_gate_results(options, gates)),
        "criteria": criteria,
        "swings": draw(_swings(criteria, **kept)),
        "performances": draw(_performances(options, criteria, uncertain, sources, **kept)),
        "evidence": evidence,
        "costs": draw(_costs(options, sources)),
        "members": [
            draw(_members(f"m{n}", options, criteria, **kept)) for n in range(count["members"])
        ],
    }
    if cost_axis or (cost_axis is None and draw(st.booleans())):
        money = {"id": "money", "name": "Money", "axis": "cost", "scale": POUNDS}
        criteria.insert(draw(st.integers(0, len(criteria))), money)
    return document


@st.composite
def _options(draw: DrawFn, id: str, earlier: Sequence[str]) -> Document:
    holders = st.lists(st.sampled_from(["council", "secretary_of_state", "partner"]), max_size=2)
    option: Document = {"id": id, "name": f"Option {id}", "in_gift_of": draw(holders)}
    if earlier and draw(st.integers(0, 3)) == 0:
        option["variant_of"] = draw(st.sampled_from(earlier))
    return option


@st.composite
def _gate_results(
    draw: DrawFn, options: Sequence[str], gates: Sequence[Document]
) -> list[Document]:
    outcomes = st.sampled_from(["pass", "pass", "pass", "unknown", "fail", None])
    given = [
        {"option": option, "gate": must_have["id"], "result": draw(outcomes)}
        for option in options
        for must_have in gates
    ]
    return [row for row in given if row["result"]]


@st.composite
def _criteria(draw: DrawFn, id: str, *, any_number: bool) -> Document:
    scale: Document = {}
    ends = [0.0, 100.0]
    if draw(st.booleans()):
        ends = draw(_anchors(any_number=any_number))
        outside = draw(st.sampled_from(["clip", "extend"]))
        scale = {"unit": "days", "worst": ends[0], "best": ends[1], "outside": outside}
    if draw(st.integers(0, 2)) == 0:
        scores = [0, *draw(st.lists(st.integers(1, 99), max_size=3, unique=True).map(sorted)), 100]
        step = (ends[1] - ends[0]) / (len(scores) - 1)
        levels = [*(ends[0] + step * place for place in range(len(scores) - 1)), ends[1]]
        scale |= {"shape": "points", "points": [list(p) for p in zip(levels, scores, strict=True)]}
    group = draw(st.sampled_from(["People", "Practice", "Money"]))
    return {"id": id, "name": f"Criterion {id}", "group": group, "scale": scale}


@st.composite
def _anchors(draw: DrawFn, *, any_number: bool) -> list[float]:
    ends = decimals(-1_000, 1_000, 1)
    if any_number and draw(st.integers(0, 3)) == 0:
        ends = st.floats(-1e14, 1e14, allow_nan=False)  # any number at all must survive a file
    pair = draw(st.lists(ends, min_size=2, max_size=2, unique=True))
    # apart enough for the points between them to be different numbers
    return pair if abs(pair[0] - pair[1]) > 1e-9 * max(map(abs, pair)) else [60.0, 0.0]


@st.composite
def _swings(draw: DrawFn, criteria: Sequence[Document], *, some: bool = False) -> dict[str, float]:
    ids = [row["id"] for row in criteria if row.get("axis") != "cost"]
    if some and draw(st.booleans()):
        return {}
    top = draw(st.sampled_from(ids))
    return {
        id: 100.0 if id == top else draw(decimals(0, 100, 1))
        for id in ids
        if id == top or not some or draw(st.booleans())
    }


def _ends(criterion: Document) -> tuple[float, float]:
    ends = sorted([criterion["scale"].get("worst", 0.0), criterion["scale"].get("best", 100.0)])
    return ends[0], ends[1]


@st.composite
def _levels(draw: DrawFn, criterion: Document) -> float:
    """A level of the criterion, mostly within its anchors; beyond them only in a natural unit."""
    low, high = _ends(criterion)
    beyond = 200 if "unit" in criterion["scale"] else 0
    share = draw(st.integers(-beyond, 1_000 + beyond)) / 1_000
    return round(low + share * (high - low), 6)


@st.composite
def _performances(
    draw: DrawFn,
    options: Sequence[str],
    criteria: Sequence[Document],
    uncertain: bool | None,
    sources: Sequence[str],
    *,
    some: bool = False,
) -> list[Document]:
    found = []
    for option in options:
        for criterion in criteria:
            fate = draw(st.integers(0, 3)) if some else 0
            cell = {"option": option, "criterion": criterion["id"], "evidence": list(sources[:1])}
            if fate == 1:
                found.append(cell | {"strength": "none"})
            elif fate != 2:
                cell["level"] = draw(_levels(criterion))
                if uncertain or (uncertain is None and draw(st.booleans())):
                    cell |= draw(_uncertainty(criterion, cell["level"]))
                found.append(cell)
    return found


@st.composite
def _uncertainty(draw: DrawFn, criterion: Document, level: float) -> Document:
    kind = draw(st.sampled_from(["strength", "triangular", "uniform", "normal", "beta", "range"]))
    if kind == "strength":
        return {"strength": draw(st.sampled_from(STRENGTHS))}
    low, high = _ends(criterion)
    if kind == "normal":
        return {"distribution": {"normal": [level, (high - low) / draw(st.integers(4, 40))]}}
    ends = sorted([draw(_levels(criterion)), draw(_levels(criterion)), level])
    spread: Document = {"low": ends[0], "high": ends[-1]}
    if kind == "beta":
        shape = st.sampled_from([0.5, 1.0, 2.0, 3.5, 8.0])
        return spread | {"distribution": {"beta": [draw(shape), draw(shape)]}}
    return spread if kind == "range" else spread | {"distribution": kind}


@st.composite
def _evidence(
    draw: DrawFn, id: str, options: Sequence[str], criteria: Sequence[Document]
) -> Document:
    row: Document = {
        "id": id,
        "finding": "A finding",
        "direction": draw(st.sampled_from("+-±0")),
        "strength": draw(st.sampled_from(STRENGTHS)),
        "exempt": draw(st.booleans()),
    }
    if draw(st.booleans()):
        row["date"] = draw(st.sampled_from(["2018", "2018-07", "2018-07-05"]))
        row["option"] = draw(st.sampled_from(options))
        row["criterion"] = draw(st.sampled_from([row["id"] for row in criteria]))
    return row


@st.composite
def _costs(draw: DrawFn, options: Sequence[str], sources: Sequence[str]) -> Document:
    count = draw(st.integers(0, 4))
    return {
        "base_year": draw(st.integers(2015, 2035)),
        "discount_rate": draw(st.integers(0, 100)) / 1_000,
        "horizon_years": draw(st.integers(1, 10)),
        "lines": [draw(_cost_lines(options, sources)) for _ in range(count)],
    }


@st.composite
def _cost_lines(draw: DrawFn, options: Sequence[str], sources: Sequence[str]) -> Document:
    saving = draw(st.integers(0, 4)) == 0
    pounds = decimals(-20, 0) if saving else decimals(-5, 20)
    row: Document = {
        "option": draw(st.sampled_from(options)),
        "item": "Set-up",
        "kind": "saving" if saving else draw(st.sampled_from(KINDS)),
        "optimism_bias": draw(st.sampled_from([0, 0.1, 0.41])),
        "amounts": draw(st.dictionaries(st.integers(2015, 2045), pounds, max_size=4)),
    }
    if draw(st.booleans()):
        row |= {"low": draw(decimals(0, 1)), "high": draw(decimals(1, 3)), "funded_by": "DfE grant"}
        row["evidence"] = list(sources[:1])
    return row


@st.composite
def _members(
    draw: DrawFn,
    id: str,
    options: Sequence[str],
    criteria: Sequence[Document],
    *,
    some: bool = False,
) -> Document:
    rounds = draw(st.integers(0, 2))
    rows = [
        {"option": option, "criterion": row["id"], "level": draw(_levels(row)), "round": round}
        for round in range(1, 1 + rounds)
        for option in options[: draw(st.integers(0, len(options)))]
        for row in criteria
    ]
    swings = draw(_swings(criteria, some=some))
    return {"id": id, "label": f"Member {id}", "swings": swings, "performances": rows}
