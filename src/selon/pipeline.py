"""The whole flow of one dispatch on one screen: text to ledger."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass

from selon.attributions.assemble import Voice, resolve_voices
from selon.attributions.find import find_reports
from selon.attributions.scene import Scene
from selon.claims.assemble import Assembler
from selon.claims.ledger import build_ledger
from selon.claims.omissions import find_silences
from selon.events.patterns import Matcher
from selon.lang.pack import LanguagePack, get_pack
from selon.mentions.resolve import Mentions
from selon.model.dispatch import Dispatch
from selon.model.ledger import Ledger
from selon.model.text import Span
from selon.notices import Notice
from selon.syntax.parse import SENTENCE_LIMIT, parse
from selon.syntax.quotation import Quotation, find_quotations
from selon.syntax.segment import sentence_spans
from selon.syntax.tense import tense_at
from selon.syntax.view import View
from selon.timexes import TimexTables, find_timexes, load_timex_tables

#: Code points read of one dispatch: beyond it the text is kept but not read (a book pasted on one line would take minutes).
READING_LIMIT = 60_000


@dataclass(frozen=True, slots=True)
class Parsed:
    """A dispatch with its syntax: what every later stage starts from."""

    dispatch: Dispatch
    pack: LanguagePack
    view: View
    quotations: tuple[Quotation, ...]
    paragraph_of: list[int]
    body_start: int
    regions: tuple[Span, ...]
    notices: tuple[Notice, ...]


def read_dispatch(dispatch: Dispatch, notices: Sequence[Notice] = ()) -> Ledger:
    """Everything that *dispatch* reports. *notices* are those of intake; they are kept in the ledger.

    Raises LanguageError for a language without a pack or pipeline.
    """
    parsed = parse_dispatch(dispatch)
    view, pack = parsed.view, parsed.pack
    timexes = find_timexes(
        dispatch.text, anchor=anchor_of(dispatch.date), tables=timex_tables(pack), regions=parsed.regions, tense_at=tense_at(view)
    )
    dated = view.tokens_in(timex.span for timex in timexes)
    view.mend_times(dated)
    mentions = Mentions(view, pack, dispatch.provider, parsed.body_start, dated)
    reports = find_reports(Scene(view, pack, parsed.paragraph_of, mentions.may_speak))
    voices: list[Voice] = resolve_voices(reports, view, mentions, pack)
    silences = find_silences(view, pack)
    matcher = Matcher(view, mentions, pack)
    drafts = Assembler(view, mentions, voices, silences, matcher, pack, parsed.quotations, parsed.body_start).assemble()
    return build_ledger(parsed, mentions, voices, timexes, silences, drafts, timex_tables(pack), anchor_of(dispatch.date), tuple(notices) + parsed.notices)


def parse_dispatch(dispatch: Dispatch) -> Parsed:
    """Quotations, sentences and syntax of *dispatch* (headline and body)."""
    pack = get_pack(dispatch.lang)
    regions, cut = _limited(_regions(dispatch))
    quotations, notices = find_quotations(dispatch.text, regions)
    sentences = sentence_spans(dispatch.text, regions, quotations, abbreviations=pack.abbreviations, limit=SENTENCE_LIMIT)
    view = parse(dispatch.text, sentences, quotations, pack)
    starts = [region.start for region in regions]
    paragraph_of: list[int] = []
    number = 0
    for start in view.start:
        while number + 1 < len(starts) and starts[number + 1] <= start:
            number += 1
        paragraph_of.append(number)
    body_start = dispatch.headline.end if dispatch.headline else 0
    return Parsed(dispatch, pack, view, quotations, paragraph_of, body_start, regions, notices + cut)


def anchor_of(date: str | None) -> str | None:
    """What relative expressions lean on: *date* where it is one day, month or year; of a set or an interval the month or year
    that all its days share, else None."""
    if date is None or re.fullmatch(r"(?:\d{4}|XXXX)(?:-\d\d){0,2}", date):
        return date
    days = re.findall(r"\d{4}(?:-\d\d){0,2}", date)
    shared = os.path.commonprefix(days) if days else ""
    for length in (7, 4):
        if len(shared) >= length and all(len(day) >= length for day in days):
            return shared[:length]
    return None


def timex_tables(pack: LanguagePack) -> TimexTables:
    """The pack's tables for temporal expressions, loaded once."""
    return load_timex_tables(pack.folder)


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
