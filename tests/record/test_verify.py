import json
from dataclasses import replace

import pytest

from appraisal.record.events import FIELDS, Event
from appraisal.record.replay import State
from appraisal.record.verify import Finding, verify
from tests.record import golden

EVENTS = [Event.from_document(json.loads(line)) for line in golden.FILE.read_bytes().splitlines()]
EVENTS = EVENTS[:40]
ID = EVENTS[0].appraisal


def resealed(events):
    """A chain made anew by someone who knows how: every hash and link right again."""
    done = []
    for event in events:
        done.append(event.sealed(seq=len(done), prev=done[-1].hash if done else "0" * 64))
    return done


def test_a_sound_record_gives_its_state():
    assert isinstance(verify(ID, EVENTS, revision=39, head=EVENTS[39].hash), State)


@pytest.mark.parametrize("field", FIELDS)
def test_a_change_to_any_field_of_an_event_is_found_and_named(field):
    old = getattr(EVENTS[20], field)
    new = {str: f"{old}x", int: 7, type(None): 3, tuple: ("e1",), dict: {"edits": []}}[type(old)]
    events = [*EVENTS[:20], replace(EVENTS[20], **{field: new}), *EVENTS[21:]]

    found = verify(ID, events)

    assert isinstance(found, Finding)
    assert found.seq == 20


def test_an_event_taken_out_is_named():
    assert verify(ID, EVENTS[:7] + EVENTS[8:]) == Finding(
        ID, 7, "event 7 is missing; event 8 stands in its place"
    )


def test_two_events_changed_round_are_found():
    events = [*EVENTS[:5], EVENTS[6], EVENTS[5], *EVENTS[7:]]

    assert verify(ID, events).seq == 5


def test_a_tail_cut_off_shows_against_the_number_or_the_hash_kept_elsewhere():
    assert verify(ID, EVENTS[:30], revision=39).seq == 29
    assert verify(ID, EVENTS[:30], head=EVENTS[39].hash).seq == 29


def test_a_record_rewritten_with_right_hashes_shows_against_a_printed_head():
    events = resealed([*EVENTS[:10], replace(EVENTS[10], actor="nobody"), *EVENTS[11:]])

    assert isinstance(verify(ID, events), State)
    assert isinstance(verify(ID, events, head=EVENTS[39].hash), Finding)


def test_an_entry_that_was_not_what_the_change_says_is_found_though_every_hash_is_right():
    found = verify(ID, resealed([*EVENTS[:5], *EVENTS[6:]]))

    assert isinstance(found, Finding)
    assert "was not what the change says it was" in found.why


def test_a_change_after_agreement_is_found_though_every_hash_is_right():
    edit = {"section": "appraisal", "key": ["status"], "before": None, "after": "agreed"}
    agreed = replace(EVENTS[1], kind="status", payload={"edits": [edit]})
    later = replace(EVENTS[1], client_id="later")

    found = verify(ID, resealed([EVENTS[0], agreed, later]))

    assert (found.seq, "frozen" in found.why) == (2, True)


def test_an_undo_of_anything_but_the_last_change_is_found():
    wrong = replace(EVENTS[2], kind="undo", payload={"of": 0, "edits": []})

    assert verify(ID, resealed([*EVENTS[:2], wrong])).why == "it cannot undo event 0"


@pytest.mark.parametrize(
    "payload", [{}, {"edits": 3}, {"edits": [{"section": "x"}]}, {"edits": [7]}]
)
def test_a_payload_that_makes_no_sense_is_a_finding_and_no_crash(payload):
    found = verify(ID, resealed([EVENTS[0], replace(EVENTS[1], payload=payload)]))

    assert (found.seq, found.why.startswith("it cannot be read")) == (1, True)


def test_a_record_that_begins_with_no_appraisal_is_a_finding():
    for payload in ({}, {"document": {}}, {"document": 3}):
        assert verify(ID, resealed([replace(EVENTS[0], payload=payload)])).seq == 0
    assert verify(ID, []).why == "it has no events"


def test_another_records_event_is_found():
    assert "belongs to the record of" in verify("another", EVENTS).why
