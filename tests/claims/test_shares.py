"""What is a claim of its own and who takes part in it."""

from __future__ import annotations

import pytest

from selon.model.ledger import Ledger
from tests.reading import read, words


def _names(ledger: Ledger, ids: tuple[str, ...]) -> list[str]:
    names = {entity.id: entity.name for entity in ledger.entities}
    return sorted(names[id] for id in ids)


@pytest.mark.parametrize(
    ("body", "lang", "clause"),
    [
        ("Brazil has sent a survey team to Ghana, which keeps three warehouses at the port.", "en", "which keeps three warehouses at the port"),
        ("Le Brésil a envoyé une équipe au Ghana, qui dispose de trois entrepôts dans le port.", "fr", "qui dispose de trois entrepôts dans le port"),
    ],
)
def test_a_relative_clause_behind_a_comma_is_news_of_its_own(body: str, lang: str, clause: str) -> None:
    told = read(body, lang)
    assert clause in [words(claim, told) for claim in told.claims]


@pytest.mark.parametrize("body", ["The official, who asked not to be named, arrived in Ghana.", "The envoy who carried the letter arrived in Ghana."])
def test_a_relative_clause_that_only_tells_who_it_is_makes_no_claim(body: str) -> None:
    told = read(body, "en")
    assert not any(words(claim, told).startswith("who") for claim in told.claims)


def test_we_are_the_body_that_the_title_names() -> None:
    told = read('The farmers\' federation met on Monday. "We condemn the raid," federation president Ana Lopes said.', "en")
    claim = next(c for c in told.claims if c.event.act == "condemn")
    assert not any("Lopes" in name for name in _names(told, claim.event.actor))


def test_who_condemns_an_attack_of_unknown_authors_condemns_nobody() -> None:
    told = read("Peru condemned the bombing of the Ghanaian embassy.", "en")
    claim = next(c for c in told.claims if c.event.act == "condemn")
    assert (_names(told, claim.event.actor), claim.event.recipient) == (["Peru"], ())


def test_victims_told_by_their_number_are_recipients() -> None:
    told = read("Gunmen abducted two drivers near the port.", "en")
    claim = next(c for c in told.claims if c.event.act == "abduct")
    assert _names(told, claim.event.recipient) == ["two drivers"]


def test_the_three_are_the_countries_told_side_by_side() -> None:
    told = read("Peru, Ghana and Fiji have signed the treaty. The three are expected to sign the protocol in June.", "en")
    claim = told.claims[-1]
    assert _names(told, claim.event.actor) == ["Fiji", "Ghana", "Peru"]


def test_a_power_before_an_aside_of_saying_is_the_subject() -> None:
    told = read("Le Pérou, a-t-on ajouté de source diplomatique, a retiré ses soldats.", "fr")
    claim = next(c for c in told.claims if c.event.type == "RETREAT")
    assert len(claim.event.actor) == 1
