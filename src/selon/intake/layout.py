"""Blocks and paragraphs of a text: what blank lines, indentation and long lines part."""

from __future__ import annotations

from collections.abc import Iterator

from selon.model.text import Span

#: A line longer than this was not broken to fit a page; if it ends a sentence, it ends a paragraph.
_UNWRAPPED = 110
_TERMINAL = ".!?…»\"”’')]"


def blocks(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The stretches of *text* that blank lines, indentation of a line against its neighbours, or unwrapped lines part.

    In: the stored text and bounds. Out: spans without white space at their edges, in order; single line ends
    inside a wrapped paragraph are kept.
    """
    stop = len(text) if end is None else end
    found: list[Span] = []
    group: list[tuple[int, int, int]] = []
    for low, high in _lines(text, start, stop):
        line = text[low:high]
        stripped = line.strip()
        if not stripped:
            found.extend(_paragraphs(text, group))
            group = []
            continue
        indent = len(line) - len(line.lstrip())
        begin = low + indent
        group.append((begin, begin + len(stripped), indent))
    found.extend(_paragraphs(text, group))
    return found


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its edges; None if nothing is left."""
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    bare = words.strip()
    return Span(start + left, start + left + len(bare)) if bare else None


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        newline = text.find("\n", at, end)
        stop = end if newline < 0 else newline
        yield at, stop
        at = stop + 1


def _paragraphs(text: str, group: list[tuple[int, int, int]]) -> Iterator[Span]:
    """The paragraphs of lines without a blank line between them."""
    if not group:
        return
    least = min(indent for _, _, indent in group)
    hanging = any(indent > least for _, _, indent in group)
    begin, last_end, _ = group[0]
    for low, high, indent in group[1:]:
        unwrapped = last_end - text.rfind("\n", 0, last_end) > _UNWRAPPED and text[last_end - 1] in _TERMINAL
        if (hanging and indent > least) or unwrapped:
            yield Span(begin, last_end)
            begin = low
        last_end = high
    yield Span(begin, last_end)
