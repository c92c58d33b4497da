"""A plain effects table comes in and goes out with its figures, or is refused by row and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from appraisal.cli import main
from appraisal.errors import AppraisalError, InvalidAppraisal
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.effects.table import read_effects_table, write_effects_table
from appraisal.model import Appraisal
from tests.strategies import appraisals

TABLE = """\
option,option_name,criterion,criterion_name,group,unit,worst,best,swing,level,low,high
here,Stay here,light,Daylight,Place,,,,100,30,20,40
there,Move there,light,,,,,,,80,,
here,,walk,Walk to work,,minutes,60,0,40,32.5,,
there,,walk,,,,,,,,,
"""


def _read(text: str, baseline: str = "here") -> Appraisal:
    return read_effects_table(text.encode(), "a.csv", title="Where to sit", baseline=baseline)


def _faults(text: str, baseline: str = "here") -> list[str]:
    with pytest.raises(InvalidAppraisal) as refusal:
        _read(text, baseline)
    return [str(fault) for fault in refusal.value.faults]


def test_a_table_becomes_an_appraisal_and_nothing_is_filled_in():
    appraisal = _read(TABLE)
    assert [(o.id, o.name) for o in appraisal.options] == [
        ("here", "Stay here"),
        ("there", "Move there"),
    ]
    walk = appraisal.criterion("walk")
    assert (walk.name, walk.scale.unit, walk.scale.worst, walk.scale.best) == (
        "Walk to work", "minutes", 60, 0,
    )  # fmt: skip
    assert appraisal.swings == {"light": 100, "walk": 40}
    light = appraisal.performance("here", "light")
    assert light is not None
    assert (light.level, light.low, light.high) == (30, 20, 40)
    assert appraisal.performance("there", "walk") is None


def test_every_fault_is_told_with_its_row_and_column():
    text = TABLE.replace("32.5", "many").replace("80,,", "80,90,")
    text = text.replace("there,,walk,,,,", "there,,walk,,,hours,") + "here,,light,,,,,,,31,,\n"
    found = _faults(text, baseline="nowhere")
    assert [fault.split(": ")[0] for fault in sorted(found)] == [
        "a.csv, baseline",
        "a.csv, row 3, column level",
        "a.csv, row 4, column level",
        "a.csv, row 5, column unit",
        "a.csv, row 6, column level",
    ]


def test_a_scale_without_a_unit_is_told_at_its_row():
    (fault,) = _faults(TABLE.replace("minutes", ""))
    assert fault.startswith("a.csv, row 4, column worst: a scale without a unit")


def test_a_unit_without_anchors_is_refused_and_not_filled_in():
    (fault,) = _faults(TABLE.replace("minutes,60,0", "minutes,60,"))
    assert fault.startswith("a.csv, row 4, column worst: walk has a unit, so it needs both")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_written_reads_back_with_its_figures(ending: str):
    appraisal = _read(TABLE)
    written = write_effects_table(appraisal, ending)
    again = read_effects_table(written.data, "b", title=appraisal.title, baseline="here")
    assert again == appraisal
    assert written.left_out == ()


@settings(max_examples=40, deadline=None)
@given(appraisals())
def test_any_appraisal_keeps_its_figures_in_a_table(appraisal: Appraisal):
    written = write_effects_table(appraisal, "csv")
    again = read_effects_table(
        written.data, "b.csv", title=appraisal.title, baseline=appraisal.baseline
    )
    kept = [(c.option, c.criterion, c.level, c.low, c.high) for c in appraisal.performances]
    assert {(c.option, c.criterion, c.level, c.low, c.high) for c in again.performances} == {
        cell for cell in kept if cell[2] is not None
    }
    assert again.swings == appraisal.swings
    for criterion in appraisal.benefit_criteria():
        found = again.criterion(criterion.id)
        assert (found.name, found.group) == (criterion.name, criterion.group)
        assert (found.scale.unit, found.scale.worst, found.scale.best) == (
            criterion.scale.unit, criterion.scale.worst, criterion.scale.best,
        )  # fmt: skip


def test_what_a_table_cannot_hold_is_told():
    cell = {"option": "here", "criterion": "light", "level": 30, "low": 20, "high": 40}
    exact = {**cell, "distribution": "exact"}
    blank = {"option": "there", "criterion": "light", "strength": "none"}
    words = write_effects_table(_read(TABLE).changed(performances=[exact, blank]), "csv").left_out
    assert any("distributions" in w and "here on light" in w for w in words)
    assert any("without a level" in w and "there on light" in w for w in words)


def test_the_command_goes_both_ways(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    table, file, sheet = (tmp_path / name for name in ("a.csv", "b.yaml", "c.xlsx"))
    table.write_text(TABLE, encoding="utf-8")
    assert main(["effects", str(table), str(file)]) == AppraisalError.exit_code
    assert "--baseline and --title" in capsys.readouterr().err
    asked = ["--baseline", "here", "--title", "Where to sit"]
    assert main(["effects", str(table), str(file), *asked]) == 0
    assert read_appraisal(file) == _read(TABLE)
    assert main(["effects", str(file), str(sheet)]) == 0
    again = read_effects_table(sheet.read_bytes(), "c.xlsx", title="Where to sit", baseline="here")
    assert again == _read(TABLE)
