"""The commands on the record, as a person types them: real store, real files, exit codes."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys

import pytest

from appraisal.cli import main
from appraisal.files.examples import CRITERIA
from appraisal.service import cache

EXAMPLE = CRITERIA / "examples" / "birmingham.yaml"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """An empty folder for the store."""
    cache.forget()
    monkeypatch.setenv("APPRAISAL_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def id(data, capsys):
    """The worked example, taken into the store."""
    assert main(["import", str(EXAMPLE)]) == 0
    return capsys.readouterr().out.strip()


def tamper(data, statement):
    """Change the file behind the tool."""
    connection = sqlite3.connect(data / "data" / "appraisal.sqlite3")
    for act in ("UPDATE", "DELETE"):
        connection.execute(f"DROP TRIGGER event_kept_{act}")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_sound_store_verifies_and_an_altered_one_names_the_event(id, data, capsys):
    assert main(["verify"]) == 0
    assert f"{id}: sound, 1 events" in capsys.readouterr().out
    tamper(data, "UPDATE event SET actor = 'nobody'")

    code = main(["verify", "--json"])

    out, err = capsys.readouterr()
    line = json.loads(out)
    assert (code, line["sound"], line["event"], line["of"]) == (6, False, 0, id)
    assert "1 of 1 records do not verify" in err


def test_an_export_is_verified_reproduced_and_taken_in_again(id, data, capsys, monkeypatch):
    zip = data / "record.zip"
    assert main(["export", id, str(zip), "--draws", "256"]) == 0
    assert main(["export", id, str(zip), "--draws", "256"]) == 1  # never written over
    assert main(["verify", str(zip)]) == 0
    assert main(["reproduce", str(zip)]) == 0
    assert main(["verify-diff", str(zip), str(zip)]) == 0
    assert "every file has the same hash" in capsys.readouterr().out
    monkeypatch.setenv("APPRAISAL_DATA", str(data / "elsewhere"))

    assert main(["import", str(zip)]) == 0

    assert capsys.readouterr().out.strip() == id
    assert main(["verify", id]) == 0


def test_the_worked_example_exports_to_the_same_bytes_anywhere(id, data):
    made = []
    for turn, (zone, language) in enumerate(
        [("UTC", "C"), ("Asia/Kathmandu", "fr_FR.UTF-8")], start=1
    ):
        out = data / f"{turn}.zip"
        env = {**os.environ, "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": str(turn)}
        for command in (["export", id, str(out), "--draws", "1024"], ["reproduce", str(out)]):
            done = subprocess.run(
                [sys.executable, "-m", "appraisal", *command],
                env=env, cwd=CRITERIA.parent, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
        made.append(out.read_bytes())

    assert made[0] == made[1]


def test_a_backup_comes_back_after_the_store_was_lost(id, data, capsys):
    backup = data / "b.sqlite3"
    assert main(["backup", str(backup)]) == 0
    (data / "data" / "appraisal.sqlite3").unlink()
    assert main(["list"]) == 1
    assert "it is gone" in capsys.readouterr().err

    assert main(["restore", str(backup), "--yes"]) == 0

    capsys.readouterr()
    assert main(["history", id]) == 0
    out = capsys.readouterr().out
    assert "Appraisal made" in out
    assert "Store restored from a backup" in out


def test_a_damaged_store_is_replaced_by_its_backup_and_kept_aside(id, data, capsys):
    backup = data / "b.sqlite3"
    main(["backup", str(backup)])
    (data / "data" / "appraisal.sqlite3").write_bytes(b"nonsense")

    assert main(["verify"]) == 1
    assert main(["restore", str(backup), "--yes"]) == 0

    assert main(["verify"]) == 0
    assert any(path.read_bytes() == b"nonsense" for path in (data / "data").rglob("*.*"))


def test_a_backup_that_does_not_verify_is_not_restored(id, data, capsys):
    backup = data / "b.sqlite3"
    main(["backup", str(backup)])
    tamper(data, "UPDATE event SET via = 'x'")
    (data / "data" / "appraisal.sqlite3").replace(data / "bad.sqlite3")
    main(["restore", str(backup), "--yes"])

    assert main(["restore", str(data / "bad.sqlite3"), "--yes"]) == 6
    assert main(["verify"]) == 0


def test_names_are_purged_only_after_a_choice_and_without_a_hold(id, data, capsys):
    assert main(["purge", id, "--yes"]) == 1
    assert "No one has chosen" in capsys.readouterr().err
    assert main(["retention", "0"]) == 0
    assert main(["hold", id, "--why", "A claim"]) == 0
    assert main(["purge", id, "--yes"]) == 1
    assert main(["hold", id, "--lift", "--why", "Settled"]) == 0
    assert main(["purge", id, "--yes"]) == 0
    assert "Backups that you keep elsewhere" in capsys.readouterr().err
    assert main(["verify"]) == 0


def test_comparing_a_file_with_itself_finds_nothing(capsys):
    assert main(["compare", str(EXAMPLE), str(EXAMPLE)]) == 0
    assert "Nothing differs." in capsys.readouterr().out


def test_a_key_signs_an_export_that_the_command_then_names(id, data, capsys):
    main(["signing-key", str(data / "key.pem")])
    public = capsys.readouterr().out.strip()
    main(["export", id, str(data / "r.zip"), "--draws", "0", "--sign", str(data / "key.pem")])

    assert main(["verify", str(data / "r.zip")]) == 0
    assert f"signed by {public}" in capsys.readouterr().out


def test_an_act_needs_a_role(id, data, capsys):
    assert main(["hold", id, "--why", "A claim", "--actor", " "]) == 2

    assert "--actor needs a role" in capsys.readouterr().err
