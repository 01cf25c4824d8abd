"""MinHash: the share of word sequences that two texts have in common, estimated from a few numbers (Broder 1997)."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache
from operator import eq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy

#: Numbers of a signature, words of a shingle, and numbers of a band: texts that share half of their shingles nearly always share a band.
PERMUTATIONS, SHINGLE, ROWS = 64, 3, 4
_SEED = 20230913


def signature_of(words: Sequence[str]) -> tuple[int, ...]:
    """The signature of a text's *words*: ``PERMUTATIONS`` numbers of 32 bits; empty for a text shorter than a shingle."""
    import numpy

    if len(words) < SHINGLE:
        return ()
    shingles = {zlib.crc32(" ".join(shingle).encode()) for shingle in zip(*(words[at:] for at in range(SHINGLE)), strict=False)}
    hashes = numpy.fromiter(shingles, dtype=numpy.uint64, count=len(shingles))
    odd, plus = _functions()
    mixed = (hashes[:, None] * odd + plus) >> numpy.uint64(32)  # multiply-shift: wraps at 64 bits
    return tuple(mixed.min(axis=0).tolist())


def bands_of(signature: Sequence[int]) -> list[str]:
    """A short string for each band of *signature*; texts that share one are candidates."""
    return [f"{at // ROWS:x}.{zlib.crc32(repr(signature[at : at + ROWS]).encode()):x}" for at in range(0, len(signature), ROWS)]


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The estimated share (0 to 1) of all shingles of two texts that both have."""
    same: int = sum(map(eq, one, other))
    return same / PERMUTATIONS


@cache
def _functions() -> tuple[numpy.ndarray, numpy.ndarray]:
    import numpy

    random = numpy.random.Generator(numpy.random.PCG64(_SEED))
    odd = random.integers(0, 2**63, PERMUTATIONS, dtype=numpy.uint64) * numpy.uint64(2) + numpy.uint64(1)
    return odd, random.integers(0, 2**63, PERMUTATIONS, dtype=numpy.uint64)
