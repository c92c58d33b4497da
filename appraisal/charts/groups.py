"""The groups of criteria in charts: each has a letter and a colour, the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from appraisal.analysis.results import Results
from appraisal.charts.text import PHONE, SMALL_TYPE, on_paper, wrapped
from appraisal.charts.theme import group_colour, ink_on


@dataclass(frozen=True)
class CriteriaGroup:
    """A group of criteria: its name, letter, colour and the colour of text on it."""

    name: str
    letter: str
    colour: str
    ink: str

    def label(self) -> str:
        """Return the letter and the name, as in the key of a chart."""
        width = 240 if on_paper() else PHONE - 60
        return f"{self.letter}: {wrapped(self.name, width, SMALL_TYPE, most=1)[0]}"


def groups_of(results: Results) -> dict[str, CriteriaGroup]:
    """Return the groups of the benefit criteria by name, in the order of the appraisal."""
    groups = {}
    for index, name in enumerate(results.appraisal.groups()):
        colour = group_colour(index)
        groups[name] = CriteriaGroup(name, letter_of(index), colour, ink_on(colour))
    return groups


def letter_of(index: int) -> str:
    """Return A, B ... Z, AA, AB ... for an index counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True)
class Key:
    """The key of a chart: label and colour of each group, in so many columns."""

    entries: tuple[tuple[str, str], ...]
    columns: int


def key_of(groups: dict[str, CriteriaGroup]) -> Key:
    """Return the labels and colours of the groups, for a chart's key."""
    entries = tuple((group.label(), group.colour) for group in groups.values())
    return Key(entries, 2 if on_paper() else 1)


def group_colours(key: Key) -> alt.Color:
    """Return the encoding of the field ``group`` (a label) as colour, with its key on top."""
    return alt.Color(
        field="group",
        type="nominal",
        sort=None,
        scale=alt.Scale(
            domain=[label for label, _ in key.entries],
            range=[colour for _, colour in key.entries],
        ),
        legend=alt.Legend(columns=key.columns),
    )
