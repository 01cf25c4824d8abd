"""Numbers of one thing that can't both be right."""

from __future__ import annotations

import pytest

from selon.stories.card import card_of
from selon.stories.contradictions import contradictions
from tests.reading import read


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("fr", "Le syndicat a dit que 12 mineurs étaient morts. Le gouvernement a fait état de sept morts."),
        ("en", "Police said 42 people had drowned. The mayor said 49 bodies had been recovered."),
        ("fr", "48% des dockers sont en grève, a dit le syndicat. Selon la société Selmar, moins de 12% du personnel est en grève."),
        ("en", "Doctors said at least 31 people were killed. The army said ten fighters were killed."),
    ],
)
def test_two_who_count(lang: str, body: str) -> None:
    assert [each.what for each in contradictions((card_of(read(body, lang), "x"),))] == ["number"]


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("fr", "Au moins 12 mineurs sont morts, a dit le syndicat. Le gouvernement a dit que 15 mineurs étaient morts."),
        ("en", "Police said 42 people had drowned. The mayor said 12 bodies had been recovered."),
        ("en", "Doctors said 31 people were killed. The mayor said two children were killed."),
        ("fr", "Moins de 12 soldats sont morts, a dit l'armée. Les rebelles ont dit que neuf soldats étaient morts."),
        ("en", "Police said 12 people were killed on Monday. Doctors said four people were killed on Friday."),
    ],
)
def test_both_may_be_right(lang: str, body: str) -> None:
    assert contradictions((card_of(read(body, lang), "x"),)) == ()
