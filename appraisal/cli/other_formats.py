"""Commands that take in what other tools write, and write what they read."""

from __future__ import annotations

from pathlib import Path

import click

from appraisal.errors import AppraisalError
from appraisal.files.appraisal_file import read_appraisal, read_bytes, write_appraisal
from appraisal.files.effects.table import read_effects_table, write_effects_table
from appraisal.files.mcda.plain_json import FORMAT_NAME
from appraisal.files.mcda.problem import read_mcda_problem, write_mcda_problem
from appraisal.files.writing import write_atomically
from appraisal.model import Appraisal
from appraisal.settings import read_settings

_FILE = click.Path(path_type=Path)
_BASELINE = "The option that the others are compared with; the file does not say it."


@click.command("import-mcda")
@click.argument("file", type=_FILE)
@click.argument("to", type=_FILE)
@click.option("--baseline", required=True, help=_BASELINE)
@click.option("--scenario", type=_FILE, help="A scenario, with value functions and preferences.")
@click.option(
    "--scale",
    "scales",
    type=(str, float, float),
    multiple=True,
    metavar="CRITERION WORST BEST",
    help="The scale of a criterion that has no value function in the file.",
)
@click.option(
    "--swing",
    "swings",
    type=(str, click.FloatRange(0, 100)),
    multiple=True,
    metavar="CRITERION SWING",
    help="Swings, where the file has no weights or yours are to be used.",
)
def import_mcda_command(
    file: Path,
    to: Path,
    baseline: str,
    scenario: Path | None,
    scales: tuple[tuple[str, float, float], ...],
    swings: tuple[tuple[str, float], ...],
) -> None:
    """Write the mcda-elicitation-web problem FILE (JSON) as the appraisal file TO (YAML)."""
    settings = read_settings()
    limit = settings.file_bytes
    appraisal = read_mcda_problem(
        read_bytes(file, str(file), limit),
        str(file),
        baseline=baseline,
        scales={name: (worst, best) for name, worst, best in scales},
        swings=dict(swings),
        scenario=read_bytes(scenario, str(scenario), limit) if scenario else None,
        settings=settings,
    )
    _write_appraisal(to, appraisal)
    for words in appraisal.notes[FORMAT_NAME]["said"]:
        click.echo(words, err=True)


@click.command("export-mcda")
@click.argument("file", type=_FILE)
@click.argument("to", type=_FILE)
def export_mcda_command(file: Path, to: Path) -> None:
    """Write the appraisal FILE (YAML) as the mcda-elicitation-web problem TO (JSON)."""
    appraisal = read_appraisal(file, settings=read_settings())
    _write(to, *write_mcda_problem(appraisal))


@click.command("effects")
@click.argument("file", type=_FILE)
@click.argument("to", type=_FILE)
@click.option("--baseline", help=_BASELINE)
@click.option("--title", help="The title of the appraisal; the table does not say it.")
def effects_command(file: Path, to: Path, baseline: str | None, title: str | None) -> None:
    """Write an appraisal as an effects table (.csv, .xlsx), or a table as an appraisal (.yaml).

    The endings of FILE and TO say which. A table needs --baseline and --title.
    """
    settings = read_settings()
    if file.suffix.lower() not in (".csv", ".xlsx"):
        appraisal = read_appraisal(file, settings=settings)
        ending = to.suffix.lower().removeprefix(".")
        _write(to, *write_effects_table(appraisal, ending))  # type: ignore[arg-type]
        return
    if baseline is None or title is None:
        raise AppraisalError("A table does not say these: give --baseline and --title.")
    data = read_bytes(file, str(file), settings.table_bytes)
    appraisal = read_effects_table(
        data, str(file), title=title, baseline=baseline, settings=settings
    )
    _write_appraisal(to, appraisal)


def _write_appraisal(to: Path, appraisal: Appraisal) -> None:
    _write(to, write_appraisal(appraisal).encode())


def _write(to: Path, data: bytes, left_out: tuple[str, ...] = ()) -> None:
    write_atomically(to, data)
    for words in left_out:
        click.echo(words, err=True)
    click.echo(f"Written: {to} ({len(data):,} bytes)", err=True)


COMMANDS: list[click.Command] = [import_mcda_command, export_mcda_command, effects_command]
