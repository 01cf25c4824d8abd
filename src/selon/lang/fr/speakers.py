"""Mending what the parser makes of those who speak: nouns in "-ant", asides between a subject and its verb, "joint par" at the head of a sentence."""

from __future__ import annotations

from selon.syntax.tree import RawTree

_PARTICIPLES = ("é", "ée", "és", "ées", "oint", "ointe", "oints", "ointes")


def mend_speakers(tree: RawTree) -> None:
    """All of them, in order."""
    _mend_nouns_in_ant(tree)
    _mend_participial_asides(tree)
    _mend_reached_speakers(tree)


def _mend_nouns_in_ant(tree: RawTree) -> None:
    """ "L'opposant letton Janis Ozols a dit": a participle with an article is a noun, and the name behind it is its."""
    children = tree.children()
    for i, word in enumerate(tree.word):
        noun = word.lower().endswith(("ant", "ante", "ants", "antes")) and tree.pos[i] == "VERB" and tree.label[i] in ("subj", "obj", "obl", "nmod", "dat")
        if not noun or i == 0 or not any(tree.label[c] == "det" and c < i for c in children[i]) or any(tree.label[c].startswith("aux") for c in children[i]):
            continue
        tree.pos[i], tree.lemma[i], tree.morph[i] = "NOUN", word.lower(), "Number=Plur" if word.endswith("s") else "Number=Sing"
        last = i
        for c in children[i]:
            if c == last + 1 and tree.label[c] in ("obj", "amod", "xcomp") and tree.word[c].islower():
                tree.pos[c], tree.label[c] = "ADJ", "amod"
                last = c
        name = last + 1
        if name < len(tree.word) and tree.pos[name] == "PROPN" and tree.label[name] in ("subj", "obj") and tree.head[name] in (i, tree.head[i]):
            tree.head[name], tree.label[name] = i, "appos"


def _mend_participial_asides(tree: RawTree) -> None:
    """ "Un responsable ayant requis l'anonymat a dit": the noun inside the aside is its object, and whom it describes says it."""
    children = tree.children()
    for i, word in enumerate(tree.word):
        verb = tree.head[i]
        if word.lower() not in ("ayant", "étant") or verb <= i or not tree.label[i].startswith("aux"):
            continue
        subject = next((c for c in children[verb] if tree.label[c] in ("subj", "subj:pass") and c < i), None)
        main = next((c for c in children[verb] if c > verb and tree.label[c] in ("conj", "para", "comp") and tree.pos[c] in ("VERB", "AUX")), None)
        if subject is None or main is None or not any(tree.label[c] == "aux" and "VerbForm=Fin" in tree.morph[c] for c in (*children[main], main)):
            continue
        inner = next((c for c in children[main] if tree.label[c] in ("subj", "subj:pass") and verb < c < main), None)
        if inner is None or any(tree.pos[c] == "CCONJ" for c in range(verb, main)):
            continue
        tree.head[main], tree.label[main] = (main, "root") if tree.head[verb] == verb else (tree.head[verb], tree.label[verb])
        tree.head[inner], tree.label[inner] = verb, "obj"
        tree.head[subject] = main
        tree.head[verb], tree.label[verb] = subject, "acl"


def _mend_reached_speakers(tree: RawTree) -> None:
    """ "Joint par Le Courrier, Janis Ozols, docker, a affirmé": who was reached is the subject, not who reached him nor what he is."""
    children = tree.children()
    for i, word in enumerate(tree.word[:-1]):
        verb = tree.head[i]
        if not word[:1].isupper() or not word.lower().endswith(_PARTICIPLES) or tree.word[i + 1].lower() != "par" or verb <= i:
            continue
        comma = next((c for c in range(i, verb) if tree.word[c] == ","), verb)
        near = [c for c in (i, *children[i]) if c < comma]
        loose = (c for c in range(comma + 1, verb) if tree.pos[c] == "PROPN" and tree.head[c] in near and tree.label[c] in ("nmod", "appos", "flat"))
        name = next((c for c in loose if not any(tree.label[k] == "case" for k in children[c])), None)
        if name is None:
            continue
        told = [c for c in children[verb] if tree.label[c] in ("subj", "subj:pass")]
        if any(c < name or "," not in tree.word[name:c] for c in told):
            continue
        tree.pos[i], tree.label[i], tree.morph[i] = "VERB", "advcl", "Tense=Past|VerbForm=Part"
        tree.head[name], tree.label[name] = verb, "subj"
        for c in told:
            tree.head[c], tree.label[c] = name, "appos"
