"""English syntax: ClearNLP labels to neutral roles (prepositions turned into case marks)."""

from __future__ import annotations

from selon.syntax.tree import RawTree
from selon.syntax.view import Verbal

_LABELS = {
    "ROOT": "root",
    "nsubj": "subj",
    "nsubjpass": "subj:pass",
    "csubj": "subj",
    "csubjpass": "subj:pass",
    "dobj": "obj",
    "dative": "dat",
    "pobj": "obl",
    "pcomp": "gerund",
    "prep": "prep",
    "agent": "prep",
    "xcomp": "xcomp",
    "ccomp": "comp",
    "advcl": "advcl",
    "relcl": "rel",
    "acl": "acl",
    "conj": "conj",
    "cc": "cc",
    "preconj": "cc",
    "mark": "mark",
    "aux": "aux",
    "auxpass": "aux:pass",
    "neg": "neg",
    "det": "det",
    "predet": "det",
    "poss": "poss",
    "nmod": "nmod",
    "amod": "amod",
    "nummod": "nummod",
    "quantmod": "adv",
    "appos": "appos",
    "case": "dep",
    "compound": "compound",
    "attr": "attr",
    "acomp": "attr",
    "oprd": "attr",
    "prt": "prt",
    "punct": "punct",
    "parataxis": "para",
    "expl": "expl",
    "npadvmod": "tmod",
    "advmod": "adv",
    "intj": "dep",
    "meta": "dep",
    "dep": "dep",
}
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "hardly", "barely"})


def adapt(tree: RawTree) -> None:
    """Rewrite labels and heads in place (see ``LanguagePack.adapt``)."""
    labels, heads, pos = tree.label, tree.head, tree.pos
    original = list(labels)
    for i, label in enumerate(original):
        labels[i] = _LABELS.get(label, "dep")
        if label == "dative" and pos[i] == "ADP":
            labels[i] = "prep"
        elif label == "advmod" and tree.word[i].lower() in _NEGATIONS:
            labels[i] = "neg"
        elif label == "aux" and tree.word[i].lower() == "to" and tree.tag[i] == "TO":
            labels[i] = "mark"
        elif label == "dobj" and pos[i] == "SCONJ":
            labels[i] = "mark"  # "assurances that all forces would leave": what only opens a clause is no object of it
    for i in range(len(labels)):
        if original[i] not in ("pobj", "pcomp"):
            continue
        chain, top = [], heads[i]
        while labels[top] == "prep" and heads[top] != top:
            chain.append(top)
            top = heads[top]
        if not chain:
            continue
        agent = original[chain[0]] == "agent"
        heads[i] = top
        if original[i] == "pcomp":
            labels[i] = "gerund"
        elif agent:
            labels[i] = "agent"
        else:
            labels[i] = "nmod" if pos[top] in _NOMINAL else "obl"
        for mark in chain:
            heads[mark], labels[mark] = i, "case"
    for i, label in enumerate(labels):
        if label == "prep":
            labels[i] = "adv" if pos[i] != "VERB" else "acl"
        elif label == "rel" and tree.tag[i] == "VB":
            labels[i] = "acl"
    _mend_semicolons(tree)
    _mend_headless(tree)
    _mend_acronym_subjects(tree)
    _mend_clauses_of_nouns(tree)
    _mend_two_subjects(tree)
    _mend_tail_subjects(tree)
    _mend_inverted_tails(tree)
    _mend_listed_subjects(tree)
    _mend_bare_tails(tree)
    _mend_whose_clause(tree)
    _mend_told_clauses(tree)
    _mend_quoting_acronyms(tree)
    _mend_empty_subjects(tree)


def _mend_quoting_acronyms(tree: RawTree) -> None:
    """ "It is full," ORTM quoted doctors as saying: an acronym that the tagger takes for a participle is who quotes."""
    children = tree.children()
    for i in range(2, len(tree.word) - 1):
        noun, name = tree.head[i], i - 1
        above = tree.head[noun]
        if tree.lemma[i] != "quote" or tree.label[i] != "amod" or tree.tag[i] != "VBN" or tree.label[above] != "root" or above >= name or noun < i:
            continue
        if not tree.word[name].isupper() or len(tree.word[name]) < 2 or tree.head[name] not in (noun, i) or tree.word[name - 1] not in (",", '"', "”"):
            continue
        tree.tag[i], tree.tag[name], tree.pos[name] = "VBD", "NNP", "PROPN"
        tree.head[i], tree.label[i] = i, "root"
        tree.head[above], tree.label[above] = i, "comp"
        tree.head[name], tree.label[name] = i, "subj"
        tree.head[noun], tree.label[noun] = i, "obj"
        for c in children[above]:
            if c > noun:
                tree.head[c] = i


#: What "it" is that only opens a sentence whose subject is an infinitive.
_OF_DEEDS = frozenset("possible impossible difficult hard easy necessary essential important vital unclear".split())


def _mend_empty_subjects(tree: RawTree) -> None:
    """ "It was not possible to confirm this": nobody confirms."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        verb = tree.head[i]
        if label != "subj" or tree.word[i].lower() != "it" or not any(tree.label[c] == "attr" and tree.lemma[c] in _OF_DEEDS for c in children[verb]):
            continue
        if any(tree.label[c] == "xcomp" and c > verb for c in children[verb]):
            tree.label[i] = "expl"


#: Verbs that somebody is told with, and what he is told.
_TELLING = frozenset({"tell", "inform", "assure", "remind", "warn"})


def _mend_told_clauses(tree: RawTree) -> None:
    """ "told a news conference that the road was shut": what lacks nothing is no relative clause."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        told = tree.head[i]
        if label not in ("rel", "acl") or tree.label[told] not in ("obj", "dat") or tree.lemma[tree.head[told]] not in _TELLING:
            continue
        marks = [c for c in children[i] if tree.label[c] == "mark" and tree.word[c].lower() == "that"]
        if marks and any(tree.label[c] in ("subj", "subj:pass") and c > marks[0] for c in children[i]):
            tree.head[i], tree.label[i] = tree.head[told], "comp"


#: Prepositions before the place where somebody is or comes from.
_OF_PLACE = frozenset({"from", "in", "at", "near"})


def _mend_whose_clause(tree: RawTree) -> None:
    """ "a student from Oran, who said": it is not the town that says it."""
    for i, word in enumerate(tree.word):
        clause = tree.head[i]
        if word.lower() != "who" or tree.label[i] != "subj" or tree.label[clause] != "rel":
            continue
        place = tree.head[clause]
        placed = any(tree.head[c] == place and tree.label[c] == "case" and tree.word[c].lower() in _OF_PLACE for c in range(place))
        if tree.label[place] in ("nmod", "obl") and placed and tree.pos[tree.head[place]] in ("NOUN", "PROPN"):
            tree.head[clause] = tree.head[place]


def _mend_semicolons(tree: RawTree) -> None:
    """ "A killed B; C complained": the first clause is no complement of the second."""
    for i, label in enumerate(tree.label):
        head = tree.head[i]
        if label == "comp" and i < head and any(tree.word[k] == ";" for k in range(i + 1, head)):
            tree.label[i] = "para"


def _mend_tail_subjects(tree: RawTree) -> None:
    """ "A gave B to C, the minister in D said": the minister, not in apposition to C, is who said it."""
    children = tree.children()
    for i, pos in enumerate(tree.pos):
        ends = tree.label[i] == "conj" and tree.word[i + 1 : i + 2] == ["."] and tree.pos[i - 1] != "CCONJ"  # "A may give B to C, a man who leads D said."
        if pos != "VERB" or tree.tag[i] not in ("VBD", "VBZ", "VBP", "VBN" if ends else "") or i < 3:
            continue
        if any(tree.label[c] in ("subj", "subj:pass") for c in children[i]):
            continue
        if not ends and not any(tree.label[c] == "comp" and c < i for c in children[i]):
            continue
        for n in range(i - 1, 1, -1):
            if tree.word[n] in (",", ";", "."):
                break
            if tree.label[n] in ("appos", "conj", "nmod", "compound") and tree.pos[n] in ("NOUN", "PROPN") and tree.head[n] < n:
                first = min([n, *(c for c in children[n] if c < n)])
                if first > 0 and tree.word[first - 1] == "," and tree.head[n] < first:
                    tree.head[n], tree.label[n], tree.tag[i] = i, "subj", "VBD" if tree.tag[i] == "VBN" else tree.tag[i]
                    break


def _mend_headless(tree: RawTree) -> None:
    """ "Ann Kale, the prosecutor in Orly, announced that ...": what governs a clause that is said, in a sentence without another verb, is no participle."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        if label != "root" or tree.pos[i] in ("VERB", "AUX") or any(tree.label[c] in ("subj", "subj:pass", "aux", "cop") for c in children[i]):
            continue
        hosts = (i, *(c for c in children[i] if tree.label[c] == "appos"))
        verb = next((c for h in hosts for c in children[h] if c > i and tree.label[c] == "acl" and tree.tag[c] == "VBN" and tree.word[c - 1] == ","), None)
        aside = any(tree.label[c] in ("rel", "appos") and verb is not None and c < verb for c in children[i])  # "Ann Kale, who leads the union, called on"
        if verb is not None and any(tree.label[c] == "comp" or aside and tree.label[c] in ("obj", "xcomp", "advcl") for c in children[verb]):
            tree.tag[verb] = "VBD"
            tree.head[verb], tree.label[verb] = verb, "root"
            tree.head[i], tree.label[i] = verb, "subj"
            tree.pos[i] = tree.pos[i] if tree.pos[i] in ("NOUN", "PROPN", "PRON") else "PROPN"  # "Min-jae", an adverb


def _mend_acronym_subjects(tree: RawTree) -> None:
    """ "The OSCE voiced concern over the plan": an acronym that the tagger takes for an adjective is the subject of a verb that it takes for a participle."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        verb = next((c for c in children[i] if tree.label[c] == "amod" and tree.tag[c] in ("VBN", "VBD") and 0 < c < i), None)
        if label != "root" or verb is None or any(tree.label[c] in ("subj", "subj:pass", "cop", "aux") for c in children[i]):
            continue
        name = verb - 1
        if not (
            tree.word[name].isupper() and len(tree.word[name]) > 1 and tree.head[name] in (i, verb) and tree.label[name] in ("adv", "amod", "nmod", "compound")
        ):
            continue
        tree.tag[verb], tree.pos[name] = "VBD", "PROPN"
        tree.head[verb], tree.label[verb] = verb, "root"
        tree.head[i], tree.label[i] = verb, "obj"
        tree.head[name], tree.label[name] = verb, "subj"
        for c in children[i]:
            if c < name and tree.label[c] == "det":
                tree.head[c] = name


def _mend_clauses_of_nouns(tree: RawTree) -> None:
    """ "Ann Kale swam for an hour, he said": what is said is a clause; its head without copula or article, behind a person's name, is a verb."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        said = tree.head[i]
        if label not in ("comp", "subj") or tree.tag[i] not in ("NN", "VB", "VBP", "VBD") or not tree.word[i].islower() or said < i or tree.word[i + 1] == ",":
            continue
        if label == "subj" and (tree.tag[said] not in ("VBD", "VBZ") or tree.word[said - 1] != "," or any(tree.label[c] == "comp" for c in children[said])):
            continue
        names = [c for c in children[i] if c < i and tree.label[c] in ("compound", "subj") and tree.pos[c] == "PROPN"]
        if not names or names[-1] != i - 1 or any(tree.label[c] in ("det", "cop", "poss", "amod", "case", "aux") for c in children[i] if c < i):
            continue
        tree.tag[i], tree.pos[i], tree.label[i] = "VBD", "VERB", "comp"
        tree.head[i - 1], tree.label[i - 1] = i, "subj"
        for c in names[:-1]:
            tree.head[c] = i - 1


def _mend_two_subjects(tree: RawTree) -> None:
    """ "A strike killed four people in Oran, officials said": of two subjects the first is that of the clause that is said; its verb is no participle."""
    children = tree.children()
    for i in range(len(tree.word)):
        subjects = [c for c in children[i] if c < i and tree.label[c] == "subj"]
        if tree.tag[i] not in ("VBD", "VBZ", "VBP") or len(subjects) != 2:
            continue
        first, second = subjects
        verb = next((c for c in children[first] if tree.label[c] == "acl" and tree.tag[c] == "VBN" and first < c < second), None)
        if verb is None or tree.word[tree.opening(second) - 1] != ",":
            continue
        tree.tag[verb] = "VBD"
        tree.head[verb], tree.label[verb] = i, "comp"
        tree.head[first], tree.label[first] = verb, "subj"


def _mend_inverted_tails(tree: RawTree) -> None:
    """ "..., among them two children, confirmed Ann Kale": no comma parts a subject from its verb; who stands behind it with a name is the subject."""
    children = tree.children()
    for i in range(2, len(tree.word)):
        subject = next((c for c in children[i] if c < i and tree.label[c] == "subj"), None)
        behind = next((c for c in children[i] if c > i and tree.label[c] == "obj"), None)
        if tree.tag[i] != "VBD" or tree.label[i] != "conj" or tree.word[i - 1] != "," or subject is None or behind is None or tree.pos[behind] != "PROPN":
            continue
        opening = tree.opening(subject)
        if opening > 0 and tree.word[opening - 1] == "," and subject == i - 2:
            tree.head[subject], tree.label[subject] = tree.head[i], "appos"
            tree.label[behind] = "subj"


def _mend_listed_subjects(tree: RawTree) -> None:
    """ "The dead were civilians, among them two children, Ann Kale, a nurse in Orly, said": of a list without "and" the last, a name, is the subject."""
    children = tree.children()
    for i, tag in enumerate(tree.tag):
        subject = next((c for c in children[i] if c < i and tree.label[c] == "subj"), None)
        clause = next((c for c in children[i] if tree.label[c] == "comp" and c < i), None)
        if tag != "VBD" or tree.word[i - 1] != "," or subject is None or clause is None or clause > subject:
            continue
        last = next((c for c in reversed(children[subject]) if tree.label[c] in ("conj", "appos") and subject < c < i and tree.pos[c] == "PROPN"), None)
        if last is None or tree.word[tree.opening(last) - 1] != "," or any(tree.label[c] == "cc" for c in children[subject]):
            continue
        if any(tree.word[k] == "," for k in range(clause, subject)):
            tree.head[last], tree.label[last] = i, "subj"
            tree.head[subject], tree.label[subject] = clause, "appos"


#: Verbs that tell what stands before them.
_TELLS = frozenset({"confirm", "report", "say", "explain", "announce", "state", "add"})


def _mend_bare_tails(tree: RawTree) -> None:
    """ "Eight people were hurt, confirmed officials in Orly": what tells is no participle of those who tell."""
    for i in range(2, len(tree.word)):
        told = tree.head[i]
        above = tree.head[told]
        if tree.label[i] != "amod" or tree.tag[i] != "VBN" or tree.lemma[i] not in _TELLS or tree.word[i - 1] != "," or above >= i or told < i:
            continue
        if tree.label[above] == "root" and tree.label[told] in ("obj", "appos", "conj", "dep", "nmod"):
            tree.tag[i] = "VBD"
            tree.head[i], tree.label[i] = above, "para"
            tree.head[told], tree.label[told] = i, "subj"


def verbal(tag: str, morph: str, word: str) -> Verbal | None:
    """Mood and tense from the Penn tag; None where the token is no verb form."""
    low = word.lower()
    if tag == "MD":
        if low in ("will", "'ll", "wo", "shall"):
            return Verbal("ind", "fut")
        return Verbal("cnd", "pres") if low in ("would", "'d") else Verbal("ind", "pres")
    if tag == "VB":
        return Verbal("inf", "pres")
    if tag == "VBG":
        return Verbal("part", "pres")
    if tag == "VBN":
        return Verbal("part", "past")
    if tag == "VBD":
        return Verbal("ind", "past")
    if tag in ("VBZ", "VBP"):
        return Verbal("ind", "pres")
    return None


_SUFFIXES = (
    "ed",
    "ing",
    "led",
    "born",
    "run",
    "made",
    "wide",
    "like",
    "style",
    "held",
    "old",
    "long",
    "term",
    "based",
    "free",
    "owned",
    "era",
    "year",
    "in",
    "up",
    "off",
    "out",
    "to",
    "of",
    "old",
    "fire",
)


def separable(before: str, after: str) -> bool:
    """Whether *after* is a word of its own behind a hyphen: "Vienna-based", "U.S.-led"; not "Jong-un"."""
    low = after.lower()
    return after[:1].islower() and (low.endswith(_SUFFIXES) or len(low) > 5) or before.endswith(".")
