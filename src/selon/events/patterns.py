"""Event patterns: tables of triggers over the neutral syntax, and how they match.

A pattern matches where its lemma stands, with its part of speech, and all its conditions hold. The pattern
with most conditions wins, then file order. Its act gives PLOVER type, mode and CAMEO code (``acts`` table).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from selon.lang.pack import LanguagePack
from selon.mentions.resolve import Mentions
from selon.syntax.roles import evaluate, follow
from selon.syntax.view import View


@dataclass(frozen=True, slots=True)
class Condition:
    """``role`` (present), ``!role`` (absent), ``role~lemmas``, ``role@class``; *negated* turns any of them."""

    path: tuple[str, ...]
    lemmas: frozenset[str]
    klass: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of the event table, ready to match."""

    lemma: str
    pos: str
    conditions: tuple[Condition, ...]
    act: str
    actor: str
    recipient: str
    weight: int


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern at a trigger token, with the tokens that fill its roles."""

    pattern: Pattern
    trigger: int
    actor: tuple[int, ...]
    recipient: tuple[int, ...]


def parse_condition(text: str) -> Condition:
    """One condition of a ``when`` cell."""
    negated = text.startswith("!")
    text = text.lstrip("!")
    lemmas: frozenset[str] = frozenset()
    klass = ""
    if "~" in text:
        text, _, words = text.partition("~")
        lemmas = frozenset(word.strip() for word in words.split("|") if word.strip())
    elif "@" in text:
        text, _, klass = text.partition("@")
    return Condition(tuple(text.strip().split(".")), lemmas, klass.strip(), negated)


@cache
def pattern_index(pack: LanguagePack) -> dict[tuple[str, str], tuple[Pattern, ...]]:
    """(pos, lemma) -> patterns, most conditions first, then file order."""
    found: dict[tuple[str, str], list[Pattern]] = {}
    for row in pack.table("events"):
        conditions = tuple(parse_condition(part.strip()) for part in row["when"].split(";") if part.strip())
        pattern = Pattern(row["lemma"], row["pos"], conditions, row["act"], row["actor"], row["recipient"], len(conditions))
        found.setdefault((row["pos"], row["lemma"]), []).append(pattern)
    return {key: tuple(sorted(patterns, key=lambda p: -p.weight)) for key, patterns in found.items()}


class Matcher:
    """Matches the patterns of a language on one dispatch."""

    def __init__(self, view: View, mentions: Mentions, pack: LanguagePack) -> None:
        self.view = view
        self.mentions = mentions
        self.pack = pack
        self.index = pattern_index(pack)
        self._cache: dict[int, Match | None] = {}

    def at(self, i: int) -> Match | None:
        """The best pattern whose trigger is token *i*, or None."""
        if i not in self._cache:
            self._cache[i] = self._match(i)
        return self._cache[i]

    def _match(self, i: int) -> Match | None:
        view = self.view
        pos = view.pos[i]
        if pos in ("VERB", "AUX"):
            keys = [("VERB", view.lemma[i])]
        elif pos == "NOUN":
            keys = [("NOUN", view.lemma[i])]
        elif pos == "ADJ":
            keys = [("ADJ", view.lemma[i])]
        else:
            return None
        for key in keys:
            for pattern in self.index.get(key, ()):
                if all(self._holds(i, condition) for condition in pattern.conditions):
                    return Match(pattern, i, self._fill(i, pattern.actor), self._fill(i, pattern.recipient))
        return None

    def _holds(self, i: int, condition: Condition) -> bool:
        tokens = follow(self.view, i, condition.path, self.pack)
        if condition.lemmas:
            found = any(self.view.lemma[t] in condition.lemmas or self.view.word[t].lower() in condition.lemmas for t in tokens)
        elif condition.klass:
            found = any(condition.klass in self.mentions.classes_of(t) for t in tokens)
        else:
            found = bool(tokens)
        return found != condition.negated

    def _fill(self, i: int, expression: str) -> tuple[int, ...]:
        """The tokens of a role expression; a path step may ask for a class: ``obj@agent``."""
        for union in expression.split("|"):
            found: list[int] = []
            for path in union.split("+"):
                path = path.strip()
                if not path:
                    continue
                base, _, klass = path.partition("@")
                for token in evaluate(self.view, i, base, self.pack):
                    if token not in found and (not klass or klass in self.mentions.classes_of(token)):
                        found.append(token)
            if found:
                return tuple(found)
        return ()
