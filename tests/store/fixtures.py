"""Stores for tests: the same test runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import pytest

from appraisal.service import cache
from appraisal.settings import Settings
from appraisal.store import Store
from tests.service.examples import Hand, small_appraisal
from tests.store.cluster import the_cluster

ENGINES = [pytest.param("sqlite"), pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=ENGINES)
def settings(request, tmp_path):
    """Settings that name a new store on each engine in turn."""
    cache.forget()
    if request.param == "postgres":
        return Settings(data=tmp_path / "data", database_url=the_cluster().new_store_address())
    return Settings(data=tmp_path / "data")


@pytest.fixture
def store(settings):
    """A new, empty store on each engine in turn."""
    opened = Store.open(settings)
    yield opened
    opened.close()


@pytest.fixture
def hand():
    return Hand()


@pytest.fixture
def small():
    return small_appraisal()
