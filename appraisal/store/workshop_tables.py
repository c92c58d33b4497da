"""The tables of workshops, as the statements see them. They are made by the migrations."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from appraisal.store.tables import metadata

# Times are UTC milliseconds. `revision` moves when a step changes or somebody comes or goes, `data`
# when an answer comes in; it also numbers the answers, so that order never rests on a clock.
workshop = Table(
    "workshop",
    metadata,
    Column("id", String, primary_key=True),
    Column("appraisal", String, ForeignKey("appraisal.id"), nullable=False),
    Column("code", String, unique=True),  # none once it has ended
    Column("link_key", String, nullable=False),
    Column("salt", String, nullable=False),
    Column("step", String, nullable=False),
    Column("round", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("data", Integer, nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("ask_label", Boolean, nullable=False),
    Column("keep_rows", Boolean, nullable=False),
    Column("screen", String, nullable=False),  # what the desk chose to show, and at which step
    Column("home", String, nullable=False),
    Column("opened_ms", BigInteger, nullable=False),
    Column("ends_ms", BigInteger, nullable=False),
    Column("ended_ms", BigInteger),
)

# What was asked in a round, under which rules, and, once revealed, the figures shown: for good.
workshop_round = Table(
    "workshop_round",
    metadata,
    Column("workshop", String, ForeignKey("workshop.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("questions", Text, nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("rules_hash", String, nullable=False),
    Column("seconds", Integer),
    Column("opened_ms", BigInteger, nullable=False),
    Column("locked_ms", BigInteger),
    Column("state", String, nullable=False),  # open | locked | revealed | called_off
    Column("shown", Text),
    Column("proposed", Text, nullable=False),  # question -> the value that it was asked about
)

seat = Table(
    "seat",
    metadata,
    Column("id", String, primary_key=True),
    Column("workshop", String, ForeignKey("workshop.id"), nullable=False),
    Column("role", String, nullable=False),
    Column("label", Text, nullable=False),
    Column("state", String, nullable=False),  # waiting | in | out
    Column("paper", Boolean, nullable=False),
    # Answers up to this number are sealed: whoever holds the seat now did not give them. Its PIN,
    # hashed, opens those after `pin_from` again.
    Column("sealed", Integer, nullable=False),
    Column("pin", String, nullable=False),
    Column("pin_from", Integer, nullable=False),
    Column("counts_as", String, nullable=False),  # the other seat of the same person, if any
    Column("device", String, nullable=False),
    Column("address", String, nullable=False),
    Column("asked_ms", BigInteger, nullable=False),
)

# What a phone or an officer's browser shows to say who it is. Only hashes are kept.
token = Table(
    "token",
    metadata,
    Column("hash", String, primary_key=True),
    Column("kind", String, nullable=False),  # waiting | seat | officer | officer_key
    Column("seat", String, ForeignKey("seat.id")),
    Column("issued_ms", BigInteger, nullable=False),
    Column("seen_ms", BigInteger, nullable=False),
    Column("ends_ms", BigInteger, nullable=False),
    Column("ended_ms", BigInteger),
)

seat_code = Table(
    "seat_code",
    metadata,
    Column("hash", String, primary_key=True),
    Column("workshop", String, ForeignKey("workshop.id"), nullable=False),
    Column("role", String, nullable=False),
    Column("seat", String, ForeignKey("seat.id")),  # the seat it is given again for, if any
    Column("used_ms", BigInteger),
)

interest = Table(
    "interest",
    metadata,
    Column("workshop", String, ForeignKey("workshop.id"), primary_key=True),
    Column("seat", String, ForeignKey("seat.id"), primary_key=True),
    Column("about", String, primary_key=True),  # a criterion's id, or "" for the whole
    Column("excluded", Boolean, nullable=False),
    Column("name", Text, nullable=False),  # whose it is, as the minutes name them
)

# A vote on what is recommended, and the ballots until it is closed.
vote = Table(
    "vote",
    metadata,
    Column("workshop", String, ForeignKey("workshop.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("words", Text, nullable=False),
    Column("is_named", Boolean, nullable=False),
    Column("state", String, nullable=False),  # open | closed | called_off
    Column("opened_ms", BigInteger, nullable=False),
)
ballot = Table(
    "ballot",
    metadata,
    Column("workshop", String, ForeignKey("workshop.id"), primary_key=True),
    Column("vote", Integer, primary_key=True),
    Column("seat", String, ForeignKey("seat.id"), primary_key=True),
    Column("choice", String, nullable=False),  # for | against | abstain
    Column("name", Text, nullable=False),
    Column("seq", Integer, nullable=False),  # counted with the answers, by the workshop's `data`
)

# Answers as they were given: rows are added and never altered. The last before the lock counts.
answer = Table(
    "answer",
    metadata,
    Column("workshop", String, ForeignKey("workshop.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("round", Integer, nullable=False),
    Column("seat", String, ForeignKey("seat.id"), nullable=False),
    Column("question", String, nullable=False),
    Column("value", Float),  # none for "no view"
    Column("reason", Text, nullable=False),
    Column("client_id", String, nullable=False),
    Column("via", String, nullable=False),  # phone | officer
    Column("at_ms", BigInteger, nullable=False),
    # Of one phone's acts a later one is never overtaken by an earlier one: it numbers them.
    Column("phone", String, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("cleared", Boolean, nullable=False),  # the answer before it was taken back
    UniqueConstraint("workshop", "client_id"),
    Index("answer_of_seat", "workshop", "round", "seat", "question"),
)

agreed = Table(
    "agreed",
    metadata,
    Column("workshop", String, ForeignKey("workshop.id"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("question", String, primary_key=True),
    Column("value", Float, nullable=False),
)

# How far each limit on guessing is used up: the moment from which it is unused again.
guess = Table(
    "guess",
    metadata,
    Column("key", String, primary_key=True),
    Column("free_ms", BigInteger, nullable=False),
)
