"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from appraisal.errors import AppraisalError


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a reader, or a crash, finds the old one or the new one, never half.

    Raises
    ------
    AppraisalError
        If it cannot be written; the old file, if there was one, is as it was.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_usual_mode())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AppraisalError(f"{path}: the file was not written ({reason}).") from None


def _usual_mode() -> int:
    """Return the rights of a file made in the usual way; a temporary one is the owner's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
