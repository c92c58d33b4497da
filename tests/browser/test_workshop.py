"""A whole workshop in Chromium: a desk, a big screen and six phones, and all that goes wrong."""

from __future__ import annotations

import datetime as dt
import os
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from appraisal import service
from appraisal.analysis.results import analyse
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.appraisal_yaml.writer import write_appraisal
from appraisal.model import Appraisal
from appraisal.model.workshop import Question
from appraisal.report import make_report
from appraisal.service import workshop
from appraisal.service.acting import By
from appraisal.settings import Settings
from appraisal.store import Store
from tests.browser.harness import ARTIFACTS, PATIENCE, RunningApp
from tests.browser.workshop_room import Room, Screen, answer, keep_pictures, next_question
from tests.service.examples import officer

SET = Path(__file__).with_name("small_set.yaml")
SWINGS = ("practice", "agency", "months")
TTL = 3  # seconds a lost line's session is kept in this test; 120 outside it
ASLEEP = float(os.environ.get("WORKSHOP_ASLEEP_SECONDS", "6"))  # 180 for the real thing
OFFICER = workshop.Caller("director")
WITHIN = 10.0  # seconds after a restart in which every page shows the present step


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningApp]:
    """The app as a room uses it: the officer signs in with a key."""
    env = {
        "APPRAISAL_ACCESS": "room",
        "APPRAISAL_DRAWS": "256",
        "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(TTL),
    }
    with RunningApp(tmp_path / "data", env=env) as running:
        yield running


def scored_appraisal() -> Appraisal:
    document = read_appraisal(SET).document()
    options = [option["id"] for option in document["options"]]
    levels = {"practice": (40, 50, 70), "agency": (30, 30, 15), "months": (0, 18, 6)}
    document["swings"] = dict.fromkeys(SWINGS, 100)
    document["performances"] = [
        {"option": option, "criterion": criterion, "level": level}
        for criterion, row in levels.items()
        for option, level in zip(options, row, strict=True)
    ]
    return Appraisal.from_document(document)


def value(seat: int, question: int, round: int) -> float:
    """What a seat answers: no two answers are alike, so that each can be known by its figure."""
    return 20 + 11 * seat + question + 0.37 + (0.25 if round == 2 else 0)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@pytest.mark.soak
@pytest.mark.timeout(400)
def test_a_workshop_runs_through_refresh_sleep_late_joiner_and_two_kills(
    server: RunningApp, chromium: Browser
) -> None:
    store = Store.open(Settings(data=server.data))
    begun = service.start(store, officer(now(), "a"), scored_appraisal())
    with ExitStack() as stack:
        room = Room(chromium, server, stack)
        try:
            code = room.open_workshop(begun.id)
            big = room.open_big_screen()
            expect(big.page.get_by_text(code)).to_be_visible(timeout=PATIENCE)
            id = workshop.workshops_of(store, OFFICER, begun.id)[0].id
            first_round(room, big, store, id, code)
            second_round(room, big, store, id, server)
            what_was_saved_is_on_its_phone_and_nowhere_else(room, store, begun.id, id)
            assert not server.tracebacks()
            for screen in (room.desk, *room.phones):
                assert not screen.visit.faults
                assert not screen.visit.tracebacks()
        except BaseException:
            keep_pictures(ARTIFACTS, desk=room.desk,
                          **{f"phone{i}": p for i, p in enumerate(room.phones)})  # fmt: skip
            raise
    store.close()


def first_round(room: Room, big, store: Store, id: str, code: str) -> None:
    five_join(room, code)
    expect(big.page.get_by_text("5 members are in")).to_be_visible(timeout=PATIENCE)
    ask_for_swings(room, 1)
    everybody_is_asked(room, 1)
    for seat, phone in enumerate(room.phones):
        answer(phone, value(seat, 0, 1), f"the reason of seat {seat}")
        expect(phone.page.get_by_text("1 of 3 answered")).to_be_visible()  # before any "Next"
    refreshed = room.phones[1].page
    refreshed.reload()  # the same seat, the same page, the same answer
    expect(refreshed.locator(".control input")).to_have_value(f"{value(1, 0, 1):g}")
    sleeper = room.phones[2]
    sleeper.sleep()
    slept = time.monotonic()
    late = room.phone_joins(code, "Late")
    room.press("Let Late in", "Who is in: 6 members")
    is_asked(late, 1)
    answer(late, value(5, 0, 1), "the reason of seat 5")
    for seat, phone in enumerate(room.phones):
        if phone is not sleeper:
            next_question(phone)
            answer(phone, value(seat, 1, 1))
    killed_and_restarted(room)
    time.sleep(max(0.0, ASLEEP - (time.monotonic() - slept)))
    sleeper.wake()
    next_question(sleeper)
    answer(sleeper, value(2, 1, 1))
    for seat, phone in enumerate(room.phones):
        next_question(phone)
        answer(phone, value(seat, 2, 1))
        next_question(phone)  # all that it answered, to be checked
        expect(phone.page.get_by_text("All answered. Thank you")).to_be_visible()
    expect(big.page.get_by_text("18 of 18")).to_be_visible(timeout=PATIENCE)
    nobody_heard_another(room, big, (1,))
    room.press("Close the round", "Answers are closed")
    room.everybody_sees("Answers are closed", 10)
    room.press("Show the group's answers", "Where the room differs")
    room.everybody_sees("Round 1: you and the group", 10)
    expect(big.page.get_by_text("Round 1: the group's answers")).to_be_visible(timeout=PATIENCE)
    big.page.wait_for_timeout(2_500)  # longer than the screen waits to look again: nothing turns
    expect(big.page.get_by_text("Where the appraisal stands now")).to_have_count(0)
    workshop.steer(store, By(OFFICER, now(), uuid.uuid4().hex), id, ("ranking", 1))
    expect(big.page.get_by_text("Where the appraisal stands now")).to_be_visible(timeout=PATIENCE)
    room.press(re.compile("^Agree on "), re.compile("Agreed: "))


def five_join(room: Room, code: str) -> None:
    for number in range(5):
        if number == 0:
            wrong = room.phone_joins_wrongly(code)
            assert "opens no workshop" in wrong
        room.phone_joins(code, f"Member {number}")
    shown = room.desk.page.get_by_text("Waiting to be let in: 5")
    expect(shown).to_be_visible(timeout=PATIENCE)  # "all" are those whom the desk has shown
    room.press("Let all in", "Who is in: 5 members")
    room.everybody_sees("You are in. Please wait", 10)


def ask_for_swings(room: Room, round: int) -> None:
    page = room.desk.page
    page.get_by_role("button", name=re.compile("^Remove Every score")).click()
    asked = page.get_by_role("combobox", name=re.compile("What is asked"))
    asked.press_sequentially("The swings")
    asked.press("Enter")
    asked.press("Tab")  # the list of what can be asked is closed again
    expect(page.get_by_text("3 questions for each member")).to_be_visible(timeout=PATIENCE)
    room.desk.visit.settle()
    room.press(f"Open round {round}", "Answers are being given")


def killed_and_restarted(room: Room) -> None:
    """Kill the server in the middle of the round; every page works again without being touched."""
    room.app.kill()
    time.sleep(1)
    room.app.start()
    for phone in room.phones:
        expect(phone.page.locator("#count")).to_have_text(re.compile("[12] of 3 answered"))


def everybody_is_asked(room: Room, round: int) -> None:
    """Every phone comes to the round by itself, and goes past the choice of what comes first."""
    for phone in room.phones:
        is_asked(phone, round)


def is_asked(phone: Screen, round: int) -> None:
    """A phone comes to the round by itself, and goes past the choice of what comes first."""
    expect(phone.page.get_by_text(f"Round {round}: page 1 of 4")).to_be_visible(timeout=10_000)
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("buy first?")
    next_question(phone)


def nobody_heard_another(room: Room, big, rounds: tuple[int, ...]) -> None:
    """While a round is open no line brings anybody else's figure, and never a reason."""
    for seat, phone in enumerate(room.phones):
        others = [other for other in range(6) if other != seat]
        figures = [value(other, q, r) for other in others for q in range(3) for r in rounds]
        reasons = [f"the reason of seat {other}" for other in others]
        assert phone.heard(*figures, *reasons) == []
        assert phone.heard(value(seat, 0, 1)), "the frames were not read"
    every = [value(seat, q, r) for seat in range(6) for q in range(3) for r in rounds]
    reasons = [f"the reason of seat {seat}" for seat in range(6)]
    for screen in (room.desk, big):
        assert screen.frames
        assert screen.heard(*every, *reasons) == []


def second_round(room: Room, big, store: Store, id: str, server: RunningApp) -> None:
    room.press("Another round", "Open round 2")
    for screen in (room.desk, big, *room.phones):
        screen.frames.clear()
    ask_for_swings(room, 2)
    everybody_is_asked(room, 2)
    for seat, phone in enumerate(room.phones):
        answer(phone, value(seat, 0, 2))
    server.kill()
    # The step moves while every page is cut off: none of them can have heard of it.
    workshop.lock_round(store, By(OFFICER, now(), uuid.uuid4().hex), id)
    server.start()
    began = time.monotonic()
    room.everybody_sees("Answers are closed", WITHIN)
    words = re.compile("answers are closed", re.IGNORECASE)
    expect(big.page.get_by_text(words).first).to_be_visible(timeout=WITHIN * 1000)
    expect(room.desk.page.get_by_text("Round 2: Answers are closed")).to_be_visible()
    assert time.monotonic() - began < WITHIN
    room.press("Show the group's answers", "Where the room differs")
    room.everybody_sees("Round 2: you and the group", 10)
    reasons = [f"the reason of seat {seat}" for seat in range(6)]
    for screen in (room.desk, big):
        assert screen.heard(*reasons) == []


def what_was_saved_is_on_its_phone_and_nowhere_else(
    room: Room, store: Store, id: str, workshop_id: str
) -> None:
    """Each phone has its own answers; record, file and report have figures of the group alone."""
    given = []
    for seat, phone in enumerate(room.phones):
        token = next(c["value"] for c in phone.page.context.cookies() if c["name"] == "seat")
        caller = workshop.who(store, token, now())
        first = workshop.mine(store, caller, workshop_id, caller.seat, 1)
        own = {a.question: a.own.value for a in first.questions}
        assert own == {
            Question(criterion): value(seat, place, 1) for place, criterion in enumerate(SWINGS)
        }
        assert first.questions[0].own.reason == f"the reason of seat {seat}"
        given += [*own.values(), value(seat, 0, 2)]
    kept = service.load(store, id).appraisal
    assert kept.members == ()
    revealed = [event for event in store.events(id) if event.kind == "revealed"]
    counts = [
        [
            figure["spread"]["count"]
            for figure in event.payload["figures"].values()
            if figure["spread"]
        ]
        for event in revealed
    ]
    assert counts == [[6, 6, 6], [6]]
    report = make_report(analyse(kept, draws=64, seed=1), to="html").decode()
    words = re.sub(r"(?s)<(style|script|svg)\b.*?</\1>|<[^>]+>", " ", report)
    record = " ".join(str(event.document()) for event in store.events(id))
    for text in (words, record, write_appraisal(kept)):
        assert not [answer for answer in given if f"{answer:g}" in text]
