"""The command line: data on stdout, messages on stderr, an exit code for every kind of fault."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from appraisal import __version__
from appraisal.errors import AppraisalError, Fault, InvalidAppraisal
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.writing import write_atomically
from appraisal.settings import read_settings

FILE = click.Path(path_type=Path)
TABLE_NAMES = ("must_haves", "evidence", "scores", "costs")
WEIGHTS_MODELS = ("elicited", "order", "unknown", "fixed")
# As shells count them: 128 and the number of the signal.
_INTERRUPTED, _BROKEN_PIPE = 130, 141


class Commands(click.Group):
    """The commands below and those elsewhere, which load the store only when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return [*super().list_commands(ctx), *self._elsewhere()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with this name, or None."""
        return super().get_command(ctx, cmd_name) or self._elsewhere().get(cmd_name)

    def _elsewhere(self) -> dict[str, click.Command]:
        from appraisal.cli import other_formats, record

        others = [*record.COMMANDS, *other_formats.COMMANDS]
        return {str(command.name): command for command in others}


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def commands() -> None:
    """Weighted options appraisal: who should run the service, on what evidence, and how firmly.

    An appraisal is one YAML file; criteria/README.md says how to write one. Exit codes: 0 done, 1 a
    fault you can mend, 2 a faulty file or a wrong option, 3 somebody saved meanwhile, 4 not saved,
    5 no report made, 6 a record that does not verify.
    """


@commands.command()
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def check(files: tuple[Path, ...], as_json: bool) -> int:
    """List every fault of every FILE, each with its line. Exit 0 if all are sound, else 2."""
    settings = read_settings()
    by_file: dict[Path, tuple[Fault, ...]] = {}
    for path in files:
        try:
            read_appraisal(path, settings=settings)
            by_file[path] = ()
        except InvalidAppraisal as error:
            by_file[path] = error.faults
    if as_json:
        _show_json({"files": [_checked(path, faults) for path, faults in by_file.items()]})
    else:
        for path, faults in by_file.items():
            click.echo("\n".join(map(str, faults)) if faults else f"{path}: sound")
    wrong = sum(map(len, by_file.values()))
    if wrong and not as_json:
        click.echo(f"{wrong:,} fault{'s' if wrong > 1 else ''} found.", err=True)
    return InvalidAppraisal.exit_code if wrong else 0


def _checked(path: Path, faults: Sequence[Fault]) -> dict[str, Any]:
    rows = [{"line": f.line, "path": list(f.path), "problem": f.problem} for f in faults]
    return {"file": str(path), "sound": not faults, "faults": rows}


def of_the_analysis(command: Any) -> Any:
    """Give a command the options of the analysis: draws, seed and weights."""
    for option in (
        click.option(
            "--weights",
            type=click.Choice(WEIGHTS_MODELS),
            default="elicited",
            show_default=True,
            help="How weights are drawn: about the swings given, by their order alone, any at all, "
            "or not at all.",
        ),
        click.option("--seed", type=click.IntRange(0), help="Where the draws start.  [default: 1]"),
        click.option(
            "--draws",
            type=click.IntRange(0, 10_000_000),
            help="Draws of weights and scores; 0 for the plain result.  [default: 16,384]",
        ),
    ):
        command = option(command)
    return command


def _analysed(file: Path, draws: int | None, seed: int | None, weights: str) -> Any:
    from appraisal.analysis.results import analyse

    settings = read_settings()
    return analyse(
        read_appraisal(file, settings=settings),
        draws=settings.draws if draws is None else draws,
        seed=settings.seed if seed is None else seed,
        weights_model=weights,  # type: ignore[arg-type]
    )


@commands.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Every figure, for machines.")
@of_the_analysis
def analyse(file: Path, as_json: bool, draws: int | None, seed: int | None, weights: str) -> None:
    """Show the whole analysis of FILE: ranking, weights, what would change it."""
    from appraisal.cli.results_text import results_text

    results = _analysed(file, draws, seed, weights)
    if as_json:
        from appraisal.analysis.results_document import results_document

        _show_json(results_document(results))
    else:
        click.echo(results_text(results))


@commands.command()
@click.argument("file", type=FILE)
@click.option("--to", type=FILE, required=True, metavar="OUT", help="The ending says the format.")
@click.option(
    "--part",
    type=click.Choice(("public", "exempt")),
    default="public",
    show_default=True,
    help="The report to publish, or the appendix that is exempt from publication.",
)
@of_the_analysis
def report(
    file: Path, to: Path, part: str, draws: int | None, seed: int | None, weights: str
) -> None:
    """Write the report on FILE to OUT.pdf (or another format). Same file and seed, same bytes."""
    from appraisal.report import FORMATS, make_report

    ending = to.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise AppraisalError(f"{to}: a report ends in {known}; {to.suffix or 'nothing'} was found.")
    results = _analysed(file, draws, seed, weights)
    seconds = read_settings().report_seconds
    data = make_report(results, to=ending, part=part, seconds=seconds)  # type: ignore[arg-type]
    write_atomically(to, data)
    click.echo(f"Written: {to} ({len(data):,} bytes)", err=True)


@commands.command()
@click.argument("name", type=click.Choice(TABLE_NAMES))
@click.argument("file", type=FILE)
@click.option("--to", type=FILE, required=True, metavar="OUT", help="OUT.xlsx or OUT.csv.")
@click.option(
    "--blank", is_flag=True, help="A template, with a row for each score or result that is missing."
)
def table(name: Any, file: Path, to: Path, blank: bool) -> None:
    """Write must-haves, evidence, scores or costs of FILE as a table for a spreadsheet."""
    from appraisal.files.tables.reader import template, write_table

    make = template if blank else write_table
    ending: Any = to.suffix.lower().removeprefix(".")
    data = make(name, read_appraisal(file, settings=read_settings()), ending)
    write_atomically(to, data)
    click.echo(f"Written: {to} ({len(data):,} bytes)", err=True)


@commands.command()
@click.argument("name", type=click.Choice(TABLE_NAMES))
@click.argument("file", type=FILE)
@click.option("--from", "source", type=FILE, required=True, metavar="TABLE", help=".xlsx or .csv.")
@click.option("--to", type=FILE, required=True, metavar="NEW", help="The appraisal file to write.")
def fill(name: Any, file: Path, source: Path, to: Path) -> None:
    """Take one of those tables of FILE from a spreadsheet, and write a new file."""
    from appraisal.files.appraisal_file import read_bytes, write_appraisal
    from appraisal.files.tables.filling import filled

    settings = read_settings()
    appraisal = read_appraisal(file, settings=settings)
    data = read_bytes(source, str(source), settings.table_bytes)
    text = write_appraisal(filled(appraisal, name, data, str(source), settings))
    write_atomically(to, text.encode())
    click.echo(f"Written: {to}", err=True)


@commands.command()
def schema() -> None:
    """Print the JSON Schema of an appraisal file, for editors and other programs."""
    from appraisal.files.schema import schema_text

    click.echo(schema_text(), nl=False)


@commands.command()
@click.option("--port", type=click.IntRange(1, 65_535), help="[default: 8501, or the next free]")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--name", "names", multiple=True, help="A name that browsers may call it by.")
def serve(port: int | None, host: str, names: tuple[str, ...]) -> int:
    """Start the web application and print its address. Stop it with Ctrl+C."""
    from appraisal.cli.serve import start

    settings = read_settings()  # a wrong setting is told here, before anything starts
    return start(port, host, names, settings)


def _show_json(document: Any) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a fault the user can mend shows no traceback."""
    _speak_utf_8()
    try:
        done = commands.main(arguments, prog_name="appraisal", standalone_mode=False)
        sys.stdout.flush()
        return done if isinstance(done, int) else 0
    except AppraisalError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except BrokenPipeError:
        # `| head` has read enough. Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE


def _speak_utf_8() -> None:
    """Write UTF-8 everywhere; a Windows console's own coding knows neither − nor ≥."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
