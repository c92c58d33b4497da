"""An appraisal is checked whole when it is made, and every fault is told at once."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from appraisal.errors import InvalidAppraisal
from appraisal.model import Appraisal, Option, Scale
from appraisal.model.canonical import canonical_bytes, sha256_of

SMALL: dict[str, Any] = {
    "format": "appraisal/1",
    "title": "Where to sit",
    "baseline": "here",
    "options": [{"id": "here", "name": "Here"}, {"id": "there", "name": "There"}],
    "gates": [{"id": "g", "name": "Lawful"}],
    "gate_results": [{"option": "here", "gate": "g", "result": "pass"}],
    "criteria": [
        {"id": "light", "name": "Light", "group": "Comfort"},
        {"id": "price", "name": "Price", "axis": "cost"},
        {"id": "quiet", "name": "Quiet"},
    ],
    "performances": [{"option": "here", "criterion": "light", "level": 30}],
}


def _faults(**changes: Any) -> list[str]:
    with pytest.raises(InvalidAppraisal) as refusal:
        Appraisal.from_document(SMALL | changes)
    return [str(fault) for fault in refusal.value.faults]


def test_faults_of_values_and_of_what_they_name_are_told_together_in_the_files_order() -> None:
    faults = _faults(
        baseline="nowhere",
        status="final",
        swings={"light": -1, "dark": 5},
        titel="A slip",
        performances=[
            {"option": "here", "criterion": "light", "level": 130},
            {"option": "hre", "criterion": "light", "level": "30"},
        ],
    )

    assert [fault.split(": ")[0] for fault in faults] == [
        "status",
        "baseline",
        "swings.dark",
        "swings.light",
        "performances[0].level",
        "performances[1].level",
        "performances[1].option",
        "titel",
    ]


def test_the_order_of_rows_is_that_of_their_numbers() -> None:
    rows = [{"option": "x", "criterion": "light", "level": 1}] * 12

    found = [int(fault.partition("[")[2].partition("]")[0]) for fault in _faults(performances=rows)]

    assert found == sorted(found)
    assert max(found) == 11


def test_a_change_gives_a_new_appraisal_checked_whole() -> None:
    before = Appraisal.from_document(SMALL)

    after = before.changed(title="Where to stand", swings={"light": 100})

    assert (before.title, before.swings) == ("Where to sit", {})
    assert (after.title, after.swings) == ("Where to stand", {"light": 100})
    with pytest.raises(InvalidAppraisal, match="'dark' is not a known criterion"):
        before.changed(swings={"dark": 100})


def test_an_appraisal_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Appraisal.from_document(SMALL).title = "Another"


def test_an_appraisal_knows_its_parts() -> None:
    appraisal = Appraisal.from_document(SMALL)

    assert appraisal.option("there").name == "There"
    assert appraisal.criterion("quiet").group == "Other"
    assert [criterion.id for criterion in appraisal.benefit_criteria()] == ["light", "quiet"]
    assert appraisal.groups() == ("Comfort", "Other")
    assert (cost := appraisal.cost_criterion()) is not None
    assert cost.id == "price"
    assert appraisal.must_have_outcome("here", "g") == "pass"
    assert appraisal.must_have_outcome("there", "g") == "unknown"
    assert appraisal.performance("there", "light") is None
    with pytest.raises(KeyError):
        appraisal.option("nowhere")


def test_a_document_leaves_out_what_is_as_it_would_be_anyway() -> None:
    document = Appraisal.from_document(SMALL | {"status": "draft", "notes": {}}).document()

    assert "status" not in document
    assert "notes" not in document
    assert document["format"] == "appraisal/1"


def test_consents_outside_the_council_are_named_in_order() -> None:
    option = Option(id="a", name="A", in_gift_of=("partner", "council", "secretary_of_state"))

    assert option.consents_outside_council() == ("partner", "secretary_of_state")


def test_a_scale_where_lower_is_better_says_so() -> None:
    scale = Scale(unit="% agency", worst=60, best=0)

    assert scale.lower_is_better()
    assert scale.corners() == ((60, 0), (0, 100))


@pytest.mark.parametrize(
    ("parents", "faulty"),
    [
        ({"a": None, "b": "a", "c": "b"}, []),
        ({"a": "a"}, ["a"]),
        ({"a": "b", "b": "a"}, ["a", "b"]),
        ({"a": "b", "b": "a", "c": "a", "d": "e", "e": None}, ["a", "b", "c"]),
    ],
)
def test_a_variant_of_itself_by_any_way_round_is_a_fault(
    parents: dict[str, str | None], faulty: list[str]
) -> None:
    options = [
        {"id": id, "name": id} | ({"variant_of": parent} if parent else {})
        for id, parent in parents.items()
    ]
    options += [{"id": "here", "name": "Here"}, {"id": "there", "name": "There"}]
    document = SMALL | {"options": options}

    try:
        Appraisal.from_document(document)
        found = []
    except InvalidAppraisal as error:
        found = [options[int(fault.path[1])]["id"] for fault in error.faults]

    assert found == faulty


def test_whatever_is_not_a_mapping_is_told_and_not_taken() -> None:
    for document in (None, [], "text", 3, {"options": {"here": 1}}, {"criteria": [1, None]}):
        with pytest.raises(InvalidAppraisal):
            Appraisal.from_document(document)


def test_the_canonical_bytes_are_the_same_whatever_the_order_or_the_accents() -> None:
    one = {"b": [1.0, 0.5, None], "a": "caf\u00e9", "c": {2026: True}}
    two = {"c": {"2026": True}, "a": "cafe\u0301", "b": [1, 0.5, None]}

    assert canonical_bytes(one) == canonical_bytes(two)
    assert canonical_bytes(one) == '{"a":"café","b":[1,"0.5",null],"c":{"2026":true}}'.encode()
    assert len(sha256_of(one)) == 64


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1, 2}])
def test_what_json_cannot_hold_has_no_canonical_form(value: object) -> None:
    with pytest.raises(ValueError, match="no canonical form"):
        canonical_bytes({"a": value})


@pytest.mark.parametrize("given", [{}, {"worst": 0}, {"best": 100}])
def test_a_unit_without_both_ends_is_a_fault_and_no_end_is_assumed(given: dict[str, float]) -> None:
    criteria = [{"id": "agency", "name": "Agency", "scale": {"unit": "% agency", **given}}]

    (fault,) = _faults(criteria=criteria, performances=[])

    assert "a scale in a unit needs both ends" in fault


def test_both_ends_of_a_unit_stand_in_the_document_even_where_they_are_the_judged_ones() -> None:
    scale = {"unit": "% permanent", "worst": 0, "best": 100}
    criteria = [{"id": "permanent", "name": "Permanent staff", "scale": scale}]

    document = Appraisal.from_document(
        SMALL | {"criteria": criteria, "performances": []}
    ).document()

    assert document["criteria"][0]["scale"] == scale


def test_a_faulty_row_does_not_make_its_list_too_short() -> None:
    options = [{"id": "here", "name": ""}, {"id": "there", "name": "There"}]

    assert _faults(options=options) == [
        "options[0].name: found an empty text. Right would be some words."
    ]
