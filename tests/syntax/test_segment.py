"""Sentence bounds."""

from __future__ import annotations

import pytest

from selon.lang.pack import get_pack
from selon.model.text import Span
from selon.syntax.quotation import find_quotations
from selon.syntax.segment import cut_sentences, sentence_spans


def split(text: str, lang: str, limit: int = 2000) -> list[str]:
    paragraphs = (Span(0, len(text)),)
    quotations, _ = find_quotations(text, paragraphs)
    return [s.of(text) for s in sentence_spans(text, paragraphs, quotations, abbreviations=get_pack(lang).abbreviations, limit=limit)]


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("fr", "M. Diop est parti. Mme Sow est restée.", 2),
        ("fr", "« C'est fini », a dit M. Diop. Il est parti.", 2),
        ("fr", "« C'est fini. Nous partons », a dit M. Diop.", 2),
        ("fr", "Il a plu 3.000 mm.", 1),
        ("en", "The U.S. Navy left. The U.N. stayed.", 2),
        ("en", "Mr. Diop left at 7:10 a.m. Wednesday.", 1),
        ("en", 'He said: "We are leaving." Then he left.', 2),
        ("en", "J. Smith met Gen. Brown.", 1),
    ],
)
def test_bounds(lang: str, text: str, count: int) -> None:
    assert len(split(text, lang)) == count


def test_a_stretch_without_stops_is_cut_at_a_space() -> None:
    pieces = split("mot " * 300, "fr", limit=100)
    assert max(map(len, pieces)) <= 100
    assert " ".join(pieces).split() == ["mot"] * 300


def test_a_cut_sentence_is_told() -> None:
    text = "mot " * 100
    spans = sentence_spans(text, (Span(0, len(text)),), (), abbreviations=frozenset(), limit=100)
    assert len(cut_sentences(text, spans, 100)) == len(spans) - 1
    assert cut_sentences("Un. Deux.", [Span(0, 3), Span(4, 9)], 100) == []
