"""Drafts to the ledger: ids, times, omissions, commitments, what restates what."""

from __future__ import annotations

from collections.abc import Sequence

from selon.attributions.assemble import Voice, quote_kind, with_marks
from selon.attributions.confidence import confidence
from selon.attributions.sources import source_spans, spans_of
from selon.claims.auxiliary import auxiliary_of, is_condition
from selon.claims.clauses import other_clause
from selon.claims.commitments import Told, find_commitments
from selon.claims.draft import Draft, Refusal
from selon.claims.omissions import Silence, silent_one
from selon.events.contexts import Topic, contexts_of_act, find_topics
from selon.knowledge.gazetteer import acts
from selon.mentions.draft import is_named
from selon.mentions.resolve import Mentions
from selon.model.attribution import Attribution
from selon.model.claim import AGENCY, SUFFERED, Basis, Claim, Context, Event, Omission, When
from selon.model.ledger import Ledger
from selon.model.text import Span, Spans
from selon.model.timex import Timex
from selon.notices import Notice
from selon.syntax.parsed import Parsed
from selon.syntax.view import View
from selon.timexes import TimexTables, claim_time


def build_ledger(
    parsed: Parsed,
    mentions: Mentions,
    voices: list[Voice],
    timexes: tuple[Timex, ...],
    silences: list[Silence],
    drafts: list[Draft],
    tables: TimexTables,
    anchor: str | None,
    notices: tuple[Notice, ...],
) -> Ledger:
    """The ledger of one dispatch from what the stages found; *anchor* is what relative times lean on."""
    view = parsed.view
    when = _When(parsed, timexes, tables, anchor)
    silence_sources = [silent_one(view, silence, voices, mentions) for silence in silences]
    voice_ids = {id(voice): f"a{number}" for number, voice in enumerate(voices, 1)}
    entity_ids = _entity_ids(mentions)
    topics = find_topics(view, parsed.pack)
    claims: list[Claim] = []
    for draft in drafts:
        claims.append(_claim(f"c{len(claims) + 1}", draft, claims, view, voice_ids, entity_ids, when, topics))
    attributions = tuple(_attribution(voice, voice_ids, entity_ids, parsed, mentions) for voice in voices)
    omissions = tuple(
        _omission(silence, source, entity_ids, view)
        for silence, source in zip(silences, silence_sources, strict=True)
        if view.start[silence.first] >= parsed.body_start
    )
    all_notices = [*notices, *when.notices(), *_refusals(drafts, view)]
    for voice in voices:
        if voice.report.source and not voice.sources:
            all_notices.append(
                Notice(
                    "source-unresolved", "attributions", view.span(voice.report.source[0], voice.report.source[0]), "the source could not be tied to an entity"
                )
            )
    return Ledger(
        parsed.dispatch,
        mentions.entities(entity_ids),
        attributions,
        timexes,
        tuple(claims),
        omissions,
        find_commitments([Told(claim, draft.opening, draft.ahead) for claim, draft in zip(claims, drafts, strict=True)], parsed.dispatch.date),
        tuple(all_notices),
    )


def _entity_ids(mentions: Mentions) -> dict[int, str]:
    order = sorted(
        (draft for draft in mentions.drafts if draft.spans or draft.known),
        key=lambda d: (min(d.spans).start if d.spans else 1 << 30, d.number),
    )
    return {draft.number: f"e{number}" for number, draft in enumerate(order, 1)}


class _When:
    """Which temporal expression belongs to which clause, and what it comes to."""

    def __init__(self, parsed: Parsed, timexes: tuple[Timex, ...], tables: TimexTables, anchor: str | None) -> None:
        self.anchor = anchor
        self.parsed = parsed
        self.timexes = timexes
        self.tables = tables
        view = parsed.view
        self.tokens: list[list[int]] = [[] for _ in timexes]
        k = 0
        for i, start in enumerate(view.start):
            while k < len(timexes) and timexes[k].span.end <= start:
                k += 1
            if k < len(timexes) and timexes[k].span.start < view.end[i]:
                self.tokens[k].append(i)
        self.number_at = {t: number for number, words in enumerate(self.tokens) for t in words}

    def notices(self) -> list[Notice]:
        return [
            Notice("timex-open", "timexes", t.span, f"no date for {t.span.of(self.parsed.dispatch.text)!r}")
            for t in self.timexes
            if t.type in ("DATE", "TIME") and t.value is None and t.edtf is None
        ]

    def of(
        self, verb: int, tokens: set[int], anchors: Sequence[int] = (), refusals: list[Refusal] | None = None, *, content: bool = False, point: bool = False
    ) -> When | None:
        """The time of the clause of predicate *verb* among its *tokens*: the expression hung nearest to it.

        With *anchors*, the tokens of an event, none that another clause tells (``other_clause``, also for *content*); where only such a one is near,
        it goes to *refusals*. *point*: only a date or time, no duration.
        """
        view = self.parsed.view
        elsewhere: list[Refusal] = []
        best: tuple[tuple[int, int, int], int] | None = None
        for number in sorted({self.number_at[t] for t in tokens if t in self.number_at}):
            inside = [t for t in self.tokens[number] if t in tokens]
            top = next((t for t in inside if view.head[t] not in inside), inside[0])
            path = 0
            for a in view.ancestors(top):
                if a == verb:
                    break
                path += 3 if view.is_predicate(a) and view.is_finite(a) else 1
            else:
                path += 6 if top != verb else 0
            timex = self.timexes[number]
            if point and timex.type not in ("DATE", "TIME"):
                continue
            rank = 0 if timex.type == "DATE" else 1 if timex.type == "TIME" else 2
            key = (path if path < 3 else path + 3, rank, top)
            if path >= 4:
                continue
            border = other_clause(view, top, anchors, content=content)
            if border is not None:
                elsewhere.append(Refusal("time", top, border))
                continue
            if best is None or key < best[0]:
                best = (key, number)
        if best is None:
            if refusals is not None and not refusals:
                refusals.extend(elsewhere[:1])
            return None
        return self.resolve(best[1])

    def resolve(self, number: int) -> When | None:
        dispatch = self.parsed.dispatch
        timex = self.timexes[number]
        span, edtf = claim_time(dispatch.text, number, self.timexes, anchor=self.anchor, tables=self.tables)
        if edtf is None and timex.type == "SET":
            return None
        return When(span, edtf)


def _claim(
    id: str,
    draft: Draft,
    earlier: list[Claim],
    view: View,
    voice_ids: dict[int, str],
    entity_ids: dict[int, str],
    when: _When,
    topics: Sequence[Topic],
) -> Claim:
    row = acts().get(draft.act)
    trigger = view.span(min(draft.trigger), max(draft.trigger)) if _near(draft.trigger) else view.span(draft.verb, draft.verb)
    time = _time(draft, when)
    event = Event(
        draft.type,
        (row["mode"] or None) if row else None,
        draft.act,
        (row["cameo"] or None) if row else None,
        trigger,
        tuple(entity_ids[n] for n in draft.actor if n in entity_ids),
        tuple(entity_ids[n] for n in draft.recipient if n in entity_ids),
        entity_ids.get(draft.place) if draft.place is not None else None,
        time,
        auxiliary_of(draft, view, time, when.parsed.dispatch.date),
        _contexts(draft, view, topics, trigger),
    )
    chain: list[str] = []
    cues: list[Span] = []
    attributions: list[str] = []
    for voice in draft.voices:
        link = "+".join(entity_ids[n] for n in voice.sources if n in entity_ids)
        if link and (not chain or chain[-1] != link):
            chain.append(link)
        for relay in voice.relays:
            if relay in entity_ids and entity_ids[relay] not in chain:
                chain.append(entity_ids[relay])
        cues.extend(_runs(voice.report.cue_tokens, view))
        attributions.append(voice_ids[id_of(voice)])
    chain.append(AGENCY)
    said = None
    if draft.voices:
        report = draft.voices[0].report
        said = when.of(report.cue.head, (set(report.clause) or set(view.subtree(report.cue.head))) - report.content, point=True)
        if said is not None and event.time is not None and said.span == event.time.span:
            said = None
    restates = next(
        (
            c.id
            for c in earlier
            if c.event.act == event.act
            and c.event.type is not None
            and set(c.event.actor) == set(event.actor)
            and event.actor
            and set(c.event.recipient) == set(event.recipient)
            and c.restates is None
        ),
        None,
    )
    return Claim(
        id,
        draft.spans,
        event,
        tuple(chain),
        tuple(dict.fromkeys(cues)),
        tuple(attributions),
        draft.quote,
        draft.certainty,
        draft.polarity,
        said,
        restates,
        draft.rule,
        tuple(Basis(g.kind, view.span(g.first, g.last), voice_ids[id_of(g.voice)] if g.voice is not None else None) for g in draft.basis),
    )


def _contexts(draft: Draft, view: View, topics: Sequence[Topic], trigger: Span) -> tuple[Context, ...]:
    """What the event is about, by the words of its claim and by its act."""
    found: dict[str, set[Span]] = {context: {trigger} for context in contexts_of_act(draft.act)}
    told = draft.tokens | set(draft.trigger)
    for topic in topics:
        if topic.first in told and topic.last in told:
            found.setdefault(topic.context, set()).add(view.span(topic.first, topic.last))
    return tuple(Context(name, _disjoint(found[name])) for name in sorted(found))


def _disjoint(spans: set[Span]) -> Spans:
    """*spans* in order, those that overlap an earlier one left out."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _refusals(drafts: Sequence[Draft], view: View) -> list[Notice]:
    """What was not given to an event, and events that lack both sides."""
    found: dict[Notice, None] = {}
    for draft in drafts:
        told = view.word[draft.trigger[0]]
        for each in draft.refusals:
            span = view.span(each.token, each.token)
            detail = f"{each.slot} {span.of(view.text)!r} not taken for {told!r}: it belongs to the clause of {view.word[each.clause]!r}"
            found[Notice("slot-refused", "claims", span, detail)] = None
        if draft.type is not None and draft.type not in SUFFERED and not draft.actor and not draft.recipient:
            found[Notice("slot-empty", "claims", view.span(draft.trigger[0], draft.trigger[-1]), f"{draft.act}: no one of {told!r} is named in its clause")] = (
                None
            )
    return list(found)


def id_of(voice: Voice) -> int:
    """The key of a voice in the table of ids."""
    return id(voice)


def _near(tokens: tuple[int, ...]) -> bool:
    return max(tokens) - min(tokens) <= 6


def _time(draft: Draft, when: _When) -> When | None:
    anchors = (*draft.trigger, draft.verb, draft.head)
    content = draft.opening is not None or draft.rule.startswith("cue:")
    refusals: list[Refusal] = []
    found = when.of(draft.verb, draft.tokens, anchors, refusals, content=content)
    if found is None and draft.head != draft.verb:
        found = when.of(draft.head, draft.tokens, anchors, refusals, content=content)
    if found is None and draft.rule.startswith("cue:") and draft.voices:
        report = draft.voices[0].report
        found = when.of(report.cue.head, set(when.parsed.view.subtree(report.cue.head)), anchors, refusals, content=content)
    found = found or _shared_time(draft, when)
    found = found or _deadline(draft, when)
    if found is None:
        draft.refusals.extend(refusals)
    return found


def _deadline(draft: Draft, when: _When) -> When | None:
    """The time set in the condition of what is owed or threatened: "will close the border if they are not freed by Friday"."""
    view, pack = when.parsed.view, when.parsed.pack
    if draft.opening is None:
        return None
    conditions = (c for t in (draft.verb, draft.head) for c in view.kids(t, "advcl") if c in draft.tokens and is_condition(view, c, pack))
    return next((found for c in conditions if (found := when.of(c, {t for t in view.subtree(c) if t in draft.tokens})) is not None), None)


def _shared_time(draft: Draft, when: _When) -> When | None:
    """The time told before a verb that is coordinated and has no subject nor auxiliary of its own (``fled on Monday and hid``)."""
    view = when.parsed.view
    first = view.head[draft.verb]
    if view.role[draft.verb] != "conj" or not view.is_predicate(first) or view.kids(draft.verb, "subj", "subj:pass", "aux", "aux:pass"):
        return None
    return when.of(first, {t for t in view.subtree(first, without=("acl",)) if t < draft.verb}, (first,), [])


def _runs(tokens: list[int], view: View) -> list[Span]:
    return list(spans_of(tokens, view))


def _attribution(voice: Voice, voice_ids: dict[int, str], entity_ids: dict[int, str], parsed: Parsed, mentions: Mentions) -> Attribution:
    report, view = voice.report, parsed.view
    sources = [mentions.drafts[n] for n in voice.sources]
    content = with_marks(_joined(spans_of(report.content | report.addressee, view), view.text), view.text, parsed.quotations)
    return Attribution(
        voice_ids[id_of(voice)],
        source_spans(view, report),
        spans_of(report.cue_tokens, view),
        content,
        quote_kind(report.content, view),
        report.entry.kind,
        tuple(entity_ids[n] for n in voice.sources if n in entity_ids),
        tuple(entity_ids[n] for n in voice.relays if n in entity_ids),
        voice_ids[id_of(voice.parent)] if voice.parent is not None and id_of(voice.parent) in voice_ids else None,
        report.implicit,
        report.rule,
        bool(sources) and all(draft.kind == "person" and not is_named(draft) for draft in sources),
        confidence(report),
    )


def _joined(spans: Spans, text: str) -> Spans:
    """Spans parted by quotation marks or space alone are one."""
    merged: list[Span] = []
    for span in spans:
        if merged and not text[merged[-1].end : span.start].strip(" \n\t\u00a0\u202f\"«»“”'"):
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _omission(silence: Silence, source: tuple[int, ...] | str | None, entity_ids: dict[int, str], view: View) -> Omission:
    span = view.span(silence.first, silence.last)
    who = source if isinstance(source, str) else next((entity_ids[n] for n in source or () if n in entity_ids), None)
    return Omission(who, silence.row["kind"], span.of(view.text), span)
