"""A sticky proxy in front of several servers: Debian's nginx, run by the test and stopped by it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.browser.harness import free_port

CONFIGURATION = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}
  # One browser always reaches the same server: by its own cookie, which its join page was given.
  map $cookie_device $sticks {{ default $cookie_device; '' $remote_addr; }}
  upstream servers {{ hash $sticks consistent; {servers} }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      add_header X-Served-By $upstream_addr always;
      proxy_pass http://servers;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_buffering off;
      proxy_read_timeout 1h;
    }}
  }}
}}
"""


@contextmanager
def sticky_proxy(ports: Sequence[int]) -> Iterator[str]:
    """The address of a proxy that spreads browsers over servers on these ports.

    Raises
    ------
    RuntimeError
        If nginx is not installed, or does not answer.
    """
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        raise RuntimeError("This test needs nginx. On Debian: sudo apt-get install nginx-light")
    folder = Path(tempfile.mkdtemp(prefix="appraisal-nginx-"))
    folder.chmod(0o755)
    port = free_port()
    servers = " ".join(f"server 127.0.0.1:{each};" for each in ports)
    file = folder / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=folder, port=port, servers=servers))
    command = [program, "-c", str(file), "-e", str(folder / "error.log"), "-p", str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", folder / "error.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)
        shutil.rmtree(folder, ignore_errors=True)


def devices(base: str, ports: Sequence[int], each: int) -> list[str]:
    """Names of devices that the proxy sends to each server in turn, ``each`` of them a server."""
    found: dict[int, list[str]] = {port: [] for port in ports}
    for number in range(400):
        asked = urllib.request.Request(f"{base}/healthz", headers={"Cookie": f"device=d{number}"})
        with urllib.request.urlopen(asked, timeout=5) as answer:
            port = int(answer.headers["X-Served-By"].rpartition(":")[2])
        if len(found[port]) < each:
            found[port].append(f"d{number}")
        if all(len(names) == each for names in found.values()):
            return [name for turn in zip(*found.values(), strict=True) for name in turn]
    raise RuntimeError(f"The proxy sends no browser to one of these servers: {found}")


def _wait_for(address: str, log: Path) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"nginx does not answer: {log.read_text() if log.exists() else ''}")
