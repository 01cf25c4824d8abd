"""Ledgers made without reading: their shape is a real ledger's."""

from __future__ import annotations

import pytest
from benchmarks.traffic.claims import ledgers

from selon.model.claim import AGENCY
from selon.model.ledger import Ledger

CLAIMS = 600


@pytest.fixture(scope="module")
def made() -> list[Ledger]:
    return list(ledgers(CLAIMS, seed=3))


def test_there_are_as_many_claims_as_asked_for(made: list[Ledger]) -> None:
    assert sum(len(ledger.claims) for ledger in made) == CLAIMS
    assert len({ledger.dispatch.id for ledger in made}) == len(made)
    assert all(4 <= len(ledger.claims) <= 20 for ledger in made[:-1])


def test_ids_and_spans_hold(made: list[Ledger]) -> None:
    for ledger in made:
        text = ledger.dispatch.text
        entities = {entity.id: entity for entity in ledger.entities}
        voices = {voice.id for voice in ledger.attributions}
        claims = {claim.id for claim in ledger.claims}
        for entity in ledger.entities:
            assert all(span.of(text) == entity.name for span in entity.mentions)
        for claim in ledger.claims:
            assert claim.chain[-1] == AGENCY
            assert set(claim.chain[:-1]) <= set(entities)
            assert set(claim.attributions) <= voices
            assert {*claim.event.actor, *claim.event.recipient} <= set(entities)
            assert claim.event.trigger.of(text) and all(span.of(text) for span in (*claim.spans, *claim.cues))
            assert claim.restates is None or claim.restates in claims
        for owed in ledger.commitments:
            assert set(owed.claims) <= claims
        assert all(paragraph.of(text).strip() for paragraph in ledger.dispatch.paragraphs)


def test_the_same_for_a_seed(made: list[Ledger]) -> None:
    assert made == list(ledgers(CLAIMS, seed=3))
    assert made != list(ledgers(CLAIMS, seed=4))


def test_dates_run_over_three_years_in_order(made: list[Ledger]) -> None:
    dates = [ledger.dispatch.date or "" for ledger in made]
    assert dates == sorted(dates)
    assert dates[0].startswith("2023-01") and dates[-1].startswith("2025-12")


def test_countries_are_unevenly_spread(made: list[Ledger]) -> None:
    named = [entity.country for ledger in made for entity in ledger.entities if entity.kind == "country"]
    shares = sorted((named.count(country) for country in set(named)), reverse=True)
    assert shares[0] > 5 * shares[len(shares) // 2]


def test_a_number_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        next(ledgers(0))
