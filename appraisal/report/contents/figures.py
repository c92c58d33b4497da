"""The charts of the report, with what each shows in words; their tables stand beside them."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.charts import ALL, Picture, for_print
from appraisal.report.parts import Block, Cell, Column, Figure, Num, Table


def figure(results: Results, name: str) -> tuple[Block, ...]:
    """Return the chart of this name as a figure; nothing while there is nothing to show.

    Its figures must stand in a table of the same section.
    """
    picture = _picture(results, name)
    return () if picture is None else (_figure(picture),)


def figure_with_table(results: Results, name: str) -> tuple[Block, ...]:
    """Return the chart of this name as a figure, then its own table."""
    picture = _picture(results, name)
    return () if picture is None else (_figure(picture), _table(picture))


def _picture(results: Results, name: str) -> Picture | None:
    return ALL[name](results) if name in ALL else None


def _figure(picture: Picture) -> Figure:
    return Figure(
        key=picture.name,
        caption=f"{picture.title.rstrip('.')}.",
        alt=picture.alt,
        chart=for_print(picture, title=False),
        note=" ".join(text for text in (picture.caption, picture.note) if text),
    )


def _table(picture: Picture) -> Table:
    shown, exact = picture.table, picture.numbers
    columns = [Column(heading) for heading in shown.columns]
    rows = tuple(
        tuple(_cell(said, value) for said, value in zip(words, values, strict=True))
        for words, values in zip(
            shown.itertuples(index=False), exact.itertuples(index=False), strict=True
        )
    )
    return Table(
        f"{picture.name}_table", f"{picture.title.rstrip('.')}: figures", tuple(columns), rows
    )


def _cell(said: str, value: object) -> Cell:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Num(said, float(value))
    return said
