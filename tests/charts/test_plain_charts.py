"""The charts of the plain result say what the results say."""

from __future__ import annotations

import math
from typing import Any

import pytest

from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import points, signed_points
from appraisal.charts import (
    Picture,
    against_baseline,
    each_against_baseline,
    evidence_coverage,
    overall_value,
    score_matrix,
    swings_and_weights,
)
from appraisal.charts.evidence_coverage import Coverage, coverage_of
from appraisal.charts.picture import FOR_INFORMATION
from tests.charts import samples


def drawn(picture: Picture | None) -> Picture:
    assert picture is not None
    return picture


def data(picture: Picture, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = picture.spec["datasets"][name]
    return rows


def names(results: Results) -> list[str]:
    return [results.appraisal.option(id).name for id in results.by_overall_value()]


def test_the_title_of_overall_value_names_the_leader_and_its_lead():
    results = samples.sample()

    title = drawn(overall_value(results)).title

    gap = results.scores.overall["partner"] - results.scores.overall["trust"]
    assert title.startswith(
        f"Partner council's management team leads Independent children's trust by {points(gap)} "
    )
    assert "gaining most on Proven improvement expertise" in title


def test_options_stand_in_order_of_overall_value_in_chart_and_table():
    for results in (samples.sample(), samples.six_options(), samples.with_holes()):
        picture = drawn(overall_value(results))

        order = list(results.by_overall_value())
        assert [row["row"] for row in data(picture, "rows")] == order
        for layer in picture.spec["layer"]:
            if "sort" in layer["encoding"].get("y", {}):
                assert layer["encoding"]["y"]["sort"] == order
        assert list(picture.table["Option"]) == names(results)


def test_the_segments_of_a_bar_add_up_to_the_overall_value():
    results = samples.six_options()

    picture = drawn(overall_value(results))

    bars = [*data(picture, "counted"), *data(picture, "aside")]
    for option, overall in results.scores.overall.items():
        assert overall is not None
        parts = [bar["part"] for bar in bars if bar["row"] == option]
        assert math.isclose(math.fsum(parts), overall, abs_tol=1e-9)


def test_an_option_that_fails_a_must_have_is_grey_and_says_so():
    picture = drawn(overall_value(samples.six_options()))

    assert {row["row"] for row in data(picture, "aside")} == {"mutual"}
    assert "mutual" not in {row["row"] for row in data(picture, "counted")}
    row = next(row for row in data(picture, "rows") if row["row"] == "mutual")
    assert row["under"].startswith(FOR_INFORMATION)
    assert picture.table.set_index("Option").loc["Staff-owned mutual", "Rank"] == FOR_INFORMATION


def test_an_option_with_a_score_missing_has_no_bar_but_a_remark():
    picture = drawn(overall_value(samples.with_holes()))

    assert {row["row"] for row in data(picture, "counted")} == {"trust", "status_quo"}
    told = {row["row"]: row["text"] for row in data(picture, "remarks")}
    assert told == dict.fromkeys(("commissioner", "partner"), "no overall value: 1 score missing")
    table = picture.table.set_index("Option")["Overall value"]
    assert table["Commissioner with power to direct"] == "scores missing"


def test_the_table_of_overall_values_holds_the_figures_of_the_results():
    results = samples.sample()

    picture = drawn(overall_value(results))

    order = results.by_overall_value()
    overall = results.scores.overall
    assert list(picture.numbers["Overall value"]) == [overall[id] for id in order]
    assert list(picture.table["Overall value"]) == [points(overall[id] or 0) for id in order]


def test_a_tie_is_told_as_a_tie():
    title = drawn(overall_value(samples.tied())).title

    assert "tie for first" in title
    assert "Independent children's trust" in title
    assert "Partner council's management team" in title


def test_without_weights_no_overall_value_is_drawn():
    assert overall_value(samples.unweighted()) is None
    assert overall_value(samples.bare()) is None


def test_the_differences_from_the_baseline_are_those_of_the_results():
    results = samples.sample()

    picture = drawn(against_baseline(results, "trust"))

    found = results.against_baseline["trust"]
    assert {bar["row"]: bar["part"] for bar in data(picture, "bars")} == found.criteria
    parts = [bar["part"] for bar in data(picture, "bars")]
    assert parts == sorted(parts, reverse=True)
    assert picture.table.iloc[-1, -1] == signed_points(found.overall or 0)
    assert list(picture.numbers.iloc[:, -1])[:-1] == parts


def test_every_option_but_the_baseline_is_held_against_it_to_one_scale():
    results = samples.six_options()

    pictures = each_against_baseline(results)

    assert len(pictures) == 5
    domains = [picture.spec["layer"][0]["encoding"]["x"]["scale"]["domain"] for picture in pictures]
    assert all(domain == domains[0] for domain in domains)
    assert domains[0][0] == -domains[0][1]
    assert against_baseline(results, "status_quo") is None


def test_a_missing_score_is_said_and_never_drawn_as_zero():
    picture = drawn(against_baseline(samples.with_holes(), "commissioner"))

    assert "practice" not in {bar["row"] for bar in data(picture, "bars")}
    assert [row["row"] for row in data(picture, "gaps")] == ["practice"]
    assert "cannot be held against" in picture.title


def test_the_matrix_has_a_mark_for_every_score_and_a_box_for_every_blank():
    results = samples.with_holes()

    picture = drawn(score_matrix(results))

    assert len(data(picture, "dots")) == 50
    blanks = [box["said"] for box in data(picture, "blanks")]
    assert [text.split(": ")[1] for text in sorted(blanks)] == [
        "not scored yet",
        "range 0.0 to 100.0, no evidence",
    ]
    assert picture.title.startswith("50 of 52 scores are given")
    assert "value score 0.0, range 0.0 to 0.0" not in " ".join(blanks)


def test_the_matrix_prints_levels_in_their_own_unit_and_says_where_a_scale_is_left():
    picture = drawn(score_matrix(samples.with_holes()))

    table = picture.table.set_index("Criterion")
    cell = table.loc["Stable permanent workforce", "Stay as now, improve in house"]
    assert cell.startswith("75% agency, value score 0.0")
    assert cell.endswith("beyond scale")
    assert table.loc["Stable permanent workforce", "Scale"] == "60 (worst) to 0 (best), % agency"


def test_a_mark_of_the_matrix_stands_in_its_options_column():
    results = samples.sample()

    dots = data(drawn(score_matrix(results)), "dots")

    order = [results.appraisal.option(id).name for id in results.by_overall_value()]
    for dot in dots:
        assert dot["said"].startswith(f"{order[int(dot['x'])]}, ")


def test_options_have_shapes_of_their_own_in_the_matrix():
    shapes = {
        (int(dot["x"]), dot["shape"]) for dot in data(drawn(score_matrix(samples.sample())), "dots")
    }

    assert len(shapes) == 4
    assert len({shape for _, shape in shapes}) == 4


def test_the_weights_shown_add_up_to_a_hundred():
    for results in (samples.sample(), samples.twenty_criteria()):
        table = drawn(swings_and_weights(results)).table

        assert sum(int(text.rstrip("%")) for text in table["Weight"]) == 100


def test_swings_start_at_zero_and_stand_in_order():
    picture = drawn(swings_and_weights(samples.sample()))

    swings = [bar["swing"] for bar in data(picture, "bars")]
    assert swings == sorted(swings, reverse=True)
    assert picture.spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [0, 100]
    assert picture.title == "Quality and consistency of practice carries the most weight, 15%"


def test_a_swing_that_is_not_rated_is_named():
    picture = drawn(swings_and_weights(samples.unweighted()))

    assert [row["row"] for row in data(picture, "gaps")] == ["democracy"]
    assert picture.title.startswith("12 of 13 swings are rated")
    assert set(picture.table["Weight"]) == {"no weights yet"}


def test_a_group_keeps_its_colour_in_every_chart():
    results = samples.sample()
    scales = []
    for draw in (overall_value, against_baseline, swings_and_weights):
        color = drawn(draw(results)).spec["layer"][0]["encoding"]["color"]["scale"]
        scales.append(dict(zip(color["domain"], color["range"], strict=True)))

    assert scales[0] == scales[1] == scales[2]
    marks = {mark["c"] for mark in data(drawn(score_matrix(results)), "marks")}
    assert marks == set(scales[0].values())


def test_evidence_is_counted_once_where_a_score_cites_it_too():
    appraisal = samples.sample().appraisal

    coverage = coverage_of(appraisal)

    own = [
        e
        for e in appraisal.evidence
        if (e.option, e.criterion) == ("trust", "practice") and e.strength != "none"
    ]
    cited = appraisal.performance("trust", "practice")
    assert cited is not None
    ids = {e.id for e in own} | set(cited.evidence)
    assert coverage["trust", "practice"].count == len(ids)


def test_evidence_of_strength_none_is_no_evidence():
    found = samples.document()
    for row in found["evidence"]:
        row["strength"] = "none"

    coverage = coverage_of(samples.results_of(found, draws=0).appraisal)

    assert set(coverage.values()) == {Coverage(0, "none")}


def test_a_blank_of_the_coverage_map_says_no_evidence():
    results = samples.sample()

    picture = drawn(evidence_coverage(results))

    empty = [cell for cell, found in coverage_of(results.appraisal).items() if not found.count]
    assert len(data(picture, "blanks")) == len(empty)
    assert {box["said"].split(": ")[1] for box in data(picture, "blanks")} == {"no evidence"}
    assert picture.title.startswith(f"{len(empty)} of 52 scores have no evidence")
    cells = picture.table.iloc[:, 1:].to_numpy().ravel()
    assert sum(cell == "no evidence" for cell in cells) == len(empty)


@pytest.mark.parametrize(
    ("blanks", "title"),
    [
        (0, "Every one of the 52 scores has"),
        (1, "1 of 52 scores has no"),
        (2, "2 of 52 scores have"),
    ],
)
def test_the_finding_on_evidence_is_said_of_one_as_of_many(blanks, title):
    document = samples.document()
    cells = [(row["option"], row["criterion"]) for row in document["performances"]]
    bare = {cells[index] for index in range(blanks)}
    evidence = [
        {
            "id": f"x{n}",
            "finding": "F",
            "option": option,
            "criterion": criterion,
            "strength": "weak",
            "direction": "+",
        }
        for n, (option, criterion) in enumerate(
            coverage_of(samples.results_of(document, draws=0).appraisal)
        )
        if (option, criterion) not in bare
    ]
    document["evidence"] = evidence
    for row in document["performances"]:
        row.pop("evidence", None)
    for row in document.get("gate_results", []):
        row.pop("evidence", None)
    for row in document.get("costs", {}).get("lines", []):
        row.pop("evidence", None)

    picture = drawn(evidence_coverage(samples.results_of(document, draws=0)))

    assert picture.title.startswith(title)


@pytest.mark.parametrize("draw", [overall_value, swings_and_weights, score_matrix])
def test_long_names_are_broken_and_cut(draw):
    picture = drawn(draw(samples.hostile()))

    for name in ("rows", "names"):
        for row in picture.spec["datasets"].get(name, []):
            assert len(row.get("name", row.get("text", ""))) < 70
