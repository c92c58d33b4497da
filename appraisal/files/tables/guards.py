"""Text that no spreadsheet takes for a formula, and that reads back as it was.

In CSV a leading ' goes before whatever a spreadsheet could run (OWASP ASVS 5.0, 1.2.10). A workbook
says itself that a cell is text, so there only text that already looks guarded is guarded once more.
"""

from __future__ import annotations

import re
from typing import Any

_RUNS = re.compile(r"'*[=+\-@\t\r]")
_LOOKS_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_DIGITS_IN_EXCEL = 16  # XlsxWriter writes no more; a few numbers need 17 to come back the same


def guarded_for_csv(value: Any) -> str:
    """Return a cell for CSV: numbers as their shortest text, text guarded, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return _shortest(value)
    return f"'{value}" if _RUNS.match(value) else str(value)


def guarded_for_excel(value: Any) -> str | float | None:
    """Return a cell for a workbook; a number that would lose its last digit there goes as text."""
    if isinstance(value, int | float):
        return value if float(f"{value:.{_DIGITS_IN_EXCEL}G}") == value else _shortest(value)
    if value is None or value == "":
        return None
    return f"'{value}" if _LOOKS_GUARDED.match(value) else str(value)


def _shortest(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else repr(number)
