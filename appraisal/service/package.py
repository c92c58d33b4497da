"""A record in one zip file that a third party can check, and compute again, without this tool.

    appraisal.yaml   the appraisal as it stands
    events.jsonl     every event, one canonical JSON line each
    results.json     the whole analysis
    README.txt       how to check it
    manifest.json    the SHA-256 of each of these, and of the last event
    signature.json   optional: an Ed25519 signature of the manifest

The same record, version of this tool and seed give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from appraisal import __version__
from appraisal.analysis.results import analyse
from appraisal.analysis.results_document import results_document
from appraisal.errors import AppraisalError, Fault, RecordDamaged, UnreadableFile
from appraisal.files.appraisal_yaml.writer import write_appraisal
from appraisal.model.canonical import canonical_bytes
from appraisal.record.events import Event
from appraisal.record.kinds import VERSION_NAMED
from appraisal.record.replay import State
from appraisal.record.verify import Finding, verify
from appraisal.service.drafts import lock_hash
from appraisal.service.signing import Key, signature_fault, signed

FORMAT = "appraisal-record/1"
_LIMIT = 200_000_000  # bytes unpacked; a real record is some hundreds of kilobytes
_NAMES = ("README.txt", "appraisal.yaml", "events.jsonl", "manifest.json", "results.json")
_SIGNATURE = "signature.json"
# What reading a zip file that is cut off or damaged ends in.
_NOT_WHOLE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError
)  # fmt: skip
_README = """\
This is the whole record of an options appraisal.

appraisal.yaml  the appraisal as it stands, for people and programs
events.jsonl    everything that was done, in order, one event a line
results.json    every figure that follows from it
manifest.json   the SHA-256 of each file here, and the hash of the last event

Each event holds the hash of the one before it; its own hash is the SHA-256 of the canonical JSON
of all its other fields. To check this without the tool: python verify_record.py THIS.zip
To check that an earlier copy is still all there: python verify_record.py EARLIER.zip THIS.zip
To compute it again with the tool: python -m appraisal reproduce THIS.zip
"""


@dataclass(frozen=True)
class Package:
    """What a record's zip file holds, checked."""

    state: State
    events: tuple[Event, ...]
    manifest: dict[str, Any]
    files: dict[str, bytes]
    signed_by: str | None = None


def packed(
    events: list[Event], state: State, *, draws: int, seed: int, key: Key | None = None
) -> bytes:
    """Return the zip file of a verified record."""
    return _zipped(_contents(events, state, draws=draws, seed=seed), key)


def _contents(
    events: list[Event], state: State, *, draws: int, seed: int
) -> tuple[dict[str, bytes], bytes]:
    results = analyse(state.appraisal, draws=draws, seed=seed)
    files = {
        "README.txt": _README.encode(),
        "appraisal.yaml": write_appraisal(state.appraisal).encode(),
        "events.jsonl": b"".join(canonical_bytes(event.document()) + b"\n" for event in events),
        "results.json": _json(results_document(results)),
    }
    manifest = {
        "format": FORMAT,
        "appraisal": state.id,
        "title": state.appraisal.title,
        "events": len(events),
        "head": state.head,
        "saved_at": state.saved_at,
        "draws": draws,
        "seed": seed,
        "version": __version__,
        "lock_hash": lock_hash(),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        **_named(events),
    }
    return files, _json(manifest)


def _named(events: list[Event]) -> dict[str, Any]:
    """Return the versions that have a name; nothing where none has one, as in older records."""
    names = {e.payload["revision"]: e.payload["name"] for e in events if e.kind == VERSION_NAMED}
    versions = [
        {"revision": revision, "head": events[revision].hash, "name": name}
        for revision, name in sorted(names.items())
        if name
    ]
    return {"versions": versions} if versions else {}


def _json(document: Any) -> bytes:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return text.encode() + b"\n"


def _zipped(contents: tuple[dict[str, bytes], bytes], key: Key | None) -> bytes:
    files, manifest = contents
    everything = {**files, "manifest.json": manifest}
    if key:
        everything[_SIGNATURE] = _json(signed(manifest, key))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(everything):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, everything[name])
    return out.getvalue()


def unpacked(data: bytes, name: str) -> Package:
    """Return what a record's zip file holds, after every hash, link and step was checked.

    Raises
    ------
    UnreadableFile
        If it is no such file.
    RecordDamaged
        If anything in it was changed since it was made.
    """
    files = _read(data, name)
    manifest = _manifest(files, name)
    for part, digest in sorted(manifest["files"].items()):
        if hashlib.sha256(files.get(part, b"")).hexdigest() != digest:
            raise RecordDamaged(f"{name}: {part} is not the file that the manifest was made for.")
    by = None
    if _SIGNATURE in files:
        fault, by = signature_fault(files["manifest.json"], files[_SIGNATURE])
        if fault:
            raise RecordDamaged(f"{name}: {fault}")
    events = _events(files["events.jsonl"], name)
    outcome = verify(
        manifest["appraisal"], events, revision=manifest["events"] - 1, head=manifest["head"]
    )
    if isinstance(outcome, Finding):
        raise RecordDamaged(f"{name}: the record does not verify: {outcome}.")
    return Package(outcome, tuple(events), manifest, files, by)


def _read(data: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > _LIMIT:
                raise _unreadable(name, f"it unpacks to more than {_LIMIT // 10**6} MB.")
            unknown = {entry.filename for entry in entries} - {*_NAMES, _SIGNATURE}
            if unknown or len(entries) > len(_NAMES) + 1:
                raise _unreadable(name, "this is not a record's zip file of this tool.")
            missing = sorted(set(_NAMES) - {entry.filename for entry in entries})
            if missing:
                raise _unreadable(name, f"{' and '.join(missing)} is not in it.")
            return {entry.filename: archive.read(entry) for entry in entries}
    except _NOT_WHOLE as error:
        raise _unreadable(name, f"this is not a whole zip file ({error}).") from error


def _manifest(files: dict[str, bytes], name: str) -> dict[str, Any]:
    try:
        manifest = json.loads(files["manifest.json"])
        right = manifest["format"] == FORMAT and set(manifest["files"]) == set(_NAMES) - {
            "manifest.json"
        }
        right = right and isinstance(manifest["events"], int) and "appraisal" in manifest
        if right and isinstance(manifest["head"], str):
            return dict(manifest)
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    raise _unreadable(name, f"its manifest.json is not one of this tool's ({FORMAT}).")


def _events(data: bytes, name: str) -> list[Event]:
    events = []
    for seq, line in enumerate(data.splitlines()):
        try:
            events.append(Event.from_document(json.loads(line)))
        except (KeyError, TypeError, ValueError, RecursionError):
            raise RecordDamaged(f"{name}: event {seq} cannot be read.") from None
    return events


def differences(package: Package, name: str) -> list[str]:
    """Return which files come out otherwise when computed again; none if equal.

    Raises
    ------
    AppraisalError
        If the manifest does not say with how many draws and which seed it was made.
    """
    original = package.manifest
    try:
        draws, seed = int(original["draws"]), int(original["seed"])
    except (KeyError, TypeError, ValueError):
        raise AppraisalError(f"{name}: its manifest has no draws and seed.") from None
    files, manifest = _contents(list(package.events), package.state, draws=draws, seed=seed)
    again = {**files, "manifest.json": manifest}
    lines = [
        f"{part}: {hashlib.sha256(again[part]).hexdigest()[:16]} now, "
        f"{hashlib.sha256(package.files[part]).hexdigest()[:16]} in the zip"
        for part in sorted(again)
        if again[part] != package.files[part]
    ]
    if lines and original.get("version") != __version__:
        lines.append(f"It was made by version {original.get('version')}; this is {__version__}.")
    return lines


def _unreadable(name: str, problem: str) -> UnreadableFile:
    return UnreadableFile([Fault((), problem, file=name)])
