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
        ("fr", "Il a lu l'invitation que lui avait adressée début mars le président zambien.", "adressée", ["président"]),
        ("fr", "D'après une source citée par la radio, la Ligue (LIG) a arrêté la date d'un vote.", "arrêté", ["Ligue"]),
        ("fr", "Le groupe affirme avoir tué dix soldats et menace de s'en prendre aux ambassades.", "menace", ["groupe"]),
        ("fr", "Oslo a accéléré le retrait de ses soldats, les ministres précisant que rien n'était sûr.", "accéléré", ["Oslo"]),
    ],
)
def test_subjects_that_the_parsers_lose(lang: str, body: str, verb: str, subjects: list[str]) -> None:
    assert _subjects(body, lang, verb) == subjects


@pytest.mark.parametrize(
    "body",
    [
        "The port is shut, the Serbian state news agency Tanjug reported on Friday.",
        "Serbia will start digging a canal, the Serbian state news agency Tanjug reported on Friday, citing Mayor Ann Kale.",
        "The Serbian state news agency Tanjug said the port was shut.",
    ],
)
def test_an_agency_behind_its_description_is_one_with_it(body: str) -> None:
    mentions = mentions_of(body, "en")
    name = mentions.view.word.index("Tanjug")
    agencies = {*mentions.at(name), *mentions.at(name - 1)}
    assert [mentions.drafts[number].known for number in agencies] == ["agency:tanjug"]


def test_a_nationality_at_the_head_of_a_sentence_is_no_subject_of_its_own() -> None:
    mentions = mentions_of("Zambian ruling party claims victory, opposition cries foul.", "en")
    assert [draft.name for draft in mentions.drafts if draft.kind == "person"] == []


def test_a_bare_capital_a_is_a_preposition() -> None:
    mentions = mentions_of("A Nicosie, des retraités ont brûlé un drapeau.", "fr")
    i = mentions.view.word.index("Nicosie")
    assert mentions.view.case(i) == "à" and mentions.drafts[mentions.at(i)[0]].kind == "place"


@pytest.mark.parametrize(
    ("body", "verb", "found"),
    [
        ("Pavel Orlov a invité Ivan Petrov à se rendre au printemps à Luma.", "invité", "Ivan Petrov"),
        ("Il presse Washington de retenir son allié.", "presse", "États-Unis"),
    ],
)
def test_objects_that_the_parser_loses(body: str, verb: str, found: str) -> None:
    mentions = mentions_of(body, "fr")
    view = mentions.view
    objects = view.object(view.word.index(verb))
    assert [mentions.drafts[n].name for t in objects for n in mentions.at(t)] == [found]
