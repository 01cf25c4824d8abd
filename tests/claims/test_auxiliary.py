"""Auxiliary modes: what is told of an event is to come, supposed, long past or denied."""

from __future__ import annotations

import pytest

from selon.render.plover import to_records
from tests.reading import read

CASES = [
    pytest.param("en", "Zambia expelled two Estonian diplomats.", (), id="en-happened"),
    pytest.param("en", "Zambia will expel two Estonian diplomats.", ("future",), id="en-future"),
    pytest.param("en", "Zambia plans to expel two Estonian diplomats.", ("future",), id="en-plan"),
    pytest.param("en", "Zambia did not expel the Estonian diplomats.", ("negated",), id="en-negated"),
    pytest.param("en", "Zambia will not expel the Estonian diplomats.", ("future", "negated"), id="en-future-negated"),
    pytest.param("en", "Will Zambia expel the Estonian diplomats?", ("future", "hypothetical"), id="en-question"),
    pytest.param("en", "Zambia expelled two Estonian diplomats in 1956.", ("historical",), id="en-historical"),
    pytest.param("fr", "La Zambie a expulsé deux diplomates estoniens.", (), id="fr-happened"),
    pytest.param("fr", "La Zambie expulsera deux diplomates estoniens.", ("future",), id="fr-future"),
    pytest.param("fr", "La Zambie va expulser deux diplomates estoniens.", ("future",), id="fr-near-future"),
    pytest.param("fr", "La Zambie n'a pas expulsé les diplomates estoniens.", ("negated",), id="fr-negated"),
    pytest.param("fr", "La Zambie aurait expulsé deux diplomates estoniens.", (), id="fr-hearsay-is-no-future"),
    pytest.param("fr", "La Zambie a expulsé deux diplomates estoniens en 1956.", ("historical",), id="fr-historical"),
]


@pytest.mark.parametrize(("lang", "body", "expected"), CASES)
def test_auxiliary_modes(lang: str, body: str, expected: tuple[str, ...]) -> None:
    assert [claim.event.auxiliary for claim in read(body, lang).claims] == [expected]


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "If Sudan invaded Chad, the border would close."),
        ("fr", "Si le Soudan envahissait le Tchad, la frontière fermerait."),
    ],
)
def test_what_stands_under_a_condition_is_hypothetical(lang: str, body: str) -> None:
    ledger = read(body, lang)
    assert ledger.claims
    assert to_records(ledger) == []


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "The talks between Chad and Niger did not stall."),
        ("fr", "Le soutien du Ghana au plan malien ne faiblit pas."),
    ],
)
def test_a_denial_of_what_is_said_of_an_event_is_none_of_the_event(lang: str, body: str) -> None:
    assert [claim.event.auxiliary for claim in read(body, lang).claims if claim.event.type] == [()]


def test_records_keep_what_did_not_happen_only_where_asked() -> None:
    ledger = read("Zambia did not expel the Estonian diplomats.", "en")
    assert to_records(ledger) == []
    (record,) = to_records(ledger, auxiliary=True)
    assert (record["type"], record["auxiliary"], record["context"]) == ("SANCTION", ["negated"], ["diplomatic"])


def test_contexts_are_tied_to_their_words() -> None:
    ledger = read("Zambia recalled its ambassador to Chad over the election.", "en")
    (claim,) = ledger.claims
    told = {context.name: [span.of(ledger.dispatch.text) for span in context.spans] for context in claim.event.contexts}
    assert told == {"diplomatic": ["recalled", "ambassador"], "election": ["election"]}
