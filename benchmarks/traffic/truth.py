"""What is known of the traffic because it was made: stories, origins, copies, contradictions, commitments, corrections."""

from __future__ import annotations

from typing import Any

from benchmarks.traffic.compose import Draft
from benchmarks.traffic.story import Story

_SETTLED = ("fulfilled", "cancelled")


def ref(draft: Draft, start: int, end: int) -> str:
    """A claim as truth names it: the dispatch and where its content stands."""
    return f"{draft.id}:{start}-{end}"


def story_truth(story: Story) -> dict[str, Any]:
    """The truth of one story, in the shape of a stories file; its dispatches must have their ids."""
    told = {draft.id: draft.laid_out()[1] for draft in story.drafts}
    origins = primary_sources(story)
    originals = [draft for draft in story.drafts if draft.relation not in ("copy", "rewrite")]
    contradictions = _contradictions(story, originals)
    return {
        "story": story.name,
        "title": story.drafts[0].headline,
        "kind": kind_of(story, bool(contradictions)),
        "schema": story.facts.schema.name,
        "ids": [draft.id for draft in story.drafts],
        "independent_primary_sources": len(origins),
        "primary_sources": origins,
        "contradictions": contradictions,
        "corrections": _corrections(story),
        "commitment_links": _commitments(story, originals),
        "same_claims": _same(story, told),
        "twin_of": story.twin_of,
    }


def kind_of(story: Story, contested: bool = False) -> str:
    """The kind, in the words of the stories files."""
    ends = {phase.ends for phase in story.phases[1:]}
    if len(story.phases) > 1:
        return "follow_up_cancelled" if "cancelled" in ends else "follow_up_fulfilled" if "fulfilled" in ends else "follow_up"
    kinds = {
        "single": "single",
        "copied": "copied_wire",
        "independent": "independent_sources",
        "parallel": "parallel_languages",
        "relay": "same_wire_report",
        "correction": "correction",
        "chain": "independent_sources",
    }
    if story.fixed:
        return "recurring"
    return "contradicting_sources" if contested and story.kind in ("independent", "chain") else kinds[story.kind]


def primary_sources(story: Story) -> list[str]:
    """The outermost links before the provider, each once; an agency whose own dispatch is in the story adds none, since that dispatch names its sources."""
    present = {draft.agency for draft in story.drafts if draft.relation not in ("copy", "rewrite")}
    found = {mark.chain[-1] for draft in story.drafts for mark in draft.laid_out()[1] if mark.chain}
    return sorted(found - present)


def dispatch_truth(draft: Draft) -> dict[str, Any]:
    """What a dispatch was made from and how it differs; its claims with their chains."""
    _, marks, places = draft.laid_out()
    parent = draft.parent
    copy_of = None
    if parent is not None:
        copy_of = {
            "id": parent.id,
            "relation": draft.relation,
            "headline_changed": draft.new_headline or draft.headline != parent.headline,
            "cut_paragraphs": draft.cut,
            "added": [list(places[index]) for index in draft.added],
            "reworded": [list(pair) for pair in draft.reworded],
        }
    return {
        "story": draft.story,
        "agency": draft.agency,
        "outlet": draft.outlet.name if draft.outlet else None,
        "copy_of": copy_of,
        "claims": [{"span": [mark.start, mark.end], "point": mark.point, "chain": [*mark.chain, "AGENCY"], "quote": mark.quote} for mark in marks],
    }


def _points(drafts: list[Draft], point: str, right: bool = False) -> list[tuple[Draft, str]]:
    return [(draft, ref(draft, mark.start, mark.end)) for draft in drafts if not (right and draft.wrong) for mark in draft.laid_out()[1] if mark.point == point]


def _contradictions(story: Story, drafts: list[Draft]) -> list[list[str]]:
    return [[one, other] for left, right in story.facts.schema.contras for _, one in _points(drafts, left) for _, other in _points(drafts, right)]


def _corrections(story: Story) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for draft in story.drafts:
        if draft.link is None:
            continue
        relation, earlier = draft.link
        if relation == "kills":
            _, marks, _ = earlier.laid_out()
            found.extend({"corrects": ref(earlier, mark.start, mark.end), "by": [], "by_dispatch": draft.id, "what": ["withdrawn"]} for mark in marks)
        if relation == "corrects":
            old_text, old, _ = earlier.laid_out()
            new_text, new, _ = draft.laid_out()
            for mark in old:
                for other in new:
                    if other.point == mark.point and old_text[mark.start : mark.end] != new_text[other.start : other.end]:
                        found.append(
                            {
                                "corrects": ref(earlier, mark.start, mark.end),
                                "by": [ref(draft, other.start, other.end)],
                                "by_dispatch": draft.id,
                                "what": [earlier.wrong],
                            }
                        )
    return found


def _commitments(story: Story, drafts: list[Draft]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    ends = {point: phase.ends for phase in story.phases for point, _ in phase.points}
    for owed, settling in story.facts.schema.commits:
        settled = _points(drafts, settling) if ends.get(settling) in (*_SETTLED, "update") else []
        for _, opened in _points(drafts, owed):
            by_dispatch: dict[str, list[str]] = {}
            for draft, closed in settled:
                by_dispatch.setdefault(draft.id, []).append(closed)
            status = {"update": "fulfilled"}.get(ends.get(settling, ""), ends.get(settling, ""))
            found.extend({"from": opened, "to": later, "status": status, "claims": claims} for later, claims in sorted(by_dispatch.items()))
    linked = {link["from"] for link in found}
    owing = dict.fromkeys(owed for owed, _ in story.facts.schema.commits)
    found.extend({"from": opened, "to": None, "status": "open", "claims": []} for owed in owing for _, opened in _points(drafts, owed) if opened not in linked)
    return found


def _same(story: Story, told: dict[str, Any]) -> list[list[str]]:
    """Groups of equivalent claims across dispatches; verbatim copies are left to ``copy_of``."""
    groups: dict[str, list[str]] = {}
    for draft in story.drafts:
        if draft.relation == "copy" or draft.wrong:
            continue
        for mark in told[draft.id]:
            point = f"{mark.point}/{draft.phase}" + (f"/{draft.lang}" if mark.point.startswith("q.") else "")
            groups.setdefault(point, []).append(ref(draft, mark.start, mark.end))
    return [refs for refs in groups.values() if len({one.split(":")[0] for one in refs}) > 1]
