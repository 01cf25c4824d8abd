"""Words and pieces: what the encoder is shown of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.encoder.model import FOLDER
from selon.encoder.words import LETTERS_A_WORD, PIECES_A_WORD, WORD, load_vocabulary, split

VOCABULARY = load_vocabulary(FOLDER / "vocabulary.model")


def test_words_are_runs_of_letters_or_one_mark() -> None:
    text = "« L'accord », a-t-il dit.\n\nNon."
    words = split(text, VOCABULARY)
    assert [text[s:e] for s, e in zip(words.start, words.end, strict=True)] == [
        "«",
        "L",
        "'",
        "accord",
        "»",
        ",",
        "a",
        "-",
        "t",
        "-",
        "il",
        "dit",
        ".",
        "Non",
        ".",
    ]
    assert [n for n, begins in enumerate(words.lines) if begins] == [0, 13]


def test_a_word_keeps_the_space_before_it() -> None:
    (glued,), (apart,) = (split(text, VOCABULARY).pieces[-1:] for text in ("non-dit", "non dit"))
    assert VOCABULARY.id_to_piece(apart) == ["▁dit"]
    assert VOCABULARY.id_to_piece(glued) == ["dit"]


def test_a_line_of_base64_does_not_fill_a_window() -> None:
    words = split("x" * 1_000_000, VOCABULARY)
    assert len(words) == 1
    assert len(words.pieces[0]) <= PIECES_A_WORD
    assert LETTERS_A_WORD < 1_000


@given(st.text(max_size=80))
def test_every_word_is_in_the_text_and_has_pieces(text: str) -> None:
    words = split(text, VOCABULARY)
    assert len(words) == len(words.pieces) == len(words.lines) == len(WORD.findall(text))
    for start, end, pieces in zip(words.start, words.end, words.pieces, strict=True):
        assert text[start:end].strip() == text[start:end] != ""
        assert 1 <= len(pieces) <= PIECES_A_WORD
        assert all(0 <= piece < VOCABULARY.get_piece_size() for piece in pieces)


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0"])
def test_nothing_to_read(text: str) -> None:
    assert len(split(text, VOCABULARY)) == 0
