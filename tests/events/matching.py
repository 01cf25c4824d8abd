"""A sentence and the patterns over it."""

from __future__ import annotations

from selon.events.patterns import Matcher
from selon.mentions.resolve import Mentions
from selon.model.dispatch import Dispatch
from selon.model.text import Span
from selon.syntax.parsed import parse_dispatch


def matcher(text: str, lang: str) -> Matcher:
    """The Matcher of *text*, read as one paragraph without dateline."""
    parsed = parse_dispatch(Dispatch("x", lang, text, None, None, None, None, None, (), (Span(0, len(text)),)))
    return Matcher(parsed.view, Mentions(parsed.view, parsed.pack, None, 0), parsed.pack)
