"""A CSV file as rows of cells, whatever program wrote it; a row that does not fit is refused."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

from appraisal.errors import Fault, InvalidAppraisal
from appraisal.files.tables.grid import CellGrid, is_blank
from appraisal.files.texts import check_size, refuse_binary, refuse_control_characters, refused
from appraisal.settings import Settings

_DELIMITERS = (",", ";", "\t")
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # the first line that Excel itself understands
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_csv(data: bytes, name: str, knows: Callable[[str], bool], settings: Settings) -> CellGrid:
    """Return the rows of a CSV file.

    The coding is UTF-8 (with or without a mark), UTF-16 with its mark, or else Windows-1252. The
    delimiter is the one of comma, semicolon and tab under which most headings are known.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What to call it in messages.
    knows : function of a heading to bool
        Whether a heading is one of the table's.
    settings : Settings
        The limits: ``table_bytes``, ``table_rows`` and ``table_columns``.

    Raises
    ------
    InvalidAppraisal
        If the file is no text, is too large, or has rows with more or fewer cells than headings:
        where a decimal comma or a stray quotation mark has moved the cells, nothing is guessed.
    """
    check_size(data, name, settings.table_bytes)
    text = _decoded(data, name)
    hint = _HINT.match(text)
    text = text[hint.end() :] if hint else text
    delimiter = hint.group(1) if hint and hint.group(1) in _DELIMITERS else _delimiter(text, knows)
    rows = list(_records(text, name, delimiter, settings))
    if hint:
        rows = [(number + 1, cells) for number, cells in rows]
    return CellGrid(name, tuple(_all_of_one_length(rows, name)))


def _decoded(data: bytes, name: str) -> str:
    refuse_binary(data, name)
    if data.startswith(_UTF_16):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            raise refused(name, "the file begins as UTF-16 and is damaged further on.") from None
    else:
        text = _utf_8_or_windows(data, name)
    refuse_control_characters(text, name)
    return text


def _utf_8_or_windows(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = (
            f"found the byte 0x{data[error.start]:02X}, which is neither UTF-8 nor Windows-1252."
        )
        raise refused(name, f"{problem} Save it as CSV UTF-8.", line) from None


def _delimiter(text: str, knows: Callable[[str], bool]) -> str:
    head = text.lstrip("\r\n")[:10_000]

    def known(delimiter: str) -> int:
        try:
            first = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
        except csv.Error:
            return 0
        return sum(map(knows, first))

    return max(_DELIMITERS, key=known)


def _records(
    text: str, name: str, delimiter: str, settings: Settings
) -> list[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if len(cells) > settings.table_columns:
                most = settings.table_columns
                raise refused(name, f"row {number} has more than {most} columns.", reader.line_num)
            if not all(map(is_blank, cells)):
                rows.append((number, tuple(cells)))
            if len(rows) > settings.table_rows:
                raise refused(name, f"the table has more than {settings.table_rows:,} rows.")
    except csv.Error as error:
        problem = f"this is not CSV: {error}. Look for a quotation mark that is never closed."
        raise refused(name, problem, reader.line_num) from None
    return rows


def _all_of_one_length(
    rows: list[tuple[int, tuple[str, ...]]], name: str
) -> list[tuple[int, tuple[str, ...]]]:
    width = len(rows[0][1]) if rows else 0
    faults = [
        Fault(
            (f"row {number}",),
            f"found {len(cells)} cells under {width} headings, so it is not known which is which. "
            "Put a cell that holds the delimiter in quotation marks.",
            file=name,
        )
        for number, cells in rows
        if len(cells) != width
    ]
    if faults:
        raise InvalidAppraisal(faults[:1_000])
    return rows
