"""The charts of the report, with what each shows in words; their tables stand beside them."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.charts import ALL, Picture, for_print
from appraisal.report.contents.names import in_parts, side_by_side
from appraisal.report.parts import Block, Cell, ChartBlock, Column, Num, Table

# With more than these a chart is too tall for a page in readable type; its table says the same.
MOST_OPTIONS = 10
MOST_CRITERIA = 16


def figure(results: Results, name: str) -> tuple[Block, ...]:
    """Return the chart of this name as a figure; nothing while there is nothing to show.

    Its figures must stand in a table of the same section.
    """
    appraisal = results.appraisal
    if len(appraisal.options) > MOST_OPTIONS or len(appraisal.criteria) > MOST_CRITERIA:
        return ()
    picture = ALL[name](results)
    return () if picture is None else (_figure(picture),)


def table_of(results: Results, name: str) -> tuple[Block, ...]:
    """Return the table of the chart of this name, where print needs the table alone."""
    picture = ALL[name](results)
    return () if picture is None else _tables(picture)


def _figure(picture: Picture) -> ChartBlock:
    return ChartBlock(
        key=picture.name,
        caption=f"{picture.title.rstrip('.')}.",
        alt=picture.alt,
        chart=for_print(picture, title=False),
        note=" ".join(text for text in (picture.caption, picture.note) if text),
    )


def _tables(picture: Picture) -> tuple[Table, ...]:
    """Return the picture's table, in as many parts as fit the page side by side."""
    shown, exact = picture.table, picture.numbers
    first, *rest = list(shown.columns)
    parts = side_by_side(tuple(rest))
    caption = f"{picture.title.rstrip('.')}"
    return tuple(
        Table(
            f"{picture.name}_{index + 1}",
            in_parts(caption, index, len(parts)),
            (Column(first, 1.4), *(Column(heading) for heading in headings)),
            tuple(
                tuple(_cell(shown[name].iloc[row], exact[name].iloc[row]) for name in names)
                for row in range(len(shown))
                for names in [(first, *headings)]
            ),
            note=picture.note,
        )
        for index, headings in enumerate(parts)
    )


def _cell(text: str, value: object) -> Cell:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Num(text, float(value))
    return text
