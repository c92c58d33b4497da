"""What the tests of faults share: the stores of the others, and a server of their own."""

from __future__ import annotations

import pytest

from tests.store.cluster import HOW_TO_INSTALL, Cluster, binaries
from tests.store.fixtures import hand, settings, small, store

__all__ = ["hand", "settings", "small", "store"]


@pytest.fixture
def cluster():
    """A PostgreSQL server of its own, to be hurt, or to have every file of it searched."""
    bin = binaries()
    if bin is None:
        pytest.fail(HOW_TO_INSTALL)
    made = Cluster(bin)
    yield made
    made.close()
