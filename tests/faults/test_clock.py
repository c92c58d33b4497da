"""The clock jumps: the order of events is their number, always."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from appraisal import service
from appraisal.service import cache
from tests.service.examples import Hand, small_appraisal, with_level

pytestmark = pytest.mark.soak
NOON = dt.datetime(2026, 10, 24, 12, tzinfo=dt.UTC)
LONDON = ZoneInfo("Europe/London")
JUMPS = {
    "a day back": [NOON, NOON - dt.timedelta(days=1), NOON],
    "a day forward": [NOON, NOON + dt.timedelta(days=1), NOON],
    "standing still": [NOON] * 3,
    "the hour that comes twice": [
        dt.datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=fold) for fold in (0, 1, 0)
    ],
    "past 2038": [NOON, dt.datetime(2040, 1, 1, tzinfo=dt.UTC), NOON],
}


@pytest.mark.parametrize("times", JUMPS.values(), ids=JUMPS)
def test_events_stand_in_the_order_in_which_they_were_saved(store, times):
    hand = Hand()
    kept = service.start(store, hand(now=times[0]), small_appraisal())
    for level, now in enumerate(times[1:], start=1):
        changed = with_level(kept.appraisal, level)
        kept = service.save(store, hand(now=now), kept, changed, kind="scores")
    cache.forget()

    events = store.events(kept.id)

    assert [event.seq for event in events] == [0, 1, 2]
    stamps = [dt.datetime.fromisoformat(event.at_utc).astimezone(dt.UTC) for event in events]
    assert stamps == [time.astimezone(dt.UTC) for time in times]
    assert service.load(store, kept.id).appraisal == with_level(small_appraisal(), 2)
    assert service.undo(store, hand(), kept).appraisal == with_level(small_appraisal(), 1)


def test_the_hour_that_comes_twice_is_told_apart_in_the_record():
    from appraisal.record.events import utc_text

    twice = [dt.datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=fold) for fold in (0, 1)]

    assert [utc_text(time) for time in twice] == [
        "2026-10-25T00:30:00.000Z",
        "2026-10-25T01:30:00.000Z",
    ]
    with pytest.raises(ValueError, match="zone"):
        utc_text(dt.datetime(2026, 10, 25, 1, 30))  # noqa: DTZ001 - what is refused
