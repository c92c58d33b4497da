"""How long a round takes the slowest reader, by assumptions that are said with the figure.

Adults read 238 words a minute on average (Brysbaert 2019, doi:10.1016/j.jml.2019.104047); half of
that stands for the slowest. The seconds to decide and to turn a page are assumptions of this tool's
own. What stands on every page, such as the options' names, is read once; evidence is not counted,
since it stands behind a press.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from appraisal.analysis.wording.scales import ends_of_scale
from appraisal.model import Appraisal
from appraisal.model.workshop import Question, SheetKind, sheets_of

WORDS_A_MINUTE = 119  # half of the average
SECONDS_AN_ANSWER = 10.0
SECONDS_A_PAGE = 3.0
_OF_EVERY_PAGE = 60  # words that every page has: how to answer, its buttons, and the promise


@dataclass(frozen=True)
class RoundTime:
    """What a round asks of a member: pages, answers, words to read, and seconds for all of it."""

    pages: int
    answers: int
    words: int
    seconds: float

    @property
    def minutes(self) -> int:
        """The seconds as whole minutes, rounded up."""
        return int(-(-self.seconds // 60))


def round_time(appraisal: Appraisal, questions: Iterable[Question]) -> RoundTime:
    """Return what a round of these questions asks of the slowest reader; all 0 for no question."""
    sheets = sheets_of(questions)
    if not sheets:
        return RoundTime(0, 0, 0, 0.0)
    options = {q.option for _, asked in sheets for q in asked if q.option is not None}
    texts = [appraisal.option(id).name for id in options]
    for kind, asked in sheets:
        texts += _texts(appraisal, kind, asked)
    words = _OF_EVERY_PAGE + sum(len(text.split()) for text in texts)
    answers = sum(len(asked) if kind != "first" else 1 for kind, asked in sheets)
    pages = len(sheets) + 1  # the last shows every answer
    seconds = words / WORDS_A_MINUTE * 60 + answers * SECONDS_AN_ANSWER + pages * SECONDS_A_PAGE
    return RoundTime(pages, answers, words, seconds)


def _texts(appraisal: Appraisal, kind: SheetKind, asked: tuple[Question, ...]) -> list[str]:
    if kind == "first":  # read again, one by one, on the pages that follow
        return []
    criterion = appraisal.criterion(asked[0].criterion)
    question = criterion.question if kind == "levels" else "how much is the improvement worth"
    return [criterion.name, question, *ends_of_scale(criterion)]


def words_of_round_time(time: RoundTime) -> str:
    """Return in a sentence how long a round takes, and by what assumptions."""
    return (
        f"{time.pages} pages and about {time.words} words: about {time.minutes} minutes for the "
        f"slowest, at {WORDS_A_MINUTE} words a minute and {SECONDS_AN_ANSWER:g} seconds to decide "
        "each answer. Evidence is not counted: it stands behind a press."
    )
