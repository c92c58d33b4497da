"""Nobody learns another's answer, and no figure gives one away: random workshops."""

from __future__ import annotations

import pytest

from appraisal.service import cache
from appraisal.settings import Settings
from appraisal.store import Store
from tests.service.workshop.gossip import Gossip


def run(folder, seeds):
    """The number of looks that found nothing."""
    looks = 0
    cache.forget()
    store = Store.open(Settings(data=folder))
    for seed in seeds:
        gossip = Gossip(store, seed)
        gossip.run()
        looks += gossip.looks
    store.close()
    return looks


def test_no_seat_is_given_anothers_answer_and_no_figure_gives_one_away(tmp_path):
    assert run(tmp_path / "data", range(12)) > 500


@pytest.mark.hours
@pytest.mark.timeout(0)
@pytest.mark.parametrize("hundred", range(100))
def test_ten_thousand_workshops_give_nobody_away(tmp_path, hundred):
    assert run(tmp_path / "data", range(100 * hundred, 100 * hundred + 100)) > 5_000
