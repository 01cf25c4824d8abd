"""What happened in a clause: its event, who did it to whom, where, and what it leaves owed."""

from __future__ import annotations

from collections.abc import Sequence

from selon.attributions.assemble import Voice
from selon.attributions.scene import Report
from selon.claims.auxiliary import is_condition
from selon.claims.clauses import other_clause
from selon.claims.commitments import CALLED_OFF, Opening
from selon.claims.draft import Refusal, normal_act
from selon.claims.factuality import factuality
from selon.claims.struck import struck
from selon.claims.telling import Telling, entities_at, is_party
from selon.events.patterns import Match
from selon.knowledge.gazetteer import acts, normal
from selon.mentions.kinds import bystander, counted, lies_in
from selon.mentions.vocabulary import lexicon
from selon.model.claim import Certainty, Polarity
from selon.syntax.roles import evaluate
from selon.syntax.view import Verbal

#: Types of acts whose victims are told by their number.
_COUNTED = frozenset({"ASSAULT", "COERCE"})


#: Sectors of those of no country who are somewhere as strangers: "the United Nations keeps 1,900 men in Haiti".
_ABROAD = frozenset({"IGO", "MIL", "REB", "UAF"})

#: Acts that are done to people: whoever undergoes them is told, whatever the noun.
_DONE_TO_PEOPLE = frozenset(
    "arrest deport detain expel free_hostages hold imprison indict release repatriate sentence swap_prisoners evict disperse abduct".split()
)


def event_of(told: Telling, head: int) -> tuple[Match | None, int]:
    """The event of a clause: the pattern at its predicate, or down its infinitives, or at the noun it carries."""
    view = told.view
    verb = head
    seen: list[int] = []
    while True:
        match = told.matcher.at(verb)
        seen.append(verb)
        if match is not None and (acts().get(match.pattern.act, {}).get("type") or not view.kids(verb, "xcomp")):
            return match, verb
        through = match is None and _only_frames(told, verb)
        deeper = [
            c
            for c in view.kids(verb, "xcomp", "comp")
            if view.is_predicate(c)
            and c not in seen
            and not _is_left_undone(told, c)
            and (view.role[c] == "xcomp" or not view.is_finite(c) or through and not _is_condition_of(told, c, verb))
        ]
        if not deeper:
            break
        verb = deeper[0]
    for candidate in seen:
        for c in view.kids(candidate, "advcl"):
            form = view.verbal.get(c)
            if form is None or c < candidate or view.is_finite(c):
                continue
            if form.mood == "inf" and view.kid(c, "mark") is not None or form == Verbal("part", "pres"):
                purpose = told.matcher.at(c)
                if purpose is not None and acts().get(purpose.pattern.act, {}).get("type") and told.matcher.at(head) is None:
                    return purpose, c
    for candidate in seen:
        for role in ("obj", "subj:pass", "attr", "obl"):
            for c in (x for o in view.kids(candidate, role) for x in (*((o,) if role != "obl" else ()), *_told_of(told, o))):
                nominal = told.matcher.at(c) if view.pos[c] == "NOUN" else None
                if nominal is not None and acts().get(nominal.pattern.act, {}).get("type"):
                    return nominal, candidate
    first = told.matcher.at(head)
    return first, head if first is not None else seen[-1]


def _told_of(told: Telling, noun: int) -> list[int]:
    """What the news is about that *noun* names: "has no information about talks", "no sign of a withdrawal"."""
    view = told.view
    if normal(view.lemma[noun]) not in lexicon(told.pack, "news-noun"):
        return []
    return [*view.kids(noun, "nmod"), *(c for c in view.kids(view.head[noun], "obl") if c > noun)]


def _is_left_undone(told: Telling, verb: int) -> bool:
    """Whether *verb* is what is done without: "aider sans poser de conditions"."""
    return any(normal(told.view.word[c]) in lexicon(told.pack, "without") for c in told.view.kids(verb, "mark", "case"))


def _only_frames(told: Telling, verb: int) -> bool:
    """Whether nobody does what *verb* says: "The accord provides that the rebels leave", "It happens that they met"; what its clause tells happens."""
    view = told.view
    return view.pos[verb] == "VERB" and all(_is_thing(told, t) for t in view.kids(verb, "subj", "subj:pass"))


def _is_thing(told: Telling, token: int) -> bool:
    """Whether *token* is a noun that names neither somebody nor a body, whatever spoke by it ("the text says")."""
    phrase = told.mentions.phrases.get(token)
    return told.view.pos[token] == "NOUN" and (phrase is None or phrase.role is None and phrase.name is None and phrase.entry is None)


def _is_condition_of(told: Telling, clause: int, verb: int) -> bool:
    """Whether *clause* sets *verb* a condition, whatever the parser makes of it: what nobody asks is no question of whether."""
    view = told.view
    return view.kid(verb, "subj", "subj:pass") is not None and any(view.word[c].lower() in told.pack.condition_words for c in view.kids(clause, "mark"))


def parties_of(told: Telling, match: Match | None, verb: int, voice: Voice | None) -> tuple[tuple[int, ...], tuple[int, ...], str, str | None, str]:
    view = told.view
    if match is not None:
        typed = type_of(told, match.pattern.act) is not None
        actor = entities_at(told, within(told, match.actor, match, verb), voice, found_new=typed and view.pos[match.trigger] == "VERB")
        if not actor and view.pos[match.trigger] == "NOUN" and match.pattern.actor and told.matcher.bearer(match.trigger) == verb:
            actor = entities_at(told, view.subject(verb), voice)
        if not actor and view.is_passive(verb):
            actor = entities_at(told, _doers_of_noun(told, match, verb), voice)  # "Slovenia's request was lodged"
        if not actor and match.pattern.actor and voice is not None and (_announces(told, match.trigger, voice) or view.pos[match.trigger] == "ADJ"):
            actor = voice.sources  # "s'est dit prêt à ..."
        concerned = within(told, match.recipient, match, verb)
        of_people = match.pattern.act in _DONE_TO_PEOPLE
        whom = entities_at(told, concerned, voice, people=of_people)
        if type_of(told, match.pattern.act) == "CONSULT":  # who visits a city visits its country
            whom += tuple(told.mentions.country(iso3) for t in concerned if (iso3 := lies_in(told.mentions, t)))
        by_number = type_of(told, match.pattern.act) in _COUNTED
        recipient = tuple(
            dict.fromkeys(
                n
                for n in whom
                if n not in actor
                and not (
                    bystander(told.mentions, n) and not (of_people and told.mentions.drafts[n].kind == "person" or by_number and counted(told.mentions, n))
                )
            )
        )
        if not recipient and concerned and match.pattern.recipient:
            speaker = voice.sources if voice is not None else ()
            owners = dict.fromkeys(n for t in concerned for n in told.mentions.owner_of(t, speaker=speaker))
            recipient = tuple(n for n in owners if n not in actor and not bystander(told.mentions, n))
        bodies = tuple(n for n in struck(told, match, verb, voice) if n not in actor)
        if bodies and {told.mentions.drafts[n].known for n in recipient} <= {f"country:{told.mentions.drafts[n].country}" for n in bodies}:
            recipient = bodies  # the embassy that is struck, not only whose it is
        if not recipient and type_of(told, match.pattern.act) in ("MOBILIZE", None):
            recipient = entered(told, match.trigger if view.pos[match.trigger] != "NOUN" else verb, actor)
        act = match.pattern.act
        ahead = ":ahead" if told.matcher.is_ahead(verb) else ""
        return actor, recipient, act, type_of(told, act), f"event:{match.pattern.lemma}:{act}{ahead}"
    does = bool(view.object(verb)) and not view.is_passive(verb)  # a place that does something is whoever rules there
    actor = tuple(n for n in entities_at(told, view.subject(verb), voice) if does or told.mentions.drafts[n].kind != "place")
    recipient = tuple(
        n
        for n in entities_at(told, view.object(verb) + evaluate(view, verb, "dat", told.pack), voice)
        if n not in actor
        and not bystander(told.mentions, n)
        and told.mentions.drafts[n].kind in ("person", "country", "organization", "agency")
        and is_party(told, n)
    )
    if not recipient:
        recipient = entered(told, verb, actor)
    if not actor and voice is not None and voice.report.form == "np" and voice.report.entry.kind in ("say", "claim", "think") and verb in voice.report.heads:
        return voice.sources, recipient, "judge", None, "statement"  # "a qualifié ces accusations de fables": who calls them so judges them
    if not actor and voice is not None and voice.report.form == "quote" and not _happens(told, verb):
        return voice.sources, recipient, "state", None, "statement"  # "C'est une affaire de principe": the saying is the act
    named = view.is_predicate(verb) or (voice is not None and voice.report.form == "np" and verb in voice.report.heads)
    return actor, recipient, normal_act(view.lemma[verb]) if named else "state", None, "syntax"


def set_condition(told: Telling, head: int, voice: Voice | None) -> tuple[int, ...]:
    """The parties that the clause of *head* sets a condition to: "will close the border if [Chad] does not apologise"."""
    view = told.view
    inside = [head, *view.kids(head, "xcomp"), *(c for c in view.kids(view.head[head], "advcl") if c != head)]
    if voice is not None:  # "Canada will raise duties if Chile does not scrap its own, the minister warned": it hangs on the verb of saying
        inside += [c for c in view.kids(voice.report.cue.head, "advcl") if c in voice.report.content]
    clauses = dict.fromkeys(c for t in inside for c in (t, *view.kids(t, "advcl")) if c != head and is_condition(view, c, told.pack))
    parties = (n for c in clauses for n in entities_at(told, view.subject(c), voice))
    return tuple(dict.fromkeys(n for n in parties if is_party(told, n) and told.mentions.drafts[n].kind != "place"))


def entered(told: Telling, verb: int, actor: Sequence[int]) -> tuple[int, ...]:
    """The foreign country that the actors of a move go into, or stand in."""
    view, mentions = told.view, told.mentions
    found: list[int] = []
    countries = {mentions.drafts[n].country for n in actor} - {None}
    armed = bool(actor) and all(mentions.drafts[n].sector in _ABROAD for n in actor)
    near = [c for t in (verb, *view.kids(verb, "attr")) for c in view.kids(t, "obl", "nmod")]
    for t in (*near, *(c for o in (*view.kids(verb, "obj"), *near) for c in view.kids(o, "nmod", "obl"))):
        for n in mentions.at(t):
            d = mentions.drafts[n]
            if d.kind == "country" and view.case(t) in told.pack.place_cases and (countries or armed) and d.country not in countries:
                found.append(n)
    return tuple(dict.fromkeys(found))


def _doers_of_noun(told: Telling, match: Match, verb: int) -> tuple[int, ...]:
    """The doers of the event that the subject of passive *verb* names, where the verb only carries it."""
    for noun in told.view.kids(verb, "subj:pass"):
        carried = told.matcher.typed(noun)
        if carried is not None and type_of(told, carried.pattern.act) == type_of(told, match.pattern.act):
            return carried.actor
    return ()


def _happens(told: Telling, head: int) -> bool:
    """Whether the clause of *head* tells that something happens: a verb, with no predicate noun or adjective."""
    view = told.view
    return view.pos[head] == "VERB" and view.kid(head, "cop", "attr") is None


def _announces(told: Telling, noun: int, voice: Voice) -> bool:
    """Whether *voice* announces the act *noun* that names no one else: "Rome announced the deployment of two frigates"."""
    report = voice.report
    return report.form == "np" and report.entry.kind == "announce" and told.view.pos[noun] == "NOUN" and noun in report.heads


def within(told: Telling, tokens: Sequence[int], match: Match, verb: int) -> tuple[int, ...]:
    """Those of *tokens* that no other clause than the event's tells."""
    return tuple(t for t in tokens if other_clause(told.view, t, (match.trigger, verb), phrases=True, content=True) is None)


def refused_parties(told: Telling, match: Match | None, verb: int, actor: Sequence[int], voice: Voice | None) -> list[Refusal]:
    """The parties that another clause would lend the event and that are not taken: who only speaks of a deed has not done it."""
    if match is None or type_of(told, match.pattern.act) is None:
        return []
    view, trigger = told.view, match.trigger
    found: list[Refusal] = []
    for slot, tokens in (("actor", match.actor), ("recipient", match.recipient)):
        borders = ((t, other_clause(view, t, (trigger, verb), phrases=True, content=True)) for t in tokens)
        found.extend(Refusal(slot, t, border) for t, border in borders if border is not None)
    if not actor and view.pos[trigger] == "NOUN" and match.pattern.actor and told.matcher.bearer(trigger) != verb:
        lent = match.refused or view.subject(verb)
        found.extend(Refusal("actor", t, verb) for t in lent if t != trigger and entities_at(told, (t,), voice))
    return found


def place_of(told: Telling, anchors: Sequence[int], tokens: set[int]) -> tuple[int | None, list[Refusal]]:
    """The place of the event that *anchors* stand for, the first among *tokens* that its own clause tells; where there is none, those refused."""
    refused: list[Refusal] = []
    for t in sorted(tokens):
        numbers = told.mentions.entities_of(t) if t in told.mentions.phrases else ()
        if len(numbers) != 1 or told.mentions.drafts[numbers[0]].kind not in ("place", "country") or told.view.role[t] not in ("obl", "nmod"):
            continue
        if told.view.case(t) in told.pack.place_cases or _part_of_place(told, t):
            border = other_clause(told.view, t, anchors)
            if border is None:
                return numbers[0], []
            refused.append(Refusal("place", t, border))
    return None, refused[:1]


def _part_of_place(told: Telling, token: int) -> bool:
    """Whether *token* names what a part lies in: "dans le sud du Pakistan", "in the center of Goma"."""
    view = told.view
    part = view.head[token]
    words = lexicon(told.pack, "compass") | lexicon(told.pack, "place-noun")
    return (
        view.case(token) in told.pack.of
        and normal(view.lemma[part]) in words
        and view.role[part] in ("obl", "nmod")
        and view.case(part) in told.pack.place_cases
    )


def type_of(told: Telling, act: str) -> str | None:
    row = acts().get(act)
    return (row["type"] or None) if row is not None else None


def type_at(told: Telling, head: int) -> str | None:
    match = told.matcher.typed(head)
    return type_of(told, match.pattern.act) if match is not None else None


def opened_by(told: Telling, act: str, head: int, *, performed: bool = False) -> Opening | None:
    """What *act* leaves owed: what the acts table says; ``content`` is what its infinitive or clause names. *performed* says that the
    claim's words tell the act itself."""
    row = acts().get(act)
    if row is None or not row["opens"]:
        return None
    if row["opens"] != "content":
        return Opening(row["opens"], performed=performed)
    view = told.view
    inner = [head, *view.kids(head, "xcomp", "acl", "comp", "gerund")]
    for t in inner:
        if not view.is_predicate(t) or t != head and view.role[t] == "acl" and view.finite(t).mood == "part":
            continue  # "promis une réponse attendue": what modifies is not what is owed
        match = told.matcher.at(t)
        if match is not None and match.pattern.act != act:
            return Opening(match.pattern.act, performed=performed)
        if match is None and (t != head or not view.kids(head, "xcomp")):
            return Opening(normal_act(view.lemma[t]), performed=performed)
    return Opening(act, performed=performed)


def opening_of(told: Telling, act: str, type_: str | None, match: Match | None, head: int, verb: int, *, mine: bool, seen_from_past: bool) -> Opening | None:
    """What the clause of *head* leaves to be done, or gives up: a promise or the like, or an act to come - a future, its past form under a
    reporting verb (*seen_from_past*), a plan. *mine* says that its actor is who tells it.

    An act to come is firm where it is of a PLOVER type, planned, the speaker's own or on a condition; others need a date.
    """
    view = told.view
    given_up = None if view.is_negated(head) else CALLED_OFF.get(act) or _given_up(told, head)
    if given_up is not None:
        return Opening(given_up, given_up=True)
    opening = opened_by(told, act, head, performed=True)
    if opening is not None:
        return opening
    marks = told.pack.condition_words
    if any(view.role[m] == "mark" and view.word[m].lower() in marks for m in view.children[head]):
        return None
    planned = view.lemma[head] in told.pack.plan_verbs and bool(view.kids(head, "xcomp"))
    if not (planned or told.matcher.is_ahead(verb)) or view.finite(head).mood == "cnd" and not seen_from_past or not view.is_predicate(verb):
        return None
    if view.finite(head).tense == "past" and not seen_from_past:
        return None  # "she was to arrive", "had planned to": a plan that was
    if view.pos[verb] not in ("VERB", "AUX") or view.kid(verb, "cop", "attr") is not None and match is None:
        return None  # "will be present": a state
    own = match is not None and (view.role[match.trigger] not in ("subj", "subj:pass") or match.trigger == verb)  # not "the entry will consolidate"
    conditional = any(
        view.word[m].lower() in marks for c in view.kids(verb, "advcl") + view.kids(head, "advcl") for m in view.children[c] if view.role[m] == "mark"
    )
    return Opening(act, firm=planned or mine or conditional or own and type_ is not None)


def _given_up(told: Telling, head: int) -> str | None:
    """The act that a clause gives up: "renounced visiting", "a renoncé à rouvrir", "scrapped a plan to"."""
    view = told.view
    if normal(view.lemma[head]) not in lexicon(told.pack, "give-up-verb"):
        return None
    for c in [*view.kids(head, "xcomp", "gerund"), *(x for o in view.kids(head, "obj", "subj:pass") for x in view.kids(o, "acl", "xcomp"))]:
        if view.is_predicate(c) and c > head:
            match = told.matcher.at(c)
            return match.pattern.act if match is not None else normal_act(view.lemma[c])
    return None


def owners_of(told: Telling, noun: int, voice: Voice) -> tuple[int, ...]:
    return entities_at(told, told.matcher.concerned(noun), voice)


def cue_factuality(told: Telling, report: Report, *, governed: bool = True) -> tuple[Certainty, Polarity]:
    """Certainty and polarity of the telling itself: "may accuse", "nobody denies", "devrait exiger"."""
    if report.cue.entry.pos not in ("VERB", "ADJ"):
        return "certain", "positive"
    view, head = told.view, report.cue.head
    tokens = {*report.cue_tokens, *report.clause, *view.kids(head, "subj", "subj:pass")}
    above = head
    while view.role[above] == "xcomp" and view.is_predicate(view.head[above]) and view.head[above] not in report.content:
        tokens.update(view.kids(above, "mark"))
        above = view.head[above]
        tokens.update((*view.group(above), *view.kids(above, "subj", "subj:pass")))
    return factuality(view, head, tokens, told.pack, reported_in_past=False, governed=governed)
