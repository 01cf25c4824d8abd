"""What a quoted clause performs: a promise, a threat, a demand."""

from __future__ import annotations

import pytest

from tests.claims.naming import sides_in


@pytest.mark.parametrize(
    ("lang", "body", "act", "expected"),
    [
        ("en", '"If Sudan shells us, we will march on its capital," Chad warned.', "warn", (["Chad"], ["Sudan"])),
        ("fr", '"Notre patience a des limites", a averti le président Idris Baro.', "warn", (["Idris Baro"], [])),
        ("fr", '"Les familles seront indemnisées", a promis le général Idris Baro.', "pledge", (["Idris Baro"], ["familles"])),
        ("fr", '"Que les Tchadiens retirent leurs troupes", a lancé le général Idris Baro.', "demand", (["Idris Baro"], ["Tchad"])),
        ("fr", "Le Tchad a refusé l'offre. \"Qu'il apporte une preuve\", a lancé le général Idris Baro.", "demand", (["Idris Baro"], ["Tchad"])),
    ],
)
def test_a_quoted_clause_is_the_act_that_its_cue_performs(lang: str, body: str, act: str, expected: tuple[list[str], list[str]]) -> None:
    assert expected in sides_in(body, lang, act)


@pytest.mark.parametrize("body", ['"We have stopped fighting," Chad warned.', '"Thousands will starve," the relief agency warned.'])
def test_what_is_past_or_what_people_suffer_is_no_threat(body: str) -> None:
    assert sides_in(body, "en", "warn") == []
