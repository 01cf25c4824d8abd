"""Who counts as one source, on texts of this project's own."""

from __future__ import annotations

import pytest

from selon.intake.assemble import build_dispatch
from selon.pipeline import read_dispatch
from selon.stories.card import card_of
from selon.stories.origins import origins

TOLD = [
    ("en", "Police in Korla said on Monday that protesters had blocked the square. Some 130 people were arrested, they said.", 1),
]


@pytest.mark.parametrize(("lang", "text", "count"), TOLD)
def test_sources_counted(lang: str, text: str, count: int) -> None:
    dispatch, _ = build_dispatch(f"{'Title' if lang == 'en' else 'Titre'}\n\n{text}", id="x", lang=lang, date="2025-05-04")
    assert len(origins([card_of(read_dispatch(dispatch), "x")]).sources) == count
