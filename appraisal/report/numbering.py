"""Numbers for sections, sub-headings and paragraphs, so that a meeting can point at a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from appraisal.report.parts import Block, Para, Section, Subheading


def numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections with their numbers: 1, 1.1, 1.1.1; appendices A, A1, A1.1."""
    with_numbers: list[Section] = []
    bodies = appendices = 0
    for section in sections:
        if section.appendix:
            appendices += 1
            number = letters(appendices)
        else:
            bodies += 1
            number = str(bodies)
        with_numbers.append(
            replace(section, number=number, blocks=_numbered_blocks(section, number))
        )
    return tuple(with_numbers)


def _numbered_blocks(section: Section, number: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    subheadings = paragraphs = 0
    dot = "" if section.appendix else "."
    prefix = number
    for block in section.blocks:
        if isinstance(block, Subheading):
            subheadings, paragraphs = subheadings + 1, 0
            prefix = f"{number}{dot}{subheadings}"
            blocks.append(replace(block, number=prefix))
        elif isinstance(block, Para) and not section.appendix:
            paragraphs += 1
            blocks.append(replace(block, number=f"{prefix}.{paragraphs}"))
        else:
            blocks.append(block)
    return tuple(blocks)


def letters(number: int) -> str:
    """Return 1 as A, 26 as Z, 27 as AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
