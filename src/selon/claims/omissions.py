"""Omissions: formulas by which a dispatch says that something is left out.

The pack's patterns are read over a normalised line of lemmas: auxiliaries, copulas, reflexives and adverbs may be passed over, and a
negation stands right before the verb group ("n'a toutefois pas précisé" reads ``ne pas préciser``). ``*`` in a pattern
stands for up to four words, ``a/b`` for alternatives.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from selon.knowledge.gazetteer import normal
from selon.lang.pack import LanguagePack
from selon.syntax.view import View
from selon.tables import Row

_GAP = 4


@dataclass(frozen=True, slots=True)
class Formula:
    """One row: *steps* are sets of alternative lemmas, or None for a gap."""

    steps: tuple[frozenset[str] | None, ...]
    row: Row


@dataclass(frozen=True, slots=True)
class Silence:
    """A formula found: the tokens it stands on (first, last), its verb, and its row."""

    first: int
    last: int
    anchor: int
    row: Row


@cache
def formulas(pack: LanguagePack) -> dict[str, tuple[Formula, ...]]:
    """First lemma -> formulas, longest first."""
    found: dict[str, list[Formula]] = {}
    for row in pack.table("omissions"):
        steps = tuple(None if word == "*" else frozenset(normal(w.strip("'")) for w in word.split("/")) for word in row["pattern"].split())
        if not steps or steps[0] is None:
            continue
        for first in steps[0]:
            found.setdefault(first, []).append(Formula(steps, row))
    return {key: tuple(sorted(group, key=lambda f: -len(f.steps))) for key, group in found.items()}


def find_silences(view: View, pack: LanguagePack) -> list[Silence]:
    """Every omission formula, in order; of overlapping ones the first, then the longest."""
    index = formulas(pack)
    found: list[Silence] = []
    for begin, end in view.sentences:
        if all(view.quoted[t] >= 0 for t in range(begin, end) if view.pos[t] != "PUNCT"):
            continue  # what a quotation does not say is no omission of the dispatch
        line = _line(view, begin, end, pack)
        k = 0
        while k < len(line):
            silence, step = _at(view, line, k, index, pack, end)
            if silence is not None:
                found.append(silence)
            k += step
    return found


@dataclass(frozen=True, slots=True)
class Word:
    """One place of the normalised line: lemma and form of token *token*; an *optional* one (auxiliary, copula, adverb, reflexive) may be passed over."""

    forms: frozenset[str]
    token: int
    optional: bool = False


def _line(view: View, begin: int, end: int, pack: LanguagePack) -> list[Word]:
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


def _at(view: View, line: list[Word], k: int, index: dict[str, tuple[Formula, ...]], pack: LanguagePack, end: int) -> tuple[Silence | None, int]:
    for word in sorted(line[k].forms):
        for formula in index.get(word, ()):
            positions = _match(line, k, formula.steps)
            if positions is None:
                continue
            tokens = [line[p].token for p in positions]
            anchor = next((t for t in tokens if view.pos[t] in ("VERB", "AUX") or view.is_predicate(t)), tokens[0])
            first, last = min(tokens), max(tokens)
            first = min(first, *_group(view, anchor))
            if formula.row["extent"] == "clause":
                first, last = _clause(view, anchor, first, last, end)
            step = 1 + max(positions) - k
            if view.quoted[anchor] >= 0:
                continue
            return Silence(first, last, anchor, formula.row), step
    return None, 1


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


def _clause(view: View, anchor: int, first: int, last: int, end: int) -> tuple[int, int]:
    """From the formula to the end of what it governs."""
    first = min(first, *_group(view, anchor))
    _, right = view.edges(anchor)
    stop = max(last, min(right, end - 1))
    j = last
    while j + 1 <= stop and not (view.word[j + 1] in (",", ";", ".") and not _goes_on(view, j + 1, stop, anchor)):
        j += 1
    while j > last and view.word[j] in (",", ".", ";", ")"):
        j -= 1
    return first, j


def _group(view: View, anchor: int) -> list[int]:
    """The verb group of the formula's verb, with a relative pronoun that is its subject."""
    if not view.is_predicate(anchor):
        return [anchor]
    group = view.group(anchor)
    subject = view.kid(anchor, "subj", "subj:pass")
    if subject is not None and view.role[anchor] == "rel" and view.lemma[subject] in view.relatives:
        group.append(subject)
    return group


def _goes_on(view: View, comma: int, stop: int, anchor: int) -> bool:
    """Whether what follows a comma still belongs to the silence: a coordinated noun ("livraisons, ou assistance")."""
    following = comma + 1
    return following <= stop and view.pos[following] == "CCONJ" and view.word[comma] == ","
