"""Where the text says a known name, and which words are proper names."""

from __future__ import annotations

from dataclasses import dataclass

from selon.knowledge.gazetteer import Entry, Gazetteer, normal
from selon.syntax.view import View


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens *first* to *last* (included) are a name of *entry*."""

    first: int
    last: int
    entry: Entry


_MOST_TOKENS = 9
#: What a name is to its verb.
_NOMINAL = frozenset({"subj", "obj", "obl", "agent"})
#: What the taggers take an adjective of nationality for ("le président kazakh").
_NAMING = frozenset({"ADJ", "PROPN", "NOUN", "VERB", "X", "ADV"})


def find_names(view: View, gazetteer: Gazetteer) -> list[Hit]:
    """Known names in the text: leftmost, then longest; in order, disjoint."""
    hits: list[Hit] = []
    surnames: set[str] = set()
    for begin, end in view.sentences:
        i = begin
        while i < end:
            hit = _longest(view, gazetteer, i, end)
            if hit is not None and hit.entry.kind == "seat" and hit.first == hit.last:
                if _is_surname(view, i, begin, hits):
                    surnames.add(view.word[i])
                if view.word[i] in surnames:
                    hit = None
            if hit is None:
                i += 1
            else:
                hits.append(hit)
                i = hit.last + 1
    return hits


def _is_surname(view: View, i: int, begin: int, hits: list[Hit]) -> bool:
    """Whether a first name stands before token *i*: "Ana Duma" is no parliament."""
    before = i - 1
    if before < begin or view.pos[before] != "PROPN" or not view.word[before].istitle() or hits and hits[-1].last == before:
        return False
    return view.head[before] == i and view.role[before] in ("compound", "flat") or view.head[i] == before


def _longest(view: View, gazetteer: Gazetteer, i: int, end: int) -> Hit | None:
    word = view.word[i]
    acts = view.role[i] in _NOMINAL and gazetteer.find(word.rstrip("-")) is not None  # "dpa reported": a name in small letters that is taken for a verb
    if not word[:1].isalnum() or (view.pos[i] in ("PRON", "VERB", "AUX", "ADP") and word[0].islower() and not acts):
        return None
    if acts and view.pos[i] == "VERB":
        view.pos[i] = "PROPN"
    first = normal(word).split("'")[0].split("-")[0]
    if first not in gazetteer.first_words and word.rstrip("-") not in gazetteer.acronyms:
        return None
    text = view.text
    for j in range(min(end, i + _MOST_TOKENS) - 1, i - 1, -1):
        words = text[view.start[i] : view.end[j]]
        if len(words) > gazetteer.longest + 4:
            continue
        entry = gazetteer.find(" ".join(words.split()).rstrip("-"))
        if entry is not None:
            return Hit(i, j, entry)
    return None


def governing_token(view: View, hit: Hit) -> int:
    """The token of a known name that governs its others."""
    return next((k for k in range(hit.first, hit.last + 1) if view.head[k] == k or not hit.first <= view.head[k] <= hit.last), hit.first)


def nationalities(view: View, gazetteer: Gazetteer, hits: dict[int, Hit]) -> dict[int, str]:
    """The country (ISO alpha-3) of each token that is an adjective of nationality; of one of two words, "South Korean", its second."""
    found: dict[int, str] = {}
    for i, word in enumerate(view.word):
        if view.pos[i] not in _NAMING or gazetteer.capital_adjectives and not word[:1].isupper():
            continue
        iso3 = gazetteer.adjectives.get(normal(word))
        if i and view.sent[i] == view.sent[i - 1] and i - 1 not in hits:
            iso3 = gazetteer.adjectives.get(normal(f"{view.word[i - 1]} {word}"), iso3)
        if iso3 is not None:
            found[i] = iso3
    return found


def is_proper(view: View, i: int) -> bool:
    """Whether token *i* looks like a word of a proper name: a capital inside the sentence, or tagged so."""
    word = view.word[i]
    if not word[:1].isupper():
        return _ends_name(view, i)
    first = view.sentences[view.sent[i]][0]
    if i == first and len(word) == 1:
        return False  # "A Srinagar": a preposition or an article
    if view.pos[i] == "PROPN" or view.pos[i] == "ADJ" and view.role[i] == "compound" and view.pos[view.head[i]] == "PROPN":
        return True  # "Open Rights urged"
    return not opens(view, i, first) and view.pos[i] in ("NOUN", "ADJ", "X", "NUM", "VERB", "PRON", "ADV") and len(word) > 1


def opens(view: View, i: int, first: int) -> bool:
    """Whether token *i* is the first word of the sentence that begins at *first*, be it behind a credit: "(Wire) Doctors said", "RIGA - Doctors said"."""
    return i == first or view.is_dash(i - 1) or view.word[i - 1] == ")" and view.word[first] == "("


def _ends_name(view: View, i: int) -> bool:
    """Whether a hyphen ties token *i* to a capital before it: the "min" of "Kim Soo-min"."""
    tied = i > 0 and view.end[i - 1] == view.start[i] and view.text[view.end[i - 1] - 1] == "-"
    if not tied or view.pos[i - 1] != "PROPN" or not view.word[i - 1][:1].isupper():
        return False
    surname = i > 1 and view.pos[i - 2] == "PROPN" and view.word[i - 2][:1].isupper() and view.head[i - 2] == i
    return view.pos[i] == "PROPN" or view.pos[i] == "NOUN" and surname and view.role[i - 1] == "compound"
