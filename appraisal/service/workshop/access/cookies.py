"""What the cookies are called: the routes that set them and the pages that read them agree."""

from __future__ import annotations

from collections.abc import Mapping

SEAT, OFFICER, DEVICE = "seat", "officer", "device"


def cookie_name(name: str, *, secure: bool) -> str:
    """Return a cookie's full name: over https a prefix binds it to this very host."""
    return f"__Host-{name}" if secure else name


def secret_in(cookies: Mapping[str, str], name: str) -> str | None:
    """Return the secret a browser shows under a name; the one bound to the host comes first."""
    return cookies.get(f"__Host-{name}") or cookies.get(name)
