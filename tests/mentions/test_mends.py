"""Parses that the tables' names and the words themselves show to be wrong, mended."""

from __future__ import annotations

import pytest

from tests.mentions.reading import mentions_of


def _subjects(body: str, lang: str, verb: str) -> list[str]:
    mentions = mentions_of(body, lang)
    view = mentions.view
    i = next(k for k, word in enumerate(view.word) if word == verb)
    return [view.word[t] for t in view.subject(i)]


@pytest.mark.parametrize(
    ("lang", "body", "verb", "subjects"),
    [
        ("en", "Tonga and Fiji deplored the French test of a drone.", "deplored", ["Tonga", "Fiji"]),
        ("fr", "Taipei et Manille ont dénoncé à l'unisson la présence d'un navire.", "dénoncé", ["Taipei", "Manille"]),
        ("fr", "Séoul et Tokyo ont agité la menace d'un embargo.", "agité", ["Séoul", "Tokyo"]),
        ("fr", "Des rebelles mozambicains ont incendié une école.", "incendié", ["rebelles"]),
        ("fr", "A Nicosie, des retraités ont brûlé un drapeau.", "brûlé", ["retraités"]),
        ("fr", "Le Malawi et la Zambie, dont le commerce passe par Beira, avaient appelé les parties à négocier.", "appelé", ["Malawi", "Zambie"]),
        ("fr", "Oslo a accéléré le retrait de ses soldats, les ministres précisant que rien n'était sûr.", "accéléré", ["Oslo"]),
    ],
)
def test_subjects_that_the_parsers_lose(lang: str, body: str, verb: str, subjects: list[str]) -> None:
    assert _subjects(body, lang, verb) == subjects


def test_a_bare_capital_a_is_a_preposition() -> None:
    mentions = mentions_of("A Nicosie, des retraités ont brûlé un drapeau.", "fr")
    i = mentions.view.word.index("Nicosie")
    assert mentions.view.case(i) == "à" and mentions.drafts[mentions.at(i)[0]].kind == "place"
