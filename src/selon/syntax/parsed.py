"""A dispatch with its syntax: what every later stage starts from."""

from __future__ import annotations

from dataclasses import dataclass

from selon.lang.pack import LanguagePack, get_pack
from selon.model.dispatch import Dispatch
from selon.model.text import Span
from selon.notices import Notice
from selon.syntax.parse import SENTENCE_LIMIT, parse
from selon.syntax.quotation import Quotation, find_quotations
from selon.syntax.segment import cut_sentences, sentence_spans
from selon.syntax.view import View

#: Code points read of one dispatch: beyond it the text is kept but not read (a book pasted on one line would take minutes).
READING_LIMIT = 60_000


@dataclass(frozen=True, slots=True)
class Parsed:
    """*paragraph_of* gives each token's paragraph (headline included); *body_start* is the code point where the body begins;
    *regions* are the stretches that were read; *notices* what was set aside on the way."""

    dispatch: Dispatch
    pack: LanguagePack
    view: View
    quotations: tuple[Quotation, ...]
    paragraph_of: list[int]
    body_start: int
    regions: tuple[Span, ...]
    notices: tuple[Notice, ...]


def parse_dispatch(dispatch: Dispatch) -> Parsed:
    """Quotations, sentences and syntax of *dispatch* (headline and body)."""
    pack = get_pack(dispatch.lang)
    regions, cut = _limited(_regions(dispatch))
    quotations, notices = find_quotations(dispatch.text, regions)
    sentences = sentence_spans(dispatch.text, regions, quotations, abbreviations=pack.abbreviations, limit=SENTENCE_LIMIT)
    view = parse(dispatch.text, sentences, quotations, pack)
    long = tuple(
        Notice("sentence-too-long", "syntax", piece, f"cut after {SENTENCE_LIMIT} characters to be parsed")
        for piece in cut_sentences(dispatch.text, sentences, SENTENCE_LIMIT)
    )
    starts = [region.start for region in regions]
    paragraph_of: list[int] = []
    number = 0
    for start in view.start:
        while number + 1 < len(starts) and starts[number + 1] <= start:
            number += 1
        paragraph_of.append(number)
    body_start = dispatch.headline.end if dispatch.headline else 0
    return Parsed(dispatch, pack, view, quotations, paragraph_of, body_start, regions, notices + cut + long)


def _regions(dispatch: Dispatch) -> tuple[Span, ...]:
    """What is read: the headline and the body's paragraphs, in text order."""
    headline = (dispatch.headline,) if dispatch.headline else ()
    return tuple(sorted((*headline, *dispatch.paragraphs)))


def _limited(regions: tuple[Span, ...]) -> tuple[tuple[Span, ...], tuple[Notice, ...]]:
    kept: list[Span] = []
    left = READING_LIMIT
    for region in regions:
        size = region.end - region.start
        if size > left:
            if left > 0:
                kept.append(Span(region.start, region.start + left))
            unread = Span(region.start + max(left, 0), regions[-1].end)
            return tuple(kept), (Notice("text-cut", "syntax", unread, f"only the first {READING_LIMIT} characters were read"),)
        kept.append(region)
        left -= size
    return tuple(kept), ()
