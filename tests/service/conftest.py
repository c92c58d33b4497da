import pytest

from appraisal.service import cache
from appraisal.settings import Settings
from appraisal.store import Store
from tests.service.examples import Hand, small_appraisal


@pytest.fixture
def store(tmp_path):
    cache.forget()
    opened = Store.open(Settings(data=tmp_path / "data"))
    yield opened
    opened.close()


@pytest.fixture
def hand():
    return Hand()


@pytest.fixture
def small():
    return small_appraisal()
