"""Sets that are joined one by one (union-find), with results that do not depend on the order of joining."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound="str | tuple[str, str]")


class Union(Generic[Item]):
    """Disjoint sets of items; a set goes by its least item."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._of: dict[Item, Item] = {item: item for item in items}

    def __contains__(self, item: object) -> bool:
        return item in self._of

    def find(self, item: Item) -> Item:
        """The least item of the set that holds *item*."""
        while self._of[item] != item:
            self._of[item] = self._of[self._of[item]]
            item = self._of[item]
        return item

    def join(self, one: Item, other: Item) -> None:
        """Make one set of the two that hold *one* and *other*."""
        first, second = sorted((self.find(one), self.find(other)))
        self._of[second] = first

    def members(self, item: Item) -> list[Item]:
        """The items of the set that holds *item*, sorted."""
        root = self.find(item)
        return sorted(each for each in self._of if self.find(each) == root)

    def groups(self) -> tuple[tuple[Item, ...], ...]:
        """All sets, each sorted, by their least item."""
        found: dict[Item, list[Item]] = {}
        for item in sorted(self._of):
            found.setdefault(self.find(item), []).append(item)
        return tuple(tuple(found[root]) for root in sorted(found))
