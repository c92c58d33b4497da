"""The compiled lower bound, where there is a C compiler."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
SOURCE = Path(__file__).with_name("bound.c")
# What -ffast-math turns on, one by one: said as a whole, older GCCs link start-up code with it that
# rounds subnormal numbers to zero in the whole process that loads the library.
FAST = ["-fno-math-errno", "-ffinite-math-only", "-fno-trapping-math", "-fno-signed-zeros",
        "-fassociative-math", "-freciprocal-math"]  # fmt: skip
FLAGS = ["-O3", "-march=native", *FAST, "-shared", "-fPIC"]


class Bound:
    """``bound.c``, compiled into a folder."""

    def __init__(self, library: Path) -> None:
        self._run = ctypes.CDLL(str(library)).bound

    @classmethod
    def made(cls, folder: Path) -> Bound | None:
        """Return the bound, or None where it cannot be compiled."""
        compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        library = folder / "bound.so"
        if compiler is None:
            return None
        command = [compiler, *FLAGS, "-o", str(library), str(SOURCE), "-lm"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(done.stderr)
        return cls(library) if done.returncode == 0 else None

    def run(
        self, scores: Array, low: Array | None, high: Array | None, draws: int, ordered: bool
    ) -> dict[str, Array]:
        """Return shares of ranks, of wins, the central weights and the confidence factors."""
        m, n = scores.shape
        tables: list[Array] = [np.ascontiguousarray(scores if t is None else t, dtype=np.float32)
                  for t in (scores, low, high)]  # fmt: skip
        ranks, wins, central = np.zeros((m, m)), np.zeros((m, m)), np.zeros((m, n))
        sure = np.zeros(m)
        pointers = [ctypes.c_void_p(a.ctypes.data) for a in (*tables, ranks, wins, central, sure)]
        self._run(m, n, ctypes.c_int64(draws), int(ordered), int(low is not None), *pointers)
        with np.errstate(invalid="ignore"):
            central /= central.sum(axis=1, keepdims=True)
        return {"ranks": ranks / draws, "wins": wins / draws, "central": central,
                "confidence": sure}  # fmt: skip
