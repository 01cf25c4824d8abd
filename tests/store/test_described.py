"""People that dispatches only describe are not the same people."""

from __future__ import annotations

import pytest

from selon.intake.assemble import build_dispatch
from selon.store.keys import dispatch_key, entity_key
from selon.store.rows import pack_ledger
from selon.tasks import ReadLedger, Task


@pytest.mark.parametrize(
    ("key", "own"),
    [
        ("organization:hospital:", True),
        ("organization:police:DEU", True),
        ("person:fighter:", True),
        ("anon:EGY:diplomat", True),
        ("organization:au", False),
        ("person:~dlt-srkv", False),
        ("person:~angln:AGO", False),
        ("gov:KAZ:foreign", False),
        ("mil:MLI", False),
        ("country:PRK", False),
        ("agency:kcna", False),
    ],
)
def test_keys(key: str, own: bool) -> None:
    assert entity_key(key, "dabc") == (f"{key}@dabc" if own else key)


def test_doctors_of_two_dispatches_are_two() -> None:
    keys = []
    for place in ("Zinder", "Split"):
        text = f"{place.upper()}, June 3 (Reuters) - Nine people had been brought in with burns, doctors at the hospital in {place} said on Monday."
        ledger = ReadLedger()(Task("a test", *build_dispatch(text, id=place, lang="en", date="2030-06-03")))
        packed = pack_ledger(ledger, dispatch_key(ledger.dispatch))  # type: ignore[union-attr, arg-type]
        keys.append({key for key, row in packed.entities.items() if "doctors" in row["name"]})
    assert keys[0] and keys[1] and not keys[0] & keys[1]
