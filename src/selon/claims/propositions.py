"""The claims of one clause: itself, its coordinated clauses, its eventful relative clauses and nouns."""

from __future__ import annotations

from selon.attributions.assemble import Voice, quote_kind
from selon.claims.commitments import Opening
from selon.claims.draft import Draft
from selon.claims.factuality import factuality, happened, hearsay_at, weaker
from selon.claims.happening import cue_factuality, event_of, opening_of, parties_of, place_of, refused_parties, set_condition, type_of
from selon.claims.telling import Telling, covered, entities_at, is_party, is_silence, is_told_elsewhere, lineage
from selon.events.patterns import Match
from selon.mentions.kinds import bystander

#: Types of deeds that are done once they are named; a request or an offer may be no more than what somebody turns down.
_DEEDS = frozenset({"AID", "ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "RETREAT", "SANCTION"})
#: Types of acts that do harm: whoever is warned of them is threatened.
_HARM = frozenset({"ACCUSE", "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "REJECT", "SANCTION"})
#: The fewest tokens of a relative clause that tells news.
_NEWS = 4


def proposition_claims(told: Telling, head: int, content: set[int], voice: Voice | None) -> list[Draft]:
    """The claims of one clause: itself, its coordinated clauses, its eventful relative clauses and nouns."""
    view = told.view
    if head in told.done and voice is None or (head, id(voice)) in told.made:
        return []
    drafts: list[Draft] = []
    parts = [head]
    for c in view.kids(head, "conj", "para"):
        if c in content and view.is_predicate(c) and (view.is_finite(c) or view.role[c] == "conj") and not covered(told, c, voice):
            parts.append(c)
    parts.extend(c for c in contrasts(told, head) if c in content and not covered(told, c, voice))
    for part in parts:
        if is_told_elsewhere(told, part, voice):
            continue
        cut = left_out(told, part, parts, content, voice)
        tokens = {t for t in (*view.subtree(part), *_called(told, part, voice)) if t in content} - cut
        if part != head:
            for deeper in view.kids(part, "conj"):
                if view.is_predicate(deeper) and deeper in content and deeper not in parts:
                    drafts.extend(proposition_claims(told, deeper, content, voice))
                    tokens -= set(view.subtree(deeper))
        tokens = edges(told, tokens)
        if not tokens:
            continue
        draft = claim_of(told, part, tokens, voice)
        if draft is not None:
            drafts.append(draft)
            told.done.add(part)
            told.made.add((part, id(voice)))
        drafts.extend(relative_claims(told, part, tokens, voice))
        drafts.extend(noun_claims(told, part, tokens, voice, draft))
        drafts.extend(subject_claims(told, part, tokens, voice, draft))
    return drafts


def _called(told: Telling, part: int, voice: Voice | None) -> list[int]:
    """What a source calls the thing at *part*: "called the ruling a farce"; the parser hangs it on the verb."""
    if voice is None or voice.report.form != "np" or voice.report.heads[:1] != [part]:
        return []
    view = told.view
    return [t for c in view.kids(voice.report.cue.head, "attr") if c > part for t in view.subtree(c)]


def contrasts(told: Telling, head: int) -> list[int]:
    """Clauses set beside the main one: "while B did that", "tandis que B": claims of their own."""
    view = told.view
    return [
        c
        for c in view.kids(head, "advcl")
        if view.is_predicate(c)
        and view.is_finite(c)
        and view.kid(c, "subj", "subj:pass") is not None
        and any(view.word[m].lower() in told.pack.contrast_words for m in view.subtree(c) if m < c and view.role[m] in ("mark", "adv", "flat", "case"))
    ]


def left_out(told: Telling, part: int, parts: list[int], content: set[int], voice: Voice | None) -> set[int]:
    """What a claim leaves out: other clauses that are claims of their own, reporting clauses, silences."""
    view = told.view
    cut: set[int] = set()
    for other in parts:
        if other != part:
            if part in view.subtree(other):
                continue
            cut |= set(view.subtree(other))
    for other_voice in told.voices:
        report = other_voice.report
        if other_voice is voice:
            continue
        if report.settled and report.rule == "governed" and part not in report.content:
            # "an attack, a charge made by Oslo"; "had received assurances from Oslo that ..."
            cut |= report.content.union(*(view.subtree(t) for t in (report.heads[0], *report.source) if part not in view.subtree(t)))
        elif report.rule in ("postposed", "according"):
            # a participle with a content of its own may stand in that clause: "a déclaré X, ajoutant que ..."
            inside = voice is not None and set(voice.report.cue_tokens) <= report.clause
            cut |= report.clause - voice.report.content if inside and voice is not None else report.clause
        elif (
            report.rule == "governed"
            and report.form in ("clause", "inf", "np")
            and view.role[report.cue.head] in ("advcl", "acl", "conj", "rel", "para")
            and part not in view.subtree(report.cue.head)
        ):
            cut |= set(view.subtree(report.cue.head))
    cut |= told.silent & silence_tails(told, part)
    return cut


def silence_tails(told: Telling, part: int) -> set[int]:
    tails: set[int] = set()
    for silence in told.silences:
        if silence.anchor != part and part not in range(silence.first, silence.last + 1):
            tails.update(range(silence.first, silence.last + 1))
    return tails


def edges(told: Telling, tokens: set[int]) -> set[int]:
    view = told.view
    kept = sorted(tokens)
    while kept and (
        view.pos[kept[0]] in ("PUNCT", "CCONJ")
        and view.word[kept[0]] != "("
        or (view.role[kept[0]] == "mark" and view.word[kept[0]].lower() in told.pack.subordinators and view.role[view.head[kept[0]]] != "advcl")
    ):
        kept.pop(0)
    while kept and (view.pos[kept[-1]] in ("PUNCT", "CCONJ") and view.word[kept[-1]] != ")"):
        kept.pop()
    return set(kept)


def claim_of(told: Telling, head: int, tokens: set[int], voice: Voice | None) -> Draft | None:
    view = told.view
    words = [t for t in tokens if view.pos[t] in ("NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV") or view.is_predicate(t)]
    if not words or len(words) < 2 and not view.is_predicate(head) and (voice is None or voice.report.form not in ("np", "quote")):
        return None
    if is_silence(told, head) or only_hides(told, head, tokens):
        return None
    if not view.is_predicate(head) and view.case(head) and not any(view.is_predicate(t) for t in tokens) and told.matcher.at(head) is None:
        if voice is None or head not in voice.report.heads or view.kid(head, "nummod") is None:
            return None  # "en mer Noire": a splinter of a clause; but "a fait état de sept morts"
    if voice is None and not view.is_predicate(head):
        return None
    match, verb = event_of(told, head)
    actor, recipient, act, type_, rule = parties_of(told, match, verb, voice)
    refusals = refused_parties(told, match, verb, actor, voice)
    trigger = match.trigger if match else verb
    place, elsewhere = place_of(told, (trigger, verb, head), tokens)
    wished = voice is not None and is_wished(told, head, voice)
    if voice is not None and voice.sources and (wished or type_ != "CONSULT" and told.matcher.is_demanded(head)):
        # what a source says that somebody else must do is its demand; a meeting that "doit" be is arranged
        wanted = tuple(n for n in entities_at(told, view.subject(head), voice) if n not in voice.sources)
        if wanted or wished or not view.subject(head):
            actor, recipient, act, type_, rule = voice.sources, wanted, "demand", type_of(told, "demand"), "obligation"
    if voice is not None and rule != "obligation":
        act, actor, type_ = as_performed(told, voice, match, verb, act, actor)
        if actor and set(actor) < set(voice.sources) and not recipient and (type_ == "AGREE" or type_ is None and told.matcher.is_promised(verb)):
            # what one of two that speak as one will do, it promises the other
            act, type_, recipient = act if type_ else "pledge", "AGREE", tuple(n for n in voice.sources if n not in actor)
        if type_ == "THREATEN" and not recipient:
            recipient = tuple(n for n in set_condition(told, head, voice) if n not in actor and n not in voice.sources)
    verdict = told.matcher.verdict(head) if voice is not None and voice.sources and (match is None or type_ is None) else None
    if voice is not None and verdict is not None:
        actor, recipient, act, type_, rule = voice.sources, (), verdict, type_of(told, verdict), "verdict"
    report = voice.report if voice is not None else None
    governed = report is not None and report.rule == "governed" and report.form in ("clause", "inf")
    past = (
        report is not None
        and report.entry.pos != "ADP"
        and (view.finite(report.cue.head).tense == "past" or not view.is_finite(report.cue.head) or bool(view.kids(report.cue.head, "aux")))
    )
    certainty, polarity = factuality(view, verb, tokens, told.pack, reported_in_past=past, governed=governed, trigger=trigger if match else -1)
    if match is not None and type_ is not None and polarity == "negative" and happened(view, verb, trigger, told.pack):
        polarity = "positive"
    if rule in ("obligation", "verdict") and not (act == "deny" and view.is_negated(head)):
        certainty, polarity = "certain", "positive"  # what is demanded or judged may be negative, the demand is not
    if view.role[head] in ("rel", "acl") and any(view.word[c].lower() in told.pack.negative_determiners for c in view.children[view.head[head]]):
        certainty = weaker(certainty, "unknown")  # "no evidence that"
    renounced = False
    if report is not None:
        certainty = weaker(certainty, report.entry.certainty)
        if report.entry.polarity == "negative":
            polarity = "negative" if polarity == "positive" else "positive"
        cue_certainty, cue_polarity = cue_factuality(told, report)
        renounced = report.entry.kind == "refuse" and not report.entry.act and report.form == "inf" and cue_polarity == "positive"
        if renounced:
            polarity = "negative" if polarity == "positive" else "positive"  # "a renoncé à envoyer"
        if cue_polarity == "negative" and report.entry.kind in ("refuse", "deny"):
            certainty, polarity = weaker(certainty, "possible"), "positive"
        if cue_polarity == "negative" and report.entry.kind in ("say", "confirm", "think", "know", "show", "report", "claim", "learn", "hint"):
            certainty = weaker(certainty, "unknown")
        certainty = weaker(certainty, cue_certainty if cue_certainty != "certain" and not told.pack.hearsay_conditional else None)
    mine = voice is not None and bool(actor) and actor == voice.sources
    opening = opening_of(told, act, type_, match, head, verb, mine=mine, seen_from_past=governed and past)
    if renounced:
        opening = Opening(act, given_up=True)
    return Draft(
        tokens,
        head,
        lineage(told, voice),
        act,
        type_,
        (trigger,),
        actor,
        recipient,
        place,
        certainty,
        polarity,
        quote_kind(tokens, view) if voice is not None else "none",
        rule,
        verb=verb,
        refusals=[*refusals, *elsewhere],
        hearsay=hearsay_at(view, verb, told.pack, asserted=governed and past),
        opening=opening,
    )


def is_wished(told: Telling, head: int, voice: Voice) -> bool:
    """Whether a quoted main clause begins with its subordinator, and so says what is to be: "Qu'ils partent !"."""
    view = told.view
    if voice.report.form != "quote" or not view.is_finite(head):
        return False
    marks = [m for m in view.children[head] if m < head and view.word[m].lower() in told.pack.subordinators - told.pack.condition_words and view.quoted[m] >= 0]
    first = [m for m in marks if m == view.sentences[view.sent[m]][0] or view.quoted[m - 1] != view.quoted[m]]
    return any(m < s < head for m in first for s in view.kids(head, "subj", "subj:pass"))


def as_performed(told: Telling, voice: Voice, match: Match | None, verb: int, act: str, actor: tuple[int, ...]) -> tuple[str, tuple[int, ...], str | None]:
    """Act, actor and type of a content that is told to come, by what its telling does: help is pledged; what its cue promises or threatens is a promise
    or a threat, by the party that would act, or by the speaker where none is named."""
    type_ = type_of(told, act) if match is not None else None
    kind, quoted = voice.report.entry.kind, voice.report.form == "quote"
    if kind in ("warn", "threaten") and quoted and match is None and not actor and told.view.finite(verb).tense != "past" and _is_own(told, verb):
        return "warn", voice.sources, type_of(told, "warn")  # "Our patience has limits"
    if not told.matcher.is_promised(verb):
        return act, actor, type_
    if type_ == "AID":
        return "pledge", actor, type_of(told, "pledge")
    if kind in ("warn", "threaten") and actor and (type_ in _HARM or quoted and match is None and all(is_party(told, n) for n in actor)):
        return "warn", actor, type_of(told, "warn")
    if kind == "promise" and quoted:
        return "pledge", actor or voice.sources, type_of(told, "pledge")
    return act, actor, type_


def _is_own(told: Telling, verb: int) -> bool:
    """Whether the clause of *verb* is about the speaker's own: "our patience"."""
    view, pack = told.view, told.pack
    words = (view.word[t].lower() for s in view.kids(verb, "subj", "subj:pass") for t in view.subtree(s))
    return any((pack.possessives.get(word) or pack.pronouns.get(word) or (0, "", ""))[0] == 1 for word in words)


def only_hides(told: Telling, head: int, tokens: set[int]) -> bool:
    """ "The official spoke on condition of anonymity": nothing is told but the formula."""
    view = told.view
    hiding = [s for s in told.silences if s.row["kind"] == "anonymity" and s.anchor not in told.clauses and head in view.ancestors(s.anchor)]
    formula = {t for s in hiding for t in range(s.first, s.last + 1)}
    subject = {x for s in view.kids(head, "subj", "subj:pass") for x in view.subtree(s)}
    return bool(formula) and not {t for t in tokens - formula - subject - set(view.group(head)) if view.pos[t] not in ("PUNCT", "ADV")}


def tells_news(told: Telling, clause: int) -> bool:
    """Whether a relative clause that no pattern knows tells an event of its own: one set off by a comma, with a verb that is no cue and no denial.

    What merely tells a person apart ("the man who ..."), says who said so ("who asked not to be named") or says what is not known is none.
    """
    view = told.view
    first = min(view.subtree(clause))
    off = view.word[first] == "," or first > 0 and view.word[first - 1] == ","
    if not off or view.pos[clause] != "VERB" or view.is_negated(clause) or not view.is_finite(clause):
        return False
    if any(view.is_negated(c) for c in view.kids(clause, "xcomp", "comp")) or len(edges(told, set(view.subtree(clause)))) < _NEWS:
        return False
    return not any(_is_cue(told, t) or t in told.unspoken or t in told.silent for t in view.subtree(clause))


def _is_cue(told: Telling, token: int) -> bool:
    return any(voice.report.cue.head == token for voice in told.cue_heads.get(token, ()))


def relative_claims(told: Telling, part: int, tokens: set[int], voice: Voice | None) -> list[Draft]:
    view = told.view
    drafts: list[Draft] = []
    for t in sorted(tokens):
        if not (view.role[t] == "rel" and view.is_finite(t) or _undergone(told, t)) or not view.is_predicate(t) or t in told.done or covered(told, t, voice):
            continue
        if is_told_elsewhere(told, t, voice) or is_silence(told, t):
            continue
        match = told.matcher.at(t)
        if (match is None or not type_of(told, match.pattern.act)) and not (voice is None and tells_news(told, t)):
            continue
        subtree = edges(told, {x for x in view.subtree(t) if x in tokens})
        draft = claim_of(told, t, subtree, voice)
        if draft is not None:
            draft.rule = "relative:" + draft.rule
            if voice is not None and draft.quote == "indirect":
                draft.voices = []
                draft.quote = "none"
            drafts.append(draft)
            told.done.add(t)
    return drafts


def _undergone(told: Telling, t: int) -> bool:
    """Whether *t* is a passive participle that tells news by itself: "Accused by Chad of arming rebels, Sudan ...", "le fugitif, remis par la police, ...".

    It says by whom, and stands with the subject: "under a deal brokered by Georgia" is how something else is done.
    """
    view = told.view
    form = view.verbal.get(t)
    if form is None or form.mood != "part" or view.is_finite(t) or view.kid(t, "agent") is None:
        return False
    noun = view.head[t]
    if view.role[t] == "acl":
        return view.role[noun] in ("subj", "subj:pass") and told.matcher.typed(noun) is None
    return view.role[t] in ("advcl", "obl") and t < noun


def subject_claims(told: Telling, part: int, tokens: set[int], voice: Voice | None, outer: Draft | None) -> list[Draft]:
    """A deed that the subject names with its doer, where the verb tells what came of it: "Kyiv's capture of the village angered Moscow"."""
    view = told.view
    drafts: list[Draft] = []
    if outer is None or outer.polarity == "negative" or outer.certainty != "certain":
        return []
    for t in view.kids(part, "subj", "subj:pass"):
        if view.pos[t] != "NOUN" or t not in tokens or t in outer.trigger or t in told.done or covered(told, t, voice):
            continue
        match = told.matcher.typed(t)
        if match is None or type_of(told, match.pattern.act) not in _DEEDS or match.trigger != t:
            continue
        inside = {x for x in view.subtree(t) if x in tokens}
        actor = entities_at(told, tuple(x for x in match.actor if x in inside), voice)
        if not actor:
            continue
        drafts.append(_noun_claim(told, match, actor, edges(told, inside), voice, noun=t))
    return drafts


def noun_claims(told: Telling, part: int, tokens: set[int], voice: Voice | None, outer: Draft | None) -> list[Draft]:
    """Event nouns that report something new: an indefinite noun phrase with parties of its own."""
    view = told.view
    drafts: list[Draft] = []
    taken = set(outer.trigger) if outer is not None else set()
    for t in sorted(tokens):
        if view.pos[t] != "NOUN" or t in taken or t in told.done or covered(told, t, voice):
            continue
        if view.role[t] in ("obj", "subj", "subj:pass", "attr", "compound"):
            continue
        determiner = next((c for c in view.children[t] if view.role[c] == "det"), None)
        if (
            determiner is None
            or view.word[determiner].lower() in told.pack.definite
            or view.word[determiner].lower() in told.pack.possessives
            or view.word[determiner].lower() in told.pack.negative_determiners
        ):
            continue
        match = told.matcher.at(t)
        if match is None or not type_of(told, match.pattern.act):
            continue
        actor = entities_at(told, match.actor, voice)
        if not actor:
            continue
        subtree = edges(
            told,
            {
                x
                for x in view.subtree(t, ("rel", "conj", "cc", "punct"))
                if x in tokens and view.role[x] != "case" or x in view.subtree(t) and x > t and x in tokens and view.role[x] == "case"
            },
        )
        drafts.append(_noun_claim(told, match, actor, subtree, voice, noun=t))
    return drafts


def _noun_claim(told: Telling, match: Match, actor: tuple[int, ...], tokens: set[int], voice: Voice | None, *, noun: int) -> Draft:
    """The claim of an event noun *noun* whose words are *tokens*."""
    act = match.pattern.act
    recipient = tuple(n for n in entities_at(told, match.recipient, voice) if n not in actor and not bystander(told.mentions, n))
    place, elsewhere = place_of(told, (noun,), tokens)
    kind = quote_kind(tokens, told.view) if voice is not None else "none"
    rule = f"noun:{match.pattern.lemma}:{act}"
    named = (noun, lineage(told, voice), act, type_of(told, act), (noun,))
    return Draft(tokens, *named, actor, recipient, place, "certain", "positive", kind, rule, verb=noun, refusals=elsewhere)
