"""How sure a figure is: confidence intervals by the bootstrap over documents.

The percentile method of Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13: as many documents as there are are
drawn with replacement, the counts of those drawn are summed, the figure is told from the sums, and this is done ``RESAMPLES`` times; the
interval holds the middle 95 % of what comes out. Whole documents are drawn, since the attributions of one document are alike. Nothing is
scored again. The draws are seeded, so the same counts give the same interval. Where nothing is right in any document, or nothing wrong, all
draws are the same and the interval has no width: it then says nothing about how sure the figure is.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RESAMPLES = 1000
#: The share of the resamples that an interval holds.
LEVEL = 0.95
_SEED = 1993
#: Resamples drawn at a time, so that many documents need little memory.
_AT_A_TIME = 100

Name = TypeVar("Name", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)
#: The least and the greatest value; None where fewer than two documents leave nothing to draw from.
Interval: TypeAlias = tuple[float, float] | None


def intervals(counts: Sequence[Mapping[Key, int]], figures: Mapping[Name, tuple[Key, ...]]) -> dict[Name, Interval]:
    """The interval of each figure.

    In: the counts of each document, and for each figure the names of the counts that it is made of: two (part, whole) for a share; four
    (part, whole, part, whole) for the harmonic mean of two shares, which is F1 of precision and recall. A share of nothing is 0, so that a
    figure that hangs on a few documents gets the wide interval that it deserves. Out: (least, greatest) by figure.
    """
    if len(counts) < 2:
        return dict.fromkeys(figures)
    import numpy as np

    names = list(dict.fromkeys(name for parts in figures.values() for name in parts))
    column = {name: number for number, name in enumerate(names)}
    table = np.array([[each.get(name, 0) for name in names] for each in counts], dtype=np.float64).reshape(len(counts), len(names))
    random = np.random.default_rng(_SEED)
    even = np.full(len(counts), 1 / len(counts))
    sums = np.concatenate([random.multinomial(len(counts), even, size=_AT_A_TIME) @ table for _ in range(RESAMPLES // _AT_A_TIME)])
    found: dict[Name, Interval] = {}
    for figure, parts in figures.items():
        shares = [_share(sums[:, column[part]], sums[:, column[whole]]) for part, whole in zip(parts[::2], parts[1::2], strict=True)]
        values = shares[0] if len(shares) == 1 else _share(2 * shares[0] * shares[1], shares[0] + shares[1])
        least, greatest = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        found[figure] = (float(least), float(greatest))
    return found


def shown(interval: Interval, digits: int = 4) -> str:
    """An interval as printed, with a space before it: `` [0.5102, 0.6230]``; nothing for None."""
    return f" [{interval[0]:.{digits}f}, {interval[1]:.{digits}f}]" if interval else ""


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """*part* / *whole*, 0 for a share of nothing."""
    import numpy as np

    result: NDArray[np.float64] = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
    return result
