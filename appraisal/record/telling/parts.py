"""Where in the appraisal an entry stands: its part by the page's name, and what the entry is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from appraisal.analysis.wording.dates import words_of_partial_date
from appraisal.record.changes import Key
from appraisal.record.telling.names import Names
from appraisal.record.telling.report_headings import as_words

# The parts by which the history can be looked through, in the order of the way through.
PARTS = (
    "Decision",
    "Options",
    "Must-haves",
    "Criteria",
    "Evidence",
    "Scores",
    "Weights",
    "Money",
    "Report",
    "Workshop",
    "The record",
)
Of = Callable[[Names, Key], str]
SHORT = 60  # characters of a name within a line


@dataclass(frozen=True)
class RecordSection:
    """One section of the document in words.

    Attributes
    ----------
    part : str
        One of :data:`PARTS`.
    noun, nouns : str
        What one of its entries is, and several are.
    of : callable
        What an entry is called, from the names of the time and its key.
    model : str
        The model of its rows; for settings, the model that has them as fields.
    field : str
        Where each entry is one value and not a row: the field it is told by; empty for the field
        that the key names.
    is_rows : bool
        Whether its entries are rows of several fields.
    always_there : bool
        Whether a row that is missing stands for one that holds nothing yet: a score not given.
    """

    part: str
    noun: str
    nouns: str
    of: Of
    model: str
    field: str = ""
    is_rows: bool = True
    always_there: bool = False


def cut(name: str, length: int = SHORT) -> str:
    """Return a name on one line, cut at a word where it is long."""
    name = " ".join(name.split())
    if len(name) <= length:
        return name
    whole, _, _ = name[:length].rpartition(" ")
    return f"{whole or name[:length]} …"


def _called(section: str, quotes: bool = False) -> Of:
    form = "‘{}’" if quotes else "{}"
    return lambda names, key: form.format(cut(names.name(section, key[0])))


def _score(names: Names, key: Key) -> str:
    return f"{cut(names.name('options', key[0]))} on {cut(names.name('criteria', key[1]))}"


def _result(names: Names, key: Key) -> str:
    return f"{cut(names.name('options', key[0]))}, ‘{cut(names.name('gates', key[1]))}’"


def _cost(names: Names, key: Key) -> str:
    return f"{cut(names.name('options', key[0]))}, {cut(key[1])} ({key[2]})"


def _dissent(names: Names, key: Key) -> str:
    """Say what a dissent is about, and never whose it is."""
    return f"dissent about {cut(names.known(key[1]) or key[1])}"


def _interest(names: Names, key: Key) -> str:
    return f"interest of {cut(key[0])} in {cut(names.known(key[1]) or key[1])}"


def _attendance(_: Names, key: Key) -> str:
    return f"attendance on {words_of_partial_date(key[0])}"


def _vote(_: Names, key: Key) -> str:
    return f"vote on ‘{cut(key[0])}’"


def _check(names: Names, key: Key) -> str:
    """Say what a check of the criteria asked about; its id names a check and two criteria."""
    asked = [f"‘{cut(name)}’" for id in key[0].split(":") if (name := names.known(id))]
    return f"answer to the check of {' and '.join(asked)}" if asked else "answer to a check"


def _own(_: Names, __: Key) -> str:
    return ""


SECTIONS = {
    "appraisal": RecordSection("Decision", "setting", "settings", _own, "Appraisal", is_rows=False),
    "options": RecordSection("Options", "option", "options", _called("options"), "Option"),
    "gates": RecordSection(
        "Must-haves", "must-have", "must-haves", _called("gates", True), "MustHave"
    ),
    "gate_results": RecordSection(
        "Must-haves", "result", "results", _result, "MustHaveResult", always_there=True
    ),
    "criteria": RecordSection(
        "Criteria", "criterion", "criteria", _called("criteria"), "Criterion"
    ),
    "performances": RecordSection(
        "Scores", "score", "scores", _score, "Performance", always_there=True
    ),
    "evidence": RecordSection(
        "Evidence", "finding", "findings", _called("evidence", True), "Evidence"
    ),
    "costs": RecordSection("Money", "setting", "settings", _own, "Costs", is_rows=False),
    "costs.lines": RecordSection("Money", "cost line", "cost lines", _cost, "CostLine"),
    "members": RecordSection(
        "Workshop", "member's own answers", "members' own answers", _own, "Member", is_rows=False
    ),
    "dissent": RecordSection(
        "Workshop", "dissent", "dissents", _dissent, "Dissent", always_there=True
    ),
    "interests": RecordSection(
        "Workshop",
        "declared interest",
        "declared interests",
        _interest,
        "DeclaredInterest",
        always_there=True,
    ),
    "attendance": RecordSection(
        "Workshop", "attendance", "attendances", _attendance, "Attendance", always_there=True
    ),
    "votes": RecordSection("Workshop", "vote", "votes", _vote, "Vote", always_there=True),
    "swings": RecordSection(
        "Weights",
        "swing",
        "swings",
        lambda names, key: f"swing of {_criterion(names, key)}",
        "Appraisal",
        "swings",
        is_rows=False,
    ),
    "swing_reasons": RecordSection(
        "Weights",
        "reason for a swing",
        "reasons for swings",
        lambda names, key: f"swing of {_criterion(names, key)}",
        "Appraisal",
        "swing_reasons",
        is_rows=False,
    ),
    "report": RecordSection("Report", "setting", "settings", _own, "Report", is_rows=False),
    "report.sections": RecordSection(
        "Report", "text", "texts", _own, "Report", "sections", is_rows=False
    ),
    # Parts of an edit that holds several: see changed_rows.
    "trade_offs": RecordSection(
        "Weights",
        "answer to a check",
        "answers to checks",
        lambda _, key: f"check ‘{cut(key[1])}’",
        "TradeOff",
        always_there=True,
    ),
    "checks": RecordSection(
        "Criteria",
        "answer to a check",
        "answers to checks",
        _check,
        "Check",
        "answer",
        is_rows=False,
    ),
    "notes": RecordSection(
        "The record",
        "note",
        "notes",
        lambda _, key: f"note ‘{cut(as_words(key[0]))}’",
        "Appraisal",
        "notes",
        is_rows=False,
    ),
}
# Settings that do not stand on the Decision page.
ELSEWHERE = {"status": "The record"}


def _criterion(names: Names, key: Key) -> str:
    return cut(names.name("criteria", key[0]))


def part_of(section: str, key: Key) -> str:
    """Return the part of the appraisal that an entry belongs to."""
    if section == "appraisal":
        return ELSEWHERE.get(key[0], "Decision")
    return SECTIONS[section].part
