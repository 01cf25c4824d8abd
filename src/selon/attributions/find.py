"""Cue-first linking: each cue of the text gets its content and its source.

Five ways a content is told, a module each (the rule names that attributions carry):

- ``governed``: the cue governs a clause, infinitive or noun phrase ("said that ...", "denied any deal");
- ``postposed``: the reporting clause follows or interrupts what it reports (", KCNA said", "a-t-il ajouté");
- ``according``: a preposition cue ("selon X", "according to X");
- ``citing``: a carrier names another source ("citing diplomats", "quoted the minister as saying");
- ``continued``: a quotation that goes on with no cue of its own.

What the rules find is then weighed against what the encoder read (``weigh``), which adds what no rule foresees.

Positions here are tokens; ``assemble`` turns them into spans.
"""

from __future__ import annotations

from selon.attributions.according import according
from selon.attributions.carriers import citing
from selon.attributions.cues import Cue, find_cues
from selon.attributions.governed import governed, is_taken_up
from selon.attributions.learned import Hearing
from selon.attributions.nouns import noun
from selon.attributions.postposed import postposed, tail, unlisted
from selon.attributions.quoted import before_quotation, continued
from selon.attributions.scene import Report, Scene, trim
from selon.attributions.weigh import weigh


def find_reports(scene: Scene, hearing: Hearing | None = None, *, rules: bool = True) -> list[Report]:
    """Every report, in order of its cue: what the rules find (unless *rules* is false) weighed against what the encoder heard, if anything."""
    cues = find_cues(scene.view, scene.pack)
    reports = _by_rules(scene, cues) if rules else []
    if hearing is not None:
        reports = weigh(scene, reports, hearing, cues)
    _keep_asides_apart(scene, reports)
    reports.extend(continued(scene, reports))
    return reports


def _by_rules(scene: Scene, cues: list[Cue]) -> list[Report]:
    reports: list[Report] = []
    taken: set[int] = set()
    for cue in cues:
        if cue.head in taken:
            continue  # "as saying" belongs to "quoted"
        report = _report(scene, cue)
        if report is not None:
            reports.append(report)
            if report.carriers or report.cue_tokens[-1] > cue.last:
                taken.update(report.cue_tokens)
    # "affirmant par la voix de son porte-parole que": the spokesman is the verb's source already
    spoken_by = {t for r in reports if r.rule == "governed" for t in r.source}
    for voiced in [r for r in reports if r.rule == "according" and set(r.cue_tokens) & spoken_by]:
        reports.remove(voiced)
        for report in reports:
            if set(report.source) & set(voiced.cue_tokens):
                report.source = list(voiced.source)
    reports.extend(unlisted(scene, reports))
    _share_sources(scene, reports)
    _keep_clauses_apart(scene, reports)
    _settle_relayed(scene, reports)
    return reports


def _settle_relayed(scene: Scene, reports: list[Report]) -> None:
    """ "Z, X said, according to Y": what stands between what is told and who relays it says who told it, by its form alone."""
    relays = [report for report in reports if report.rule == "according" and report.clause]
    for report in reports:
        if report.rule == "postposed" and report.entry.kind in ("say", "report") and report.quotation < 0:
            for relay in (relay for relay in relays if min(relay.clause) > report.cue.last):
                if report.clause & relay.clause:  # the parser hangs "according to Y" on the verb
                    report.clause = trim(scene, {t for t in report.clause if t < min(relay.clause)})
                gap = range(max(report.clause) + 1, min(relay.clause))
                report.settled |= len(gap) < 2 and all(scene.view.word[t] == "," for t in gap)


def _keep_asides_apart(scene: Scene, reports: list[Report]) -> None:
    """A clause that takes up what was said is no part of it: "X a dit que Y, ce que Z a démenti"."""
    for aside in (r for r in reports if r.aside):
        for other in reports:
            if other is not aside and not set(other.cue_tokens) & aside.aside and aside.aside & other.content:
                other.content = trim(scene, other.content - aside.aside)
        told = next((r for r in reports if r is not aside and r.form in ("clause", "inf", "np") and set(r.cue_tokens) <= aside.content), None)
        if told is not None:
            aside.content, aside.heads = set(told.content), list(told.heads)  # it is what was said that is denied


def _keep_clauses_apart(scene: Scene, reports: list[Report]) -> None:
    """A reporting clause that tells an inner report is no part of its content: "X a dit que Y, a rapporté Z"."""
    for outer in reports:
        if outer.rule != "postposed" or not outer.clause:
            continue
        for inner in reports:
            if inner is not outer and set(inner.cue_tokens) <= outer.content and outer.clause & inner.content:
                inner.content = trim(scene, inner.content - outer.clause)


def _share_sources(scene: Scene, reports: list[Report]) -> None:
    """A participle under a reporting clause goes on with its speaker: "a déclaré X, ajoutant que"."""
    view = scene.view
    by_cue = {t: r for r in reports for t in r.cue_tokens if r.rule == "postposed"}
    for report in reports:
        if report.rule == "governed" and view.role[report.cue.head] in ("advcl", "acl") and not view.is_finite(report.cue.head):
            host = by_cue.get(view.head[report.cue.head])
            if host is not None:
                report.source = list(host.source)


def _report(scene: Scene, cue: Cue) -> Report | None:
    if cue.entry.pos == "ADP":
        return according(scene, cue)
    if cue.entry.pos == "NOUN":
        return noun(scene, cue)
    if cue.entry.pos == "ADJ":
        return governed(scene, cue)
    if is_taken_up(scene, cue):
        return governed(scene, cue)
    return citing(scene, cue) or postposed(scene, cue) or tail(scene, cue) or governed(scene, cue) or before_quotation(scene, cue)
