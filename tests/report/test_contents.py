"""The contents of the report, from the results alone."""

from __future__ import annotations

import re

import pytest

from appraisal.report.contents import NARRATIVES, contents
from appraisal.report.contents.narrative import BODY, HEAD, blocks_of
from appraisal.report.parts import (
    Bullets,
    ChartBlock,
    Column,
    Num,
    Para,
    Pending,
    Subheading,
    Table,
)
from tests.report.sample import (
    LEVELS,
    document,
    report_of,
    results_of,
    rows_of,
    section_words,
    table_of,
    text_of,
    words_of,
)

HEADINGS = [
    "Executive summary",
    "Recommendations",
    "Background",
    "Options considered and recommended proposal",
    "Consultation",
    "Risk management",
    "Compliance issues",
    "Sign-off and record",
    "Appendices and background documents",
    "Method and limits",
    "Evidence log",
    "Must-haves and reasons",
    "Criteria, scores and reasons",
    "Cost lines",
    "Members' swings",
]


def without(*cells: tuple[str, str]) -> list[dict[str, object]]:
    performances: list[dict[str, object]] = document()["performances"]
    return [cell for cell in performances if (cell["option"], cell["criterion"]) not in cells]


def level(option: str, criterion: str, level: float) -> list[dict[str, object]]:
    return [
        {**cell, "level": level} if (cell["option"], cell["criterion"]) == (option, criterion)
        else cell
        for cell in document()["performances"]
    ]  # fmt: skip


def must_have(option: str, result: str) -> list[dict[str, object]]:
    return [
        {**given, "result": result} if given["option"] == option else given
        for given in document()["gate_results"]
    ]


def test_the_headings_are_those_of_a_cabinet_report():
    assert [section.heading for section in report_of().sections] == HEADINGS


def test_sections_are_numbered_and_appendices_lettered():
    numbers = [section.number for section in report_of().sections]

    assert numbers == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C", "D", "E", "F"]


def test_every_numbered_paragraph_has_a_number_of_its_own():
    numbers = [b.number for b in report_of().blocks() if isinstance(b, Para) and b.number]

    assert len(numbers) == len(set(numbers)) > 20


def test_the_compliance_issues_have_a_heading_each():
    section = next(each for each in report_of().sections if each.key == "compliance")
    found = [block.text for block in section.blocks if isinstance(block, Subheading)]

    assert found == [
        "The council's priorities and plans", "Legal implications", "Financial implications",
        "Cost sheet", "Procurement implications", "Human resources implications",
        "Public sector equality duty",
    ]  # fmt: skip


def test_the_word_for_the_decision_maker_is_the_appraisals_own():
    words = words_of(report_of())

    assert report_of().kind == "Report to Policy Committee"
    assert "That Policy Committee:" in words
    assert "Cabinet" not in words


def test_the_answer_names_the_leader_its_value_and_that_it_is_no_decision():
    words = section_words(report_of(), "answer")

    assert "Ranked first: A partner." in words
    assert "65.6 out of 100" in words
    assert "This supports the decision; it is not the decision." in words
    assert "subject to the consent of the partner council" in words


def test_the_ranking_gives_the_results_own_figures():
    results = results_of()
    table = table_of(contents(results), "ranking")

    shown = {cell_row[0]: [c for c in cell_row if isinstance(c, Num)] for cell_row in table.rows}
    overall = results.scores.overall
    assert shown["A partner"][0] == Num("65.6", overall["partner"])
    assert shown["A trust"][0] == Num("62.5", overall["trust"])
    assert shown["Carry on (baseline)"][0] == Num("34.4", overall["status_quo"])
    assert [row[1] for row in rows_of(table)] == ["1", "2", "3"]


def test_contributions_carry_their_exact_values_and_add_up_to_the_last_row():
    table = table_of(report_of(), "contributions_1")

    for column in (1, 2, 3):
        values = [row[column].value for row in table.rows if isinstance(row[column], Num)]
        *parts, overall = (value for value in values if value is not None)
        assert sum(parts) == pytest.approx(overall, abs=1e-9)


def test_differences_from_the_baseline_add_up_and_leave_the_baseline_out():
    table = table_of(report_of(), "against_1")

    assert [column.heading for column in table.columns] == ["Criterion", "A partner", "A trust"]
    assert rows_of(table) == [
        ["Good practice", "+12.5", "+18.8"],
        ["Steady workforce", "+18.8", "+9.4"],
        ["Overall difference", "+31.2", "+28.1"],
    ]


def test_criteria_show_both_ends_swings_and_weights_that_total_100():
    rows = rows_of(table_of(report_of(), "criteria"))

    assert rows == [
        ["Good practice", "Unsafe.", "Good everywhere.", "100", "63%"],
        ["Steady workforce", "60% agency", "0% agency", "60", "37%"],
        ["All criteria", "", "", "", "100%"],
    ]


def test_a_groups_weight_is_rounded_from_its_own_figure_and_not_added_up():
    ids = ["a", "b", "c", "d", "e"]
    groups = dict(zip(ids, ["One", "One", "One", "Two", "Two"], strict=True))
    report = report_of(
        criteria=[{"id": id, "name": id, "group": groups[id]} for id in ids],
        swings={"a": 57, "b": 57, "c": 100, "d": 34, "e": 52},
        performances=[], gate_results=[], evidence=[],
    )  # fmt: skip

    # 214 and 86 of 300
    assert [row[2] for row in rows_of(table_of(report, "groups"))] == ["71%", "29%"]


@pytest.mark.parametrize("count", [3, 7, 9, 13])
def test_shown_weights_total_100_however_many_there_are(count):
    ids = [f"c{place}" for place in range(count)]
    report = report_of(
        criteria=[{"id": id, "name": id} for id in ids], swings=dict.fromkeys(ids, 100),
        performances=[], gate_results=[], evidence=[],
    )  # fmt: skip
    *rows, total = rows_of(table_of(report, "criteria"))

    assert sum(float(row[-1].rstrip("%")) for row in rows) == 100
    assert total[-1] == "100%"


def test_the_cost_sheet_has_the_basis_and_each_of_the_six_costs():
    report = report_of()
    kinds = table_of(report, "kinds_1")

    names = [row[0] for row in rows_of(kinds)]
    assert names[:6] == [
        "Transition", "Transaction", "Transmission", "Transgression", "Transmutation",
        "Transparency",
    ]  # fmt: skip
    transition = next(row for row in rows_of(kinds) if row[0] == "Transition")
    assert transition == ["Transition", "–", "4.5", "–"]
    words = section_words(report, "compliance")
    assert "at 2026 prices" in words
    assert "3.5% a year" in words
    assert "2 years, 2026 to 2027" in words
    assert "Optimism bias of 0% and 50%" in words


def test_who_pays_shows_what_is_left_for_the_council_after_grants():
    rows = {row[0]: row[1:] for row in rows_of(table_of(report_of(), "funders_1"))}

    assert rows["DfE grant"] == ["–", "4.5", "–"]
    assert rows["Net present cost, before grants and other funders"] == ["4.0", "4.5", "1.0"]
    assert rows["Left for the council, after grants and other funders"] == ["4.0", "0.0", "1.0"]


@pytest.mark.parametrize("part", [*HEAD, *BODY], ids=lambda part: part.key)
def test_an_unwritten_part_says_who_must_complete_it(part):
    words = words_of(report_of())

    assert f"TO BE COMPLETED BY {part.officer}: {part.asks}." in words


@pytest.mark.parametrize("part", [*HEAD, *BODY], ids=lambda part: part.key)
def test_a_written_part_takes_the_place_of_its_reminder(part):
    words = words_of(report_of(report={"sections": {part.key: "Words of an officer."}}))

    assert "Words of an officer." in words
    assert f"TO BE COMPLETED BY {part.officer}: {part.asks}." not in words


def test_every_part_that_a_person_writes_has_a_key_that_the_file_takes():
    sections = {part.key: f"About {part.key}." for part in NARRATIVES}
    words = words_of(report_of(report={"sections": sections, "exempt": []}))

    assert all(f"About {part.key}." in words for part in NARRATIVES if part.key != "exempt_reason")
    assert not [block for block in report_of(report={"sections": sections}).blocks()
                if isinstance(block, Pending)]  # fmt: skip


def test_a_part_under_a_key_of_the_councils_own_is_printed():
    words = words_of(report_of(report={"sections": {"climate_impact": "Little travel."}}))

    assert "Climate impact" in words
    assert "Little travel." in words


def test_every_score_stands_with_its_reason_and_evidence():
    words = section_words(report_of(), "criteria_inputs")

    for option, criterion in LEVELS:
        assert f"Reason for {option} on {criterion}.\nStrong evidence: e1" in words


def test_the_evidence_log_gives_source_address_date_and_strength():
    words = section_words(report_of(), "evidence")

    for said in ("Staff stayed.", "A review", "https://example.org/review", "July 2018", "+ helps",
                 "strong", "A trust", "Steady workforce"):  # fmt: skip
        assert said in words


def test_the_record_gives_what_it_takes_to_make_the_figures_again():
    results = results_of()
    rows = dict(rows_of(table_of(contents(results), "record")))

    assert rows["Inputs (SHA-256)"] == results.inputs_sha256
    assert rows["Version of the software"] == results.version


def test_four_roles_sign():
    roles = [row[0] for row in rows_of(table_of(report_of(), "sign_off"))]

    assert roles == ["Commissioner", "Analyst", "Assurer", "Approver"]


def test_what_is_illustrative_is_said_on_the_first_page():
    assert report_of(illustrative="Nobody's real scores.").illustrative == "Nobody's real scores."


def test_dissent_stands_in_its_own_words_and_under_no_number_of_a_members_answers():
    report = report_of(
        members=[{"id": "m1", "label": "Member 1", "swings": {"practice": 100, "agency": 20}}],
        dissent=[
            {"by": "m1", "about": "agency", "text": "Agency staff matter more."},
            {"by": "Member 1", "about": "agency", "text": "By the label."},
            {"by": "Member 7", "about": "agency", "text": "Of one who was set aside."},
            {"by": "Cllr Ashe", "about": "agency", "text": "So say I."},
        ],
    )

    assert rows_of(table_of(report, "dissent")) == [
        ["A member", "Steady workforce", "Agency staff matter more."],
        ["A member", "Steady workforce", "By the label."],
        ["A member", "Steady workforce", "Of one who was set aside."],
        ["Cllr Ashe", "Steady workforce", "So say I."],
    ]


def test_an_unscored_cell_is_said_and_leaves_an_honest_report():
    report = report_of(performances=without(("partner", "agency")))
    words = section_words(report, "answer")

    cells = rows_of(table_of(report, "scores_1"))
    partner = [c.heading for c in table_of(report, "scores_1").columns].index("A partner")
    assert cells[1][partner] == "not scored"
    assert "Ranked first: A trust." in words
    assert "not yet: A partner" in words


def test_without_swings_there_is_no_ranking_and_the_report_says_why():
    report = report_of(swings={})
    words = section_words(report, "answer")

    assert "No ranking yet." in words
    assert "because not every swing has been rated" in words
    assert {row[2] for row in rows_of(table_of(report, "ranking"))} == {"None yet"}
    assert "notes that there is no ranking yet" in section_words(report, "recommendations")


def test_a_level_left_out_for_want_of_evidence_is_said_and_never_filled():
    cells = without(("partner", "agency"))
    cells.append({"option": "partner", "criterion": "agency", "strength": "none"})
    table = table_of(report_of(performances=cells), "scores_1")

    partner = [column.heading for column in table.columns].index("A partner")
    assert table.rows[1][partner] == Num("no evidence\n(0 to 100)", None)


def test_a_tie_is_called_a_tie_and_neither_option_is_recommended():
    # 62.5 for the trust: the partner needs 5 value points less on practice.
    report = report_of(performances=level("partner", "practice", 55))
    words = section_words(report, "answer")

    assert "tie for first" in words
    assert [row[1] for row in rows_of(table_of(report, "ranking"))] == ["1=", "1=", "3"]
    assert "chooses between" in section_words(report, "recommendations")


def test_an_option_that_fails_a_must_have_is_ruled_out_whatever_its_score():
    report = report_of(gate_results=must_have("partner", "fail"))
    words = section_words(report, "answer")

    assert "Ranked first: A trust." in words
    row = next(row for row in rows_of(table_of(report, "ranking")) if row[0] == "A partner")
    assert row[1] == "Ruled out"
    assert row[4] == "✗ Fails 1 of 1"
    recommended = section_words(report, "recommendations")
    assert "rules out, for failing a must-have: A partner (fails: Lawful route)" in recommended


def test_a_must_have_not_yet_known_makes_the_wording_conditional():
    report = report_of(gate_results=must_have("partner", "unknown"))

    assert "must-haves not yet known being passed" in section_words(report, "answer")
    assert "? Not yet known" in section_words(report, "proposal")


def test_when_every_option_fails_none_is_recommended():
    failed = [{"option": id, "gate": "lawful", "result": "fail"}
              for id in ("status_quo", "trust", "partner")]  # fmt: skip
    words = section_words(report_of(gate_results=failed), "answer")

    assert "No option can be recommended." in words


def test_when_the_baseline_leads_the_wording_is_that_it_continues():
    report = report_of(performances=level("status_quo", "practice", 100))

    assert "agrees that Carry on continues" in section_words(report, "recommendations")


def test_a_blank_criteria_set_still_gives_a_report():
    report = report_of(
        swings={}, performances=[], gate_results=[], evidence=[], costs={"lines": []}, question="",
        authority="", date=None,
    )  # fmt: skip
    document_without_date = words_of(report)

    assert "There are no cost lines yet" in document_without_date
    assert (
        "TO BE COMPLETED BY the Director of Children's Services: the question to be decided."
        in (document_without_date)
    )
    assert "Date not given" in document_without_date


@pytest.mark.parametrize("count", [2, 5, 6, 11, 50])
def test_options_stand_side_by_side_in_tables_that_fit_the_page(count):
    options = [{"id": f"o{place}", "name": f"Option {place}"} for place in range(count)]
    report = report_of(
        options=options, baseline="o0", performances=[], gate_results=[], evidence=[],
        costs={"lines": []},
    )  # fmt: skip
    tables = [table for table in report.tables() if table.key.startswith("scores_")]
    names = [column.heading for table in tables for column in table.columns[1:]]

    assert len(names) == len(set(names)) == count
    assert max(len(table.columns) for table in tables) <= 6


def test_a_table_with_a_row_too_short_is_refused():
    columns = (Column("One"), Column("Two"))

    with pytest.raises(ValueError, match="table t, row 1: 1 cells for 2 columns"):
        Table("t", "T", columns, (("a", "b"), ("c",)))


def test_every_table_says_what_it_is_and_has_no_empty_heading_or_row_name():
    for table in report_of().tables():
        assert table.caption
        assert all(column.heading.strip() for column in table.columns), table.key
        assert all(text_of(table) for _ in table.rows)
        assert all(row[0].strip() for row in rows_of(table)), table.key


def test_table_and_figure_keys_are_used_once():
    report = report_of()
    keys = [block.key for block in (*report.tables(), *report.figures())]

    assert len(keys) == len(set(keys))


def test_no_block_prints_a_value_of_the_program():
    report = report_of(members=[{"id": "m1", "label": "Member 1"}], swings={"practice": 100})
    words = "\n".join(text_of(b) for b in report.blocks() if not isinstance(b, ChartBlock))

    assert not re.search(r"\bnan\b|\binf\b|\bTrue\b|\bFalse\b|object at 0x|[{}<>]", words)


def test_the_same_results_give_the_same_contents():
    assert report_of() == report_of()


def test_a_list_may_follow_a_line_at_once():
    text = "That Cabinet:\n- agrees the programme;\n- asks for a report.\nThe rest waits.\n\nLater."

    assert blocks_of(text) == (
        Para("That Cabinet:"),
        Bullets(("agrees the programme;", "asks for a report.")),
        Para("The rest waits."),
        Para("Later."),
    )


def test_the_last_part_of_what_the_figures_support_ends_the_sentence():
    items = next(
        block.items
        for block in report_of().blocks()
        if isinstance(block, Bullets) and block.lettered
    )

    assert [item[-1] for item in items] == [";"] * (len(items) - 1) + ["."]
