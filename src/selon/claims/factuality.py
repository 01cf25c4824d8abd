"""Certainty and polarity of a proposition, as its innermost source words it (FactBank's two axes).

Sources of doubt, weakest certainty wins: the cue ("hinted that"), modal verbs and adverbs (the pack's hedges
table), the conditional of hearsay ("aurait arrêté la date"), conditions ("if ...").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from selon.knowledge.gazetteer import normal
from selon.lang.pack import LanguagePack
from selon.mentions.vocabulary import lexicon
from selon.model.claim import Certainty, Polarity
from selon.syntax.view import View
from selon.tables import Row

_ORDER: dict[str, int] = {"certain": 3, "probable": 2, "possible": 1, "unknown": 0}


@dataclass(frozen=True, slots=True)
class Hedges:
    """The pack's hedges: by lemma for single words; phrases as word tuples, by their first word."""

    words: dict[str, tuple[Row, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Row], ...]]


@cache
def hedges_of(pack: LanguagePack) -> Hedges:
    """The hedges table of *pack*."""
    words: dict[str, list[Row]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for row in pack.table("hedges"):
        lemma = tuple(row["lemma"].lower().replace("'", "' ").split())
        if len(lemma) == 1:
            words.setdefault(lemma[0], []).append(row)
        else:
            phrases.setdefault(lemma[0], []).append((lemma, row))
    return Hedges({key: tuple(rows) for key, rows in words.items()}, {key: tuple(rows) for key, rows in phrases.items()})


def factuality(
    view: View, head: int, tokens: set[int], pack: LanguagePack, *, reported_in_past: bool, governed: bool, trigger: int = -1
) -> tuple[Certainty, Polarity]:
    """Certainty and polarity of the proposition headed by predicate or noun *head*, whose words are *tokens*.

    *governed* says that it stands in a clause that a cue governs; *reported_in_past* that this cue is in a past
    tense: then a conditional is the future seen from the past, and asserts. *trigger*, the word that names the
    event, is no hedge of it: to fail to agree is an event.
    """
    certainty = "certain"
    negative = False
    chain = _spine(view, head, tokens)
    hedges = hedges_of(pack)
    for p in chain:
        negated = _is_negated(view, p, pack) and not _only(view, p, pack)
        if negated:
            negative = not negative
        near = [p, *view.kids(p, "aux", "adv", "cop", "attr", "prt", "mark")]
        for t in near:
            if t == trigger:
                continue
            for row in hedges.words.get(view.lemma[t], ()):
                if t == p and (row["pos"] == "VERB" and not row["mood"] and not _governs(view, p, head) or negated and row["mood"] == "indicative"):
                    continue  # "risked prison" is no possibility; what "ne peut plus" be is certain not to be
                if _mood_fits(row["mood"], view.finite(p).mood if t == p or view.role[t] in ("aux", "cop") else "", view.finite(p).tense):
                    certainty = _weaker(certainty, row["certainty"])
                    if row["polarity"] == "negative":
                        negative = not negative
        if hearsay_at(view, p, pack, asserted=governed and reported_in_past):
            certainty = _weaker(certainty, "possible")
        if _is_hypothetical(view, p, pack, asserted=governed and reported_in_past):
            certainty = _weaker(certainty, "possible")
        if view.role[p] in ("comp", "advcl") and p == chain[-1] and governed and _asks(view, p, pack):
            certainty = _weaker(certainty, "unknown")  # "asked whether"
        if negated and any(c in tokens and _asks(view, c, pack) for c in view.kids(p, "comp")):
            certainty, negative = _weaker(certainty, "unknown"), False  # "it is not known whether": what is asked is what is told
        if (
            any(view.role[m] == "mark" and view.word[m].lower() in pack.condition_words for m in view.children[p])
            and p == chain[-1]
            and view.role[p] == "advcl"
        ):
            certainty = _weaker(certainty, "unknown")
    for p in chain:
        roles = ("subj", "subj:pass", "obj", "obl", "dat", *(("attr",) if view.kid(p, "expl") is not None and view.finite(p).mood == "ind" else ()))
        arguments = [c for c in view.children[p] if view.role[c] in roles and c in tokens]
        if any(view.word[d].lower() in pack.negative_determiners for a in arguments for d in view.children[a] if view.role[d] in ("det", "neg", "amod")):
            negative = True
        if any(view.word[a].lower() in pack.negative_pronouns for a in arguments):
            negative = True
        if any(_is_none(view, a, pack, particle=view.kid(p, "negp") is not None) for a in arguments):
            negative = True
    begin, end = view.sentences[view.sent[head]]
    if max(tokens) + 1 < len(view) and view.word[max(tokens) + 1] == "?":
        certainty = _weaker(certainty, "unknown")  # a question takes no position
    words = [(view.lemma[t], view.word[t].lower()) for t in range(begin, end) if t in tokens]
    for row in _phrases(words, hedges):
        certainty = _weaker(certainty, row["certainty"])
        if row["polarity"] == "negative":
            negative = True
        elif row["certainty"] == "unknown":
            negative = False  # "on ne sait pas si": who takes no position denies nothing
    return _certainty(certainty), ("negative" if negative else "positive")


def happened(view: View, verb: int, trigger: int, pack: LanguagePack) -> bool:
    """Whether an event that *verb* only says something of stands although *verb* is negated: "the support does not waver", but not "the talks did not take
    place", "no shots were fired"."""
    if verb == trigger or view.role[trigger] not in ("subj", "subj:pass") or view.head[trigger] != verb:
        return False
    denied = any(view.word[c].lower() in pack.negative_determiners for c in view.children[trigger])
    return not denied and normal(view.lemma[verb]) not in lexicon(pack, "occurrence")


def _is_negated(view: View, p: int, pack: LanguagePack) -> bool:
    """Whether the verb group of *p* is negated; where a particle opens a negation ("ne"), its other word may hang on an adverb
    ("n'a pas encore") or stand with the nouns ("ni X ni Y ne")."""
    if view.is_negated(p):
        return True
    if view.kid(p, "negp") is None:
        return False
    if any(view.kid(c, "neg") is not None for c in view.kids(p, "adv", "aux")):
        return True
    nouns = [x for c in view.kids(p, "subj", "subj:pass", "obj", "obl") for x in (c, *view.children[c])]
    return any(view.word[t].lower() in pack.negative_conjunctions for x in (p, *nouns) for t in view.children[x])


def _is_none(view: View, argument: int, pack: LanguagePack, *, particle: bool) -> bool:
    """Whether an argument says that there is none though no determiner does: "not one of our men", "(ne) ... rien de tel", "pas un seul soldat (ne)"."""
    if view.pos[argument] == "NUM" and not view.word[argument][0].isdigit() and view.kid(argument, "neg") is not None:
        return True
    first = view.edges(argument)[0]
    before = view.word[first - 1].lower() if first and view.sent[first - 1] == view.sent[first] else ""
    opened = view.word[first].lower()
    return particle and (opened in pack.negative_pronouns or opened in pack.negation_line or before in pack.negation_line)


def _governs(view: View, p: int, head: int) -> bool:
    """Whether *p* stands over a proposition, not over a thing: it is a predicate above *head*, or has a clause or attribute."""
    return p != head or view.kid(p, "xcomp", "comp", "attr", "gerund", "expl") is not None


def _asks(view: View, p: int, pack: LanguagePack) -> bool:
    """Whether the clause of *p* is an indirect question."""
    return any(view.role[m] == "mark" and view.word[m].lower() in pack.question_words for m in view.children[p])


def _is_hypothetical(view: View, p: int, pack: LanguagePack, *, asserted: bool) -> bool:
    """Whether *p* would only be if something else were: "if the talks failed, it would close its border"."""
    if asserted or view.finite(p).mood != "cnd":
        return False
    return any(view.role[m] == "mark" and view.word[m].lower() in pack.condition_words for c in view.kids(p, "advcl") for m in view.children[c])


def hearsay_at(view: View, predicate: int, pack: LanguagePack, *, asserted: bool) -> tuple[int, ...]:
    """The verb group of *predicate* where it stands in the conditional of hearsay ("aurait arrêté la date"), else nothing.

    *asserted* says that a conditional here would be the future seen from the past.
    """
    if not pack.hearsay_conditional or asserted or view.finite(predicate).mood != "cnd" or _modal(view, predicate, hedges_of(pack)):
        return ()
    return tuple(view.group(predicate))


def weaker(a: Certainty, b: str | None) -> Certainty:
    """The weaker of two certainties; *b* may be None (says nothing)."""
    return _certainty(_weaker(a, b)) if b else a


def _certainty(value: str) -> Certainty:
    if value == "probable":
        return "probable"
    if value == "possible":
        return "possible"
    return "unknown" if value == "unknown" else "certain"


def _weaker(a: str, b: str) -> str:
    return a if _ORDER[a] <= _ORDER[b] else b


def _spine(view: View, head: int, tokens: set[int]) -> list[int]:
    """The predicate and the modal or aspectual verbs above it that belong to the proposition, innermost first."""
    chain = [head]
    while view.role[chain[-1]] == "xcomp" and view.head[chain[-1]] in tokens and view.is_predicate(view.head[chain[-1]]):
        chain.append(view.head[chain[-1]])
    return chain


def _only(view: View, p: int, pack: LanguagePack) -> bool:
    """A restriction, not a negation: "ne reconnaît que", "not only"."""
    return any(view.lemma[c] in ("only", "seulement") for c in view.children[p])


def _modal(view: View, p: int, hedges: Hedges) -> bool:
    return any(row["mood"] for t in (view.lemma[p], *(view.lemma[c] for c in view.kids(p, "aux"))) for row in hedges.words.get(t, ()))


def _mood_fits(wanted: str, mood: str, tense: str) -> bool:
    if not wanted:
        return True
    if wanted == "conditional":
        return mood == "cnd"
    if wanted == "past":
        return tense == "past"
    return mood == "ind"


def _phrases(words: list[tuple[str, str]], hedges: Hedges) -> Iterator[Row]:
    """The rows of the hedging phrases in *words* (lemma, form); each word of a phrase is a lemma or a form."""
    for i, both in enumerate(words):
        for first in dict.fromkeys(both):
            for phrase, row in hedges.phrases.get(first, ()):
                if len(phrase) <= len(words) - i and all(w in words[i + k] for k, w in enumerate(phrase)):
                    yield row
