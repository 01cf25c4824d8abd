"""The whole flow of one dispatch on one screen: text to ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selon.attributions.assemble import Voice, resolve_voices
from selon.attributions.find import find_reports
from selon.attributions.learned import Hearing, in_tokens
from selon.attributions.scene import Scene
from selon.claims.assemble import assemble_claims
from selon.claims.ledger import build_ledger
from selon.claims.omissions import find_silences
from selon.claims.telling import build_telling
from selon.events.patterns import Matcher
from selon.knowledge.own import OwnTables
from selon.lang.pack import LanguagePack
from selon.mentions.resolve import Mentions
from selon.model.attribution import Reader
from selon.model.dispatch import Dispatch
from selon.model.ledger import Ledger
from selon.notices import Notice
from selon.syntax.parsed import Parsed, parse_dispatch
from selon.syntax.tense import tense_at
from selon.syntax.view import View
from selon.timexes import TimexTables, find_timexes, load_timex_tables


def read_dispatch(
    dispatch: Dispatch, notices: Sequence[Notice] = (), *, own: OwnTables | None = None, reader: Reader = "both", scheme: str = "nested"
) -> Ledger:
    """Everything that *dispatch* reports. *notices* are those of intake; they are kept in the ledger. *own* are the user's tables, if any.

    *reader* and *scheme* are for measuring: who reads attributions, and by which way of annotating ("nested" or "flat", see ``selon.encoder``).
    Raises LanguageError for a language without a pack or pipeline.
    """
    parsed = parse_dispatch(dispatch)
    view, pack = parsed.view, parsed.pack
    timexes = find_timexes(dispatch.text, anchor=anchor_of(dispatch.date), tables=timex_tables(pack), regions=parsed.regions, tense_at=tense_at(view))
    dated = view.tokens_in(timex.span for timex in timexes)
    view.mend_times(view.tokens_in(timex.span for timex in timexes if timex.type in ("DATE", "TIME")), pack.of)
    mentions = Mentions(view, pack, dispatch.provider, parsed.body_start, dated, own=own, date=dispatch.date)
    voices = find_voices(parsed, mentions, dated, reader=reader, scheme=scheme)
    silences = find_silences(view, pack)
    matcher = Matcher(view, mentions, pack)
    told = build_telling(view, mentions, voices, silences, matcher, pack, parsed.quotations, parsed.body_start)
    drafts = assemble_claims(told)
    noted = (*notices, *parsed.notices, *([own.notice] if own is not None else []))
    return build_ledger(parsed, mentions, voices, timexes, silences, drafts, timex_tables(pack), anchor_of(dispatch.date), noted)


def find_voices(parsed: Parsed, mentions: Mentions, dated: frozenset[int], *, reader: Reader = "both", scheme: str = "nested") -> list[Voice]:
    """Who speaks in the dispatch: attributions with their sources resolved. *dated* are the tokens of temporal expressions."""
    view = parsed.view
    hearing = None if reader == "rules" else hear(parsed.dispatch.text, view, scheme)
    reports = find_reports(Scene(view, parsed.pack, parsed.paragraph_of, mentions.may_speak, dated), hearing, rules=reader != "encoder")
    return resolve_voices(reports, view, mentions, parsed.pack)


def hear(text: str, view: View, scheme: str = "nested") -> Hearing:
    """What the encoder reads in *text*, in the tokens of *view*."""
    from selon.encoder.model import load_encoder

    words, likely, relations = load_encoder().read(text, scheme)
    return in_tokens(words, likely, relations, view)


def anchor_of(date: str | None) -> str | None:
    """What relative expressions lean on: *date* where it is one day, month or year; of a set or an interval the month or year
    that all its days share, else None."""
    if date is None or re.fullmatch(r"(?:\d{4}|XXXX)(?:-\d\d){0,2}", date):
        return date
    days: list[str] = re.findall(r"\d{4}(?:-\d\d){0,2}", date)
    for length in (7, 4):
        shared = {day[:length] for day in days}
        if len(shared) == 1 and all(len(day) >= length for day in days):
            return shared.pop()
    return None


def timex_tables(pack: LanguagePack) -> TimexTables:
    """The pack's tables for temporal expressions, loaded once."""
    return load_timex_tables(pack.folder)
