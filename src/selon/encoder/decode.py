"""Log-odds of anchors and roles to relations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
SOURCE, CUE, CONTENT = range(3)
#: What it costs, in log-odds, that a role begins or ends (source, cue, content): a single doubtful word does not part a content. Sources and cues may be
#: one word long, so nothing holds them back.
SWITCH = (0.0, 0.0, 1.0)
#: What is added to the log-odds of each role. Most contents have a source, and half a source is better than none: a third is enough for its words.
BIAS = (0.7, 0.0, 0.0)
#: Relations whose words agree by more than this are one.
SAME = 0.7


@dataclass(frozen=True, slots=True)
class Relation:
    """Words (numbers) that bear the roles towards *anchor*, the probability *anchored* that a cue stands on it, and the mean probability of each role over
    the words it was given to (over all words, that there is none, where it was given to none). *source_odds* and *content_odds* are the log-odds of
    these roles for the words from *first* on.
    """

    anchor: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    anchored: float
    sure: tuple[float, float, float]
    first: int = 0
    source_odds: tuple[float, ...] = ()
    content_odds: tuple[float, ...] = ()


def probability(odds: Floats) -> Floats:
    """Log-odds to probability."""
    return 1.0 / (1.0 + np.exp(-odds))


def smooth(odds: Floats, switch: float) -> NDArray[np.bool_]:
    """The likeliest run of yes and no (Viterbi) along the last axis for log-odds [N, W], where each change costs *switch*."""
    if not switch:
        return np.asarray(odds > 0)
    rows, length = odds.shape
    best = np.zeros((rows, 2))
    came = np.zeros((length, rows, 2), dtype=np.int8)
    for t in range(length):
        stay_no, stay_yes = best[:, 0], best[:, 1]
        came[t, :, 0] = stay_yes - switch > stay_no
        came[t, :, 1] = stay_no - switch <= stay_yes
        best = np.stack([np.maximum(stay_no, stay_yes - switch), np.maximum(stay_yes, stay_no - switch) + odds[:, t]], axis=1)
    found = np.zeros((rows, length), dtype=bool)
    state = (best[:, 1] > best[:, 0]).astype(np.int8)
    every = np.arange(rows)
    for t in range(length - 1, -1, -1):
        found[:, t] = state == 1
        state = came[t, every, state]
    return found


def relations(anchors: Floats, numbers: NDArray[np.integer[Any]], roles: Floats, offset: int) -> list[Relation]:
    """One relation an anchor that has a content, likeliest first where two are alike.

    In: probabilities of the *anchors* [A], their *numbers* as words of the window, log-odds [A, W, 3], and the number of the window's first word.
    """
    if not len(anchors):
        return []
    held = [smooth(roles[:, :, role] + BIAS[role], SWITCH[role]) for role in range(3)]
    sure = probability(roles)
    found: list[Relation] = []
    for a in np.argsort(-anchors, kind="stable"):
        words = [np.flatnonzero(held[role][a]) for role in range(3)]
        if not len(words[CONTENT]):
            continue
        source, cue, content = (tuple(int(w) + offset for w in each) for each in words)
        means = tuple(
            round(float(sure[a, each, role].mean()), 4) if len(each) else round(float(1 - sure[a, :, role].max()), 4) for role, each in enumerate(words)
        )
        each = Relation(
            int(numbers[a]) + offset,
            source,
            cue or (int(numbers[a]) + offset,),
            content,
            float(anchors[a]),
            (means[0], means[1], means[2]),
            offset,
            tuple(roles[a, :, SOURCE].tolist()),
            tuple(roles[a, :, CONTENT].tolist()),
        )
        if not any(_same(each, other) for other in found):
            found.append(each)
    return sorted(found, key=lambda r: r.anchor)


def _same(one: Relation, other: Relation) -> bool:
    """Whether two anchors tell one relation: they share the cue, and nearly all of the content."""
    if not set(one.cue) & set(other.cue):
        return False
    both = len(set(one.content) & set(other.content))
    return both / len(set(one.content) | set(other.content)) > SAME
