"""Formulas: rows of a table whose pattern is a line of words, found in sentences (omissions, basis).

A pattern is read over a normalised line of lemmas: auxiliaries, copulas, reflexives and adverbs may be passed over, and a
negation stands right before the verb group ("n'a toutefois pas précisé" reads ``ne pas préciser``). ``*`` in a pattern
stands for up to six words, ``a/b`` for alternatives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from selon.knowledge.gazetteer import normal
from selon.lang.pack import LanguagePack
from selon.syntax.view import View
from selon.tables import Row

_GAP = 6


@dataclass(frozen=True, slots=True)
class Formula:
    """One row: *steps* are sets of alternative lemmas, or None for a gap."""

    steps: tuple[frozenset[str] | None, ...]
    row: Row


@cache
def formulas(pack: LanguagePack, table: str) -> dict[str, tuple[Formula, ...]]:
    """First lemma -> formulas of the pack's *table*, longest first."""
    found: dict[str, list[Formula]] = {}
    for row in pack.table(table):
        steps = tuple(None if word == "*" else frozenset(normal(w.strip("'")) for w in word.split("/")) for word in row["pattern"].split())
        if not steps or steps[0] is None:
            continue
        for first in steps[0]:
            found.setdefault(first, []).append(Formula(steps, row))
    return {key: tuple(sorted(group, key=lambda f: -len(f.steps))) for key, group in found.items()}


@dataclass(frozen=True, slots=True)
class Word:
    """One place of the normalised line: lemma and form of token *token*; an *optional* one (auxiliary, copula, adverb, reflexive) may be passed over."""

    forms: frozenset[str]
    token: int
    optional: bool = False


def line_of(view: View, begin: int, end: int, pack: LanguagePack) -> list[Word]:
    """The normalised line of a sentence: each negation before the verb group that it negates."""
    moved: dict[int, list[int]] = {}
    kept: list[int] = []
    for t in range(begin, end):
        role, head = view.role[t], view.head[t]
        if role == "neg" and view.is_predicate(head):
            first = min(t, head, *view.kids(head, "aux", "aux:pass", "cop", "refl"))
            moved.setdefault(max(first, begin), []).append(t)
            if first == t:
                kept.append(t)
        elif view.pos[t] == "PUNCT" or role == "expl":
            continue
        elif view.word[t].lower() in pack.negative_particles and any(view.role[c] == "neg" for c in view.children[head]):
            continue
        else:
            kept.append(t)
    line: list[Word] = []
    for t in kept:
        negations = moved.get(t, ())
        for n in negations:
            line.extend(Word(frozenset({word}), n) for word in pack.negation_line)
        if t in negations:
            continue
        line.append(Word(frozenset({normal(view.lemma[t]), normal(view.word[t])}), t, _is_optional(view, t, pack)))
    return line


def _is_optional(view: View, t: int, pack: LanguagePack) -> bool:
    role = view.role[t]
    if role in ("aux", "aux:pass", "cop", "refl") and t != view.head[t] or view.pos[t] == "AUX" and view.kids(t, "attr"):
        return True
    return view.pos[t] == "ADV" and role == "adv" and view.word[t].lower() not in pack.kept_adverbs


def at(line: list[Word], k: int, index: dict[str, tuple[Formula, ...]]) -> Iterator[tuple[Row, list[int]]]:
    """The rows whose formula begins at place *k* of *line*, longest first, each with the places of its words."""
    candidates = [formula for word in sorted(line[k].forms) for formula in index.get(word, ())]
    for formula in sorted(candidates, key=lambda f: (-len(f.steps), not f.row["pattern"].startswith("'"))):  # a form before a lemma
        places = _match(line, k, formula.steps)
        if places is not None:
            yield formula.row, places


def _match(line: list[Word], k: int, steps: tuple[frozenset[str] | None, ...]) -> list[int] | None:
    positions: list[int] = []
    passed = 0  # words that a gap may still take up
    for step in steps:
        if step is None:
            passed = _GAP
            continue
        while k < len(line) and not line[k].forms & step:
            if not (line[k].optional and positions):
                if not passed:
                    return None
                passed -= 1
            k += 1
        if k >= len(line):
            return None
        positions.append(k)
        k += 1
        passed = 0
    return positions
