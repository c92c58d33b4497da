"""A real PostgreSQL, made, started, hurt and stopped by the tests themselves."""

from __future__ import annotations

import atexit
import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from appraisal.settings import Settings
from appraisal.store import Store

HOW_TO_INSTALL = (
    "These tests need a PostgreSQL server. On Debian or Ubuntu: sudo apt-get install postgresql "
    "(the tests start one of their own, on a free port, and stop it again); or put its programs "
    "(initdb, pg_ctl) on the PATH."
)


def binaries() -> Path | None:
    """The folder with initdb, or None where there is no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: p.parts[-3])
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


class Cluster:
    """One server with its own files and port, owned by a user who is not root."""

    def __init__(self, bin: Path) -> None:
        self.bin = bin
        self.root = Path(tempfile.mkdtemp(prefix="appraisal-pg-"))
        self.data = self.root / "data"
        self.user = _other_user()
        if self.user:
            shutil.chown(self.root, self.user)
        self._run("initdb", "-k", "-A", "trust", "-U", "tests", "-D", self.data, "--no-sync")
        self.port = _free_port()
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write(
                f"listen_addresses = '127.0.0.1'\nport = {self.port}\n"
                f"unix_socket_directories = '{self.root}'\nmax_connections = 150\n"
                "shared_buffers = 32MB\nlogging_collector = off\n"
                f"{_quick_recovery(bin)}"
            )
        self.start()

    def _run(self, program: str, *arguments: object, check: bool = True) -> int:
        done = subprocess.run(
            [str(self.bin / program), *map(str, arguments)],
            user=self.user,
            cwd=self.root,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT if program == "initdb" else subprocess.DEVNULL,
            check=False,
        )
        assert not check or done.returncode == 0, (program, done.stdout)
        return done.returncode

    def start(self) -> None:
        """Start the server, as a service manager does, and wait until it answers."""
        with (self.root / "log").open("a") as log:
            self.postmaster = subprocess.Popen(
                [str(self.bin / "postgres"), "-D", str(self.data)],
                user=self.user,
                cwd=self.root,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl+C is for the tests, which then stop it in order
            )
        deadline = time.monotonic() + 60
        while not self._answers():
            assert self.postmaster.poll() is None, (self.root / "log").read_text()[-2000:]
            assert time.monotonic() < deadline, "PostgreSQL did not answer within a minute"
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.address("postgres"), connect_timeout=5).close()
        except psycopg.Error:
            return False
        return True

    def stop(self, how: str = "fast") -> None:
        """Stop the server: smart, fast or immediate."""
        told = {"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": signal.SIGQUIT}
        if self.postmaster.poll() is None:
            self.postmaster.send_signal(told[how])
        self.postmaster.wait(60)

    def kill(self) -> None:
        """End the postmaster with SIGKILL, and start it again once its children are gone.

        The new one refuses to start while a process of the old one is at work, or while the old
        one is dead but not yet waited for: so a service manager waits for it, and so does this.
        """
        self.postmaster.kill()
        self.postmaster.wait(20)
        deadline = time.monotonic() + 20
        while True:
            try:
                return self.start()
            except AssertionError:  # the shared memory is still in use
                assert time.monotonic() < deadline, "PostgreSQL did not start after SIGKILL"
                time.sleep(0.05)

    def kill_backend(self) -> None:
        """End one serving process with SIGKILL: the server then restarts all of them."""
        with contextlib.suppress(psycopg.Error), psycopg.connect(self.address("postgres")) as admin:
            found = admin.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' "
                "AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1"
            ).fetchone()
            if found:
                os.kill(found[0], signal.SIGKILL)

    def address(self, database: str) -> str:
        """The address of a database, as a user would write it in DATABASE_URL."""
        return f"postgresql://tests@127.0.0.1:{self.port}/{database}"

    def new_database(self, template: str = "template0") -> str:
        """Make a database and return its address."""
        name = f"t_{uuid4().hex[:12]}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return self.address(name)

    def close(self) -> None:
        """Stop the server and remove its files."""
        self.stop("immediate")
        shutil.rmtree(self.root, ignore_errors=True)

    @lru_cache(maxsize=1)  # noqa: B019 - one cluster lives as long as the tests
    def _template(self) -> str:
        address = self.new_database()
        store = Store.open(Settings(database_url=address))
        store.close()
        return address.rpartition("/")[2]

    def new_store_address(self) -> str:
        """Make a database with the tables in it, and return its address."""
        return self.new_database(self._template())


@lru_cache(maxsize=1)
def the_cluster() -> Cluster:
    """The one server that all tests of a run share; the tests fail where there is none."""
    bin = binaries()
    if bin is None:
        pytest.fail(HOW_TO_INSTALL)
    cluster = Cluster(bin)
    atexit.register(cluster.close)
    return cluster


def _other_user() -> str | None:
    """Who runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _quick_recovery(bin: Path) -> str:
    """A line that has a crashed server sync its disk with one call, not one for each file.

    There are about a thousand files even in an empty database; on a machine whose cores are busy
    each call waits for its turn, and recovery took 3 s instead of 0.2. It is as safe, and Linux's.
    """
    said = subprocess.check_output([str(bin / "postgres"), "--version"], text=True)
    new = int(re.search(r"\d+", said).group()) >= 14
    return "recovery_init_sync_method = syncfs\n" if new and sys.platform == "linux" else ""
