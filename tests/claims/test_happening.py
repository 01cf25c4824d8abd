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
