"""Two hundred events kept for ever: if any hash moves, old records would no longer verify."""

import json
import runpy
from pathlib import Path

from appraisal.model.canonical import canonical_bytes, sha256_of
from appraisal.record.events import Event
from appraisal.record.replay import State
from appraisal.record.verify import verify
from tests.record import golden

LINES = golden.FILE.read_bytes().splitlines()
EVENTS = [Event.from_document(json.loads(line)) for line in LINES]
HEAD = "b67fb400f2374a5256dc56c26744c139e15ca3784ef2c039ac89e901b2626430"
DOCUMENT = "dd028e990aada7eeb5b4998a8944a2d4fbd0dd3fa05d5484dc0dc51d515ca49e"


def test_two_hundred_old_events_still_verify_and_make_the_same_appraisal():
    state = verify("a0123456789abcdef012", EVENTS)

    assert isinstance(state, State), state
    assert (state.revision, state.head) == (199, HEAD)
    assert sha256_of(state.appraisal.document()) == DOCUMENT


def test_the_canonical_form_is_byte_for_byte_what_it_was():
    assert [canonical_bytes(event.document()) for event in EVENTS] == LINES


def test_the_same_acts_still_make_the_same_events():
    assert golden.text() == golden.FILE.read_bytes()


def test_the_stand_alone_verifier_makes_the_same_hashes():
    alone = Path(__file__).parents[2] / "appraisal" / "cli" / "verify_record.py"
    tool = runpy.run_path(str(alone))

    assert [tool["hash_of"](json.loads(line)) for line in LINES] == [e.hash for e in EVENTS]
