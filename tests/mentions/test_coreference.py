"""Which mentions are one entity: names, short names, acronyms, descriptions, in both languages."""

from __future__ import annotations

import pytest

from tests.mentions.reading import groups, mentions_of

#: (language, body, mentions that are one entity, mentions that are another's)
TOGETHER = [
    pytest.param("fr", "Le ministre Awa Soudaré a parlé. M. Soudaré est parti.", {"Le ministre Awa Soudaré", "M. Soudaré"}, id="fr-honorific"),
    pytest.param(
        "fr",
        "Un dirigeant du syndicat, Saïd Rahbani, a parlé. La cheffe de l'opposition, Awa Soudaré, a protesté. L'opposante a écrit au maire.",
        {"La cheffe de l'opposition", "Awa Soudaré", "L'opposante"},
        id="fr-opposition",
    ),
    pytest.param("en", "Minister Awa Soudare spoke. Mr. Soudare left.", {"Minister Awa Soudare", "Mr. Soudare"}, id="en-honorific"),
    pytest.param(
        "fr",
        "Le ministre du Travail, Oumar Saleck, a démissionné. M. Saleck est malade.",
        {"Le ministre du Travail", "Oumar Saleck", "M. Saleck"},
        id="fr-title-comma-name",
    ),
    pytest.param(
        "en", "The labour minister, Omar Saleck, has resigned. Saleck is ill.", {"The labour minister", "Omar Saleck", "Saleck"}, id="en-title-comma-name"
    ),
    pytest.param(
        "en", "Foreign Minister Karim al-Senadi met reporters. Senadi gave no date.", {"Foreign Minister Karim al-Senadi", "Senadi"}, id="en-particle"
    ),
    pytest.param(
        "en",
        "Police held lawyer Ann Kale. Defence lawyer Awa Soudare said it was late. Kale was ill. The lawyer said more.",
        {"Defence lawyer Awa Soudare", "The lawyer"},
        id="en-who-spoke",
    ),
    pytest.param(
        "en",
        "U.S. Secretary of State Ann Kale spoke. It is late, the secretary said.",
        {"U.S. Secretary of State Ann Kale", "the secretary"},
        id="en-secretary",
    ),
    pytest.param("fr", "Le capitaine Saïd Rahbani a nié. M. Rahbani sera jugé.", {"Le capitaine Saïd Rahbani", "M. Rahbani"}, id="fr-title-name"),
    pytest.param(
        "fr", "La Ligue des pêcheurs du Sud (LPS) a protesté. La LPS exige une enquête.", {"La Ligue des pêcheurs du Sud", "LPS", "La LPS"}, id="fr-acronym"
    ),
    pytest.param(
        "en",
        "The Southern Fishermen's League (SFL) protested. The SFL wants an inquiry.",
        {"SFL", "The SFL", "The Southern Fishermen's League"},
        id="en-acronym",
    ),
    pytest.param("fr", "La coalition Front du Nord a pris Luma. Le Front a perdu dix hommes.", {"La coalition Front du Nord", "Le Front"}, id="fr-short-form"),
    pytest.param("en", "The Northern Front seized Luma. The Front lost ten men.", {"The Northern Front", "The Front"}, id="en-short-form"),
    pytest.param(
        "fr",
        "Le ministère zambien de la Défense a publié une photo. Le ministère n'a rien ajouté.",
        {"Le ministère zambien de la Défense", "Le ministère"},
        id="fr-bare-body",
    ),
    pytest.param(
        "en",
        "The Zambian defence ministry published a picture. The ministry said no more.",
        {"The Zambian defence ministry", "The ministry"},
        id="en-bare-body",
    ),
    pytest.param(
        "fr", "Justin Bako, le ministre des Mines, est arrivé. Le ministre a signé.", {"Justin Bako", "le ministre des Mines", "Le ministre"}, id="fr-minister"
    ),
    pytest.param("en", "Justice Minister Yves Bako arrived. The minister signed.", {"Justice Minister Yves Bako", "The minister"}, id="en-minister"),
    pytest.param(
        "fr",
        "La Zambie a rouvert son ambassade. Les autorités zambiennes ont remercié le Malawi.",
        {"La Zambie", "Les autorités zambiennes"},
        id="fr-authorities",
    ),
    pytest.param("en", "Zambia has reopened its embassy. The Zambian government thanked Malawi.", {"Zambia", "The Zambian government"}, id="en-government"),
    pytest.param("fr", "Les Péruviens ont quitté la salle. Lima a protesté.", {"Les Péruviens", "Lima"}, id="fr-people-is-country"),
    pytest.param("en", "The Australians left the room. Australia later protested.", {"The Australians", "Australia"}, id="en-people-is-country"),
    pytest.param("fr", "L'Armée de libération du Sud a attaqué. Les rebelles ont fui.", {"L'Armée de libération du Sud"}, id="fr-unknown-army-stays"),
    pytest.param("fr", "La Malaisie et Haïti ont signé. Le royaume a payé.", {"La Malaisie", "Le royaume"}, id="fr-kingdom-is-the-monarchy"),
    pytest.param(
        "en", "Uzbekistan talked to Germany. Germany leased a base in the Central Asian state.", {"Uzbekistan", "the Central Asian state"}, id="en-region"
    ),
    pytest.param("fr", "L'Allemagne et Haïti ont signé. L'Allemagne aidera le pays caribéen.", {"Haïti", "le pays caribéen"}, id="fr-region"),
    pytest.param(
        "fr", "Une patrouille a atteint le port de Sabou. La foule a quitté le port.", {"le port de Sabou", "le port", "Sabou"}, id="fr-place-taken-up"
    ),
    pytest.param("en", "A patrol reached the port of Sabou. The crowd left the port.", {"the port of Sabou", "the port", "Sabou"}, id="en-place-taken-up"),
    pytest.param(
        "fr",
        "Un diplomate norvégien, Geir Haugen, est arrivé. Le Norvégien a souri.",
        {"Un diplomate norvégien", "Geir Haugen", "Le Norvégien"},
        id="fr-person-by-nationality",
    ),
    pytest.param(
        "fr", "Le président Luis Mora a reçu la ministre Ana Ruiz. Cette dernière n'a rien dit.", {"la ministre Ana Ruiz", "Cette dernière"}, id="fr-latter"
    ),
]

APART = [
    pytest.param(
        "fr",
        "Le gouverneur de Luma, Awa Soudaré, a protesté. Le mouvement rebelle Armée des collines de Luma a ri.",
        "Awa Soudaré",
        "Le mouvement rebelle Armée des collines de Luma",
        id="fr-a-place-is-no-surname",
    ),
    pytest.param(
        "fr",
        "Le gouverneur de Hayy Kani, Awa Soudaré, a protesté. Le mouvement rebelle Union des collines de Hayy Kani a ri.",
        "Hayy Kani",
        "Le mouvement rebelle Union des collines de Hayy Kani",
        id="fr-a-place-of-two-words-is-no-name-of-a-band",
    ),
    pytest.param("fr", "L'agence Montsame a cité Mosaïque FM. La presse a protesté.", "La presse", "Montsame", id="fr-the-press-is-no-agency"),
    pytest.param("en", "Montsame quoted Radio Fides. The media protested.", "The media", "Radio Fides", id="en-the-media-are-no-agency"),
    pytest.param(
        "fr",
        "Le président Luis Mora a reçu la Première ministre Ana Ruiz. La dirigeante a remercié.",
        "La dirigeante",
        "Le président Luis Mora",
        id="fr-gender",
    ),
    pytest.param("fr", "Onze soldats ont disparu. Les dix-huit soldats sont vivants.", "Onze soldats", "Les dix-huit soldats", id="fr-counts-differ"),
    pytest.param("en", "Eleven soldiers vanished. The eighteen soldiers are alive.", "Eleven soldiers", "The eighteen soldiers", id="en-counts-differ"),
    pytest.param(
        "fr",
        "Le porte-parole de l'armée a nié. Le porte-parole du syndicat a ri.",
        "Le porte-parole de l'armée",
        "Le porte-parole du syndicat",
        id="fr-owners-differ",
    ),
    pytest.param(
        "en",
        "The Iraqi oil minister spoke. Oil Minister Bijan Kord listened.",
        "The Iraqi oil minister",
        "Oil Minister Bijan Kord",
        id="en-named-later-is-another",
    ),
    pytest.param("fr", "La Zambie a protesté. Le pays voisin n'a rien dit.", "La Zambie", "Le pays voisin", id="fr-the-neighbour-is-another"),
]


@pytest.mark.parametrize(("lang", "body", "one"), TOGETHER)
def test_one_entity(lang: str, body: str, one: set[str]) -> None:
    found = groups(mentions_of(body, lang))
    assert any(one <= group for group in found), found


@pytest.mark.parametrize(("lang", "body", "one", "other"), APART)
def test_two_entities(lang: str, body: str, one: str, other: str) -> None:
    found = groups(mentions_of(body, lang))
    assert not any({one, other} <= group for group in found), found


@pytest.mark.parametrize(
    ("lang", "headline", "body", "one"),
    [
        ("fr", "Deux journalistes arrêtés à Luma", "Deux journalistes ont été arrêtés lundi.", {"Deux journalistes"}),
        ("en", "Three nuns freed in Luma", "Three Polish nuns were freed on Monday.", {"Three nuns", "Three Polish nuns"}),
        ("fr", "Le chef de la police retenu", "Le chef de la police, Craig Dunn, est retenu.", {"Le chef de la police", "Craig Dunn"}),
        ("en", "Police chief held", "The police chief, Craig Dunn, is being held.", {"Police chief", "The police chief", "Craig Dunn"}),
    ],
)
def test_the_body_tells_the_headline_anew(lang: str, headline: str, body: str, one: set[str]) -> None:
    found = groups(mentions_of(body, lang, headline=headline))
    assert any(one <= group for group in found), found


@pytest.mark.parametrize(
    ("lang", "body", "words", "parties"),
    [
        ("fr", "La Zambie et le Malawi ont signé. Les deux pays se réuniront.", "Les deux pays", 2),
        ("en", "Zambia and Malawi signed. The two countries will meet.", "The two countries", 2),
        ("en", "Poland, Hungary and Slovakia joined. Spain objected. The three countries will meet.", "The three countries", 3),
        ("fr", "Le président Luis Mora a reçu le président Jean Bako. Les deux dirigeants ont dîné.", "Les deux dirigeants", 2),
        ("en", "President Luis Mora hosted President Jean Bako. The two leaders dined.", "The two leaders", 2),
    ],
)
def test_a_counted_description_is_a_mention_of_each(lang: str, body: str, words: str, parties: int) -> None:
    found = groups(mentions_of(body, lang))
    assert sum(words in group for group in found) == parties
    assert not any("Spain" in group and words in group for group in found)


@pytest.mark.parametrize(
    ("lang", "body", "phrase"),
    [
        ("fr", "Le Tadjikistan et la Mongolie se sont rencontrés. La Chine a appelé les deux parties à la retenue.", "les deux parties"),
        ("en", "Sudan threatened to close its border with Chad. Kenya urged both countries to show restraint.", "both countries"),
    ],
)
def test_who_speaks_to_two_is_none_of_them(lang: str, body: str, phrase: str) -> None:
    mentions = mentions_of(body, lang)
    text = mentions.view.text
    members = {draft.name for draft in mentions.drafts for span in draft.spans if span.of(text).startswith(phrase)}
    assert members in ({"Tadjikistan", "Mongolie"}, {"Sudan", "Chad"})
