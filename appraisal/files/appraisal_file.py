"""An appraisal from its file, with the line of every fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from appraisal.errors import DocumentPath, Fault, InvalidAppraisal
from appraisal.files.appraisal_yaml.guarded import PlainDocument, read_yaml
from appraisal.files.appraisal_yaml.writer import write_appraisal
from appraisal.files.texts import refused
from appraisal.model import Appraisal
from appraisal.model.faults import MOST_FAULTS
from appraisal.settings import Settings

__all__ = ["read_appraisal", "write_appraisal"]

_FREE = "notes"  # the one section whose blanks are kept as they are


def read_appraisal(
    source: Path | str | bytes, name: str | None = None, settings: Settings | None = None
) -> Appraisal:
    """Return the appraisal in a file.

    A key left empty reads as a key that is not there, as in a form that is not filled in.

    Parameters
    ----------
    source : path or bytes
        The file, or what it holds.
    name : str, optional
        What to call the file in messages; by default its path.
    settings : Settings, optional
        The limits on what is read.

    Raises
    ------
    InvalidAppraisal
        With every fault (the first thousand), each with file, line, path, what was found and what
        would be right.
    """
    name = name or ("the file" if isinstance(source, bytes) else str(source))
    settings = settings or Settings()
    data = source if isinstance(source, bytes) else read_bytes(source, name, settings.file_bytes)
    document = read_yaml(data, name, settings)
    value = _without_blanks(document.value)
    try:
        appraisal = Appraisal.from_document(value)
    except InvalidAppraisal as error:
        raise InvalidAppraisal(_placed(document, error.faults)) from None
    if document.faults:
        raise InvalidAppraisal(_placed(document, ()))
    return appraisal


def read_bytes(path: Path | str, name: str, limit: int) -> bytes:
    """Return what a file holds, and not much more than the limit of it.

    Raises
    ------
    UnreadableFile
        If there is no such file or it cannot be opened.
    """
    try:
        with Path(path).open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        raise refused(name, "there is no such file.") from None
    except IsADirectoryError:
        raise refused(name, "this is a folder, but a file was expected.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(name, f"the file cannot be opened: {reason}.") from None


def _without_blanks(document: Any) -> Any:
    if not isinstance(document, dict):
        return document
    return {
        key: value if key == _FREE else _filled(value)
        for key, value in document.items()
        if value is not None
    }


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_filled(item) for item in value]
    return value


def _placed(document: PlainDocument, faults: tuple[Fault, ...]) -> list[Fault]:
    """Return the file's faults and the model's, each with file and line, in the file's order."""
    misread = set(map(_as_text, document.misread))
    others = [fault for fault in faults if _as_text(fault.path) not in misread]
    placed = [
        fault.at(file=document.name, line=fault.line or document.line_of(fault.path))
        for fault in (*document.faults, *others)
    ]
    placed.sort(key=lambda fault: fault.line or 0)
    if len(placed) >= MOST_FAULTS:
        more = f"only {MOST_FAULTS:,} faults are listed; there may be more."
        placed = [*placed[:MOST_FAULTS], Fault((), more, file=document.name)]
    return placed


def _as_text(path: DocumentPath) -> tuple[str, ...]:
    return tuple(map(str, path))
