"""Objects of French verbs that the parser takes for something else: counted, partitive, after another complement."""

from __future__ import annotations

from functools import cache

from selon.syntax.tree import RawTree
from selon.tables import read_table

_HUNDREDS = frozenset({"cent", "cents", "mille"})


def mend_counted_nouns(tree: RawTree) -> None:
    """ "trois cents tentes": the tentes are the head, not their number."""
    children = tree.children()
    for i, word in enumerate(tree.word):
        if word.lower() not in _HUNDREDS or tree.pos[i] == "NUM":
            continue
        noun = next(
            (c for c in children[i] if c == i + 1 and tree.label[c] in ("amod", "nmod", "flat", "appos") and tree.pos[c] in ("NOUN", "PROPN", "ADJ")), None
        )
        if noun is None:
            continue
        tree.head[noun], tree.label[noun], tree.pos[noun] = (noun if tree.head[i] == i else tree.head[i]), tree.label[i], "NOUN"
        tree.head[i], tree.label[i], tree.pos[i] = noun, "nummod", "NUM"
        for c in children[i]:
            if c != noun and not (c < i and tree.label[c] == "nummod"):
                tree.head[c] = noun


def mend_objects_after_complements(tree: RawTree) -> None:
    """ "a fourni à l'Ukraine deux batteries", "ont retenu en otage six mineurs": what is counted and has no preposition is the verb's object."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        above = tree.head[i]
        verb = tree.head[above]
        if label != "nmod" or tree.pos[i] not in ("NOUN", "PROPN") or above > i or tree.label[above] not in ("obl", "dat") or tree.pos[verb] != "VERB":
            continue
        kids = {tree.label[c] for c in children[i] if c < i}
        if "case" in kids or not kids & {"nummod", "det"} or any(tree.label[c] in ("obj", "aux:pass") for c in children[verb]) or verb > above:
            continue
        tree.head[i], tree.label[i] = verb, "obj"


def mend_objects(tree: RawTree) -> None:
    """ "a vendu du gaz", "a massacré des villageois", "ont violé deux femmes": what follows an active verb that takes an object, and has none, is it.

    The verbs are those that the table of events knows with an object and never with "de".
    """
    children = tree.children()
    for i, label in enumerate(tree.label):
        verb = tree.head[i]
        if tree.pos[i] not in ("NOUN", "PROPN") or verb >= i or tree.pos[verb] != "VERB" or label not in ("obl", "nmod", "dep"):
            continue
        labels = {tree.label[c] for c in children[verb]}
        if labels & {"obj", "aux:pass", "subj:pass", "refl", "agent", "xcomp"} or tree.lemma[verb] not in _transitive():
            continue
        cases = [c for c in children[i] if tree.label[c] == "case"]
        if any(tree.lemma[c] != "de" or c != verb + 1 for c in cases) or not cases and not any(tree.label[c] in ("det", "nummod") for c in children[i]):
            continue
        if cases and tree.word[verb + 1].lower() == "de" and tree.pos[verb + 2] != "DET":
            continue  # "a changé de camp"
        tree.label[i] = "obj"
        for c in cases:
            tree.label[c] = "det"


@cache
def _transitive() -> frozenset[str]:
    rows = [row for row in read_table("lang/fr", "events") if row["pos"] == "VERB"]
    taking = {row["lemma"] for row in rows if any(part.startswith("obj") for part in row["when"].split(";"))}
    return frozenset(taking - {row["lemma"] for row in rows if "obl:de" in row["when"] or "obl:de" in row["recipient"]})
