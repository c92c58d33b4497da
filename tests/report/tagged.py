"""What a screen reader meets in a tagged PDF: headings, tables cell by cell and alt texts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf


@dataclass
class Tagged:
    """The tag tree in reading order; all text without spaces and break marks."""

    headings: list[tuple[str, str]] = field(default_factory=list)
    tables: list[list[list[tuple[str, str]]]] = field(default_factory=list)  # rows of (tag, text)
    alts: list[str] = field(default_factory=list)
    text: str = ""


def squeezed(text: str) -> str:
    """Return the text without white space and break marks, which a page may place as it likes."""
    return re.sub(r"[\s\u200b-\u200d\u00ad\u2060]+", "", text)


def read_tags(pdf: bytes) -> Tagged:
    """Return what the tag tree of a PDF says."""
    found = Tagged()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        texts = _texts(document)
        for element in _walk(document.Root.StructTreeRoot):
            kind = str(element.S).lstrip("/")
            if re.fullmatch(r"H\d|Title", kind):
                found.headings.append((kind, squeezed(_text_of(element, texts))))
            elif kind == "Table":
                found.tables.append(_table(element, texts))
            elif kind == "Figure":
                found.alts.append(squeezed(str(element.get("/Alt", ""))))
        found.text = squeezed(_text_of(document.Root.StructTreeRoot, texts))
    return found


def page_texts(pdf: bytes) -> list[str]:
    """Return all text of each page, the head and the foot included, in the order it is painted."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        maps: dict[Any, dict[int, str]] = {}
        return ["".join(text for _, text in _painted(page, maps)) for page in document.pages]


def _table(table: Any, texts: dict[Any, str]) -> list[list[tuple[str, str]]]:
    rows = [element for element in _walk(table) if element.S == "/TR"]
    return [
        [(str(cell.S).lstrip("/"), squeezed(_text_of(cell, texts))) for cell in _elements(row)]
        for row in rows
    ]


def _walk(top: Any) -> Iterator[Any]:
    for element in _elements(top):
        yield element
        yield from _walk(element)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _elements(element: Any) -> list[Any]:
    return [kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _text_of(element: Any, texts: dict[Any, str], page: Any = None) -> str:
    page = element.get("/Pg", page)
    said = []
    for kid in _kids(element):
        if not isinstance(kid, pikepdf.Dictionary):
            said.append(texts.get((page.objgen, int(kid)), ""))
        elif kid.get("/Type") == "/MCR":
            said.append(texts.get((kid.get("/Pg", page).objgen, int(kid.MCID)), ""))
        elif kid.get("/Type") != "/OBJR":
            said.append(_text_of(kid, texts, page))
    return "".join(said)


def _texts(document: pikepdf.Pdf) -> dict[Any, str]:
    """Return the text of every piece of marked content, by page and number."""
    maps: dict[Any, dict[int, str]] = {}
    found: dict[Any, str] = {}
    for page in document.pages:
        for mark, text in _painted(page, maps):
            if mark is not None:
                key = (page.obj.objgen, mark)
                found[key] = found.get(key, "") + text
    return found


def _painted(page: Any, maps: dict[Any, dict[int, str]]) -> Iterator[tuple[int | None, str]]:
    """Yield each run of text with the number of the marked content that it stands in, if any."""
    marks: list[int | None] = []
    now: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            marks.append(_mark(operands))
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            font = page.Resources.Font[str(operands[0])]
            if font.objgen not in maps:
                maps[font.objgen] = _unicode_map(font)
            now = maps[font.objgen]
        elif name in ("Tj", "TJ"):
            mark = next((each for each in reversed(marks) if each is not None), None)
            yield mark, _decoded(operands[0], now)


def _mark(operands: Any) -> int | None:
    if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
        return int(operands[1].MCID)
    return None


def _decoded(shown: Any, letters: dict[int, str]) -> str:
    parts = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
    said = ""
    for part in parts:
        if isinstance(part, pikepdf.String):
            raw = bytes(part)
            codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw) - 1, 2))
            said += "".join(letters.get(code, "\ufffd") for code in codes)
    return said


def _unicode_map(font: Any) -> dict[int, str]:
    """Return the letters of a font's two-byte codes, from its ToUnicode map."""
    source = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, letters in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = _utf16(letters)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, letters in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int(letters[-4:], 16) - int(first, 16)
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = _utf16(f"{letters[:-4]}{start + code:04x}")
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", "replace")
