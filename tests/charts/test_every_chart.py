"""What holds for every chart, whatever is drawn."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from appraisal.charts import ALL, Picture, each_against_baseline, for_print
from tests.charts.samples import HARD


@cache
def pictures() -> dict[tuple[str, str], Picture]:
    drawn = {}
    for setting, results_of in HARD.items():
        results = results_of()
        for name, draw in ALL.items():
            picture = draw(results)
            if picture is not None:
                drawn[setting, name] = picture
        for place, picture in enumerate(each_against_baseline(results)):
            drawn[setting, f"against_baseline_{place}"] = picture
    return drawn


@cache
def printed() -> dict[tuple[str, str], dict[str, Any]]:
    return {key: for_print(picture) for key, picture in pictures().items()}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from texts(item)


def expressions(value: Any) -> Iterator[str]:
    """Every string of a compiled Vega spec that the browser runs as an expression."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("signal", "expr", "test", "update", "init") and isinstance(item, str):
                yield item
            yield from expressions(item)
    if isinstance(value, list):
        for item in value:
            yield from expressions(item)


def test_every_chart_is_drawn_for_the_complete_appraisal():
    assert {name for setting, name in pictures() if setting == "sample"} >= set(ALL)


def test_every_chart_is_valid_vega_lite():
    for (setting, _), picture in pictures().items():
        if setting == "sample":
            assert picture.chart.to_dict(validate=True) == picture.spec


def test_the_title_is_the_finding_and_the_description_says_it_in_words():
    for (setting, _), picture in pictures().items():
        spec = picture.spec
        assert len(picture.alt) >= 40
        assert (
            spec["description"][:60] == " ".join(picture.alt.split())[:60] or setting == "hostile"
        )
        assert not picture.title.endswith(".")
        if setting != "hostile":
            assert " ".join(spec["title"]["text"]) == picture.title
            assert picture.title in picture.alt


def test_the_same_results_give_the_same_bytes():
    for setting in ("sample", "hostile", "with_holes"):
        for name, draw in ALL.items():
            if (setting, name) in pictures():
                again = draw(HARD[setting]())
                assert again is not None
                before = pictures()[setting, name]
                assert json.dumps(again.spec) == json.dumps(before.spec)
                assert again.table.equals(before.table)


def test_every_table_is_full_of_words_and_has_headings_of_its_own():
    for (setting, name), picture in pictures().items():
        table = picture.table
        assert len(table) > 0, (setting, name)
        assert table.columns.is_unique
        assert picture.numbers.columns.equals(table.columns)
        for heading in table.columns:
            assert heading == "" or heading[0].isupper() or not heading[0].isalpha(), heading
            for cell in table[heading]:
                assert isinstance(cell, str)
                assert cell not in ("None", "nan", "NaN"), (name, heading)


def test_no_text_can_stop_the_renderer():
    for (setting, name), picture in pictures().items():
        for text in (t for s in (picture.spec, printed()[setting, name]) for t in texts(s)):
            for line in text.split("\n"):
                bad = [c for c in line if unicodedata.category(c) in ("Cc", "Cs", "Cn", "Co")]
                assert not bad, (setting, name, text)


def test_labels_are_cut_to_two_hundred_characters():
    for spec in printed().values():
        for text in texts(spec["datasets"]):
            assert max(map(len, text.split("\n"))) <= 200


def test_no_word_of_a_user_reaches_an_expression():
    vl_convert = pytest.importorskip("vl_convert")
    seen = 0
    for (setting, name), spec in printed().items():
        if setting == "hostile":
            compiled = vl_convert.vegalite_to_vega(spec, vl_version="6.4")
            found = list(expressions(compiled))
            seen += len(found)
            assert not [text for text in found if "alert" in text or "7*7" in text], name
    assert seen > 0


def test_bars_start_at_zero_and_every_axis_says_what_it_shows():
    for (setting, name), picture in pictures().items():
        for layer in picture.spec["layer"]:
            x = layer["encoding"].get("x", {})
            if layer["mark"]["type"] == "bar" and x.get("scale"):
                low, high = x["scale"]["domain"]
                assert low <= 0 <= high, (setting, name)
                assert "".join(x["axis"]["title"]), (setting, name)
            axis = x.get("axis")
            assert axis is None or axis.get("title"), (setting, name)


def test_a_printed_chart_uses_the_width_of_the_page_and_fits_on_it():
    for name in ("overall_value", "against_baseline", "swings_and_weights", "break_even"):
        picture = pictures()["sample", name]
        paper = printed()["sample", name]

        assert paper["width"] == 565
        assert paper["height"] < picture.spec["height"]
        assert paper["height"] < 700
        assert len(paper["title"]["text"]) < len(picture.spec["title"]["text"])
        assert paper["description"] == picture.spec["description"]
        assert "title" not in for_print(picture, title=False)


CONVERT = """
import json, sys, vl_convert
for name, spec in json.load(sys.stdin).items():
    svg = vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[])
    print(name, len(svg), "NaN" in svg)
"""


def test_every_chart_converts_to_svg_in_a_process_of_its_own():
    specs = {
        f"{setting}.{name}": spec
        for (setting, name), spec in printed().items()
        if setting in ("sample", "hostile")
    }

    done = subprocess.run(
        [sys.executable, "-c", CONVERT],
        check=False,
        input=json.dumps(specs),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert "WARN" not in done.stderr.upper()
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [name for name, _, _ in lines] == list(specs)
    assert all(int(size) > 2_000 and nan == "False" for _, size, nan in lines)
