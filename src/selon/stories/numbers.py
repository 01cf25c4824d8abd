"""Numbers of one thing that can't both be right."""

from __future__ import annotations

from collections.abc import Sequence

from selon.stories.card import Quantity
from selon.stories.quantities import BODY, FATES

#: How far an approximate number may be from another.
_ABOUT = 0.1
_KILLED = "killed"
#: Words for those who are counted that may stand for anybody, and for those who are told of as a part of them ("among them two children").
_ANYBODY = frozenset({"", "people", "victim"})
_PARTS = frozenset({"child", "woman", "journalist"})


def unlike_numbers(mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The first two numbers of the same thing that can't both be right; those that agree with some number of the other side are left out."""
    if not mine or not theirs:
        return None
    pairs = [(one, other) for one in mine for other in theirs if of_one_thing(one, other)]
    agreed = {each for pair in pairs if compatible(*pair) for each in pair}
    return next(((one, other) for one, other in pairs if one not in agreed and other not in agreed), None)


def of_one_thing(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers count the same: the same noun, or the same fate of the same people."""
    if one.of != other.of:
        return {one.of, other.of} == {BODY, _KILLED}
    return one.of not in FATES or one.who == other.who or one.who in _ANYBODY or other.who in _ANYBODY


def compatible(one: Quantity, other: Quantity) -> bool:
    """Whether both may be right, by the words that keep them open ("at least 12" and 15); bodies found and children killed are a part of the dead."""
    low_one, high_one = _reach(one, _is_part(one, other))
    low_other, high_other = _reach(other, _is_part(other, one))
    return low_one <= high_other and low_other <= high_one


def _is_part(one: Quantity, other: Quantity) -> bool:
    return one.of == BODY != other.of or one.who in _PARTS and other.who not in _PARTS


def _reach(quantity: Quantity, partial: bool) -> tuple[float, float]:
    value = quantity.value
    if quantity.bound == "at-least" or partial:
        return value, float("inf")
    if quantity.bound == "at-most":
        return 0, value
    if quantity.bound == "about":
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    return value, value
