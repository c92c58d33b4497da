"""Laws on the worked example, read as plain YAML."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

CRITERIA = Path(__file__).parents[2] / "criteria"
SIX_COSTS = {
    "transition",
    "transaction",
    "transmission",
    "transgression",
    "transmutation",
    "transparency",
}
HINDSIGHT = {"e104", "e105"}  # what later happened in Birmingham
HALF_RANGE = {"strong": 5, "moderate": 10, "weak": 20}  # value points either way


def read(name: str) -> dict[str, Any]:
    return yaml.safe_load((CRITERIA / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def criteria_set() -> dict[str, Any]:
    return read("childrens_services.yaml")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return read("examples/birmingham.yaml")


@pytest.fixture(scope="module")
def options(document: dict[str, Any]) -> list[str]:
    return [option["id"] for option in document["options"]]


@pytest.fixture(scope="module")
def benefits(document: dict[str, Any]) -> list[str]:
    return [c["id"] for c in document["criteria"] if c.get("axis") != "cost"]


def value_score(document: dict[str, Any], criterion: str, level: float) -> float:
    scale = next(c["scale"] for c in document["criteria"] if c["id"] == criterion)
    return 100 * (level - scale["worst"]) / (scale["best"] - scale["worst"])


def overall(document: dict[str, Any], swings: dict[str, float], option: str) -> float:
    levels = {p["criterion"]: p["level"] for p in document["performances"] if p["option"] == option}
    total = sum(swings.values())
    return sum(swings[c] / total * value_score(document, c, levels[c]) for c in swings)


def test_the_example_says_that_its_judgements_are_illustrative(document):
    assert document["title"].startswith("Illustrative")
    assert "illustrative" in document["illustrative"]
    assert "No weights or scores" in document["illustrative"]
    assert "illustrative" in document["notes"]["about"]
    assert "No weights or scores" in document["notes"]["about"]
    assert "(illustrative)" in document["authority"]


def test_the_example_starts_from_the_criteria_set_unchanged(document, criteria_set):
    for key in ("options", "gates", "criteria", "baseline", "decision_maker"):
        assert document[key] == criteria_set[key]


def test_the_outcome_in_birmingham_is_not_used_to_appraise_the_choice(document, criteria_set):
    expected = [row for row in criteria_set["evidence"] if row["id"] not in HINDSIGHT]
    assert document["evidence"][:-1] == expected
    assert document["evidence"][-1]["id"] == "b1"
    left_out = [row for row in criteria_set["evidence"] if row["id"] in HINDSIGHT]
    assert all("Birmingham" in row["finding"] for row in left_out)
    assert "hindsight" in document["notes"]


def test_every_cell_has_one_performance(document, options, benefits):
    cells = [(p["option"], p["criterion"]) for p in document["performances"]]
    assert sorted(cells) == sorted(product(options, benefits))


def test_cost_has_no_performance_because_the_cost_lines_fill_it(document):
    assert "cost" not in {p["criterion"] for p in document["performances"]}
    assert "cost" not in document["swings"]


def test_every_cell_has_a_level_a_reason_and_evidence_or_the_words_no_evidence(document):
    for cell in document["performances"]:
        place = (cell["option"], cell["criterion"])
        assert isinstance(cell["level"], int | float), place
        assert len(cell["reason"].split()) >= 8, place
        if cell["strength"] == "none":
            assert cell["reason"].startswith("No evidence found"), place
        else:
            assert cell["evidence"], place
            assert "no evidence" not in cell["reason"].lower(), place


def test_a_cell_with_a_strength_cites_a_finding_about_its_own_option(document):
    about = {row["id"]: row.get("option") for row in document["evidence"]}
    for cell in document["performances"]:
        if cell["strength"] != "none":
            own = {about[id] for id in cell["evidence"]}
            assert cell["option"] in own, (cell["option"], cell["criterion"])


def test_a_cell_is_no_better_evidenced_than_its_best_finding(document):
    order = ["none", "weak", "moderate", "strong"]
    strength = {row["id"]: row["strength"] for row in document["evidence"]}
    for cell in document["performances"]:
        best = max((order.index(strength[id]) for id in cell.get("evidence", [])), default=0)
        assert order.index(cell["strength"]) <= best, (cell["option"], cell["criterion"])


def test_no_evidence_is_a_wide_range(document):
    for cell in document["performances"]:
        if cell["strength"] == "none":
            ends = [value_score(document, cell["criterion"], cell[k]) for k in ("low", "high")]
            assert abs(ends[1] - ends[0]) >= 35, (cell["option"], cell["criterion"])


def test_a_range_of_its_own_is_never_narrower_than_its_evidence_allows(document):
    for cell in document["performances"]:
        if "low" not in cell or cell["strength"] == "none":
            continue
        assert cell["low"] <= cell["level"] <= cell["high"]
        ends = [value_score(document, cell["criterion"], cell[k]) for k in ("low", "high")]
        assert abs(ends[1] - ends[0]) >= 2 * HALF_RANGE[cell["strength"]], cell


def test_every_level_lies_on_its_scale(document):
    for cell in document["performances"]:
        for key in ("level", "low", "high"):
            if key in cell:
                assert 0 <= value_score(document, cell["criterion"], cell[key]) <= 100, cell


def test_every_benefit_criterion_has_a_swing_with_its_reason_and_the_greatest_is_100(
    document, benefits
):
    assert list(document["swings"]) == benefits
    assert list(document["swing_reasons"]) == benefits
    assert max(document["swings"].values()) == 100
    assert min(document["swings"].values()) > 0
    assert all(document["swing_reasons"].values())


def test_every_option_stands_against_every_must_have_with_a_reason(document, options):
    gates = [must_have["id"] for must_have in document["gates"]]
    pairs = [(r["option"], r["gate"]) for r in document["gate_results"]]
    assert sorted(pairs) == sorted(product(options, gates))
    assert {r["result"] for r in document["gate_results"]} == {"pass", "unknown"}
    assert all(r["reason"] for r in document["gate_results"])


def test_what_others_must_consent_to_is_not_marked_as_passed(document, options):
    results = {(r["option"], r["gate"]): r["result"] for r in document["gate_results"]}
    assert {results[option, "g_direction"] for option in options} == {"unknown"}
    assert {results[option, "g_afford"] for option in options} == {"unknown"}


def test_every_reference_resolves(document, options):
    evidence = {row["id"] for row in document["evidence"]}
    criteria = {c["id"] for c in document["criteria"]}
    lines = document["costs"]["lines"]
    for row in [*document["performances"], *document["gate_results"], *lines]:
        assert row["option"] in options
        assert set(row.get("evidence", [])) <= evidence, row
    for member in document["members"]:
        for cell in member["performances"]:
            assert cell["option"] in options
            assert cell["criterion"] in criteria
    assert {note["about"] for note in document["dissent"]} <= criteria


def test_every_option_has_cost_lines_within_the_horizon(document, options):
    costs = document["costs"]
    years = set(range(costs["base_year"], costs["base_year"] + costs["horizon_years"]))
    assert {line["option"] for line in costs["lines"]} == set(options)
    for line in costs["lines"]:
        assert set(line["amounts"]) <= years, line["item"]
        assert line["funded_by"], line["item"]
        sign = -1 if line["kind"] == "saving" else 1
        assert all(amount * sign > 0 for amount in line["amounts"].values()), line["item"]


def test_all_six_of_ray_joness_costs_are_there_for_the_trust(document):
    kinds = {line["kind"] for line in document["costs"]["lines"] if line["option"] == "trust"}
    assert kinds >= SIX_COSTS


def test_a_cost_line_cites_evidence_or_says_that_it_is_illustrative(document):
    for line in document["costs"]["lines"]:
        assert line.get("evidence") or "illustrative" in line["item"], line["item"]


def test_the_baseline_pays_for_its_improvement_programme(document):
    programme = [
        line
        for line in document["costs"]["lines"]
        if line["option"] == "status_quo" and line["item"].startswith("Improvement programme")
    ]
    assert len(programme) == 1
    assert sum(programme[0]["amounts"].values()) > 0


def test_five_unnamed_members_weigh_differently(document, benefits):
    members = document["members"]
    assert [m["label"] for m in members] == [f"Member {n}" for n in range(1, 6)]
    for member in members:
        assert list(member["swings"]) == benefits
        assert max(member["swings"].values()) == 100
        assert member["performances"]
    assert len({tuple(m["swings"].values()) for m in members}) == 5


def test_dissent_is_kept_and_comes_from_members(document):
    labels = {member["label"] for member in document["members"]}
    assert document["dissent"]
    assert {note["by"] for note in document["dissent"]} <= labels


def test_no_words_of_the_report_are_made_up(document):
    assert document["report"] == {"sections": {}}


def test_the_example_is_not_rigged_because_no_option_is_best_or_worst_throughout(
    document, options, benefits
):
    levels = {(p["option"], p["criterion"]): p["level"] for p in document["performances"]}
    wins = dict.fromkeys(options, 0)
    for criterion in benefits:
        scores = {o: value_score(document, criterion, levels[o, criterion]) for o in options}
        for option in options:
            wins[option] += scores[option] == max(scores.values())
    assert all(0 < won < len(benefits) / 2 + 1 for won in wins.values()), wins


def test_the_members_do_not_all_rank_the_options_alike(document, options):
    firsts = {
        max(options, key=lambda option: overall(document, member["swings"], option))
        for member in document["members"]
    }
    assert len(firsts) >= 3


def test_the_plain_overall_values_are_the_ones_that_were_looked_at(document, options):
    values = {o: round(overall(document, document["swings"], o), 2) for o in options}
    assert values == {"status_quo": 53.05, "trust": 52.22, "commissioner": 52.49, "partner": 56.81}
