"""Faults a user can mend. Anything else that goes wrong is ours, and is allowed to crash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

LONGEST_STEP = 60  # characters of a key shown in a message
DocumentPath = tuple[str | int, ...]  # the steps from the top of a document to a place in it


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in what a user gave us: where it is, what was found, what would be right.

    Attributes
    ----------
    path : tuple of str and int
        Place in the document, for example ``("criteria", 2, "scale", "worst")``.
    problem : str
        What was found and what would be right, as one or two plain sentences.
    file : str or None
        The file it came from, where there is one.
    line : int or None
        Line in that file, counted from 1, where it is known.
    """

    path: DocumentPath
    problem: str
    file: str | None = None
    line: int | None = None

    def place(self) -> str:
        """Return the place in words, for example ``swings.yaml, line 4, criteria[2].scale``."""
        parts = [self.file] if self.file else []
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.path:
            parts.append(path_text(self.path))
        return ", ".join(parts) or "the document"

    def at(self, *, file: str | None = None, line: int | None = None) -> Fault:
        """Return the same fault with its file and line filled in."""
        return replace(self, file=file or self.file, line=line if line is not None else self.line)

    def __str__(self) -> str:
        return f"{self.place()}: {self.problem}"


def path_text(path: DocumentPath) -> str:
    """Return a path as people write it: ``criteria[2].scale.worst``."""
    text = ""
    for step in path:
        words = _readable(str(step))
        text += f"[{step}]" if isinstance(step, int) else f".{words}" if text else words
    return text


def _readable(step: str) -> str:
    """Return a key short enough for a message and without characters that steer a terminal."""
    short = step if len(step) <= LONGEST_STEP else f"{step[: LONGEST_STEP - 3]}..."
    return short if short.isprintable() else repr(short)


class AppraisalError(Exception):
    """Something a user can mend. Shown without a traceback.

    ``exit_code`` is what the command line ends with.
    """

    exit_code = 1


class InvalidAppraisal(AppraisalError):
    """An appraisal that breaks its own rules; ``faults`` holds every one of them."""

    exit_code = 2

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        if not self.faults:
            raise ValueError("InvalidAppraisal needs at least one fault")
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def sentences(self) -> str:
        """Return what is wrong as sentences, each once and without its place in a file."""
        problems = dict.fromkeys(fault.problem.strip().rstrip(".") for fault in self.faults)
        return " ".join(f"{each[:1].upper()}{each[1:]}." for each in problems if each)


class UnreadableFile(InvalidAppraisal):
    """A file that is not what it should be, so that nothing in it could be checked."""


class StaleRevision(AppraisalError):
    """A save based on a revision that somebody has since moved on; nothing was overwritten.

    ``revision`` is where the appraisal stands now; ``changes`` tells what was done meanwhile, in
    words, and by whom.
    """

    exit_code = 3

    def __init__(
        self, message: str, *, revision: int | None = None, changes: Iterable[str] = ()
    ) -> None:
        super().__init__(message)
        self.revision = revision
        self.changes = tuple(changes)


class NotSaved(AppraisalError):
    """The store could not keep a change (disk full, read only, locked); nothing was half-saved."""

    exit_code = 4


class AppraisalFrozen(AppraisalError):
    """A change to an appraisal that was agreed; only a new version of it can differ."""

    exit_code = 3


class RecordDamaged(AppraisalError):
    """A record that does not verify: something was changed, removed or added behind the tool."""

    exit_code = 6


class ReportFailed(AppraisalError):
    """A report could not be made; no file was written."""

    exit_code = 5
