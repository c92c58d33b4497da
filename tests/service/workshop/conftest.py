"""A workshop on each engine in turn, and hands that act in it."""

from __future__ import annotations

import pytest

from tests.service.workshop.room import Room
from tests.store.fixtures import settings, small, store

__all__ = ["settings", "small", "store"]


@pytest.fixture(autouse=True)
def _quick(quick_seat_codes):
    """Every test here hashes seat codes with little work."""


@pytest.fixture
def room(store):
    """A workshop that is set up, with nobody in it yet."""
    return Room(store)
