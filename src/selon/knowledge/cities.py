"""Cities and the countries that they lie in, by the names that French and English print.

A name that cities of several countries share tells none, unless the dispatch speaks of just one of them or one is larger by far.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from selon.knowledge.gazetteer import normal
from selon.tables import read_table, values

#: How many times larger a city must be than the next of its name to be the one that is meant without more.
_LARGER = 8
#: Letters of the shortest name that is looked up.
_SHORTEST = 3


def city(name: str, near: AbstractSet[str]) -> tuple[str, str] | None:
    """(id, country) of the city called *name*: that in one of the countries *near*, else the only or by far the largest of its name; None where open."""
    found = _cities(normal(name))
    own = [each for each in found if each[1] in near]
    pool = own if len({country for _, country, _, _ in own}) == 1 else [] if own else list(found)
    if not pool:
        return None
    first, *rest = sorted(pool, key=lambda each: (not each[3], -each[2], each[0]))
    rivals = [each for each in rest if each[3] == first[3] and each[1] != first[1]]
    if any(first[2] < _LARGER * other[2] for other in rivals) or not first[3] and any(other[1] != first[1] for other in rest):
        return None
    return first[0], first[1]


@lru_cache(maxsize=8192)
def _cities(key: str) -> tuple[tuple[str, str, int, bool], ...]:
    """(id, country, inhabitants, whether it is the city's first name) of the cities called *key* (normalised)."""
    if len(key) < _SHORTEST:
        return ()
    text, name = _listed(), f"|{key}|"
    found: list[tuple[str, str, int, bool]] = []
    at = text.find(name)
    while at >= 0:
        begin, end = text.rfind("\n", 0, at) + 1, text.index("\n", at)
        _, id_, country, inhabitants = text[begin:end].split("\t")
        found.append((id_, country, int(inhabitants), at == begin))
        at = text.find(name, end)
    return tuple(found)


@cache
def _listed() -> str:
    """The cities, one a line: ``|name|alias|``, id, country, inhabitants. Searched as text: an index of its 150,000 names would take forty megabytes."""
    lines: list[str] = []
    for row in read_table("knowledge", "cities"):
        names = dict.fromkeys(normal(name) for name in (row["name"], *values(row["aliases"])))
        lines.append(f"|{'|'.join(names)}|\t{row['id']}\t{row['country']}\t{row['population']}\n")
    return "".join(lines)
