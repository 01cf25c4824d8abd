"""Text to what the encoder reads: words, and the vocabulary's pieces of each word.

Words are runs of letters and digits, or one other character that is no white space: the tokens in which attributions are measured, the same in
every language. Pieces are those of the unigram model (Kudo 2018) of XLM-R, cut down to Latin script.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sentencepiece import SentencePieceProcessor

WORD = re.compile(r"\w+|[^\w\s]")
#: More pieces of one word are left unread: a line of base64 must not fill a window.
PIECES_A_WORD = 12
LETTERS_A_WORD = 200
#: The vocabulary's first ids, as XLM-R has them.
BEGIN, END, UNKNOWN = 0, 2, 3


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: *start* and *end* are code points; *pieces* the vocabulary ids of each word, never empty; *lines* tells
    whether a line begins with the word."""

    start: list[int]
    end: list[int]
    pieces: list[list[int]]
    lines: list[bool]

    def __len__(self) -> int:
        return len(self.start)


def load_vocabulary(path: Path) -> SentencePieceProcessor:
    """The vocabulary kept at *path*. Raises OSError where it cannot be read."""
    return SentencePieceProcessor(model_proto=path.read_bytes())


def split(text: str, vocabulary: SentencePieceProcessor) -> Words:
    """The words of *text* with their pieces."""
    found = [match.span() for match in WORD.finditer(text)]
    lines: list[bool] = []
    shown: list[str] = []
    before = 0
    for start, end in found:
        gap = text[before:start]
        lines.append(before == 0 or "\n" in gap)
        # a word has its space before it, as in running text; the first one stands as after a space
        shown.append((" " if gap or before == 0 else "") + text[start : min(end, start + LETTERS_A_WORD)])
        before = end
    pieces = [ids[:PIECES_A_WORD] or [UNKNOWN] for ids in vocabulary.encode(shown)]
    return Words([start for start, _ in found], [end for _, end in found], pieces, lines)
