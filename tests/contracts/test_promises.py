"""Promises that hold across stages, on the sample dispatches and on odd texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import selon
from selon.model.claim import AGENCY

SAMPLES = sorted(Path(__file__).parents[2].joinpath("samples").glob("*.txt"))
ODD = {
    "empty": "",
    "blank": " \n\n ",
    "one-word": "Pluie",
    "open-quotation": "LUMA (Wire) - « Nous partons, a dit le ministre.",
    "lone-marks": "\"'«»“”„''``",
    "right-to-left": "LUMA (Wire) - قال الوزير إن الميناء أغلق.",
    "emoji": "LUMA (Wire) - Le ministre 🚢 a dit : « Nous partons 🎉 ».",
    "decomposed": "LUMA (Wire) - Le pre\u0301sident a e\u0301te\u0301 e\u0301lu, a dit l'agence.",
    "no-break": "LUMA\u00a0(Wire)\u00a0-\u202fLe\u00a0port a\u202fferme\u0301.",
    "no-stops": "mot " * 3000,
}


def spans(value: Any, key: str = "") -> Iterator[list[int]]:
    """Every [start, end] in a ledger's JSON."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from spans(item, name)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(item) is int for item in value):
            yield value
        else:
            for item in value:
                yield from spans(item, key)


def cases() -> list[Any]:
    return [pytest.param(path.read_text(encoding="utf-8"), id=path.stem) for path in SAMPLES] + [pytest.param(text, id=name) for name, text in ODD.items()]


@pytest.mark.parametrize("text", cases())
def test_every_span_slices_to_words_of_the_text(text: str) -> None:
    told = selon.to_dict(selon.read(text, lang=None))
    for start, end in spans(told):
        assert 0 <= start < end <= len(told["text"])
        assert told["text"][start:end].strip()


@pytest.mark.parametrize("text", cases())
def test_same_input_same_bytes(text: str) -> None:
    assert selon.to_json(selon.read(text)) == selon.to_json(selon.read(text))


@pytest.mark.parametrize("text", cases())
def test_every_reference_leads_somewhere(text: str) -> None:
    ledger = selon.read(text)
    entities = {entity.id for entity in ledger.entities}
    attributions = {attribution.id for attribution in ledger.attributions}
    claims = {claim.id for claim in ledger.claims}
    for claim in ledger.claims:
        assert claim.chain[-1] == AGENCY
        assert all(part in entities for link in claim.chain[:-1] for part in link.split("+"))
        assert {*claim.event.actor, *claim.event.recipient} <= entities
        assert claim.event.place is None or claim.event.place in entities
        assert set(claim.attributions) <= attributions
        assert claim.restates is None or claim.restates in claims
        assert (claim.quote == "none") == (not claim.attributions)
    for attribution in ledger.attributions:
        assert {*attribution.source_entity, *attribution.relays} <= entities
        assert attribution.parent is None or attribution.parent in attributions
    for omission in ledger.omissions:
        assert omission.source in {None, AGENCY, *entities}
    for commitment in ledger.commitments:
        assert set(commitment.claims) <= claims
        assert {*commitment.by, *commitment.to} <= entities


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_reading_does_not_depend_on_what_was_read_before(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    alone = selon.to_json(selon.read(text))
    for other in SAMPLES:
        selon.read(other.read_text(encoding="utf-8"))
    assert selon.to_json(selon.read(text)) == alone


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_claims_lie_in_the_body(path: Path) -> None:
    ledger = selon.read(path.read_text(encoding="utf-8"))
    assert ledger.claims
    assert ledger.dispatch.headline is not None
    for claim in ledger.claims:
        assert claim.spans[0].start >= ledger.dispatch.headline.end
        assert list(claim.spans) == sorted(claim.spans)
