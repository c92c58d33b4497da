import pytest

from tests.service.examples import small_appraisal


@pytest.fixture
def small():
    return small_appraisal()
