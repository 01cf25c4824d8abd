"""Temporal expressions: recognised, and resolved to a TIMEX3 type and value.

Within a document gold and predicted expressions that overlap are paired one to one: identical spans first, then pairs of the same value,
then the greater overlap in characters, then text order. All figures are micro averages.

*Strict*: pairs with the same span. *Relaxed*: all pairs. *Type*, *value*: pairs that agree in type, in value; each gives precision, recall
and F1 over all expressions, and an accuracy over the pairs. *Raw value* compares values as written; else notation is evened out first:
``T14``, ``T14:00`` and ``T14:00:00`` are one; so are ``T24:00`` and the next day's ``T00:00``, ``Z`` and ``+00:00``, ``199X`` and ``199``,
``19XX`` and ``19``, ``TMD`` and ``TMI``. Different granularities (P24M, P2Y) stay different.

The figure is the F1 of pairs with the right value (TempEval-3's value F1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from selon.evaluate.measures import Document, pair_off, rates, row, share

TYPES = ("DATE", "TIME", "DURATION", "SET")
#: Each kind of agreement, strictest spans first.
LEVELS = ("strict", "relaxed", "type", "value", "type and value", "raw value")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)T24(?::00){0,2}(?!:?\d)(.*)")
_CLOCK = re.compile(r"(.*?T\d\d)(?::?(\d\d))?(?::?(\d\d))?(Z|[+-]\d\d(?::?\d\d)?)?")
_ZERO_ZONE = re.compile(r"[+-]00(?::?00)?")
_OPEN_YEARS = re.compile(r"(\d{3})X|(\d\d)XX")


def score(gold: Sequence[Document], predicted: Sequence[Document]) -> dict[str, Any]:
    """The figures of this module for documents in the shape of the time files, joined by id.

    Out: the rates of each of ``LEVELS``, ``type_accuracy`` and ``value_accuracy`` (over the relaxed pairs), ``by_type`` (for each gold type:
    ``gold``, ``recall``, ``recall_with_value``; ``predicted``, ``precision_with_value``: the share of the predicted expressions of the type that
    answer one with its value, be the gold's type another; ``f1_with_value``) and ``documents``.
    """
    by_id = {document["id"]: document for document in predicted}
    count: Counter[str] = Counter()
    of_type: Counter[tuple[str, str]] = Counter()
    for document in gold:
        wanted, found = document["timexes"], by_id.get(document["id"], {}).get("timexes", [])
        count["gold"] += len(wanted)
        count["predicted"] += len(found)
        of_type.update((each["type"], "gold") for each in wanted)
        of_type.update((each["type"], "predicted") for each in found)
        for left, right in pairs(wanted, found):
            agreed = _agreement(wanted[left], found[right])
            count.update(agreed)
            of_type[wanted[left]["type"], "found"] += 1
            of_type[wanted[left]["type"], "value"] += "value" in agreed
            of_type[found[right]["type"], "right"] += "value" in agreed
    result: dict[str, Any] = {level: rates(count[level], count["predicted"], count["gold"]) for level in LEVELS}
    return result | {
        "documents": len(gold),
        "type_accuracy": share(count["type"], count["relaxed"]),
        "value_accuracy": share(count["value"], count["relaxed"]),
        "by_type": {name: _of_type(of_type, name) for name in TYPES},
    }


def _of_type(count: Counter[tuple[str, str]], name: str) -> dict[str, Any]:
    recall, precision = share(count[name, "value"], count[name, "gold"]), share(count[name, "right"], count[name, "predicted"])
    return {
        "gold": count[name, "gold"],
        "predicted": count[name, "predicted"],
        "recall": share(count[name, "found"], count[name, "gold"]),
        "recall_with_value": recall,
        "precision_with_value": precision,
        "f1_with_value": share(2 * precision * recall, precision + recall),
    }


def figure(result: dict[str, Any]) -> float:
    """The one figure of a result: F1 of expressions found with their value."""
    return float(result["value"]["f1"])


def table(result: dict[str, Any]) -> list[str]:
    """A result as printed lines."""
    lines = [f"documents {result['documents']}", *(row(level, result[level]) for level in LEVELS)]
    lines.append(f"type accuracy {result['type_accuracy']:.4f}  value accuracy {result['value_accuracy']:.4f}")
    for name, each in result["by_type"].items():
        lines.append(f"  {name:<9} gold {each['gold']:>5}  recall {each['recall']:.4f}  with value {each['recall_with_value']:.4f}")
    return lines


def brief(result: dict[str, Any]) -> str:
    """A result on one line, for a group of documents."""
    return f"{result['documents']} documents; F1: " + "  ".join(f"{level} {result[level]['f1']:.3f}" for level in LEVELS[:4])


def faults(gold: Sequence[Document], predicted: Sequence[Document]) -> Iterator[tuple[str, str, str]]:
    """Each expression missed, spurious or wrong in value, type or span: (kind, document, words)."""
    by_id = {document["id"]: document for document in predicted}
    for document in gold:
        wanted, found = document["timexes"], by_id.get(document["id"], {}).get("timexes", [])
        where = f"{document['id']} ({document.get('dct')})"
        matched = pairs(wanted, found)
        for left, right in matched:
            agreed = _agreement(wanted[left], found[right])
            kind = next((f"{wanted[left]['type']} {level} wrong" for level in ("value", "type", "strict") if level not in agreed), None)
            if kind:
                yield kind.replace("strict", "span"), where, f"{_words(document, wanted[left])} | found: {_words(document, found[right])}"
        for number, each in enumerate(wanted):
            if number not in {left for left, _ in matched}:
                yield f"{each['type']} missed", where, _words(document, each)
        for number, each in enumerate(found):
            if number not in {right for _, right in matched}:
                yield f"{each['type']} spurious", where, _words(document, each)


def pairs(wanted: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """The pairs (gold, predicted) of expressions of one document that overlap."""
    candidates: list[tuple[tuple[float, ...], int, int]] = []
    for left, mine in enumerate(wanted):
        for right, theirs in enumerate(found):
            (low, high), (begin, end) = mine["span"], theirs["span"]
            overlap = min(high, end) - max(low, begin)
            if overlap > 0:
                same = (low, high) == (begin, end)
                alike = evened(mine["value"]) == evened(theirs["value"])
                candidates.append(((same, alike, overlap, -low, -begin), left, right))
    return pair_off(candidates)


def evened(value: str | None) -> str:
    """A TIMEX3 value in one notation."""
    plain = (value or "").strip()
    midnight = _MIDNIGHT.fullmatch(plain)
    if midnight:
        with suppress(ValueError, OverflowError):
            plain = f"{date.fromisoformat(midnight[1]) + timedelta(days=1)}T00:00{midnight[2]}"
    clock = None if plain.startswith("P") else _CLOCK.fullmatch(plain)
    if clock:
        hour, minute, second, zone = clock.groups(default="")
        seconds = f":{second}" if second not in ("", "00") else ""
        plain = f"{hour}:{minute or '00'}{seconds}{'Z' if _ZERO_ZONE.fullmatch(zone) else zone}"
    years = _OPEN_YEARS.fullmatch(plain)
    if years:
        plain = years[1] or years[2]
    return plain[:-1] + "I" if plain.endswith("TMD") else plain


def _agreement(mine: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """The levels at which a pair of overlapping expressions agrees."""
    same_type = mine["type"] == theirs["type"]
    same_value = evened(mine["value"]) == evened(theirs["value"])
    holds = {
        "strict": list(mine["span"]) == list(theirs["span"]),
        "relaxed": True,
        "type": same_type,
        "value": same_value,
        "type and value": same_type and same_value,
        "raw value": mine["value"] == theirs["value"],
    }
    return [level for level in LEVELS if holds[level]]


def _words(document: Document, each: dict[str, Any]) -> str:
    start, end = each["span"]
    before = " ".join(document["text"][max(0, start - 30) : start].split())
    after = " ".join(document["text"][end : end + 20].split())
    return f"...{before} [{' '.join(document['text'][start:end].split())}] {after}... {each['type']} {each['value']}"
