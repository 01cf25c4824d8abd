"""What dispatches say they do to others is found, in whatever order and batch they come."""

from __future__ import annotations

from itertools import permutations

import pytest
from sqlalchemy import Engine, select

from selon.intake.formats import read_bytes
from selon.store import tables as t
from selon.store.engine import asking, writing
from selon.store.keys import dispatch_key
from selon.store.rows import Packed, pack_ledger
from selon.store.write import Batch, append
from selon.tasks import ReadLedger, Task
from tests.store.texts import Item, lines, packed


def rows_of(*items: Item) -> list[Packed]:
    found = []
    for each in read_bytes(lines(items), "x", id="x", kind="jsonl"):
        assert isinstance(each, tuple)
        ledger = ReadLedger()(Task("x", *each))
        assert not isinstance(ledger, Exception)
        found.append(pack_ledger(ledger, dispatch_key(ledger.dispatch)))
    return found


def relations(engine: Engine) -> set[tuple[str, str, str | None, str]]:
    with asking(engine) as connection:
        keys = dict(connection.execute(select(t.dispatch.c.id, t.dispatch.c.key)).all())
        return {
            (keys[one], relation, keys.get(other), evidence)
            for one, relation, other, evidence in connection.execute(
                select(t.relation.c.dispatch_id, t.relation.c.relation, t.relation.c.target_id, t.relation.c.evidence).where(t.relation.c.ended.is_(None))
            )
        }


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("order", list(permutations((0, 3))))
def test_a_correction_finds_its_original(engine: Engine, order: tuple[int, int], size: int) -> None:
    rows = [packed()[number] for number in order]
    for at in range(0, 2, size):
        with writing(engine) as connection:
            append(connection, Batch([(each, "x") for each in rows[at : at + size]]), coder="selon test")
    assert relations(engine) == {(packed()[3].key, "corrects", packed()[0].key, "links")}
    with asking(engine) as connection:
        (edge,) = connection.execute(select(t.edge.c.kind).where(t.edge.c.ended.is_(None))).scalars()
        assert edge == "correction"


def test_a_target_that_never_comes_waits(engine: Engine) -> None:
    with writing(engine) as connection:
        append(connection, Batch([(packed()[3], "x")]), coder="selon test")
    assert relations(engine) == {(packed()[3].key, "corrects", None, "links")}


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("column", ["guid", "url"])
def test_the_same_identifier_is_a_new_version(engine: Engine, column: str, size: int) -> None:
    base = {"lang": "en", "date": "2024-05-14", column: "https://example.org/1"}
    texts = ("The army said 12 people were killed.", "The army said 13 people were killed.", "The army said 14 people were killed.")
    rows = rows_of(*({**base, "text": f"LUMA, May 14 (Wire) - {text}"} for text in texts))
    for at in range(0, 3, size):
        with writing(engine) as connection:
            append(connection, Batch([(each, "x") for each in rows[at : at + size]]), coder="selon test")
    first, second, third = (each.key for each in rows)
    assert relations(engine) == {(second, "revises", first, f"the same {column}"), (third, "revises", second, f"the same {column}")}


def test_an_original_is_named_by_address_item_or_key(engine: Engine) -> None:
    for number, target in enumerate(("https://example.org/blast", "blast-1", packed()[0].key)):
        text = f"LUMA, May 14 (Wire) - The army said {number + 20} people were killed."
        (row,) = rows_of({"lang": "en", "date": "2024-05-14", "text": text, "links": [{"relation": "updates", "target": target, "evidence": "note"}]})
        first = [(packed()[0], "x")] if number == 1 else []
        with writing(engine) as connection:
            append(connection, Batch([(row, "x"), *first]), coder="selon test")
    assert {other for _, _, other, _ in relations(engine)} == {packed()[0].key}
