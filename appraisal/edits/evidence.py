"""Pure edits of the evidence: add, change, remove; and which addresses may be followed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from appraisal.edits.accessors import GONE, Accessor, set_row
from appraisal.errors import Fault, InvalidAppraisal
from appraisal.model import Appraisal, CostLine, Evidence, MustHaveResult, Performance

Row = dict[str, Any]
_WEB = re.compile(r"(?i)https?://[^\s<>\"\\]+")
_NUMBERED = re.compile(r"e(\d{1,9})")


def next_id(appraisal: Appraisal) -> str:
    """Return the next free id in the row e1, e2, e3 ..."""
    matches = [_NUMBERED.fullmatch(item.id) for item in appraisal.evidence]
    return f"e{max((int(match.group(1)) for match in matches if match), default=0) + 1}"


def with_finding(appraisal: Appraisal, row: Row) -> Appraisal:
    """Return the appraisal with a new finding; ``row`` has the keys of the file, without an id.

    Raises
    ------
    InvalidAppraisal
        If nothing was found, its direction or strength is not said (a blank must not come to
        stand for "shows nothing, no evidence"), or the address is not one of the web.
    """
    filled = {key: value for key, value in row.items() if value not in (None, "", False)}
    if not str(filled.get("finding", "")).strip():
        raise InvalidAppraisal([Fault(("evidence",), "Write what was found.")])
    unsaid = [
        words
        for field, words in (
            ("direction", "which way it points"),
            ("strength", "how strong it is"),
        )
        if field not in filled
    ]
    if unsaid:
        raise InvalidAppraisal([Fault(("evidence",), f"Say {' and '.join(unsaid)}.")])
    _check_address(str(filled.get("address", "")))
    rows = appraisal.document().get("evidence", [])
    return appraisal.changed(evidence=[*rows, {"id": next_id(appraisal), **filled}])


def finding_field(id: str, field: str) -> Accessor:
    """Return the place of one field of a finding; what is not said is an empty text."""

    def read(appraisal: Appraisal) -> Any:
        finding = next((item for item in appraisal.evidence if item.id == id), None)
        if finding is None:
            return GONE
        value = getattr(finding, field)
        return "" if value is None else value

    return Accessor(read, lambda appraisal, value: with_field(appraisal, id, field, value))


def with_field(appraisal: Appraisal, id: str, field: str, value: Any) -> Appraisal:
    """Return the appraisal with one field of a finding set; empty takes it away."""
    if field == "address":
        _check_address(str(value or ""))
    return set_row(appraisal, "evidence", {"id": id}, {field: value if value else None})


def with_findings(appraisal: Appraisal, read: Iterable[Evidence]) -> Appraisal:
    """Return the appraisal with findings that were read from a table.

    One with an id that is already there takes that finding's place; the others are added.
    """
    rows = {row["id"]: row for row in appraisal.document().get("evidence", [])}
    rows |= {finding.id: finding.document() for finding in read}
    return appraisal.changed(evidence=list(rows.values()))


def without_finding(appraisal: Appraisal, id: str) -> Appraisal:
    """Return the appraisal without a finding, and without every mention of its id."""
    document = appraisal.document()
    costs = dict(document.get("costs", {}))
    if "lines" in costs:
        costs["lines"] = [_uncited(row, id) for row in costs["lines"]]
    return appraisal.changed(
        evidence=[row for row in document.get("evidence", []) if row["id"] != id],
        performances=[_uncited(row, id) for row in document.get("performances", [])],
        gate_results=[_uncited(row, id) for row in document.get("gate_results", [])],
        costs=costs,
    )


def citations(appraisal: Appraisal) -> dict[str, int]:
    """Return how many scores, must-haves and cost lines cite each finding, by its id."""
    cited: list[Performance | MustHaveResult | CostLine] = [
        *appraisal.performances,
        *appraisal.gate_results,
        *appraisal.costs.lines,
    ]
    counts: dict[str, int] = {}
    for row in cited:
        for id in dict.fromkeys(row.evidence):
            counts[id] = counts.get(id, 0) + 1
    return counts


def web_address(address: str) -> str | None:
    """Return an address that may be followed as a link, or None: only http and https are."""
    clean = address.strip()
    if not _WEB.fullmatch(clean):
        return None
    try:
        return clean if urlsplit(clean).hostname else None
    except ValueError:
        return None


def host(address: str) -> str:
    """Return the name of the site an address leads to, for the words of a link."""
    return urlsplit(address).hostname or address


def _uncited(row: Row, id: str) -> Row:
    if id not in row.get("evidence", ()):
        return row
    left = [cited for cited in row["evidence"] if cited != id]
    bare = {key: value for key, value in row.items() if key != "evidence"}
    return {**bare, "evidence": left} if left else bare


def _check_address(address: str) -> None:
    if address.strip() and web_address(address) is None:
        problem = (
            f"The address {address!r} is not one of the web. Begin it with https:// or http://."
        )
        raise InvalidAppraisal([Fault(("evidence", "address"), problem)])
