"""Laws on the criteria set for children's services, read as plain YAML."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

CRITERIA = Path(__file__).parents[2] / "criteria"
PATH = CRITERIA / "childrens_services.yaml"

OPTIONS = ["status_quo", "trust", "commissioner", "partner"]
GATES = ["g_dcs_lm", "g_direction", "g_safe", "g_foi", "g_lawful", "g_psed", "g_afford"]
GROUPS = {
    "Children and practice": ["practice", "relationships"],
    "Leadership and workforce": ["focus", "expertise", "workforce"],
    "Accountability and partnership": ["accountability", "democracy", "partnership"],
    "Getting there": ["setup_time", "disruption", "oversight"],
    "Money, failure and exit": ["cost", "failure", "reversibility"],
}
# level at value scores 0, 25, 50, 75 and 100
MEASURED = {
    "relationships": [30, 26, 22, 18, 14],
    "workforce": [60, 45, 30, 15, 0],
    "setup_time": [24, 18, 12, 6, 0],
    "oversight": [20, 15, 10, 5, 0],
    "cost": [15, 10, 5, 0, -5],
}
SEED_FINDINGS = 53


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return yaml.safe_load(PATH.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def seed_rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    return document["evidence"][:SEED_FINDINGS]


@pytest.fixture(scope="module")
def later_rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    return document["evidence"][SEED_FINDINGS:]


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def words(text: str) -> int:
    return len(text.split())


def test_the_set_names_the_decision_and_compares_with_the_status_quo(document):
    assert document["format"] == "appraisal/1"
    assert document["decision_maker"] == "Cabinet"
    assert "date" not in document
    assert document["status"] == "draft"
    assert document["baseline"] == "status_quo"
    assert document["title"]
    assert document["question"].endswith("?")
    assert "authority" not in document  # a blank is for the council to fill


def test_a_set_never_carries_weights_scores_or_money(document):
    for key in ("swings", "swing_reasons", "performances", "members", "gate_results", "dissent"):
        assert key not in document
    assert document["costs"] == {
        "base_year": 2026,
        "discount_rate": 0.035,
        "horizon_years": 5,
        "lines": [],
    }


def test_there_are_four_options_described_at_equal_length(document):
    assert ids(document["options"]) == OPTIONS
    lengths = [words(option["description"]) for option in document["options"]]
    assert max(lengths) <= 1.1 * min(lengths)
    summaries = [words(option["summary"]) for option in document["options"]]
    assert max(summaries) - min(summaries) <= 3


def test_every_option_says_in_whose_gift_it_is(document):
    gift = {option["id"]: option["in_gift_of"] for option in document["options"]}
    assert gift["status_quo"] == ["council"]
    assert "secretary_of_state" in gift["trust"]
    assert gift["commissioner"] == ["secretary_of_state"]
    assert "partner" in gift["partner"]


def test_the_status_quo_is_funded_improvement_and_not_business_as_usual(document):
    status_quo = document["options"][0]
    assert "funded" in status_quo["name"]
    assert "Business as usual is not scored" in status_quo["description"]


def test_there_are_seven_must_haves_each_with_its_basis_trap_and_owner(document):
    assert ids(document["gates"]) == GATES
    for must_have in document["gates"]:
        assert must_have["question"].endswith("?")
        for key in ("name", "basis", "trap", "owner"):
            assert must_have[key]


def test_there_are_fourteen_criteria_in_five_groups(document):
    groups: dict[str, list[str]] = {}
    for criterion in document["criteria"]:
        groups.setdefault(criterion["group"], []).append(criterion["id"])
    assert groups == GROUPS
    assert len(document["criteria"]) == 14


def test_every_criterion_asks_a_question_and_says_what_it_leaves_out_and_when_it_is_judged(
    document,
):
    for criterion in document["criteria"]:
        assert "?" in criterion["question"], criterion["id"]
        assert words(criterion["not_counted"]) >= 5, criterion["id"]
        assert criterion["judged_at"], criterion["id"]


def test_every_scale_has_two_different_ends_and_five_different_descriptors(document):
    for criterion in document["criteria"]:
        scale = criterion["scale"]
        assert scale["worst"] != scale["best"], criterion["id"]
        assert list(scale["levels"]) == [0, 25, 50, 75, 100], criterion["id"]
        assert len(set(scale["levels"].values())) == 5, criterion["id"]
        assert scale["shape"] == "linear"
        assert scale["outside"] == "clip"


def test_a_scale_without_a_unit_is_judged_from_0_to_100(document):
    judged = [c["scale"] for c in document["criteria"] if "unit" not in c["scale"]]
    assert len(judged) == 14 - len(MEASURED)
    assert all((scale["worst"], scale["best"]) == (0, 100) for scale in judged)


@pytest.mark.parametrize("id", MEASURED)
def test_the_descriptors_of_a_measured_scale_hold_the_level_its_value_function_gives(document, id):
    scale = next(c["scale"] for c in document["criteria"] if c["id"] == id)
    assert scale["unit"]
    for score, level in zip((0, 25, 50, 75, 100), MEASURED[id], strict=True):
        assert scale["worst"] + (scale["best"] - scale["worst"]) * score / 100 == level
        said = "The same" if (id, level) == ("cost", 0) else str(abs(level))
        assert said in scale["levels"][score]


def test_cost_alone_is_kept_off_the_overall_value(document):
    assert [c["id"] for c in document["criteria"] if c.get("axis") == "cost"] == ["cost"]


def test_the_ledger_is_numbered_in_order_without_gaps(document):
    assert ids(document["evidence"]) == [f"e{n + 1}" for n in range(len(document["evidence"]))]
    assert len(document["evidence"]) > SEED_FINDINGS


def test_the_first_53_rows_cover_the_options_as_the_seed_articles_do(seed_rows):
    assert Counter(row["option"] for row in seed_rows) == {
        "trust": 38,
        "status_quo": 11,
        "commissioner": 2,
        "partner": 2,
    }


def test_every_cell_of_the_first_53_rows_stands_where_the_source_table_has_it(seed_rows):
    covered = Counter((row["criterion"], row["option"]) for row in seed_rows)
    assert covered["practice", "trust"] == 9
    assert covered["focus", "trust"] == 5
    assert {criterion for criterion, option in covered if option == "partner"} == {"expertise"}
    assert {c for c, option in covered if option == "commissioner"} == {"expertise", "disruption"}
    blank = {"setup_time", "disruption", "oversight", "cost", "failure", "reversibility"}
    assert not blank & {c for c, option in covered if option == "status_quo"}


def test_the_slough_figures_are_those_of_the_article(document):
    row = next(row for row in document["evidence"] if row["id"] == "e26")
    assert "52 % in 2015 to 32 % in 2017" in row["finding"]
    assert (row["option"], row["criterion"], row["direction"]) == ("trust", "workforce", "+")


def test_every_row_says_what_it_found_where_which_way_how_strongly_and_in_whose_interest(document):
    for row in document["evidence"]:
        assert words(row["finding"]) >= 8, row["id"]
        assert row["source"], row["id"]
        assert row["address"].startswith(("http://", "https://")), row["id"]
        assert " " not in row["address"], row["id"]
        assert row["direction"] in {"+", "-", "±", "0"}, row["id"]
        assert row["strength"] in {"strong", "moderate", "weak"}, row["id"]
        assert row["interest"], row["id"]


def test_dates_are_text_and_an_undated_source_says_so(document):
    for row in document["evidence"]:
        if "date" in row:
            assert isinstance(row["date"], str), row["id"]
            assert 2013 <= int(row["date"][:4]) <= 2026, row["id"]
        else:
            assert "no date" in row["source"], row["id"]


def test_the_press_report_of_the_slough_evaluation_is_called_one(seed_rows):
    slough = [row for row in seed_rows if row["address"].endswith("evaluation-finds/")]
    assert len(slough) == 13
    for row in slough:
        assert row["source"].startswith("Press report")
        assert "was not read" in row["source"]


def test_a_source_says_the_same_of_itself_wherever_it_is_cited(document):
    seen: dict[str, tuple[Any, ...]] = {}
    for row in document["evidence"]:
        own = (row["address"], row.get("date"), row["interest"])
        assert seen.setdefault(row["source"], own) == own, row["id"]


def test_no_finding_is_entered_twice(document):
    assert len({row["finding"] for row in document["evidence"]}) == len(document["evidence"])


def test_every_option_and_criterion_that_a_row_names_exists(document):
    options, criteria = set(ids(document["options"])), set(ids(document["criteria"]))
    for row in document["evidence"]:
        assert row["criterion"] in criteria, row["id"]
        assert row.get("option") in options | {None}, row["id"]


def test_only_rows_for_comparison_leave_the_option_out(document):
    assert all(row["direction"] == "0" for row in document["evidence"] if "option" not in row)


def test_the_later_rows_speak_for_every_option_and_against(later_rows):
    for option in OPTIONS:
        directions = {row["direction"] for row in later_rows if row.get("option") == option}
        assert {"+", "-"} <= directions, option


def test_the_later_findings_of_the_research_are_all_there(later_rows):
    cells = {(row["criterion"], row.get("option")) for row in later_rows}
    assert cells >= {
        ("practice", "partner"),
        ("practice", "trust"),
        ("practice", "commissioner"),
        ("setup_time", "partner"),
        ("setup_time", "commissioner"),
        ("setup_time", "trust"),
        ("disruption", "trust"),
        ("cost", "trust"),
        ("failure", "trust"),
        ("reversibility", "trust"),
        ("reversibility", "partner"),
        ("oversight", "status_quo"),
        ("failure", "partner"),
    }


def test_the_notes_trace_every_seed_row_to_the_lines_it_rests_on(document):
    traced = document["notes"]["where_in_the_articles"]
    assert list(traced["rows"]) == [f"e{n + 1}" for n in range(SEED_FINDINGS)]
    assert len(traced["files"]) == 5
    for place in traced["rows"].values():
        assert any(file in place for file in traced["files"])


@pytest.mark.parametrize("path", sorted(CRITERIA.rglob("*.yaml")), ids=lambda path: path.name)
def test_a_file_is_small_plain_and_points_editors_at_the_schema(path):
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    first = text.splitlines()[0]
    assert len(raw) < 1_000_000
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / schema).resolve() == (CRITERIA / "appraisal.schema.json").resolve()
    assert "\t" not in text
    kinds = {type(event) for event in yaml.parse(text)}
    assert yaml.AliasEvent not in kinds
    tagged = [e for e in yaml.parse(text) if getattr(e, "anchor", None) or getattr(e, "tag", None)]
    assert not tagged
