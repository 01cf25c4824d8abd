"""Where those belong whom no known name gives a country: regions, peoples, cities, and for whom a person speaks."""

from __future__ import annotations

import pytest

from selon.knowledge.cities import city
from tests.reading import read


@pytest.mark.parametrize(
    ("lang", "body", "name", "country"),
    [
        ("en", "Chechen guerrillas killed a judge on Monday.", "Chechen guerrillas", "RUS"),
        ("fr", "Des rebelles tchétchènes ont tué un juge lundi.", "rebelles tchétchènes", "RUS"),
        ("en", "Darfur rebels seized a fuel convoy.", "Darfur rebels", "SDN"),
        ("fr", "Des rebelles du Darfour ont saisi un convoi.", "rebelles du Darfour", "SDN"),
        ("en", "The mayor of Gorazde condemned the attack.", "mayor of Gorazde", "BIH"),
        ("en", "Gunmen in Pakistan killed two nurses.", "Gunmen in Pakistan", "PAK"),
    ],
)
def test_a_country_by_the_words_of_a_description(lang: str, body: str, name: str, country: str) -> None:
    ledger = read(body, lang)
    entity = next(e for e in ledger.entities if e.name == name or name in {m.of(ledger.dispatch.text) for m in e.mentions})
    assert entity.country == country


def test_a_region_is_a_place_and_no_power() -> None:
    ledger = read("The army shelled villages in Darfur.", "en")
    darfur = next(e for e in ledger.entities if e.known == "region:darfur")
    assert (darfur.kind, darfur.country, darfur.sector) == ("place", "SDN", None)


def test_what_is_for_or_against_a_country_is_not_of_it() -> None:
    ledger = read("Anti-Syria protesters burned tyres in the street.", "en")
    assert all(e.country is None for e in ledger.entities if "protesters" in e.name)


def test_a_city_of_several_countries_is_that_of_the_country_told_of_else_the_far_larger_one() -> None:
    assert city("Córdoba", frozenset({"ESP"})) is not None and city("Córdoba", frozenset({"ESP"}))[1] == "ESP"  # type: ignore[index]
    assert city("Lyon", frozenset()) is not None and city("Lyon", frozenset())[1] == "FRA"  # type: ignore[index]
    assert city("San José", frozenset({"CRI", "PHL"})) is None
    assert city("Zzyzx", frozenset()) is None


@pytest.mark.parametrize(
    ("lang", "body"), [("en", "U.N. mediator Lars Holm met the rebels."), ("fr", "Le médiateur de l'ONU Lars Holm a rencontré les rebelles.")]
)
def test_for_whom_a_person_speaks(lang: str, body: str) -> None:
    holm = next(e for e in read(body, lang).entities if "Holm" in e.name)
    assert holm.affiliation == "organization:un"


def test_nobody_is_no_entity() -> None:
    ledger = read("Aucun ministre norvégien ne s'est rendu en Estonie depuis 2013.", "fr")
    assert not any("ministre" in e.name for e in ledger.entities)
