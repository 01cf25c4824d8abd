"""What the mentions stage makes of an invented dispatch: the real pipeline up to it, nothing behind."""

from __future__ import annotations

from selon.intake.assemble import build_dispatch
from selon.mentions.resolve import Mentions
from selon.pipeline import parse_dispatch
from selon.timexes import find_timexes, load_timex_tables

CITY = {"en": "LUMA, May 14 (Wire) - ", "fr": "LUMA, 14 mai (Wire) - "}


def mentions_of(body: str, lang: str, *, dateline: str | None = None, headline: str | None = None) -> Mentions:
    """The mentions of a dispatch of the invented agency Wire, published on Tuesday 14 May 2024."""
    head = f"{headline}\n\n" if headline else ""
    text = head + (dateline or CITY[lang]) + body
    dispatch, _ = build_dispatch(text, id="test", lang=lang, date="2024-05-14", provider="Wire", headline=headline)
    parsed = parse_dispatch(dispatch)
    timexes = find_timexes(dispatch.text, anchor=dispatch.date, tables=load_timex_tables(parsed.pack.folder), regions=dispatch.paragraphs)
    dated = parsed.view.tokens_in(timex.span for timex in timexes)
    parsed.view.mend_times(dated, parsed.pack.of)
    return Mentions(parsed.view, parsed.pack, dispatch.provider, parsed.body_start, dated)


def token(mentions: Mentions, word: str, which: int = 0) -> int:
    """The number of the *which*-th token *word* (any case) of the body."""
    view = mentions.view
    return [i for i, w in enumerate(view.word) if w.lower() == word.lower() and view.start[i] >= mentions.body_start][which]


def groups(mentions: Mentions) -> list[set[str]]:
    """The words of the mentions of each entity, one set an entity."""
    return [{span.of(mentions.view.text) for span in draft.spans} for draft in mentions.drafts if draft.spans]


def names(mentions: Mentions, numbers: tuple[int, ...]) -> list[str]:
    """The entities' names, sorted."""
    return sorted(mentions.drafts[n].name for n in numbers)


def kinds(mentions: Mentions) -> dict[str, str]:
    """Kind by name."""
    return {draft.name: draft.kind for draft in mentions.drafts}
