"""Whom pronouns and possessives stand for, in both languages."""

from __future__ import annotations

import pytest

from tests.mentions.reading import mentions_of, names, token


@pytest.mark.parametrize(
    ("lang", "body", "word", "expected"),
    [
        pytest.param("fr", "La Zambie a signé. Elle paiera.", "elle", ["Zambie"], id="fr-country"),
        pytest.param("en", "Zambia has signed. It will pay.", "it", ["Zambia"], id="en-country"),
        pytest.param("fr", "Le ministre Luis Mora a reçu Mme Ana Ruiz. Elle a souri.", "elle", ["Ana Ruiz"], id="fr-gender"),
        pytest.param("en", "Mr. Luis Mora met Mrs. Ana Ruiz. She smiled.", "she", ["Ana Ruiz"], id="en-gender"),
        pytest.param("fr", "La Zambie et le Malawi ont signé. Ils paieront.", "ils", ["Malawi", "Zambie"], id="fr-they"),
        pytest.param("en", "Zambia and Malawi signed. They will pay.", "they", ["Malawi", "Zambia"], id="en-they"),
        pytest.param("en", "Ana Ruiz has left. Luis Mora thanked her.", "her", ["Ana Ruiz"], id="en-object-is-not-its-subject"),
        pytest.param("fr", "La Zambie a signé. Le Malawi a suivi et ses soldats partent.", "ses", ["Malawi"], id="fr-possessive"),
        pytest.param("fr", "Le ministre a reçu le juge. Celui-ci a souri.", "celui", ["juge"], id="fr-the-nearer"),
        pytest.param("fr", "Les ministres ont reçu les juges. Ceux-ci ont souri.", "ceux", ["juges"], id="fr-the-nearer-in-two-tokens"),
        pytest.param("en", "It rained.", "it", [], id="en-open"),
    ],
)
def test_third_person(lang: str, body: str, word: str, expected: list[str]) -> None:
    mentions = mentions_of(body, lang)
    assert names(mentions, mentions.entities_of(token(mentions, word))) == expected


@pytest.mark.parametrize(
    ("lang", "body", "speaker", "word", "expected"),
    [
        pytest.param("fr", "Nous paierons, a dit le ministre zambien Luis Mora.", "Mora", "nous", ["Zambie"], id="fr-minister"),
        pytest.param("en", "We will pay, Zambian Foreign Minister Luis Mora said.", "Mora", "we", ["Zambia"], id="en-minister"),
        pytest.param("en", "We will pay, farmer Luis Mora said.", "Mora", "we", ["Luis Mora"], id="en-private"),
        pytest.param("en", "I will pay, Zambian Foreign Minister Luis Mora said.", "Mora", "i", ["Luis Mora"], id="en-singular"),
    ],
)
def test_first_person(lang: str, body: str, speaker: str, word: str, expected: list[str]) -> None:
    mentions = mentions_of(body, lang)
    said_by = mentions.entities_of(token(mentions, speaker))
    assert names(mentions, mentions.entities_of(token(mentions, word), speaker=said_by)) == expected
