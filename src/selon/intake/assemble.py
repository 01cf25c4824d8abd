"""A dispatch from its text: header, headline, dateline, credits, paragraphs, date and standing brought together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selon.errors import AnchorError
from selon.intake.credits import bare_byline, byline, find_closing
from selon.intake.dateline import Reading, agency_as_named, find_dateline, place_line
from selon.intake.dates import Day, first_date, from_edtf
from selon.intake.decode import STAGE, clean
from selon.intake.header import parse_header, split_header
from selon.intake.language import detect_language
from selon.intake.layout import blocks, trimmed
from selon.intake.status import graver, status_of_headline, status_of_note
from selon.intake.words import packs
from selon.model.dispatch import Credit, Dateline, Dispatch, Status
from selon.model.text import Span
from selon.notices import Notice

#: How many blocks above the dateline are looked at, and how much of the text.
_TOP = 10
_HEAD = 6000
_HEADLINE = 300
#: A headline with no dateline below it is no longer than this.
_HEADLINE_ALONE = 180
_LANGUAGE_SAMPLE = 4000
#: EDTF beyond a day, month or year: a set, an interval, a season, an uncertain date.
_OTHER_EDTF = re.compile(r"[\[{][\dX,.\- ]+[\]}]|[\dX~?%-]*(?:\.\.)?/[\dX~?%-]*(?:\.\.)?|[\dX]{4}-\d\d[?~%]?|[\dX]{4}(?:-[\dX]{2}){0,2}[?~%]?")
_PROSE = re.compile(r"[.!?…][»\"”’')]*$")
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]\.|\.{3}|…)$")
_BULLETS = "*•·-–—►▪>"
_WORD = re.compile(r"[^\W_]")
#: A dateline after a headline on the same line: capitals, then an agency in brackets and a dash.
_INLINE = re.compile(r" (?=[A-Z][A-ZÀ-Ý'’ ,/-]{2,40}(?:, [^().\n]{2,30})? \([A-Z][\w .&/-]{1,30}\)\s?[.:]?\s?(?:--?|[—–])\s)")


@dataclass
class _Top:
    """What stands above the body."""

    headline: Span | None = None
    dateline: Dateline | None = None
    body: int = 0
    #: Paragraphs of prose above the dateline (a standfirst).
    above: list[Span] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    tellings: list[Status | None] = field(default_factory=list)


def build_dispatch(
    text: str,
    *,
    id: str,
    lang: str | None = None,
    date: str | None = None,
    header: str | None = None,
    headline: str | None = None,
    provider: str | None = None,
    url: str | None = None,
    digest: str = "",
    known: Mapping[str, str] | None = None,
) -> tuple[Dispatch, tuple[Notice, ...]]:
    """The dispatch that *text* holds, and what was set aside in reading it.

    In: the text (headline, dateline and body as they stand) and what is known besides: *date* (EDTF) goes before the date in
    *header*, which goes before the dateline's; each may make a coarser one finer. A *headline* that the text does not begin with is
    put before it, parted by a blank line. *known* maps agencies' names for comparison (``words.agency_key``) to their spelling; None
    takes those of the knowledge table. Out: the dispatch, whose spans point into ``Dispatch.text``, and notices.
    Raises AnchorError when *date* is no date.
    """
    text, cleaning = clean(text)
    # What comes with the text is as clean: no database keeps a lone surrogate (of a file's name) or a NUL.
    id, header, provider, url = clean(id)[0], header and clean(header)[0], provider and clean(provider)[0], url and clean(url)[0]
    notices: list[Notice] = list(cleaning)
    given = _given_date(date)
    text, given_headline = _with_headline(text, headline)
    start = 0
    if header is None and given_headline is None:
        header, start = _header_in(text)
    top = _top(text, start, given_headline, known)
    closing = find_closing(text, top.body, len(text))
    paragraphs = list(top.above)
    paragraphs.extend(block for block in blocks(text, top.body, closing.end) if _WORD.search(text, *block))
    status = graver(
        *top.tellings,
        status_of_headline(top.headline.of(text)[:80]) if top.headline else None,
        status_of_headline(header) if header else None,
    )
    header_day = parse_header(header).day if header else None
    line_day = from_edtf(top.dateline.date) if top.dateline and top.dateline.date else None
    when, conflict = _settled(date if given is None else None, (given, header_day, line_day))
    if conflict:
        detail = f"{conflict[0]} against {conflict[1]}"
        notices.append(Notice("date-conflict", STAGE, top.dateline.span if top.dateline else None, detail))
    if when is None:
        notices.append(Notice("date-missing", STAGE, None, "neither given, nor in a header or the dateline"))
    code, language = _language(text, lang)
    notices.extend(language)
    if not paragraphs:
        notices.append(Notice("no-body", STAGE, top.headline, "nothing below the headline" if top.headline else "no text"))
    named = provider or (top.dateline.agency if top.dateline else None) or closing.agency
    dispatch = Dispatch(
        id=id,
        lang=code,
        text=text,
        date=when,
        header=header,
        headline=top.headline,
        provider=agency_as_named(named, known) if named else None,
        dateline=top.dateline,
        credits=(*top.credits, *closing.credits),
        paragraphs=tuple(paragraphs),
        status=status,
        url=url,
        digest=digest,
    )
    return dispatch, tuple(notices)


def check_date(date: str) -> None:
    """Raise AnchorError if *date* is no EDTF date."""
    _given_date(date)


def _given_date(date: str | None) -> Day | None:
    """The date given, as far as it is one of day, month or year; None for none or for other EDTF."""
    if date is None:
        return None
    day = from_edtf(date) or (None if _OTHER_EDTF.fullmatch(date.strip()) else first_date(date))
    if day is None and not _OTHER_EDTF.fullmatch(date.strip()):
        raise AnchorError(f"the date {date!r} is no date: write 2023-09-14, 2023-09 or 2023")
    return day


def _settled(other: str | None, days: tuple[Day | None, Day | None, Day | None]) -> tuple[str | None, tuple[str, str] | None]:
    """(the date, the first pair in conflict) of the dates given, in the header and in the dateline, in that order of rank."""
    when: Day | None = None
    conflict: tuple[str, str] | None = None
    for day in days:
        if day is None:
            continue
        if when is None:
            when = day
        elif when.fits(day):
            when = when.with_(day)
        elif conflict is None:
            conflict = (when.edtf() or "", day.edtf() or "")
    if other is not None:
        return other.strip(), None
    return (when.edtf() if when else None), conflict


def _language(text: str, lang: str | None) -> tuple[str, tuple[Notice, ...]]:
    if lang:
        return lang, ()
    code, sure = detect_language(text[:_LANGUAGE_SAMPLE], packs())
    notices = [Notice("language-guessed", STAGE, None, f"read as {code}")]
    if not sure:
        notices.append(Notice("language-uncertain", STAGE, None, f"{code} taken of {', '.join(packs())}"))
    return code, tuple(notices)


def _with_headline(text: str, headline: str | None) -> tuple[str, Span | None]:
    """The text beginning with the headline that was given, and the headline's span."""
    wanted = " ".join(clean(headline)[0].split()) if headline else ""
    if not wanted:
        return text, None
    pattern = r"\s*(" + r"\s+".join(re.escape(word) for word in wanted.split()) + r")(?!\w)"
    match = re.match(pattern, text)
    if match:
        return text, Span(*match.span(1))
    return f"{wanted}\n\n{text}", Span(0, len(wanted))


def _header_in(text: str) -> tuple[str | None, int]:
    """A metadata line that opens the text itself, and where the text goes on below it."""
    above, below = split_header(text)
    return above, len(text) - len(below)


def _top(text: str, start: int, given: Span | None, known: Mapping[str, str] | None) -> _Top:
    """Headline, dateline and what else stands above the body."""
    start = given.end if given else start
    top = _Top(headline=given, body=start)
    head = blocks(text, start, min(len(text), start + _HEAD))[: _TOP + 1]
    if not head:
        return top
    at, reading = _dateline_block(text, head, known, given is not None)
    if reading is None and given is None:
        inline = _INLINE.search(text, head[0].start, min(head[0].end, head[0].start + _HEADLINE))
        if inline:
            reading = find_dateline(text, inline.end(), None, known)
            if reading:
                top.headline = trimmed(text, head[0].start, inline.start())
                top.dateline, top.body = reading.dateline, reading.body
                return top
    above = head[:at] if reading else _without_dateline(text, head, given)
    for number, block in enumerate(above):
        _place_above(text, block, top, number, reading is not None)
    if reading:
        top.dateline, top.body = reading.dateline, reading.body
    elif above:
        top.body = above[-1].end
        top.above = []
    else:
        top.body = start
    return top


def _dateline_block(text: str, head: list[Span], known: Mapping[str, str] | None, below_headline: bool) -> tuple[int, Reading | None]:
    """The block that the dateline opens, and the dateline: the first strong one, else the first weak one."""
    weak: tuple[int, Reading] | None = None
    prose = False
    for at, block in enumerate(head[:_TOP]):
        for offset in _line_starts(text, block):
            reading = find_dateline(text, offset, block.end, known)
            if reading is None:
                continue
            if offset > block.start and not reading.strong:
                continue
            if not reading.strong and at == 0 and len(head) > 1 and reading.body < block.end and not _PROSE.search(block.of(text)[-8:]):
                continue
            if reading.strong:
                pieces = _split_above(text, block, offset)
                head[at:at] = pieces
                return at + len(pieces), reading
            weak = weak or (None if prose else (at, reading))
        prose = prose or bool(_PROSE.search(block.of(text)[-8:]))
    if weak:
        return weak
    for at, block in enumerate(head[:_TOP]):
        if at == 0 and not below_headline:
            continue
        line = place_line(text, block.start, block.end)
        if line and at + 1 < len(head):
            return at, Reading(line, head[at + 1].start, True)
    return 0, None


def _line_starts(text: str, block: Span) -> list[int]:
    """Where a dateline may begin in a block: its first line and the five that follow, if the lines before are short."""
    starts = [block.start]
    at = block.start
    for _ in range(5):
        newline = text.find("\n", at, min(block.end, at + _HEADLINE))
        if newline < 0:
            break
        at = newline + 1
        starts.append(at)
    return starts


def _split_above(text: str, block: Span, offset: int) -> list[Span]:
    """The lines of a block above the dateline in it: a note or a byline begins a piece of its own."""
    pieces: list[Span] = []
    at = block.start
    while at < offset:
        newline = text.find("\n", at, offset)
        stop = offset if newline < 0 else newline
        line = trimmed(text, at, stop)
        if line:
            words = line.of(text)
            if pieces and not words.startswith(("(", "[")) and not byline(text, *line) and not _alone(text, pieces[-1]):
                pieces[-1] = Span(pieces[-1].start, line.end)
            else:
                pieces.append(line)
        at = stop + 1
    return pieces


def _alone(text: str, piece: Span) -> bool:
    """Whether a line above the dateline is complete by itself: a note in parentheses or a byline."""
    return piece.of(text).endswith((")", "]")) or byline(text, *piece) is not None


def _without_dateline(text: str, head: list[Span], given: Span | None) -> list[Span]:
    """The blocks above the body of a text without dateline: a headline that ends no sentence, bylines, notes, slugs."""
    above: list[Span] = []
    seen = given is not None
    for at, block in enumerate(head[:_TOP]):
        words = block.of(text)
        last = at + 1 >= len(head)
        if (status_of_note(words[:80]) and words.endswith((")", "]"))) or byline(text, *block) or (not seen and not last and _is_slug(words)):
            above.append(block)
        elif not seen and not last and _is_headline(words):
            seen = True
            above.append(block)
        else:
            if not seen and not above:
                first = _first_line(text, block)
                if first:
                    above.append(first)
            break
    return above


def _is_headline(words: str) -> bool:
    """Whether the first block of a text without dateline is a headline: short, no sentence."""
    if len(words) > _HEADLINE_ALONE or words.count("\n") > 2 or words.endswith((":", ",", ";")):
        return False
    return not words.endswith(".") or (len(words) <= _HEADLINE_ALONE // 2 and bool(_ABBREVIATION.search(words)))


def _first_line(text: str, block: Span) -> Span | None:
    """A short first line without full stop above a long one that is prose, no blank line between."""
    newline = text.find("\n", block.start, min(block.end, block.start + 160))
    if newline < 0:
        return None
    following = text.find("\n", newline + 1, block.end)
    second = text[newline + 1 : block.end if following < 0 else following].strip()
    first = trimmed(text, block.start, newline)
    if first and len(second) > max(110, len(first)) and _PROSE.search(second) and _is_headline(first.of(text)) and not _PROSE.search(first.of(text)):
        return first
    return None


def _is_slug(words: str) -> bool:
    """Whether a block is a slug alone ("URGENT", "CORRECTION")."""
    return len(words) <= 40 and len(words.split()) <= 4 and words.isupper() and status_of_headline(words) is not None


def _place_above(text: str, block: Span, top: _Top, number: int, dated: bool) -> None:
    """Put one block above the dateline in its place: headline, byline, note, or a paragraph of prose."""
    words = block.of(text)
    note = status_of_note(words[:80]) if words.startswith(("(", "[")) else None
    if note:
        top.tellings.append(note)
        return
    if words.startswith(("(", "[")) and words.endswith((")", "]")) and top.headline:
        return
    named = byline(text, *block)
    if named:
        if named.names:
            top.credits.append(named)
        return
    if top.headline is None:
        if _is_slug(words):
            top.tellings.append(status_of_headline(words))
            return
        if len(words) <= 2 * _HEADLINE:
            top.headline = block
            return
    elif dated:
        bare = bare_byline(text, *block)
        if bare:
            top.credits.append(bare)
            return
    if words.endswith("///"):
        top.tellings.append(status_of_headline(words[:80]))
        return
    if dated and _PROSE.search(words[-8:]) and words[0] not in _BULLETS:
        top.above.append(block)
