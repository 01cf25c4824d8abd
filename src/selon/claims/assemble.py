"""Attributions, events and times to claims.

Every assertion of the body becomes a claim: the contents that someone says, each with its chain from the
innermost speaker out to the agency, and what the agency says in its own voice. A content of several
coordinated clauses is split, one claim a clause.
"""

from __future__ import annotations

from selon.attributions.assemble import Voice, with_marks
from selon.attributions.scene import Report
from selon.attributions.sources import spans_of
from selon.claims.again import resolve_again
from selon.claims.auxiliary import is_supposed
from selon.claims.basis import Grounds
from selon.claims.draft import Draft, trimmed
from selon.claims.factuality import weaker
from selon.claims.happening import cue_factuality, type_of
from selon.claims.performed import is_object_of_act, performed_claim, tells_more
from selon.claims.propositions import claim_of, contrasts, edges, left_out, proposition_claims, relative_claims, subject_claims, tells_news
from selon.claims.replies import resolve_replies
from selon.claims.telling import Telling, is_silence, is_told_elsewhere
from selon.model.text import Span, Spans

#: Types of acts that are done with words.
_WORDS = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT"})


def assemble_claims(told: Telling) -> list[Draft]:
    """The claims in order of their first word."""
    drafts: list[Draft] = []
    for voice in told.voices:
        drafts.extend(of_voice(told, voice))
    drafts.extend(agency_voice(told))
    grounds = Grounds(told)
    kept = [d for d in drafts if d.tokens and told.view.start[min(d.tokens)] >= told.body_start]
    for draft in kept:
        draft.spans = claim_spans(told, draft)
        draft.ahead = told.matcher.is_ahead(draft.verb)
        draft.supposed = is_supposed(told.view, draft, told.pack)
        draft.basis = grounds.of(draft)
        if any(ground.kind == "hearsay" and draft.voices[:1] == [ground.voice] and not ground.voice.sources for ground in draft.basis if ground.voice):
            draft.certainty = weaker(draft.certainty, "possible")  # nobody says it: "dit-on", "was reported to have"
        draft.sort = (draft.spans[0].start, -sum(s.end - s.start for s in draft.spans)) if draft.spans else (0, 0)
    drafts = sorted((d for d in kept if d.spans), key=lambda d: d.sort)
    resolve_again(told, drafts)
    resolve_replies(told, drafts)
    return drafts


def of_voice(told: Telling, voice: Voice) -> list[Draft]:
    report = voice.report
    if is_object_of_act(told, report) or any(v.report.relay_of is report for v in told.voices):
        return []  # "Sudan, citing reports, said": the claim is made once, with the whole chain
    performed = report.entry.act or None
    left_open = report.entry.kind in ("refuse", "deny") and cue_factuality(told, report)[1] == "negative"
    if left_open:
        performed = None  # "did not rule out that": the content stays open
    if report.said_noun is not None and not (performed and report.entry.kind in ("refuse", "condemn", "welcome", "praise", "accuse", "agree")):
        performed = report.said_noun.act or ("pledge" if report.said_noun.kind in ("plan", "want", "promise") else performed)
    if not performed and not left_open and report.form == "inf":
        # "has sworn to kill", "s'est dit prêt à négocier": who vows or offers a deed has not done it
        own = told.matcher.typed(report.cue.head)
        performed = own.pattern.act if own is not None and own.trigger == report.cue.head and type_of(told, own.pattern.act) in _WORDS else None
    if performed and not tells_more(told, voice):
        return [performed_claim(told, voice, performed)]
    heads = content_heads(told, report)
    if report.form == "quote" and heads and not any(told.view.is_predicate(h) for h in heads):
        whole = claim_of(told, heads[0], edges(told, report.content), voice)
        return [whole] if whole is not None else []
    drafts: list[Draft] = []
    for head in heads:
        drafts.extend(proposition_claims(told, head, report.content, voice))
    return drafts


def content_heads(told: Telling, report: Report) -> list[int]:
    view = told.view
    heads = [h for h in report.heads if h in report.content]
    if not heads:
        heads = [t for t in sorted(report.content) if view.head[t] not in report.content or view.head[t] == t]
    return [h for h in heads if view.pos[h] != "PUNCT"]


def agency_voice(told: Telling) -> list[Draft]:
    view = told.view
    covered = told.telling
    drafts: list[Draft] = []
    for begin, end in view.sentences:
        if view.start[begin] < told.body_start:
            continue
        content = {t for t in range(begin, end) if t not in covered and t not in told.clauses}
        roots = [t for t in range(begin, end) if view.head[t] == t]
        for root in roots:
            drafts.extend(own_voice(told, root, set(range(begin, end)), content))
        # eventful relative clauses of reporting clauses: "who backs ..., said"
        for t in range(begin, end):
            if (
                t not in covered
                and t not in told.done
                and view.role[t] == "rel"
                and view.is_predicate(t)
                and not is_silence(told, t)
                and not is_told_elsewhere(told, t, None)
            ):
                match = told.matcher.at(t)
                if match is not None and type_of(told, match.pattern.act) or tells_news(told, t):
                    tokens = edges(told, {x for x in view.subtree(t) if x not in covered})
                    draft = claim_of(told, t, tokens, None)
                    if draft is not None:
                        draft.rule = "relative:" + draft.rule
                        drafts.append(draft)
                        told.done.add(t)
    return drafts


def own_voice(told: Telling, head: int, sentence: set[int], content: set[int]) -> list[Draft]:
    """Clauses of a sentence that nobody is said to tell."""
    view = told.view
    drafts: list[Draft] = []
    heads = [head]
    k = 0
    while k < len(heads):
        heads.extend(c for c in [*view.kids(heads[k], "conj", "para"), *contrasts(told, heads[k])] if view.is_predicate(c) and c not in heads)
        k += 1
    for h in heads:
        if h not in content or h in told.done or is_told_elsewhere(told, h, None) or is_silence(told, h) or only_introduces(told, h):
            continue
        tokens = {t for t in view.subtree(h) if t in sentence}
        for other in heads:
            if other != h and other in tokens:
                tokens -= set(view.subtree(other))
        tokens -= left_out(told, h, [h], content, None)
        whole = set(tokens)
        for r in sorted(tokens):
            if view.role[r] == "rel" and view.is_predicate(r) and tells_news(told, r):
                tokens -= set(view.subtree(r))
        tokens &= content
        tokens = edges(told, tokens)
        if len(tokens) < 2 or h not in tokens:
            continue
        draft = claim_of(told, h, tokens, None)
        if draft is not None:
            drafts.append(draft)
            told.done.add(h)
        drafts.extend(relative_claims(told, h, whole & content, None))
        drafts.extend(subject_claims(told, h, tokens, None, draft))
    return drafts


def only_introduces(told: Telling, head: int) -> bool:
    """ "X ont fait part de leur préoccupation, estimant que ...": the participle's content is the claim."""
    return head in told.unspoken and any(
        v.report.cue.head in told.view.children[head] and told.view.role[v.report.cue.head] in ("advcl", "acl") for v in told.voices
    )


def claim_spans(told: Telling, draft: Draft) -> Spans:
    """The claim's words: a direct quotation without its outer marks, a mixed one with them; editors' brackets
    inside a direct quotation are cut out."""
    view = told.view
    tokens = set(draft.tokens)
    if draft.quote == "direct":
        tokens -= editors_brackets(told, tokens)
    spans = spans_of(tokens, view)
    merged: list[Span] = []
    for span in spans:
        if merged and not view.text[merged[-1].end : span.start].strip(" \n\t\"«»“”'"):
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    spans = tuple(merged)
    if len(spans) > 1:
        spans = tuple(piece for piece in (trimmed(span, view.text) for span in spans) if piece.end > piece.start)
    if draft.quote == "mixed":
        spans = with_marks(spans, view.text, told.quotations)
    return spans


def editors_brackets(told: Telling, tokens: set[int]) -> set[int]:
    view = told.view
    inside: set[int] = set()
    for t in sorted(tokens):
        if view.word[t] == "(" and t not in inside:
            end = view.sentences[view.sent[t]][1]
            close = next((k for k in range(t, end) if view.word[k] == ")"), None)
            if close is not None:
                inside.update(range(t, close + 1))
    return inside
