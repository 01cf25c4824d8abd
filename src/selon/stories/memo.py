"""Remembering what was worked out for two cards: a story that grows by one dispatch asks the same of all the others again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from selon.stories.card import Card

Result = TypeVar("Result")


def of_two(size: int = 20_000) -> Callable[[Callable[[Card, Card], Result]], Callable[[Card, Card], Result]]:
    """Makes a function of two cards remember its last *size* results. Cards never change, so the very same two give the same; they are told by identity,
    since comparing two would cost more than what is saved."""

    def remember(function: Callable[[Card, Card], Result]) -> Callable[[Card, Card], Result]:
        # The cards are kept with the result: while they are, no other object can have their identity.
        kept: OrderedDict[tuple[int, int], tuple[Card, Card, Result]] = OrderedDict()

        @wraps(function)
        def remembered(one: Card, other: Card) -> Result:
            key = id(one), id(other)
            found = kept.get(key)
            if found is None:
                found = kept[key] = (one, other, function(one, other))
                if len(kept) > size:
                    kept.popitem(last=False)
            return found[2]

        return remembered

    return remember
