"""How the laws are tried: what is drawn on fewer examples than usual, since each draws as well.

A busy machine is not a broken law, so slow making of examples is no fault.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

PATIENT = [HealthCheck.too_slow, HealthCheck.data_too_large]
TIMES = 10 if os.environ.get("FAULTS") == "full" else 1
plain_law = settings(max_examples=40 * TIMES, suppress_health_check=PATIENT)
law = settings(max_examples=20 * TIMES, suppress_health_check=PATIENT)
MODELS = ("elicited", "order", "unknown", "fixed")
