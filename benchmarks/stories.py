"""How well a ledger of generated traffic groups stories and counts their sources.

    python -m benchmarks.traffic --dispatches 20000 --seed 7 --out traffic/
    selon ingest traffic/dispatches.jsonl --db traffic.db --jobs 2
    python -m benchmarks.stories --truth traffic/truth.json --db traffic.db

Grouping is measured by B-cubed (Bagga and Baldwin 1998). A true story's sources are counted right where the ledger's story that shares most
dispatches with it has as many; contradictions are right where both claims stand in the words of the true ones.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from selon.query.book import Book
from selon.store import tables as t

Ref = tuple[str, int, int]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--truth", required=True)
    parser.add_argument("--db", required=True)
    arguments = parser.parse_args()
    with open(arguments.truth, encoding="utf-8") as stream:
        truth = json.load(stream)["stories"]
    with Book(arguments.db) as book, book.engine.connect() as connection:
        items = dict(connection.execute(select(t.dispatch.c.key, t.dispatch.c.item)).all())
        found = {row["story"]: (frozenset(items[key] for key in row["dispatches"]), row["sources"]) for row in book.stories()}
        contested = [(row["one_claim"], row["other_claim"]) for row in book.contested()]
        spans = _spans(connection, {key for pair in contested for key in pair}, items)
    gold = {item: frozenset(story["ids"]) for story in truth for item in story["ids"]}
    mine = {item: members for members, _ in found.values() for item in members if item in gold}
    print(f"dispatches {len(mine)} of {len(gold)}, stories {len(truth)} true, {len(found)} found")
    precision, recall = _bcubed(mine, gold)
    print(f"grouping (B-cubed)   P {precision:.4f}  R {recall:.4f}  F1 {2 * precision * recall / (precision + recall):.4f}")
    _origins(truth, found)
    _pairs("contradictions", [(_ref(a), _ref(b)) for story in truth for a, b in story["contradictions"]], [(spans[a], spans[b]) for a, b in contested])


def _bcubed(mine: dict[str, frozenset[str]], gold: dict[str, frozenset[str]]) -> tuple[float, float]:
    shared = {item: len(mine[item] & gold[item]) for item in mine}
    return sum(shared[i] / len(mine[i]) for i in mine) / len(mine), sum(shared[i] / len(gold[i]) for i in mine) / len(mine)


def _origins(truth: list[dict[str, Any]], found: dict[str, tuple[frozenset[str], int]]) -> None:
    of_item: dict[str, str] = {item: key for key, (members, _) in found.items() for item in members}
    off: Counter[int] = Counter()
    whole = 0
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for story in truth:
        shares = Counter(of_item[item] for item in story["ids"] if item in of_item)
        if not shares:
            continue
        best = min(shares, key=lambda key: (-shares[key], len(found[key][0]), key))
        off[found[best][1] - story["independent_primary_sources"]] += 1
        by_kind[story["kind"]].append(found[best][1] == story["independent_primary_sources"])
        whole += found[best][0] == frozenset(story["ids"])
    number = sum(off.values())
    print(f"stories whole        {whole / number:.4f}")
    print(f"origins exact        {off[0] / number:.4f}   within one {sum(off[d] for d in (-1, 0, 1)) / number:.4f}   off by: {dict(sorted(off.items()))}")
    for kind, right in sorted(by_kind.items()):
        print(f"  {kind:22} {sum(right) / len(right):.4f} of {len(right)}")


def _spans(connection: Any, keys: Iterable[str], items: dict[str, str]) -> dict[str, list[Ref]]:
    """Where claims stand: (item, start, end) of each of their spans."""
    from selon.store.fetch import ledger_of

    wanted = sorted(keys)
    places: dict[str, tuple[str, str]] = {}
    for at in range(0, len(wanted), 400):
        query = select(t.claim.c.key, t.claim.c.local, t.dispatch.c.key).join(t.dispatch, t.dispatch.c.id == t.claim.c.dispatch_id)
        places.update({key: (dispatch, local) for key, local, dispatch in connection.execute(query.where(t.claim.c.key.in_(wanted[at : at + 400])))})
    found: dict[str, list[Ref]] = {}
    for dispatch in sorted({each for each, _ in places.values()}):
        claims = {claim.id: claim for claim in ledger_of(connection, dispatch).claims}
        for key, (home, local) in places.items():
            if home == dispatch:
                found[key] = [(items[dispatch], *span) for span in claims[local].spans]
    return found


def _ref(name: str) -> list[Ref]:
    item, _, span = name.rpartition(":")
    start, _, end = span.partition("-")
    return [(item, int(start), int(end))]


def _meet(one: list[Ref], other: list[Ref]) -> bool:
    """Whether two claims stand in the same words: half of the shorter's characters."""
    shared = sum(max(0, min(a[2], b[2]) - max(a[1], b[1])) for a in one for b in other if a[0] == b[0])
    return 2 * shared >= min(sum(a[2] - a[1] for a in one), sum(b[2] - b[1] for b in other)) > 0


def _pairs(name: str, gold: list[tuple[list[Ref], list[Ref]]], mine: list[tuple[list[Ref], list[Ref]]]) -> None:
    """Precision, recall and F1 of pairs of claims; the true ones leave out copies, so that precision is a lower bound."""

    def items(pair: tuple[list[Ref], list[Ref]]) -> frozenset[str]:
        return frozenset((pair[0][0][0], pair[1][0][0]))

    by_items: dict[frozenset[str], list[tuple[list[Ref], list[Ref]]]] = defaultdict(list)
    for pair in mine:
        by_items[items(pair)].append(pair)
    found = sum(any(_same(pair, other) for other in by_items[items(pair)]) for pair in gold)
    by_gold: dict[frozenset[str], list[tuple[list[Ref], list[Ref]]]] = defaultdict(list)
    for pair in gold:
        by_gold[items(pair)].append(pair)
    right = sum(any(_same(pair, other) for other in by_gold[items(pair)]) for pair in mine)
    precision, recall = right / max(1, len(mine)), found / max(1, len(gold))
    print(f"{name:20} P {precision:.4f}  R {recall:.4f}   ({len(mine)} found, {len(gold)} true)")


def _same(one: tuple[list[Ref], list[Ref]], other: tuple[list[Ref], list[Ref]]) -> bool:
    return (_meet(one[0], other[0]) and _meet(one[1], other[1])) or (_meet(one[0], other[1]) and _meet(one[1], other[0]))


if __name__ == "__main__":
    main()
