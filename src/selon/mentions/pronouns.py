"""Whom a pronoun stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.mentions.draft import Draft
from selon.mentions.represent import represented
from selon.mentions.vocabulary import lexicon

if TYPE_CHECKING:
    from selon.mentions.resolve import Mentions

#: Sentences back that an antecedent may stand.
_REACH = 3
_KINDS = {"person": frozenset({"person"}), "thing": frozenset({"organization", "country", "agency"})}
_ANY = frozenset({"person", "organization", "country", "agency"})


def first_person(m: Mentions, number: str, speaker: tuple[int, ...]) -> tuple[int, ...]:
    """ "I": the speaker; "we": the body or country that the speaker's title tells, else the speaker."""
    if number != "plur":
        return speaker
    found: list[int] = []
    for n in speaker:
        draft = m.drafts[n]
        power = represented(m, draft) if draft.kind == "person" and not draft.plural else None
        if (number_ := n if power is None else power) not in found:
            found.append(number_)
    return tuple(found)


def third_person(m: Mentions, token: int, number: str, kind: str, before: int) -> tuple[int, ...]:
    """The antecedent of a pronoun of the third person at *token*, told before token *before*; () where none fits.

    Subjects of late sentences come first; people before things; what stands in the headline alone is out of reach
    of the body, and an object is not its own clause's subject.
    """
    view = m.view
    wanted = _KINDS.get(kind, _ANY)
    sentence = view.sent[token]
    barred = _own_subjects(m, token)
    near = form(m, token) in lexicon(m.pack, "near-pronoun")  # "celui-ci": the one told of last
    genders = genders_of(m, token) if number != "plur" else set()
    best: tuple[float, tuple[int, ...]] | None = None
    craft = _craft_before(m, before, sentence, number) if kind != "person" else None
    for head, numbers in m.heads_before(before, sentence - _REACH):
        if not numbers or head in barred or view.role[head] == "conj":
            continue
        draft = m.drafts[numbers[0]]
        if draft.kind not in wanted or genders and draft.genders and not genders & draft.genders:
            continue
        plural = draft.plural or len(numbers) > 1 or any(view.role[c] == "conj" for c in view.children[head])
        if plural != (number == "plur"):
            continue
        if view.start[head] < m.body_start <= view.start[token]:
            continue
        score = float(head) if near else _weight(m, head, draft, sentence)
        if best is None or score >= best[0]:
            group = numbers
            if number == "plur" and len(numbers) == 1 and not draft.plural:
                group = tuple(dict.fromkeys(n for c in view.conjuncts(head) for n in m.at(c)))
            best = (score, group)
    if craft is not None and (best is None or best[0] < craft[0]):
        return craft[1]
    return best[1] if best is not None else ()


def _craft_before(m: Mentions, before: int, sentence: int, number: str) -> tuple[float, tuple[int, ...]] | None:
    """The country of the thing that was subject last and of which a nationality is told: "Un avion français a décollé. Il a coupé tout contact"."""
    view = m.view
    for head in range(min(before, len(view)) - 1, view.sentences[max(sentence - 1, 0)][0] - 1, -1):
        phrase = m.phrases.get(head)
        if phrase is None or view.role[head] not in ("subj", "subj:pass") or view.start[head] < m.body_start <= view.start[before - 1]:
            continue
        thing = phrase.role is None and phrase.name is None and phrase.entry is None and not m.at(head)
        if thing and phrase.adjectival and len(phrase.countries) == 1 and phrase.number == number and any(c in view.national for c in view.kids(head, "amod")):
            drafted = m.country(phrase.countries[0])
            return _weight(m, head, m.drafts[drafted], sentence), (drafted,)
        return None
    return None


def genders_of(m: Mentions, token: int) -> set[str]:
    """The genders that the pronoun at *token* is of, where its form tells them."""
    word = form(m, token)
    return {kind for kind in ("masculine", "feminine") if {word, word.split("-")[-1]} & lexicon(m.pack, kind)}


def form(m: Mentions, token: int) -> str:
    """The pronoun at *token* in lower case, as the tables have it: with what the parser split off ("Ceux" "-ci"), without its hyphen."""
    word = m.view.word[token].lower().lstrip("-")
    if token + 1 < len(m.view) and (whole := f"{word}-{m.view.word[token + 1].lower().lstrip('-')}") in m.pack.pronouns:
        return whole
    return word


def _weight(m: Mentions, head: int, draft: Draft, sentence: int) -> float:
    view = m.view
    score = -2.0 * (sentence - view.sent[head])
    role = view.role[head]
    if role in ("subj", "agent"):
        score += 2.5
    elif role == "subj:pass":
        score += 1.5
    elif role in ("obj", "dat"):
        score += 0.5
    elif role in ("nmod", "poss", "compound"):
        score -= 1.5
    if draft.kind == "person":
        score += 0.7
    return score + head / (len(view) + 1.0)


def _own_subjects(m: Mentions, token: int) -> frozenset[int]:
    """The subjects of the clause that has *token* as its object: "them" is none of them."""
    view = m.view
    if view.role[token] not in ("obj", "dat", "obl"):
        return frozenset()
    subjects = view.subject(view.head[token])
    entities = {n for t in subjects for n in m.at(t)}
    return frozenset(subjects) | frozenset(t for n in entities for t in m.drafts[n].tokens if view.sent[t] == view.sent[token])
