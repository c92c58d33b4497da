"""What every test shares: how Hypothesis looks for counter-examples."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from appraisal.service.workshop.access.codes import SCRYPT

# Deadlines are off because a busy machine is not a broken law. On CI the same examples are tried
# every time, so that a red run can be repeated; at a desk new ones are tried each time.
settings.register_profile("desk", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture
def quick_seat_codes(request, monkeypatch):
    """Hash seat codes in microseconds, but for tests that ask for ``dear_seat_codes``.

    The hash is the same function with less work; half of what the workshop's tests took was this.
    Not for tests that start a program: it hashes at full cost.
    """
    if "dear_seat_codes" not in request.fixturenames:
        monkeypatch.setitem(SCRYPT, "n", 2)


@pytest.fixture
def dear_seat_codes():
    """Hash seat codes at the cost that a guesser meets."""
