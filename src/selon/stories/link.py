"""The whole flow from cards to stories on one screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from selon.stories.card import Card
from selon.stories.commitments import Thread, threads
from selon.stories.contradictions import Contradiction, contradictions, opposed
from selon.stories.copies import Copy, copy_tree
from selon.stories.corrections import Correction, corrections
from selon.stories.group import group
from selon.stories.keys import keys
from selon.stories.origins import ClaimCluster, Origins, behind
from selon.stories.same import Edge, edge

#: A candidate key that more dispatches share than this tells nothing and is passed over.
MOST_SHARING = 200


@dataclass(frozen=True, slots=True)
class Story:
    """Dispatches about the same happenings, and all that linking tells of them; *edges* are the evidence."""

    dispatches: tuple[str, ...]
    edges: tuple[Edge, ...]
    copies: tuple[Copy, ...]
    origins: Origins
    claims: tuple[ClaimCluster, ...]
    contradictions: tuple[Contradiction, ...]
    corrections: tuple[Correction, ...]
    commitments: tuple[Thread, ...]


def link(cards: Sequence[Card], asof: str | None = None) -> tuple[Story, ...]:
    """The stories that *cards* tell, sorted by their first key; every card stands in exactly one. *asof* (ISO day): see ``commitments.threads``."""
    by_key = {card.key: card for card in cards}
    edges = edges_of(cards)
    return tuple(story_of([by_key[key] for key in members], edges, asof) for members in group(by_key, edges))


def story_of(cards: Sequence[Card], edges: Sequence[Edge], asof: str | None = None) -> Story:
    """All that linking tells of one story's *cards*."""
    members = {card.key for card in cards}
    own = tuple(each for each in edges if each.one in members and each.other in members)
    pairs = tuple(opposed(cards))
    return Story(
        tuple(sorted(members)),
        own,
        copy_tree(cards),
        *behind(cards),
        contradictions(cards, pairs),
        corrections(cards, pairs),
        threads(cards, asof),
    )


def edges_of(cards: Sequence[Card]) -> tuple[Edge, ...]:
    """The edges between all *cards* that share a candidate key."""
    by_key = {card.key: card for card in cards}
    sharing: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        for each in keys(card):
            sharing[each].append(card.key)
    candidates = {pair for those in sharing.values() if len(those) <= MOST_SHARING for pair in combinations(sorted(those), 2)}
    return tuple(found for one, other in sorted(candidates) if (found := edge(by_key[one], by_key[other])) is not None)
