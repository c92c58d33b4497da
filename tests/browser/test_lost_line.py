"""A phone whose line is lost just after a press: its seat's answer or none, and no error.

The phone's requests are sent over the real line without a browser, since a browser cannot be told
to lose its line a thousandth of a second after a press.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from appraisal.settings import Settings
from appraisal.store import Store, answers
from tests.bench.phones import Phone
from tests.bench.workshop_places import Place, open_place
from tests.browser.harness import RunningApp

PHONES = 16
TIMES = 40  # how often each loses its line
BUSY = 6  # programs that want the processor too: the moment that counts is short on a quiet machine
LATEST = 0.2  # seconds after the press


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningApp]:
    with RunningApp(tmp_path / "data", env={"APPRAISAL_DRAWS": "1000"}) as running:
        yield running


@pytest.mark.hours
def test_a_line_lost_after_a_press_makes_the_member_nobody_else(server: RunningApp) -> None:
    store = Store.open(Settings(data=server.data))
    place = open_place(store, PHONES)

    with _a_busy_machine():
        asyncio.run(_all_lose_their_lines(server, place))

    assert not server.tracebacks()
    kept = store.read(lambda transaction: answers.of_round(transaction, place.id, 1))
    assert kept, "no press came through: the lines were lost too early"
    assert {answer.via for answer in kept} == {"phone"}
    assert {answer.value for answer in kept} <= {float(turn) for turn in range(1, TIMES + 1)}


@contextmanager
def _a_busy_machine() -> Iterator[None]:
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(BUSY)]
    try:
        yield
    finally:
        for each in busy:
            each.kill()
            each.wait()


async def _all_lose_their_lines(server: RunningApp, place: Place) -> None:
    host = f"127.0.0.1:{server.port}"
    phones = [Phone(host, f"seat={token}", seed) for seed, token in enumerate(place.tokens)]
    await asyncio.gather(*(_loses_its_line(phone, at) for at, phone in enumerate(phones)))


async def _loses_its_line(phone: Phone, first: int) -> None:
    for turn in range(TIMES):
        await phone.open()
        await phone.lose_line(float(1 + turn), LATEST * ((first + turn) % 7) / 7)
