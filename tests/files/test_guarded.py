"""YAML means what it says, behind limits, with the line of every part."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from appraisal.errors import UnreadableFile
from appraisal.files.appraisal_yaml import guarded
from appraisal.files.appraisal_yaml.guarded import read_yaml
from appraisal.files.appraisal_yaml.scalars import must_be_quoted, plain_value
from appraisal.files.examples import CRITERIA
from appraisal.settings import Settings

SETTINGS = Settings()


def _read(text: str, settings: Settings = SETTINGS) -> Any:
    return read_yaml(text.encode(), "a.yaml", settings).value


def _refusal(text: str, settings: Settings = SETTINGS) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        _read(text, settings)
    return str(refusal.value)


@pytest.mark.parametrize(
    "word",
    ["no", "yes", "on", "Off", "y", "n", "1:30", "012", "0x1F", "0o17", "1_000", "0b1", ".nan",
     ".inf", "-.inf", "2026-11-21", "2026-11-21 10:00:00", "1e", "+", ".", "1.2.3", "=", "1,5"],
)  # fmt: skip
def test_a_bare_word_that_is_no_plain_number_stays_the_text_it_is(word: str) -> None:
    assert _read(f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize(
    ("word", "value"),
    [("12", 12), ("-3", -3), ("+5", 5), ("0", 0), ("0.5", 0.5), (".5", 0.5), ("5.", 5.0),
     ("1e5", 1e5), ("1.5E-3", 0.0015), ("true", True), ("False", False), ("null", None),
     ("~", None), ("", None), ("1000000000000000", 10**15)],
)  # fmt: skip
def test_a_plain_number_or_yes_or_nothing_is_what_it_says(word: str, value: object) -> None:
    found = _read(f"a: {word}\n")["a"]

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("quoted", ['"12"', "'12'", "|-\n  12"])
def test_what_stands_in_quotation_marks_is_text(quoted: str) -> None:
    assert _read(f"a: {quoted}\n") == {"a": "12"}


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12))
def test_a_word_that_needs_no_quotation_marks_is_text_to_every_reader(text: str) -> None:
    tag_in_1_1 = yaml.resolver.Resolver().resolve(yaml.ScalarNode, text, (True, False))

    assert must_be_quoted(text) or (tag_in_1_1, plain_value(text)) == (
        "tag:yaml.org,2002:str",
        text,
    )


def test_keys_are_text_but_for_numbers() -> None:
    assert _read("{2026: 1, 12.5: 2, 25.0: 3, no: 4, null: 5, true: 6, '7': 7}\n") == {
        2026: 1, 12.5: 2, 25: 3, "no": 4, "null": 5, "true": 6, "7": 7,
    }  # fmt: skip


def test_a_line_is_known_for_every_part_and_the_nearest_parent() -> None:
    text = "a: 1\nb:\n  - c: 2\n    d:\n      2026: 3\n  -\n    - 4\n    - {e: 5}\n"

    line_of = read_yaml(text.encode(), "a.yaml", SETTINGS).line_of

    assert [
        line_of(path)
        for path in ((), ("a",), ("b",), ("b", 0), ("b", 0, "c"), ("b", 0, "d", 2026),
                     ("b", 0, "d", "2026"), ("b", 1), ("b", 1, 0), ("b", 1, 1, "e"),
                     ("b", 0, "nowhere", "at all"), ("nowhere",), ("b", 9), ("a", "x"))
    ] == [1, 1, 2, 3, 3, 5, 5, 7, 7, 8, 3, 1, 2, 1]  # fmt: skip


def test_the_first_of_two_equal_keys_is_kept_and_the_second_told() -> None:
    document = read_yaml(b"a: {b: 1}\nc: 2\na: {b: 3, b: 4}\n", "a.yaml", SETTINGS)

    assert document.value == {"a": {"b": 1}, "c": 2}
    assert [fault.line for fault in document.faults] == [3, 3]
    assert "already on line 1" in document.faults[0].problem


def test_a_fault_in_a_list_within_a_list_has_its_path() -> None:
    (fault,) = read_yaml(b"a:\n  - 1\n  - [2, {b: 1e999}]\n", "a.yaml", SETTINGS).faults

    assert (fault.path, fault.line) == (("a", 1, 1, "b"), 3)


def test_a_byte_order_mark_changes_nothing() -> None:
    assert read_yaml(b"\xef\xbb\xbfa: 1\n", "a.yaml", SETTINGS).value == {"a": 1}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str) -> None:
    document = read_yaml(f"a: 1{end}b: 2{end}".encode(), "a.yaml", SETTINGS)

    assert (document.value, document.line_of(("b",))) == ({"a": 1, "b": 2}, 2)


def test_each_limit_is_kept_to_the_last_one_allowed() -> None:
    assert _read("[[[1]]]", replace(SETTINGS, yaml_depth=3)) == [[[1]]]
    assert "more than 2 deep" in _refusal("[[[1]]]", replace(SETTINGS, yaml_depth=2))
    assert _read("[1, 2]", replace(SETTINGS, yaml_nodes=3)) == [1, 2]
    assert "more than 2 values" in _refusal("[1, 2]", replace(SETTINGS, yaml_nodes=2))
    assert _read("[1]", replace(SETTINGS, file_bytes=3)) == [1]
    assert "more than 2 bytes" in _refusal("[1]", replace(SETTINGS, file_bytes=2))


def test_one_document_may_say_where_it_begins_and_ends() -> None:
    assert _read("# a\n---\na: 1\n...\n# the end\n") == {"a": 1}


def test_a_second_document_is_refused_by_its_line() -> None:
    assert "a.yaml, line 3: a second document" in _refusal("a: 1\n...\n%TAG ! x\n---\nb: 2\n")


@pytest.mark.parametrize("path", sorted(CRITERIA.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_slow_parser_reads_what_the_fast_one_reads(
    path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = path.read_bytes()[:20_000].rpartition(b"\n\n")[0] + b"\n"
    fast = read_yaml(data, "a.yaml", SETTINGS)
    monkeypatch.setattr(guarded, "_LOADER", yaml.SafeLoader)

    slow = read_yaml(data, "a.yaml", SETTINGS)

    assert slow.value == fast.value
    assert slow.line_of(("options", 1, "name")) == fast.line_of(("options", 1, "name"))


_MUTATED = """
import random, sys
from appraisal.errors import AppraisalError
from appraisal.files.appraisal_yaml.guarded import read_yaml
from appraisal.settings import Settings
chance = random.Random(int(sys.argv[1]))
pieces = [*"[]{}-:?,&*!|>'\\"%@`# \\n\\t~0aé", "- ", ": ", "? ", "\\n  ", "---\\n", "...\\n",
    "<<: ", "&a ", "*a ", "!t ", "%TAG ", "|2\\n", "\\x00", "[[", "{{"]
whole = open(sys.argv[2], encoding="utf-8").read()[:4000]
for _ in range(3000):
    if chance.random() < 0.5:
        text = "".join(chance.choices(pieces, k=chance.randrange(200)))
    else:
        at = sorted(chance.sample(range(len(whole)), 2))
        text = whole[:at[0]] + "".join(chance.choices(pieces, k=3)) * chance.choice([1, 1, 500])
        text += whole[at[1]:]
    try:
        read_yaml(text.encode(), "a.yaml", Settings())
    except AppraisalError:
        pass
"""


def test_no_mangled_file_ends_the_process() -> None:
    seed = str(random.SystemRandom().randrange(10**9))
    run = subprocess.run(
        [sys.executable, "-c", _MUTATED, seed, str(CRITERIA / "childrens_services.yaml")],
        capture_output=True,
        text=True,
        timeout=110,
        cwd=CRITERIA.parent,
        check=False,
    )

    assert run.returncode == 0, f"seed {seed}: {run.stderr}"
