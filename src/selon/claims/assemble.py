"""Attributions, events and times to claims.

Every assertion of the body becomes a claim: the contents that someone says, each with its chain from the
innermost speaker out to the agency, and what the agency says in its own voice. A content of several
coordinated clauses is split, one claim a clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selon.attributions.assemble import Voice, quote_kind, spans_of, with_marks
from selon.attributions.scene import Report
from selon.claims.factuality import factuality, weaker
from selon.claims.omissions import Silence
from selon.events.patterns import Match, Matcher
from selon.knowledge.gazetteer import acts
from selon.lang.pack import LanguagePack
from selon.mentions.resolve import Mentions
from selon.model.attribution import Quote
from selon.model.claim import Certainty, Polarity
from selon.model.text import Span, Spans
from selon.syntax.quotation import Quotation
from selon.syntax.roles import evaluate, governing_verb
from selon.syntax.view import View

#: Kinds of cue that make their source a link of the chain; wanting, planning, hoping are states of the actor, told by someone else.
_SPEAKING = frozenset("say announce report claim confirm deny admit hint warn threaten promise ask order propose accuse condemn praise thank apologise welcome refuse think fear doubt estimate show cite offer".split())
_ATTITUDES = frozenset("think fear doubt estimate know hope show".split())
#: Requests that one party makes of another are acts of the outer source's telling, not tellings of their own.
_ACTS_WHEN_TOLD = frozenset("ask order propose offer promise refuse".split())


#: Whoever vows one of these threatens.
_HOSTILE = frozenset({"ASSAULT", "SANCTION", "PROTEST", "REJECT"})
#: What is done to a request, an offer, a charge that another made.
_ACTS_ON_WORDS = frozenset({"refuse", "condemn", "welcome", "praise", "agree"})
#: Acts that concern whomever their content concerns: "promised to reopen the border with ...".
_AIMED = frozenset({"AGREE", "REJECT", "THREATEN"})


@dataclass(slots=True, eq=False)
class Draft:
    """A claim while it is built: tokens and entity numbers. *head* is its predicate or event noun; *owes* the act that it
    leaves to be done (a promise, an announced act), if any."""

    tokens: set[int]
    head: int
    voices: list[Voice]
    act: str
    type: str | None
    trigger: tuple[int, ...]
    actor: tuple[int, ...]
    recipient: tuple[int, ...]
    place: int | None
    certainty: Certainty
    polarity: Polarity
    quote: Quote
    rule: str
    verb: int = -1
    spans: Spans = ()
    sort: tuple[int, int] = (0, 0)
    owes: str | None = None


class Assembler:
    """Makes the claims of one dispatch."""

    def __init__(
        self, view: View, mentions: Mentions, voices: list[Voice], silences: list[Silence], matcher: Matcher, pack: LanguagePack,
        quotations: tuple[Quotation, ...], body_start: int,
    ) -> None:
        self.view = view
        self.mentions = mentions
        self.matcher = matcher
        self.pack = pack
        self.quotations = quotations
        self.body_start = body_start
        silent_verbs = {t for s in silences for t in range(s.first, s.last + 1)}
        self.voices = [v for v in voices if self._speaks(v) and v.report.cue.head not in silent_verbs]
        self.unspoken = {v.report.cue.head for v in voices if not self._speaks(v) and v.report.form == "np"}
        self.speaking = {id(v) for v in self.voices}
        self.silent: set[int] = set()
        for silence in silences:
            self.silent.update(range(silence.first, silence.last + 1))
        self.silences = silences
        self.cue_heads: dict[int, list[Voice]] = {}
        for voice in self.voices:
            for token in {voice.report.cue.head, voice.report.cue.last}:
                self.cue_heads.setdefault(token, []).append(voice)
        self.telling: dict[int, list[Voice]] = {}
        for voice in self.voices:
            for token in voice.report.content:
                self.telling.setdefault(token, []).append(voice)
        self.clauses: set[int] = set()
        for voice in self.voices:
            if voice.report.rule in ("postposed", "according") or voice.report.form == "quote":
                self.clauses |= voice.report.clause
            self.clauses |= set(voice.report.cue_tokens)
        self.done: set[int] = set()

    def _speaks(self, voice: Voice) -> bool:
        report = voice.report
        kind = report.entry.kind
        if kind == "learn" and report.rule == "postposed":
            return True
        if kind not in _SPEAKING and not (kind == "agree" and report.form == "np" and report.entry.act):
            return False
        if kind in ("agree", "praise") and report.form == "np" and report.heads and self.mentions.may_speak(report.heads[0]):
            return False
        if report.cue.entry.pos == "NOUN" and not report.entry.act and report.form == "inf":
            return False
        if kind == "cite" and report.rule == "governed":
            return False
        if kind in _ATTITUDES and report.form not in ("clause", "quote"):
            return False
        if kind in _ACTS_WHEN_TOLD and report.form in ("inf", "np") and voice.parent is not None and voice.parent.report.form != "np":
            return False
        if report.said_noun is not None:
            return True
        if kind in ("say", "report", "announce", "show", "claim") and report.form == "np" and report.rule == "governed" and not report.entry.act:
            return kind in ("confirm", "report", "announce") and self._eventful(report)
        if report.rule == "governed" and not voice.sources and not report.source and kind in ("think", "know", "estimate", "fear"):
            return False
        return True

    def _eventful(self, report: Report) -> bool:
        """Whether the noun phrase of an "announced X" names an event."""
        head = report.heads[0]
        return self.matcher.at(head) is not None or self.view.pos[head] == "PRON"

    # -- all claims --------------------------------------------------------------------------

    def assemble(self) -> list[Draft]:
        """The claims in order of their first word."""
        drafts: list[Draft] = []
        for voice in self.voices:
            drafts.extend(self._of_voice(voice))
        drafts.extend(self._agency_voice())
        kept = [d for d in drafts if d.tokens and self.view.start[min(d.tokens)] >= self.body_start]
        for draft in kept:
            draft.spans = self._spans(draft)
            draft.sort = (draft.spans[0].start, -sum(s.end - s.start for s in draft.spans)) if draft.spans else (0, 0)
        return sorted((d for d in kept if d.spans), key=lambda d: d.sort)

    def _of_voice(self, voice: Voice) -> list[Draft]:
        report = voice.report
        if self._is_object_of_act(report):
            return []
        performed = report.entry.act or None
        if performed and report.form in ("clause", "inf") and report.entry.kind in ("refuse", "deny") and self._cue_factuality(report)[1] == "negative":
            performed = None  # "did not rule out that": the content stays open
        if report.said_noun is not None and not (performed and report.entry.kind in ("refuse", "condemn", "welcome", "praise", "accuse", "agree")):
            performed = report.said_noun.act or ("pledge" if report.said_noun.kind in ("plan", "want", "promise") else performed)
        if performed and not self._tells_more(voice):
            return [self._performed(voice, performed)]
        drafts: list[Draft] = []
        for head in self._heads(report):
            drafts.extend(self._propositions(head, report.content, voice))
        return drafts

    def _tells_more(self, voice: Voice) -> bool:
        """A performing cue around a whole quotation or clause of its own event: the content speaks for itself."""
        report = voice.report
        return report.form == "quote" and report.entry.kind not in ("deny", "accuse")

    def _heads(self, report: Report) -> list[int]:
        view = self.view
        heads = [h for h in report.heads if h in report.content]
        if not heads:
            heads = [t for t in sorted(report.content) if view.head[t] not in report.content or view.head[t] == t]
        return [h for h in heads if view.pos[h] != "PUNCT"]

    # -- performed acts ----------------------------------------------------------------------

    def _performed(self, voice: Voice, act: str) -> Draft:
        view, report = self.view, voice.report
        tokens = set(report.content) - self._inner_told(report.content, voice)
        actor = voice.sources
        recipient = self._numbers(evaluate(view, report.cue.head, report.entry.recipient, self.pack) if report.entry.recipient else (), voice)
        head = report.heads[0] if report.heads else min(report.content)
        if not recipient and report.entry.recipient:
            recipient = self._numbers(evaluate(view, report.cue.last, report.entry.recipient, self.pack), voice)
        if not recipient and report.form == "np" and report.entry.kind in ("condemn", "refuse", "welcome", "praise"):
            recipient = self._owner(head, voice)
        if not recipient and report.entry.recipient and self._type(act) in _AIMED:
            recipient = self._numbers(self.matcher.aimed_at(head), voice)
        if report.entry.kind in ("warn", "threaten", "promise") and report.form == "clause" and view.is_predicate(head):
            would = self._numbers(view.subject(head), voice)
            if would:
                actor = would
        actor = actor or voice.sources
        if self._type(act) == "AGREE" and report.form in ("inf", "clause") and self._type_at(head) in _HOSTILE:
            act = "threaten"
        own = self.matcher.typed(report.cue.head)
        if own is not None and own.pattern.weight >= 5 and self._type(own.pattern.act) != self._type(act):
            # a pattern of many words knows better than the cue: "a condamné un poète à six ans de camp"
            act, actor = own.pattern.act, self._numbers(own.actor, voice) or actor
            recipient = self._numbers(own.recipient, voice)
        recipient = tuple(n for n in recipient if n not in actor)
        certainty: Certainty = "certain"
        polarity: Polarity = "negative" if report.entry.polarity == "negative" else "positive"
        cue_certainty, cue_polarity = factuality(view, report.cue.head, set(report.cue_tokens) | set(report.clause), self.pack, reported_in_past=False, governed=False)
        if cue_polarity == "negative":
            polarity = "positive" if polarity == "negative" else "negative"
        certainty = weaker(certainty, cue_certainty if voice.parent is None else None)
        return Draft(
            tokens, head, self._lineage(voice), act, self._type(act), tuple(report.cue_tokens), actor, recipient, None,
            certainty, polarity, quote_kind(tokens, view), f"cue:{report.entry.lemma}:{report.entry.kind}", verb=report.cue.head,
            owes=self._opened(act, head),
        )

    def _is_object_of_act(self, report: Report) -> bool:
        """"rejected a request to ...": the rejection is the act, the request only what it is about."""
        if report.cue.entry.pos != "NOUN":
            return False
        verb = governing_verb(self.view, report.cue.head)
        return verb is not None and any(
            v.report.entry.act and v.report.entry.kind in _ACTS_ON_WORDS and v.report.cue.head == verb and v.report is not report for v in self.voices
        )

    def _type_at(self, head: int) -> str | None:
        match = self.matcher.typed(head)
        return self._type(match.pattern.act) if match is not None else None

    def _owner(self, noun: int, voice: Voice) -> tuple[int, ...]:
        return self._numbers(self.matcher.concerned(noun), voice)

    def _inner_told(self, content: set[int], voice: Voice) -> set[int]:
        """Tokens of reporting clauses inside *content* ("selon eux") that belong to no content."""
        inner: set[int] = set()
        for other in self.voices:
            if other is not voice and other.report.rule in ("according", "postposed") and other.report.clause <= content:
                inner |= other.report.clause
        return inner

    # -- propositions ------------------------------------------------------------------------

    def _propositions(self, head: int, content: set[int], voice: Voice | None) -> list[Draft]:
        """The claims of one clause: itself, its coordinated clauses, its eventful relative clauses and nouns."""
        view = self.view
        if head in self.done and voice is None:
            return []
        drafts: list[Draft] = []
        parts = [head]
        for c in view.kids(head, "conj", "para"):
            if c in content and view.is_predicate(c) and (view.is_finite(c) or view.role[c] == "conj") and not self._covered(c, voice):
                parts.append(c)
        parts.extend(c for c in self._contrasts(head) if c in content and not self._covered(c, voice))
        for part in parts:
            if self._is_told_elsewhere(part, voice):
                continue
            cut = self._cut(part, parts, content, voice)
            tokens = {t for t in view.subtree(part) if t in content} - cut
            if part != head:
                for deeper in view.kids(part, "conj"):
                    if view.is_predicate(deeper) and deeper in content and deeper not in parts:
                        drafts.extend(self._propositions(deeper, content, voice))
                        tokens -= set(view.subtree(deeper))
            tokens = self._edges(tokens)
            if not tokens:
                continue
            draft = self._claim(part, tokens, voice)
            if draft is not None:
                drafts.append(draft)
                self.done.add(part)
            drafts.extend(self._relative_clauses(part, tokens, voice))
            drafts.extend(self._nouns(part, tokens, voice, draft))
        return drafts

    def _contrasts(self, head: int) -> list[int]:
        """Clauses set beside the main one: "while B did that", "tandis que B": claims of their own."""
        view = self.view
        return [
            c for c in view.kids(head, "advcl")
            if view.is_predicate(c) and view.is_finite(c) and view.kid(c, "subj", "subj:pass") is not None
            and any(view.word[m].lower() in self.pack.contrast_words for m in view.subtree(c) if m < c and view.role[m] in ("mark", "adv", "flat", "case"))
        ]

    def _covered(self, token: int, voice: Voice | None) -> bool:
        """Whether a deeper voice than *voice* already tells *token*."""
        return any(
            other is not voice and (voice is None or len(other.report.content) < len(voice.report.content)) for other in self.telling.get(token, ())
        )

    def _is_told_elsewhere(self, token: int, voice: Voice | None) -> bool:
        """Whether *token* is the cue of another voice: its content makes the claims."""
        return any(other is not voice and other.report.rule != "according" for other in self.cue_heads.get(token, ())) or (
            voice is None and token in self.clauses
        )

    def _cut(self, part: int, parts: list[int], content: set[int], voice: Voice | None) -> set[int]:
        """What a claim leaves out: other clauses that are claims of their own, reporting clauses, silences."""
        view = self.view
        cut: set[int] = set()
        for other in parts:
            if other != part:
                if part in view.subtree(other):
                    continue
                cut |= set(view.subtree(other))
        for other_voice in self.voices:
            report = other_voice.report
            if other_voice is voice:
                continue
            if report.rule in ("postposed", "according"):
                # a participle with a content of its own may stand in that clause: "a déclaré X, ajoutant que ..."
                inside = voice is not None and set(voice.report.cue_tokens) <= report.clause
                cut |= report.clause - voice.report.content if inside and voice is not None else report.clause
            elif report.rule == "governed" and report.form in ("clause", "inf", "np") and view.role[report.cue.head] in ("advcl", "acl", "conj", "rel", "para") and part not in view.subtree(report.cue.head):
                cut |= set(view.subtree(report.cue.head))
        cut |= self.silent & self._silence_tails(part)
        return cut

    def _silence_tails(self, part: int) -> set[int]:
        tails: set[int] = set()
        for silence in self.silences:
            if silence.anchor != part and part not in range(silence.first, silence.last + 1):
                tails.update(range(silence.first, silence.last + 1))
        return tails

    def _edges(self, tokens: set[int]) -> set[int]:
        view = self.view
        kept = sorted(tokens)
        while kept and (view.pos[kept[0]] in ("PUNCT", "CCONJ") and view.word[kept[0]] != "(" or (view.role[kept[0]] == "mark" and view.word[kept[0]].lower() in self.pack.subordinators and view.role[view.head[kept[0]]] != "advcl")):
            kept.pop(0)
        while kept and (view.pos[kept[-1]] in ("PUNCT", "CCONJ") and view.word[kept[-1]] != ")"):
            kept.pop()
        return set(kept)

    def _claim(self, head: int, tokens: set[int], voice: Voice | None) -> Draft | None:
        view = self.view
        words = [t for t in tokens if view.pos[t] in ("NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV") or view.is_predicate(t)]
        if not words or len(words) < 2 and not view.is_predicate(head) and (voice is None or voice.report.form not in ("np", "quote")):
            return None
        if self._is_silence(head):
            return None
        if voice is None and not view.is_predicate(head):
            return None
        match, verb = self._event(head)
        actor, recipient, act, type_, rule = self._roles(match, verb, voice)
        report = voice.report if voice is not None else None
        governed = report is not None and report.rule == "governed" and report.form in ("clause", "inf")
        past = report is not None and (view.finite(report.cue.head).tense == "past" or not view.is_finite(report.cue.head) or bool(view.kids(report.cue.head, "aux")))
        certainty, polarity = factuality(view, verb, tokens, self.pack, reported_in_past=past, governed=governed)
        if report is not None:
            certainty = weaker(certainty, report.entry.certainty)
            if report.entry.polarity == "negative":
                polarity = "negative" if polarity == "positive" else "positive"
            cue_certainty, cue_polarity = self._cue_factuality(report)
            if cue_polarity == "negative" and report.entry.kind in ("refuse", "deny"):
                certainty, polarity = weaker(certainty, "possible"), "positive"
            if report.entry.kind in ("report", "say", "claim") and not report.source and view.is_passive(report.cue.head):
                certainty = weaker(certainty, "possible")  # "was reported to have": hearsay
            if cue_polarity == "negative" and report.entry.kind in ("say", "confirm", "think", "know"):
                certainty = weaker(certainty, "unknown")
            certainty = weaker(certainty, cue_certainty if cue_certainty != "certain" and not self.pack.hearsay_conditional else None)
        return Draft(
            tokens, head, self._lineage(voice), act, type_, (match.trigger if match else verb,), actor, recipient, self._place(verb, tokens),
            certainty, polarity, quote_kind(tokens, view) if voice is not None else "none", rule, verb=verb,
            owes=self._opened(act, head) or (act if actor and certainty == "certain" and self._is_to_come(head, governed and past) else None),
        )

    def _opened(self, act: str, head: int) -> str | None:
        """The act that *act* leaves owed: what the acts table says; ``content`` is what its infinitive or clause names."""
        row = acts().get(act)
        if row is None or not row["opens"]:
            return None
        if row["opens"] != "content":
            return row["opens"]
        view = self.view
        inner = [head, *view.kids(head, "xcomp", "acl", "comp", "gerund")]
        for t in inner:
            if not view.is_predicate(t):
                continue
            match = self.matcher.at(t)
            if match is not None and match.pattern.act != act:
                return match.pattern.act
            if match is None and (t != head or not view.kids(head, "xcomp")):
                return normal_act(view.lemma[t])
        return act

    def _is_to_come(self, head: int, seen_from_past: bool) -> bool:
        """Whether the clause announces an act to come: a future, or its past form under a reporting verb, or a plan."""
        view = self.view
        form = view.finite(head)
        planned = view.lemma[head] in self.pack.plan_verbs and bool(view.kids(head, "xcomp"))
        if any(view.role[m] == "mark" and view.word[m].lower() in self.pack.condition_words for m in view.children[head]):
            return False
        return planned or form.tense == "fut" or (seen_from_past and form.mood == "cnd")

    def _cue_factuality(self, report: Report) -> tuple[Certainty, Polarity]:
        if report.cue.entry.pos not in ("VERB", "ADJ"):
            return "certain", "positive"
        tokens = set(report.cue_tokens) | report.clause
        return factuality(self.view, report.cue.head, tokens, self.pack, reported_in_past=False, governed=True)

    def _is_silence(self, head: int) -> bool:
        return any(silence.anchor == head or (head in range(silence.first, silence.last + 1) and self.view.is_predicate(head)) for silence in self.silences)

    def _event(self, head: int) -> tuple[Match | None, int]:
        """The event of a clause: the pattern at its predicate, or down its infinitives, or at the noun it carries."""
        view = self.view
        verb = head
        seen: list[int] = []
        while True:
            match = self.matcher.at(verb)
            seen.append(verb)
            if match is not None and (acts().get(match.pattern.act, {}).get("type") or not view.kids(verb, "xcomp")):
                return match, verb
            deeper = [c for c in view.kids(verb, "xcomp", "comp") if view.is_predicate(c) and c not in seen and (view.role[c] == "xcomp" or not view.is_finite(c))]
            if not deeper:
                break
            verb = deeper[0]
        for candidate in seen:
            for c in view.kids(candidate, "advcl"):
                if c > candidate and not view.is_finite(c) and view.kid(c, "mark") is not None and view.verbal.get(c) is not None and view.verbal[c].mood == "inf":
                    purpose = self.matcher.at(c)
                    if purpose is not None and acts().get(purpose.pattern.act, {}).get("type") and self.matcher.at(head) is None:
                        return purpose, c
        for candidate in seen:
            for role in ("obj", "subj:pass", "attr"):
                for c in view.kids(candidate, role):
                    nominal = self.matcher.at(c) if view.pos[c] == "NOUN" else None
                    if nominal is not None and acts().get(nominal.pattern.act, {}).get("type"):
                        return nominal, candidate
        first = self.matcher.at(head)
        return first, head if first is not None else seen[-1]

    def _roles(self, match: Match | None, verb: int, voice: Voice | None) -> tuple[tuple[int, ...], tuple[int, ...], str, str | None, str]:
        view = self.view
        if match is not None:
            typed = self._type(match.pattern.act) is not None
            actor = self._numbers(match.actor, voice, found_new=typed and view.pos[match.trigger] == "VERB")
            if not actor and view.pos[match.trigger] == "NOUN" and match.pattern.actor:
                actor = self._numbers(view.subject(verb), voice)
            recipient = tuple(n for n in self._numbers(match.recipient, voice) if n not in actor)
            if not recipient and match.recipient and match.pattern.recipient:
                speaker = voice.sources if voice is not None else ()
                owners = dict.fromkeys(n for t in match.recipient for n in self.mentions.owner_of(t, speaker=speaker))
                recipient = tuple(n for n in owners if n not in actor)
            act = match.pattern.act
            ahead = ":ahead" if self.matcher.is_ahead(verb) else ""
            return actor, recipient, act, self._type(act), f"event:{match.pattern.lemma}:{act}{ahead}"
        actor = tuple(n for n in self._numbers(view.subject(verb), voice) if self.mentions.drafts[n].kind != "place")
        recipient = tuple(
            n for n in self._numbers(view.object(verb) + evaluate(view, verb, "dat", self.pack), voice)
            if n not in actor and self.mentions.drafts[n].kind in ("person", "country", "organization", "agency") and self._is_party(n)
        )
        act = normal_act(view.lemma[verb])
        return actor, recipient, act, None, "syntax"

    def _is_party(self, number: int) -> bool:
        draft = self.mentions.drafts[number]
        return draft.named or bool(draft.roles)

    def _numbers(self, tokens: Sequence[int], voice: Voice | None, *, found_new: bool = False) -> tuple[int, ...]:
        speaker = voice.sources if voice is not None else ()
        found: list[int] = []
        for token in tokens:
            numbers = self.mentions.entities_of(token, speaker=speaker, found=found_new)
            for number in numbers:
                number = self._as_power(token, number)
                if number not in found:
                    found.append(number)
        return tuple(found)

    def _as_power(self, token: int, number: int) -> int:
        """A thing that carries a nationality acts for its country: "un avion militaire français"."""
        draft = self.mentions.drafts[number]
        if draft.kind == "organization" and not draft.named and not draft.roles and draft.country and draft.known is None:
            return self.mentions.country(draft.country)
        return number

    def _place(self, verb: int, tokens: set[int]) -> int | None:
        for t in sorted(tokens):
            numbers = self.mentions.entities_of(t) if t in self.mentions.phrases and t in tokens else ()
            if len(numbers) == 1 and self.mentions.drafts[numbers[0]].kind in ("place", "country") and self.view.case(t) in self.pack.place_cases and self.view.role[t] in ("obl", "nmod"):
                return numbers[0]
        return None

    def _type(self, act: str) -> str | None:
        row = acts().get(act)
        return (row["type"] or None) if row is not None else None

    def _lineage(self, voice: Voice | None) -> list[Voice]:
        if voice is None:
            return []
        return [v for v in voice.lineage() if id(v) in self.speaking or v is voice]

    # -- clauses and nouns inside ------------------------------------------------------------

    def _relative_clauses(self, part: int, tokens: set[int], voice: Voice | None) -> list[Draft]:
        view = self.view
        drafts: list[Draft] = []
        for t in sorted(tokens):
            if view.role[t] != "rel" or not view.is_predicate(t) or not view.is_finite(t) or t in self.done or self._covered(t, voice):
                continue
            if self._is_told_elsewhere(t, voice) or self._is_silence(t):
                continue
            match = self.matcher.at(t)
            if match is None or not self._type(match.pattern.act):
                continue
            subtree = self._edges({x for x in view.subtree(t) if x in tokens})
            draft = self._claim(t, subtree, voice)
            if draft is not None:
                draft.rule = "relative:" + draft.rule
                if voice is not None and draft.quote == "indirect":
                    draft.voices = []
                    draft.quote = "none"
                drafts.append(draft)
                self.done.add(t)
        return drafts

    def _nouns(self, part: int, tokens: set[int], voice: Voice | None, outer: Draft | None) -> list[Draft]:
        """Event nouns that report something new: an indefinite noun phrase with parties of its own."""
        view = self.view
        drafts: list[Draft] = []
        taken = set(outer.trigger) if outer is not None else set()
        for t in sorted(tokens):
            if view.pos[t] != "NOUN" or t in taken or t in self.done or self._covered(t, voice):
                continue
            if view.role[t] in ("obj", "subj", "subj:pass", "attr", "compound"):
                continue
            determiner = next((c for c in view.children[t] if view.role[c] == "det"), None)
            if determiner is None or view.word[determiner].lower() in self.pack.definite or view.word[determiner].lower() in self.pack.possessives or view.word[determiner].lower() in self.pack.negative_determiners:
                continue
            match = self.matcher.at(t)
            if match is None or not self._type(match.pattern.act):
                continue
            actor = self._numbers(match.actor, voice)
            if not actor:
                continue
            subtree = self._edges({x for x in view.subtree(t, ("rel", "conj", "cc", "punct")) if x in tokens and view.role[x] != "case" or x in view.subtree(t) and x > t and x in tokens and view.role[x] == "case"})
            recipient = tuple(n for n in self._numbers(match.recipient, voice) if n not in actor)
            drafts.append(Draft(
                subtree, t, self._lineage(voice), match.pattern.act, self._type(match.pattern.act), (t,), actor, recipient, self._place(t, subtree),
                "certain", "positive", quote_kind(subtree, view) if voice is not None else "none", f"noun:{match.pattern.lemma}:{match.pattern.act}", verb=t,
            ))
        return drafts

    # -- the agency's own voice --------------------------------------------------------------

    def _agency_voice(self) -> list[Draft]:
        view = self.view
        told = set(self.telling)
        drafts: list[Draft] = []
        for begin, end in view.sentences:
            if view.start[begin] < self.body_start:
                continue
            content = {t for t in range(begin, end) if t not in told and t not in self.clauses}
            roots = [t for t in range(begin, end) if view.head[t] == t]
            for root in roots:
                drafts.extend(self._own(root, set(range(begin, end)), content))
            # eventful relative clauses of reporting clauses: "who backs ..., said"
            for t in range(begin, end):
                if t not in told and t not in self.done and view.role[t] == "rel" and view.is_predicate(t) and not self._is_silence(t) and not self._is_told_elsewhere(t, None):
                    match = self.matcher.at(t)
                    if match is not None and self._type(match.pattern.act):
                        tokens = self._edges({x for x in view.subtree(t) if x not in told})
                        draft = self._claim(t, tokens, None)
                        if draft is not None:
                            draft.rule = "relative:" + draft.rule
                            drafts.append(draft)
                            self.done.add(t)
        return drafts

    def _own(self, head: int, sentence: set[int], content: set[int]) -> list[Draft]:
        """Clauses of a sentence that nobody is said to tell."""
        view = self.view
        drafts: list[Draft] = []
        heads = [head]
        k = 0
        while k < len(heads):
            heads.extend(c for c in [*view.kids(heads[k], "conj", "para"), *self._contrasts(heads[k])] if view.is_predicate(c) and c not in heads)
            k += 1
        for h in heads:
            if h not in content or h in self.done or self._is_told_elsewhere(h, None) or self._is_silence(h) or self._only_introduces(h):
                continue
            tokens = {t for t in view.subtree(h) if t in sentence}
            for other in heads:
                if other != h and other in tokens:
                    tokens -= set(view.subtree(other))
            tokens -= self._cut(h, [h], content, None)
            tokens &= content
            tokens = self._edges(tokens)
            if len(tokens) < 2 or h not in tokens:
                continue
            draft = self._claim(h, tokens, None)
            if draft is not None:
                drafts.append(draft)
                self.done.add(h)
            drafts.extend(self._relative_clauses(h, tokens, None))
        return drafts

    def _only_introduces(self, head: int) -> bool:
        """"X ont fait part de leur préoccupation, estimant que ...": the participle's content is the claim."""
        return head in self.unspoken and any(
            v.report.cue.head in self.view.children[head] and self.view.role[v.report.cue.head] in ("advcl", "acl") for v in self.voices
        )

    # -- spans -------------------------------------------------------------------------------

    def _spans(self, draft: Draft) -> Spans:
        """The claim's words: a direct quotation without its outer marks, a mixed one with them; editors' brackets
        inside a direct quotation are cut out."""
        view = self.view
        tokens = set(draft.tokens)
        if draft.quote == "direct":
            tokens -= self._editors_brackets(tokens)
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
            spans = with_marks(spans, view.text, self.quotations)
        return spans

    def _editors_brackets(self, tokens: set[int]) -> set[int]:
        view = self.view
        inside: set[int] = set()
        for t in sorted(tokens):
            if view.word[t] == "(" and t not in inside:
                end = view.sentences[view.sent[t]][1]
                close = next((k for k in range(t, end) if view.word[k] == ")"), None)
                if close is not None:
                    inside.update(range(t, close + 1))
        return inside


def trimmed(span: Span, text: str) -> Span:
    """*span* without commas and space at its edges."""
    start, end = span
    while start < end and text[start] in " ,;\n\t\u00a0\u202f":
        start += 1
    while end > start and text[end - 1] in " ,;\n\t\u00a0\u202f":
        end -= 1
    return Span(start, end)


def normal_act(lemma: str) -> str:
    """A lemma as an act's name: lower case letters joined by ``_``."""
    return "_".join("".join(c if c.isalnum() else " " for c in lemma.lower()).split()) or "state"
