"""Whom someone speaks for."""

from __future__ import annotations

import pytest

from selon.stories.card import card_of
from selon.stories.parties import parties_of
from tests.reading import read


def source_of(body: str, lang: str = "en") -> set[str]:
    """The sources of the claims of *body*."""
    return {source for fact in card_of(read(body, lang), "x").facts for source in fact.sources}


@pytest.mark.parametrize(
    ("lang", "body", "source"),
    [
        ("en", "Kenyan Foreign Minister Amos Wekesa said on Monday that Kenya would open an embassy in Lima.", "gov:KEN:foreign"),
        ("fr", "Le ministre kényan des Affaires étrangères, Amos Wekesa, a déclaré lundi que le Kenya ouvrirait une ambassade à Lima.", "gov:KEN:foreign"),
        ("en", "The Kenyan army said on Monday that it had seized two boats.", "mil:KEN"),
        ("en", "A Kenyan diplomat, who asked not to be named, said the talks had failed.", "anon:KEN:diplomat"),
        ("fr", "Un diplomate kényan, qui a requis l'anonymat, a affirmé que les négociations avaient échoué.", "anon:KEN:diplomat"),
        ("en", "Kenya said on Monday that it had closed the border.", "gov:KEN"),
    ],
)
def test_a_source_has_one_key_in_both_languages(lang: str, body: str, source: str) -> None:
    assert source_of(body, lang) == {source}


def test_a_namesake_of_another_country_speaks_for_the_body_that_his_title_names() -> None:
    body = "Le pont a tenu, a affirmé l'armée malienne. « Personne n'était là », a dit lundi le colonel Jean Castex, porte-parole de l'armée."
    assert source_of(body, "fr") == {"mil:MLI"}


def test_a_company_is_not_the_ministry_that_spoke_last() -> None:
    body = "Estonian Transport Minister Marek Sild said a ferry had run aground. The company would keep its licence, he said. The company said it was sorry."
    found = {party.name: party.source for party in parties_of(read(body, "en")).values()}
    assert found["Marek Sild"] == "gov:EST:transport"
    assert not found["company"].startswith("gov:")


def test_the_only_ngo_speaks_though_a_ministry_spoke_last() -> None:
    body = "L'Etat est content, a dit le ministère kényan de la Justice. Un jugement ne coûte rien, a affirmé l'ONG. Lantern Watch n'a fourni aucun chiffre."
    assert source_of(body, "fr") == {"gov:KEN:justice", "organization:~lntrn-as"}


def test_the_task_belongs_to_the_ministry() -> None:
    body = "Le porte-parole du ministère kazakh des Affaires étrangères, Aibek Annikov, a condamné ces tirs."
    assert source_of(body, "fr") == {"gov:KAZ:foreign"}


def test_a_town_behind_an_elided_preposition_is_no_name_of_the_hospital() -> None:
    assert source_of("Deux corps ont été amenés, ont indiqué des médecins de l'hôpital d'Al Zubara.", "fr") == {"organization:hospital:"}


@pytest.mark.parametrize(
    ("body", "name", "source"),
    [
        ("Congo's foreign ministry said that it was late. Paul Sesa flew to Kinshasa.", "Congo's foreign ministry", "gov:COD:foreign"),
        ("Congo's embassy in Dakar said that it was late. Paul Sesa flew to Kinshasa.", "Congo's embassy in Dakar", "gov:COD:embassy"),
        ('Kenya accused Uganda. South Korean leader Kang said it was calm. "It is late," the opposition leader said.', "opposition leader", "anon::leader"),
    ],
)
def test_whose_a_body_is(body: str, name: str, source: str) -> None:
    assert {party.name: party.source for party in parties_of(read(body, "en")).values()}[name] == source
