"""Sections and appendices are numbered alike wherever they are named."""

from __future__ import annotations

from appraisal.report.contents.record import appendices_list
from appraisal.report.numbering import numbered
from appraisal.report.parts import Section, Table
from tests.report.sample import results_of


def test_the_list_of_appendices_goes_on_as_the_numbers_do_after_the_26th():
    sections = tuple(Section(f"s{n}", f"Part {n}", (), appendix=True) for n in range(28))

    listed = appendices_list(results_of(), sections)

    table = next(block for block in listed.blocks if isinstance(block, Table))
    assert [row[0] for row in table.rows[25:]] == ["Appendix Z", "Appendix AA", "Appendix AB"]
    assert [section.number for section in numbered(sections)][25:] == ["Z", "AA", "AB"]
