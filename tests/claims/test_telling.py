"""Whom the words of a claim stand for."""

from __future__ import annotations

import pytest

from tests.claims.naming import sides_in


@pytest.mark.parametrize(
    ("lang", "body", "act", "actors"),
    [
        ("en", "Armed men from the Chadian coastguard boarded a ferry.", "seize_ship", ["Chadian coastguard"]),
        ("en", "Members of the Free Lake Front attacked Kenya.", "attack", ["Free Lake Front"]),
        ("fr", "Des membres du Front libre ont attaqué Nairobi.", "attack", ["Front"]),
        ("en", "The lawyer Idris Baro called the verdict a travesty.", "judge", ["Idris Baro"]),
        ("fr", '"On opère à la bougie", raconte un médecin.', "opérer", ["médecin"]),
        ("en", 'Minister Idris Baro of Chad denounced the treaty. "My country will not sign it," he said.', "sign", ["Chad"]),
        ("fr", 'Le ministre tchadien Idris Baro a vu le traité soudanais. "Mon pays ne le signera pas", a-t-il dit.', "signer", ["Tchad"]),
    ],
)
def test_who_acts_for_whom(lang: str, body: str, act: str, actors: list[str]) -> None:
    assert actors in [found for found, _ in sides_in(body, lang, act)]
