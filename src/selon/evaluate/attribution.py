"""Attribution: who says it, with which words, and what.

Words are the tokens of the text, a token being a run of letters and digits or one other character that is no white space. A span covers
every token that it touches, so that white space at its edges is of no account. All figures are micro averages: counts are summed over the
documents first.

*Tokens.* For each role (source, cue, content): the tokens that bear the role in any attribution of the gold, against those that bear it in
any predicted one.

*Relations.* Within a document, a gold and a predicted attribution may be paired if the Jaccard index of their content tokens is 0.5 or
more. Pairs are taken greedily, each attribution once: the greater content index first, then the greater source index (two empty sources:
1), then text order. Three counts of pairs give precision, recall and F1: ``content``, all pairs; ``content+source``, those whose source
index is 0.5 or more as well; ``exact content``, those with the same content tokens.

*Direct speech.* The same counts as recall over the gold attributions whose content holds a double quotation mark or stands right beside
one.

The figure is the F1 of ``content+source``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from selon.evaluate.measures import Document, jaccard, pair_off, quoted, rates, row, share

ROLES = ("source", "cue", "content")
LEVELS = ("content", "content+source", "exact content")
#: The least Jaccard index at which two contents, or two sources, count as the same.
LEAST = 0.5
_TOKEN = re.compile(r"\w+|[^\w\s]")
_MARK = re.compile(r"[\"“”„‟«»]|''|``")
_MARK_BEFORE = re.compile(r"(?:[\"“„‟«]|''|``)$")
_MARK_AFTER = re.compile(r"[\"”»]|''")

_Sets = dict[str, frozenset[int]]


def score(gold: Sequence[Document], predicted: Sequence[Document]) -> dict[str, Any]:
    """The figures of this module for documents in the shape of the attribution files, joined by id.

    Out: ``tokens`` and ``relations`` (rates by role and by level), ``direct`` (recall by level) and ``direct_gold``, ``documents``.
    """
    by_id = {document["id"]: document for document in predicted}
    count: Counter[tuple[str, str]] = Counter()
    for document in gold:
        wanted = _token_sets(document["text"], document["attributions"])
        found = _token_sets(document["text"], by_id.get(document["id"], {}).get("attributions", []))
        for role in ROLES:
            bears = frozenset[int]().union(*(each[role] for each in wanted))
            given = frozenset[int]().union(*(each[role] for each in found))
            count[f"tokens {role}", "right"] += len(bears & given)
            count[f"tokens {role}", "predicted"] += len(given)
            count[f"tokens {role}", "gold"] += len(bears)
        direct = [is_direct(document["text"], each["content"]) for each in document["attributions"]]
        count["all", "gold"] += len(wanted)
        count["all", "predicted"] += len(found)
        count["direct", "gold"] += sum(direct)
        for left, right in pairs(wanted, found):
            for level in _levels(wanted[left], found[right]):
                count[level, "right"] += 1
                count[level, "direct"] += direct[left]
    return {
        "documents": len(gold),
        "tokens": {role: rates(*(count[f"tokens {role}", side] for side in ("right", "predicted", "gold"))) for role in ROLES},
        "relations": {level: rates(count[level, "right"], count["all", "predicted"], count["all", "gold"]) for level in LEVELS},
        "direct": {level: share(count[level, "direct"], count["direct", "gold"]) for level in LEVELS},
        "direct_gold": count["direct", "gold"],
    }


def figure(result: dict[str, Any]) -> float:
    """The one figure of a result: F1 of attributions right in content and source."""
    return float(result["relations"]["content+source"]["f1"])


def table(result: dict[str, Any]) -> list[str]:
    """A result as printed lines."""
    lines = [f"documents {result['documents']}"]
    lines += [row(f"tokens {role}", result["tokens"][role]) for role in ROLES]
    lines += [row(f"relations {level}", result["relations"][level]) for level in LEVELS]
    lines += [f"{'direct ' + level:<26} R {result['direct'][level]:.4f}  ({result['direct_gold']} gold)" for level in LEVELS]
    return lines


def brief(result: dict[str, Any]) -> str:
    """A result on one line, for a group of documents."""
    tokens = "  ".join(f"{role} {result['tokens'][role]['f1']:.3f}" for role in ROLES)
    relations = "  ".join(f"{level} {result['relations'][level]['f1']:.3f}" for level in LEVELS)
    return f"{result['documents']} documents; tokens F1: {tokens}; relations F1: {relations}"


def faults(gold: Sequence[Document], predicted: Sequence[Document]) -> Iterator[tuple[str, str, str]]:
    """Each gold attribution that was missed or is not wholly right, and each predicted one that answers none: (kind, document, words)."""
    by_id = {document["id"]: document for document in predicted}
    for document in gold:
        text, name = document["text"], document["id"]
        others = by_id.get(name, {}).get("attributions", [])
        wanted, found = _token_sets(text, document["attributions"]), _token_sets(text, others)
        matched = pairs(wanted, found)
        for left, right in matched:
            mine, theirs = document["attributions"][left], others[right]
            what = _words(text, mine)
            reached = _levels(wanted[left], found[right])
            if "content+source" not in reached:
                kind = "source missing" if not theirs["source"] else "source too many" if not mine["source"] else "source wrong"
                yield kind, name, f"{what} | found: {quoted(text, theirs['source']) or '-'}"
            if "exact content" not in reached:
                yield "content inexact", name, f"{what} | found: {quoted(text, theirs['content'])}"
            if wanted[left]["cue"] != found[right]["cue"]:
                yield "cue inexact", name, f"{what} | found: {quoted(text, theirs['cue']) or '-'}"
        left_out = {left for left, _ in matched}
        taken = {right for _, right in matched}
        for number, mine in enumerate(document["attributions"]):
            if number not in left_out:
                near = [each for each, sets in zip(others, found, strict=True) if sets["cue"] & wanted[number]["cue"]]
                kind = "missed, cue found" if near else "missed"
                yield kind, name, _words(text, mine) + (f" | found: {_words(text, near[0])}" if near else "")
        for number, theirs in enumerate(others):
            if number not in taken:
                shared = any(sets["cue"] & found[number]["cue"] for sets in wanted)
                yield "spurious, cue of another" if shared else "spurious", name, _words(text, theirs)


def pairs(wanted: Sequence[_Sets], found: Sequence[_Sets]) -> list[tuple[int, int]]:
    """The pairs (gold, predicted) of attributions with like contents."""
    return pair_off(
        ((alike, jaccard(mine["source"], theirs["source"], when_empty=1.0)), left, right)
        for left, mine in enumerate(wanted)
        for right, theirs in enumerate(found)
        if (alike := jaccard(mine["content"], theirs["content"])) >= LEAST
    )


def is_direct(text: str, content: Sequence[Sequence[int]]) -> bool:
    """Whether a content holds a double quotation mark, or one stands right before or after a piece of it."""
    return any(
        _MARK.search(text[start:end]) or _MARK_BEFORE.search(text[max(0, start - 2) : start]) or _MARK_AFTER.match(text[end : end + 2])
        for start, end in content
    )


def _levels(mine: _Sets, theirs: _Sets) -> list[str]:
    """The levels at which a pair counts."""
    reached = ["content"]
    if jaccard(mine["source"], theirs["source"], when_empty=1.0) >= LEAST:
        reached.append("content+source")
    if mine["content"] == theirs["content"]:
        reached.append("exact content")
    return reached


def _token_sets(text: str, attributions: Sequence[dict[str, Any]]) -> list[_Sets]:
    """For each attribution the numbers of the tokens that bear each role."""
    token_at = [-1] * len(text)
    for number, match in enumerate(_TOKEN.finditer(text)):
        token_at[match.start() : match.end()] = [number] * (match.end() - match.start())
    return [{role: frozenset(t for start, end in each.get(role) or () for t in token_at[start:end] if t >= 0) for role in ROLES} for each in attributions]


def _words(text: str, each: dict[str, Any]) -> str:
    return f"{quoted(text, each['source'], 60) or '-'} [{quoted(text, each['cue'], 40) or '-'}] {quoted(text, each['content'])}"
