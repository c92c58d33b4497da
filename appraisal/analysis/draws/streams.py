"""A stream of random numbers for every uncertain thing, named after it.

Each cell and each criterion's weight has a stream of its own, whose start is made from the seed
and the ids alone. So a change to one cell, or an option or criterion added or hidden, leaves the
numbers of all the others as they were (common random numbers): two results differ by what was
changed, not by chance, and bars do not jitter while a slider moves.
"""

from __future__ import annotations

import hashlib
from functools import cached_property

import numpy as np
from numpy.random import SFC64, Generator
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import DTypeLike, NDArray

# Draws are made in blocks of at most this many: memory stays flat, and a block stays in cache.
BLOCK = 8_192

WORDS, SHORT_WORDS = 2.0**32, 2.0**16  # how many there are of 32 bits, and of 16


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

    @cached_property
    def rng(self) -> Generator:
        """The stream as NumPy's generator, for the distributions that need one."""
        return Generator(self._bits)

    def words(self, size: int) -> NDArray[np.int32]:
        """Return one block of 32 random bits each, as whole numbers either side of nought."""
        return self._bits.random_raw((size + 1) // 2).view(np.int32)[:size]

    def two_short_words(self, size: int) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
        """Return two independent blocks of 16 random bits each.

        Half of what drawing a cell costs is its random bits. Sixteen cut a range of a hundred value
        points into steps of 0.002, far below any figure shown.
        """
        both = self._bits.random_raw((size + 1) // 2).view(np.int16)
        return both[:size], both[size : 2 * size]

    def uniform(self, size: int) -> NDArray[np.float64]:
        """Return one block, uniform on 0 to 1, both ends excluded."""
        block = np.empty(size)
        self.fill_uniform(block)
        return block

    def fill_uniform(self, out: NDArray[np.float64]) -> None:
        """Fill a block with uniforms on 0 to 1, both ends excluded."""
        out[:] = self.words(len(out))
        out *= 1 / WORDS
        out += 0.5 + 0.5 / WORDS

    def exponential(self, out: NDArray[np.float64]) -> None:
        """Fill a block with the standard exponential, by minus the logarithm of a uniform."""
        self.fill_uniform(out)
        np.log(out, out=out)
        np.negative(out, out=out)
