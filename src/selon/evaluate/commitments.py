"""Commitments against a gold ledger's: which are found, and whether they say by whom, to whom, what, until when, and how it stands.

Two commitments are the same where the words of their claims overlap: they share at least half of the shorter one's. They are paired one to
one, greatest Jaccard index first, then by how many fields agree. ``act`` holds where the two names share a word of four letters or more
(gold names are free), ``by`` and ``to`` are rates over entities, ``due`` and ``status`` accuracies on the pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from selon.evaluate.measures import jaccard, pair_off, rates, row, share

_WORD = re.compile(r"[^\W_]+")
FIELDS = ("act", "due", "status")

#: The entities, as the gold's, that an id (or ``a+b``) stands for.
Link = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Owed:
    """A commitment as it is compared; entities are those of the gold, *due* in one notation."""

    words: frozenset[int]
    act: str
    by: frozenset[str]
    to: frozenset[str]
    due: str | None
    status: str


def owed_of(document: dict[str, Any], words_of: Callable[[list[list[int]]], frozenset[int]], link: Link, notation: Callable[[str], str]) -> list[Owed]:
    """The commitments of *document*; *words_of* numbers the words of spans, *link* maps entities, *notation* dates."""
    spans = {claim["id"]: claim["text_spans"] for claim in document.get("claims") or [] if "id" in claim}
    return [
        Owed(
            words_of([span for id in each["claims"] for span in spans.get(id, ())]),
            each["act"],
            frozenset(one for id in each["by"] for one in link(id)),
            frozenset(one for id in each["to"] for one in link(id)),
            notation(each["due"]) if each["due"] else None,
            each["status"],
        )
        for each in document.get("commitments") or []
    ]


def pairs_of(wanted: list[Owed], found: list[Owed]) -> list[tuple[int, int]]:
    """Which of *found* answers which of *wanted*."""
    return pair_off(
        ((jaccard(mine.words, theirs.words), float(sum(_agreement(mine, theirs).values()) + (mine.by == theirs.by))), left, right)
        for left, mine in enumerate(wanted)
        for right, theirs in enumerate(found)
        if mine.words and theirs.words and 2 * len(mine.words & theirs.words) >= min(len(mine.words), len(theirs.words))
    )


def counts_of(wanted: list[Owed], found: list[Owed], pairs: Iterable[tuple[int, int]]) -> Counter[str]:
    """What one dispatch adds to the counts."""
    count: Counter[str] = Counter({"owed wanted": len(wanted), "owed found": len(found)})
    for left, right in pairs:
        mine, theirs = wanted[left], found[right]
        count["owed right"] += 1
        count.update(f"owed {name}" for name, holds in _agreement(mine, theirs).items() if holds)
        count["owed dated"] += mine.due is not None
        count["owed dated right"] += mine.due is not None and mine.due == theirs.due
        for role, one, other in (("by", mine.by, theirs.by), ("to", mine.to, theirs.to)):
            count.update({f"owed {role} wanted": len(one), f"owed {role} found": len(other), f"owed {role} right": len(one & other)})
    return count


def result_of(count: Counter[str]) -> dict[str, Any]:
    """The figures: rates of the commitments, accuracies of ``FIELDS``, ``due where gold has one``, rates of by and to."""
    right = count["owed right"]
    return {
        **rates(right, count["owed found"], count["owed wanted"], when_empty=1.0),
        "accuracy": {name: share(count[f"owed {name}"], right) for name in FIELDS},
        "dated": share(count["owed dated right"], count["owed dated"]),
        **{
            role: rates(count[f"owed {role} right"], count[f"owed {role} found"], count[f"owed {role} wanted"], when_empty=1.0 if right else 0.0)
            for role in ("by", "to")
        },
    }


def table(result: dict[str, Any]) -> list[str]:
    """The figures as printed lines."""
    lines = [row("commitments", result), row("committed: by", result["by"]), row("committed: to", result["to"])]
    lines += [f"{f'commitment {name}':<26} {value:.4f}" for name, value in result["accuracy"].items()]
    return [*lines, f"{'due where gold has one':<26} {result['dated']:.4f}"]


def faults(wanted: list[Owed], found: list[Owed], pairs: list[tuple[int, int]], text: Callable[[frozenset[int]], str]) -> Iterator[tuple[str, str]]:
    """Each commitment missed or spurious and each field of a pair that is wrong: (kind, words)."""
    for number, each in enumerate(wanted):
        if number not in {left for left, _ in pairs}:
            yield "commitment missed", f"{each.act} {sorted(each.by)} | {text(each.words)}"
    for number, each in enumerate(found):
        if number not in {right for _, right in pairs}:
            yield "commitment spurious", f"{each.act} {sorted(each.by)} | {text(each.words)}"
    for left, right in pairs:
        mine, theirs = wanted[left], found[right]
        agreed = _agreement(mine, theirs)
        for name in FIELDS:
            if not agreed[name]:
                yield f"commitment {name} wrong", f"{text(mine.words)} | {getattr(mine, name)} | found: {getattr(theirs, name)}"
        for role, one, other in (("by", mine.by, theirs.by), ("to", mine.to, theirs.to)):
            if one != other:
                yield f"commitment {role} wrong", f"{text(mine.words)} | {sorted(one)} | found: {sorted(other)}"


def _agreement(mine: Owed, theirs: Owed) -> dict[str, bool]:
    return {"act": mine.act == theirs.act or bool(_stems(mine.act) & _stems(theirs.act)), "due": mine.due == theirs.due, "status": mine.status == theirs.status}


def _stems(act: str) -> set[str]:
    """The words of an act's name, shortened, so that visit and visiting are one."""
    return {word[:5] for word in _WORD.findall(act) if len(word) >= 4}
