"""The kinds of events: which facts, sources, phases and sentences each has, read from ``data/*.txt``.

A file holds blocks. A block opens with ``== name weight pair portfolio`` (pair: ``one`` country, ``two``, or two ``near`` ones). Its lines:
  ``num n1 4 40``                a number of the story, drawn from a range
  ``list item: wheat=blé; ...``  a word of the story, English = French
  ``src a army:1``               a source: its kind and its country (1, 2) or 0
  ``phase main: p@a q@b``        points told first, each by a source (``@-``: the agency's own voice)
  ``phase late main 3-20 fulfilled: r@a``  points told later: after which phase (or ``a|b``), after how many days, how it ends
  ``skip zn za``                 which of the sources that any story may have do not fit
  ``contra p q``                 points that contradict each other
  ``commit p r``                 a commitment and the point that settles it (as its phase ends)
  ``e p: ...`` / ``f p: ...``    a wording in English / French: a clause, or ``=`` and a whole sentence with ``{S}`` and ``<...>``
A wording that opens with ``!`` tells something else than its neighbours: which one holds is settled by the story, the n-th of each language.
Point names: ``h.PHASE`` headlines, ``q.SOURCE`` quotations, ``recap`` what a later phase recalls, ``bg`` background.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from benchmarks.traffic.world import DATA


@dataclass
class Phase:
    """Points that become known together; *after* names the phase before, *days* the range of days since."""

    name: str
    points: list[tuple[str, str]]
    after: str | None = None
    days: tuple[int, int] = (0, 0)
    ends: str = "open"


@dataclass
class Schema:
    """One kind of event."""

    name: str
    weight: int
    pair: bool
    portfolio: str
    near: bool = False
    numbers: dict[str, tuple[int, int]] = field(default_factory=dict)
    lists: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    sources: dict[str, tuple[str, int]] = field(default_factory=dict)
    phases: dict[str, Phase] = field(default_factory=dict)
    contras: list[tuple[str, str]] = field(default_factory=list)
    commits: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    extras: list[tuple[str, str]] = field(default_factory=list)
    wordings: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def words(self, lang: str, point: str) -> list[str]:
        """The wordings of a point in a language; empty where it has none."""
        return self.wordings.get((lang, point), [])


@cache
def schemas() -> dict[str, Schema]:
    """All blocks of all files by name. Raises ValueError for a line that says nothing known."""
    found: dict[str, Schema] = {}
    for path in sorted(DATA.glob("*.txt")):
        block: Schema | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("== "):
                name, weight, pair, portfolio = line[3:].split()
                block = found[name] = Schema(name, int(weight), pair != "one", portfolio, pair == "near")
            elif block is None:
                raise ValueError(f"{path.name}:{number}: no block yet")
            else:
                try:
                    _take(block, line)
                except (ValueError, KeyError, IndexError) as error:
                    raise ValueError(f"{path.name}:{number}: {error}: {line}") from error
    shared = found["common"]
    for block in found.values():
        if block.weight:
            _share(block, shared)
    return found


def _share(block: Schema, shared: Schema) -> None:
    """Give *block* the sources that any story may have, with their points, but none of a kind that it has itself."""
    own = {kind for kind, _ in block.sources.values()}
    fresh = {name: source for name, source in shared.sources.items() if name not in block.skipped and source[0] not in own and (block.pair or source[1] < 2)}
    block.sources.update(fresh)
    block.extras = [pair for pair in shared.phases["extra"].points if pair[1] in fresh]
    for (lang, point), words in shared.wordings.items():
        if point not in ("bg", "omit"):
            block.wordings.setdefault((lang, point), words)


def _take(block: Schema, line: str) -> None:
    key, _, rest = line.partition(" ")
    if key in ("e", "f"):
        point, _, words = rest.partition(": ")
        block.wordings.setdefault(("en" if key == "e" else "fr", point), []).append(words.strip())
    elif key == "num":
        name, low, high = rest.split()
        block.numbers[name] = (int(low), int(high))
    elif key == "list":
        name, _, words = rest.partition(": ")
        block.lists[name] = [(en.strip(), fr.strip()) for en, _, fr in (pair.partition("=") for pair in words.split(";"))]
    elif key == "src":
        for part in rest.split(";"):
            name, kind = part.split()
            head, _, country = kind.partition(":")
            block.sources[name] = (head, int(country or 0))
    elif key == "phase":
        head, _, points = rest.partition(": ")
        pairs = [(point, source) for point, _, source in (item.partition("@") for item in points.split())]
        name, *more = head.split()
        if more:
            low, high = more[1].split("-")
            block.phases[name] = Phase(name, pairs, more[0], (int(low), int(high)), more[2])
        else:
            block.phases[name] = Phase(name, pairs)
    elif key == "skip":
        block.skipped = rest.split()
    elif key == "contra":
        one, other = rest.split()
        block.contras.append((one, other))
    elif key == "commit":
        one, other = rest.split()
        block.commits.append((one, other))
    else:
        raise ValueError("unknown kind of line")
