"""What each field of the model is called on the page, and how its value is said.

Every field has its line here, or is a key that says which entry is meant (``KEY``), or is a
member's own and never told (``IN_CONFIDENCE``); a test walks the model and sees to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic_core import PydanticUndefined

from appraisal.analysis.wording.meetings import INTEREST_OUTCOMES, INTERESTS
from appraisal.model.appraisal import Appraisal, Report
from appraisal.model.base import Value, plain_data
from appraisal.model.costs import CostLine, Costs
from appraisal.model.criteria import Criterion, Scale
from appraisal.model.evidence import Evidence
from appraisal.model.judgements import Dissent, Performance, TradeOff
from appraisal.model.meetings import Attendance, DeclaredInterest, Vote
from appraisal.model.options import MustHave, MustHaveResult, Option
from appraisal.record.telling import values
from appraisal.record.telling.report_headings import heading
from appraisal.record.telling.values import Say


@dataclass(frozen=True)
class Field:
    """One field in words.

    Attributes
    ----------
    label : str
        As on the page; empty for what an entry is mainly about, such as a must-have's result.
    say : callable
        How a value that is there is said.
    prose : bool
        Whether it is a text of several sentences, told by its length or by where it differs.
    inner : str
        Name of the model that it holds, each of whose fields is told by itself.
    each : callable, optional
        For a mapping: the label of one of its entries, by its key.
    """

    label: str
    say: Say = values.text
    prose: bool = False
    inner: str = ""
    each: Callable[[str], str] | None = None


KEY = Field("key")
IN_CONFIDENCE = Field("in confidence")


def _prose(label: str) -> Field:
    return Field(label, prose=True)


FIELDS: dict[str, dict[str, Field]] = {
    "Option": {
        "id": KEY,
        "name": Field("name"),
        "summary": _prose("summary"),
        "description": _prose("description"),
        "in_gift_of": Field("whose consent it takes", values.holders),
        "variant_of": Field("grew from", values.named("options")),
    },
    "MustHave": {
        "id": KEY,
        "name": Field("name"),
        "question": _prose("question"),
        "basis": _prose("basis in law or guidance"),
        "trap": _prose("where it goes wrong"),
        "owner": Field("who says whether it is met"),
    },
    "MustHaveResult": {
        "option": KEY,
        "gate": KEY,
        "result": Field("", values.one_of(values.OUTCOMES)),
        "reason": _prose("reason"),
        "evidence": Field("evidence it rests on", values.cited),
    },
    "Criterion": {
        "id": KEY,
        "name": Field("name"),
        "group": Field("group"),
        "question": _prose("question it answers"),
        "scale": Field("scale", inner="Scale"),
        "axis": Field("where it counts", values.one_of(values.AXES)),
        "not_counted": _prose("what it does not count"),
        "judged_at": Field("when it is judged"),
    },
    "Scale": {
        "unit": Field("unit"),
        "worst": Field("worst end of the scale", values.end),
        "best": Field("best end of the scale", values.end),
        "shape": Field("shape of the scale", values.one_of(values.SHAPES)),
        "points": Field("points of the bent line", values.corners),
        "outside": Field("a level beyond an end", values.one_of(values.OUTSIDE)),
        "levels": Field("levels in words", prose=True, each=lambda at: f"what {at} means"),
    },
    "Performance": {
        "option": KEY,
        "criterion": KEY,
        "level": Field("level", values.level),
        "low": Field("lowest", values.level),
        "high": Field("highest", values.level),
        "distribution": Field("how it is spread over its range", values.distribution),
        "strength": Field("strength of the evidence", values.one_of(values.STRENGTHS)),
        "reason": _prose("reason"),
        "evidence": Field("evidence it rests on", values.cited),
    },
    "Normal": {"normal": KEY},  # both are said by said.distribution
    "Beta": {"beta": KEY},
    "Evidence": {
        "id": KEY,
        "finding": _prose("what was found"),
        "source": Field("source"),
        "address": Field("address on the web"),
        "date": Field("date", values.day),
        "option": Field("option", values.named("options")),
        "criterion": Field("criterion", values.named("criteria")),
        "direction": Field("which way it points", values.one_of(values.DIRECTIONS)),
        "strength": Field("how strong it is", values.one_of(values.STRENGTHS)),
        "interest": _prose("interest of its source"),
        "exempt": Field("publication", values.published),
    },
    "Costs": {
        "base_year": Field("base year", values.year),
        "discount_rate": Field("discount rate", values.per_cent(" a year")),
        "horizon_years": Field("how many years count", values.years),
        "lines": KEY,
    },
    "CostLine": {
        "option": KEY,
        "item": KEY,
        "kind": KEY,
        "optimism_bias": Field("optimism bias", values.per_cent("")),
        "amounts": Field("amounts", values.million, each=str),
        "low": Field("at the lowest", values.per_cent(" of it")),
        "high": Field("at the highest", values.per_cent(" of it")),
        "funded_by": Field("who pays"),
        "evidence": Field("evidence it rests on", values.cited),
    },
    "Member": dict.fromkeys(("id", "label", "swings", "performances"), IN_CONFIDENCE),
    "MemberPerformance": dict.fromkeys(
        ("option", "criterion", "level", "round", "reason"), IN_CONFIDENCE
    ),
    "Dissent": {"by": IN_CONFIDENCE, "about": KEY, "text": _prose("")},
    "DeclaredInterest": {
        "by": KEY,
        "about": KEY,
        "kind": Field("kind", values.one_of(INTERESTS)),
        "text": _prose("interest"),
        "outcome": Field("outcome", values.one_of(INTEREST_OUTCOMES)),
    },
    "NamedVote": {"name": KEY, "vote": KEY},  # told whole, under "by name"
    "Attendance": {
        "date": KEY,
        "present": Field("present", values.names),
        "apologies": Field("apologies", values.names),
        "quorum": Field("quorum", values.text),
    },
    "Vote": {
        "words": KEY,
        "date": Field("date", values.day),
        "votes_for": Field("for", values.text),
        "votes_against": Field("against", values.text),
        "abstained": Field("abstained", values.text),
        "by_name": Field("by name", values.votes_by_name),
    },
    "TradeOff": {
        "id": KEY,
        "answer": Field("", values.one_of(values.ANSWERS)),
        "question": _prose("question as it was asked"),
        "comment": _prose("comment"),
    },
    "Report": {
        "sections": Field("", prose=True, each=heading),
        "exempt": Field("parts exempt from publication", values.exempt_parts),
    },
    "Check": {"answer": Field("", values.one_of({}))},  # kept in a note: see changed_rows
    "Appraisal": {
        "format": KEY,
        "title": Field("title"),
        "question": _prose("question"),
        "authority": Field("authority"),
        "decision_maker": Field("who decides"),
        "date": Field("date of the appraisal", values.day),
        "status": Field("status", values.one_of(values.STATUSES)),
        "illustrative": _prose("why its judgements are not real"),
        "baseline": Field("what the others are compared with", values.named("options")),
        "swings": Field("", values.of_hundred),
        "swing_reasons": _prose("reason"),
        "notes": Field("", values.note, prose=True),
        **dict.fromkeys(
            ("options", "gates", "gate_results", "criteria", "trade_offs", "performances",
             "evidence", "costs", "members", "dissent", "interests", "attendance", "votes",
             "report"), KEY,
        ),
    },
}  # fmt: skip

_MODELS: dict[str, type[Value]] = {
    model.__name__: model
    for model in (Appraisal, Attendance, Report, CostLine, Costs, Criterion, DeclaredInterest,
                  Dissent, Evidence, Scale, Vote,
                  Performance, TradeOff, MustHave, MustHaveResult, Option)
}  # fmt: skip


@cache
def default(model: str, name: str) -> Any:
    """Return what a field is where a document leaves it out, as plain data; None for nothing."""
    value = _MODELS[model].model_fields[name].get_default(call_default_factory=True)
    return None if value is PydanticUndefined else plain_data(value)
