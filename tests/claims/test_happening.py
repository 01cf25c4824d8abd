"""The parties of an event within its clause."""

from __future__ import annotations

import pytest

from tests.claims.naming import sides_in


@pytest.mark.parametrize(
    ("lang", "body", "act", "expected"),
    [
        ("en", "Police arrested 14 foreigners.", "arrest", (["Police"], ["14 foreigners"])),
        ("fr", "Le Tchad a relâché douze pêcheurs soudanais.", "release", (["Tchad"], ["douze pêcheurs soudanais"])),
        ("en", "Sudan seized two Chadian trawlers.", "seize_ship", (["Sudan"], ["Chad"])),
        ("en", "The Sudanese oil minister arrived in Chad on Monday.", "arrive", (["Sudanese oil minister"], ["Chad"])),
        ("fr", "Un général kényan est passé en Tunisie.", "passer", (["général kényan"], ["Tunisie"])),
        ("en", "The army used drones to bomb Chad.", "bomb", (["army"], ["Chad"])),
        ("fr", "Nairobi a convoqué l'ambassadeur du Tchad pour protester contre un tir.", "protest", (["Kenya"], [])),
        ("fr", "Le Soudan est disposé à conclure un traité avec le Tchad.", "offer", (["Soudan"], ["Tchad"])),
        ("fr", "Le Soudan a qualifié ces rumeurs de fables.", "judge", (["Soudan"], [])),
    ],
)
def test_who_does_it_and_to_whom(lang: str, body: str, act: str, expected: tuple[list[str], list[str]]) -> None:
    assert expected in sides_in(body, lang, act)


def test_nobody_does_nothing() -> None:
    assert sides_in("Personne n'a attaqué le Tchad.", "fr", "attack") == [([], ["Tchad"])]


@pytest.mark.parametrize(
    ("lang", "body", "act", "expected"),
    [
        ("fr", "L'armée et les insurgés sont convenus d'une trêve, assurait mardi soir un négociateur.", "agree", (["armée", "insurgés"], [])),
        ("fr", "Une trêve entrera en vigueur mardi à minuit entre l'armée et les rebelles.", "ceasefire", (["armée", "rebelles"], [])),
        ("fr", "L'accord prévoit que les rebelles quitteront la ville.", "leave_territory", (["rebelles"], [])),
        ("en", "The accord provides that the rebels will sign a truce.", "ceasefire", (["rebels"], [])),
        ("fr", "Les marchés fermeront si le Tchad attaque la ville, a prévenu le ministre kényan Ali Kaya.", "fermer", ([], [])),
    ],
)
def test_who_does_it_where_the_sentence_is_framed_or_split(lang: str, body: str, act: str, expected: tuple[list[str], list[str]]) -> None:
    assert expected in sides_in(body, lang, act)


@pytest.mark.parametrize(
    ("lang", "body", "act", "expected"),
    [
        (
            "fr",
            "L'armée et les rebelles se battent à Luma. Le Kenya a rencontré le Soudan. La Turquie appelle les deux camps à négocier.",
            "urge",
            (["Turquie"], ["armée", "rebelles"]),
        ),
        ("en", "Kenya ruled out a truce with the rebels. Uganda met Sudan. Turkey blamed both sides for the war.", "blame", (["Turkey"], ["Kenya", "rebels"])),
        ("en", "Joint drills of Chad, Niger and Mali opened on Monday. The three armies will share data.", "share_data", (["Chad", "Niger", "Mali"], [])),
    ],
)
def test_the_sides_are_those_told_together(lang: str, body: str, act: str, expected: tuple[list[str], list[str]]) -> None:
    assert expected in sides_in(body, lang, act)


@pytest.mark.parametrize(
    ("lang", "body", "act", "expected"),
    [
        ("fr", "Nous n'avons rien promis, a dit le ministre kényan Ali Kaya.", "promise", (["Kenya"], [])),
        ("fr", "Les soldats avaient eux-mêmes appelé le Kenya à l'aide.", "request_aid", (["soldats"], ["Kenya"])),
        ("fr", '"Nous aiderons le Niger sans poser de conditions", a déclaré le ministre tchadien Ali Kaya.', "provide_assistance", (["Tchad"], ["Niger"])),
        ("en", 'The Sahel Front is a rebel group. "We will sign a truce," Front leader Ali Kaya said.', "ceasefire", (["Front"], [])),
    ],
)
def test_whom_we_stands_for_and_what_it_does(lang: str, body: str, act: str, expected: tuple[list[str], list[str]]) -> None:
    assert expected in sides_in(body, lang, act)


@pytest.mark.parametrize(
    ("lang", "body", "act", "expected"),
    [
        ("fr", "Le Tchad ne dispose d'aucune information sur des contacts entre le Niger et le Mali.", "hold_talks", (["Niger", "Mali"], [])),
        ("en", "There is no sign of a withdrawal of Greek troops.", "withdraw_troops", (["Greece"], [])),
        ("en", "The United Nations, which keeps 900 men in Haiti, has protested.", "keep", (["United Nations"], ["Haiti"])),
    ],
)
def test_who_does_what_the_news_is_about(lang: str, body: str, act: str, expected: tuple[list[str], list[str]]) -> None:
    assert expected in sides_in(body, lang, act)
