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

*Classes.* Attributions can be grouped by what they are (``selon.evaluate.classes``): gold and predicted ones, each by its own spans. The
pairs are those of the whole, so a predicted attribution may answer a gold one of another class. A class's precision is the share of the
predicted attributions in it that are paired; its recall is the share of the gold ones in it that are.

Relations, recall of direct speech and classes have 95 % confidence intervals (``selon.evaluate.intervals``). The figure is the F1 of
``content+source``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from selon.evaluate.intervals import intervals, shown
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


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its *kind* and the numbers of the attributions it concerns, in the gold and in the predicted list."""

    kind: str
    gold: int | None
    predicted: int | None


def score(gold: Sequence[Document], predicted: Sequence[Document]) -> dict[str, Any]:
    """The figures of this module for documents in the shape of the attribution files, joined by id.

    Out: ``tokens`` and ``relations`` (rates by role and by level; relations with ``f1_interval``), ``direct`` (recall by level), ``direct_interval``
    and ``direct_gold``, ``documents``. Intervals are [least, greatest], None for fewer than two documents.
    """
    counts = [_counts(document, others) for document, others in _joined(gold, predicted)]
    count = sum(counts, Counter[tuple[str, str]]())
    sure = intervals(counts, {f"f1 {level}": ((level, "right"), ("all", "predicted"), (level, "right"), ("all", "gold")) for level in LEVELS})
    sure_direct = intervals(counts, {level: ((level, "direct"), ("direct", "gold")) for level in LEVELS})
    return {
        "documents": len(gold),
        "tokens": {role: rates(*(count[f"tokens {role}", side] for side in ("right", "predicted", "gold"))) for role in ROLES},
        "relations": {
            level: rates(count[level, "right"], count["all", "predicted"], count["all", "gold"]) | {"f1_interval": sure[f"f1 {level}"]} for level in LEVELS
        },
        "direct": {level: share(count[level, "direct"], count["direct", "gold"]) for level in LEVELS},
        "direct_interval": sure_direct,
        "direct_gold": count["direct", "gold"],
    }


def score_classes(
    gold: Sequence[Document],
    predicted: Sequence[Document],
    classify: Callable[[Document, Sequence[dict[str, Any]]], list[str]],
    order: Sequence[str],
) -> dict[str, dict[str, Any]]:
    """The figures of each class of attributions, in *order*, those without any left out.

    In: documents as for ``score``; *classify* gives the class of each of a document's attributions. A class's precision is the share of the
    predicted attributions in it that are paired with a gold one of any class; its recall is the share of the gold ones in it that are paired.
    Out: for each class ``gold`` and ``predicted`` (numbers), and for each level precision, recall, F1 and ``f1_interval``.
    """
    counts: list[Counter[tuple[str, ...]]] = []
    for document, others in _joined(gold, predicted):
        wanted, found = _token_sets(document["text"], document["attributions"]), _token_sets(document["text"], others)
        kinds = classify(document, [*document["attributions"], *others])
        mine, theirs = kinds[: len(wanted)], kinds[len(wanted) :]
        count = Counter[tuple[str, ...]]([*((kind, "gold") for kind in mine), *((kind, "predicted") for kind in theirs)])
        for left, right in pairs(wanted, found):
            for level in _levels(wanted[left], found[right]):
                count.update([(mine[left], "gold", level), (theirs[right], "predicted", level)])
        counts.append(count)
    total = sum(counts, Counter[tuple[str, ...]]())
    present = [kind for kind in order if total[kind, "gold"] or total[kind, "predicted"]]
    parts = {(kind, level): ((kind, "predicted", level), (kind, "predicted"), (kind, "gold", level), (kind, "gold")) for kind in present for level in LEVELS}
    sure = intervals(counts, parts)
    result: dict[str, dict[str, Any]] = {kind: {"gold": total[kind, "gold"], "predicted": total[kind, "predicted"]} for kind in present}
    for (kind, level), (answered, all_predicted, reached, all_gold) in parts.items():
        precision, recall = share(total[answered], total[all_predicted]), share(total[reached], total[all_gold])
        f1 = share(2 * precision * recall, precision + recall)
        result[kind][level] = {"precision": precision, "recall": recall, "f1": f1, "f1_interval": sure[kind, level]}
    return result


def figure(result: dict[str, Any]) -> float:
    """The one figure of a result: F1 of attributions right in content and source."""
    return float(result["relations"]["content+source"]["f1"])


def table(result: dict[str, Any]) -> list[str]:
    """A result as printed lines."""
    lines = [f"documents {result['documents']}"]
    lines += [row(f"tokens {role}", result["tokens"][role]) for role in ROLES]
    lines += [row(f"relations {level}", result["relations"][level], shown(result["relations"][level]["f1_interval"])) for level in LEVELS]
    for level in LEVELS:
        lines.append(f"{'direct ' + level:<26} R {result['direct'][level]:.4f}{shown(result['direct_interval'][level])}  ({result['direct_gold']} gold)")
    return lines


def brief(result: dict[str, Any]) -> str:
    """A result on one line, for a group of documents."""
    tokens = "  ".join(f"{role} {result['tokens'][role]['f1']:.3f}" for role in ROLES)
    sure = {"content+source": shown(result["relations"]["content+source"]["f1_interval"], 3)}
    relations = "  ".join(f"{level} {result['relations'][level]['f1']:.3f}{sure.get(level, '')}" for level in LEVELS)
    return f"{result['documents']} documents; tokens F1: {tokens}; relations F1: {relations}"


def brief_class(figures: dict[str, Any]) -> str:
    """The figures of a class of attributions on one line."""
    both = figures["content+source"]
    rates = f"content+source P {both['precision']:.3f}  R {both['recall']:.3f}  F1 {both['f1']:.3f}{shown(both['f1_interval'], 3)}"
    return f"{rates}  content F1 {figures['content']['f1']:.3f}  ({figures['predicted']} predicted, {figures['gold']} gold)"


def faults(gold: Sequence[Document], predicted: Sequence[Document]) -> Iterator[tuple[str, str, str]]:
    """Each gold attribution that was missed or is not wholly right, and each predicted one that answers none: (kind, document, words)."""
    for document, others in _joined(gold, predicted):
        for fault in document_faults(document, others):
            yield fault.kind, document["id"], _told(fault, document, others)


def document_faults(document: Document, others: Sequence[dict[str, Any]]) -> list[Fault]:
    """The faults of the predicted attributions *others* of one gold *document*: those of pairs, then what was missed, then what is spurious.

    A fault ``missed, cue found`` also names the predicted attribution that has the cue.
    """
    text, mine = document["text"], document["attributions"]
    wanted, found = _token_sets(text, mine), _token_sets(text, others)
    matched = pairs(wanted, found)
    told: list[Fault] = []
    for left, right in matched:
        reached = _levels(wanted[left], found[right])
        if "content+source" not in reached:
            kind = "source missing" if not others[right]["source"] else "source too many" if not mine[left]["source"] else "source wrong"
            told.append(Fault(kind, left, right))
        if "exact content" not in reached:
            told.append(Fault("content inexact", left, right))
        if wanted[left]["cue"] != found[right]["cue"]:
            told.append(Fault("cue inexact", left, right))
    answered, taken = {left for left, _ in matched}, {right for _, right in matched}
    for left, sets in enumerate(wanted):
        if left not in answered:
            near = next((right for right, other in enumerate(found) if other["cue"] & sets["cue"]), None)
            told.append(Fault("missed" if near is None else "missed, cue found", left, near))
    for right, sets in enumerate(found):
        if right not in taken:
            shared = any(other["cue"] & sets["cue"] for other in wanted)
            told.append(Fault("spurious, cue of another" if shared else "spurious", None, right))
    return told


def matches(document: Document, others: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Which predicted attribution (by number in *others*) answers which gold one of *document*: {predicted: gold}."""
    text = document["text"]
    return {right: left for left, right in pairs(_token_sets(text, document["attributions"]), _token_sets(text, others))}


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


def words_of(text: str, each: dict[str, Any]) -> str:
    """An attribution on one line: source [cue] content, each cut short; a dash for what is not there."""
    return f"{quoted(text, each['source'], 60) or '-'} [{quoted(text, each['cue'], 40) or '-'}] {quoted(text, each['content'])}"


def _told(fault: Fault, document: Document, others: Sequence[dict[str, Any]]) -> str:
    """What a fault is, on one line: the gold attribution, and what of the predicted one differs."""
    text = document["text"]
    theirs = others[fault.predicted] if fault.predicted is not None else None
    if fault.gold is None:
        return words_of(text, theirs) if theirs is not None else ""
    mine = words_of(text, document["attributions"][fault.gold])
    if theirs is None:
        return mine
    role = next((role for role in ROLES if fault.kind.startswith(role)), None)
    return f"{mine} | found: {(quoted(text, theirs[role]) or '-') if role else words_of(text, theirs)}"


def _joined(gold: Sequence[Document], predicted: Sequence[Document]) -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    """Each gold document with the attributions predicted for its id, none where there is no prediction."""
    by_id = {document["id"]: document for document in predicted}
    for document in gold:
        yield document, by_id.get(document["id"], {}).get("attributions", [])


def _counts(document: Document, others: Sequence[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """What one document adds to the figures: (what, side) -> number."""
    count: Counter[tuple[str, str]] = Counter()
    wanted, found = _token_sets(document["text"], document["attributions"]), _token_sets(document["text"], others)
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
    return count
