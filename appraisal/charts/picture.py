"""A picture: a chart with its finding, its description in words and its table."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ParamSpec

import pandas as pd
from altair import LayerChart

from appraisal.charts.text import LONG_TEXT, plain, room, with_room, wrapped
from appraisal.charts.theme import PRINT_WIDTH

P = ParamSpec("P")
MARGIN = 8  # px of white around a chart
TITLE_SIZE = 16
NOT_SCORED = "not scored yet"
NO_EVIDENCE = "no evidence"
FOR_INFORMATION = "fails a must-have – for information"

Cell = float | int | str | None


@dataclass(frozen=True)
class PictureColumn:
    """One column of a picture's table.

    ``show`` turns a figure into the text that readers see; ``missing`` stands where there is none.
    ``said`` gives those texts where more must be said than the figure.
    """

    heading: str
    values: Sequence[Cell]
    show: Callable[[Any], str] = str
    missing: str = NOT_SCORED
    said: Sequence[str] | None = None

    def shown(self) -> list[str]:
        """Return the values as readers see them."""
        if self.said is not None:
            return [plain(text, 2_000) for text in self.said]
        return [self.missing if v is None else plain(self.show(v), 2_000) for v in self.values]


@dataclass(frozen=True, eq=False)
class Picture:
    """One chart and everything that says the same in words and figures.

    Attributes
    ----------
    name : str
        What it shows, as an id: ``overall_value``.
    spec : dict
        The chart as Vega-Lite, with the finding as its title and ``alt`` as its description; the
        same bytes for the same results. Its width follows the page. Do not change it.
    title : str
        The finding, as a sentence without a full stop.
    alt : str
        For those who cannot see it: the finding and the main figures.
    columns : tuple of Column
        The figures of the chart.
    caption : str
        What kind of chart it is and how to read it.
    note : str
        What a reader must know besides; empty where there is nothing.
    for_paper : function
        Draws the same for a printed column, which is wider than a phone.
    """

    name: str
    spec: dict[str, Any]
    title: str
    alt: str
    columns: tuple[PictureColumn, ...]
    caption: str = ""
    note: str = ""
    for_paper: Callable[[], Picture | None] | None = None

    @cached_property
    def table(self) -> pd.DataFrame:
        """The figures as readers see them: text in every cell, headings in plain English."""
        return self._framed([column.shown() for column in self.columns])

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """The same table in full precision; None where there is no figure."""
        return self._framed([list(column.values) for column in self.columns])

    def _framed(self, columns: list[list[Any]]) -> pd.DataFrame:
        headings = distinct([plain(column.heading) for column in self.columns])
        return pd.DataFrame(list(zip(*columns, strict=True)), columns=headings, dtype=object)

    @cached_property
    def chart(self) -> LayerChart:
        """The chart as an Altair object, for notebooks and for checking."""
        return LayerChart.from_dict(self.spec, validate=False)

    @cached_property
    def untitled_spec(self) -> dict[str, Any]:
        """The chart without title and description, for a page that gives both by itself."""
        left_out = ("title", "description")
        return {key: value for key, value in self.spec.items() if key not in left_out}


def pictured(draw: Callable[P, Picture | None]) -> Callable[P, Picture | None]:
    """Return a chart function whose pictures know how to draw themselves for print."""

    @functools.wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Picture | None:
        picture = draw(*args, **kwargs)
        if picture is None:
            return None
        width = PRINT_WIDTH - 2 * MARGIN
        return replace(picture, for_paper=lambda: with_room(width, lambda: draw(*args, **kwargs)))

    return drawn


def distinct(names: Sequence[str]) -> list[str]:
    """Return the names with (2), (3) ... after repeats: two options may share a name."""
    counted: dict[str, int] = {}
    labels = []
    for name in names:
        counted[name] = counted.get(name, 0) + 1
        labels.append(name if counted[name] == 1 else f"{name} ({counted[name]})")
    return labels


def title_lines(title: str) -> list[str]:
    """Return the lines of a title, in type of 16 px, that fit the room there is."""
    return wrapped(title, room(), TITLE_SIZE, bold=True, most=8, longest=LONG_TEXT)


def for_print(picture: Picture, title: bool = True) -> dict[str, Any]:
    """Return the Vega-Lite spec for vl-convert 6.4, at the width of a printed column.

    Parameters
    ----------
    picture : Picture
    title : bool
        Whether the finding stands over the chart; False where a caption says it.

    Returns
    -------
    dict
        565 px wide. The report cleans its texts with all others, for the fonts of print: one
        control character would end the process that converts it.
    """
    drawn = picture.for_paper() if picture.for_paper else None
    spec = dict((drawn or picture).spec)
    if not title:
        del spec["title"]
    else:
        lines = wrapped(
            picture.title, PRINT_WIDTH - 12, TITLE_SIZE, bold=True, most=8, longest=LONG_TEXT
        )
        spec["title"] = {**spec["title"], "text": lines}
    description = plain(picture.alt, LONG_TEXT)
    return {**spec, "description": description, "width": PRINT_WIDTH}
