"""Rules and encoder together: what both find is kept, what one finds alone must be likely enough.

The thresholds and choices here are measured; ``docs/decisions/0009-encoder.md`` has the comparison.
"""

from __future__ import annotations

from dataclasses import dataclass

from selon.attributions.cues import ATTITUDES, Cue
from selon.attributions.edges import content_of, source_of, worth
from selon.attributions.learned import Heard, Hearing, report_of, source_heads
from selon.attributions.scene import Report, Scene, Weight, tops, trim
from selon.attributions.sources import source_tokens
from selon.syntax.view import View


@dataclass(frozen=True, slots=True)
class Policy:
    """When each reader prevails.

    *keep*: a report of thought or will that the rules found stands if the encoder gives its cue this probability at least (one of speech,
    what the language pack asks); *add*: so does a relation that the encoder finds alone. The other margins are log-odds of the words that
    differ, by which a span of the encoder must be likelier to replace the rules': *content*; *extent*, of a source that both find and bound
    otherwise; *other*, of another source; *missing*, of a source where the rules find none. *cut* is what an edge of the encoder's contents
    pays for each dependency that it parts.
    """

    keep: float = 0.2
    add: float = 0.5
    content: float = 8.0
    extent: float = 12.0
    other: float = 10.0
    missing: float = 1.0
    cut: float = 0.7


POLICY = Policy()
#: Two contents that agree by more than this (Jaccard) are one, told twice.
SHARED = 0.8


def weigh(scene: Scene, reports: list[Report], hearing: Hearing, cues: list[Cue], policy: Policy = POLICY) -> list[Report]:
    """The reports that stand, in order of their cues, spans mended where the encoder is surer."""
    at = {t: cue for cue in cues for t in cue.tokens}
    left = list(hearing.relations)
    kept: list[Report] = []
    cited = {t for report in reports if report.rule == "citing" for s in report.source for t in scene.view.subtree(s)}
    behind = {t for report in reports if report.rule == "postposed" for t in report.clause}
    for report in reports:
        chance = max(hearing.likely[t] for t in report.cue_tokens)
        heard = _same_cue(report, left)
        if heard is not None:
            left.remove(heard)
            chance = max(chance, heard.chance)
        if chance < (policy.keep if report.entry.kind in ATTITUDES else scene.pack.doubt) and not report.settled:
            continue
        if heard is None:
            report.weight = Weight(chance)
        else:
            _mend(scene, report, heard, chance, policy, cited, behind)
        kept.append(report)
    told = {t for report in kept for t in report.cue_tokens}
    for heard in left:
        if heard.chance < policy.add or heard.anchor in told:
            continue
        own = report_of(scene, heard, content_of(scene, heard, policy.cut), source_of(scene, heard), at)
        if own is not None:
            own.weight = Weight(heard.chance, heard.sure, alone=True)
            kept.append(own)
    kept.sort(key=lambda r: r.cue_tokens[0])
    _drop_own(scene, kept)
    _widen(scene, kept)
    _close(scene, kept)
    _part(scene, kept)
    _cite(scene, kept)
    return kept


def _widen(scene: Scene, reports: list[Report]) -> None:
    """ "The command demanded that Kyiv apologise, the agency said": what the agency said is the demand, not what is demanded."""
    view = scene.view
    for outer in reports:
        if outer.rule != "postposed" or outer.weight is None or not outer.weight.alone:
            continue
        for inner in reports:
            begin = view.sentences[view.sent[inner.cue_tokens[0]]][0]
            before = set(range(begin, min(outer.content)))
            told = outer.content <= inner.content and set(outer.cue_tokens) <= inner.content
            if inner.rule == "governed" and inner.form == "clause" and told and set(inner.cue_tokens) <= before:
                inner.content = set(outer.content)
                outer.content = trim(scene, outer.content | before)
                outer.heads = heads_of(view, outer.content, [])
                break


def _drop_own(scene: Scene, reports: list[Report]) -> None:
    """ "X a protesté contre la fermeture, contraire selon lui à un traité": that it is so according to himself adds nobody."""
    view = scene.view
    for report in list(reports):
        if report.rule != "according" or not report.source or any(view.pos[t] != "PRON" for t in report.source):
            continue
        cue = report.cue_tokens[0]
        for other in reports:
            told = set(other.cue_tokens) <= report.content or bool(other.content) and min(other.content) < cue < max(other.content)
            within = other.rule == "governed" and other.source and told
            if within and max(other.cue_tokens) < cue and view.sent[other.cue.head] == view.sent[cue]:
                reports.remove(report)
                break


def _close(scene: Scene, reports: list[Report]) -> None:
    """ "The minister said that it would rain, Reuters reports", "..., selon Reuters": what closes the sentence tells that he said so, where the encoder gives
    both one content."""
    view = scene.view
    for outer in reports:
        if outer.rule not in ("postposed", "according") or not outer.clause or outer.quotation >= 0:
            continue
        first = min(outer.clause)
        begin, end = view.sentences[view.sent[first]]
        if any(view.pos[t] != "PUNCT" for t in range(max(outer.clause) + 1, end)):
            continue  # "que le pont s'est, je crois, effondré"
        for inner in reports:
            cue = set(inner.cue_tokens)
            ahead = inner.rule == "governed" and max(cue) < first and view.sent[inner.cue.head] == view.sent[first] and not cue & outer.content
            told = inner.content - outer.clause
            if ahead and inner.source and (alike(told, outer.content) > SHARED or outer.content <= told) and view.role[inner.cue.head] != "acl":
                outer.content = trim(scene, set(range(begin, first)))
                outer.heads = heads_of(view, outer.content, [inner.cue.head])
                inner.content -= outer.clause
                break


def _cite(scene: Scene, reports: list[Report]) -> None:
    """ "D'après la chaîne, citant une source, ...": a citing participle that shares its host's content tells within it."""
    view = scene.view
    for report in list(reports):
        if report.entry.kind != "cite" or report.cue.entry.pos != "VERB" or view.is_finite(report.cue.head) or report.relay_of is not None:
            continue
        hosts = [
            r
            for r in reports
            if r is not report and view.sent[r.cue_tokens[0]] == view.sent[report.cue_tokens[0]] and alike(r.content, report.content) > SHARED
        ]
        if hosts and report.source and all(view.role[t] == "agent" for t in report.source):
            reports.remove(report)  # "a affirmé le ministère, cité par l'agence": it carries what its host tells
        elif hosts and report.source:
            report.rule, report.relay_of, report.content, report.heads = "citing", hosts[0], set(hosts[0].content), list(hosts[0].heads)


def _part(scene: Scene, reports: list[Report]) -> None:
    """What stands beside one cue is not told by another one far away: where contents of cues in different sentences overlap, and neither cue stands
    in the other's content, the words go to the cue of their own sentence."""
    view = scene.view
    for report in reports:
        home = view.sent[report.cue_tokens[0]]
        for other in reports:
            away = view.sent[other.cue_tokens[0]]
            if away == home or report.relay_of is other:
                continue
            shared = {t for t in report.content & other.content if view.sent[t] == away}
            if not shared or set(other.cue_tokens) & report.content or set(report.cue_tokens) & other.content:
                continue
            left = trim(scene, report.content - shared)
            if left:
                report.content, report.heads = left, heads_of(view, left, report.heads)


def _same_cue(report: Report, relations: list[Heard]) -> Heard | None:
    """That of *relations* which stands on the report's cue: of several the one with the likest content."""
    cue = set(report.cue_tokens)
    near = [heard for heard in relations if heard.anchor in cue or report.cue.head in heard.cue]
    return max(near, key=lambda heard: (alike(report.content, heard.content), heard.chance), default=None)


def _mend(scene: Scene, report: Report, heard: Heard, chance: float, policy: Policy, cited: set[int], told_behind: set[int]) -> None:
    """Take the encoder's spans where it holds them to be likelier than the rules' by more than the policy asks; *cited* are the words for whom others
    cite, *told_behind* those of clauses that follow what they report."""
    view = scene.view
    own = {*report.cue_tokens, *(t for t in report.clause if t < report.cue_tokens[0])}  # nobody says that he says it
    content, source = content_of(scene, heard, policy.cut) - own, source_of(scene, heard)
    ours, theirs = report.content | report.addressee, source_tokens(view, report)
    speaker = {t for s in report.source for t in view.subtree(s)}
    # "la présidente a défendu ce plan": where the encoder has it the other way round, the rules took an object for a subject behind its verb
    swapped = bool(source and content) and source <= report.content and content <= speaker and not any(scene.speaks(t) for t in report.source)
    behind = report.rule == "postposed" and not swapped
    plain = _is_plain(scene, report, source)
    if behind:
        content -= speaker & report.clause  # ", explained an official who asked not to be named"
    elif plain:
        content -= theirs
    home = view.sent[report.cue.head]
    if behind and report.quotation < 0 and any(view.sent[t] == home for t in content):
        content = {t for t in content if view.sent[t] == home or view.quoted[t] >= 0}  # it tells what its own sentence says
    content = trim(scene, content)
    begin = view.sentences[home][0]
    aside = content <= report.clause | told_behind or begin in report.clause and not _tells(view, content)
    if report.rule == "according" and aside and _tells(view, ours):
        content = set()  # "Selon un responsable ayant requis l'anonymat, Tokyo a ...": what is told of the source is not what he says
    bare = content < ours and not _tells(view, content)
    if report.rule == "governed" and bare and any(set(view.subject(h)) & content for h in report.heads if view.is_finite(h)):
        content = set()  # "que l'enquête, ouverte à Caen, avait duré": no noun alone is what was said
    report.weight = Weight(chance, heard.sure, (alike(theirs, source) if theirs or source else 1.0, alike(ours, content)))
    if report.rule == "citing" or report.carriers or report.settled or report.aside:
        return  # whom it cites is read from what it stands beside
    reversed_ = report.rule == "governed" and bool(content) and content <= speaker and max(content) < report.cue.head
    if reversed_ and any(scene.speaks(t) for t in report.source):
        return  # the encoder has it the other way round, but who speaks stands before the verb
    # a quotation that its marks bound is whole; the next one goes on with the same cue (``continued``)
    bounded = report.quotation >= 0 and all(view.quoted[t] >= 0 for t in content - ours)
    # the clause tells what stands before it; a quotation behind it goes on
    elsewhere = behind and report.quotation < 0 and not content & ours and all(view.quoted[t] >= 0 or view.sent[t] != home for t in content)
    if content and not bounded and not elsewhere and worth(heard.content_odds, content) - worth(heard.content_odds, ours) > policy.content:
        report.content, report.addressee = content, report.addressee & content
        report.heads = heads_of(view, content, report.heads)
        if report.quotation >= 0 and not any(view.quoted[t] == report.quotation for t in content):
            report.quotation = -1
    margin = policy.missing if not theirs else policy.extent if theirs & source else policy.other
    piece = report.rule == "postposed" and source <= speaker and not source & set(report.source)
    if plain or theirs and (behind and source <= report.content or piece or source <= cited):
        return  # the clause that tells who said it has a subject: nobody whom the content tells of or whom it cites, nor a piece of the subject
    if worth(heard.source_odds, source) - worth(heard.source_odds, theirs) > margin:
        heads = source_heads(view, source)
        if not (set(heads) | source) & set(report.source) or _is_where(view, heads, report.source):
            report.source = heads
        report.source_words = source


def _tells(view: View, content: set[int]) -> bool:
    return any(view.is_predicate(t) and view.is_finite(t) for t in content)


def _is_where(view: View, heads: list[int], source: list[int]) -> bool:
    """Whether what the rules took for the source is but the place of its head: "an envoy in As Salamiyah said"."""
    if not heads or not all(heads[0] < t for t in source):
        return False
    between = [range(heads[0] + 1, t) for t in source]
    return all(any(view.pos[k] == "ADP" for k in gap) and not any(view.word[k] == "," for k in gap) for gap in between)


def _is_plain(scene: Scene, report: Report, heard: set[int]) -> bool:
    """Whether the source that the rules found is a name, subject of a verb that governs a clause, and the encoder *heard* no other than whom it was told
    to: "Awa Sarr a assuré à L'Echo que ..."."""
    view, verb = scene.view, report.cue.head
    if report.rule != "governed" or report.form != "clause" or not report.source or report.source[0] not in view.kids(verb, "subj"):
        return False
    told_to = {t for c in view.kids(verb, "obl", "dat") if view.case(c) in scene.pack.dative for t in view.subtree(c)}
    return view.pos[report.source[0]] == "PROPN" and heard <= told_to


def heads_of(view: View, content: set[int], known: list[int]) -> list[int]:
    """The heads of a content: those that are *known*, and in its other sentences the predicates that nothing in it governs; a noun only where it has no
    other head."""
    kept = [h for h in known if h in content]
    told = {view.sent[h] for h in kept}
    own = [t for t in tops(view, content) if view.sent[t] not in told]
    predicates = [t for t in own if view.is_predicate(t)]
    speaking = {view.sent[t] for t in predicates}
    return sorted({*kept, *predicates, *([] if kept else [t for t in own if view.sent[t] not in speaking][:1])})


def alike(one: set[int], other: frozenset[int] | set[int]) -> float:
    """Jaccard index of two sets of tokens; 0 for two empty ones."""
    return len(one & other) / (len(one | other) or 1)
