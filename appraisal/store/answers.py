"""Answers as they were given: added, never altered; the last of a seat to a question counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select

from appraisal.store.workshop_tables import answer


@dataclass(frozen=True)
class Answer:
    """One answer; ``value`` is None for "no view"."""

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
_WHO = (
    select(answer.c.seat, answer.c.question)
    .where(answer.c.workshop == bindparam("of"), answer.c.round == bindparam("n"))
    .distinct()
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


def who(connection: Connection, workshop: str, round: int) -> set[tuple[str, str]]:
    """Return (seat, question) for each question that a seat has answered in a round."""
    return {(row[0], row[1]) for row in connection.execute(_WHO, {"of": workshop, "n": round})}
