"""Names of bands and firms, and the title beside a name, on texts of this project's own."""

from __future__ import annotations

import pytest

import selon
from tests.mentions.reading import mentions_of

NAMED = [
    ("en", "The rebel Army of the Free Valley told reporters that the road was shut.", "Army of the Free Valley", "organization"),
    ("en", "The Movement for Justice said that the road was shut.", "Movement for Justice", "organization"),
    ("en", "The rebel Union for Renewal said that the road was shut.", "Union for Renewal", "organization"),
    ("en", "Hospital Watch, a patients' group, said that the road was shut.", "Hospital Watch", "organization"),
    ("en", "Ridge Mining said that the road was shut.", "Ridge Mining", "organization"),
    ("en", "Forest Witness said that the road was shut.", "Forest Witness", "organization"),
    ("en", "Latvian Interior Ministry spokesman Janis Ozols said that the road was shut.", "Janis Ozols", "person"),
    ("en", "The road is shut, according to Janis Ozols, who leads the opposition. It was not possible to confirm it.", "Janis Ozols", "person"),
    ("en", "U.S. Secretary of State Clara Bell said that the road was shut.", "Clara Bell", "person"),
    ("fr", "Le mouvement rebelle Front de libération de la Côte a dit que la route était coupée.", "Front de libération de la Côte", "organization"),
    ("fr", "Le groupe armé Mouvement pour la justice a dit que la route était coupée.", "Mouvement pour la justice", "organization"),
    ("en", "South Africa paid in May. Klerksdorp will lose jobs.", "Klerksdorp", "place"),
    ("en", "South Africa paid in May. Klerksdorp says the road is shut. Piet Klerksdorp is a farmer.", "Piet Klerksdorp", "person"),
    ("fr", "La Roumanie a payé en mai. Suceava pourrait perdre des emplois.", "Suceava", "place"),
    ("fr", "L'entreprise Ridge Mining a dit que la route était coupée.", "Ridge Mining", "organization"),
]


@pytest.mark.parametrize(("lang", "body", "name", "kind"), NAMED)
def test_name_and_kind(lang: str, body: str, name: str, kind: str) -> None:
    assert (name, kind) in [(draft.name, draft.kind) for draft in mentions_of(body, lang).drafts]


def test_a_nationality_before_a_body_is_no_name() -> None:
    drafts = mentions_of("The road is shut, the Chilean foreign ministry said.", "en").drafts
    assert [(draft.name, draft.country) for draft in drafts] == [("Chilean foreign ministry", "CHL")]


def test_an_army_and_its_country_are_no_band() -> None:
    names = [draft.name for draft in mentions_of("France asked the Army for help. The Army of Mali said that the road was shut.", "en").drafts]
    assert "Army for help" not in names


def test_the_body_before_a_title_tells_the_sector() -> None:
    drafts = mentions_of("Latvian Interior Ministry spokesman Janis Ozols said that the road was shut.", "en").drafts
    assert next(draft.sector for draft in drafts if draft.name == "Janis Ozols") == "GOV"


@pytest.mark.parametrize(("lang", "body"), [("en", "The Organization of American States met."), ("fr", "L'Organisation des Etats américains s'est réunie.")])
def test_an_adjective_inside_a_known_name_is_no_country(lang: str, body: str) -> None:
    drafts = mentions_of(body, lang).drafts
    assert [(draft.known, draft.country) for draft in drafts if draft.known] == [("organization:oas", None)]


def test_the_standing_of_a_dispatch_is_no_name() -> None:
    ledger = selon.read("CORRECTION: Six held in Luma\n\nLUMA, May 14 (Wire) - Six men were held in Luma, police said.", lang="en", date="2024-05-14")
    assert not [entity.name for entity in ledger.entities if "CORRECTION" in entity.name]
