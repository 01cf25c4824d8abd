"""French parses that the model gets wrong in a way that can be told: mended before anything is read from them."""

from __future__ import annotations

from selon.syntax.tree import RawTree

#: "de son côté", "pour sa part": who, not what; the parser hangs what follows on the noun.
_ASIDES = frozenset({"côté", "part"})


def mend_asides(tree: RawTree) -> None:
    """Take "en outre", "de son côté", "pour sa part" out of the clause's arguments, and give back what hung on them."""
    children = tree.children()
    for i, word in enumerate(tree.word):
        low = word.lower()
        if low == "outre" and i > 0 and tree.word[i - 1].lower() == "en":
            _free_after_outre(tree, i)
        elif low in _ASIDES and any(tree.word[c].lower() in ("son", "sa", "leur", "notre", "ma", "mon") for c in children[i]) and tree.head[i] != i:
            verb = tree.head[i]
            tree.label[i] = "adv"
            for c in children[i]:
                if c < i:
                    continue
                tree.head[c] = verb
                if tree.label[c] in ("acl", "amod"):
                    tree.label[c] = "xcomp"
                elif tree.label[c] == "nmod":
                    tree.label[c] = "obl"


def _free_after_outre(tree: RawTree, outre: int) -> None:
    noun = tree.head[outre - 1]
    if tree.label[outre - 1] != "case" or noun < outre or tree.head[noun] == noun:
        return
    verb = tree.head[noun]
    tree.head[outre - 1], tree.label[outre - 1] = verb, "adv"
    tree.head[outre], tree.label[outre] = outre - 1, "flat"
    if tree.label[noun] == "obl" and not any(tree.head[k] == verb and tree.label[k] == "obj" for k in range(len(tree.head))):
        tree.label[noun] = "obj"
