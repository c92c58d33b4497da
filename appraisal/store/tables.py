"""The tables, as the statements see them. They are made by the migrations, never from here."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

# Which store this is: its id and when it was made.
meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# The head of each record: what the last event is, and what a list of appraisals shows.
appraisal = Table(
    "appraisal",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("created", String, nullable=False),
    Column("saved_at", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("head", String, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("parent", String),
    Column("parent_head", String),
    Column("deleted", Boolean, nullable=False),  # only marked so: nothing of a record is erased
    Column("authority", Text, nullable=False),
)

# The record itself: rows are added and never altered. Triggers stop accidents; the chain is proof.
event = Table(
    "event",
    metadata,
    Column("appraisal", String, ForeignKey("appraisal.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at_utc", String, nullable=False),
    Column("actor", Text, nullable=False),
    Column("via", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("round", Integer),
    Column("payload", Text, nullable=False),
    Column("rules_hash", String, nullable=False),
    Column("evidence_ids", Text, nullable=False),
    Column("app_version", String, nullable=False),
    Column("lock_hash", String, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("client_id", String, nullable=False),
    Column("prev", String, nullable=False),
    Column("hash", String, nullable=False),
    UniqueConstraint("appraisal", "prev"),
    UniqueConstraint("appraisal", "client_id"),
)

# Personal names, apart from the chain, which holds only the hash of salt and name.
person = Table(
    "person",
    metadata,
    Column("appraisal", String, ForeignKey("appraisal.id"), primary_key=True),
    Column("seat", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("salt", String, nullable=False),
    Column("hash", String, nullable=False),
)

# What a person has chosen for the whole store, such as how long names are kept.
choice = Table(
    "choice",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
    Column("chosen_by", Text, nullable=False),
    Column("chosen_at", String, nullable=False),
)
