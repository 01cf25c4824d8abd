"""What the words of a claim say of its matter, the same in every language: by a table of phrases that an expert edits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from selon.stories.words import fold, lexicon, pack_of, term_of, words_in
from selon.tables import values

#: What marks a sense among the terms of a claim.
MARK = "="
#: The sense of words that say nothing of any matter: they are left out.
_LIGHT = "light"
_ACT = "act:"


class Sensed(NamedTuple):
    """The senses of a claim's words, and the terms of the words that have them."""

    senses: frozenset[str]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Senses:
    """The table of a language: phrases (folded words) and beginnings of words, by their first word or its first letters; senses of acts; *none* are words that
    say that there is none."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    begun: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    acts: dict[str, frozenset[str]]
    none: frozenset[str]


#: Letters by which beginnings of words are looked up.
_LETTERS = 3


def sensed(lang: str, words: str, negative: bool) -> Sensed:
    """What *words* say, by the table of *lang*; of a claim that is not *negative* itself "ten fighters and no civilians" says nothing of civilians."""
    return _sensed(lang, words)[negative]


@lru_cache(65536)
def _sensed(lang: str, words: str) -> tuple[Sensed, Sensed]:
    """What they say in a claim that affirms, and in a negative one."""
    none, lex = _table(lang).none, lexicon(lang)
    tokens = words_in(words)
    affirmed: set[str] = set()
    senses: set[str] = set()
    terms: set[str] = set()
    for at, word in enumerate(tokens):
        for rest, sense in _begun_by(lang, word):
            found = tokens[at + 1 : at + 1 + len(rest)]
            if len(found) == len(rest) and all(map(_is, found, rest)):
                terms.update(term_of(token, lex) for token in (word, *found))
                senses.add(MARK + sense)
                if at == 0 or tokens[at - 1] not in none:
                    affirmed.add(MARK + sense)
    both = frozenset(terms)
    return Sensed(frozenset(affirmed - {MARK + _LIGHT}), both), Sensed(frozenset(senses - {MARK + _LIGHT}), both)


@lru_cache(65536)
def _begun_by(lang: str, word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The phrases of the table that *word* may begin: their other words, and the sense."""
    table = _table(lang)
    known = (*table.phrases.get(word, ()), *table.begun.get(word[:_LETTERS], ()))
    return tuple((phrase[1:], sense) for phrase, sense in known if _is(word, phrase[0]))


def senses_of_act(lang: str, act: str) -> frozenset[str]:
    """The senses that claims of *act* have, whatever their words."""
    return _table(lang).acts.get(act, frozenset())


@cache
def excluded() -> dict[tuple[str, str], str]:
    """For two senses that exclude each other (in either order), what claims must share: ``party``, ``harm`` or ``story`` (see the table's schema)."""
    from selon.lang.pack import installed

    found: dict[tuple[str, str], str] = {}
    for lang in installed():
        for row in _rows(lang):
            for other in values(row["excludes"]):
                found[MARK + row["sense"], MARK + other] = found[MARK + other, MARK + row["sense"]] = row["of"]
    return found


def _is(token: str, wanted: str) -> bool:
    return token.startswith(wanted[:-1]) if wanted.endswith("*") else token == wanted


@cache
def _table(lang: str) -> _Senses:
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    begun: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    acts: dict[str, set[str]] = {}
    pack = pack_of(lang)
    for row in _rows(lang):
        for words in values(row["words"]):
            if words.startswith(_ACT):
                acts.setdefault(words.removeprefix(_ACT), set()).add(MARK + row["sense"])
                continue
            phrase = _folded(words)
            if phrase[0].endswith("*"):
                begun.setdefault(phrase[0][:_LETTERS], []).append((phrase, row["sense"]))
            else:
                phrases.setdefault(phrase[0], []).append((phrase, row["sense"]))
    return _Senses(
        {word: tuple(found) for word, found in phrases.items()},
        {word: tuple(found) for word, found in begun.items()},
        {act: frozenset(found) for act, found in acts.items()},
        frozenset(fold(word) for word in pack.negative_determiners) if pack else frozenset(),
    )


def _folded(words: str) -> tuple[str, ...]:
    """The tokens of a phrase of the table; one that ends in ``*`` keeps it."""
    found: list[str] = []
    for part in words.split():
        tokens = [*words_in(part.rstrip("*"))]
        if tokens and part.endswith("*"):
            tokens[-1] += "*"
        found += tokens
    return tuple(found) or (fold(words),)


def _rows(lang: str) -> list[dict[str, str]]:
    pack = pack_of(lang)
    return pack.table("senses") if pack else []
