"""One broken file for each mistake, with the words that its message must hold."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from pathlib import Path

import pytest

from appraisal.cli import main

FILES = Path(__file__).parent / "files"
ROOT = Path(__file__).resolve().parents[2]
LONGEST = 0.5  # seconds of one processor's time

# file -> (line, or None where the whole file is at fault; words of the message)
KINDS: dict[str, tuple[int | None, str]] = {
    # keys and shapes
    "unknown_key": (2, "the key 'titel' is not known here. Did you mean title?"),
    "unknown_key_deep": (11, "the key 'resaon' is not known here. Did you mean reason?"),
    "missing_baseline": (1, "baseline: this key is required and is not there"),
    "missing_format": (1, "format: this key is required and is not there"),
    "newer_format": (1, "found 'appraisal/2'. Right would be 'appraisal/1'"),
    "title_of_two_lines": (2, "found several lines of text. Right would be one line"),
    "number_for_text": (2, "found 2026. Right would be text (in quotation marks"),
    "options_as_mapping": (4, "found a mapping with 2 keys. Right would be a list"),
    "one_option": (4, "found a list of 1. Right would be 2 at least"),
    "no_criteria": (7, "found a list of 0. Right would be 1 at least"),
    "bad_id": (8, "found 'Light', but an id starts with a small letter"),
    "bad_date": (2, "'21/11/2026' is not a date. Write it as 2026-11-21"),
    "no_such_day": (2, "'2026-02-30' is not a date"),
    "bad_status": (2, "found 'final'. Right would be 'draft', 'scoring' or 'agreed'"),
    "list_at_top": (1, "found a list of 2. Right would be keys with their values"),
    "plain_prose": (1, "Right would be keys with their values (key: value)"),
    # ids and what names them
    "duplicate_id": (6, "the id 'here' is already used by options[0]"),
    "unknown_baseline": (3, "'nowhere' is not a known option. Known: here, there"),
    "variant_of_nothing": (6, "'elsewhere' is not a known option"),
    "variants_in_a_circle": (5, "an option cannot be a variant of itself"),
    "unknown_option": (11, "'theer' is not a known option. Known: here, there"),
    "unknown_criterion": (11, "'dark' is not a known criterion. Known: light, walk"),
    "unknown_evidence": (11, "'e1' is not a known finding. There is none yet"),
    "unknown_gate": (11, "'g_foi' is not a known gate. There is none yet"),
    "cell_given_twice": (12, "option here, criterion light was already given in performances[0]"),
    # scales
    "worst_is_best": (9, "worst and best are both 40, so no option could differ"),
    "one_anchor": (9, "a scale in a unit needs both ends, but best is not given"),
    "anchors_without_unit": (9, "a scale without a unit is judged from 0 (worst) to 100 (best)"),
    "points_that_turn_back": (9, "points must run strictly from worst to best"),
    "points_with_wrong_ends": (9, "the first point must be [60, 0] and the last [0, 100]"),
    "points_without_shape": (9, "points are given but the shape is linear"),
    "one_point": (9, "shape points needs at least two [level, value score] pairs"),
    "two_cost_axes": (9, "criteria[0] is already on the cost axis"),
    # swings
    "negative_swing": (10, "swings.walk: found -20. Right would be 0 or more"),
    "swing_above_100": (10, "swings.light: found 120. Right would be 100 or less"),
    "all_swings_zero": (10, "every swing is 0, so no weight could follow"),
    "swing_on_nothing": (10, "'ligth' is not a known criterion"),
    "swing_on_cost": (10, "walk is on the cost axis and has no weight"),
    # performances
    "level_outside_range": (11, "level 50 is outside its range 10 to 40"),
    "low_above_high": (11, "low 40 is above high 20"),
    "low_without_high": (11, "low and high go together"),
    "no_level": (11, "there is no level. Give one, or say strength: none"),
    "judged_level_above_100": (
        11,
        "found 110. Right would be a level from 0 to 100, as 'Light'",
    ),
    "text_for_level": (11, "found '32 %'. Right would be a number such as 32.5, without its unit"),
    "decimal_comma": (11, "found '32,5'. Right would be a number"),
    "true_for_level": (11, "a number was expected, not true or false"),
    "nan_level": (11, "found '.nan'. Right would be a number"),
    "infinite_level": (11, "found '.inf'. Right would be a number"),
    "level_beyond_range_of_numbers": (11, "found the number 1e999, but numbers go from -1e+15"),
    "minutes_and_seconds": (11, "found '1:30'. Right would be a number"),
    "leading_zero": (11, "found '012'. Right would be a number"),
    "hexadecimal": (11, "found '0x1F'. Right would be a number"),
    "unknown_distribution": (11, "found 'lognormal'. Right would be triangular, uniform, exact"),
    "no_spread": (11, "with a standard deviation, a and b above 0"),
    "level_on_cost": (11, "walk is on the cost axis, so its level comes from the cost lines"),
    # costs
    "positive_saving": (12, "a saving has negative amounts, but a positive one was found"),
    "unknown_kind": (12, "found 'set-up'. Right would be 'transition', 'transaction'"),
    "year_of_two_digits": (12, "found 26. Right would be 1900 or more"),
    "same_year_twice": (12, "the key '2026' is already on line 12"),
    "no_horizon": (10, "found 0. Right would be 1 or more"),
    # YAML
    "duplicate_key": (4, "the key 'title' is already on line 2. Each key stands once"),
    "duplicate_key_deep": (13, "the key 'light' is already on line 11"),
    "merge_key": (11, "merge keys (<<) are not read"),
    "anchor": (10, "found the anchor '&n'"),
    "alias": (10, "found the alias '*n'"),
    "star_in_text": (11, "a value begins with * or &. Put it in quotation marks"),
    "python_tag": (10, "found the tag 'tag:yaml.org,2002:python/object/apply:os.system'"),
    "own_tag": (10, "found the tag '!secret'. Tags (!) are not read"),
    "directive": (None, "directives (lines that begin with %) are not read"),
    "two_documents": (10, "a second document begins here. One file holds one appraisal"),
    "text_after_the_end": (11, "a second document begins here"),
    "mapping_as_key": (10, "text that begins with { or [ goes in quotation marks"),
    "tab_indent": (11, "Indent with spaces"),
    "colon_in_text": (10, "Put text that holds a colon in quotation marks"),
    "wrong_indent": (12, "Start each key at the same column as its neighbours"),
    "unclosed_quote": (11, "a quotation mark is opened here or above and never closed"),
    "unclosed_bracket": (11, "needs a comma between its pairs and } at its end"),
    "key_without_colon": (11, "a key without its colon. Write key: value"),
    "percent_first": (10, "stands where a value should begin"),
    "bad_escape": (10, "Use single quotation marks"),
    "alias_bomb": (1, "Anchors and aliases (& and *) are not read"),
    "recursive_anchor": (1, "Anchors and aliases (& and *) are not read"),
    "merge_bomb": (1, "Anchors and aliases (& and *) are not read"),
    "deep_lists": (21, "lists and mappings stand more than 20 deep"),
    # bytes
    "empty": (None, "the file is empty"),
    "blank_lines": (None, "the file is empty"),
    "comments_only": (None, "the file holds no data, only blank lines or comments"),
    "nothing": (None, "the file holds no data"),
    "picture": (None, "this is a picture, but plain text was expected"),
    "workbook": (None, "this is an Excel, Word or zip file"),
    "old_workbook": (None, "this is an old Excel or Word file, or one locked with a password"),
    "pdf": (None, "this is a PDF"),
    "random_bytes": (1, "which is not UTF-8"),
    "utf_16": (None, "the file is UTF-16. Save it as UTF-8"),
    "windows_1252": (5, "found the byte 0xE9, which is not UTF-8"),
    "null_character": (5, "found the control character U+0000"),
    "escape_character": (5, "found the control character U+001B"),
    "escaped_control_character": (10, "found the control character U+0007"),
    "web_page": (1, "found '<!DOCTYPE html>"),
}

SMALL = (FILES / "anchor.yaml").read_text().partition("notes:")[0]
OPTIONS = "".join(f"  - {{id: o{place}, name: O}}\n" for place in range(8_000))

# Too large to keep in the repository: name -> (what it holds, words of the message)
LARGE: dict[str, tuple[str, str]] = {
    "brackets": ("[" * 200_000, "more than 20 deep"),
    "a megabyte of brackets": ("[" * 999_999, "more than 20 deep"),
    "brackets on lines": ("[\n" * 300_000, "more than 20 deep"),
    "braces": ("{" * 200_000, "a list or mapping stands where a key should be"),
    "dashes": ("- " * 200_000, "more than 20 deep"),
    "a digit too many": (SMALL + f"notes: {'9' * 10_000}\n", "a number of 10,000 characters"),
    "too large": (SMALL + "#" * 1_000_000, "more than 1,000,000 bytes"),
    "too many values": (SMALL + f"notes: [{'a,' * 60_000}]\n", "more than 50,000 values"),
    "tag lines": ("".join(f"%TAG !a{n}! x\n" for n in range(60_000)) + "---\na: 1\n", "directives"),
    "tag lines after the end": (
        f"{SMALL}...\n" + "".join(f"%TAG !a{n}! x\n" for n in range(60_000)) + "---\na: 1\n",
        "a second document",
    ),
    "unknown keys": (SMALL + "".join(f"k{n}: 1\n" for n in range(24_000)), "only 1,000 faults"),
    "the same key": (SMALL + "title: 1\n" * 24_000, "only 1,000 faults"),
    "a long key": (SMALL + f"? {'x' * 900_000}\n: 1\n", "is not known here"),
    "a long text": (SMALL + f"question: {'x' * 900_000}\n", "at most 20000 characters"),
    "a heap of accents": (SMALL + "question: a" + "\u0323\u0301" * 90_000, "more than 30 accents"),
    "options": (SMALL.replace("options:\n", f"options:\n{OPTIONS}"), "Right would be 50 at most"),
    "wrong rows": (SMALL + f"performances: [{'1,' * 10_000}]\n", "Right would be keys"),
    "empty rows": (SMALL + f"performances: [{'{},' * 6_000}]\n", "this key is required"),
    "unknown names": (
        SMALL + "performances:\n" + "  - {option: z, criterion: y, level: 1}\n" * 4_900,
        "'z' is not a known option",
    ),
}


def _checked(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, float]:
    """Return what check says of a file, and the least time of at most three that it took."""
    least = math.inf
    for _ in range(3):  # a busy machine slows even a processor's own time
        began = time.process_time()
        assert main(["check", str(path)]) == 2
        least = min(least, time.process_time() - began)
        told = capsys.readouterr()
        if least < LONGEST:
            break
    assert "Traceback" not in told.out + told.err
    return told.out, least


def test_every_broken_file_has_its_words_and_every_word_its_file() -> None:
    assert {path.stem for path in FILES.iterdir()} == {*KINDS, "many_faults"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_file_is_told_by_line_and_in_words(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = FILES / f"{kind}.yaml"
    line, words = KINDS[kind]

    said, took = _checked(path, capsys)

    place = f"{path}, line {line}" if line else f"{path}: "
    found = [told for told in said.splitlines() if words in told]
    assert found, said
    assert found[0].startswith(place), said
    assert took < LONGEST


@pytest.mark.parametrize("kind", LARGE)
def test_a_large_hostile_file_is_refused_at_once(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, words = LARGE[kind]
    path = tmp_path / "large.yaml"
    path.write_text(text, encoding="utf-8")

    said, took = _checked(path, capsys)

    assert words in said
    assert len(said) < 300_000
    assert took < LONGEST


def test_many_faults_are_told_in_one_go_in_the_order_of_the_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = FILES / "many_faults.yaml"

    said, _ = _checked(path, capsys)

    places = [told.removeprefix(f"{path}, ").split(": ")[0] for told in said.splitlines()]
    assert places == [
        "line 3, baseline",
        "line 6, options[1].id",
        "line 9, criteria[1].scale",
        "line 10, swings.light",
        "line 10, swings.walk",
        "line 12, performances[0].level",
        "line 12, performances[0].option",
    ]


@pytest.mark.parametrize("kind", ["alias_bomb", "random_bytes", "unknown_key", "brackets"])
def test_the_real_command_survives_a_broken_file(kind: str, tmp_path: Path) -> None:
    path = FILES / f"{kind}.yaml"
    if kind in LARGE:
        path = tmp_path / "large.yaml"
        path.write_text(LARGE[kind][0])

    run = subprocess.run(
        [sys.executable, "-m", "appraisal", "check", "--json", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )

    assert run.returncode == 2
    assert run.stderr == ""
    (told,) = json.loads(run.stdout)["files"]
    assert (told["file"], told["sound"]) == (str(path), False)
    assert told["faults"]
