"""The encoder's spans made whole: stray words dropped, gaps closed, edges moved to where the grammar parts the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from selon.attributions.learned import Heard
from selon.attributions.scene import Scene, runs

#: How many tokens an edge may move.
REACH = 8
#: The log-odds of a token outside the window: such a one has no role towards this cue.
UNSEEN = -4.0
#: A piece apart stays if its log-odds come to this.
PIECE = 3.0
#: A gap of this many tokens is closed whatever the encoder thinks of them.
GAP = 3
#: A content has a word of one of these kinds.
_TELLING = frozenset("NOUN PROPN PRON VERB AUX ADJ ADV INTJ X".split())


def worth(odds: Mapping[int, float], tokens: Iterable[int]) -> float:
    """The log-odds that just these tokens bear the role, up to a constant."""
    return sum(odds.get(t, UNSEEN) for t in tokens)


def content_of(scene: Scene, heard: Heard, cut: float) -> set[int]:
    """The content of *heard*: in pieces only where cue or source part it, the outer edges where the sum of the words' log-odds, less *cut* for each
    dependency that an edge parts, is greatest."""
    content = _whole(set(heard.content) - heard.cue, heard.content_odds, heard.cue | heard.source)
    content = _no_scraps(scene, _in_paragraph(scene, content, heard.anchor), scene.view.sent[heard.anchor])
    if not content:
        return content
    content = _best(scene, heard, content, max(content), +1, cut)
    content = _best(scene, heard, content, min(content), -1, cut)
    for t in sorted(content):
        if scene.view.case(t) in scene.pack.carrier_cases and scene.view.lemma[t] in scene.pack.document_words and t > max(heard.cue):
            content -= set(scene.view.subtree(t))  # "confirmed the deal in a statement": the document carries the report
    while content and min(content) in scene.dated and min(content) - 1 in heard.cue:
        content.discard(min(content))  # "a accusé mercredi la junte": when it was told
    return content if any(scene.view.pos[t] in _TELLING for t in content) else set()


def source_of(scene: Scene, heard: Heard) -> set[int]:
    """The source of *heard*: its likeliest piece, and others that are likely by themselves; no date, comma or preposition at the edges."""
    view = scene.view
    source = _whole(set(heard.source) - heard.cue, heard.source_odds, heard.cue | heard.content)
    for way in (1, -1):
        for t in sorted(source, reverse=way < 0):
            if t not in source:
                continue
            loose = view.pos[t] in ("PUNCT", "CCONJ") or t in scene.dated or way < 0 and view.pos[t] in ("ADP", "DET", "SCONJ")
            if not loose:
                break
            source.discard(t)
    return source


def _whole(tokens: set[int], odds: Mapping[int, float], told: frozenset[int]) -> set[int]:
    """Close gaps that neither cue nor other role explains where the words in them are not unlikely; of pieces still apart keep the likely ones."""
    pieces = runs(tokens)
    joined: list[list[int]] = pieces[:1]
    for piece in pieces[1:]:
        gap = range(joined[-1][-1] + 1, piece[0])
        if not set(gap) & told and (len(gap) <= GAP or worth(odds, gap) > -2 * PIECE):
            joined[-1] += [*gap, *piece]
        else:
            joined.append(piece)
    best = max(joined, key=lambda piece: worth(odds, piece), default=[])
    return {t for piece in joined if piece is best or worth(odds, piece) >= PIECE for t in piece}


def _in_paragraph(scene: Scene, content: set[int], anchor: int) -> set[int]:
    """Without what stands in another paragraph than the cue and is no quotation: a headline ends, though no full stop ends it."""
    home, quoted = scene.paragraph_of, scene.view.quoted
    return {t for t in content if home[t] == home[anchor] or quoted[t] >= 0}


def _no_scraps(scene: Scene, content: set[int], home: int) -> set[int]:
    """Without a few words of a sentence where the cue is not: a content that goes on there takes most of it."""
    view = scene.view
    kept = set(content)
    for sentence in {view.sent[t] for t in content} - {home}:
        words = [t for t in range(*view.sentences[sentence]) if view.pos[t] != "PUNCT"]
        inside = [t for t in words if t in content]
        if 2 * len(inside) < len(words):
            kept -= set(range(*view.sentences[sentence]))
    return kept


def _best(scene: Scene, heard: Heard, content: set[int], edge: int, way: int, cut: float) -> set[int]:
    """*content* with the *edge* moved on (*way* 1: the last token, -1: the first) or back."""
    view = scene.view
    begin, end = view.sentences[view.sent[edge]]
    told = heard.cue | heard.source
    fixed = {t for t in content if not begin <= t < end}
    inside = content - fixed
    best, chosen = None, content
    for moved in range(max(begin, edge - REACH), min(end, edge + REACH + 1)):
        if (moved - edge) * way > 0:
            added = set(range(edge + 1, moved + 1)) if way > 0 else set(range(moved, edge))
            if added & told:
                continue
            tried = inside | added
        elif moved not in inside:
            continue
        else:
            tried = {t for t in inside if (t <= moved if way > 0 else t >= moved)}
        value = worth(heard.content_odds, tried) - cut * _cuts(scene, tried, told, begin, end) - 0.001 * abs(moved - edge)
        if best is None or value > best:
            best, chosen = value, fixed | tried
    return chosen


def _cuts(scene: Scene, tried: set[int], told: frozenset[int], begin: int, end: int) -> int:
    """How many words of the sentence outside *tried* hang on words in it, and how many heads it has beyond the first."""
    view = scene.view
    hanging = sum(view.head[t] in tried for t in range(begin, end) if t not in tried and t not in told and view.role[t] != "punct")
    heads = sum(view.head[t] not in tried for t in tried if view.head[t] != t and view.role[t] != "punct")
    return hanging + max(0, heads - 1)
