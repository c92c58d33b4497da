"""Minutes of the workshops on an appraisal: who, interests, rounds, what was agreed, votes.

Everything comes from the record and the appraisal; a blank stays one that a person has to fill.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from appraisal.analysis.results import Results
from appraisal.analysis.wording.dates import words_of_date
from appraisal.analysis.wording.figures import counted, level
from appraisal.analysis.wording.questions import words_of
from appraisal.model import Appraisal
from appraisal.model.workshop import Question, is_askable
from appraisal.record.minutes import Agreed, RoundHeld, WorkshopHeld
from appraisal.report.contents.head import PUBLIC
from appraisal.report.contents.meetings import attendance, interests, votes
from appraisal.report.contents.members import dissent
from appraisal.report.contents.redaction import for_the_public
from appraisal.report.numbering import numbered
from appraisal.report.parts import (
    Block,
    Column,
    Contents,
    Para,
    Pending,
    Section,
    Subheading,
    Table,
    date_text,
)

NONE_RECORDED = "None is recorded."


def minutes(results: Results, workshops: Sequence[WorkshopHeld], head: str) -> Contents:
    """Return the minutes as plain values, for the same renderers as the report.

    Parameters
    ----------
    results : Results
    workshops : sequence of WorkshopHeld
        From ``record.minutes.workshops_held``, of the same record.
    head : str
        The hash of the record's last event.
    """
    results = for_the_public(results)
    appraisal = results.appraisal
    return Contents(
        title=appraisal.title,
        authority=appraisal.authority.strip(),
        decision_maker=appraisal.decision_maker,
        kind="Minutes of the workshop" if len(workshops) < 2 else "Minutes of the workshops",
        date=_last_day(workshops),
        part="public",
        marking=PUBLIC,
        illustrative=appraisal.illustrative.strip(),
        fingerprint=results.inputs_sha256,
        facts=_facts(appraisal, workshops, head),
        sections=numbered(_sections(results, workshops)),
    )


def _last_day(workshops: Sequence[WorkshopHeld]) -> dt.date | None:
    return _day(workshops[-1].ended_utc or workshops[-1].opened_utc) if workshops else None


def _day(at_utc: str) -> dt.date:
    return dt.date.fromisoformat(at_utc[:10])


def _facts(appraisal: Appraisal, workshops: Sequence[WorkshopHeld], head: str) -> Table:
    rows = (
        ("Authority", appraisal.authority.strip() or "Not yet named"),
        ("Decision maker", appraisal.decision_maker),
        ("Date", date_text(_last_day(workshops))),
        ("Question", appraisal.question.strip() or "Not written yet"),
        ("The record ends in", head[:16]),
    )
    columns = (Column("Item", 1), Column("Detail", 3))
    return Table("facts", "Details of the meeting", columns, rows)


def _sections(results: Results, workshops: Sequence[WorkshopHeld]) -> tuple[Section, ...]:
    none = (Para(NONE_RECORDED),)
    return (
        Section("present", "Attendance and interests", (
            Subheading("Attendance"),
            *(attendance(results) or (Pending("THE CLERK", "who was present, and apologies"),)),
            Subheading("Interests declared"),
            *(interests(results) or none),
        )),
        *(_workshop(results.appraisal, each) for each in workshops),
        Section("outcome", "Dissent and votes", (
            *dissent(results),
            Subheading("Votes"),
            *(votes(results) or none),
        )),
    )  # fmt: skip


def _workshop(appraisal: Appraisal, workshop: WorkshopHeld) -> Section:
    day = words_of_date(_day(workshop.opened_utc))
    blocks: list[Block] = []
    if not workshop.rounds:
        blocks.append(Para("No round was opened."))
    for each in workshop.rounds:
        blocks += _round(appraisal, each)
    if not workshop.ended_utc:
        blocks.append(Para("This workshop had not ended when these minutes were made."))
    return Section(
        f"workshop_{workshop.opened_utc}", f"The workshop opened on {day}", tuple(blocks)
    )


def _round(appraisal: Appraisal, round: RoundHeld) -> tuple[Block, ...]:
    asked = [Question.from_key(key) for key in round.questions]
    swings = sum(question.option is None for question in asked)
    kinds = [
        counted(swings, "swing") if swings else "",
        counted(len(asked) - swings, "score") if len(asked) > swings else "",
    ]
    what = " and ".join(kind for kind in kinds if kind)
    heading = Subheading(f"Round {round.number}")
    if round.called_off:
        return (heading, Para(f"Asked: {what}. Called off and not shown: {round.called_off}"))
    if round.members is None:
        return (heading, Para(f"Asked: {what}. Not shown yet."))
    text = f"Asked: {what}. {counted(round.members, 'member')} answered."
    if not round.agreed:
        return (heading, Para(f"{text} Nothing was agreed in this round."))
    return (heading, Para(f"{text} Agreed: {len(round.agreed)} of {len(asked)}."),
            _agreed(appraisal, round))  # fmt: skip


def _agreed(appraisal: Appraisal, round: RoundHeld) -> Table:
    is_proposed = any(each.proposed is not None for each in round.agreed)
    columns = [
        Column("Question", 2.4),
        *([Column("Proposed", 0.9, "right")] if is_proposed else []),
        Column("Middle of the answers", 1.1, "right"),
        Column("Agreed", 0.9, "right"),
        Column("Why another than the middle", 1.8),
    ]
    rows = tuple(_row(appraisal, each, is_proposed=is_proposed) for each in round.agreed)
    return Table(
        f"agreed_{round.number}", f"Agreed in round {round.number}", tuple(columns), rows,
        note="Of fewer than eight answers the middle one is known as a fifth of its scale only.",
    )  # fmt: skip


def _row(appraisal: Appraisal, each: Agreed, *, is_proposed: bool) -> tuple[str, ...]:
    question = Question.from_key(each.question)
    name, unit = _named(appraisal, question)

    def in_unit(value: float) -> str:
        return level(value, unit)

    if each.middle is None:
        middle = "Not shown"
    else:
        low, high = each.middle
        middle = in_unit(low) if low == high else f"{low:g} to {in_unit(high)}"
    proposed = (
        () if not is_proposed else ("–" if each.proposed is None else in_unit(each.proposed),)
    )
    return (name, *proposed, middle, in_unit(each.value), each.why or "–")


def _named(appraisal: Appraisal, question: Question) -> tuple[str, str | None]:
    """Return what a question is called and its unit; its ids where it is in there no more."""
    if is_askable(appraisal, question):
        words = words_of(appraisal, question)
        return words.name, words.unit
    return ": ".join(each for each in (question.criterion, question.option) if each), None
