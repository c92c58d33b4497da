#!/usr/bin/env python3
"""Check the record of an options appraisal without the tool that made it.

    python verify_record.py RECORD.zip                 is it whole, is nothing in it changed?
    python verify_record.py EARLIER.zip LATER.zip      is everything earlier still in the later one?
    python verify_record.py --key HEX RECORD.zip       ... and signed with this public key?
    python verify_record.py --head HASH RECORD.zip     ... and does it hold the head printed in a report?

This file stands alone: Python 3.9 or later, the standard library, and for signatures the package
`cryptography`. It was written apart from the tool, from the description of the format:

- every line of events.jsonl is one event: sixteen named fields;
- `hash` is the SHA-256 of the canonical JSON of the other fifteen: keys sorted, no spaces, UTF-8,
  text in Unicode NFC (numbers are whole; a fraction is kept as its decimal text);
- an event of the kind `version_named` gives a version (a `seq`) a name, or takes it away; it holds
  the version's hash;
- `deleted` and `undeleted`, like `archived` and `unarchived`, say where the appraisal is listed:
  they take nothing out of the record;
- `seq` counts 0, 1, 2 ...; `prev` is the hash of the event before (64 zeros for the first);
- manifest.json holds the SHA-256 of every other file, the number of events and the last hash.

It shows that nothing was changed since it was recorded. It cannot show that an entry was true.
"""

import argparse
import hashlib
import json
import sys
import unicodedata
import zipfile
import zlib

FIELDS = {
    "actor", "app_version", "appraisal", "at_utc", "client_id", "evidence_ids", "hash", "kind",
    "lock_hash", "payload", "prev", "round", "rules_hash", "schema", "seq", "via",
}  # fmt: skip
FILES = {"README.txt", "appraisal.yaml", "events.jsonl", "results.json"}
FROZEN = {"decision", "options", "gates", "criteria", "evidence", "scores", "weights", "costs",
          "members", "dissent", "declared", "attended", "voted", "report", "status", "imported", "restored", "undo", "redo"}  # fmt: skip


class NotSound(Exception):
    """What is wrong, in words."""


def nfc(value):
    """Return the value with all its text in Unicode NFC."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        raise NotSound("it holds a binary fraction, which no event does")
    if isinstance(value, list):
        return [nfc(item) for item in value]
    if isinstance(value, dict):
        return {nfc(key): nfc(item) for key, item in value.items()}
    return value


def hash_of(event):
    """Return the hash that an event should carry."""
    rest = {name: nfc(value) for name, value in event.items() if name != "hash"}
    text = json.dumps(rest, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read(path, key=None):
    """Return the events of a zip file, every hash and link checked."""
    try:
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError,
            RuntimeError) as error:  # fmt: skip
        raise NotSound(f"{path}: it is not a whole zip file: {error}")
    try:
        manifest = json.loads(files["manifest.json"])
        listed = manifest["files"]
        head, count, appraisal = manifest["head"], manifest["events"], manifest["appraisal"]
    except (KeyError, ValueError, TypeError):
        raise NotSound(f"{path}: it has no manifest.json of this kind")
    others = {"manifest.json", "signature.json"}
    if set(listed) != FILES or set(files) - FILES - others or FILES - set(files):
        raise NotSound(f"{path}: the files in it are not those of a record")
    for name, digest in sorted(listed.items()):
        if hashlib.sha256(files.get(name, b"")).hexdigest() != digest:
            raise NotSound(f"{path}: {name} was changed")
    signer = check_signature(path, files, key)
    events = check_events(path, files["events.jsonl"], appraisal)
    if len(events) != count or events[-1]["hash"] != head:
        raise NotSound(f"{path}: the record does not end where the manifest says")
    return manifest, events, signer


def check_events(path, data, appraisal):
    """Return the events, or say which is the first bad one."""
    events: list = []
    prev, agreed = "0" * 64, False
    for seq, line in enumerate(data.splitlines()):
        where = f"{path}: event {seq}"
        try:
            event = json.loads(line)
            if set(event) != FIELDS:
                raise ValueError("its fields are not those of an event")
            if event["hash"] != hash_of(event):
                raise ValueError("its contents do not match its hash")
        except (ValueError, TypeError, NotSound) as error:
            raise NotSound(f"{where}: {error}")
        if event["seq"] != seq or event["prev"] != prev or event["appraisal"] != appraisal:
            raise NotSound(f"{where}: it does not follow from the event before it")
        if agreed and event["kind"] in FROZEN:
            raise NotSound(f"{where}: it changes an appraisal that was agreed")
        if event["kind"] == "version_named" and not names_a_version(event["payload"], events):
            raise NotSound(f"{where}: the version that it names is not there, or another one")
        agreed = agreed or becomes_agreed(event)
        prev = event["hash"]
        events.append(event)
    if not events:
        raise NotSound(f"{path}: it has no events")
    return events


def names_a_version(payload, events):
    """Return whether what is said of a version's name fits one of the events before."""
    revision, name = payload.get("revision"), payload.get("name")
    if type(revision) is not int or not 0 <= revision < len(events) or not isinstance(name, str):
        return False
    return payload.get("head") == events[revision]["hash"]


def named_versions(events):
    """Return the versions that have a name at the end of the record: their number, hash and name."""
    names = {}
    for event in events:
        if event["kind"] == "version_named":
            names[event["payload"]["revision"]] = event["payload"]["name"]
    return [(seq, events[seq]["hash"], name) for seq, name in sorted(names.items()) if name]


def becomes_agreed(event):
    """Return whether an event makes the appraisal agreed, and so frozen."""
    payload = event["payload"]
    if payload.get("document", {}).get("status") == "agreed":
        return True
    status = [edit for edit in payload.get("edits", []) if edit["key"] == ["status"]]
    return any(edit["section"] == "appraisal" and edit["after"] == "agreed" for edit in status)


def check_signature(path, files, key):
    """Return who signed the manifest, or None where no one did."""
    if "signature.json" not in files:
        if key:
            raise NotSound(f"{path}: it is not signed")
        return None
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        if key:
            raise NotSound("to check a signature, install the package cryptography")
        return "someone (not checked: the package cryptography is not installed)"
    try:
        signature = json.loads(files["signature.json"])
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature["public_key"]))
        public.verify(bytes.fromhex(signature["signature"]), files["manifest.json"])
    except (InvalidSignature, ValueError, KeyError, TypeError):
        raise NotSound(f"{path}: its signature is not that of this manifest")
    if key and signature["public_key"] != key.lower():
        raise NotSound(f"{path}: it was signed with another key, {signature['public_key']}")
    return signature["public_key"]


def compare(earlier, later):
    """Say how a later copy stands to an earlier one; NotSound if anything is gone or changed."""
    for old, new in zip(earlier, later):
        if old["hash"] != new["hash"]:
            raise NotSound(f"event {old['seq']} is not what it was")
    if len(later) < len(earlier):
        raise NotSound(f"events {len(later)} to {len(earlier) - 1} are missing from the later copy")
    return f"everything is still there, and {len(later) - len(earlier)} events came after it"


def main(arguments):
    """Return 0 if all is sound, 1 if not."""
    reader = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    reader.add_argument("zips", nargs="+", metavar="RECORD.zip")
    reader.add_argument("--key", help="the public key it should be signed with")
    reader.add_argument("--head", help="a hash that a report printed (all of it, or its beginning)")
    options = reader.parse_args(arguments)
    if len(options.zips) > 2:
        reader.error("give one zip file, or an earlier and a later one")
    try:
        records = [read(path, options.key) for path in options.zips]
        for path, (manifest, events, signer) in zip(options.zips, records):
            signed = f", signed by {signer}" if signer else ", not signed"
            print(f"{path}: sound: {len(events)} events, head {manifest['head']}{signed}")
            for seq, hash, name in named_versions(events):
                print(f"  version {seq}, {hash}: {json.dumps(name, ensure_ascii=True)}")
            hashes = [event["hash"] for event in events]
            if options.head and not any(hash.startswith(options.head.lower()) for hash in hashes):
                raise NotSound(f"{path}: it does not hold the printed head {options.head}")
        if len(records) == 2:
            print(compare(records[0][1], records[1][1]))
    except NotSound as error:
        print(f"NOT SOUND: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
