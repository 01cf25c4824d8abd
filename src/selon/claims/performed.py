"""Acts that are done in saying: accuse, deny, demand, promise ... The speaker is the actor, the content what is demanded, denied."""

from __future__ import annotations

from selon.attributions.assemble import Voice, quote_kind
from selon.attributions.scene import Report
from selon.claims.draft import Draft
from selon.claims.factuality import weaker
from selon.claims.happening import cue_factuality, opened_by, owners_of, set_condition, type_at, type_of
from selon.claims.propositions import edges
from selon.claims.telling import Telling, entities_at, lineage
from selon.knowledge.gazetteer import normal
from selon.mentions.vocabulary import lexicon
from selon.model.claim import Certainty, Polarity
from selon.syntax.roles import evaluate, governing_verb

#: Whoever vows one of these threatens.
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "REJECT"})
#: What is done to a request, an offer, a charge that another made.
_ACTS_ON_WORDS = frozenset({"refuse", "condemn", "welcome", "praise", "agree"})
#: What is said of a deed, and so of its doer.
_JUDGEMENTS = frozenset({"condemn", "welcome", "praise", "accuse"})
#: Acts that concern whomever their content concerns: "promised to reopen the border with ...".
_AIMED = frozenset({"AGREE", "REJECT", "THREATEN"})


def performed_claim(told: Telling, voice: Voice, act: str) -> Draft:
    view, report = told.view, voice.report
    tokens = edges(told, set(report.content) - inner_told(told, report.content, voice))
    actor = _who_performs(told, voice)
    charged = report.entry.kind == "accuse" and report.entry.recipient.split("|")[0] == "obj"  # people, whatever the noun: "accuse des bergers tchadiens"
    recipient = entities_at(told, evaluate(view, report.cue.head, report.entry.recipient, told.pack) if report.entry.recipient else (), voice, people=charged)
    head = report.heads[0] if report.heads else min(report.content)
    if not recipient and report.entry.recipient:
        recipient = entities_at(told, evaluate(view, report.cue.last, report.entry.recipient, told.pack), voice)
    told_itself = told.matcher.typed(head) if report.form == "np" else None
    if not recipient and told_itself is not None and told_itself.recipient and type_of(told, told_itself.pattern.act) == type_of(told, act):
        recipient = entities_at(told, told_itself.recipient, voice)  # "a exprimé son soutien à l'intégrité du Liban"
    if not recipient and report.form == "np" and report.entry.kind in ("condemn", "refuse", "welcome", "praise"):
        recipient = owners_of(told, head, voice)
    if not recipient and report.form == "np" and report.entry.kind in ("ask", "order"):
        recipient = entities_at(told, told.matcher.doers(head), voice)
    if report.form == "np" and report.entry.kind in ("ask", "order"):
        recipient = tuple(dict.fromkeys(_sender(told, n) for n in recipient))
    if recipient and report.form == "np" and report.entry.kind in _JUDGEMENTS and _is_without_doer(told, head):
        recipient = ()
    if not recipient and report.entry.recipient and type_of(told, act) in _AIMED:
        recipient = entities_at(told, told.matcher.aimed_at(head), voice)
    owing, overruled = True, False
    if report.entry.kind in ("warn", "threaten", "promise") and report.form == "clause" and view.is_predicate(head):
        would = entities_at(told, view.subject(head), voice)
        if normal(view.lemma[head]) in lexicon(told.pack, "suffer-verb") and would:  # "warned that they would pay a price": what the speaker will see to
            recipient, would = recipient or would, ()
        owing = bool(would) or report.entry.kind == "promise"  # "warned that plants could close": nobody owes it
        if would:
            actor = would
    actor = actor or voice.sources
    if type_of(told, act) == "AGREE" and report.form in ("inf", "clause") and type_at(told, head) in _HOSTILE:
        act = "threaten"
    if not recipient and type_of(told, act) == "THREATEN":
        recipient = set_condition(told, head, voice)
    own = told.matcher.typed(report.cue.head)
    if own is not None and own.pattern.weight >= 5 and type_of(told, own.pattern.act) != type_of(told, act):
        # a pattern of many words knows better than the cue: "a condamné un poète à six ans de camp"
        act, actor = own.pattern.act, entities_at(told, own.actor, voice) or actor
        recipient = entities_at(told, own.recipient, voice)
        overruled = True
    recipient = tuple(n for n in recipient if n not in actor and n not in voice.sources)
    certainty: Certainty = "certain"
    polarity: Polarity = "negative" if report.entry.polarity == "negative" and not overruled else "positive"
    cue_certainty, cue_polarity = cue_factuality(told, report, governed=False)
    if cue_polarity == "negative":
        polarity = "positive" if polarity == "negative" else "negative"
    certainty = weaker(certainty, cue_certainty if len(lineage(told, voice)) == 1 else None)
    return Draft(
        tokens,
        head,
        lineage(told, voice),
        act,
        type_of(told, act),
        tuple(report.cue_tokens),
        actor,
        recipient,
        None,
        certainty,
        polarity,
        quote_kind(tokens, view),
        f"cue:{report.entry.lemma}:{report.entry.kind}",
        verb=report.cue.head,
        opening=opened_by(told, act, head) if owing else None,
    )


def _sender(told: Telling, number: int) -> int:
    """Of whom the leaving of soldiers is asked: "le départ des soldats français" of France."""
    draft = told.mentions.drafts[number]
    sent = draft.kind == "person" and draft.plural and not draft.named and draft.sector == "MIL" and draft.country is not None
    return told.mentions.country(draft.country) if sent and draft.country else number


def _who_performs(told: Telling, voice: Voice) -> tuple[int, ...]:
    """The speaker; for "we condemn" those whom the speaker stands for."""
    view, report = told.view, voice.report
    we = [t for t in view.surface_subject(report.cue.head) if told.pack.pronouns.get(view.word[t].lower(), (0, "", ""))[:2] == (1, "plur")]
    return entities_at(told, we, voice) or voice.sources


def _is_without_doer(told: Telling, head: int) -> bool:
    """Whether *head* names a deed of which no doer is told: who condemns the bombing of an embassy does not condemn the embassy."""
    match = told.matcher.typed(head)
    if match is None or not match.pattern.actor or match.actor:
        return False
    view = told.view
    bare = [head, *(c for c in view.kids(head, "nmod") if view.kid(c, "det") is None)]
    return not any(c in view.national for t in bare for c in view.kids(t, "amod"))  # "les tirs de missiles nord-coréens": whose they are


def is_object_of_act(told: Telling, report: Report) -> bool:
    """ "rejected a request to ...": the rejection is the act, the request only what it is about."""
    if report.cue.entry.pos != "NOUN":
        return False
    verb = governing_verb(told.view, report.cue.head)
    return verb is not None and any(
        v.report.entry.act and v.report.entry.kind in _ACTS_ON_WORDS and v.report.cue.head == verb and v.report is not report for v in told.voices
    )


def inner_told(told: Telling, content: set[int], voice: Voice) -> set[int]:
    """Tokens of reporting clauses inside *content* ("selon eux") that belong to no content."""
    inner: set[int] = set()
    for other in told.voices:
        if other is not voice and other.report.rule in ("according", "postposed") and other.report.clause <= content:
            inner |= other.report.clause
    return inner


def tells_more(told: Telling, voice: Voice) -> bool:
    """A performing cue around a whole quotation or clause of its own event: the content speaks for itself."""
    report = voice.report
    return report.form == "quote" and (report.entry.kind not in ("deny", "accuse") or report.rule == "postposed" and _is_eventful(told, report))


def _is_eventful(told: Telling, report: Report) -> bool:
    """Whether a charge is told as news with events of its own: "Police have raided the newsroom, the union complained"."""
    return report.entry.kind == "accuse" and any(told.view.is_predicate(h) and told.matcher.typed(h) is not None for h in report.heads if h in report.content)
