"""Starting the web application."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from appraisal.cli.server_lock import claim
from appraisal.errors import AppraisalError
from appraisal.settings import Settings, read_settings

APP = Path(__file__).resolve().parents[2] / "app.py"
FIRST_PORT = 8501  # Streamlit's own
PORTS_TRIED = 100


def start(
    port: int | None, host: str, names: Sequence[str] = (), settings: Settings | None = None
) -> int:
    """Start the web application on a free port, print its address and wait for its end.

    Parameters
    ----------
    port : int or None
        None for 8501 or the next free one.
    host : str
        The address to listen on; ``0.0.0.0`` for every one this machine has.
    names : sequence of str
        Further names by which browsers may call it (Streamlit refuses all others).
    settings : Settings, optional
        Where things are kept; as the environment says, if not given.

    Raises
    ------
    AppraisalError
        If this tool is running on the same file already, the port is taken or the address is not
        this machine's.
    """
    lock = claim(settings or read_settings())
    try:
        port = _free_port(host) if port is None else _checked_port(host, port)
    except AppraisalError:
        lock.release()
        raise
    shown = _shown_host(host)
    lock.say(f"http://{shown}:{port}")
    click.echo(f"Open http://{shown}:{port}", err=True)
    sys.stderr.flush()
    command = [
        sys.executable, "-m", "streamlit", "run", str(APP),
        f"--server.port={port}", f"--server.address={host}", f"--browser.serverAddress={shown}",
        *(f"--server.allowedHosts={name}" for name in _allowed(host, names)),
    ]  # fmt: skip
    if os.name == "posix":
        # In this process's place, so that whoever stops this command stops the server.
        os.execv(sys.executable, command)
    return subprocess.call(command)


def _allowed(host: str, names: Sequence[str]) -> list[str]:
    """Return the names a browser may use: this machine's own, the address and those given."""
    own = ["localhost", "127.0.0.1", *names]
    if _is_loopback(host):
        return own
    machine = socket.gethostname()
    return list(dict.fromkeys([*own, _shown_host(host), machine]))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _shown_host(host: str) -> str:
    if _is_loopback(host):
        return "localhost"
    if host not in ("0.0.0.0", "::"):
        return host
    # The address by which others reach this machine: no packet is sent to find it.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "localhost"


def _free_port(host: str) -> int:
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if _is_free(host, port):
            return port
    last = FIRST_PORT + PORTS_TRIED - 1
    raise AppraisalError(f"Every port from {FIRST_PORT} to {last} is taken. Name one with --port.")


def _checked_port(host: str, port: int) -> int:
    if _is_free(host, port):
        return port
    raise AppraisalError(
        f"Port {port} is taken by another program. Name another, or none for the next free one."
    )


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name == "posix":  # there it only forgives a port that was closed a moment ago
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", None)):
                return False
            if error.errno == errno.EACCES:
                return False
            raise AppraisalError(f"{host} cannot be listened on: {error.strerror}.") from None
    return True
