"""Who tells which words: the voices that speak, and what they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from selon.attributions.assemble import Voice
from selon.attributions.scene import Report
from selon.claims.omissions import Silence
from selon.events.patterns import Matcher
from selon.knowledge.gazetteer import acts, normal
from selon.lang.pack import LanguagePack
from selon.mentions.kinds import are_people
from selon.mentions.resolve import Mentions
from selon.mentions.vocabulary import lexicon
from selon.syntax.quotation import Quotation
from selon.syntax.view import View

#: Kinds of cue that make their source a link of the chain; wanting, planning, hoping are states of the actor, told by someone else.
_SPEAKING = frozenset(
    (
        "say announce report claim confirm deny admit hint warn threaten promise ask order propose accuse condemn praise thank "
        "apologise welcome refuse think fear doubt estimate show cite offer"
    ).split()
)
_ATTITUDES = frozenset("think fear doubt estimate know hope show".split())
#: Requests that one party makes of another are acts of the outer source's telling, not tellings of their own.
_ACTS_WHEN_TOLD = frozenset("ask order propose offer promise refuse".split())

#: Roles in which a formula makes its verb part of the silence: "it was unclear whether", "the league has yet to confirm", "there was no word on".
_CARRIED = ("attr", "xcomp", "subj", "subj:pass", "obj")


@dataclass(slots=True, eq=False)
class Telling:
    """What the makers of claims look at: who tells which words.

    *voices* are those that speak (``speaks``); *unspoken* the heads of other cues with a noun phrase; *telling* gives each
    token the voices whose content it stands in; *cue_heads* each cue's token its voices; *clauses* are the tokens of reporting
    clauses; *done* the predicates that have their claim, *made* the same with the voice that tells it.
    """

    view: View
    mentions: Mentions
    matcher: Matcher
    pack: LanguagePack
    quotations: tuple[Quotation, ...]
    body_start: int
    silences: list[Silence]
    voices: list[Voice]
    unspoken: set[int] = field(default_factory=set)
    speaking: set[int] = field(default_factory=set)
    silent: set[int] = field(default_factory=set)
    cue_heads: dict[int, list[Voice]] = field(default_factory=dict)
    telling: dict[int, list[Voice]] = field(default_factory=dict)
    clauses: set[int] = field(default_factory=set)
    done: set[int] = field(default_factory=set)
    made: set[tuple[int, int]] = field(default_factory=set)


def build_telling(
    view: View,
    mentions: Mentions,
    voices: list[Voice],
    silences: list[Silence],
    matcher: Matcher,
    pack: LanguagePack,
    quotations: tuple[Quotation, ...],
    body_start: int,
) -> Telling:
    """Sort the voices of a dispatch into those that speak and the others, and index what each tells."""
    silent = {t for silence in silences for t in range(silence.first, silence.last + 1)}
    heard = [v for v in voices if speaks(v, view, mentions, matcher, pack)]
    told = Telling(view, mentions, matcher, pack, quotations, body_start, silences, [v for v in heard if v.report.cue.head not in silent], silent=silent)
    told.unspoken = {v.report.cue.head for v in voices if v not in heard and v.report.form == "np"}
    told.speaking = {id(v) for v in told.voices}
    for voice in told.voices:
        report = voice.report
        for token in {report.cue.head, report.cue.last}:
            told.cue_heads.setdefault(token, []).append(voice)
        for token in report.content:
            told.telling.setdefault(token, []).append(voice)
        if report.rule in ("postposed", "according") or report.form == "quote":
            told.clauses |= report.clause
        told.clauses |= set(report.cue_tokens)
    return told


def speaks(voice: Voice, view: View, mentions: Mentions, matcher: Matcher, pack: LanguagePack) -> bool:
    """Whether a voice is a link of the chain and its content makes claims."""
    report = voice.report
    kind = report.entry.kind
    if kind == "learn" and report.rule == "postposed":
        return True
    if report.form == "np" and report.rule == "governed" and _is_event(report, matcher):
        return False
    if report.form in ("np", "inf") and report.rule == "governed" and _is_purpose(report, view, pack):
        return False
    if kind not in _SPEAKING and not (kind == "agree" and report.form == "np" and report.entry.act):
        return False
    if kind in ("agree", "praise") and report.form == "np" and report.heads and mentions.may_speak(report.heads[0]):
        return False
    if report.cue.entry.pos == "NOUN" and not report.entry.act and report.form == "inf":
        return False
    turned_down = voice.parent is not None and voice.parent.report.entry.kind in ("deny", "refuse")  # "a rejeté les accusations selon lesquelles"
    if kind == "cite" and report.rule == "governed" and (turned_down or not (report.settled and voice.sources)):
        return False
    if kind in _ATTITUDES and report.form not in ("clause", "quote") and not (report.entry.rest and report.entry.act):
        return False  # a state of mind; "voiced concern over" is said
    if report.entry.rest and report.entry.act and report.form == "np" and not voice.sources:
        return False  # "No one claimed responsibility for the blast"
    if kind in _ACTS_WHEN_TOLD and report.form in ("inf", "np") and voice.parent is not None and voice.parent.report.form != "np":
        return False
    if report.said_noun is not None or report.cue.detached >= 0:
        return True
    if kind in ("say", "report", "announce", "show", "claim") and report.form == "np" and report.rule == "governed" and not report.entry.act:
        return kind == "announce" or kind in ("confirm", "report") and _eventful(report, view, matcher) or _judges(report, view)
    return not (report.rule == "governed" and not voice.sources and not report.source and kind in ("think", "know", "estimate", "fear"))


def _is_purpose(report: Report, view: View, pack: LanguagePack) -> bool:
    """Whether the cue is the infinitive of a purpose: "stopped work to demand higher pay" tells what was done, and nothing that anybody said."""
    cue = report.cue.head
    if view.role[cue] != "advcl" or view.is_finite(cue):
        return False
    return any(view.word[c].lower() in pack.aim_marks for c in view.kids(cue, "mark") if c < cue)


def _is_event(report: Report, matcher: Matcher) -> bool:
    """Whether a verb of saying with a noun phrase is an event of its own: "a reconnu le Kosovo", and in sport "a exclu le capitaine"."""
    own = matcher.at(report.cue.head)
    if own is None or own.trigger != report.cue.head or report.cue.entry.pos != "VERB":
        return False
    if acts().get(own.pattern.act, {}).get("type"):
        return not report.entry.act
    if own.pattern.act == "show" and not report.entry.act:
        return True  # "the play tells of the abduction of a consul": nobody was abducted
    return bool(acts().get(report.entry.act or "", {}).get("type")) and own.pattern.weight >= 5


def _eventful(report: Report, view: View, matcher: Matcher) -> bool:
    """Whether the noun phrase of an "announced X" names an event, or counts ("a fait état de sept morts")."""
    head = report.heads[0]
    return matcher.at(head) is not None or view.pos[head] == "PRON" or view.kid(head, "nummod") is not None


def _judges(report: Report, view: View) -> bool:
    """Whether the words say what something is to whoever speaks: "called the ruling a farce"."""
    head = report.cue.head
    return bool(report.source) and any(view.pos[c] in ("NOUN", "PROPN") and c > head for c in view.kids(head, "attr")) and view.kid(head, "obj") is not None


def covered(told: Telling, token: int, voice: Voice | None) -> bool:
    """Whether a deeper voice than *voice* already tells *token*."""
    return any(other is not voice and (voice is None or len(other.report.content) < len(voice.report.content)) for other in told.telling.get(token, ()))


def is_told_elsewhere(told: Telling, token: int, voice: Voice | None) -> bool:
    """Whether *token* is the cue of another voice: its content makes the claims."""
    return any(other is not voice and other.report.rule != "according" for other in told.cue_heads.get(token, ())) or (voice is None and token in told.clauses)


def is_silence(told: Telling, head: int) -> bool:
    """Whether the clause of *head* tells that something is left out: its predicate is part of a formula, or only carries one ("there was no word on")."""
    return any(
        silence.anchor == head
        or (head in range(silence.first, silence.last + 1) and told.view.is_predicate(head))
        or (told.view.head[silence.anchor] == head and told.view.role[silence.anchor] in _CARRIED)
        for silence in told.silences
    )


def is_nobodys(told: Telling, voice: Voice) -> bool:
    """Whether something is said and nobody says it: "was reported to have", "il se dit que"."""
    report, view = voice.report, told.view
    if report.entry.kind not in ("report", "say", "claim") or report.cue.entry.pos != "VERB" or any(view.role[t] != "expl" for t in report.source):
        return False
    head = report.cue.head
    return view.is_passive(head) or view.kid(head, "refl") is not None and view.kid(head, "expl") is not None


def lineage(told: Telling, voice: Voice | None) -> list[Voice]:
    if voice is None:
        return []
    return [v for v in voice.lineage() if id(v) in told.speaking or v is voice]


def entities_at(told: Telling, tokens: Sequence[int], voice: Voice | None, *, found_new: bool = False, people: bool = False) -> tuple[int, ...]:
    """The entities at *tokens*, "I" and "we" being the voice's. *found_new* lets a phrase that names no party found one; *people* too, and takes it for
    people whatever the noun."""
    speaker = voice.sources if voice is not None else ()
    found: list[int] = []
    for token in tokens:
        numbers = told.mentions.entities_of(token, speaker=speaker, found=found_new or people)
        if not numbers and voice is not None and voice.report.form == "quote" and _is_own_we(told, token):
            numbers = speaker
        if people:
            are_people(told.mentions, numbers)
        for number in numbers:
            for power in body_of(told, number) or (as_power(told, token, number),):
                if power not in found:
                    found.append(power)
    return tuple(found)


def _is_own_we(told: Telling, token: int) -> bool:
    """Whether the generic pronoun at *token* takes the speaker in: "On opère à la bougie"; not where something is done to the speaker ("on m'a volé")."""
    view, pronouns = told.view, told.pack.pronouns
    if view.word[token].lower() not in told.pack.generic_pronouns:
        return False
    return not any(pronouns.get(view.word[c].lower(), (0, "", ""))[0] == 1 for c in view.children[view.head[token]])


def body_of(told: Telling, number: int) -> tuple[int, ...]:
    """The bodies that people of no name act for: "members of the league", "armed men from the coastguard"; () where none is told."""
    draft, view = told.mentions.drafts[number], told.view
    if draft.kind != "person" or draft.named or not draft.plural or not draft.tokens:
        return ()
    first = draft.tokens[0]
    any_of_them = normal(view.lemma[first]) in lexicon(told.pack, "member")
    bodies = [c for c in view.kids(first, "nmod") if view.case(c) in told.pack.membership or any_of_them and view.case(c) in told.pack.of]
    return tuple(n for c in bodies for n in told.mentions.entities_of(c) if told.mentions.drafts[n].kind == "organization" and is_party(told, n))


def is_party(told: Telling, number: int) -> bool:
    """Whether an entity is named or told of by a role."""
    draft = told.mentions.drafts[number]
    return draft.named or bool(draft.roles)


def as_power(told: Telling, token: int, number: int) -> int:
    """A thing that carries a nationality acts for its country: "un avion militaire français"."""
    draft = told.mentions.drafts[number]
    if draft.kind == "organization" and not draft.named and not draft.roles and draft.country and draft.known is None:
        return told.mentions.country(draft.country)
    return number
