"""Where those belong whom no known name gives a country: regions, peoples, cities, and for whom a person speaks."""

from __future__ import annotations

import pytest

from selon.knowledge.cities import city
from tests.mentions.reading import mentions_of
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


def _known(body: str, lang: str) -> dict[str, str | None]:
    return {e.name: e.known for e in read(body, lang).entities}


def test_one_person_under_the_spellings_of_two_languages() -> None:
    french = _known("Le président Vladimir Poutine a reçu Kim Jong-un à Vladivostok.", "fr")
    english = _known("President Vladimir Putin received Kim Jong Un in Vladivostok.", "en")
    assert french["Vladimir Poutine"] == english["Vladimir Putin"] == "person:vladimir-putin"
    assert french["Kim Jong-un"] == english["Kim Jong Un"] == "person:kim-jong-un"


@pytest.mark.parametrize(
    ("body", "lang", "country"),
    [
        ("President Mugabe left the room.", "en", "ZWE"),
        ("Le président Mugabe a quitté la salle.", "fr", "ZWE"),
        ("Mugabe left the room.", "en", None),
        ("President Zorblatt left the room.", "en", None),
    ],
)
def test_who_heads_a_state_and_is_named_by_surname(body: str, lang: str, country: str | None) -> None:
    assert {e.country for e in read(body, lang).entities if e.kind == "person"} <= {country}


@pytest.mark.parametrize(("name", "country"), [("South Korean officers", "KOR"), ("Sri Lankan police", "LKA"), ("Costa Rican smugglers", "CRI")])
def test_adjectives_of_two_words(name: str, country: str) -> None:
    assert [e.country for e in read(f"{name} left the port.", "en").entities if e.name == name] == [country]


def test_a_diplomat_is_not_of_where_he_is_posted() -> None:
    assert [e.country for e in read("A diplomat in Tunis said the border was open.", "en").entities if e.kind == "person"] == [None]


def test_the_dateline_of_a_city_that_is_no_capital_tells_the_country_that_the_text_speaks_of() -> None:
    assert mentions_of("Le Ghana a rouvert ses écoles.", "fr", dateline="KUMASI, 14 mai (Wire) - ").home == "GHA"
    assert mentions_of("Le Togo a rouvert ses écoles.", "fr", dateline="KUMASI, 14 mai (Wire) - ").home is None
