"""The convention of a gold file: whether attributions inside the content of another are annotated.

``nested`` gold annotates each attribution where it stands; ``flat`` gold gives each word to one attribution and leaves out those inside
another's content, as PolNeAR does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selon.evaluate.measures import Document

NESTED, FLAT, AUTO = "nested", "flat", "auto"
#: The share of nested attributions below which gold is flat. Gold in the manner of PolNeAR has none or a slip here and there; gold that
#: annotates them has one in five to one in ten.
FLAT_BELOW = 0.02
#: Fewer gold attributions do not tell: one in ten may well be none in thirty.
LEAST_ATTRIBUTIONS = 50


@dataclass(frozen=True, slots=True)
class Scheme:
    """The *name* of the convention (nested or flat) and what it was told by: *nested* of *gold* attributions; *given* if somebody said so."""

    name: str
    nested: int
    gold: int
    given: bool = False

    def __str__(self) -> str:
        share = f"{100 * self.nested / self.gold:.1f} % of the gold attributions are nested" if self.gold else "there are no gold attributions"
        if self.given:
            return f"scheme {self.name}: as asked; {share}"
        if 0 < self.gold < LEAST_ATTRIBUTIONS and not self.nested:
            return f"scheme {self.name}: {self.gold} gold attributions, none of them nested, are too few to tell"
        return f"scheme {self.name}: {share}"


def tell_scheme(documents: Sequence[Document], asked: str = AUTO) -> Scheme:
    """The convention of one gold file, or the one that was *asked* for (nested, flat; auto: tell it by the gold).

    It is flat if less than ``FLAT_BELOW`` of the gold attributions are nested. A file with fewer than ``LEAST_ATTRIBUTIONS`` of which none is
    nested could be either; it is taken as nested, so that nothing found is dropped without need.
    """
    gold = sum(len(document["attributions"]) for document in documents)
    nested = sum(map(count_nested, documents))
    if asked != AUTO:
        return Scheme(asked, nested, gold, given=True)
    flat = gold >= LEAST_ATTRIBUTIONS and nested < FLAT_BELOW * gold
    return Scheme(FLAT if flat else NESTED, nested, gold)


def count_nested(document: Document) -> int:
    """How many attributions of *document* have their whole cue within one piece of another's content."""
    number = 0
    for mine in document["attributions"]:
        if mine["cue"]:
            start, end = min(span[0] for span in mine["cue"]), max(span[1] for span in mine["cue"])
            number += any(low <= start and end <= high for other in document["attributions"] if other is not mine for low, high in other["content"])
    return number
