"""The workshop that a phone's pages are of."""

from __future__ import annotations

import datetime as dt

import pytest

from appraisal.service.opened import opened_store
from appraisal.settings import read_settings
from tests.service.workshop.room import Room


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A workshop under way now with two members, in the store that the routes use."""
    monkeypatch.setenv("APPRAISAL_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    opened = Room(opened_store(read_settings()), start_at=dt.datetime.now(dt.UTC))
    opened.people = opened.members(2)
    yield opened
    opened.store.close()
