"""The public papers of a real workshop are searched for every answer that was given in it."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from appraisal.analysis.results import analyse
from appraisal.analysis.results_document import results_document
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import worked_examples
from appraisal.model.workshop import questions_of
from appraisal.report import make_report
from appraisal.service import workshop as ws
from tests.service.workshop.room import DIRECTOR, Room


@pytest.fixture
def ended(store):
    """A workshop on the worked example that has ended, its answers kept by number."""
    room = Room(store, appraisal=read_appraisal(worked_examples()[0].path), keep_rows=True)
    people, given = room.members(6), []
    room.open(*questions_of(room.kept(), swings=True))
    for seat, person in enumerate(people):
        for place, asked in enumerate(room.mine(person).questions):
            value = round(20.0137 + 11.0571 * seat + 0.7113 * place, 4)
            room.answer(person, asked.question, value, reason=f"Reason {seat} {place} of mine")
            given.append(value)
    room.show()
    ws.end_workshop(store, room.by(DIRECTOR), room.id)
    return room.kept(), given


def told(answer: float) -> list[str]:
    """The ways in which an answer might be printed: as it is, and to two or three places."""
    return [f"{answer:.4f}", f"{answer:.3f}", f"{answer:.2f}"]


def searched(text: str, given: list[float]) -> list[str]:
    """The answers that stand in a text as numbers of their own, not as the beginning of others."""
    numbers = set(re.findall(r"\d+\.\d+", text))
    return [form for answer in given for form in told(answer) if form in numbers]


def words_of_html(page: str) -> str:
    return re.sub(r"(?s)<(style|script)\b.*?</\1>|<[^>]+>", " ", page)


def words_of_xlsx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return " ".join(book.read(name).decode() for name in book.namelist())


def test_no_public_paper_holds_an_answer(ended):
    appraisal, given = ended
    assert len(appraisal.members) == 6
    results = analyse(appraisal, draws=256, seed=1)
    papers = {
        "html": words_of_html(make_report(results, to="html").decode()),
        "xlsx": words_of_xlsx(make_report(results, to="xlsx")),
        "json": repr(results_document(results)),
    }

    for name, text in papers.items():
        assert searched(text, given) == [], name
        assert "of mine" not in text, name
        assert not re.search(r"\bMember \d|\bm\d\b", text), name
