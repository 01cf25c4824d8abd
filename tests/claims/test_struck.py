"""What an attack strikes."""

from __future__ import annotations

import pytest

from tests.claims.naming import sides_in


@pytest.mark.parametrize(
    ("lang", "body", "act", "recipients"),
    [
        ("en", "The blasts at the Greek embassies in Chad and Niger killed 40 people.", "kill", ["Greek embassy in Chad", "Greek embassy in Niger"]),
        ("en", "Two bombs exploded outside the Danish consulate in Nairobi on Monday.", "bomb", ["Danish consulate in Nairobi"]),
        ("fr", "Deux gardes ont été tués dans un attentat contre le consulat de Grèce.", "kill", ["consulat de Grèce"]),
        ("en", "Bombs hit the Greek embassy.", "strike_target", ["Greek embassy"]),
        ("en", "Gunmen killed two guards near the hospital.", "kill", []),
    ],
)
def test_the_body_that_stands_where_the_attack_takes_place(lang: str, body: str, act: str, recipients: list[str]) -> None:
    assert recipients in [whom for _, whom in sides_in(body, lang, act)]
