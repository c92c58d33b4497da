"""Commands on the record: out of the store and into it, checked, compared, backed up, restored."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import click

from appraisal import service
from appraisal.errors import AppraisalError, RecordDamaged
from appraisal.files.appraisal_file import read_appraisal
from appraisal.record.copies import verify_diff
from appraisal.record.verify import Finding
from appraisal.service import package, signing
from appraisal.service.acting import By, Caller
from appraisal.service.comparing import Compared
from appraisal.settings import Settings, read_settings
from appraisal.store import Store

_FILE = click.Path(path_type=Path)
_ACTOR = click.option("--actor", default="officer", show_default=True, help="Role, not a name.")


@contextmanager
def _opened() -> Iterator[tuple[Store, Settings]]:
    settings = read_settings()
    store = Store.open(settings)
    try:
        yield store, settings
    finally:
        store.close()


def _by(actor: str) -> By:
    if not actor.strip():
        raise click.UsageError("--actor needs a role, such as officer.")
    return By(Caller("director"), dt.datetime.now(dt.UTC), uuid4().hex, under=actor, way="command")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise AppraisalError(f"{path}: it cannot be read ({error.strerror}).") from None


def _write_new(path: Path, data: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        raise AppraisalError(f"{path}: it was not written ({error.strerror}).") from None


@click.command("list")
@click.option("--archived", is_flag=True, help="Also those that were put away.")
@click.option("--deleted", is_flag=True, help="Also those that were deleted.")
def list_command(archived: bool, deleted: bool) -> None:
    """List the appraisals in the store, the last saved first."""
    with _opened() as (store, _):
        for one in service.recent(store, limit=None, archived=archived, deleted=deleted):
            click.echo(
                f"{one.id}  {one.saved_at}  revision {one.revision}  {one.status}  {one.title}"
            )


@click.command("export")
@click.argument("id")
@click.argument("to", type=_FILE)
@click.option("--sign", type=_FILE, help="Sign with the key in this file (see `signing-key`).")
@click.option("--draws", type=click.IntRange(0, 10_000_000), help="Draws of the analysis.")
@click.option("--seed", type=click.IntRange(0), help="Where the draws start.")
def export_command(
    id: str, to: Path, sign: Path | None, draws: int | None, seed: int | None
) -> None:
    """Write the whole record of the appraisal ID to the new zip file TO."""
    key = signing.read_key(sign) if sign else None
    with _opened() as (store, settings):
        draws = settings.draws if draws is None else draws
        seed = settings.seed if seed is None else seed
        _write_new(to, service.export_record(store, id, draws=draws, seed=seed, key=key))
    click.echo(f"Written: {to}", err=True)


@click.command("import")
@click.argument("file", type=_FILE)
@_ACTOR
def import_command(file: Path, actor: str) -> None:
    """Take a record (a zip file of `export`) or an appraisal file (YAML) into the store."""
    data = _bytes(file)
    with _opened() as (store, settings):
        if data[:2] == b"PK":
            kept = service.import_record(store, data, str(file))
        else:
            appraisal = read_appraisal(data, str(file), settings)
            kept = service.start(store, _by(actor), appraisal)
    click.echo(kept.id)


@click.command("verify")
@click.argument("what", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def verify_command(what: tuple[str, ...], as_json: bool) -> None:
    """Check records: all in the store, those with the ids WHAT, or in the zip files WHAT."""
    zips = [name for name in what if name.endswith(".zip")]
    ids = [name for name in what if name not in zips]
    lines = [_verified_zip(name) for name in zips]
    if ids or not zips:
        with _opened() as (store, _):
            outcomes = [service.verify_record(store, id) for id in ids] or service.verify_all(store)
        lines += [_verified(one) for one in outcomes]
    for line in lines:
        click.echo(json.dumps(line) if as_json else _line(line))
    bad = [line for line in lines if not line["sound"]]
    if bad:
        raise RecordDamaged(f"{len(bad)} of {len(lines)} records do not verify.")


def _verified(outcome: object) -> dict[str, object]:
    if isinstance(outcome, Finding):
        return {"of": outcome.appraisal, "sound": False, "event": outcome.seq, "why": outcome.why}
    assert isinstance(outcome, service.Kept)
    return {"of": outcome.id, "sound": True, "events": outcome.revision + 1, "head": outcome.head}


def _verified_zip(name: str) -> dict[str, object]:
    try:
        taken = package.unpacked(_bytes(Path(name)), name)
    except RecordDamaged as error:
        return {"of": name, "sound": False, "event": None, "why": str(error)}
    return {**_verified(taken.state), "of": name, "signed_by": taken.signed_by}


def _line(line: dict[str, object]) -> str:
    if line["sound"]:
        signed = f", signed by {line['signed_by']}" if line.get("signed_by") else ""
        return f"{line['of']}: sound, {line['events']} events, head {line['head']}{signed}"
    where = f"event {line['event']}: " if line["event"] is not None else ""
    return f"{line['of']}: NOT SOUND: {where}{line['why']}"


@click.command("verify-diff")
@click.argument("earlier", type=_FILE)
@click.argument("later", type=_FILE)
def verify_diff_command(earlier: Path, later: Path) -> None:
    """Check that everything in the zip file EARLIER is still in the zip file LATER."""
    old, new = (package.unpacked(_bytes(path), str(path)) for path in (earlier, later))
    if old.state.id != new.state.id:
        raise AppraisalError(f"These are two appraisals: {old.state.id} and {new.state.id}.")
    difference = verify_diff(old.events, new.events)
    click.echo(f"{difference.relation}: {difference.words}")
    if not difference.sound:
        raise RecordDamaged(f"{later}: {difference.words}.")


@click.command("reproduce")
@click.argument("file", type=_FILE)
def reproduce_command(file: Path) -> None:
    """Compute a record's zip file again from its events and say whether every byte is the same."""
    lines = service.reproduce(_bytes(file), str(file))
    for line in lines:
        click.echo(line)
    if lines:
        raise RecordDamaged(f"{file}: computed again, it does not come out the same.")
    click.echo(f"{file}: computed again, every file has the same hash.")


@click.command("history")
@click.argument("id")
def history_command(id: str) -> None:
    """Show what was done to the appraisal ID: who, when, before, after, why."""
    with _opened() as (store, _):
        for act in service.history(store, id):
            why = f" ({act.why})" if act.why else ""
            click.echo(f"{act.revision:5d}  {act.at}  {act.who}: {act.words}{why}")


@click.command("compare")
@click.argument("before", type=_FILE)
@click.argument("after", type=_FILE)
def compare_command(before: Path, after: Path) -> None:
    """Show what changed between two appraisal files and what it did to the result."""
    settings = read_settings()
    one, two = (read_appraisal(path, settings=settings) for path in (before, after))
    _show(service.compare(one, two))


def _show(compared: Compared) -> None:
    for words in compared.words or ("Nothing differs.",):
        click.echo(words)
    for option, overall in compared.result.overall.items():
        rank = compared.result.rank[option]
        click.echo(
            f"{option}: overall value {_figure(overall.before)} to {_figure(overall.after)}, "
            f"rank {rank.before or '-'} to {rank.after or '-'}"
        )
    click.echo(compared.result.words)


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


@click.command("backup")
@click.argument("to", type=_FILE)
def backup_command(to: Path) -> None:
    """Write a backup of the store to the new file TO, while it is in use, and verify it."""
    with _opened() as (store, _):
        count = service.back_up(store, to)
    click.echo(f"{to}: {count} records, every one verified.")


@click.command("restore")
@click.argument("file", type=_FILE)
@_ACTOR
@click.confirmation_option(prompt="This replaces what is in the store now. Go on?")
def restore_command(file: Path, actor: str) -> None:
    """Put the backup FILE in the place of the store; what is there now is kept beside it."""
    done = service.restore(_by(actor), file, read_settings())
    aside = f" What was there before is in {done.aside}." if done.aside else ""
    click.echo(f"{done.records} records restored from {file}.{aside}")


@click.command("retention")
@click.argument("days", type=click.IntRange(0, 36_500), required=False)
@_ACTOR
def retention_command(days: int | None, actor: str) -> None:
    """Choose, or show, for how many DAYS after the last change names are kept."""
    with _opened() as (store, _):
        if days is not None:
            service.choose_retention(store, _by(actor), days)
        chosen = service.retention(store)
    click.echo("No one has chosen yet." if chosen is None else f"Names are kept for {chosen} days.")


@click.command("purge")
@click.argument("id")
@_ACTOR
@click.confirmation_option(prompt="The names of this appraisal will be gone for good. Go on?")
def purge_command(id: str, actor: str) -> None:
    """Erase the names of the appraisal ID from the store and from the backups beside it."""
    with _opened() as (store, _):
        service.purge_names(store, _by(actor), service.load(store, id))
        left = service.names_out_of_reach(store)
    click.echo(f"{id}: no name is left here. The record is as it was, and says that it was done.")
    click.echo(left, err=True)


@click.command("hold")
@click.argument("id")
@click.option("--lift", is_flag=True, help="Lift the hold instead.")
@click.option("--why", required=True, help="For the record.")
@_ACTOR
def hold_command(id: str, lift: bool, why: str, actor: str) -> None:
    """Set, or lift, a legal hold on the appraisal ID: while it is on, no name can be purged."""
    act = service.release if lift else service.hold
    with _opened() as (store, _):
        act(store, _by(actor), service.load(store, id), why=why)
    click.echo(f"{id}: the hold is {'lifted' if lift else 'on'}.")


@click.command("signing-key")
@click.argument("to", type=_FILE)
def signing_key_command(to: Path) -> None:
    """Make a signing key in the new file TO and show its public half, to be published."""
    click.echo(signing.new_key(to))


COMMANDS: list[click.Command] = [
    list_command,
    export_command,
    import_command,
    verify_command,
    verify_diff_command,
    reproduce_command,
    history_command,
    compare_command,
    backup_command,
    restore_command,
    retention_command,
    purge_command,
    hold_command,
    signing_key_command,
]
