"""What options, criteria and must-haves are called: each has a name, and no two have the same.

Lists, tables and the report tell them apart by it. A file may hold two of one name; the page says
so of each new one.
"""

from __future__ import annotations

from typing import Any

from appraisal.edits.accessors import Accessor, row_setting
from appraisal.errors import Fault, InvalidAppraisal
from appraisal.model import Appraisal

NOUNS = {"options": "option", "criteria": "criterion", "gates": "must-have"}


def free_name(appraisal: Appraisal, section: str, name: str | None, of: str = "") -> str:
    """Return a name as it is kept, if no other of the section has it; ``of`` is whose it will be.

    Raises
    ------
    InvalidAppraisal
        If it is empty, or another's, whatever its capitals and spaces.
    """
    noun, wanted = NOUNS[section], (name or "").strip()
    if not wanted:
        raise InvalidAppraisal([Fault((section,), f"Give the {noun} a name.")])
    for other in getattr(appraisal, section):
        if other.id != of and _alike(other.name) == _alike(wanted):
            problem = (
                f"There is already {_a(noun)} called {other.name}. Give this one a name that "
                "tells the two apart."
            )
            raise InvalidAppraisal([Fault((section,), problem)])
    return wanted


def words_setting(section: str, id: str, field: str) -> Accessor:
    """Return the place of the name, or of other words, of an option, criterion or must-have."""
    accessor = row_setting(section, {"id": id}, field)
    if field != "name":
        return accessor

    def write(appraisal: Appraisal, value: Any) -> Appraisal:
        return accessor.write(appraisal, free_name(appraisal, section, value, of=id))

    return Accessor(accessor.read, write)


def _alike(name: str) -> str:
    return " ".join(name.split()).casefold()


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
