"""Political events: PLOVER type, source and target.

Within a document (a sentence, as a rule) gold and predicted events are paired one to one by a largest matching, at four levels, each of
which asks for more than the one before:

``quad``: the quad class of the type (verbal or material, cooperation or conflict). ``type``: the PLOVER type. ``source``: type and set of
source codes. ``full``: type, set of source codes and set of target codes. Codes are ISO 3166-1 alpha-3 or supranational (IGO, NGO, IMG,
ISM); an actor without code is no part of a set. Events that a level cannot tell apart are counted once.

Gold may bear marks. ``accept``: types that count as right too. ``reciprocal``: sides do not matter; ``source`` then asks that the predicted
sources are some of the participants, ``full`` that the predicted participants, of both sides, are the gold's. ``optional``: an event that
is neither missed nor, if predicted, wrong: predicted events left over after the matching are matched against these and set aside.

*Sector*: of the actors whose code agrees, on the same side of events paired by type, the share with the same sector (first three letters).
*No event*: of the documents without gold event, the share in which one was found.

Where the gold does not mark every event of a sentence, precision is a lower bound. The figure is the F1 of ``full``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from selon.evaluate.measures import Document, rates, row, share

LEVELS = ("quad", "type", "source", "full")
QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
#: The levels of the rates by type.
_BY_TYPE = ("type", "full")
_QUAD_OF = {name: quad for quad, names in QUADS.items() for name in names}


@dataclass(frozen=True, slots=True)
class _Event:
    """An event as the levels see it; sectors by code."""

    name: str
    types: frozenset[str]
    source: dict[str, str]
    target: dict[str, str]
    reciprocal: bool = False
    optional: bool = False

    @property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(self.source), frozenset(self.target)

    @property
    def everyone(self) -> frozenset[str]:
        return frozenset(self.source) | frozenset(self.target)


def score(gold: Sequence[Document], predicted: Sequence[Document]) -> dict[str, Any]:
    """The figures of this module for documents in the shape of the event files, joined by id.

    Out: ``levels`` (rates by level), ``by_type`` (for each type: ``gold``, ``type_recall``, ``full_recall``, and ``type`` and ``full``, rates as
    below), ``sector`` (``accuracy``, ``actors``), ``no_event`` (``documents``, ``found_in``: share, ``events``) and ``documents``.

    *By type*: the two recalls ask whether any predicted event agrees with the gold one. The rates are of the pairs of the whole: precision is the
    share of the predicted events of a type that are paired, recall the share of the gold ones; with ``accept`` the two of a pair may differ in type.
    """
    by_id = {document["id"]: document for document in predicted}
    count: Counter[tuple[str, str]] = Counter()
    of_type: defaultdict[str, Counter[str]] = defaultdict(Counter)
    empty: Counter[str] = Counter()
    paired: Counter[tuple[str, str, str]] = Counter()
    every: Counter[tuple[str, str, str]] = Counter()
    sectors: list[bool] = []
    for document in gold:
        wanted, found = _events(document), _events(by_id.get(document["id"], {}), plain=True)
        if not wanted:
            empty.update(documents=1, found_in=bool(found), events=len(found))
        for level in LEVELS:
            mine, theirs, matched = _compared(wanted, found, level)
            count[level, "right"] += len(matched)
            count[level, "predicted"] += len(theirs)
            count[level, "gold"] += len(mine)
            if level in _BY_TYPE:
                paired.update((level, "gold", left.name) for left, _ in matched)
                paired.update((level, "predicted", right.name) for _, right in matched)
                every.update((level, "gold", each.name) for each in mine)
                every.update((level, "predicted", each.name) for each in theirs)
        sectors.extend(_same_sectors(wanted, found))
        for each in wanted:
            if not each.optional:
                of_type[each.name].update(gold=1, **{level: any(_agree(each, other, level) for other in found) for level in _BY_TYPE})
    return {
        "documents": len(gold),
        "levels": {level: rates(count[level, "right"], count[level, "predicted"], count[level, "gold"]) for level in LEVELS},
        "by_type": {
            name: {"gold": of_type[name]["gold"]}
            | {f"{level}_recall": share(of_type[name][level], of_type[name]["gold"]) for level in _BY_TYPE}
            | {level: _rates_of_type(paired, every, level, name) for level in _BY_TYPE}
            for name in sorted({*of_type, *(name for _, _, name in every)})
        },
        "sector": {"accuracy": share(sum(sectors), len(sectors)), "actors": len(sectors)},
        "no_event": {"documents": empty["documents"], "found_in": share(empty["found_in"], empty["documents"]), "events": empty["events"]},
    }


def _rates_of_type(paired: Counter[tuple[str, str, str]], every: Counter[tuple[str, str, str]], level: str, name: str) -> dict[str, Any]:
    precision = share(paired[level, "predicted", name], every[level, "predicted", name])
    recall = share(paired[level, "gold", name], every[level, "gold", name])
    f1 = share(2 * precision * recall, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1, "predicted": every[level, "predicted", name], "gold": every[level, "gold", name]}


def figure(result: dict[str, Any]) -> float:
    """The one figure of a result: F1 of events right in type, sources and targets."""
    return float(result["levels"]["full"]["f1"])


def table(result: dict[str, Any]) -> list[str]:
    """A result as printed lines."""
    lines = [f"documents {result['documents']}", *(row(level, result["levels"][level]) for level in LEVELS)]
    lines.append(f"sector accuracy {result['sector']['accuracy']:.4f}  ({result['sector']['actors']} actors)")
    none = result["no_event"]
    lines.append(f"event found where there is none {none['found_in']:.4f}  ({none['documents']} documents, {none['events']} events)")
    for name, each in result["by_type"].items():
        lines.append(f"  {name:<10} gold {each['gold']:>4}  recall of type {each['type_recall']:.4f}  full {each['full_recall']:.4f}")
    return lines


def brief(result: dict[str, Any]) -> str:
    """A result on one line, for a group of documents."""
    return f"{result['documents']} documents; F1: " + "  ".join(f"{level} {result['levels'][level]['f1']:.3f}" for level in LEVELS)


def faults(gold: Sequence[Document], predicted: Sequence[Document]) -> Iterator[tuple[str, str, str]]:
    """Each event missed, spurious or wrong in source or target: (kind, document, event and sentence)."""
    by_id = {document["id"]: document for document in predicted}
    for document in gold:
        wanted, found = _events(document), _events(by_id.get(document["id"], {}), plain=True)
        _, _, right = _compared(wanted, found, "full")
        missed = [each for each in wanted if not each.optional and not any(each is mine for mine, _ in right)]
        left = [each for each in found if not any(_agree(mine, each, "full") for mine in wanted)]
        text = f"  <{' '.join(document['text'].split())[:220]}>"
        for mine in missed:
            like = next((each for each in left if _agree(mine, each, "type")), None)
            if like is None:
                other = left[0] if left else None
                kind = f"type wrong ({mine.name} as {other.name})" if other else f"missed ({mine.name})"
                yield kind, document["id"], f"{_shown(mine)}{' | found: ' + _shown(other) if other else ''}{text}"
            else:
                kind = "target wrong" if _agree(mine, like, "source") else "source wrong" if mine.sides[1] == like.sides[1] else "both sides wrong"
                lacking = (mine.everyone - like.everyone) and not (like.everyone - mine.everyone)
                yield f"{kind}{', one lacks' if lacking else ''}", document["id"], f"{_shown(mine)} | found: {_shown(like)}{text}"
        for each in left:
            if not any(_agree(mine, each, "type") for mine in wanted):
                kind = "spurious" if wanted else "spurious, no event there"
                yield f"{kind} ({each.name})", document["id"], f"{_shown(each)}{text}"


def _events(document: Document, *, plain: bool = False) -> list[_Event]:
    """The events of a document; *plain*: predicted ones, whose marks are not looked at."""
    return [
        _Event(
            each["type"].upper(),
            frozenset({each["type"].upper(), *(() if plain else (name.upper() for name in each.get("accept", ())))}),
            _codes(each.get("source")),
            _codes(each.get("target")),
            not plain and bool(each.get("reciprocal")),
            not plain and bool(each.get("optional")),
        )
        for each in document.get("events", ())
    ]


def _codes(actors: Iterable[dict[str, Any]] | None) -> dict[str, str]:
    """Codes with the first three letters of their sectors ("" for none)."""
    found: dict[str, str] = {}
    for actor in actors or ():
        if actor["code"]:
            found.setdefault(actor["code"].upper(), (actor.get("sector") or "")[:3].upper())
    return found


def _compared(wanted: list[_Event], found: list[_Event], level: str) -> tuple[list[_Event], list[_Event], list[tuple[_Event, _Event]]]:
    """What counts at *level*: gold events, predicted events, and the pairs of them."""
    mine = _distinct((each for each in wanted if not each.optional), level)
    theirs = _distinct(found, level)
    matched = _largest_matching(mine, theirs, level)
    left = [each for each in theirs if not any(each is other for _, other in matched)]
    waived = _largest_matching(_distinct((each for each in wanted if each.optional), level), left, level)
    theirs = [each for each in theirs if not any(each is other for _, other in waived)]
    return mine, theirs, matched


def _distinct(events: Iterable[_Event], level: str) -> list[_Event]:
    """Events that *level* tells apart; of those it does not, one that accepts what any of them accepts."""
    found: dict[Any, _Event] = {}
    for each in events:
        key: Any = _QUAD_OF.get(each.name, each.name) if level == "quad" else each.name
        if level in ("source", "full"):
            key = (each.name, each.reciprocal, each.everyone if each.reciprocal else each.sides if level == "full" else each.sides[0])
        found[key] = replace(found[key], types=found[key].types | each.types) if key in found else each
    return list(found.values())


def _agree(mine: _Event, theirs: _Event, level: str) -> bool:
    """Whether a predicted event answers a gold one at *level*."""
    if level == "quad":
        return _QUAD_OF.get(theirs.name, theirs.name) in {_QUAD_OF.get(name, name) for name in mine.types}
    if theirs.name not in mine.types:
        return False
    if level == "type":
        return True
    if mine.reciprocal:
        if level == "full":
            return theirs.everyone == mine.everyone
        return bool(theirs.source) and frozenset(theirs.source) <= mine.everyone
    return mine.sides == theirs.sides if level == "full" else mine.sides[0] == theirs.sides[0]


def _largest_matching(wanted: list[_Event], found: list[_Event], level: str) -> list[tuple[_Event, _Event]]:
    """A largest one-to-one matching (augmenting paths; gold and predicted in order)."""
    holder: dict[int, int] = {}

    def seat(left: int, asked: set[int]) -> bool:
        for right, other in enumerate(found):
            if right in asked or not _agree(wanted[left], other, level):
                continue
            asked.add(right)
            if right not in holder or seat(holder[right], asked):
                holder[right] = left
                return True
        return False

    for left in range(len(wanted)):
        seat(left, set())
    return [(wanted[left], found[right]) for right, left in holder.items()]


def _same_sectors(wanted: list[_Event], found: list[_Event]) -> Iterator[bool]:
    for mine, theirs in _largest_matching(wanted, found, "type"):
        for ours, other in ((mine.source, theirs.source), (mine.target, theirs.target)):
            for code in ours.keys() & other.keys():
                yield ours[code] == other[code]


def _shown(each: _Event) -> str:
    return f"{each.name} {'+'.join(sorted(each.source)) or '-'}>{'+'.join(sorted(each.target)) or '-'}"
