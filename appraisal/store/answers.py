"""Answers as they were given: added, never altered; the last of a seat to a question counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, case, func, insert, select

from appraisal.store.workshop_tables import answer


@dataclass(frozen=True)
class Answer:
    """One answer; ``value`` is None for "no view", and where it was ``cleared``.

    ``phone`` and ``n``: which phone sent it, and the number of that act; empty and 0 if not told.
    """

    workshop: str
    seq: int
    round: int
    seat: str
    question: str
    value: float | None
    reason: str
    client_id: str
    via: str
    at_ms: int
    phone: str = ""
    n: int = 0
    cleared: bool = False


_BY_CLIENTS = select(answer).where(
    answer.c.workshop == bindparam("of"),
    answer.c.client_id.in_(bindparam("clients", expanding=True)),
)
_OF_ROUND = (
    select(answer)
    .where(answer.c.workshop == bindparam("of"), answer.c.round == bindparam("n"))
    .order_by(answer.c.seq)
)
_OF_SEAT = (
    select(answer)
    .where(
        answer.c.workshop == bindparam("of"),
        answer.c.round == bindparam("n"),
        answer.c.seat == bindparam("seat"),
    )
    .order_by(answer.c.seq)
)
# Who has answered what, without what was answered: all that anybody else may know.
_GIVEN = func.max(case((answer.c.cleared, 0), else_=answer.c.seq))
_CLEARED = func.max(case((answer.c.cleared, answer.c.seq), else_=0))
_WHO = (
    select(answer.c.seat, answer.c.question, _GIVEN, _CLEARED)
    .where(answer.c.workshop == bindparam("of"), answer.c.round == bindparam("n"))
    .group_by(answer.c.seat, answer.c.question)
)
_OF_CELLS = (
    answer.c.workshop == bindparam("of"),
    answer.c.round == bindparam("n"),
    answer.c.seat.in_(bindparam("seats", expanding=True)),
    answer.c.question.in_(bindparam("questions", expanding=True)),
)
# Of a cell that was answered a thousand times no more is read than of one that was answered once.
_NEWEST = (
    select(func.max(answer.c.seq)).where(*_OF_CELLS).group_by(answer.c.seat, answer.c.question)
)
_LAST = select(answer).where(answer.c.workshop == bindparam("of"), answer.c.seq.in_(_NEWEST))
_ACTS = (
    select(answer.c.seat, answer.c.question, answer.c.phone, func.max(answer.c.n))
    .where(*_OF_CELLS)
    .group_by(answer.c.seat, answer.c.question, answer.c.phone)
)
_INSERT = insert(answer)


def by_clients(
    connection: Connection, workshop: str, client_ids: Iterable[str]
) -> dict[str, Answer]:
    """Return the answers that clients' ids were already used for, by id."""
    wanted = {"of": workshop, "clients": list(client_ids)}
    rows = connection.execute(_BY_CLIENTS, wanted).mappings().all()
    return {row["client_id"]: Answer(**row) for row in rows}


def add_all(connection: Connection, new: Iterable[Answer]) -> None:
    """Keep answers."""
    connection.execute(_INSERT, [vars(each) for each in new])


def of_round(connection: Connection, workshop: str, round: int) -> list[Answer]:
    """Return every answer of a round, earlier ones too, in the order in which they came."""
    result = connection.execute(_OF_ROUND, {"of": workshop, "n": round})
    return [Answer(**row) for row in result.mappings().all()]


def of_seat(connection: Connection, workshop: str, round: int, seat: str) -> dict[str, Answer]:
    """Return what counts of one seat's answers in a round, by question."""
    result = connection.execute(_OF_SEAT, {"of": workshop, "n": round, "seat": seat})
    return {row["question"]: Answer(**row) for row in result.mappings().all()}


def who(connection: Connection, workshop: str, round: int) -> dict[tuple[str, str], int]:
    """Return (seat, question) -> the number of the last answer; minus that if it was taken back."""
    rows = connection.execute(_WHO, {"of": workshop, "n": round})
    return {
        (seat, question): given if given > cleared else -cleared
        for seat, question, given, cleared in rows
    }


@dataclass
class LastGiven:
    """What stands of one seat's answer to one question, and each phone's last act on it."""

    answer: Answer | None = None
    acts: dict[str, int] = field(default_factory=dict)

    def take(self, new: Answer) -> None:
        """Have a new answer stand."""
        self.answer = new
        self.acts[new.phone] = max(new.n, self.acts.get(new.phone, 0))


def last_given(
    connection: Connection, workshop: str, round: int, of: Collection[tuple[str, str]]
) -> dict[tuple[str, str], LastGiven]:
    """Return (seat, question) -> what stands of it, for each that is asked for."""
    by_cell = {each: LastGiven() for each in of}
    wanted = {
        "of": workshop, "n": round, "seats": sorted({seat for seat, _ in of}),
        "questions": sorted({question for _, question in of}),
    }  # fmt: skip
    for row in connection.execute(_LAST, wanted).mappings():
        if (row["seat"], row["question"]) in by_cell:
            by_cell[row["seat"], row["question"]].answer = Answer(**row)
    for seat, question, phone, n in connection.execute(_ACTS, wanted):
        if (seat, question) in by_cell:
            by_cell[seat, question].acts[phone] = n
    return by_cell
