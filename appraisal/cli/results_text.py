"""The results as a readable table in plain text."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from appraisal.analysis.results import Results
from appraisal.analysis.weights import shares_that_add_up
from appraisal.analysis.wording.figures import million, points, share, signed_points

WIDTH = 100
_LONGEST_NAME = 48
_NONE = "-"


def results_text(results: Results) -> str:
    """Return the whole analysis as text of at most 100 columns, names permitting."""
    parts = (
        _heading(results),
        _recommendation(results),
        _ranking(results),
        _scores(results),
        _against_baseline(results),
        _money(results),
        _what_would_change_it(results),
        _gaps(results),
        _how_made(results),
    )
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def _heading(results: Results) -> Iterator[str]:
    appraisal = results.appraisal
    yield from _wrapped(appraisal.title)
    if appraisal.illustrative:
        yield from _wrapped(f"ILLUSTRATIVE: {appraisal.illustrative}")
    yield from _wrapped(appraisal.question)
    facts = [appraisal.authority, appraisal.decision_maker, appraisal.date, appraisal.status]
    yield from _wrapped(", ".join(str(fact) for fact in facts if fact))


def _recommendation(results: Results) -> Iterator[str]:
    recommendation = results.recommendation
    if recommendation.option is None:
        yield "RECOMMENDATION: none"
    else:
        yield from _wrapped(f"RECOMMENDATION: {_option(results, recommendation.option)}")
        firm = recommendation.firmness or "not drawn"
        case = (recommendation.case_for_change or "not drawn").replace("_", " ")
        yield f"Case for change: {case}. Firmness: {firm}."
    for sentence in (*recommendation.because, *recommendation.conditions):
        yield from _wrapped(sentence, "- ")
    yield "This supports the decision. It does not make it."


def _ranking(results: Results) -> Iterator[str]:
    head = ["rank", "option", "overall value", "against baseline", "does better", "ranks first"]
    rows = []
    for id in results.by_overall_value():
        against = results.against_baseline[id]
        drawn = results.acceptability
        first = drawn.ranks.get(id, (None,))[0] if drawn else None
        rank = results.rank[id]
        name = _option(results, id) + (" (baseline)" if id == results.appraisal.baseline else "")
        note = "" if results.eligible[id] else " (fails a must-have: for information)"
        rows.append(
            [
                str(rank) if rank else _NONE,
                f"{_short(name)}{note}",
                _or_none(results.scores.overall[id], points),
                _or_none(against.overall, signed_points),
                _or_none(against.beats_baseline, share),
                _or_none(first, share),
            ]
        )
    yield "OVERALL VALUES (0 to 100; shares are of the draws)"
    yield from _table(head, rows)


def _scores(results: Results) -> Iterator[str]:
    """Yield the value scores, criterion by option, with the weights they are counted by."""
    options = [option.id for option in results.appraisal.options]
    weights = results.scores.weights
    shown = shares_that_add_up(weights, places=1) if weights else {}
    rows = []
    for criterion in results.appraisal.benefit_criteria():
        scores = [results.scores.value_scores[id].get(criterion.id) for id in options]
        weight = f"{shown[criterion.id]:.1f}" if criterion.id in shown else _NONE
        swing = results.appraisal.swings.get(criterion.id)
        figures = [_or_none(swing, "{:g}".format), weight, *(_or_none(s, points) for s in scores)]
        rows.append([_short(criterion.name), *figures])
    yield "VALUE SCORES (0 to 100 on each criterion's own scale)"
    yield from _table(["criterion", "swing", "weight %", *options], rows)


def _against_baseline(results: Results) -> Iterator[str]:
    options = [o.id for o in results.appraisal.options if o.id != results.appraisal.baseline]
    rows = [
        [
            _short(criterion.name),
            *(
                _or_none(results.against_baseline[id].criteria.get(criterion.id), signed_points)
                for id in options
            ),
        ]
        for criterion in results.appraisal.benefit_criteria()
    ]
    yield from _wrapped(
        f"AGAINST THE BASELINE, {_option(results, results.appraisal.baseline)} "
        "(points of overall value)"
    )
    yield from _table(["criterion", *options], rows)


def _money(results: Results) -> Iterator[str]:
    if results.money is None:
        return
    yield "MONEY (net present cost, real, GBP million)"
    rows = []
    for id, cost in results.money.options.items():
        figures = [_NONE] * 4
        if cost is not None:
            figures = [points(cost.net_present_cost, 2), points(cost.low, 2), points(cost.high, 2),
                       _or_none(cost.against_baseline, lambda c: signed_points(c, 2))]  # fmt: skip
        rows.append([_short(_option(results, id)), *figures])
    yield from _table(["option", "cost", "low", "high", "against baseline"], rows)
    for step in results.money.prices:
        yield from _wrapped(
            f"From {_option(results, step.cheaper)} to {_option(results, step.dearer)}: "
            f"{million(step.price, 2)} for each extra point of overall value.", "- "
        )  # fmt: skip


def _what_would_change_it(results: Results) -> Iterator[str]:
    words = results.words
    if words is None:
        return
    parts = [words.gap, *words.groups.values(), *words.break_even, *words.overturn, words.tornado]
    sentences = [sentence for sentence in (*parts, *words.group, *words.money) if sentence]
    if sentences:
        yield "HOW FIRM IT IS, AND WHAT WOULD CHANGE IT"
    for sentence in sentences:
        yield from _wrapped(sentence, "- ")


def _gaps(results: Results) -> Iterator[str]:
    if results.gaps:
        yield "STILL MISSING"
    for gap in results.gaps:
        stops = " No result without it." if gap.stops else ""
        yield from _wrapped(f"{gap.text}{stops}", "- ")


def _how_made(results: Results) -> Iterator[str]:
    yield (
        f"Version {results.version}, {results.draws:,} draws, seed {results.seed}, "
        f"weights {results.weights_model}."
    )
    yield f"Inputs SHA-256 {results.inputs_sha256}"


def _option(results: Results, id: str) -> str:
    return results.appraisal.option(id).name


def _or_none(value: float | None, say: object) -> str:
    return _NONE if value is None else str(say(value))  # type: ignore[operator]


def _short(name: str) -> str:
    return name if _columns(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 3].rstrip()}..."


def _wrapped(text: str, bullet: str = "") -> list[str]:
    """Return text in lines of the page's width, the lines below a bullet set in."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table: the first column of words to the left, figures to the right."""
    grid = [list(head), *map(list, rows)]
    widths = [max(_columns(row[column]) for row in grid) for column in range(len(head))]
    words = [all(not _is_figure(row[column]) for row in grid[1:]) for column in range(len(head))]
    for index, row in enumerate(grid):
        cells = [
            _padded(cell, width, left=left)
            for cell, width, left in zip(row, widths, words, strict=True)
        ]
        yield "  ".join(cells).rstrip()
        if index == 0:
            yield "  ".join("-" * width for width in widths)


def _is_figure(cell: str) -> bool:
    return cell == _NONE or cell[:1] in "+-\u2212" or cell[:1].isdigit()


def _padded(cell: str, width: int, *, left: bool) -> str:
    space = " " * (width - _columns(cell))
    return f"{cell}{space}" if left else f"{space}{cell}"


def _columns(text: str) -> int:
    """Return how many columns a terminal gives a text."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)
