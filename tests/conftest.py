"""What every test shares: how Hypothesis looks for counter-examples."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Deadlines are off because a busy machine is not a broken law. On CI the same examples are tried
# every time, so that a red run can be repeated; at a desk new ones are tried each time.
settings.register_profile("desk", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
