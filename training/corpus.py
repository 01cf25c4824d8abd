"""Attribution files to examples: words, and for each attribution the anchor and the words of its roles."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sentencepiece import SentencePieceProcessor

from selon.encoder.words import WORD, Words, split

#: A word that is a cue by itself in at least this share of its occurrences is an anchor wherever it stands in a longer cue.
ANCHOR_RATE = 0.1


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution in words; *scheme* is a number of ``network.SCHEMES``. *source* is None where the file does not tell it. *weight* scales its
    loss; one of weight 0 is in doubt: its anchor counts neither as one nor as none."""

    anchor: int
    source: frozenset[int] | None
    cue: frozenset[int]
    content: frozenset[int]
    scheme: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """One document, annotated by *schemes*; *weight* scales its loss, and it is shown *times* an epoch."""

    id: str
    text: str
    words: Words
    told: tuple[Told, ...]
    schemes: tuple[int, ...]
    weight: float = 1.0
    times: int = 1


def read(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON-lines file, gzipped or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def anchor_rates(records: Iterable[dict[str, Any]]) -> dict[str, float]:
    """For each word that is a whole cue somewhere: in which share of its occurrences it is."""
    alone: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for record in records:
        seen.update(word.lower() for word in WORD.findall(record["text"]))
        for each in record["attributions"]:
            cue = [word.lower() for s, e in each["cue"] for word in WORD.findall(record["text"][s:e])]
            if len(cue) == 1:
                alone[cue[0]] += 1
    return {word: number / seen[word] for word, number in alone.items() if number > 2}


def example(record: dict[str, Any], vocabulary: SentencePieceProcessor, rates: dict[str, float], scheme: int, weight: float = 1.0, times: int = 1) -> Example:
    """A record of an attribution file as words."""
    text = record["text"]
    words = split(text, vocabulary)
    at = [-1] * (len(text) + 1)
    for number, (start, end) in enumerate(zip(words.start, words.end, strict=True)):
        at[start:end] = [number] * (end - start)

    def numbers(spans: Sequence[Sequence[int]]) -> frozenset[int]:
        return frozenset(at[i] for start, end in spans for i in range(start, end) if at[i] >= 0)

    told = []
    for each in record["attributions"]:
        cue, content = numbers(each["cue"]), numbers(each["content"])
        if not content or not cue:
            continue
        source = numbers(each["source"]) if each.get("source") is not None else None
        told.append(Told(_anchor(cue, words, text, rates), source, cue, content, scheme, each.get("weight", 1.0)))
    return Example(record["id"], text, words, tuple(told), (scheme,), weight, times)


def joined(examples: Iterable[Example]) -> list[Example]:
    """One example a text: annotations of one text by several schemes are learnt in one pass."""
    by_text: dict[str, Example] = {}
    for each in examples:
        other = by_text.get(each.text)
        if other is not None:
            each = replace(other, told=other.told + each.told, schemes=other.schemes + each.schemes)
        by_text[each.text] = each
    return list(by_text.values())


def _anchor(cue: frozenset[int], words: Words, text: str, rates: dict[str, float]) -> int:
    """The word that a cue stands on: the likeliest to be one alone, else the longest, the first of those."""
    spelled = {number: text[words.start[number] : words.end[number]].lower() for number in sorted(cue)}
    likely = max(spelled, key=lambda n: (rates.get(spelled[n], 0.0), -n))
    if rates.get(spelled[likely], 0.0) >= ANCHOR_RATE:
        return likely
    return max(spelled, key=lambda n: (len(spelled[n]), -n))


def cut(each: Example, length: int, chance: random.Random) -> list[tuple[int, int]]:
    """Word ranges of at most *length* pieces that begin and end with lines where they can; the first one is cut short at random, so
    that the cuts fall elsewhere in each epoch."""
    ranges: list[tuple[int, int]] = []
    start, limit = 0, length
    sizes = [len(p) for p in each.words.pieces]
    if sum(sizes) > length:
        limit = chance.randint(length // 3, length)
    while start < len(sizes):
        end, used, line = start, 0, start
        while end < len(sizes) and (used + sizes[end] <= limit or end == start):
            if each.words.lines[end]:
                line = end
            used += sizes[end]
            end += 1
        if end < len(sizes) and line > start:
            end = line
        ranges.append((start, end))
        start, limit = end, length
    return ranges


def fold_of(name: str, folds: int) -> int:
    """Which fold a document is in: by its id without language, so that parallel sentences stay together, and neighbours of one text too."""
    stem = name.removesuffix("-en")
    if stem.startswith("pud-"):
        stem = stem[: len("pud-n01001")]
    return int(hashlib.sha256(stem.encode()).hexdigest(), 16) % folds
