"""The command line: data on stdout, messages on stderr, the right exit code, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from appraisal.cli import main
from appraisal.files.appraisal_file import read_appraisal, write_appraisal
from appraisal.files.examples import CRITERIA

EXAMPLE = CRITERIA / "examples" / "birmingham.yaml"
SET = CRITERIA / "childrens_services.yaml"
Captured = pytest.CaptureFixture[str]

SMALL = """\
format: appraisal/1
title: Where to sit
baseline: here
options:
  - {id: here, name: Here}
  - {id: there, name: There}
criteria:
  - {id: light, name: Light}
  - {id: quiet, name: Quiet}
swings: {light: 100, quiet: 50}
performances:
  - {option: here, criterion: light, level: 30}
  - {option: here, criterion: quiet, level: 90}
  - {option: there, criterion: light, level: 80}
  - {option: there, criterion: quiet, level: 20}
date: 2026-11-21
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_every_file_that_ships_is_sound(capsys: Captured) -> None:
    shipped = sorted(map(str, CRITERIA.rglob("*.yaml")))

    assert main(["check", *shipped]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{path}: sound" for path in shipped]


FOUND_900 = "found 900. Right would be a level from 0 to 100, as 'Quiet' is judged, not measured."


def test_check_tells_every_fault_of_every_file_at_once(small: Path, capsys: Captured) -> None:
    one = small.with_name("one.yaml")
    two = small.with_name("two.yaml")
    one.write_text(SMALL.replace("light: 100", "light: 101").replace("level: 90", "level: 900"))
    two.write_text(SMALL.replace("baseline: here", "baseline: nowhere"))

    assert main(["check", str(one), str(small), str(two)]) == 2

    told = capsys.readouterr()
    assert told.out.splitlines() == [
        f"{one}, line 10, swings.light: found 101. Right would be 100 or less.",
        f"{one}, line 13, performances[1].level: {FOUND_900}",
        f"{small}: sound",
        f"{two}, line 3, baseline: 'nowhere' is not a known option. Known: here, there.",
    ]
    assert told.err == "3 faults found.\n"


def test_check_gives_machines_the_same_faults(small: Path, capsys: Captured) -> None:
    small.write_text(SMALL.replace("level: 30", "level: low"))

    assert main(["check", "--json", str(small)]) == 2
    assert json.loads(capsys.readouterr().out) == {
        "files": [
            {
                "file": str(small),
                "sound": False,
                "faults": [
                    {
                        "line": 12,
                        "path": ["performances", 0, "level"],
                        "problem": (
                            "found 'low'. Right would be a number such as 32.5, without its unit."
                        ),
                    }
                ],
            }
        ]
    }


def test_a_file_that_is_not_there_is_a_plain_message(tmp_path: Path, capsys: Captured) -> None:
    assert main(["check", str(tmp_path / "none.yaml")]) == 2
    assert "there is no such file" in capsys.readouterr().out


def test_analyse_gives_every_key_of_the_file_format(capsys: Captured) -> None:
    assert main(["analyse", str(EXAMPLE), "--json", "--draws", "500", "--seed", "7"]) == 0

    told = capsys.readouterr()
    results = json.loads(told.out)
    promised = {
        "format", "inputs_sha256", "version", "seed", "draws", "weights_model", "weights",
        "value_scores", "contributions", "overall", "rank", "eligible", "tied_first",
        "against_baseline", "dominated_by", "frontier", "net_present_cost", "switching_points",
        "break_even", "acceptability", "group", "recommendation",
    }  # fmt: skip
    assert promised <= set(results)
    assert (results["format"], results["draws"], results["seed"]) == ("appraisal-results/1", 500, 7)
    assert told.err == ""


def test_analyse_shows_the_same_figures_as_its_json(small: Path, capsys: Captured) -> None:
    main(["analyse", str(small), "--json", "--draws", "100"])
    overall = json.loads(capsys.readouterr().out)["overall"]
    main(["analyse", str(small), "--draws", "100"])
    lines = capsys.readouterr().out.splitlines()

    assert overall == {"here": pytest.approx(50), "there": pytest.approx(60)}
    assert [line.split()[:3] for line in lines if line.lstrip().startswith(("1 ", "2 "))] == [
        ["1", "There", "60.0"],
        ["2", "Here", "(baseline)"],
    ]
    assert "RECOMMENDATION: There" in lines
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("weights", ["elicited", "order", "unknown", "fixed"])
def test_analyse_knows_every_weights_model(weights: str, small: Path, capsys: Captured) -> None:
    assert main(["analyse", str(small), "--json", "--draws", "50", "--weights", weights]) == 0
    assert json.loads(capsys.readouterr().out)["weights_model"] == weights


def test_a_blank_criteria_set_is_analysed_without_inventing_anything(capsys: Captured) -> None:
    assert main(["analyse", str(SET)]) == 0

    text = capsys.readouterr().out
    assert "RECOMMENDATION: none" in text
    assert "No result without it." in text


def test_a_report_is_written_whole_and_twice_the_same(small: Path, capsys: Captured) -> None:
    first, second = small.with_name("a.pdf"), small.with_name("b.pdf")
    for path in (first, second):
        assert main(["report", str(small), "--to", str(path), "--draws", "200"]) == 0

    assert first.read_bytes()[:5] == b"%PDF-"
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in small.parent.iterdir()) == ["a.pdf", "b.pdf", "small.yaml"]
    assert capsys.readouterr().out == ""


def test_a_report_in_a_format_that_is_not_made_is_refused(small: Path, capsys: Captured) -> None:
    out = small.with_name("report.odt")

    assert main(["report", str(small), "--to", str(out)]) == 1
    assert "ends in .pdf" in capsys.readouterr().err
    assert not out.exists()


def test_a_report_that_cannot_be_written_leaves_the_old_one(small: Path, capsys: Captured) -> None:
    out = small.parent / "no such folder" / "report.pdf"

    assert main(["report", str(small), "--to", str(out), "--draws", "0"]) == 1
    assert "was not written" in capsys.readouterr().err


def test_the_schema_is_printed(capsys: Captured) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == (CRITERIA / "appraisal.schema.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["analyse"], "Missing argument"),
        (["analyse", str(EXAMPLE), "--draws", "-1"], "-1 is not in the range"),
        (["analyse", str(EXAMPLE), "--weights", "equal"], "'equal' is not one of"),
        (["analize", str(EXAMPLE)], "No such command"),
    ],
)
def test_a_wrong_option_is_explained(arguments: list[str], said: str, capsys: Captured) -> None:
    assert main(arguments) == 2

    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


def test_an_unknown_setting_is_refused(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("APPRAISAL_DARWS", "10")

    assert main(["check", str(small)]) == 1
    assert "APPRAISAL_DARWS: no such setting" in capsys.readouterr().err


def test_a_name_from_a_file_cannot_steer_the_terminal(small: Path, capsys: Captured) -> None:
    small.write_text(SMALL + '"\\e[31mred": 1\n')

    assert main(["check", str(small)]) == 2
    assert "\x1b" not in capsys.readouterr().out


def test_help_names_every_command_of_the_file_format(capsys: Captured) -> None:
    assert main(["--help"]) == 0

    text = capsys.readouterr().out
    for name in ("check", "analyse", "report", "compare", "export", "import", "verify", "serve"):
        assert f"\n  {name} " in text


def test_the_real_command_speaks_utf_8_whatever_the_console(small: Path) -> None:
    small.write_text(SMALL.replace("There", "Tŷ newydd −"), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "appraisal", "analyse", str(small), "--draws", "0"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": "", "PYTHONPATH": str(CRITERIA.parent)},
        timeout=60,
        check=False,
    )

    assert run.returncode == 0, run.stderr.decode()
    assert "Tŷ newydd −" in run.stdout.decode("utf-8")


def test_the_real_command_stops_quietly_when_its_reader_has_read_enough(small: Path) -> None:
    long = small.with_name("long.yaml")
    long.write_text(write_appraisal(read_appraisal(EXAMPLE)), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "appraisal", "analyse", str(long), "--json", "--draws", "100"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=CRITERIA.parent,
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == b""


def test_a_table_goes_out_and_a_filled_one_comes_back(small: Path, capsys: Captured) -> None:
    table, new = small.with_name("scores.xlsx"), small.with_name("new.yaml")

    assert main(["table", "scores", str(small), "--to", str(table)]) == 0
    assert main(["fill", "scores", str(small), "--from", str(table), "--to", str(new)]) == 0

    assert read_appraisal(new) == read_appraisal(small)
    assert capsys.readouterr().out == ""


def test_a_faulty_table_is_told_and_nothing_is_written(small: Path, capsys: Captured) -> None:
    table, new = small.with_name("scores.csv"), small.with_name("new.yaml")
    table.write_text("option,criterion,level\nhere,light,120\n")

    assert main(["fill", "scores", str(small), "--from", str(table), "--to", str(new)]) == 2
    assert "scores.csv, row 2, column level: found 120" in capsys.readouterr().err
    assert not new.exists()


def test_a_template_has_headings_alone_where_nothing_is_missing(small: Path) -> None:
    table = small.with_name("scores.csv")

    assert main(["table", "scores", str(small), "--blank", "--to", str(table)]) == 0
    assert len(table.read_text("utf-8-sig").splitlines()) == 1
