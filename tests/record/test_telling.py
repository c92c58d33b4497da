"""Every field of the model has words of its own in the history, whatever is written in it."""

from __future__ import annotations

import inspect
import typing

import pytest
from pydantic import BaseModel

from appraisal.analysis.wording.figures import level
from appraisal.model import Appraisal
from appraisal.record.changes import edits_between
from appraisal.record.entries import MAPPINGS, ROWS, SINGLES
from appraisal.record.telling.acts import edits_words
from appraisal.record.telling.changed_rows import CHECKS, CONFIDENTIAL, rows_of
from appraisal.record.telling.field_names import FIELDS, IN_CONFIDENCE, KEY
from appraisal.record.telling.names import Names
from appraisal.record.telling.parts import PARTS, SECTIONS, part_of
from appraisal.record.telling.report_headings import HEADINGS, heading
from appraisal.record.telling.values import exact, level_in
from appraisal.report.contents.narrative import NARRATIVES
from tests.pages.walk import HOSTILE
from tests.service.examples import small_appraisal


def models_of(model: type[BaseModel]) -> set[type[BaseModel]]:
    """The model and every model that stands in one of its fields, however deep."""
    found = {model}
    for field in model.model_fields.values():
        for inner in _models_in(field.annotation):
            found |= models_of(inner)
    return found


def _models_in(annotation: object) -> list[type[BaseModel]]:
    parts = typing.get_args(annotation)
    if not parts and inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in parts for model in _models_in(part)]


MODELS = sorted(models_of(Appraisal), key=lambda model: model.__name__)


def full() -> dict:
    """A document with something in every field."""
    row = {"option": "trust", "criterion": "workforce"}
    line = {"option": "trust", "item": "Set-up team", "kind": "transition"}
    return small_appraisal().document() | {
        "question": "Who?", "authority": "Wexmouth", "decision_maker": "Committee",
        "date": "2026-03-12", "illustrative": "Made up.", "status": "scoring",
        "baseline": "trust",
        "options": [
            {"id": "status_quo", "name": "In house", "summary": "As now.",
             "description": "The council runs it.", "in_gift_of": ["council", "partner"],
             "variant_of": "trust"},
            {"id": "trust", "name": "Trust"},
        ],
        "gates": [{"id": "g_law", "name": "Legal powers", "question": "May it?", "basis": "An Act",
                   "trap": "Too late", "owner": "Monitoring Officer"}],
        "gate_results": [{"option": "trust", "gate": "g_law", "result": "pass",
                          "reason": "It may.", "evidence": ["e1"]}],
        "criteria": [
            {"id": "practice", "name": "Practice", "group": "Care", "question": "How good?",
             "not_counted": "Money", "judged_at": "Month 24", "scale": {"levels": {25: "Poor"}}},
            {"id": "workforce", "name": "Workforce", "scale": {
                "unit": "posts", "worst": 70, "best": 10, "shape": "points", "outside": "extend",
                "points": [[70, 0], [40, 20], [10, 100]]}},
            {"id": "money", "name": "Cost", "axis": "cost",
             "scale": {"unit": "£ million", "worst": 15, "best": -5}},
        ],
        "performances": [row | {
            "level": 40, "low": 30, "high": 55.5, "distribution": "uniform", "strength": "weak",
            "reason": "It says so.", "evidence": ["e1", "e2"]}],
        "evidence": [
            {"id": "e1", "finding": "It helped.", "source": "A review", "address": "https://x.uk",
             "date": "2018-07-05", "option": "trust", "criterion": "practice", "direction": "+",
             "strength": "strong", "interest": "Paid for it", "exempt": True},
            {"id": "e2", "finding": "Another"}, {"id": "e3", "finding": "A third"},
        ],
        "swings": {"practice": 100}, "swing_reasons": {"practice": "It matters most."},
        "trade_offs": [{"id": "t_1", "question": "Would you?", "answer": "not_sure",
                        "comment": "Later"}],
        "costs": {"base_year": 2027, "discount_rate": 0.015, "horizon_years": 10, "lines": [
            line | {"optimism_bias": 0.41, "amounts": {2027: 1.2}, "low": 0.8, "high": 1.5,
                    "funded_by": "DfE", "evidence": ["e1"]}]},
        "members": [{"id": "m1", "label": "Cllr Secret", "swings": {"practice": 77},
                     "performances": [row | {"level": 12, "round": 2, "reason": "Private"}]}],
        "dissent": [{"by": "m1", "about": "practice", "text": "I do not agree."}],
        "interests": [{"by": "Cllr Poe", "kind": "pecuniary", "about": "practice",
                       "text": "A contract.", "outcome": "dispensation"}],
        "attendance": [{"date": "2026-12-01", "present": ["Cllr Poe", "Cllr Roe"],
                        "apologies": ["Cllr Low"], "quorum": 3}],
        "votes": [{"words": "That the trust be set up.", "date": "2026-12-01", "votes_for": 1,
                   "votes_against": 1, "abstained": 0,
                   "by_name": [{"name": "Cllr Poe", "vote": "for"},
                               {"name": "Cllr Roe", "vote": "against"}]}],
        "report": {"sections": {"consultation": "We asked."}, "exempt": ["consultation"]},
        "notes": {"about": "A note", CHECKS: {"means:practice:workforce": "yes"}},
    }  # fmt: skip


def rows(before: Appraisal, after: Appraisal):
    return rows_of(edits_between(before, after), Names.of(before), Names.of(after))


def words(before: Appraisal, after: Appraisal) -> list[str]:
    names = Names.of(before), Names.of(after)
    return [edits_words([edit], *names) for edit in edits_between(before, after)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_of_the_model_has_its_words(model):
    assert set(FIELDS[model.__name__]) == set(model.model_fields)


def test_every_section_of_the_record_has_its_words():
    assert set(ROWS) | set(MAPPINGS) | {"appraisal"} <= set(SECTIONS)
    assert {section.part for section in SECTIONS.values()} <= set(PARTS)
    assert {part_of("appraisal", (name,)) for name in SINGLES} <= set(PARTS)


def test_every_field_that_changes_is_told_under_its_label():
    found = {row.label for row in rows(small_appraisal(), Appraisal.from_document(full()))}

    for model, fields in FIELDS.items():
        for name, field in fields.items():
            told = field in (KEY, IN_CONFIDENCE) or field.inner or field.each or not field.label
            if not told and (model, name) not in SAID_ELSEWHERE:
                assert field.label in found, f"{model}.{name}"


# The small appraisal already has these, or the change takes another form.
SAID_ELSEWHERE = {("Appraisal", "title"), ("Appraisal", "notes"), ("Criterion", "scale")}


def test_no_id_and_no_key_of_the_file_is_told():
    told = [row.what + row.before + row.after for row in
            rows(small_appraisal(), Appraisal.from_document(full()))]  # fmt: skip
    lines = words(small_appraisal(), Appraisal.from_document(full()))

    for id in ("g_law", "status_quo", "t_1", "not_sure", "swing_reasons", "in_gift_of", "m1",
               "horizon_years", "gate_results", "criteria_checks", "judged_at"):  # fmt: skip
        assert not [text for text in (*told, *lines) if id in text], id


def test_a_members_own_answers_are_never_told():
    before, after = small_appraisal(), Appraisal.from_document(full())
    told = " ".join([*words(before, after), *(f"{r.what} {r.before} {r.after}" for r in
                                              rows(before, after))])  # fmt: skip

    for secret in ("Secret", "77", "Private", "m1"):
        assert secret not in told
    (row,) = [row for row in rows(before, after) if "own answers" in row.label]
    assert (row.before, row.after) == (CONFIDENTIAL, CONFIDENTIAL)


def changed(**changes):
    """The line of one change of the full appraisal."""
    before = Appraisal.from_document(full())
    return "; ".join(words(before, before.changed(**changes)))


def with_row(section, place, **fields):
    found = full()[section]
    return {section: [row | fields if n == place else row for n, row in enumerate(found)]}


def with_line(**fields):
    costs = full()["costs"]
    return {"costs": costs | {"lines": [costs["lines"][0] | fields]}}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "Y"}, "Decision, title: Who should run it? to Y"),
        ({"date": None}, "Decision, date of the appraisal: 12 March 2026 to nothing"),
        ({"baseline": "status_quo"},
         "Decision, what the others are compared with: Trust to In house"),
        ({"status": "agreed"}, "The record, status: being scored to agreed and frozen"),
        (with_row("options", 1, name="New trust"), "Options: Trust, name: Trust to New trust"),
        (with_row("options", 0, in_gift_of=["council"]),
         ("Options: In house, whose consent it takes: the council and the partner council to the"
          " council")),
        (with_row("gate_results", 0, result="unknown"),
         "Must-haves: Trust, ‘Legal powers’: pass to not yet known"),
        ({"gate_results": []},
         ("Must-haves: Trust, ‘Legal powers’: pass to not yet known; reason: taken away (2 words);"
          " evidence it rests on: ‘It helped.’ to nothing")),
        (with_row("performances", 0, level=55),
         "Scores: Trust on Workforce, level: 40 to 55 posts"),
        (with_row("performances", 0, high=60),
         "Scores: Trust on Workforce, highest: 55.5 to 60 posts"),
        (with_row("performances", 0, strength="none"),
         "Scores: Trust on Workforce, strength of the evidence: weak to no evidence"),
        ({"swings": {"practice": 75}}, "Weights: swing of Practice 100 to 75 (of 100)"),
        ({"swings": {}}, "Weights: swing of Practice 100 (of 100) to nothing"),
        (with_line(amounts={2027: 1.35}),
         "Money: Trust, Set-up team (transition), 2027: £1.20 million to £1.35 million"),
        (with_line(optimism_bias=0.2),
         "Money: Trust, Set-up team (transition), optimism bias: 41 to 20%"),
        (with_line(funded_by=None),
         "Money: Trust, Set-up team (transition), who pays: DfE to nothing"),
        ({"report": {"sections": {"consultation": "We asked.", "legal": "word " * 214},
                     "exempt": ["consultation"]}},
         "Report, Legal implications: written (214 words)"),
        ({"report": {"sections": {"consultation": "We asked."}}},
         "Report, parts exempt from publication: Consultation to nothing"),
        ({"dissent": []}, "Workshop: dissent about Practice: taken away (4 words)"),
        ({"trade_offs": []},
         ("Weights: check ‘Would you?’: not sure to nothing; question as it was asked: taken away"
          " (2 words); comment: taken away (1 word)")),
        ({"notes": {"about": "A note", CHECKS: {"means:practice:workforce": "no"}}},
         "Criteria: answer to the check of ‘Practice’ and ‘Workforce’: yes to no"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_the_words_and_units_of_its_page(change, said):
    assert changed(**change) == said


def test_a_changed_text_is_told_by_the_words_where_it_differs():
    before = small_appraisal(question="The same beginning of a long question. " * 3 + "Why now?")
    after = before.changed(question=before.question.replace("Why now", "Why never"))

    (line,) = words(before, after)
    (row,) = rows(before, after)

    assert "now?” to “" in line
    assert len(line) < 200
    assert (row.before, row.after) == (before.question, after.question)


def test_many_edits_are_counted_in_the_line_and_each_told_in_the_detail():
    before = small_appraisal()
    new = [{"id": f"n{n}", "finding": f"New {n}"} for n in range(12)]
    after = before.changed(evidence=[*before.document()["evidence"], *new], title="Another")
    edits = edits_between(before, after)

    line = edits_words(edits, Names.of(before), Names.of(after))

    assert line == "Decision: 1 setting changed; Evidence: 12 findings added"
    told = rows(before, after)
    assert len(told) == 13
    assert {row.before for row in told if row.part == "Evidence"} == {"nothing"}


def test_a_changed_order_is_told_by_the_names_in_both_orders():
    before = small_appraisal()
    after = before.changed(options=tuple(reversed(before.options)))

    assert words(before, after) == ["Options: options put in another order"]
    (row,) = rows(before, after)
    assert row.before == "‘Improve in house’ and ‘Children's trust’"
    assert row.after == "‘Children's trust’ and ‘Improve in house’"


def test_a_removed_option_is_told_by_the_name_it_had():
    before = small_appraisal(
        options=[*small_appraisal().document()["options"], {"id": "p", "name": "Partner"}]
    )
    after = before.changed(options=before.options[:2])

    assert words(before, after) == ["Options: Partner removed"]
    assert [(row.what, row.before, row.after) for row in rows(before, after)] == [
        ("Partner: name", "Partner", "nothing")
    ]


def test_a_unit_is_that_of_the_time_on_either_side():
    before = Appraisal.from_document(full())
    criteria = full()["criteria"]
    criteria[1]["scale"]["unit"] = "% of posts"
    after = before.changed(criteria=criteria, **with_row("performances", 0, level=41))

    told = {row.label: (row.before, row.after) for row in rows(before, after)}

    assert told["level"] == ("40 posts", "41% of posts")


@pytest.mark.parametrize("hostile", [HOSTILE, "word " * 3_000, "a\n\n# b", "x" * 20_000])
def test_hostile_and_very_long_words_stand_whole_in_the_detail_and_short_in_the_line(hostile):
    before = small_appraisal(question="Q")
    after = before.changed(question=hostile)

    (row,) = rows(before, after)
    (line,) = words(before, after)

    assert row.after == after.question
    assert len(line) < 220
    assert "\n" not in line


def test_two_figures_that_would_be_rounded_alike_are_told_apart():
    before = Appraisal.from_document(full())

    assert changed(**with_line(amounts={2027: 1.204})).endswith("£1.20 million to £1.204 million")
    assert [exact(value) for value in (40, 40.1234567, 1e-7, 12_345.5, -3)] == [
        "40", "40.1234567", "0.0000001", "12,345.5", "−3",
    ]  # fmt: skip
    assert before.performance("trust", "workforce")


@pytest.mark.parametrize("value", [0, 32, 12.5, -3, 9_999, 123_456])
@pytest.mark.parametrize("unit", ["months", "% agency"])
def test_a_level_reads_as_on_every_other_page(value, unit):
    assert level_in(value, unit) == level(value, unit)


def test_the_parts_of_the_report_are_called_as_on_its_page():
    assert {part.key: part.heading for part in NARRATIVES} == HEADINGS
    assert heading("our_own_part") == "Our own part"
