"""What the encoder read, in the tokens of the view, and as reports of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selon.attributions.cues import Cue, CueEntry
from selon.attributions.scene import Report, Scene, bounds, linked_infinitive, mark_between, that, tops, trim
from selon.encoder.decode import Relation
from selon.encoder.words import Words
from selon.syntax.view import View

_FORMS = frozenset(("clause", "quote", "inf", "np", "gerund"))
#: What a cue that no table lists is taken to do, by the form of its content: whoever wants to do something, or minds a thing, has not said so.
_KINDS = {"clause": "say", "quote": "say", "inf": "plan", "np": "think"}


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A relation of the encoder: token numbers of its roles, the probabilities that it gave, and the log-odds of each token of the window for source and
    content."""

    anchor: int
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    chance: float
    sure: tuple[float, float, float]
    source_odds: dict[int, float]
    content_odds: dict[int, float]


@dataclass(frozen=True, slots=True, eq=False)
class Hearing:
    """All that the encoder says of one text: its relations, and for each token the probability that a cue stands on it."""

    relations: tuple[Heard, ...]
    likely: tuple[float, ...]


def in_tokens(words: Words, likely: Iterable[float], relations: list[Relation], view: View) -> Hearing:
    """The encoder's words as tokens of *view*; relations whose anchor or content lies outside what was parsed are left out."""
    tokens_of: list[list[int]] = []
    t = 0
    for start, end in zip(words.start, words.end, strict=True):
        while t < len(view) and view.end[t] <= start:
            t += 1
        held, k = [], t
        while k < len(view) and view.start[k] < end:
            held.append(k)
            k += 1
        tokens_of.append(held)

    def tokens(numbers: tuple[int, ...]) -> frozenset[int]:
        return frozenset(k for number in numbers for k in tokens_of[number])

    found: list[Heard] = []
    for each in relations:
        anchor = tokens_of[each.anchor]
        content = tokens(each.content)
        if anchor and content:
            odds = [{k: value for number, value in enumerate(role, each.first) for k in tokens_of[number]} for role in (each.source_odds, each.content_odds)]
            found.append(Heard(anchor[-1], tokens(each.source), tokens(each.cue) | {anchor[-1]}, content, each.anchored, each.sure, *odds))
    chance = [0.0] * len(view)
    for held, value in zip(tokens_of, likely, strict=True):
        for k in held:
            chance[k] = max(chance[k], float(value))
    return Hearing(tuple(found), tuple(chance))


def report_of(scene: Scene, heard: Heard, content: set[int], source: set[int], cues: dict[int, Cue]) -> Report | None:
    """A report of *content* by *source* that the encoder alone found; *cues* are the table's cues by token. None where nothing of the content is
    left."""
    view = scene.view
    content = trim(scene, content - heard.cue)
    if not content:
        return None
    cue = next((cues[t] for t in (heard.anchor, *sorted(heard.cue)) if t in cues), None)
    heads = tops(view, content)
    quotations = {view.quoted[t] for t in content}
    quotation = next(iter(quotations)) if len(quotations) == 1 and quotations != {view.quoted[heard.anchor]} else -1
    form = _form(scene, content, heads, quotation)
    if cue is None:
        entry = CueEntry(view.lemma[heard.anchor], (), False, view.pos[heard.anchor], _KINDS[form], _FORMS, None, None, None, "", {})
        cue = Cue(heard.anchor, max(heard.cue), tuple(sorted(heard.cue)), (entry,), "")
    rule = "governed"
    clause: set[int] = set()
    if cue.entry.pos == "ADP":
        rule = "according"
    elif min(content) < min(heard.cue) and form in ("clause", "quote"):
        rule = "postposed"
    if rule != "governed":
        _, _, first, last = bounds(scene, cue)
        clause = set(range(first, last + 1)) - content
    entry = cue.taking(form) or cue.taking("clause", "quote") or cue.entry
    speakers = source_heads(view, source)
    agent = view.subject(cue.head) if rule == "governed" and cue.entry.pos == "VERB" and view.kid(cue.head, "agent") is not None else ()
    if agent and entry.act and not set(agent) & set(speakers):
        speakers, source = list(agent), {t for a in agent[:1] for t in view.subtree(a, ("gerund", "acl", "rel", "case"))} - content
    return Report(rule, cue, entry, form, sorted(heard.cue), content, heads, speakers, clause, quotation, source_words=source)


def source_heads(view: View, source: frozenset[int] | set[int]) -> list[int]:
    """The heads of a source phrase: what of it hangs outside, and what is coordinated with that."""
    heads = [t for t in tops(view, set(source)) if view.pos[t] != "PUNCT" and view.role[t] not in ("case", "det", "cc", "mark")]
    if not heads:
        heads = [t for t in sorted(source) if view.pos[t] in ("NOUN", "PROPN", "PRON")][:1]
    named = [t for t in heads if view.pos[t] in ("NOUN", "PROPN", "PRON", "NUM", "X", "DET")]
    found: list[int] = []
    for head in (named or heads)[:1]:
        found += [t for t in view.conjuncts(head) if t in source]
    return found


def _form(scene: Scene, content: set[int], heads: list[int], quotation: int) -> str:
    view = scene.view
    if quotation >= 0:
        return "quote"
    if any(view.is_predicate(h) and (view.is_finite(h) or that(scene, h)) for h in heads):
        return "clause"
    if any(view.is_predicate(h) and linked_infinitive(scene, h) for h in heads):
        return "inf"
    return "clause" if any(mark_between(scene, t, t + 1) for t in content if t + 1 < len(view)) and any(view.is_predicate(t) for t in content) else "np"
