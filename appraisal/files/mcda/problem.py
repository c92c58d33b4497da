"""A problem of drugis/mcda-elicitation-web (JSON) as an appraisal, and an appraisal as a problem.

Nothing is made up on the way. What their format lacks (which option is the baseline, and the scale
of a criterion without a partial value function) is asked for; what one side cannot say is told: on
the way in under ``notes``, on the way out beside the file. Figures stay as they are in the file:
what they show in per cent, they hold as shares of 1, and so does the appraisal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from appraisal.errors import DocumentPath, Fault, InvalidAppraisal
from appraisal.files.mcda.cells import write_cell
from appraisal.files.mcda.plain_json import FORMAT_NAME, Look, read_json
from appraisal.files.mcda.reading import KEPT, Reading
from appraisal.files.mcda.scales import write_function, write_unit
from appraisal.files.mcda.weights import write_preferences
from appraisal.model import Appraisal, Criterion
from appraisal.settings import Settings

SCHEMA_VERSION = "1.4.5"
_LEAST = 2  # criteria that their format asks for

Document = dict[str, Any]


class Written(NamedTuple):
    """A problem as bytes of JSON, and in sentences what their format cannot hold."""

    data: bytes
    left_out: tuple[str, ...]


def read_mcda_problem(
    data: bytes,
    name: str,
    *,
    baseline: str,
    scales: Mapping[str, tuple[float, float]] | None = None,
    swings: Mapping[str, float] | None = None,
    scenario: bytes | None = None,
    settings: Settings | None = None,
) -> Appraisal:
    """Return the appraisal that a problem describes.

    Parameters
    ----------
    data : bytes
        The problem: criteria with units and partial value functions, alternatives, and cells that
        are exact, normal, beta or a range.
    name : str
        What to call it in messages.
    baseline : str
        The alternative that the others are compared with, by its key or title; theirs has none.
    scales : mapping of criterion to (worst, best), optional
        The scales of criteria without a partial value function.
    swings : mapping of criterion to swing, optional
        Used in place of the weights in the file, where it has any.
    scenario : bytes, optional
        One of their scenarios (JSON), with partial value functions and preferences of its own.

    Raises
    ------
    InvalidAppraisal
        With every fault, each with its place in the file.
    """
    limit = (settings or Settings()).file_bytes
    look = Look()
    root = look.mapping(read_json(data, name, limit), ())
    if scenario is not None:
        root = {**root, "scenario": read_json(scenario, "the scenario", limit)}
    reading = Reading(look, root)
    try:
        document = reading.document(baseline, scales or {}, swings or {})
        appraisal = _checked(document, reading, look)
    except InvalidAppraisal as error:
        raise InvalidAppraisal([fault.at(file=name) for fault in error.faults]) from None
    return appraisal


def _checked(document: Document, reading: Reading, look: Look) -> Appraisal:
    """Return the appraisal, or every fault by its place in their file."""
    try:
        appraisal = Appraisal.from_document(document)
    except InvalidAppraisal as error:
        faulty = {fault.path for fault in look.faults}
        theirs = [Fault(reading.place(f.path), f.problem) for f in error.faults]
        look.faults += [f for f in theirs if not any(_within(f.path, path) for path in faulty)]
    if look.faults:
        raise InvalidAppraisal(dict.fromkeys(look.faults))
    return appraisal


def _within(path: DocumentPath, outer: DocumentPath) -> bool:
    """Return whether one place lies in another, or around it."""
    shorter = min(len(path), len(outer))
    return path[:shorter] == outer[:shorter]


def write_mcda_problem(appraisal: Appraisal) -> Written:
    """Return an appraisal as a problem, with what their format cannot hold.

    Keys, units and sources are those of the file that the appraisal came from, where it did.

    Raises
    ------
    InvalidAppraisal
        Where theirs cannot say what counts: fewer than two criteria, a swing of 0, or a value
        function that does not have three points between its ends.
    """
    look = Look()
    kept = _Kept(appraisal)
    counted = appraisal.benefit_criteria()
    if len(counted) < _LEAST:
        look.wrong(("criteria",), f"found {len(counted)}. Their format asks for {_LEAST} or more.")
    keys = {criterion.id: kept.key(criterion.id) for criterion in counted}
    problem: Document = {
        "schemaVersion": SCHEMA_VERSION,
        "title": appraisal.title,
        "description": appraisal.question,
        "criteria": {
            keys[c.id]: _criterion(look, c, kept, ("criteria", index, "scale"))
            for index, c in enumerate(appraisal.criteria)
            if c.id in keys
        },
        "alternatives": {
            key: {"id": key, "title": option.name}
            for option in appraisal.options
            for key in [kept.option_key(option.id)]
        },
        "performanceTable": _table(look, appraisal, kept, keys),
    }
    preferences = write_preferences(look, appraisal, keys)
    if look.faults:
        raise InvalidAppraisal(look.faults)
    if preferences:
        problem["preferences"] = preferences
    _say_what_is_left_out(look, appraisal)
    text = json.dumps(problem, ensure_ascii=False, allow_nan=False, indent=2)
    return Written(f"{text}\n".encode(), tuple(look.said))


class _Kept:
    """What the notes kept of the file an appraisal came from; people may have changed them."""

    def __init__(self, appraisal: Appraisal) -> None:
        notes = _mapping(appraisal.notes.get(FORMAT_NAME))
        self._criteria = _mapping(notes.get("criteria"))
        self._options = _mapping(notes.get("alternatives"))
        self._ours = {option.id for option in appraisal.options}
        self._ours |= {criterion.id for criterion in appraisal.criteria}

    def criterion(self, id: str) -> Document:
        return _mapping(self._criteria.get(id))

    def key(self, id: str) -> str:
        others = [_mapping(c).get("key") for name, c in self._criteria.items() if name != id]
        return self._free(id, self.criterion(id).get("key"), others)

    def option_key(self, id: str) -> str:
        others = [key for name, key in self._options.items() if name != id]
        return self._free(id, self._options.get(id), others)

    def _free(self, id: str, key: Any, others: list[Any]) -> str:
        """Return a key of theirs, unless something else has it by now."""
        taken = key in others or (key != id and key in self._ours)
        return key if isinstance(key, str) and key and not taken else id

    def source_id(self, id: str) -> str:
        source = self.criterion(id).get("data_source")
        return source if isinstance(source, str) and source else f"source_{id}"


def _mapping(value: Any) -> Document:
    return value if isinstance(value, dict) else {}


def _criterion(look: Look, criterion: Criterion, kept: _Kept, path: DocumentPath) -> Document:
    remembered = kept.criterion(criterion.id)
    more = _mapping(remembered.get("kept"))
    favourable = remembered.get("isFavorable")
    source = {
        "id": kept.source_id(criterion.id),
        "unitOfMeasurement": write_unit(criterion.scale, remembered),
        "scale": [None, None],
        **{name: more[name] for name in KEPT if name in more},
        "pvf": write_function(look, criterion.scale, path),
    }
    return {
        "id": kept.key(criterion.id),
        "title": criterion.name,
        "description": criterion.question,
        **({"isFavorable": favourable} if isinstance(favourable, bool) else {}),
        "dataSources": [source],
    }


def _table(
    look: Look, appraisal: Appraisal, kept: _Kept, keys: Mapping[str, str]
) -> list[Document]:
    entries = []
    for cell in appraisal.performances:
        criterion = appraisal.criterion(cell.criterion)
        unit = write_unit(criterion.scale, kept.criterion(criterion.id))
        performance = write_cell(look, cell, criterion.scale, unit["type"] == "percentage")
        entries.append(
            {
                "alternative": kept.option_key(cell.option),
                "criterion": keys[cell.criterion],
                "dataSource": kept.source_id(cell.criterion),
                "performance": performance,
            }
        )
    return entries


def _say_what_is_left_out(look: Look, appraisal: Appraisal) -> None:
    look.say(f"The baseline is not in their format: it is {appraisal.baseline}.")
    if appraisal.cost_criterion() is not None or appraisal.costs.lines:
        look.say("Costs are not in their format, so the cost axis and its lines were left out.")
    if any(c.scale.outside == "clip" for c in appraisal.benefit_criteria()):
        look.say("Levels beyond a scale stop at 0 or 100 here; there the value goes on.")
    parts = {
        "gates": "must-haves", "evidence": "the evidence", "members": "each member's judgements",
        "dissent": "dissent", "interests": "interests", "attendance": "attendance",
        "votes": "votes", "trade_offs": "answers on trade-offs",
        "swing_reasons": "reasons for the swings", "report": "the report's own words",
    }  # fmt: skip
    document = appraisal.document()
    left = [words for part, words in parts.items() if document.get(part)]
    left += ["groups of criteria"] if len(appraisal.groups()) > 1 else []
    left += (
        ["reasons for the levels"] if any(cell.reason for cell in appraisal.performances) else []
    )
    left += ["words for levels"] if any(c.scale.levels for c in appraisal.criteria) else []
    if left:
        look.say(f"Left out, since their format has no place for them: {', '.join(left)}.")
