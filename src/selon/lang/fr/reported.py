"""French clauses that somebody is said to have said, where the parser hangs their pieces elsewhere: what heads them is told by their form."""

from __future__ import annotations

import re

from selon.syntax.tree import RawTree

RELATIVES = frozenset({"qui", "dont", "que", "qu'", "où"})
_FUTURE = re.compile(r"(.+r)(a|ont)")
_AUXILIARY = ("aux", "aux:pass", "cop")
_NOMINAL = ("NOUN", "PROPN")
_QUOTED = frozenset("cité citée cités citées".split())
_BE = frozenset("est sont était étaient".split())


def mend_futures(tree: RawTree) -> None:
    """ "L'opposition votera contre": an infinitive with an ending of the future is finite, whatever the tagger took it for."""
    for i, word in enumerate(tree.word):
        found = _FUTURE.fullmatch(word.lower())
        if found and tree.pos[i] in ("VERB", "AUX") and found[1] in (tree.lemma[i], tree.lemma[i].removesuffix("e")):
            tree.morph[i] = "Mood=Ind|Tense=Fut|VerbForm=Fin"


def mend_reported_subjects(tree: RawTree) -> None:
    """ "a expliqué que l'enquête, ouverte à Caen, avait duré dix mois": the clause is what was said, and the noun behind "que" its subject."""
    children = tree.children()
    for i, word in enumerate(tree.word):
        noun = tree.head[i]
        if word.lower() not in ("que", "qu'") or noun < i:
            continue
        verb = tree.head[noun]
        if tree.label[noun] in ("subj", "subj:pass") and verb > noun and tree.head[verb] < i and tree.label[verb] in ("obj", "advcl", "dep", "xcomp"):
            finite = any("VerbForm=Fin" in tree.morph[c] for c in (verb, *children[verb]))
            behind = tree.label[i] == "mark" or tree.label[i] == "adv" and tree.head[verb] == i - 1
            if finite and behind and tree.pos[tree.head[verb]] == "VERB":  # "a précisé que moins de 17% du personnel était en grève"
                tree.pos[i], tree.head[i], tree.label[i], tree.label[verb] = "SCONJ", verb, "mark", "comp"
            continue
        if tree.label[i] != "mark":
            continue
        if tree.label[noun] == "dep" and verb < i and any(tree.label[c] == "cop" for c in children[noun]):
            tree.label[noun] = "comp"  # "a précisé que 30% des ouvriers étaient en grève"
        if tree.pos[noun] not in _NOMINAL or verb >= i or any(tree.label[c] == "cop" for c in children[noun]):
            continue
        if any(tree.label[c] == "case" and c < noun for c in children[noun]):
            continue
        stop = next((k for k in range(noun, len(tree.word)) if tree.word[k] in (".", ";", ":")), len(tree.word))
        clause = next((c for c in range(noun + 1, stop) if tree.head[c] < i and tree.pos[c] == "VERB" and is_main(tree, c, children[c])), None)
        if clause is None or any(tree.label[c] in ("subj", "subj:pass", "cc") for c in children[clause]):
            continue
        passive = any(tree.label[c] == "aux:pass" for c in children[clause])
        tree.head[i] = clause
        tree.head[noun], tree.label[noun] = clause, "subj:pass" if passive else "subj"
        tree.head[clause], tree.label[clause] = verb, "comp"
        for k in range(noun + 1, clause):
            if tree.head[k] == verb:
                tree.head[k] = noun
                if tree.pos[k] in ("ADJ", "VERB"):
                    tree.label[k] = "acl"


def mend_quoted_by(tree: RawTree) -> None:
    """ "a affirmé le ministère, cité par Lagoon Post": behind a comma "cité par" is a participle, no city, and the words with capitals are who quotes."""
    for i in range(2, len(tree.word) - 2):
        if tree.word[i].lower() not in _QUOTED or tree.word[i + 1].lower() != "par" or tree.word[i - 1] != "," or tree.pos[i] == "VERB":
            continue
        tree.pos[i], tree.lemma[i], tree.morph[i] = "VERB", "citer", "Tense=Past|VerbForm=Part"
        if tree.head[i] != i:
            tree.label[i] = "acl"
        start = end = i + 2
        while end < len(tree.word) and tree.word[end][:1].isupper():
            end += 1
        if end > start:
            tree.head[i + 1], tree.label[i + 1] = start, "case"
            tree.head[start], tree.label[start], tree.pos[start] = i, "agent", "PROPN"
            for k in range(start + 1, end):
                tree.head[k], tree.label[k], tree.pos[k] = start, "flat", "PROPN"


def mend_lost_copulas(tree: RawTree) -> None:
    """ "Moins de 12% du personnel est en grève, a-t-elle dit": "est" behind a noun and before a preposition ties the two."""
    children = tree.children()
    for i, word in enumerate(tree.word[:-2]):
        subject, state = tree.head[i], tree.head[i + 1]
        if word.lower() not in _BE or tree.label[i] in _AUXILIARY or tree.pos[i] not in ("AUX", "VERB") or children[i] or tree.pos[i + 1] != "ADP":
            continue
        if state <= i + 1 or tree.label[i + 1] != "case" or tree.head[state] != subject or subject >= i or tree.pos[state] != "NOUN":
            continue
        tree.pos[i], tree.lemma[i], tree.morph[i] = "AUX", "être", "Mood=Ind|VerbForm=Fin"
        tree.head[i], tree.label[i] = state, "cop"
        top = tree.head[subject]
        tree.head[state], tree.label[state] = (state, "root") if top == subject else (top, "comp" if tree.pos[top] == "VERB" else tree.label[subject])
        tree.head[subject], tree.label[subject] = state, "subj"


def free_predicate(tree: RawTree, verb: int, begins: int) -> None:
    """ "Le personnel est en grève, a-t-elle ajouté": "est" and what it ties stand before the comma, and are no part of the *verb* whose clause *begins*
    behind it."""
    if not begins or tree.word[begins - 1] != ",":
        return
    before = [c for c in range(begins - 1) if tree.head[c] == verb and c != verb]
    be = next((c for c in before if tree.label[c] in _AUXILIARY and tree.word[c].lower() in _BE), None)
    state = next((c for c in before if be is not None and c > be and tree.pos[c] in (*_NOMINAL, "ADJ", "VERB")), None)
    if be is None or state is None:
        return
    for c in before:
        tree.head[c] = state
        tree.label[c] = "subj" if tree.label[c] == "subj:pass" else tree.label[c]
    tree.label[be] = "aux:pass" if tree.pos[state] == "VERB" else "cop"
    tree.head[state], tree.label[state] = verb, "comp"


def mend_nominal_roots(tree: RawTree) -> None:
    """ "Selon l'armée équatorienne, les troupes resteront en alerte": the finite verb behind the comma heads the sentence, not the noun of the phrase that
    opens it."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        if label != "root" or tree.pos[i] not in _NOMINAL or not any(tree.label[c] == "case" and c < i for c in children[i]):
            continue
        for verb in range(i + 1, len(tree.word)):
            if tree.pos[verb] != "VERB" or not is_main(tree, verb, children[verb]):
                continue
            subject = _subject_behind_comma(tree, children, verb, i)
            if subject is None:
                continue
            passive = any(tree.label[c] == "aux:pass" for c in children[verb])
            tree.head[verb], tree.label[verb] = verb, "root"
            tree.head[i], tree.label[i] = verb, "obl"
            tree.head[subject], tree.label[subject] = verb, "subj:pass" if passive else "subj"
            for c in range(subject, len(tree.word)):
                if c > verb and tree.head[c] == i:
                    tree.head[c] = verb
                    if tree.label[c] == "nmod":
                        tree.label[c] = "obl"
            break


def _subject_behind_comma(tree: RawTree, children: list[list[int]], verb: int, root: int) -> int | None:
    """The noun that opens the stretch between the last comma before *verb* and its group; None where something else does, a relative for one."""
    group = min(
        [verb, *(c for c in children[verb] if c < verb and tree.label[c] in (*_AUXILIARY, "refl", "neg", "negp", "obj") and tree.pos[c] not in _NOMINAL)]
    )
    comma = next((k for k in range(group - 1, root, -1) if tree.word[k] in (",", ";", ":")), None)
    if comma is None or tree.word[comma] != "," or comma + 1 >= group or tree.pos[comma + 1] not in (*_NOMINAL, "DET", "NUM", "ADJ"):
        return None
    if _has_relative(tree, comma + 1, group):
        return None
    for k in range(comma + 1, group):
        if tree.pos[k] in _NOMINAL:
            cased = any(tree.label[c] == "case" and c < k for c in children[k])
            return None if cased or comma < tree.head[k] < verb else k
    return None


def mend_participial_roots(tree: RawTree) -> None:
    """ "Selon un diplomate s'exprimant sous couvert d'anonymat, Paris pourrait ...": the finite verb heads the sentence, not the participle."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        present = tree.word[i].lower().endswith("ant") or any(tree.word[c].lower() in ("ayant", "étant") for c in children[i])
        under_root = label == "acl" and tree.label[tree.head[i]] == "root" and tree.head[i] < i
        if not (label == "root" or under_root) or not present or "VerbForm=Part" not in tree.morph[i]:
            continue
        noun = tree.head[i] if under_root else next((c for c in children[i] if c < i and tree.label[c] in ("subj", "obl", "nmod")), None)
        main = next((c for c in children[i] if c > i and _may_head(tree, c) and is_main(tree, c, children[c])), None)
        if noun is None or main is None:
            continue
        cased = any(tree.label[c] == "case" for c in children[noun])
        tree.head[main], tree.label[main] = main, "root"
        tree.head[i], tree.label[i] = noun, "acl"
        tree.head[noun], tree.label[noun] = main, "obl" if cased else "subj"
        for c in (*children[i], *children[noun]):
            if tree.pos[c] == "PUNCT" and c > i:
                tree.head[c] = main
        group = min([main, *(c for c in children[main] if tree.label[c] in (*_AUXILIARY, "negp", "refl"))])
        if cased and not any(tree.label[c] in ("subj", "subj:pass") for c in children[main]) and group - 1 > i and tree.label[group - 1] == "conj":
            tree.head[group - 1], tree.label[group - 1] = main, "subj"


def _may_head(tree: RawTree, clause: int) -> bool:
    """Whether *clause*, which the parser hung on a participle, may be what heads the sentence; not what "et" joins to it."""
    return (
        tree.label[clause] in ("comp", "advcl")
        or tree.label[clause] == "conj"
        and not any(tree.label[k] == "cc" and tree.head[k] == clause for k in range(len(tree.head)))
    )


def is_main(tree: RawTree, verb: int, children: list[int]) -> bool:
    """Whether *verb* is finite (or its auxiliary is) and no conjunction makes it a clause of another."""
    return is_finite_group(tree, verb, children) and not any(tree.label[c] == "mark" for c in children)


def is_finite_group(tree: RawTree, verb: int, children: list[int]) -> bool:
    """Whether *verb* or one of its auxiliaries is finite."""
    return any("VerbForm=Fin" in tree.morph[t] for t in (verb, *(c for c in children if tree.label[c] in _AUXILIARY)))


def _has_relative(tree: RawTree, first: int, end: int) -> bool:
    """Whether a relative pronoun stands among the tokens from *first* to before *end*."""
    return any(tree.word[k].lower() in RELATIVES or tree.lemma[k] == "lequel" for k in range(first, end))


def told_of(tree: RawTree, children: list[list[int]], clause: int, noun: int) -> bool:
    """Whether *clause* is a finite one that the parser hung on *noun* without a relative between them: the noun is its subject."""
    if tree.label[clause] != "acl" or noun > clause or not is_main(tree, clause, children[clause]):
        return False
    return not _has_relative(tree, noun + 1, clause)
