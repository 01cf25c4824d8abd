"""Nested training data from flat annotation, from ledgers and from the rules.

``silver.py flat GOLD RULES OUT``: PolNeAR gives each word to one attribution. What the rules find inside the content of a gold attribution is added
at half weight; what they find where the gold has nothing is put in doubt (weight 0).

``silver.py ledgers GOLD RULES OUT``: dispatches with whole ledgers tell cues, contents and speakers of claims, not attributions. What the rules
find whose cue and content a claim confirms is kept; other finds are put in doubt; claims whose cue the rules miss are made attributions of their own.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from corpus import read

Spans = list[list[int]]


def characters(spans: Spans) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def from_flat(gold: dict[str, Any], rules: dict[str, Any]) -> dict[str, Any]:
    """A gold record with the rules' nested attributions."""
    cues = [characters(each["cue"]) for each in gold["attributions"]]
    contents = [characters(each["content"]) for each in gold["attributions"]]
    every = set().union(*cues) if cues else set()
    kept = list(gold["attributions"])
    for each in rules["attributions"]:
        cue, content = characters(each["cue"]), characters(each["content"])
        if cue & every or not cue:
            continue
        inside = any(cue <= outer and len(content & outer) > 0.9 * len(content) for outer in contents)
        kept.append(each | {"weight": 0.5 if inside else 0.0})
    return {"id": gold["id"], "lang": gold.get("lang", "en"), "text": gold["text"], "attributions": kept}


def from_ledger(gold: dict[str, Any], rules: dict[str, Any]) -> dict[str, Any]:
    """The attributions of a dispatch as far as its claims tell them."""
    text = gold["text"]
    claims = [(characters(c["cues"]), characters(c["text_spans"]), c) for c in gold["claims"] if c.get("cues")]
    kept: list[dict[str, Any]] = []
    met: set[int] = set()
    for each in rules["attributions"]:
        cue, content = characters(each["cue"]), characters(each["content"])
        backed = [n for n, (cues, told, _) in enumerate(claims) if cues & cue and len(told & content) > 0.5 * min(len(told), len(content))]
        met.update(backed)
        kept.append(each | {"weight": 1.0 if backed else 0.0})
    told = [characters(each["cue"]) for each in kept]
    merged: dict[tuple[Any, ...], dict[str, Any]] = {}
    for n, (_, _, claim) in enumerate(claims):
        cue = claim["cues"][0]
        if n in met or len(claim["cues"]) > 1 or any(characters([cue]) & each for each in told):
            continue
        one = merged.setdefault(tuple(cue), {"source": None, "cue": [cue], "content": [], "weight": 0.7})
        one["content"] = sorted(one["content"] + [_with_marks(text, span) for span in claim["text_spans"]])
        one["source"] = _speaker(gold, claim, cue)
    return {"id": gold["id"], "lang": gold["lang"], "text": text, "attributions": kept + list(merged.values())}


def _with_marks(text: str, span: list[int]) -> list[int]:
    """A claim's content as an attribution's: with the word that introduces it and its quotation marks."""
    start, end = span
    for word in ("that ", "que ", "qu'", "qu’"):
        if text[:start].endswith(word):
            start -= len(word)
    for left, right in (('"', '"'), ("“", "”"), ("« ", " »"), ("«\u00a0", "\u00a0»")):
        if text[:start].endswith(left) and text[end:].startswith(right):
            start, end = start - len(left), end + len(right)
    return [start, end]


def _speaker(gold: dict[str, Any], claim: dict[str, Any], cue: list[int]) -> Spans | None:
    """The mention of the innermost speaker in the cue's line nearest to the cue, outside the content; None where there is none."""
    content = characters(claim["text_spans"])
    names = claim["chain"][0].split("+")
    mentions = [m for e in gold["entities"] if e["id"] in names for m in e["mentions"] if not characters([m]) & content]
    near = [m for m in mentions if "\n" not in gold["text"][min(m[0], cue[0]) : max(m[1], cue[1])]]
    if not near:
        return None
    best = min(near, key=lambda m: abs(m[0] - cue[0]))
    return [best] if abs(best[0] - cue[0]) < 100 else None


def main() -> None:
    if len(sys.argv) != 5 or sys.argv[1] not in ("flat", "ledgers"):
        raise SystemExit(__doc__)
    make = from_flat if sys.argv[1] == "flat" else from_ledger
    found = {each["id"]: each for each in read(Path(sys.argv[3]))}
    with Path(sys.argv[4]).open("w", encoding="utf-8") as out:
        for gold in read(Path(sys.argv[2])):
            out.write(json.dumps(make(gold, found.get(gold["id"], {"attributions": []})), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
