"""Stories: which dispatches belong together, how many sources stand behind them, what contradicts what, what became of what was owed.

The gold is a file of stories (``{"stories": [...]}``) and the gold ledgers of their dispatches; a dispatch that no story names is a story of its own. Ledgers
are read from the texts, or (*gold ledgers*) taken from the gold, so that linking is measured apart from reading.

*Grouping*: B-cubed (Bagga and Baldwin 1998) over all dispatches. All else is measured on the stories as they were found. *Origins*: the share of gold stories
whose number of independent primary sources is right in the found story that shares most dispatches with them, and the mean error. *Contradictions* and *same
claims*: pairs of claims; claims found answer the gold's as ``selon.evaluate.ledger`` pairs them. Stories
without a dispatch of a gold story have no gold for these and are left out. *Corrections*: by the claim corrected, right where one
of the claims that correct it is right too. *Commitment links*: (commitment of the first dispatch, later dispatch, how it stands); commitments answer
each other that have a claim in common.

The figure is the mean of grouping F1, exact origins, F1 of contradictions and F1 of commitment links.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from selon.errors import DispatchError, InputError
from selon.evaluate.gold_ledgers import gold_ledger
from selon.evaluate.ledger import claim_pairs
from selon.evaluate.measures import Document, pair_off, rates, row, share
from selon.evaluate.predict import ledger_of
from selon.model.ledger import Ledger
from selon.render.json import to_dict
from selon.stories.card import card_of
from selon.stories.commitments import Thread
from selon.stories.link import Story, link

#: A claim or commitment, in the gold's notation: ``dispatch:id``.
Ref: TypeAlias = str


def read_stories(path: Path) -> list[dict[str, Any]]:
    """The stories of a gold file. Raises InputError for a file that cannot be read or holds none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    stories = data.get("stories") if isinstance(data, dict) else None
    if not isinstance(stories, list) or not all(isinstance(each, dict) and isinstance(each.get("ids"), list) for each in stories):
        raise InputError(f"{path}: no 'stories' with their 'ids': this is no gold file for stories")
    return stories


def ledgers_of(documents: Sequence[Document], *, gold: bool) -> list[Ledger]:
    """The ledgers of gold *documents*: read from their texts, or the gold's own. One that cannot be read is left out."""
    ledgers: list[Ledger] = []
    for document in documents:
        try:
            read = ledger_of(document)
        except DispatchError:
            continue
        ledgers.append(gold_ledger(document, read) if gold else read)
    return ledgers


def score(stories: Sequence[dict[str, Any]], documents: Sequence[Document], ledgers: Sequence[Ledger]) -> dict[str, Any]:
    """The figures of this module: ``documents``, ``stories``, ``grouping`` (precision, recall, F1), ``origins`` (exact, error), ``contradictions``,
    ``same_claims``, ``corrections``, ``commitment_links`` (rates) and ``score``."""
    cards = [card_of(ledger, ledger.dispatch.id) for ledger in ledgers]
    told = {id for story in stories for id in story["ids"]}
    found = link(cards)
    names = _Names(documents, ledgers)
    grouping = _b_cubed(_gold_groups(stories, documents), [story.dispatches for story in found], [document["id"] for document in documents])
    exact, error = _origins(stories, found)
    result: dict[str, Any] = {"documents": len(documents), "stories": len(stories), "grouping": grouping, "origins": {"exact": exact, "error": error}}
    result["contradictions"] = _rates(
        {frozenset(pair) for story in stories for pair in story["contradictions"]},
        {frozenset(names.claim(*ref) for ref in each.claims) for story in found for each in story.contradictions if told & set(story.dispatches)},
    )
    result["same_claims"] = _rates(
        {frozenset(pair) for story in stories for pair in story["same_claims"]},
        {
            frozenset((names.claim(*one), names.claim(*other)))
            for story in found
            if told & set(story.dispatches)
            for cluster in story.claims
            for one in cluster.claims
            for other in cluster.claims
            if one[0] < other[0]
        },
    )
    result["corrections"] = _corrections(stories, found, names)
    result["commitment_links"] = _rates(
        {(each["from"], each["to"].split(":")[0], each["status"]) for story in stories for each in story["commitment_links"] if each["to"]},
        {step for story in found for thread in story.commitments for step in _links(thread, names)},
    )
    parts = (grouping["f1"], exact, result["contradictions"]["f1"], result["commitment_links"]["f1"])
    return result | {"score": sum(parts) / len(parts)}


def table(result: dict[str, Any]) -> list[str]:
    """A result as printed lines."""
    grouping = result["grouping"]
    lines = [
        f"documents {result['documents']}, stories {result['stories']}",
        f"{'grouping (B-cubed)':<26} P {grouping['precision']:.4f}  R {grouping['recall']:.4f}  F1 {grouping['f1']:.4f}",
        f"{'origins exact':<26} {result['origins']['exact']:.4f}  mean error {result['origins']['error']:.4f}",
    ]
    return lines + [row(name.replace("_", " "), result[name]) for name in ("contradictions", "commitment_links", "corrections", "same_claims")]


class _Names:
    """What claims and commitments found are called in the gold."""

    def __init__(self, documents: Sequence[Document], ledgers: Sequence[Ledger]) -> None:
        read = {ledger.dispatch.id: to_dict(ledger) for ledger in ledgers}
        self.claims: dict[tuple[str, str], Ref] = {}
        self.owed: dict[tuple[str, str], Ref] = {}
        for document in documents:
            predicted = read.get(document["id"])
            if predicted is not None:
                pairs = claim_pairs(document, predicted)
                self.claims |= {(document["id"], found): f"{document['id']}:{gold}" for gold, found in pairs}
                self.owed |= {(document["id"], found): f"{document['id']}:{gold}" for gold, found in _same_commitments(document, predicted, pairs)}

    def claim(self, dispatch: str, id: str) -> Ref:
        """The gold's name of a claim; a name that no gold claim has, if none answers it."""
        return self.claims.get((dispatch, id), f"{dispatch}:found-{id}")

    def commitment(self, dispatch: str, id: str) -> Ref:
        """The gold's name of a commitment, likewise."""
        return self.owed.get((dispatch, id), f"{dispatch}:found-{id}")


def _same_commitments(gold: Document, predicted: Document, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """(gold id, predicted id) of the commitments that have a claim in common, one to one, those with most in common first."""
    answers = {found: wanted for wanted, found in pairs}
    numbered = pair_off(
        ((float(common),), left, right)
        for left, mine in enumerate(gold["commitments"])
        for right, theirs in enumerate(predicted["commitments"])
        if (common := len(set(mine["claims"]) & {answers.get(id) for id in theirs["claims"]}))
    )
    return [(gold["commitments"][left]["id"], predicted["commitments"][right]["id"]) for left, right in numbered]


def _gold_groups(stories: Sequence[dict[str, Any]], documents: Sequence[Document]) -> list[tuple[str, ...]]:
    known = {document["id"] for document in documents}
    groups = [tuple(id for id in story["ids"] if id in known) for story in stories]
    told = {id for group in groups for id in group}
    return [group for group in groups if group] + [(id,) for id in sorted(known - told)]


def _b_cubed(gold: Iterable[Sequence[str]], found: Iterable[Sequence[str]], ids: Sequence[str]) -> dict[str, float]:
    """B-cubed precision, recall and F1 of a partition; a dispatch that was not read is a group of its own."""
    wanted = {id: frozenset(group) for group in gold for id in group}
    got = {id: frozenset(group) for group in found for id in group}
    precision = share(sum(len(wanted[id] & got.get(id, {id})) / len(got.get(id, {id})) for id in ids), len(ids))
    recall = share(sum(len(wanted[id] & got.get(id, {id})) / len(wanted[id]) for id in ids), len(ids))
    return {"precision": precision, "recall": recall, "f1": share(2 * precision * recall, precision + recall)}


def _origins(stories: Sequence[dict[str, Any]], found: Sequence[Story]) -> tuple[float, float]:
    """The share of stories whose number of sources is right, and the mean of how far it is off."""
    off: list[int] = []
    for story in stories:
        ids = set(story["ids"])
        best = max(found, key=lambda each: (len(ids & set(each.dispatches)), -len(each.dispatches)), default=None)
        count = len(best.origins.sources) if best is not None and ids & set(best.dispatches) else 0
        off.append(abs(count - story["independent_primary_sources"]))
    return share(off.count(0), len(off)), share(sum(off), len(off))


def _corrections(stories: Sequence[dict[str, Any]], found: Sequence[Story], names: _Names) -> dict[str, float]:
    wanted = {each["corrects"]: set(each["by"]) for story in stories for each in story["corrections"]}
    got = {names.claim(*each.corrects): {names.claim(*ref) for ref in each.by} for story in found for each in story.corrections}
    right = sum(bool(by & wanted.get(corrects, set())) for corrects, by in got.items())
    return rates(right, len(got), len(wanted), when_empty=1.0)


def _links(thread: Thread, names: _Names) -> Iterable[tuple[Ref, str, str]]:
    """(commitment, dispatch, how it stands) for each later day's step; the commitments are those of the first day's dispatches."""
    first = thread.steps[0].day
    begins = [step for step in thread.steps if step.day == first and step.owed is not None]
    for step in thread.steps:
        if step.day != first and step.stage != "lapsed":
            state = step.stage if step.stage in ("fulfilled", "cancelled") else "open"
            yield from ((names.commitment(begin.dispatch, begin.owed or ""), step.dispatch, state) for begin in begins)


def _rates(wanted: set[Any], found: set[Any]) -> dict[str, float]:
    return rates(len(wanted & found), len(found), len(wanted), when_empty=1.0)
