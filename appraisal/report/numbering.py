"""Numbers for sections, sub-headings and paragraphs, so that a meeting can point at a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from appraisal.report.parts import Block, Para, Section, Subheading


def numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections with their numbers: 1, 1.1, 1.1.1; appendices A, A1, A1.1."""
    found: list[Section] = []
    bodies = appendices = 0
    for section in sections:
        if section.appendix:
            appendices += 1
            number = _letters(appendices)
        else:
            bodies += 1
            number = str(bodies)
        found.append(replace(section, number=number, blocks=_numbered_blocks(section, number)))
    return tuple(found)


def _numbered_blocks(section: Section, number: str) -> tuple[Block, ...]:
    found: list[Block] = []
    subheadings = paragraphs = 0
    dot = "" if section.appendix else "."
    here = number
    for block in section.blocks:
        if isinstance(block, Subheading):
            subheadings, paragraphs = subheadings + 1, 0
            here = f"{number}{dot}{subheadings}"
            found.append(replace(block, number=here))
        elif isinstance(block, Para) and not section.appendix:
            paragraphs += 1
            found.append(replace(block, number=f"{here}.{paragraphs}"))
        else:
            found.append(block)
    return tuple(found)


def _letters(place: int) -> str:
    """Return 1 as A, 26 as Z, 27 as AA."""
    text = ""
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
