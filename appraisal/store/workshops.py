"""Workshops, their rounds and what was agreed, as rows and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from appraisal.model.workshop import Step
from appraisal.store.seats import Seat, Token
from appraisal.store.workshop_tables import agreed, seat, token, workshop, workshop_round


@dataclass(frozen=True)
class Workshop:
    """Where a workshop stands."""

    id: str
    appraisal: str
    code: str | None
    link_key: str
    salt: str
    step: Step
    round: int
    revision: int
    data: int
    threshold: int
    ask_label: bool
    keep_rows: bool
    screen: str
    home: str
    opened_ms: int
    ends_ms: int
    ended_ms: int | None


@dataclass(frozen=True)
class Round:
    """A round: what is asked and proposed, under which rules, and the figures once it was shown."""

    workshop: str
    number: int
    questions: tuple[str, ...]
    threshold: int
    rules_hash: str
    seconds: int | None
    opened_ms: int
    locked_ms: int | None
    state: str
    shown: dict[str, Any] | None
    proposed: dict[str, float] = field(default_factory=dict)


_ONE = select(workshop).where(workshop.c.id == bindparam("of"))
_LOCKED = _ONE.with_for_update()
_BY_CODE = select(workshop).where(workshop.c.code == bindparam("of"), workshop.c.ended_ms.is_(None))
_PULSE = (
    select(workshop.c.revision, workshop.c.data, token.c.hash)
    .outerjoin(token, (token.c.hash == bindparam("proof")) & token.c.ended_ms.is_(None))
    .where(workshop.c.id == bindparam("of"))
)
_STANDINGS = (
    select(
        *(token.c[each.name] for each in fields(Token)),
        *(seat.c[each.name] for each in fields(Seat)),
        *(workshop.c[each.name] for each in fields(Workshop)),
    )
    .join(seat, seat.c.id == token.c.seat)
    .join(workshop, workshop.c.id == seat.c.workshop)
)
_STANDING = _STANDINGS.where(token.c.hash == bindparam("of"))
_STANDING_OF_ALL = _STANDINGS.where(token.c.hash.in_(bindparam("of", expanding=True)))
_OF_TOKEN, _OF_SEAT = len(fields(Token)), len(fields(Token)) + len(fields(Seat))
_ROUND = select(workshop_round).where(
    workshop_round.c.workshop == bindparam("of"), workshop_round.c.number == bindparam("n")
)
_ROUNDS = (
    select(workshop_round)
    .where(workshop_round.c.workshop == bindparam("of"))
    .order_by(workshop_round.c.number)
)
_ADD_DATA = (
    update(workshop)
    .where(workshop.c.id == bindparam("of"))
    .values(data=workshop.c.data + bindparam("more"))
)


def pulse(connection: Connection, id: str, proof: str) -> tuple[int, int, bool] | None:
    """Return revision, data counter, and whether the secret still lives: one indexed read."""
    row = connection.execute(_PULSE, {"of": id, "proof": proof}).first()
    return (int(row[0]), int(row[1]), row[2] is not None) if row else None


Seated = tuple[Token, Seat, Workshop]


def standing(connection: Connection, hash: str) -> Seated | None:
    """Return a secret with its seat and workshop, or None: one indexed read."""
    row = connection.execute(_STANDING, {"of": hash}).first()
    return _standing(row) if row else None


def standings(connection: Connection, hashes: Iterable[str]) -> dict[str, Seated]:
    """Return secrets with their seat and workshop, by hash: one indexed read for all of them."""
    rows = connection.execute(_STANDING_OF_ALL, {"of": list(hashes)}).all()
    return {row[0]: _standing(row) for row in rows}


def _standing(row: Any) -> Seated:
    return Token(*row[:_OF_TOKEN]), Seat(*row[_OF_TOKEN:_OF_SEAT]), Workshop(*row[_OF_SEAT:])


def get(connection: Connection, id: str, *, lock: bool = False) -> Workshop | None:
    """Return a workshop, its row held until the transaction ends if ``lock``."""
    row = connection.execute(_LOCKED if lock else _ONE, {"of": id}).mappings().first()
    return Workshop(**row) if row else None


def by_code(connection: Connection, code: str) -> Workshop | None:
    """Return the workshop that is under way with this join code, if any."""
    row = connection.execute(_BY_CODE, {"of": code}).mappings().first()
    return Workshop(**row) if row else None


def all_of(connection: Connection, *, appraisal: str | None = None) -> list[Workshop]:
    """Return the workshops, the last opened first; those of one appraisal if named."""
    wanted = select(workshop).order_by(workshop.c.opened_ms.desc(), workshop.c.id)
    if appraisal is not None:
        wanted = wanted.where(workshop.c.appraisal == appraisal)
    return [Workshop(**row) for row in connection.execute(wanted).mappings().all()]


def add(connection: Connection, new: Workshop) -> None:
    """Keep a new workshop."""
    connection.execute(insert(workshop), vars(new))


def move(connection: Connection, id: str, **changes: Any) -> None:
    """Change fields of a workshop and move its revision on, so that every open page sees it."""
    connection.execute(
        update(workshop)
        .where(workshop.c.id == id)
        .values(revision=workshop.c.revision + 1, **changes)
    )


def add_data(connection: Connection, id: str, more: int) -> None:
    """Move the data counter on; the workshop's row must be held."""
    connection.execute(_ADD_DATA, {"of": id, "more": more})


def add_round(connection: Connection, new: Round) -> None:
    """Keep a new round."""
    connection.execute(insert(workshop_round), {**vars(new), **_texts(vars(new))})


def round_of(connection: Connection, id: str, number: int) -> Round | None:
    """Return a round of a workshop, or None."""
    row = connection.execute(_ROUND, {"of": id, "n": number}).mappings().first()
    return _round(row) if row else None


def rounds_of(connection: Connection, id: str) -> list[Round]:
    """Return the rounds of a workshop in order."""
    return [_round(row) for row in connection.execute(_ROUNDS, {"of": id}).mappings().all()]


def change_round(connection: Connection, id: str, number: int, **changes: Any) -> None:
    """Change fields of a round."""
    mine = (workshop_round.c.workshop == id) & (workshop_round.c.number == number)
    connection.execute(update(workshop_round).where(mine).values(**{**changes, **_texts(changes)}))


def agree(connection: Connection, id: str, round: int, question: str, value: float) -> None:
    """Keep what was agreed on a question, in place of what was agreed before in this round."""
    key = {"workshop": id, "round": round, "question": question}
    mine = (agreed.c.workshop == id) & (agreed.c.round == round) & (agreed.c.question == question)
    if not connection.execute(update(agreed).where(mine).values(value=value)).rowcount:
        connection.execute(insert(agreed), {**key, "value": value})


def forget_agreed(connection: Connection, id: str, round: int, question: str) -> None:
    """Take back what was agreed on a question in a round."""
    mine = (agreed.c.workshop == id) & (agreed.c.round == round) & (agreed.c.question == question)
    connection.execute(delete(agreed).where(mine))


def agreed_in(connection: Connection, id: str, round: int) -> dict[str, float]:
    """Return what was agreed in a round, by question."""
    wanted = select(agreed.c.question, agreed.c.value).where(
        agreed.c.workshop == id, agreed.c.round == round
    )
    return {row.question: row.value for row in connection.execute(wanted)}


def _texts(changes: dict[str, Any]) -> dict[str, Any]:
    return {
        name: json.dumps(changes[name])
        for name in ("questions", "shown", "proposed")
        if changes.get(name) is not None
    }


def _round(row: Any) -> Round:
    values = dict(row)
    values["questions"] = _questions(values["questions"])
    values["proposed"] = json.loads(values["proposed"])
    values["shown"] = None if values["shown"] is None else json.loads(values["shown"])
    return Round(**values)


@lru_cache(maxsize=64)
def _questions(text: str) -> tuple[str, ...]:
    """Return what is asked; read once, though every phone needs it at each save."""
    return tuple(json.loads(text))
