"""Appraisals and times that the tests of record, store and service share."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from uuid import uuid4

from appraisal.model import Appraisal
from appraisal.service.acting import By, Caller

_NOON = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)


def small_appraisal(**changes):
    """Two options, two criteria, one must-have, three rows of evidence."""
    document = {
        "format": "appraisal/1",
        "title": "Who should run it?",
        "baseline": "status_quo",
        "options": [
            {"id": "status_quo", "name": "Improve in house"},
            {"id": "trust", "name": "Children's trust", "in_gift_of": ["council"]},
        ],
        "gates": [{"id": "g_law", "name": "Lawful"}],
        "criteria": [
            {"id": "practice", "name": "Quality of practice"},
            {"id": "workforce", "name": "Permanent workforce",
             "scale": {"unit": "% agency", "worst": 60, "best": 0}},
        ],
        "performances": [
            {"option": "status_quo", "criterion": "practice", "level": 30},
            {"option": "trust", "criterion": "practice", "level": 40, "evidence": ["e3"]},
        ],
        "evidence": [{"id": f"e{n}", "finding": f"Finding {n}"} for n in (1, 2, 3)],
    }  # fmt: skip
    return Appraisal.from_document({**document, **changes})


def full_appraisal(options: int = 4, criteria: int = 14, evidence: int = 53) -> Appraisal:
    """The size of the worked example: 56 scores with reasons, 53 rows of evidence, five members."""
    option_ids = ["status_quo", *(f"o{n}" for n in range(1, options))]
    criterion_ids = [f"c{n}" for n in range(criteria)]
    words = "Because the findings of the last two inspections point that way. " * 3
    return Appraisal.from_document(
        {
            "format": "appraisal/1",
            "title": "The case for change",
            "baseline": "status_quo",
            "options": [{"id": id, "name": id, "description": words} for id in option_ids],
            "gates": [{"id": f"g{n}", "name": f"Gate {n}", "question": words} for n in range(7)],
            "criteria": [
                {"id": id, "name": id, "question": words,
                 "scale": {"levels": dict.fromkeys((0, 25, 50, 75, 100), words)}}
                for id in criterion_ids
            ],
            "swings": {id: 100 - n for n, id in enumerate(criterion_ids)},
            "performances": [
                {"option": option, "criterion": criterion, "level": 40.5, "low": 30, "high": 55.25,
                 "strength": "moderate", "reason": words, "evidence": ["e1", "e2"]}
                for option in option_ids for criterion in criterion_ids
            ],
            "evidence": [
                {"id": f"e{n}", "finding": words, "source": "Report", "strength": "weak"}
                for n in range(evidence)
            ],
            "members": [
                {"id": f"m{n}", "label": f"Member {n}", "swings": {"c0": 100, "c1": 50 + n}}
                for n in range(5)
            ],
        }
    )  # fmt: skip


def with_level(appraisal: Appraisal, level: float, option="trust", criterion="practice"):
    """The appraisal with one level changed."""
    rows = [
        {**row.document(), "level": level}
        if (row.option, row.criterion) == (option, criterion)
        else row
        for row in appraisal.performances
    ]
    return appraisal.changed(performances=rows)


def to_level(level: float, option="trust", criterion="practice"):
    """A change for ``service.amend`` that sets one level, whatever others did meanwhile."""
    return lambda kept: with_level(kept.appraisal, level, option, criterion)


DIRECTOR = Caller("director")


class Hand:
    """Who does it, when and under which id: a fresh id and a later second for each act."""

    def __init__(self, actor: str = "director", start: dt.datetime = _NOON) -> None:
        self.actor, self._seconds, self._start = actor, itertools.count(), start

    def __call__(self, **changes):
        now = self._start + dt.timedelta(seconds=next(self._seconds))
        way = changes.pop("via", "screen")
        under = changes.pop("actor", self.actor)
        return replace(By(DIRECTOR, now, uuid4().hex, under=under, way=way), **changes)


def officer(now: dt.datetime, client_id: str) -> By:
    """The officer on the pages of an appraisal."""
    return By(DIRECTOR, now, client_id, under="officer", way="screen")
