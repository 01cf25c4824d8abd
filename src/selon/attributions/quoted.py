"""Quotations told by a cue before them, and quotations that go on with no cue of their own."""

from __future__ import annotations

from selon.attributions.cues import Cue
from selon.attributions.scene import Report, Scene, bounds, cue_tokens, source, tops, trim


def before_quotation(scene: Scene, cue: Cue) -> Report | None:
    """A cue with a colon or comma and a quotation after it: X said: "..."."""
    view = scene.view
    entry = cue.taking("quote")
    if entry is None or view.quoted[cue.head] >= 0:
        return None
    _, end, first, last = bounds(scene, cue)
    j = last + 1
    while j < end and view.word[j] in (",", ":"):
        j += 1
    candidate = -1
    if (
        j < end
        and view.quoted[j] >= 0
        and (j > last + 1 or any(view.is_predicate(t) for t in scene.tokens_of_quotation[view.quoted[j]]) and last - cue.last <= 3)
    ):
        candidate = view.quoted[j]
    elif last + 1 >= end or view.word[last + 1] == ":" or j >= end:
        following = end
        if (
            following < len(view)
            and view.quoted[following] >= 0
            and scene.paragraph_of[following] == scene.paragraph_of[cue.head]
            and j >= end
            and view.word[end - 1] == ":"
        ):
            candidate = view.quoted[following]
    if candidate < 0:
        return None
    content = trim(scene, set(scene.tokens_of_quotation[candidate]))
    heads = tops(view, content)
    return Report("governed", cue, entry, "quote", cue_tokens(scene, cue), content, heads, source(scene, cue), set(range(first, last + 1)), candidate)


def continued(scene: Scene, reports: list[Report]) -> list[Report]:
    """Whole quoted sentences that no report covers go on with the speaker of the paragraph's nearest quotation."""
    view = scene.view
    covered: set[int] = set()
    for report in reports:
        covered |= report.content
    found: list[Report] = []
    for number, tokens in sorted(scene.tokens_of_quotation.items()):
        if not tokens or tokens[0] in covered:
            continue
        sentence = view.sent[tokens[0]]
        begin, _ = view.sentences[sentence]
        whole = tokens[0] == begin and sum(view.pos[t] not in ("PUNCT",) for t in tokens) >= 3
        outside = [t for t in range(*view.sentences[sentence]) if view.quoted[t] != number and view.pos[t] != "PUNCT"]
        if not whole or outside:
            continue
        near = [
            r
            for r in reports + found
            if r.form in ("quote", "clause")
            and r.rule in ("postposed", "governed", "continued", "according")
            and r.entry.kind not in ("want", "plan", "know", "hope", "learn")
            and is_near(scene, r, tokens[0])
        ]
        if not near:
            continue
        before = [r for r in near if r.cue_tokens[0] < tokens[0]]
        model = max(before, key=lambda r: r.cue_tokens[0]) if before else min(near, key=lambda r: r.cue_tokens[0])
        content = trim(scene, set(tokens))
        heads = tops(view, content)
        found.append(Report("continued", model.cue, model.entry, "quote", list(model.cue_tokens), content, heads, list(model.source), set(), number, True))
    return found


def is_near(scene: Scene, report: Report, token: int) -> bool:
    cue_paragraph = scene.paragraph_of[report.cue_tokens[0]]
    return cue_paragraph == scene.paragraph_of[token] or (scene.paragraph_of[token] - cue_paragraph == 1 and report.quotation >= 0)
