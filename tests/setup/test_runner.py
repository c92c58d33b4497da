"""The runner behind `make test`: every part runs, and one failure makes the whole fail."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from types import ModuleType

import pytest

from tests.setup.locks import ROOT


@pytest.fixture
def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("runner", ROOT / ".ci" / "test.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["runner"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def part(runner: ModuleType, name: str, code: str) -> object:
    return runner.Part(name, [sys.executable, "-c", code])


def test_a_failed_part_does_not_stop_the_next_and_fails_the_whole(runner, monkeypatch, capfd):
    parts = [part(runner, "one", "exit(3)"), part(runner, "two", "print('second ran')")]
    monkeypatch.setattr(runner, "test_parts", lambda: parts)

    code = runner.main([])

    shown = capfd.readouterr().out
    assert code == 1
    assert "second ran" in shown
    assert "Parts that failed: one" in shown
    assert "in all" in shown


def test_when_every_part_passes_the_whole_passes(runner, monkeypatch, capfd):
    monkeypatch.setattr(runner, "test_parts", lambda: [part(runner, "one", "pass")])

    assert runner.main([]) == 0
    assert "Every part passed." in capfd.readouterr().out


def test_a_part_that_does_not_exist_is_named(runner, capfd):
    assert runner.main(["nonsense"]) == 2
    assert "No such part: nonsense" in capfd.readouterr().out


def test_tests_are_counted_from_pytests_own_record(runner, tmp_path):
    (tmp_path / "test_two.py").write_text(
        "import pytest\n"
        "def test_good(): pass\n"
        "def test_bad(): assert False\n"
        "@pytest.mark.skip\ndef test_left(): pass\n"
    )
    record = tmp_path / "tests.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-c", "/dev/null", str(tmp_path)]
    subprocess.run([*command, f"--junitxml={record}"], capture_output=True, check=False)

    counts = runner.count_tests(record)

    assert counts == {"tests": 3, "failures": 1, "errors": 0, "skipped": 1}


def test_a_kind_of_test_that_is_missing_keeps_its_name_so_that_pytest_fails_on_it(runner):
    assert runner.find(["tests/setup", "tests/nowhere"]) == ["tests/setup", "tests/nowhere"]
