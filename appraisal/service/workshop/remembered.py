"""Where each workshop stood a moment ago, so that most polls read nothing."""

from __future__ import annotations

from appraisal.service.remembered import Remembered
from appraisal.store import Store

# (store, workshop) -> revision, data counter, and when they were read
pulses: Remembered[tuple[int, int, float]] = Remembered(1_000)


def moved(store: Store, workshop: str | None) -> None:
    """Have the next poll look anew, because something was done here just now."""
    pulses.drop((store.id, workshop))
