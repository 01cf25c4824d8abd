"""What the measures of all tasks share: precision, recall and F1, overlap, one-to-one matching."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from typing import Any, TypeAlias

#: One line of a gold or prediction file.
Document: TypeAlias = dict[str, Any]


def rates(right: int, predicted: int, gold: int, *, when_empty: float = 0.0) -> dict[str, float]:
    """Precision = right / predicted, recall = right / gold, and F1, their harmonic mean; a share of nothing is 0.

    *when_empty* is the value of all three where there is neither anything to find nor anything found.
    """
    if not predicted and not gold:
        precision = recall = when_empty
    else:
        precision, recall = share(right, predicted), share(right, gold)
    return {
        "precision": precision,
        "recall": recall,
        "f1": share(2 * precision * recall, precision + recall),
        "right": right,
        "predicted": predicted,
        "gold": gold,
    }


def share(part: float, whole: float) -> float:
    """*part* / *whole*, 0 for a share of nothing."""
    return part / whole if whole else 0.0


def jaccard(one: Set[Any], other: Set[Any], *, when_empty: float = 0.0) -> float:
    """The size of what two sets have in common over the size of both together; *when_empty* for two empty sets."""
    either = len(one | other)
    return len(one & other) / either if either else when_empty


def pair_off(candidates: Iterable[tuple[tuple[float, ...], int, int]]) -> list[tuple[int, int]]:
    """Pairs (gold, predicted) taken best first, each side once, in order of gold.

    In: (merits, gold number, predicted number); greater merits go first, compared one after the other, then lower numbers.
    """
    left: set[int] = set()
    right: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, gold, predicted in sorted((tuple(-m for m in merits), gold, predicted) for merits, gold, predicted in candidates):
        if gold in left or predicted in right:
            continue
        left.add(gold)
        right.add(predicted)
        pairs.append((gold, predicted))
    return sorted(pairs)


def quoted(text: str, spans: Collection[Collection[int]], width: int = 90) -> str:
    """The words of *spans* on one line, pieces parted by "...", cut to *width* characters."""
    words = " ... ".join(" ".join(text[start:end].split()) for start, end in spans)
    return words if len(words) <= width else words[: width - 3] + "..."


def row(name: str, figures: dict[str, Any], sure: str = "") -> str:
    """One line of a printed table: precision, recall, F1 with *sure*, its interval as printed, and the counts."""
    counts = f"({figures['right']} right, {figures['predicted']} predicted, {figures['gold']} gold)"
    return f"{name:<26} P {figures['precision']:.4f}  R {figures['recall']:.4f}  F1 {figures['f1']:.4f}{sure}  {counts}"
