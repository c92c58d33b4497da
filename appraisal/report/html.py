"""The report as one accessible HTML file: no script, nothing fetched, charts inside it.

For readers who prefer a web page to a PDF, as government guidance on documents asks.
"""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path

from appraisal.report.clean import clean
from appraisal.report.parts import (
    Block,
    Bullets,
    Cell,
    ChartBlock,
    Contents,
    Link,
    Notice,
    Num,
    Para,
    Pending,
    Section,
    Subheading,
    Table,
    cell_text,
    date_text,
)
from appraisal.report.pdf.start_child import draw_charts

_STYLE = Path(__file__).parent / "report.css"
# Nothing can run or be fetched, whoever serves the file and whatever is written in it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def make_html(contents: Contents, *, seconds: int = 60) -> bytes:
    """Return the report as a self-contained HTML page in UTF-8.

    Raises
    ------
    ReportFailed
        If its charts could not be drawn.
    """
    page = _Page(draw_charts(contents, seconds=seconds))
    return page.written(contents).encode("utf-8")


class _Page:
    """Writes the parts; counts tables and figures as the PDF does."""

    def __init__(self, charts: dict[str, str]) -> None:
        self.charts = charts
        self.tables = 0
        self.figures = 0

    def written(self, contents: Contents) -> str:
        first, *rest = contents.sections
        title = _line(contents.title) or "Untitled report"
        body = [
            self._head(contents, title),
            self._section(first),
            '<section aria-labelledby="details"><h2 id="details">Report details</h2>',
            self._block(contents.facts),
            "</section>",
            _list_of_contents(contents),
            *(self._section(section) for section in rest),
        ]
        return (
            f'<!DOCTYPE html>\n<html lang="{contents.language}-{contents.region}">\n<head>\n'
            '<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n"
            f'</head>\n<body>\n<a class="skip" href="#{_id(first)}">Skip to the answer</a>\n'
            f"<main>\n{chr(10).join(body)}\n</main>\n"
            f"<footer><p>{escape(date_text(contents.date))} · Inputs "
            f"{escape(contents.fingerprint)}</p></footer>\n</body>\n</html>\n"
        )

    def _head(self, contents: Contents, title: str) -> str:
        lines = (contents.authority or "Authority not yet named", contents.kind)
        head = " · ".join(_line(text) for text in (*lines, date_text(contents.date)))
        notice = Notice("Illustrative.", contents.illustrative)
        return (
            f'<header><p class="head">{head} · <strong>{_line(contents.marking)}</strong></p>'
            f"<h1>{title}</h1>{self._block(notice) if contents.illustrative else ''}</header>"
        )

    def _section(self, section: Section) -> str:
        name = _section_name(section)
        blocks = "\n".join(self._block(block) for block in section.blocks)
        id = _id(section)
        return f'<section aria-labelledby="{id}"><h2 id="{id}">{name}</h2>\n{blocks}\n</section>'

    def _block(self, block: Block) -> str:
        match block:
            case Para():
                lead = f"<strong>{_line(block.lead)}</strong> " if block.lead else ""
                number = f'<span class="number">{block.number}</span> ' if block.number else ""
                return f"<p>{number}{lead}{_words(block.text)}</p>"
            case Bullets():
                tag = 'ol type="a"' if block.lettered else "ul"
                items = "".join(f"<li>{_words(item)}</li>" for item in block.items)
                return f"<{tag}>{items}</{tag.split(maxsplit=1)[0]}>"
            case Notice():
                words = f"<strong>{_line(block.title)}</strong> {_words(block.text)}"
                return f'<p class="notice">{words}</p>'
            case Pending():
                return f'<p class="notice">{_words(block.text)}</p>'
            case Subheading():
                return f"<h3>{block.number} {_line(block.text)}</h3>"
            case Table():
                return self._table(block)
            case ChartBlock():
                return self._figure(block)

    def _table(self, table: Table) -> str:
        self.tables += 1
        id = f"table-{self.tables}"
        heads = "".join(
            f'<th scope="col" class="{column.align}">{_line(column.heading)}</th>'
            for column in table.columns
        )
        rows = "\n".join(_row(table, row) for row in table.rows)
        caption = f"Table {self.tables}: {_line(table.caption)}"
        note = f"<p class='note'>{_words(table.note)}</p>" if table.note else ""
        kind = ' class="total"' if table.total else ""
        # A wide table scrolls by itself, by keyboard too, and the page does not.
        return (
            f'<div class="wide" tabindex="0" role="region" aria-labelledby="{id}"><table{kind}>'
            f'<caption id="{id}">{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n'
            f"<tbody>\n{rows}\n</tbody></table></div>{note}"
        )

    def _figure(self, figure: ChartBlock) -> str:
        self.figures += 1
        image = base64.b64encode(self.charts[figure.key].encode("utf-8")).decode("ascii")
        note = f"<br><span class='note'>{_words(figure.note)}</span>" if figure.note else ""
        return (
            f'<figure><img src="data:image/svg+xml;base64,{image}" alt="{_line(figure.alt)}">'
            f"<figcaption>Figure {self.figures}: {_words(figure.caption)}{note}</figcaption>"
            "</figure>"
        )


def _row(table: Table, row: tuple[Cell, ...]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td class="{column.align}">{_cell(cell)}</td>'
        for column, cell in zip(table.columns[1:], rest, strict=True)
    )
    return f'<tr><th scope="row">{_cell(first)}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, Link) and (target := cell.target()):
        lead = f"{_words(cell.lead)}<br>" if cell.lead else ""
        return f'{lead}<a href="{escape(target)}" rel="noreferrer">{_words(cell.address)}</a>'
    return _words(cell.text if isinstance(cell, Num) else cell_text(cell))


def _list_of_contents(contents: Contents) -> str:
    items = "".join(
        f'<li><a href="#{_id(section)}">{_section_name(section)}</a></li>'
        for section in contents.sections
    )
    return f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ul>{items}</ul></nav>'


def _section_name(section: Section) -> str:
    number = f"Appendix {section.number}:" if section.appendix else section.number
    return f"{number} {_line(section.heading)}"


def _id(section: Section) -> str:
    return f"section-{section.number.lower()}"


def _words(text: str) -> str:
    return escape(_tidy(text)).replace("\n", "<br>")


def _line(text: str) -> str:
    return escape(" ".join(_tidy(text).split()))


def _tidy(text: str) -> str:
    """Return the text as a browser can show it: it has fonts for every script, so no boxes."""
    return clean(text.strip(), where="screen")
