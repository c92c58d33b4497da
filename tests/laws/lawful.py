"""How the laws of what is drawn are tried: fewer examples than usual, since each draws as well."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

law = settings(
    max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
MODELS = ("elicited", "order", "unknown", "fixed")
