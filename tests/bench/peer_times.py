"""The peers, timed in a child process with a virtual environment of their own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv-bench"
LIST = ROOT / ".ci" / "requirements" / "bench.txt"
# the same single thread for everybody
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def peer_times(jobs: list[dict[str, Any]]) -> dict[str, list[float]]:
    """Return seconds by peer, one for each job.

    Raises
    ------
    RuntimeError
        If the peers cannot be had: a comparison without them would say nothing, and look whole.
    """
    python = _python()
    done = subprocess.run(
        [str(python), str(Path(__file__).with_name("peers.py"))],
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        env=os.environ | ONE_THREAD,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"The peers did not run:\n{done.stderr[-2000:]}")
    # a package may greet the world before the answer, which is the last line
    times: dict[str, list[float]] = json.loads(done.stdout.strip().splitlines()[-1])
    return times


def _python() -> Path:
    """Return the peers' interpreter, made and filled first if need be."""
    folder = "Scripts" if os.name == "nt" else "bin"
    python, stamp = VENV / folder / "python", VENV / "installed"
    wanted = hashlib.sha256(LIST.read_bytes()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    print("Installing the peers' packages into .venv-bench (a minute or two; once) ...", flush=True)
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check",
               "--require-hashes", "--only-binary", ":all:", "-r", str(LIST)]  # fmt: skip
    for command in ([sys.executable, "-m", "venv", str(VENV)], [str(python), *install]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"The peers' packages did not install:\n{done.stderr[-2000:]}")
    stamp.write_text(wanted)
    return python
