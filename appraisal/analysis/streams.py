"""A stream of random numbers for every uncertain thing, named after it.

Each cell and each criterion's weight has a stream of its own, whose start is made from the seed
and the ids alone. So a change to one cell, or an option or criterion added or hidden, leaves the
numbers of all the others as they were (common random numbers): two results differ by what was
changed, not by chance, and bars do not jitter while a slider moves.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.random import SFC64, Generator
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import DTypeLike, NDArray

# Draws are made in blocks of at most this many: memory stays flat, and a block stays in cache.
BLOCK = 8_192

WORDS = 2.0**32  # how many words of 32 bits there are


class _Key(ISeedSequence):
    """The start of a stream: BLAKE2 of the names, keyed by the seed. Cheaper than SeedSequence."""

    def __init__(self, seed: int, names: tuple[str, ...]) -> None:
        key = (seed % 2**64).to_bytes(8, "little")
        text = "/".join(names).encode()  # an id holds no slash
        self._digest = hashlib.blake2b(text, digest_size=32, key=key).digest()

    def generate_state(
        self, n_words: int, dtype: DTypeLike = np.uint32
    ) -> NDArray[np.uint32 | np.uint64]:
        return np.frombuffer(self._digest, dtype=dtype)[:n_words].copy()


class Stream:
    """Random numbers for one uncertain thing, a block at a time.

    Parameters
    ----------
    seed : int
    names : str
        What it is for, for example ``"cell", "trust", "workforce"``.
    """

    def __init__(self, seed: int, *names: str) -> None:
        self._bits = SFC64(_Key(seed, names))  # type: ignore[arg-type]  # its stubs know one kind
        self.rng = Generator(self._bits)

    def two_words(self, size: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return two independent blocks, uniform on -WORDS / 2 to WORDS / 2: 32 random bits each.

        Whoever asks scales them, together with whatever else is to be scaled: a pass over the block
        costs as much as half the random numbers in it.
        """
        both = self._bits.random_raw(size).view(np.int32).astype(np.float32)
        return both[:size], both[size:]

    def uniform(self, size: int) -> NDArray[np.float64]:
        """Return one block, uniform on 0 to 1, both ends excluded."""
        found = np.empty(size)
        self.fill_uniform(found)
        return found

    def fill_uniform(self, out: NDArray[np.float64]) -> None:
        """Fill a block with uniforms on 0 to 1, both ends excluded."""
        words = self._bits.random_raw((len(out) + 1) // 2).view(np.int32)
        out[:] = words[: len(out)]
        out *= 1 / WORDS
        out += 0.5 + 0.5 / WORDS

    def exponential(self, out: NDArray[np.float64]) -> None:
        """Fill a block with the standard exponential, by minus the logarithm of a uniform."""
        self.fill_uniform(out)
        np.log(out, out=out)
        np.negative(out, out=out)
