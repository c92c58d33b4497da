"""The evidence ledger: one finding, its source, what it speaks for and how strong it is."""

from __future__ import annotations

from typing import Literal

from appraisal.model.base import Id, PartialDate, Text, Value, Words
from appraisal.model.judgements import Strength

Direction = Literal["+", "-", "±", "0"]


class Evidence(Value):
    """One finding. ``direction`` says whether it helps (+) or hurts (-) that option."""

    id: Id
    finding: Words
    source: Text = ""
    address: Text = ""
    date: PartialDate | None = None
    option: Id | None = None
    criterion: Id | None = None
    direction: Direction = "0"
    strength: Strength = "none"
    interest: Text = ""
    exempt: bool = False
