"""Reports to Attributions: spans, source entities, carriers, and who stands inside whom."""

from __future__ import annotations

from dataclasses import dataclass

from selon.attributions.resumed import as_body, resumed
from selon.attributions.scene import Report
from selon.lang.pack import LanguagePack
from selon.mentions.pronouns import genders_of
from selon.mentions.resolve import Mentions
from selon.model.attribution import Quote
from selon.model.text import Span, Spans
from selon.syntax.quotation import Quotation
from selon.syntax.roles import possessors
from selon.syntax.view import View


@dataclass(slots=True, eq=False)
class Voice:
    """A report with its references resolved: *sources* and *relays* are entity numbers of ``Mentions``;
    *parent* is the smallest voice around it."""

    report: Report
    sources: tuple[int, ...]
    relays: tuple[int, ...]
    parent: Voice | None = None
    same_as: Voice | None = None

    def lineage(self) -> list[Voice]:
        """This voice and those around it, innermost first."""
        found: list[Voice] = []
        voice: Voice | None = self
        while voice is not None and voice not in found:
            found.append(voice)
            voice = voice.parent
        return found


def resolve_voices(reports: list[Report], view: View, mentions: Mentions, pack: LanguagePack) -> list[Voice]:
    """Voices of *reports*, in the same order, sources and carriers resolved and nesting told."""
    voices: list[Voice] = []
    for report in sorted(reports, key=lambda r: (r.cue_tokens[0], r.implicit)):
        voices.append(Voice(report, (), ()))
    _citing_contents(voices, view)
    _free_relays(voices, view)
    _nest(voices)
    for voice in voices:
        report = voice.report
        if report.quotation >= 0 and view.quoted[report.cue.head] != report.quotation:
            # who speaks stands outside the quotation
            report.source = [t for t in report.source if view.quoted[t] != report.quotation]
        voice.sources = _sources(voice, voices, view, mentions)
        voice.relays = _relays(voice, view, mentions, pack)
    for voice in voices:
        if voice.parent is not None and not voice.sources and _is_first_person(voice, view, mentions):
            voice.sources = voice.parent.sources  # "« Nous voulons la paix », a dit X": X is told after "nous"
    _keep_carriers(voices, view)
    return [voice for voice in voices if voice.report.content]


def _citing_contents(voices: list[Voice], view: View) -> None:
    """ "X, citing Y, reported that Z": give Y the content of the report whose clause or verb the citing hangs on."""
    for voice in voices:
        report = voice.report
        if report.rule != "citing" or report.content:
            continue
        hosts = [v.report for v in voices if v.report is not report and v.report.content and v.report.rule != "citing"]
        for host in hosts:
            if report.cue_tokens[0] in host.clause or _shares_subject(host, report, view):
                report.content = set(host.content)
                report.heads = list(host.heads)
                report.quotation = host.quotation
                report.relay_of = host
                break


def _free_relays(voices: list[Voice], view: View) -> None:
    """ "X a précisé que Z, selon Y", "..., rapporte Y": what Y is named in is no part of what X says, where Y tells that X said it; and in "Z, a précisé X,
    selon Y", Y tells that X said it."""
    for voice in voices:
        if voice.report.rule not in ("according", "postposed") or not voice.report.clause:
            continue
        segment = set(voice.report.clause)
        for other in voices:
            if other is voice:
                continue
            if voice.report.rule == "according" and other.report.rule == "postposed" and _closes(voice.report, other.report, view):
                voice.report.content |= other.report.clause - segment
                voice.report.heads = [other.report.cue.head]
            if segment & other.report.content and set(other.report.cue_tokens) <= voice.report.content and other.report.content - segment:
                other.report.content -= segment
                last = max(other.report.content)
                if view.word[last] == "," and last + 1 in segment:
                    other.report.content.discard(last)


def _closes(according: Report, postposed: Report, view: View) -> bool:
    """Whether *according* stands right behind the clause of *postposed*, and both tell the same."""
    first = min(according.clause)
    own = {t for t in postposed.clause if t < first and view.word[t] != ","}
    between = range(max(own, default=first) + 1, first)
    return postposed.cue.head in own and all(view.word[t] == "," for t in between) and according.heads == postposed.heads


def _shares_subject(host: Report, citing: Report, view: View) -> bool:
    """Whether the citing participle hangs on the host's source or cue, in one sentence: "X, citing Y, reported"."""
    if view.sent[host.cue_tokens[0]] != view.sent[citing.cue_tokens[0]] or set(citing.cue_tokens) <= host.content:
        return False
    governors = {citing.cue.head, *list(view.ancestors(citing.cue.head))[:2]}
    return bool(governors & {*host.cue_tokens, *host.source})


def _nest(voices: list[Voice]) -> None:
    for voice in voices:
        if voice.report.settled and voice.report.form == "np":
            continue  # "..., a charge made by Oslo": that Oslo made it, the writer adds
        best: Voice | None = None
        for other in voices:
            if other is voice or not other.report.content or other.report.aside:
                continue
            if voice.report.relay_of is other.report:
                best = other
                break
            if set(voice.report.cue_tokens) <= other.report.content and not set(other.report.cue_tokens) <= voice.report.content:
                if best is None or len(other.report.content) < len(best.report.content):
                    best = other
        voice.parent = best


def _keep_carriers(voices: list[Voice], view: View) -> None:
    """A carrier stays in force while the same source goes on in the same or the next sentence or two."""
    speaking: Voice | None = None
    for voice in voices:
        if not voice.sources or voice.report.form not in ("clause", "quote", "inf") or not voice.report.content:
            continue
        if speaking is not None and speaking.relays and not voice.relays and voice.sources == speaking.sources and voice.parent is None:
            if view.sent[voice.report.cue_tokens[0]] - view.sent[speaking.report.cue_tokens[0]] <= 2:
                voice.relays = speaking.relays
        if voice.parent is None:
            speaking = voice


def _sources(voice: Voice, voices: list[Voice], view: View, mentions: Mentions) -> tuple[int, ...]:
    numbers: list[int] = []
    speaker = voice.parent.sources if voice.parent is not None else ()
    report = voice.report
    opening = min((t for t in report.content if report.quotation >= 0 and view.quoted[t] == report.quotation), default=len(view))
    for token in report.source:
        if token in voice.report.content and view.lemma[token] in mentions.pack.relatives:  # "X, guide à Y, a assuré qu'on parlait": "qu'" is no source
            numbers.extend(n for t in view.subject(voice.report.cue.head) for n in mentions.entities_of(t, found=True) if n not in numbers)
            continue
        before = min(token, opening)  # none of those told of in a quotation speaks it
        again = resumed(voice, voices, token, view, mentions)
        if again:
            mentions.retell(token, again[0])
        found = _authors(voice, voices, view, token, mentions) or mentions.entities_of(token, speaker=speaker, before=before, found=True)
        if not found or (view.pos[token] == "PRON" and _is_third_person(view, token, mentions)):
            pronoun = _last_speaker(voice, voices, view, token, mentions)
            if pronoun:
                found = pronoun
        found = found or _beside(token, view, mentions)
        numbers.extend(n for n in found if n not in numbers)
    for draft in (mentions.drafts[n] for n in numbers):
        if draft.kind == "place" and voice.report.rule in ("governed", "postposed", "according"):
            as_body(draft)  # "River Mission demanded": no place of that name is known, and places demand nothing
    return tuple(numbers)


def _beside(token: int, view: View, mentions: Mentions) -> tuple[int, ...]:
    """Who is meant by a source that the parser or the encoder heads wrongly: the noun that an adjective belongs to ("senior" for "a senior official"), the
    subject of a participle ("un responsable ayant requis l'anonymat"), the name that stands beside a word of no known kind."""
    if view.pos[token] == "ADJ" and view.role[token] in ("amod", "nmod", "compound") and mentions.may_speak(view.head[token]):
        return mentions.entities_of(view.head[token], found=True)
    if view.pos[token] == "VERB":
        return tuple(dict.fromkeys(n for t in view.subject(token) if t < token and mentions.may_speak(t) for n in mentions.entities_of(t, found=True)))
    if view.pos[token] in ("PRON", "DET"):
        return ()
    names = [c for c in view.children[token] if view.role[c] in ("appos", "flat", "nmod") and not view.kids(c, "case") and mentions.may_speak(c)]
    return mentions.entities_of(names[0]) if names else ()


def _authors(voice: Voice, voices: list[Voice], view: View, token: int, mentions: Mentions) -> tuple[int, ...]:
    """Who stands behind a document that speaks: its owner ("un communiqué du ministère"), whoever an earlier clause said it from
    ("X said in a joint statement ... the statement said"), or issued it ("X issued a statement")."""
    if view.pos[token] != "NOUN" or mentions.may_speak(token):
        return ()
    if view.lemma[token] in mentions.pack.document_words:
        owners = _owners(token, view, mentions)
        if owners:
            return owners
    cue = voice.report.cue_tokens[0]
    for other in sorted(voices, key=lambda v: -v.report.cue_tokens[0]):
        if other.report.cue_tokens[0] >= cue or not other.sources or view.sent[cue] - view.sent[other.report.cue_tokens[0]] > 4:
            continue
        told_in = {t for t in other.report.clause if t not in other.report.source and view.role[t] == "obl"}
        if any(view.lemma[t] == view.lemma[token] for t in told_in):
            return other.sources
    if view.lemma[token] not in mentions.pack.document_words:
        return ()
    first = view.sentences[max(0, view.sent[token] - 3)][0]
    for earlier in range(token - 1, first - 1, -1):
        if view.lemma[earlier] == view.lemma[token] and view.pos[earlier] == "NOUN":
            return _owners(earlier, view, mentions)
    return ()


def _owners(token: int, view: View, mentions: Mentions) -> tuple[int, ...]:
    """Whose document the noun *token* is: its possessor, its author ("by X"), or the subject that issues it."""
    authors = [t for t in possessors(view, token, mentions.pack) if mentions.may_speak(t)]
    authors += [t for t in view.kids(token, "nmod", "agent") if view.case(t) in mentions.pack.agent and mentions.may_speak(t)]
    if not authors and view.role[token] == "obj" and view.is_predicate(view.head[token]):
        authors = [t for t in view.subject(view.head[token]) if mentions.may_speak(t)]
    return tuple(dict.fromkeys(n for t in authors for n in mentions.entities_of(t)))


def _is_first_person(voice: Voice, view: View, mentions: Mentions) -> bool:
    rules = [mentions.pack.pronouns.get(view.word[t].lower()) for t in voice.report.source]
    return bool(rules) and all(rule is not None and rule[0] == 1 for rule in rules)


def _is_third_person(view: View, token: int, mentions: Mentions) -> bool:
    rule = mentions.pack.pronouns.get(view.word[token].lower().lstrip("-"))
    return rule is not None and rule[0] == 3


def _last_speaker(voice: Voice, voices: list[Voice], view: View, token: int, mentions: Mentions) -> tuple[int, ...]:
    """A pronoun that speaks is the one who spoke last, where number and kind allow; nobody here where that one is told to be of the other gender."""
    rule = mentions.pack.pronouns.get(view.word[token].lower().lstrip("-"))
    if rule is None or rule[0] != 3:
        return ()
    plural = rule[1] == "plur"
    genders = set() if plural else genders_of(mentions, token)
    body: tuple[int, ...] | None = None
    for other in sorted(voices, key=lambda v: -v.report.cue_tokens[0]):
        if other is voice or other.report.cue_tokens[0] >= voice.report.cue_tokens[0] or not other.sources:
            continue
        if other.parent is not None or other.report.entry.kind in ("want", "plan", "know", "learn", "hope"):
            continue  # whoever is told of, or only wants, has not spoken
        if view.finite(other.report.cue.head).mood == "inf" and other.report.rule == "governed":
            continue  # "le gouvernement a attendu avant d'informer les députés": nor has who may do so
        if view.sent[voice.report.cue_tokens[0]] - view.sent[other.report.cue_tokens[0]] > 3:
            break
        if set(other.report.cue_tokens) <= voice.report.content:
            continue
        draft = mentions.drafts[other.sources[0]]
        many = len(other.sources) > 1 or draft.plural
        if rule[2] == "thing" and not many:
            as_body(draft)
        if many != plural:
            if plural and body is None:
                body = other.sources if draft.kind == "organization" else ()
            continue
        if rule[2] == "person" and draft.kind != "person" and voice.report.rule != "according" or rule[2] == "thing" and draft.kind == "person":
            continue
        if genders and draft.genders and not genders & draft.genders:
            return ()
        return _acted_since(other, voice, token, view, mentions, genders) or other.sources
    return body or ()  # "Police said ... they said"


def _acted_since(other: Voice, voice: Voice, token: int, view: View, mentions: Mentions, genders: set[str]) -> tuple[int, ...]:
    """The one person by name whom the sentence before the pronoun *token* is about, in the same paragraph and after *other* spoke: "The minister, Ann Kale,
    gave them until Friday. "...", she said."."""
    first = min((*voice.report.content, token))
    sentence = view.sent[first] - 1
    if sentence < 0 or sentence <= view.sent[other.report.cue_tokens[0]]:
        return ()
    begin, end = view.sentences[sentence]
    root = next((k for k in range(begin, end) if view.head[k] == k), begin)
    subject = view.subject(root)
    if len(subject) != 1 or "\n" in view.text[view.start[begin] : view.start[token]]:
        return ()
    found = mentions.entities_of(subject[0])
    drafts = [mentions.drafts[n] for n in found]
    if len(drafts) != 1 or drafts[0].kind != "person" or not drafts[0].named or drafts[0].plural:
        return ()
    return () if genders and drafts[0].genders and not genders & drafts[0].genders else found


def _relays(voice: Voice, view: View, mentions: Mentions, pack: LanguagePack) -> tuple[int, ...]:
    """Agencies and other media that the reporting clause names besides the source: "told Yonhap", "cité par RFI"."""
    report = voice.report
    if report.implicit and report.clause:
        return ()
    tokens: set[int] = set(report.clause)
    anchors = {report.cue.head, report.cue.last, *report.source}
    if not tokens or report.rule in ("according",):
        for anchor in anchors:
            # what is said in a quotation is not carried by the medium that the clause around it names
            tokens |= {t for t in view.subtree(anchor) if view.quoted[t] == view.quoted[report.cue.head]} - report.content
    inner = {t for v in (voice.parent,) if v is not None for t in v.report.cue_tokens}
    found: list[int] = [n for t in report.carriers for n in mentions.entities_of(t)]
    for token in sorted(tokens):
        if token in report.content or token in inner or token not in mentions.phrases:
            continue
        numbers = mentions.entities_of(token)
        for number in numbers:
            draft = mentions.drafts[number]
            if (
                draft.kind == "agency"
                and draft.named
                and number not in voice.sources
                and number not in found
                and not draft.plural
                and _carries(view, token, report, pack)
            ):
                found.append(number)
    return tuple(found)


def _carries(view: View, token: int, report: Report, pack: LanguagePack) -> bool:
    """Whether the medium is told, quoted by, or carries the words; not the employer of the source."""
    role = view.role[token]
    if role in ("agent", "dat", "obj"):
        return True
    case = view.case(token)
    if role == "obl":
        return case in pack.dative or case in pack.agent or case in pack.carrier_cases
    if role == "nmod":
        granted = case in pack.dative and view.case(view.head[token]) in pack.carrier_cases  # "dans un entretien à la chaîne Rudaw"
        return granted or case in pack.agent or case in pack.carrier_cases
    return False


def with_marks(spans: Spans, text: str, quotations: tuple[Quotation, ...]) -> Spans:
    """*spans* widened over the quotation marks that touch them, so that a quoted piece keeps its marks."""
    widened: list[Span] = []
    for span in spans:
        start, end = span
        for quotation in quotations:
            if quotation.outer.end <= start or quotation.outer.start >= end:
                continue
            if start == quotation.inner.start and end > quotation.inner.start:
                start = quotation.outer.start
            last = quotation.inner.end
            if quotation.closed and end <= last and not text[end:last].strip(".,!?;… \u00a0\u202f"):
                end = quotation.outer.end
        widened.append(Span(start, end))
    return tuple(widened)


def quote_kind(tokens: set[int], view: View) -> Quote:
    """direct (every word quoted), mixed (some), indirect (none)."""
    words = [t for t in tokens if view.pos[t] != "PUNCT"]
    quoted = sum(view.quoted[t] >= 0 for t in words)
    if not words or quoted == 0:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"
