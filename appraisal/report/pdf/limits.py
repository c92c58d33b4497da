"""Limits on the child process, as far as the system it runs on has them."""

from __future__ import annotations

MEMORY = 3 * 1024**3  # bytes of data; a report takes about 0.2, a very long one about 0.5


def limit_this_process(seconds: int) -> None:
    """Hold this process to so many seconds of processor time and to ``MEMORY``.

    Windows has no such limits; there the parent's time limit alone holds.
    """
    try:
        import resource
    except ModuleNotFoundError:
        return
    for kind, most in (("RLIMIT_CPU", seconds), ("RLIMIT_DATA", MEMORY), ("RLIMIT_CORE", 0)):
        which = getattr(resource, kind, None)
        if which is not None:
            _lower(resource, which, most)


def _lower(resource: object, which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)  # type: ignore[attr-defined]
    unlimited = resource.RLIM_INFINITY  # type: ignore[attr-defined]
    allowed = most if hard == unlimited else min(most, hard)
    resource.setrlimit(which, (allowed, allowed))  # type: ignore[attr-defined]
