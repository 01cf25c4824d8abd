"""What an event is about (PLOVER's context): the words that tell it, from a table of the language.

Words count where they stand, as lemmas or as forms; of phrases that overlap the leftmost counts, and of those that begin together the
longest: "crimes against humanity" is no "crime". A single word counts as no verb: "juge" the judge is none of
"juge utile".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from selon.knowledge.gazetteer import acts, normal
from selon.lang.pack import LanguagePack
from selon.syntax.view import View
from selon.tables import values

#: "droits de l'homme" parts after the apostrophe, "women 's rights" does not.
_ELISION = re.compile(r"(?<=\w)'(?=\w)")
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Topic:
    """Tokens *first* to *last*, both included, tell *context*."""

    first: int
    last: int
    context: str


def find_topics(view: View, pack: LanguagePack) -> list[Topic]:
    """The topics of a dispatch, in text order, disjoint unless one phrase tells several contexts."""
    phrases = _phrases(pack)
    found: list[Topic] = []
    for begin, end in view.sentences:
        i = begin
        while i < end:
            best = _longest(view, i, end, phrases)
            if best is None:
                i += 1
                continue
            length, contexts = best
            found.extend(Topic(i, i + length - 1, context) for context in contexts)
            i += length
    return found


def contexts_of_act(act: str) -> tuple[str, ...]:
    """The contexts that *act* itself is about, from the acts table."""
    row = acts().get(act)
    return values(row["context"]) if row is not None else ()


#: The words of a phrase and the contexts it tells.
_Phrase = tuple[tuple[str, ...], tuple[str, ...]]


@cache
def _phrases(pack: LanguagePack) -> dict[str, tuple[_Phrase, ...]]:
    """By the first word without case and accents, the longest phrases first."""
    told: dict[tuple[str, ...], list[str]] = {}
    for row in pack.table("context_words"):
        told.setdefault(tuple(_ELISION.sub("' ", row["phrase"]).split()), []).append(row["context"])
    found: dict[str, list[_Phrase]] = {}
    for words, contexts in told.items():
        found.setdefault(normal(words[0]), []).append((words, tuple(contexts)))
    return {first: tuple(sorted(phrases, key=lambda phrase: -len(phrase[0]))) for first, phrases in found.items()}


def _longest(view: View, i: int, end: int, phrases: dict[str, tuple[_Phrase, ...]]) -> tuple[int, tuple[str, ...]] | None:
    """(number of tokens, contexts) of the longest phrase that begins at token *i*."""
    best: tuple[int, tuple[str, ...]] | None = None
    for key in dict.fromkeys((normal(view.lemma[i]), normal(view.word[i]))):
        for words, contexts in phrases.get(key, ()):
            if len(words) <= end - i and (best is None or len(words) > best[0]) and all(_is(view, i + k, word) for k, word in enumerate(words)):
                if len(words) > 1 or view.pos[i] not in _VERBAL:
                    best = len(words), contexts
    return best


def _is(view: View, i: int, word: str) -> bool:
    """Whether token *i* is *word* by its lemma or its form; a capital in the table asks for one in the text."""
    if word[:1].isupper() and not view.word[i][:1].isupper():
        return False
    wanted = normal(word)
    return wanted in (normal(view.lemma[i]), normal(view.word[i]))
