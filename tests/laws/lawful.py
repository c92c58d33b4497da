"""How the laws are tried: what is drawn on fewer examples than usual, since each draws as well.

A busy machine is not a broken law, so slow making of examples is no fault.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

PATIENT = [HealthCheck.too_slow, HealthCheck.data_too_large]
plain_law = settings(max_examples=60, suppress_health_check=PATIENT)
law = settings(max_examples=30, suppress_health_check=PATIENT)
MODELS = ("elicited", "order", "unknown", "fixed")
