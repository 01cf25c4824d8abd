"""Sources as they stand in the text: from the heads that the rules found to whole noun phrases."""

from __future__ import annotations

from selon.attributions.scene import Report, runs
from selon.model.text import Span, Spans
from selon.syntax.view import View


def source_spans(view: View, report: Report) -> Spans:
    """The words of the source in the text, without the hyphens of an inverted pronoun ("-t-il")."""
    return tuple(Span(span.start + _hyphens(view.text[span.start : span.end]), span.end) for span in spans_of(source_tokens(view, report), view))


def source_tokens(view: View, report: Report) -> set[int]:
    """The source's tokens: the encoder's where it was surer, else the whole noun phrases, appositions in, relative clauses with a comma out."""
    if report.source_words is not None:
        return report.source_words
    tokens: set[int] = set()
    pronoun = _relative_pronoun(view, report.cue.head, report.source)
    for head in (pronoun,) if pronoun is not None else report.source:
        found = set(view.subtree(head)) - {c for c in view.children[head] if view.role[c] == "case" and c < head}
        found -= report.content
        found -= set(report.cue_tokens)
        for t in sorted(found):
            if view.role[t] in ("rel", "acl", "advcl") and t != head:
                left = view.edges(t)[0]
                if left > 0 and view.word[left] == "," or left > 1 and view.word[left - 1] == ",":
                    found -= set(view.subtree(t))
        tokens |= _run_around(found, head)
    if report.rule == "postposed" and tokens and pronoun is None:
        tokens |= _apposition(view, max(tokens), report.clause)
    ordered = sorted(tokens)
    while ordered and view.word[ordered[-1]] in (",", ".", ";", "-", "("):
        ordered.pop()
    while ordered and (view.word[ordered[0]] in (",", ".", ";", "-") or view.pos[ordered[0]] == "CCONJ"):
        ordered.pop(0)
    return set(ordered)


def _apposition(view: View, last: int, clause: set[int]) -> set[int]:
    """The apposition that follows a source in its reporting clause: "said Awa Diop, minister of mines"."""
    comma = last + 1
    if comma not in clause or view.word[comma] != "," or comma + 1 not in clause:
        return set()
    end = comma + 1
    while end + 1 in clause and view.word[end + 1] not in (",", ";"):
        end += 1
    tops = [t for t in range(comma + 1, end + 1) if not comma < view.head[t] <= end and view.role[t] != "punct"]
    if len(tops) != 1 or view.pos[tops[0]] not in ("NOUN", "PROPN") or view.case(tops[0]) or tops[0] in view.verbal:
        return set()
    return set(range(comma, end + 1))


def _hyphens(words: str) -> int:
    """How many code points of the clitic's liaison stand before the pronoun: "-t-il" gives 3."""
    return words.rfind("-") + 1 if words.startswith("-") else 0


def _relative_pronoun(view: View, cue: int, source: list[int]) -> int | None:
    """The relative pronoun that is the cue's own subject: the source as it stands ("the minister, who said")."""
    own = view.kid(cue, "subj")
    if own is not None and view.role[cue] == "rel" and view.pos[own] == "PRON" and own not in source and source:
        return own
    return None


def _run_around(tokens: set[int], head: int) -> set[int]:
    return next(set(run) for run in runs(tokens | {head}) if head in run)


def spans_of(tokens: set[int] | list[int], view: View) -> Spans:
    """The runs of neighbouring *tokens* as spans of text."""
    return tuple(view.span(run[0], run[-1]) for run in runs(tokens))
