"""Extents, names and kinds of mentions, in both languages."""

from __future__ import annotations

import pytest

from selon.mentions.kinds import bystander as is_bystander
from tests.mentions.reading import groups, kinds, mentions_of, names, token


@pytest.mark.parametrize(
    ("lang", "body", "mention"),
    [
        pytest.param("fr", "Le ministre partira pour Niamey mercredi prochain.", "Niamey", id="fr-no-time-inside"),
        pytest.param("en", "Lawyers summoned the ambassador of Zambia on Tuesday.", "the ambassador of Zambia", id="en-no-time-inside"),
        pytest.param("fr", "Cinq titres, dont le quotidien Sabou, ont fermé.", "le quotidien Sabou", id="fr-no-relative-inside"),
        pytest.param("en", "The Sabou-based Radio Simba closed.", "The Sabou-based Radio Simba", id="en-hyphen-inside"),
        pytest.param("en", "They met rebel leader Abu al-Karim on Monday.", "rebel leader Abu al-Karim", id="en-particle-name"),
        pytest.param("en", "The rebels in the north fired.", "The rebels in the north", id="en-which-people"),
        pytest.param("fr", "Le pacte a porté les deux pays à un niveau neuf.", "les deux pays", id="fr-no-goal-inside"),
        pytest.param("fr", "L'avocate San Rosa Sula est arrivée.", "L'avocate San Rosa Sula", id="fr-long-name"),
        pytest.param("fr", "Le prix a monté, a dit mardi aux journalistes Pavel Golov, chef du port.", "Pavel Golov", id="fr-addressees-apart"),
    ],
)
def test_extent(lang: str, body: str, mention: str) -> None:
    found = groups(mentions_of(body, lang))
    assert any(mention in group for group in found), found


@pytest.mark.parametrize(
    ("lang", "body", "name", "kind"),
    [
        pytest.param("fr", "La police a tiré.", "police", "organization", id="fr-police"),
        pytest.param("en", "The opposition walked out.", "opposition", "organization", id="en-opposition"),
        pytest.param("fr", "Paris a protesté.", "France", "country", id="fr-capital-as-power"),
        pytest.param("en", "Paris protested.", "France", "country", id="en-capital-as-power"),
        pytest.param("fr", "Il vit à Paris.", "Paris", "place", id="fr-capital-as-place"),
        pytest.param("en", "He lives in Paris.", "Paris", "place", id="en-capital-as-place"),
        pytest.param("en", "He will visit Paris in May.", "Paris", "place", id="en-capital-visited"),
        pytest.param("fr", "Elle va s'envoler pour Paris.", "Paris", "place", id="fr-capital-flown-to"),
        pytest.param("fr", "La Zambie a vendu des blindés à Paris.", "France", "country", id="fr-sold-to-a-power"),
        pytest.param("fr", "Le détroit d'Omara est fermé.", "Omara", "place", id="fr-strait"),
        pytest.param("en", "The Omara river rose.", "Omara", "place", id="en-river"),
        pytest.param("fr", "Le collectif Terre Claire proteste.", "Terre Claire", "organization", id="fr-collective"),
    ],
)
def test_kind(lang: str, body: str, name: str, kind: str) -> None:
    assert kinds(mentions_of(body, lang)).get(name) == kind


@pytest.mark.parametrize(
    ("lang", "dateline", "body"),
    [
        ("fr", "LUSAKA, 14 mai (Wire) - ", "La Zambie attend. Le Malawi négocie. Le gouvernement refuse."),
        ("en", "LUSAKA, May 14 (Wire) - ", "Zambia waits. Malawi negotiates. The government refuses."),
    ],
)
def test_a_bare_government_is_that_of_the_dateline(lang: str, dateline: str, body: str) -> None:
    mentions = mentions_of(body, lang, dateline=dateline)
    word = "gouvernement" if lang == "fr" else "government"
    assert [mentions.drafts[n].country for n in mentions.entities_of(token(mentions, word))] == ["ZMB"]


def test_the_provider_is_no_entity_but_its_own_eyewitness_is_a_source() -> None:
    mentions = mentions_of("Smoke rose, a Wire correspondent saw. He told Wire so.", "en")
    assert "Wire" not in {draft.name for draft in mentions.drafts if draft.spans and draft.kind == "agency"}
    assert mentions.entities_of(token(mentions, "correspondent"))


def test_two_nationalities_act_for_both_countries() -> None:
    mentions = mentions_of("Canadian and Danish frigates held drills.", "en")
    assert names(mentions, mentions.entities_of(token(mentions, "frigates"), found=True)) == ["Canada", "Denmark"]


def test_weekdays_and_months_are_no_entities() -> None:
    for lang, body in (("en", "Talks resume on Monday in May."), ("fr", "Les discussions reprennent lundi et en mai.")):
        assert not {draft.name.lower() for draft in mentions_of(body, lang).drafts} & {"monday", "may", "lundi", "mai"}


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("fr", "La Croix-Rouge japonaise a écrit. La Croix-Rouge norvégienne a répondu."),
        ("en", "The Japanese Red Cross wrote. The Norwegian Red Cross replied."),
    ],
)
def test_national_societies_are_bodies_of_their_own(lang: str, body: str) -> None:
    mentions = mentions_of(body, lang)
    assert sorted(draft.country or "" for draft in mentions.drafts if draft.kind == "organization") == ["JPN", "NOR"]


@pytest.mark.parametrize(
    ("lang", "body", "word", "bystander"),
    [
        ("fr", "Le navire a secouru 46 migrants.", "migrants", True),
        ("en", "The ship rescued 46 migrants.", "migrants", True),
        ("fr", "Le navire a secouru les migrants.", "migrants", False),
        ("en", "The ship rescued 46 migrants. The migrants slept.", "migrants", False),
    ],
)
def test_people_told_of_once_without_article_are_bystanders(lang: str, body: str, word: str, bystander: bool) -> None:
    mentions = mentions_of(body, lang)
    (number,) = mentions.entities_of(token(mentions, word))
    assert is_bystander(mentions, number) is bystander
