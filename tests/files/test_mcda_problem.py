"""Problems of mcda-elicitation-web come in and go out with their figures, or are refused by place.

The figures of the first case are GetReal's, learning unit 4, activity 4.4, as shipped with
https://github.com/drugis/mcda-elicitation-web (figures and format only).
"""

from __future__ import annotations

import copy
import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appraisal.analysis.results import analyse
from appraisal.cli import main
from appraisal.errors import InvalidAppraisal
from appraisal.files.appraisal_file import read_appraisal, write_appraisal
from appraisal.files.mcda.problem import read_mcda_problem, write_mcda_problem
from appraisal.model import Appraisal, Beta, Normal

DRAWS = 100_000
Problem = dict[str, Any]


def _criterion(key: str, low: float, high: float, direction: str, **pvf: Any) -> Problem:
    function = {"range": [low, high], "type": "linear", "direction": direction, **pvf}
    source = {
        "id": f"ds{key}",
        "unitOfMeasurement": {"type": "percentage", "label": "%"},
        "scale": [0, 100],
        "pvf": function,
    }
    return {"id": key, "title": f"The {key}", "dataSources": [source]}


def _cell(option: str, criterion: str, performance: Problem) -> Problem:
    entry = {"alternative": option, "criterion": criterion, "dataSource": f"ds{criterion}"}
    return {**entry, "performance": performance}


def _exact(value: float) -> Problem:
    return {"effect": {"type": "exact", "value": value}}


LEVELS = {"N": {"OS": 0.6, "severe": 0.6, "moderate": 0.35},
          "C": {"OS": 0.5, "severe": 0.2, "moderate": 0.05}}  # fmt: skip
GETREAL: Problem = {
    "schemaVersion": "1.4.5",
    "title": "A treatment",
    "criteria": {
        "OS": _criterion("OS", 0.45, 0.65, "increasing"),
        "severe": _criterion("severe", 0, 0.8, "decreasing"),
        "moderate": _criterion("moderate", 0, 0.4, "decreasing"),
    },
    "alternatives": {"N": {"id": "N", "title": "New"}, "C": {"id": "C", "title": "Control"}},
    "performanceTable": [
        _cell(option, criterion, _exact(value))
        for option, levels in LEVELS.items()
        for criterion, value in levels.items()
    ],
}
ALIKE = {"OS": 100, "severe": 100, "moderate": 100}


def _read(problem: Any, **more: Any) -> Appraisal:
    data = json.dumps(problem).encode()
    return read_mcda_problem(data, "a.json", **{"baseline": "C", **more})


def _said(appraisal: Appraisal) -> str:
    return "\n".join(appraisal.notes["mcda_elicitation_web"]["said"])


def _changed(**performances: Problem) -> Problem:
    """Return the problem with other performances of N, by criterion."""
    problem = copy.deepcopy(GETREAL)
    for row in problem["performanceTable"]:
        if row["alternative"] == "N":
            row["performance"] = performances.get(row["criterion"], row["performance"])
    return problem


def _faults(problem: Any, **more: Any) -> list[str]:
    with pytest.raises(InvalidAppraisal) as refusal:
        _read(problem, **more)
    return [str(fault) for fault in refusal.value.faults]


def test_the_published_case_gives_the_published_acceptability():
    appraisal = _read(GETREAL, swings=ALIKE)
    drawn = analyse(appraisal, draws=DRAWS, weights_model="unknown").acceptability
    assert drawn is not None
    error = math.sqrt(0.2 * 0.8 / DRAWS)
    assert drawn.ranks["n"][0] == pytest.approx(0.2, abs=4 * error)
    assert drawn.ranks["c"][0] == pytest.approx(0.8, abs=4 * error)


def test_levels_and_anchors_come_in_as_they_are_in_the_file():
    appraisal = _read(GETREAL)
    assert {(c.option, c.criterion): c.level for c in appraisal.performances} == {
        (option.lower(), criterion.lower()): level
        for option, levels in LEVELS.items()
        for criterion, level in levels.items()
    }
    scales = {c.id: (c.scale.worst, c.scale.best) for c in appraisal.criteria}
    assert scales == {"os": (0.45, 0.65), "severe": (0.8, 0.0), "moderate": (0.4, 0.0)}
    assert appraisal.criterion("os").scale.unit == "proportion"
    assert "shares of 1" in _said(appraisal)
    assert {c.scale.outside for c in appraisal.criteria} == {"extend"}
    assert "the value goes on" in _said(appraisal)


def test_no_swing_is_made_up_where_the_file_has_no_weights():
    appraisal = _read(GETREAL)
    assert appraisal.swings == {}
    assert "fixes no weights" in _said(appraisal)


def test_every_distribution_that_can_be_drawn_comes_in_and_goes_out_the_same():
    normal = {"type": "dnorm", "parameters": {"mu": 0.58, "sigma": 0.04}}
    beta = {"type": "dbeta", "parameters": {"alpha": 3, "beta": 9}}
    between = {"type": "range", "parameters": {"lowerBound": 0.1, "upperBound": 0.2}}
    problem = _changed(
        OS={**_exact(0.6), "distribution": normal},
        severe={"distribution": beta},
        moderate={"distribution": between},
    )
    appraisal = _read(problem)
    cells = appraisal.cells()
    assert cells["n", "os"].level == 0.6
    assert cells["n", "os"].distribution == Normal(normal=(0.58, 0.04))
    assert cells["n", "severe"].distribution == Beta(beta=(3, 9))
    severe = cells["n", "severe"]
    assert (severe.level, severe.low, severe.high) == (0.25, 0, 1)
    moderate = cells["n", "moderate"]
    assert moderate.distribution == "uniform"
    assert (moderate.level, moderate.low, moderate.high) == (0.15, 0.1, 0.2)
    assert "mean of the distribution" in _said(appraisal)
    assert "middle of the range" in _said(appraisal)

    written = json.loads(write_mcda_problem(appraisal).data)
    drawn = {
        row["criterion"]: row["performance"]["distribution"]
        for row in written["performanceTable"]
        if row["alternative"] == "N"
    }
    assert drawn == {"OS": normal, "severe": beta, "moderate": between}


def test_an_interval_beside_an_exact_effect_is_kept_and_not_drawn():
    typed = {"value": 60, "lowerBound": 55, "upperBound": 67, "scale": "percentage"}
    problem = _changed(OS={"effect": {"type": "exact", "value": 0.6, "input": typed}})
    appraisal = _read(problem)
    cell = appraisal.cells()["n", "os"]
    assert (cell.level, cell.low, cell.high, cell.distribution) == (0.6, 0.55, 0.67, "exact")
    written = json.loads(write_mcda_problem(appraisal).data)
    assert written["performanceTable"][0] == problem["performanceTable"][0]


@pytest.mark.parametrize("direction", ["increasing", "decreasing"])
def test_a_piecewise_function_comes_in_and_goes_out_the_same(direction: str):
    values = [0.07, 0.29, 0.57] if direction == "increasing" else [0.57, 0.29, 0.07]
    problem = copy.deepcopy(GETREAL)
    pvf = {"cutoffs": [0.486, 0.498, 0.615], "values": values, "type": "piecewise-linear"}
    problem["criteria"]["OS"] = _criterion("OS", 0.45, 0.65, direction, **pvf)
    appraisal = _read(problem)
    points = [(0.45, 0), (0.486, 7), (0.498, 29), (0.615, 57), (0.65, 100)]
    if direction == "decreasing":
        points = [(0.65, 0), (0.615, 7), (0.498, 29), (0.486, 57), (0.45, 100)]
    assert list(appraisal.criterion("os").scale.points) == points
    written = json.loads(write_mcda_problem(appraisal).data)
    source = problem["criteria"]["OS"]["dataSources"][0]
    assert written["criteria"]["OS"]["dataSources"][0] == source


def test_the_published_case_goes_out_as_it_came_in():
    written = json.loads(write_mcda_problem(_read(GETREAL)).data)
    for key in ("schemaVersion", "title", "alternatives", "performanceTable"):
        assert written[key] == GETREAL[key]
    for key, criterion in GETREAL["criteria"].items():
        assert written["criteria"][key]["dataSources"] == criterion["dataSources"]
    assert "preferences" not in written


def test_an_older_form_with_one_source_and_plain_performances_comes_in():
    function = {"range": [45, 65], "type": "linear", "direction": "increasing"}
    old: Problem = {
        "title": "Old",
        "criteria": {
            key: {"title": key, "unitOfMeasurement": "%", "pvf": function} for key in ("x", "y")
        },
        "alternatives": {"a": {"title": "A"}, "b": {"title": "B"}},
        "performanceTable": [
            {"alternative": "a", "criterion": "x", "performance": {"type": "exact", "value": 60}},
            {
                "alternative": "b",
                "criterion": "y",
                "performance": {"type": "dnorm", "parameters": {"mu": 50, "sigma": 2}},
            },
        ],
        "valueTree": {},
    }
    appraisal = _read(old, baseline="A")
    assert appraisal.criterion("x").scale.unit == "%"
    assert appraisal.cells()["a", "x"].level == 60
    assert appraisal.cells()["b", "y"].distribution == Normal(normal=(50, 2))
    assert "'valueTree'" in _said(appraisal)


def _swing(first: str, second: str, ratio: float) -> Problem:
    return {"type": "exact swing", "criteria": [first, second], "ratio": ratio}


def test_exact_statements_become_swings_with_100_for_the_greatest():
    stated = [_swing("OS", "severe", 0.5), _swing("severe", "moderate", 4)]
    appraisal = _read({**GETREAL, "preferences": stated})
    assert appraisal.swings == {"os": 50, "severe": 100, "moderate": 25}


def test_statements_that_gainsay_each_other_or_hang_loose_are_refused():
    round_ = [
        _swing("OS", "severe", 2),
        _swing("severe", "moderate", 2),
        _swing("OS", "moderate", 9),
    ]
    assert (
        "preferences[2].ratio: found the ratio 9" in _faults({**GETREAL, "preferences": round_})[0]
    )
    (fault,) = _faults({**GETREAL, "preferences": [_swing("OS", "severe", 2)]})
    assert fault == "a.json, preferences: there is no weight for 'moderate'."


@pytest.mark.parametrize("ratio", [5e-324, 1e15, 10**400, 0, -1])
def test_a_ratio_beyond_reason_never_becomes_a_figure(ratio: float):
    stated = [_swing("OS", "severe", ratio), _swing("severe", "moderate", ratio)]
    try:
        swings = _read({**GETREAL, "preferences": stated}).swings
    except InvalidAppraisal:
        return
    assert swings["os"] == 100
    assert 0 <= swings["moderate"] < swings["severe"] < 1e-12


def test_weights_of_a_scenario_become_swings():
    mean = {"OS": 0.5, "severe": 0.3, "moderate": 0.2}
    scenario = json.dumps({"state": {"prefs": [], "weights": {"mean": mean}}}).encode()
    assert _read(GETREAL, scenario=scenario).swings == {"os": 100, "severe": 60, "moderate": 40}


def test_a_rank_order_is_told_and_makes_no_swings():
    order = [{"type": "ordinal", "criteria": ["OS", "severe"]}]
    appraisal = _read({**GETREAL, "preferences": order})
    assert appraisal.swings == {}
    assert '"ordinal"' in _said(appraisal)


@settings(max_examples=40)
@given(st.lists(st.integers(1, 1000).map(lambda n: n / 10), min_size=3, max_size=3))
def test_swings_go_out_and_come_back_the_same(swings: list[float]):
    greatest = max(swings)
    given_swings = {
        key: float(f"{100 * swing / greatest:.12g}")
        for key, swing in zip(("os", "severe", "moderate"), swings, strict=True)
    }
    appraisal = _read(GETREAL, swings=given_swings)
    again = read_mcda_problem(write_mcda_problem(appraisal).data, "b.json", baseline="C")
    assert again.swings == pytest.approx(given_swings, rel=1e-11)


def test_a_criterion_without_a_function_asks_for_its_scale():
    problem = copy.deepcopy(GETREAL)
    del problem["criteria"]["OS"]["dataSources"][0]["pvf"]
    (fault,) = _faults(problem)
    assert fault.startswith("a.json, criteria.OS.dataSources[0].pvf: there is no partial value")
    assert "--scale CRITERION WORST BEST" in fault
    appraisal = _read(problem, scales={"The OS": (0.4, 0.7)})
    assert appraisal.criterion("os").scale.best == 0.7


def test_every_fault_is_told_in_one_go_with_its_place():
    problem = _changed(
        OS={"distribution": {"type": "dgamma", "parameters": {"alpha": 1, "beta": 2}}},
        severe={"distribution": {"type": "dnorm", "parameters": {"mu": "x", "sigma": 0}}},
        moderate={"effect": {"type": "exact", "value": True}},
    )
    problem["performanceTable"][3]["alternative"] = "D"
    problem["criteria"]["severe"]["dataSources"][0]["pvf"]["range"] = [0.8, 0]
    del problem["criteria"]["moderate"]["title"]
    places = [fault.split(": ")[0] for fault in _faults(problem, baseline="nobody")]
    at = "a.json, performanceTable"
    assert sorted(places) == sorted(
        [
            "a.json, baseline",
            "a.json, criteria.moderate.title",
            "a.json, criteria.severe.dataSources[0].pvf.range",
            f"{at}[0].performance.distribution.type",
            f"{at}[1].performance.distribution.parameters.mu",
            f"{at}[1].performance.distribution.parameters.sigma",
            f"{at}[2].performance.effect.value",
            f"{at}[3].alternative",
        ]
    )


def test_a_fault_of_the_model_is_told_at_its_place_in_their_file():
    problem = copy.deepcopy(GETREAL)
    pvf = {"cutoffs": [0.5], "values": [1.2], "type": "piecewise-linear"}
    problem["criteria"]["OS"] = _criterion("OS", 0.45, 0.65, "increasing", **pvf)
    problem["performanceTable"].append(problem["performanceTable"][0])
    found = "\n".join(_faults(problem))
    assert "criteria.OS.dataSources[0].pvf: points must run strictly" in found
    assert "performanceTable[6].performance: option n, criterion os was already given" in found


def test_a_share_that_could_be_a_per_cent_is_refused():
    problem = copy.deepcopy(GETREAL)
    problem["criteria"]["OS"]["dataSources"][0]["unitOfMeasurement"] = "%"
    (fault,) = _faults(problem)
    assert "whether 0.6 is 60 % or 0.6 %" in fault


def test_a_figure_that_disagrees_with_what_was_typed_in_is_refused():
    effect = {"type": "exact", "value": 0.6, "input": {"value": 61, "scale": "percentage"}}
    (fault,) = _faults(_changed(OS={"effect": effect}))
    assert fault.endswith("found 61, but the level of this cell is 0.6. They must agree.")


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"\xff", b'{"title": NaN}', b'{"a": 1, "a": 2}', b"[" * 100_000]
)
def test_what_is_no_problem_is_refused_without_a_traceback(data: bytes):
    with pytest.raises(InvalidAppraisal):
        read_mcda_problem(data, "a.json", baseline="x")


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
PATHS = [
    ("criteria",), ("criteria", "OS"), ("criteria", "OS", "dataSources"),
    ("criteria", "OS", "dataSources", 0), ("criteria", "OS", "dataSources", 0, "pvf"),
    ("criteria", "OS", "dataSources", 0, "pvf", "range"), ("alternatives",),
    ("criteria", "OS", "dataSources", 0, "unitOfMeasurement"), ("alternatives", "N"),
    ("performanceTable",), ("performanceTable", 0), ("performanceTable", 0, "performance"),
    ("performanceTable", 0, "performance", "effect"), ("title",), ("preferences",), ("weights",),
    ("scenario",), ("performanceTable", 0, "performance", "distribution"),
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PATHS), junk)
def test_junk_anywhere_is_read_or_refused_and_never_crashes(path: tuple[Any, ...], value: Any):
    problem = copy.deepcopy(GETREAL)
    here: Any = problem
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    try:
        appraisal = _read(problem)
    except InvalidAppraisal:
        return
    write_mcda_problem(appraisal)


def test_what_their_format_cannot_hold_is_told():
    appraisal = _read(GETREAL).changed(
        performances=[
            {"option": "n", "criterion": "os", "level": 0.6, "low": 0.5, "high": 0.7},
            {"option": "n", "criterion": "severe", "level": 0.6, "strength": "weak"},
            {"option": "c", "criterion": "severe", "strength": "none"},
        ],
        members=[{"id": "m1", "label": "Member 1"}],
    )
    words = "\n".join(write_mcda_problem(appraisal).left_out)
    assert "n on os: its range is triangular" in words
    assert "n on severe: its range comes from the strength" in words
    assert "c on severe: no level" in words
    assert "each member's judgements" in words
    assert "the baseline is not" in words.lower()


def test_a_swing_of_nought_is_not_written_as_a_ratio():
    with pytest.raises(InvalidAppraisal, match=r"swings\.os: found 0"):
        write_mcda_problem(_read(GETREAL, swings={**ALIKE, "OS": 0}))


def test_the_commands_read_and_write_the_same_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source, middle, target = (tmp_path / name for name in ("a.json", "b.yaml", "c.json"))
    source.write_text(json.dumps(GETREAL), encoding="utf-8")
    assert main(["import-mcda", str(source), str(middle), "--baseline", "Control"]) == 0
    assert "fixes no weights" in capsys.readouterr().err
    appraisal = read_appraisal(middle)
    assert appraisal.baseline == "c"
    assert write_appraisal(_read(GETREAL)) == middle.read_text(encoding="utf-8")
    assert main(["export-mcda", str(middle), str(target)]) == 0
    written = json.loads(target.read_bytes())
    assert written["performanceTable"] == GETREAL["performanceTable"]
    assert main(["import-mcda", str(source), str(middle), "--baseline", "Nobody"]) == 2
