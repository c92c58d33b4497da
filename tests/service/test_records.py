import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from appraisal import service
from appraisal.errors import AppraisalError, RecordDamaged, UnreadableFile
from appraisal.record.copies import verify_diff
from appraisal.service import package, signing
from appraisal.settings import Settings
from appraisal.store import Store
from appraisal.store.migrating import HEAD
from tests.service.examples import with_level

VERIFIER = Path(__file__).parents[2] / "appraisal" / "cli" / "verify_record.py"
PLAIN = {"draws": 0, "seed": 1}


@pytest.fixture
def kept(store, small, hand):
    """An appraisal of four events."""
    kept = service.start(store, hand(), small)
    for level in (50, 60.5, 70):
        changed = with_level(kept.appraisal, level)
        kept = service.save(store, hand(), kept, changed, kind="scores", why="Audit")
    return kept


@pytest.fixture
def other(tmp_path):
    """A second store, as on another machine."""
    opened = Store.open(Settings(data=tmp_path / "other"))
    yield opened
    opened.close()


def stand_alone(*arguments):
    """Run the verifier as a stranger would: no packages of this project, no site packages."""
    return subprocess.run(
        [sys.executable, "-I", str(VERIFIER), *map(str, arguments)],
        capture_output=True, text=True, cwd="/", check=False,
    )  # fmt: skip


def test_an_exported_record_is_the_same_after_import_elsewhere(store, other, kept):
    data = service.export_record(store, kept.id, **PLAIN)

    again = service.import_record(other, data, "r.zip")

    assert again == kept
    assert other.events(kept.id) == store.events(kept.id)
    assert service.export_record(other, kept.id, **PLAIN) == data


def test_import_carries_on_a_record_that_is_there_already(store, other, kept, hand):
    service.import_record(other, service.export_record(store, kept.id, **PLAIN), "r.zip")
    newer = service.save(store, hand(), kept, with_level(kept.appraisal, 1), kind="scores")
    data = service.export_record(store, kept.id, **PLAIN)

    assert service.import_record(other, data, "r.zip") == newer
    assert service.import_record(other, data, "r.zip") == newer


def test_import_refuses_another_story_of_the_same_record(store, other, kept, hand):
    service.import_record(other, service.export_record(store, kept.id, **PLAIN), "r.zip")
    theirs = service.load(other, kept.id)
    service.save(other, hand(), theirs, with_level(kept.appraisal, 2), kind="scores")
    service.save(store, hand(), kept, with_level(kept.appraisal, 1), kind="scores")

    with pytest.raises(AppraisalError, match="event 4 is not what it was"):
        service.import_record(other, service.export_record(store, kept.id, **PLAIN), "r.zip")


def test_a_record_computed_again_gives_the_same_hashes(store, kept):
    assert service.reproduce(service.export_record(store, kept.id, **PLAIN), "r.zip") == []


def test_the_stand_alone_verifier_accepts_a_sound_record(store, kept, tmp_path):
    (tmp_path / "r.zip").write_bytes(service.export_record(store, kept.id, **PLAIN))

    done = stand_alone("--head", kept.head[:12], tmp_path / "r.zip")

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"sound: 4 events, head {kept.head}" in done.stdout


@pytest.mark.parametrize("part", ["appraisal.yaml", "events.jsonl", "results.json"])
def test_any_byte_changed_in_an_export_is_found_by_both_verifiers(store, kept, tmp_path, part):
    path = tmp_path / "r.zip"
    path.write_bytes(service.export_record(store, kept.id, **PLAIN))
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[part] = files[part].replace(b"70", b"71", 1) + (b"" if b"70" in files[part] else b" ")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)

    with pytest.raises(RecordDamaged, match=part.replace(".", r"\.")):
        package.unpacked(path.read_bytes(), "r.zip")
    done = stand_alone(path)
    assert (done.returncode, part in done.stdout) == (1, True)


def test_a_forged_event_is_named_even_where_the_manifest_was_made_to_fit(store, kept, tmp_path):
    events = store.events(kept.id)
    forged = [*events[:2], events[2].__class__(**{**vars(events[2]), "actor": "nobody"}), events[3]]
    data = package.packed(forged, kept, **PLAIN)
    (tmp_path / "r.zip").write_bytes(data)

    with pytest.raises(RecordDamaged, match="event 2: its contents were changed"):
        package.unpacked(data, "r.zip")
    assert "event 2: its contents do not match its hash" in stand_alone(tmp_path / "r.zip").stdout


def test_a_signature_proves_the_key_and_no_other(store, kept, tmp_path):
    public = signing.new_key(tmp_path / "key.pem")
    key = signing.read_key(tmp_path / "key.pem")
    path = tmp_path / "r.zip"
    path.write_bytes(service.export_record(store, kept.id, key=key, **PLAIN))

    assert package.unpacked(path.read_bytes(), "r.zip").signed_by == public
    assert stand_alone("--key", public, path).returncode == 0
    wrong = stand_alone("--key", "00" * 32, path)
    assert (wrong.returncode, "another key" in wrong.stdout) == (1, True)
    with pytest.raises(AppraisalError, match="not written"):
        signing.new_key(tmp_path / "key.pem")


def test_a_signature_of_another_manifest_is_refused(store, kept, tmp_path):
    signing.new_key(tmp_path / "key.pem")
    key = signing.read_key(tmp_path / "key.pem")
    fault, by = signing.signature_fault(b"other", json.dumps(signing.signed(b"this", key)).encode())

    assert (fault, by) == ("the signature is not that of this manifest.", None)


def test_two_exports_show_whether_the_later_holds_all_of_the_earlier(store, kept, hand, tmp_path):
    old, new = tmp_path / "old.zip", tmp_path / "new.zip"
    old.write_bytes(service.export_record(store, kept.id, **PLAIN))
    service.save(store, hand(), kept, with_level(kept.appraisal, 1), kind="scores")
    new.write_bytes(service.export_record(store, kept.id, **PLAIN))
    one, two = (package.unpacked(path.read_bytes(), "r").events for path in (old, new))

    assert verify_diff(one, two).relation == "grown"
    assert verify_diff(one, one).relation == "same"
    assert verify_diff(two, one).relation == "cut"
    assert stand_alone(old, new).returncode == 0
    assert stand_alone(new, old).returncode == 1


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nonsense", b"text", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_record_is_refused_in_plain_words(data):
    with pytest.raises(UnreadableFile, match=r"r\.zip"):
        package.unpacked(data, "r.zip")


def test_export_has_the_same_bytes_under_other_time_zones_languages_and_hash_seeds(
    settings, store, kept, tmp_path
):
    script = (
        "import sys; from pathlib import Path; from appraisal import service\n"
        "from appraisal.settings import Settings; from appraisal.store import Store\n"
        "store = Store.open(Settings(data=Path(sys.argv[1]), database_url=sys.argv[2]))\n"
        "data = service.export_record(store, sys.argv[3], draws=256, seed=7)\n"
        "Path(sys.argv[4]).write_bytes(data); print(service.reproduce(data, 'r'))\n"
    )
    made = []
    for zone, language, seed in (("UTC", "C", "1"), ("Pacific/Auckland", "de_DE.UTF-8", "2")):
        out = tmp_path / f"{seed}.zip"
        env = {"PATH": os.environ["PATH"], "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": seed,
               "PYTHONPATH": str(VERIFIER.parents[1])}  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", script, str(settings.data), settings.database_url, kept.id,
             str(out)],
            env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
        made.append(out.read_bytes())

    assert made[0] == made[1]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_backup_is_verified_and_restores_what_was_there(settings, store, kept, hand, tmp_path):
    assert service.back_up(store, tmp_path / "b.sqlite3") == 1
    lost = service.save(store, hand(), kept, with_level(kept.appraisal, 3), kind="scores")

    done = service.restore(hand(), tmp_path / "b.sqlite3", settings)

    back = service.load(store, kept.id)  # the store that was open all the time works on
    assert (done.records, back.appraisal, back.revision) == (1, kept.appraisal, 4)
    said = store.events(kept.id)[-1].payload
    assert said == {"backup_head": kept.head, "replaced_head": lost.head}
    assert done.aside.exists()
    assert isinstance(service.verify_record(store, kept.id), service.Kept)


def test_a_backup_of_either_engine_goes_into_an_empty_postgres(store, kept, hand, tmp_path):
    from tests.store.cluster import the_cluster

    service.back_up(store, tmp_path / "b.sqlite3")
    target = Settings(database_url=the_cluster().new_store_address())

    service.restore(hand(), tmp_path / "b.sqlite3", target)

    opened = Store.open(target)
    assert service.load(opened, kept.id).appraisal == kept.appraisal
    with pytest.raises(AppraisalError, match="holds appraisals already"):
        service.restore(hand(), tmp_path / "b.sqlite3", target)
    opened.close()


def test_a_backup_is_never_written_over_a_file(store, tmp_path):
    (tmp_path / "b.sqlite3").write_text("mine")

    with pytest.raises(AppraisalError, match="already"):
        service.back_up(store, tmp_path / "b.sqlite3")
    assert (tmp_path / "b.sqlite3").read_text() == "mine"


def test_comparing_tells_what_changed_and_what_it_did_to_the_result(small):
    done = {"performances": [], "swings": {"practice": 100, "workforce": 50}}
    levels = {"status_quo": (30, 40), "trust": (60, 20)}
    rows = [
        {"option": option, "criterion": criterion, "level": level}
        for option, pair in levels.items()
        for criterion, level in zip(("practice", "workforce"), pair, strict=True)
    ]
    before = small.changed(**{**done, "performances": rows, "evidence": []})
    after = with_level(before, 10)

    found = service.compare(before, after)

    assert found.words == (
        "Scores: Children's trust on Quality of practice, level: 60 to 10 points",
    )
    rank, overall = found.result.rank["trust"], found.result.overall["trust"]
    assert (rank.before, rank.after) == (1, 2)
    assert (overall.before, overall.after) == pytest.approx((62.2222, 28.8889), abs=1e-4)


def test_health_says_what_the_store_stands_on(store):
    found = service.health(store)

    assert (found.ok, found.problem, found.tables) == (True, "", HEAD)
    assert found.engine.startswith(("SQLite 3", "PostgreSQL 1"))


def test_a_record_whose_packed_bytes_are_damaged_is_refused_by_name(store, kept, tmp_path):
    data = service.export_record(store, kept.id, **PLAIN)
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as sound, zipfile.ZipFile(path, "w", 8) as packed:
        for name in sound.namelist():
            packed.writestr(name, sound.read(name))
    sound_bytes = path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        places = [entry.header_offset + 30 + len(entry.filename) for entry in packed.infolist()]

    for place in places:
        path.write_bytes(sound_bytes[:place] + b"\xff" * 8 + sound_bytes[place + 8 :])
        with pytest.raises(UnreadableFile, match=r"r\.zip"):
            package.unpacked(path.read_bytes(), "r.zip")
        done = stand_alone(path)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr


def test_a_record_without_one_of_its_files_is_refused_though_its_manifest_says_so(
    store, kept, tmp_path
):
    path = tmp_path / "r.zip"
    nothing = hashlib.sha256(b"").hexdigest()
    for missing in ("events.jsonl", "appraisal.yaml"):
        with zipfile.ZipFile(io.BytesIO(service.export_record(store, kept.id, **PLAIN))) as sound:
            files = {name: sound.read(name) for name in sound.namelist() if name != missing}
        manifest = json.loads(files["manifest.json"])
        manifest["files"][missing] = nothing
        with zipfile.ZipFile(path, "w") as archive:
            for name, part in files.items():
                is_manifest = name == "manifest.json"
                archive.writestr(name, json.dumps(manifest) if is_manifest else part)

        with pytest.raises(UnreadableFile, match=missing):
            package.unpacked(path.read_bytes(), "r.zip")
        done = stand_alone(path)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
