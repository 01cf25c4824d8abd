"""Sentence bounds that respect paragraphs, quotations, abbreviations and initials.

The bounds are ours, not the parser's: it cuts after closing quotation marks and inside names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from selon.model.text import Span
from selon.syntax.quotation import Quotation

_END = re.compile(r"[.!?…]+[\"”»'’)\]]*(?:\s*[»”])?(?=\s)|\n\s*\n")
_WORD_BEFORE = re.compile(r"[^\s(«“\"']+$")


def sentence_spans(text: str, paragraphs: Iterable[Span], quotations: tuple[Quotation, ...], *, abbreviations: frozenset[str], limit: int) -> list[Span]:
    """Sentences of the paragraphs, in order, trimmed of space.

    *abbreviations* are words with a full stop that end no sentence, lower case, without the stop.
    A sentence longer than *limit* code points is cut at a space (a stretch without any full stop).
    """
    spans: list[Span] = []
    for paragraph in paragraphs:
        start = paragraph.start
        for match in _END.finditer(text, paragraph.start, paragraph.end):
            if _is_bound(text, match, paragraph, abbreviations, quotations):
                spans.extend(_cut(text, start, match.end(), limit))
                start = match.end()
        spans.extend(_cut(text, start, paragraph.end, limit))
    return spans


def cut_sentences(text: str, sentences: list[Span], limit: int) -> list[Span]:
    """The *sentences* that end where no sentence ends: stretches that were cut at *limit* code points."""
    return [
        sentence
        for sentence, following in pairwise(sentences)
        if sentence.end - sentence.start >= limit // 2 and text[sentence.end - 1] not in ".!?…»”\"')’]" and "\n" not in text[sentence.end : following.start]
    ]


def _is_bound(text: str, match: re.Match[str], paragraph: Span, abbreviations: frozenset[str], quotations: tuple[Quotation, ...]) -> bool:
    after = match.end()
    while after < paragraph.end and text[after].isspace():
        after += 1
    if after >= paragraph.end:
        return True
    following = text[after]
    opener = following in "\"«“„'`(–—-" or following.isdigit()
    if not (following.isupper() or opener or following in "¿¡" or not following.isascii() and following.isalpha() and not following.islower()):
        return False
    if match[0][0] == "." and len(match[0]) == 1:
        before = _WORD_BEFORE.search(text, max(paragraph.start, match.start() - 40), match.start())
        word = before[0].casefold() if before else ""
        if word in abbreviations or (len(word) == 1 and word.isalpha() and before is not None and before[0].isupper()):
            return False
        if "." in word and len(word) <= 6 and not following.isupper():
            return False
        if re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
            # U.S. before a capital: a bound only where a closing mark or a new quotation follows
            return False
    return not (opener and following in "(–—-" and match[0][0] not in ".!?")


def _cut(text: str, start: int, end: int, limit: int) -> Iterable[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > limit:
        cut = text.rfind(" ", start + limit // 2, start + limit)
        cut = cut if cut > start else start + limit
        yield Span(start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)
