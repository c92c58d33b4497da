"""Read one sheet of a workbook, in a process of its own with little time and memory.

Run as a file, with nothing of this project imported: the workbook comes on stdin, JSON goes to
stdout. A workbook is a zip of XML, and 5 kB of it can ask for gigabytes; whatever gets past the
checks here ends this process and no other.

What python-calamine leaves out, marks from the sheet's own XML put back: it gives an error such as
#N/A, and a formula that was never worked out, as empty cells, and 32 % as 0.32.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import re
import sys
import zipfile
import zlib
from typing import Any

BYTES_UNPACKED = 20_000_000
PARTS = 200
RATIO = 100
MEMORY = 500_000_000  # bytes
SECONDS = 10  # of one processor
LONGEST_CELL = 32_767  # Excel's own limit

_KEPT = re.compile(r"(\[Content_Types\]\.xml|_rels/.*|xl/.*\.(xml|rels))", re.DOTALL)
_CELL = re.compile(r"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_ROW = re.compile(r"<(?:\w+:)?row\b[^>]*?\br=\"(\d+)\"")
_PLACE = re.compile(r"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_STYLE = re.compile(r"\bs=\"(\d+)\"")
_PER_CENT = {9, 10}  # the number formats 0% and 0.00%


class WorkbookRefused(Exception):
    """The workbook is not read; the message says why."""


def main() -> None:
    """Read stdin, write JSON: the rows of the sheet and the marks, or why the file is refused."""
    _limit()
    rows_at_most, columns_at_most, *wanted = sys.argv[1:]
    try:
        result = read(sys.stdin.buffer.read(), wanted, int(rows_at_most), int(columns_at_most))
    except WorkbookRefused as refused:
        result = {"refused": str(refused)}
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, EOFError, RuntimeError):
        result = {"refused": "the workbook is damaged. Open it in Excel and save it again."}
    json.dump(result, sys.stdout)


def _limit() -> None:
    # Windows has no such limits; there the parent's time limit alone holds.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def read(data: bytes, wanted: list[str], rows: int, columns: int) -> dict[str, Any]:
    """Return the first of the wanted sheets, or else the first sheet, with its marks.

    Raises
    ------
    Refused
        If the workbook is too large, holds macros or is none.
    """
    parts = _parts(data)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_stored(parts)))
        names = list(book.sheet_names)
        sheet = next((name for name in wanted if name in names), names[0])
        marks = _marks(parts, names.index(sheet), rows, columns)
        cells = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, IndexError):
        raise WorkbookRefused(
            "the workbook is damaged. Open it in Excel and save it again."
        ) from None
    if len(cells) > rows or max(map(len, cells), default=0) > columns:
        raise WorkbookRefused(_too_many(rows, columns))
    return {"sheet": sheet, "rows": [[_plain(c) for c in row] for row in cells], "marks": marks}


def _parts(data: bytes) -> dict[str, bytes]:
    """Return the parts that hold data, unpacked under the limits."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = packed.infolist()
        names = {entry.filename for entry in entries}
        _refuse_other_kinds(names)
        if len(entries) > PARTS:
            raise WorkbookRefused(
                f"the workbook has {len(entries):,} parts. At most {PARTS} are read."
            )
        parts: dict[str, bytes] = {}
        left = BYTES_UNPACKED
        for entry in entries:
            if not _KEPT.fullmatch(entry.filename) or entry.filename in parts:
                continue
            with packed.open(entry) as part:
                parts[entry.filename] = part.read(left + 1)
            size = len(parts[entry.filename])
            left -= size
            # A short part may pack well and harm nobody.
            if left < 0 or (size > 1_000_000 and size > RATIO * max(entry.compress_size, 1)):
                raise WorkbookRefused(
                    f"unpacked, the workbook is over {BYTES_UNPACKED // 10**6} MB."
                )
    return parts


def _refuse_other_kinds(names: set[str]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise WorkbookRefused("the workbook holds macros. Save it as .xlsx.")
    if "xl/workbook.bin" in names:
        raise WorkbookRefused("this is a binary workbook (.xlsb). Save it as .xlsx.")
    if "content.xml" in names:
        raise WorkbookRefused("this is an OpenDocument file. Save it as .xlsx or as CSV.")
    if "xl/workbook.xml" not in names:
        raise WorkbookRefused("this is no Excel workbook. Save the table as .xlsx or as CSV.")


def _stored(parts: dict[str, bytes]) -> bytes:
    """Return the parts as a zip that is not compressed, so that no size in it can lie."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return whole.getvalue()


def _marks(parts: dict[str, bytes], sheet: int, rows: int, columns: int) -> dict[str, list[Any]]:
    """Return the cells (row, column, both from 1) shown in per cent, in error, never worked out."""
    per_cent = _per_cent_styles(_text(parts.get("xl/styles.xml", b"")))
    text = _sheet_text(parts, sheet)
    marks: dict[str, list[Any]] = {"per_cent": [], "error": [], "formula": []}
    if any(int(row) > rows for row in _ROW.findall(text)):
        raise WorkbookRefused(_too_many(rows, columns))
    for cell in _CELL.finditer(text):
        attributes, inside = cell.group(1), cell.group(2) or ""
        reference = _PLACE.search(attributes)
        if not reference:
            continue
        at = [int(reference.group(2)), _column(reference.group(1))]
        if at[0] > rows or at[1] > columns:
            raise WorkbookRefused(_too_many(rows, columns))
        style = _STYLE.search(attributes)
        if style and int(style.group(1)) in per_cent:
            marks["per_cent"].append(at)
        if 't="e"' in attributes:
            marks["error"].append(at)
        elif re.search(r"<(\w+:)?f[ />]", inside) and not re.search(r"<(\w+:)?v>[^<]", inside):
            marks["formula"].append(at)
    return marks


def _sheet_text(parts: dict[str, bytes], sheet: int) -> str:
    """Return the XML of the sheet at this place in the workbook."""
    book = _text(parts["xl/workbook.xml"])
    ids = re.findall(r"<(?:\w+:)?sheet\b[^>]*?\b\w+:id=\"([^\"]+)\"", book)
    rels = _text(parts.get("xl/_rels/workbook.xml.rels", b""))
    for relation in re.findall(r"<(?:\w+:)?Relationship\b([^>]*)>", rels):
        target = re.search(r"\bTarget=\"([^\"]+)\"", relation)
        if sheet < len(ids) and f'Id="{ids[sheet]}"' in relation and target:
            name = target.group(1)
            return _text(parts[name.lstrip("/") if name.startswith("/") else f"xl/{name}"])
    raise KeyError("no such sheet")


def _per_cent_styles(styles: str) -> set[int]:
    custom = set()
    for form in re.findall(r"<(?:\w+:)?numFmt\b([^>]*)>", styles):
        id = re.search(r"\bnumFmtId=\"(\d+)\"", form)
        code = re.search(r"\bformatCode=\"([^\"]*)\"", form)
        # A quoted % is only shown; a bare one multiplies by 100.
        if id and code and "%" in re.sub(r"&quot;.*?&quot;|\\.", "", code.group(1)):
            custom.add(int(id.group(1)))
    cells = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    formats = re.findall(
        r"<(?:\w+:)?xf\b[^>]*?\bnumFmtId=\"(\d+)\"", cells.group() if cells else ""
    )
    return {index for index, id in enumerate(formats) if int(id) in _PER_CENT | custom}


def _text(part: bytes) -> str:
    return part.decode("utf-16" if part[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _too_many(rows: int, columns: int) -> str:
    return (
        f"the sheet reaches beyond {rows:,} rows or {columns} columns. Delete what is not needed."
    )


def _plain(cell: Any) -> Any:
    """Return a cell as JSON knows it; a date as {"date": ...}, a time as {"time": ...}."""
    if isinstance(cell, str):
        return cell[: LONGEST_CELL + 1] or None
    if isinstance(cell, dt.datetime):
        whole = cell.time() == dt.time()
        return {"date": cell.date().isoformat()} if whole else {"time": cell.isoformat(" ")}
    if isinstance(cell, dt.date):
        return {"date": cell.isoformat()}
    if isinstance(cell, dt.time | dt.timedelta):
        return {"time": str(cell)}
    return cell


if __name__ == "__main__":
    main()
