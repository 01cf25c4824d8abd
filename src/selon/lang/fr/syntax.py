"""French syntax: Universal Dependencies labels of ``fr_core_news_md`` to neutral roles."""

from __future__ import annotations

from selon.lang.fr.mends import (
    mend_absolute_roots,
    mend_asides,
    mend_bare_a,
    mend_crossed_infinitives,
    mend_joined_verbs,
    mend_named_conjunctions,
    mend_nominal_adjectives,
    mend_participles,
    mend_relative_roots,
    mend_relatives,
    mend_reporting_inversions,
    mend_rumours,
    mend_split_subjects,
    mend_subjects_of_auxiliaries,
    mend_verbs_told_as_nouns,
    mend_voices,
)
from selon.lang.fr.names import (
    mend_apposed_names,
    mend_cited_names,
    mend_honorifics,
    mend_named_determiners,
    mend_named_verbs,
    mend_portfolios,
    mend_split_towns,
    mend_unjoined,
)
from selon.lang.fr.objects import mend_counted_nouns, mend_objects, mend_objects_after_complements
from selon.lang.fr.reported import (
    free_predicate,
    mend_futures,
    mend_lost_copulas,
    mend_nominal_roots,
    mend_participial_roots,
    mend_quoted_by,
    mend_reported_subjects,
)
from selon.lang.fr.speakers import mend_speakers
from selon.syntax.tree import RawTree
from selon.syntax.view import Verbal

_LABELS = {
    "ROOT": "root",
    "nsubj": "subj",
    "nsubj:pass": "subj:pass",
    "nsubj:caus": "subj",
    "csubj": "subj",
    "obj": "obj",
    "iobj": "dat",
    "obl:arg": "obl",
    "obl:mod": "obl",
    "obl": "obl",
    "obl:agent": "agent",
    "xcomp": "xcomp",
    "ccomp": "comp",
    "advcl": "advcl",
    "advcl:cleft": "rel",
    "acl:relcl": "rel",
    "acl": "acl",
    "conj": "conj",
    "cc": "cc",
    "mark": "mark",
    "aux:tense": "aux",
    "aux:caus": "aux",
    "aux": "aux",
    "aux:pass": "aux:pass",
    "cop": "cop",
    "advmod": "adv",
    "det": "det",
    "nmod": "nmod",
    "amod": "amod",
    "nummod": "nummod",
    "appos": "appos",
    "case": "case",
    "flat:name": "flat",
    "flat:foreign": "flat",
    "flat": "flat",
    "fixed": "flat",
    "parataxis": "para",
    "expl:comp": "refl",
    "expl:pass": "refl",
    "expl:subj": "expl",
    "punct": "punct",
    "vocative": "dep",
    "dep": "dep",
    "dislocated": "dep",
    "orphan": "dep",
}
_NEGATIONS = frozenset("pas jamais rien guère nullement aucunement point personne".split())
#: Verbs whose passive auxiliary is really the perfect of movement or a reflexive: "sont convenus", "est parti".
_ETRE_VERBS = frozenset(
    (
        "aller venir revenir devenir parvenir intervenir convenir survenir arriver partir repartir entrer rentrer sortir naître "
        "mourir décéder tomber rester monter descendre retourner passer apparaître"
    ).split()
)


def adapt(tree: RawTree) -> None:
    """Rewrite labels and lemmas in place (see ``LanguagePack.adapt``)."""
    labels, heads, pos, words = tree.label, tree.head, tree.pos, tree.word
    for i, label in enumerate(labels):
        labels[i] = _LABELS.get(label, "dep")
    children = tree.children()
    for i, label in enumerate(labels):
        low = words[i].lower()
        if label in ("adv", "dep") and low in ("ne", "n'") and heads[i] != i:
            labels[i] = "negp"
        elif label == "adv" and low in _NEGATIONS:
            labels[i] = "neg"
        elif label == "adv" and low == "plus" and any(words[c].lower() in ("ne", "n'") for c in children[heads[i]]):
            labels[i] = "neg"
        elif label == "aux:pass" and tree.lemma[heads[i]] in _ETRE_VERBS:
            labels[i] = "aux"
            for c in children[heads[i]]:
                if labels[c] == "subj:pass":
                    labels[c] = "subj"
        elif label in ("subj:pass",) and any(labels[c] == "refl" or words[c].lower() in ("se", "s'") for c in children[heads[i]]):
            labels[i] = "subj"
        elif low in ("au", "aux") and pos[i] == "DET":
            labels[i], tree.lemma[i] = "case", "à"
        elif label == "refl" and pos[i] == "VERB":
            labels[i] = "para"  # a verb is nobody's reflexive: ", a assuré le porte-parole, sans dire si"
        elif label == "case" and pos[i] == "ADP" and tree.lemma[i] == "entrer":
            tree.lemma[i] = "entre"
    for i, label in enumerate(labels):
        # a reflexive perfect is no passive: "se sont entretenus"
        if label == "aux:pass" and any(labels[c] == "refl" or words[c].lower() in ("se", "s'") for c in children[heads[i]]):
            labels[i] = "aux"
    _split_preposition_of_place(tree)
    mend_futures(tree)
    mend_named_verbs(tree)
    mend_named_determiners(tree)
    mend_quoted_by(tree)
    mend_lost_copulas(tree)
    mend_counted_nouns(tree)
    mend_apposed_names(tree)
    mend_split_towns(tree)
    mend_cited_names(tree)
    mend_portfolios(tree)
    mend_honorifics(tree)
    mend_unjoined(tree)
    mend_speakers(tree)
    _mend_inversions(tree)
    _mend_verbs(tree)
    _mend_coordinated_participles(tree)
    _mend_objects_after_times(tree)
    _mend_bare_objects(tree)
    _mend_objects_after_epithets(tree)
    mend_objects(tree)
    mend_objects_after_complements(tree)
    mend_participles(tree)
    mend_rumours(tree)
    mend_asides(tree)
    mend_split_subjects(tree)
    mend_reporting_inversions(tree)
    mend_named_conjunctions(tree)
    mend_reported_subjects(tree)
    mend_participial_roots(tree)
    mend_nominal_roots(tree)
    mend_absolute_roots(tree)
    mend_relative_roots(tree)
    mend_voices(tree)
    mend_subjects_of_auxiliaries(tree)
    mend_crossed_infinitives(tree)
    mend_nominal_adjectives(tree)
    mend_bare_a(tree)
    mend_verbs_told_as_nouns(tree)
    mend_joined_verbs(tree)
    mend_relatives(tree)


_INVERTED = frozenset(f"-{t}{p}" for t in ("", "t-") for p in ("il", "elle", "on", "ils", "elles", "je", "nous", "vous"))
_OBJECT_CLITICS = frozenset("lui leur me m' te t' nous vous le la les l'".split())


def _mend_inversions(tree: RawTree) -> None:
    """ "a-t-il martelé", "lui a-t-il dit": the clitic is the subject, the participle the verb, whatever the tagger thought."""
    n = len(tree.word)
    for i, word in enumerate(tree.word):
        if word.lower() not in _INVERTED or i == 0:
            continue
        tree.pos[i] = "PRON"
        verb = i - 1
        if tree.word[i - 1].lower() in _AUXILIARIES:
            k = i + 1
            while k < n and k <= i + 3 and tree.pos[k] == "ADV":
                k += 1
            if k < n and tree.word[k].lower().endswith(("é", "i", "u", "s", "t", "ée")) and tree.word[k].isalpha():
                verb = k
                if tree.pos[k] != "VERB":
                    tree.pos[k] = "VERB"
                    tree.morph[k] = "Tense=Past|VerbForm=Part"
                    tree.lemma[k] = f"{tree.word[k].lower().removesuffix('e').removesuffix('é')}er" if "é" in tree.word[k][-2:] else tree.lemma[k]
                if tree.head[i - 1] != k:
                    if tree.head[k] == i - 1:
                        tree.head[k], tree.label[k] = (tree.head[i - 1], tree.label[i - 1]) if tree.head[i - 1] != i - 1 else (k, "root")
                    tree.head[i - 1] = k
                tree.label[i - 1] = "aux"
                if "VerbForm=Fin" not in tree.morph[i - 1]:  # "a" before "-t-elle" taken for a preposition or a foreign word
                    tree.pos[i - 1], tree.morph[i - 1] = "AUX", "Mood=Ind|Tense=Pres|VerbForm=Fin"
        free_predicate(tree, verb, min(i - 1, verb))
        _set_apart(tree, verb, min(i - 1, verb))
        for k in range(n):
            if tree.head[k] == verb and tree.label[k] in ("subj", "subj:pass") and k < i and any(tree.word[c] == "," for c in range(k, i)):
                tree.label[k] = "dep"  # "L'armée avance, a-t-il dit": the noun before the comma is no subject of the saying
            if tree.head[k] == verb and tree.label[k] in ("subj", "subj:pass") and k != i:
                tree.label[k] = "dat" if tree.word[k].lower() in _OBJECT_CLITICS and k < i else tree.label[k]
        if not any(tree.head[k] == verb and tree.label[k] in ("subj", "subj:pass") and k != i for k in range(n)) and verb != i:
            tree.head[i], tree.label[i] = verb, "subj"


def _set_apart(tree: RawTree, verb: int, begins: int) -> None:
    """ "« Les loyers montent, nos salaires jamais », a-t-il ajouté": the aside behind the comma is no clause of what is said, and has none of its words."""
    host = tree.head[verb]
    if host >= begins or tree.word[begins - 1] != "," or tree.label[verb] not in ("advcl", "comp", "xcomp", "acl", "dep"):
        return
    tree.label[verb] = "para"
    for k in range(host + 1, begins - 1):
        if tree.head[k] == verb and tree.pos[k] != "PUNCT":
            tree.head[k], tree.label[k] = host, "dep" if tree.label[k] in ("neg", "negp", "subj", "subj:pass") else tree.label[k]


#: Words that tell when without a preposition: the parser takes them for the object of the verb they follow.
_TIMES = frozenset(
    (
        "lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain avant-hier semaine mois année an matin "
        "matinée midi soir soirée nuit journée jour week-end"
    ).split()
)
_MONTHS = frozenset("janvier février mars avril mai juin juillet août septembre octobre novembre décembre printemps été automne hiver".split())
_INFINITIVES = ("er", "ir", "re", "oir")
_PARTICIPLES = ("é", "ée", "és", "ées", "i", "is", "it", "u", "us", "ert", "int")


def _mend_verbs(tree: RawTree) -> None:
    """Verbs that the tagger took for nouns or adjectives ("a gelé"), and lemmas that are no infinitives ("présente", "enquêt")."""
    children = tree.children()
    for i, low in enumerate(word.lower() for word in tree.word):
        if (
            tree.pos[i] in ("ADJ", "NOUN", "ADV")
            and low.endswith(_PARTICIPLES)
            and any(tree.label[c] in ("aux", "cop") and tree.lemma[c] == "avoir" and c < i for c in children[i])
        ):
            tree.pos[i], tree.morph[i] = "VERB", "Tense=Past|VerbForm=Part"
            for c in children[i]:
                if tree.label[c] == "cop":
                    tree.label[c] = "aux"
            stem = low.rstrip("s").removesuffix("e") if low.endswith(("ée", "ées", "és")) else low
            if stem.endswith("é"):
                tree.lemma[i] = stem[:-1] + "er"
        if tree.pos[i] == "NOUN" and tree.label[i] == "root" and low.endswith(("e", "ent")) and _heads_clause(tree, children[i], i):
            tree.pos[i], tree.morph[i] = "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin"  # "La Croatie enquête sur ..."
            tree.lemma[i] = low.removesuffix("nt") if low.endswith("ent") else low
        if tree.pos[i] == "VERB" and tree.label[i] == "obl" and "VerbForm=Inf" in tree.morph[i] and tree.pos[tree.head[i]] == "VERB":
            tree.label[i] = "xcomp"  # "vient d'interpeller"
            for c in children[i]:
                if tree.label[c] == "case":
                    tree.label[c] = "mark"
        if tree.pos[i] == "VERB" and not tree.lemma[i].endswith(_INFINITIVES) and low.startswith(tree.lemma[i]) and len(low) > 3:
            tree.lemma[i] += "r" if tree.lemma[i].endswith("e") else "er"


def _heads_clause(tree: RawTree, children: list[int], i: int) -> bool:
    """Whether noun *i* has a subject before it and nothing that a noun has: an article, a preposition, a copula."""
    labels = [tree.label[c] for c in children if c < i]
    return "subj" in labels and not {"det", "case", "cop", "aux", "amod"} & set(labels)


def _mend_coordinated_participles(tree: RawTree) -> None:
    """ "a dissous une association et expulsé un chercheur": the second participle hangs on the first, not on its object."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        noun = tree.head[i]
        if label != "conj" or tree.pos[i] != "VERB" or "VerbForm=Part" not in tree.morph[i] or noun > i:
            continue
        if tree.pos[noun] == "VERB":
            # hung rightly, but its object hangs on the first verb, which has one already
            objects = [c for c in children[noun] if tree.label[c] == "obj"]
            if len(objects) > 1 and objects[0] < i < objects[-1] and not any(tree.label[c] == "obj" for c in children[i]):
                tree.head[objects[-1]] = i
            continue
        if tree.pos[noun] not in ("NOUN", "PROPN"):
            continue
        if any(tree.label[c] in ("subj", "subj:pass") for c in children[i]):
            continue
        verb = noun
        for _ in range(4):
            if tree.pos[verb] == "VERB" or tree.head[verb] == verb:
                break
            verb = tree.head[verb]
        if tree.pos[verb] == "VERB" and verb < noun and any(tree.label[c] in ("aux", "aux:pass") for c in children[verb]):
            tree.head[i] = verb
            for c in children[verb]:
                if c > i and tree.label[c] in ("obj", "obl", "xcomp"):
                    tree.head[c] = i


def _mend_bare_objects(tree: RawTree) -> None:
    """ "et exigé l'arrêt": a noun with an article and no preposition right after an active verb is its object."""
    children = tree.children()
    for i, pos in enumerate(tree.pos):
        if pos != "VERB" or any(tree.label[c] in ("obj", "aux:pass", "refl", "subj:pass") for c in children[i]):
            continue
        for c in children[i]:
            if c > i and tree.label[c] == "obl" and tree.pos[c] in ("NOUN", "PROPN") and tree.word[c].lower() not in _TIMES:
                inside = [tree.label[x] for x in children[c] if x < c]
                if "case" not in inside and ("det" in inside or "nummod" in inside) and not any(tree.word[x] == "," for x in range(i + 1, c)):
                    tree.label[c] = "obj"
                break


def _mend_objects_after_epithets(tree: RawTree) -> None:
    """ "a rejeté comme « infondées » les accusations": the object is the verb's, not the adjective's."""
    children = tree.children()
    for t, label in enumerate(tree.label):
        epithet = tree.head[t]
        verb = tree.head[epithet]
        if label in ("obj", "nmod") and tree.pos[epithet] == "ADJ" and tree.pos[verb] == "VERB" and verb < epithet < t:
            if any(tree.lemma[c] == "comme" and c < epithet for c in children[epithet]) and not any(tree.label[c] == "case" for c in children[t]):
                tree.head[t], tree.label[t] = verb, "obj"


def _mend_objects_after_times(tree: RawTree) -> None:
    """ "a adopté lundi de nouvelles sanctions", "a reçu mardi à Ankara le chef": the time is no object, the noun after it is."""
    children = tree.children()
    for t, word in enumerate(tree.word):
        if word.lower() not in _TIMES and word.lower() not in _MONTHS or tree.head[t] == t:
            continue
        head = tree.head[t]
        if any(tree.label[c] == "case" for c in children[t]):
            _free_object(tree, children, head, t)  # "a livré en juillet du matériel"
            continue
        if tree.pos[head] == "NOUN" and tree.label[t] == "nmod" and t < head and tree.head[head] != head and tree.pos[tree.head[head]] == "VERB":
            tree.head[t], tree.label[t] = tree.head[head], "tmod"  # "mené mercredi une opération": the day hangs on the noun
            if tree.label[head] == "obl" and not any(tree.label[c] == "case" for c in children[head]):
                tree.label[head] = "obj"
            continue
        if tree.pos[head] != "VERB" or tree.label[t] not in ("obj", "obl", "xcomp", "nmod", "tmod", "attr"):
            continue
        tree.label[t] = "tmod"
        for c in children[t]:
            if tree.label[c] == "xcomp" or tree.pos[c] == "VERB" and "VerbForm=Inf" in tree.morph[c]:
                tree.head[c], tree.label[c] = head, "xcomp"
        if any(tree.label[c] in ("obj", "aux:pass", "refl") for c in children[head]):
            continue
        for c in _after_time(tree, children, head, t):
            case = next((x for x in children[c] if tree.label[x] == "case" and x < c), None)
            if case is not None and not _partitive(tree, children, case, c):
                continue
            tree.head[c], tree.label[c] = head, "obj"
            if case is not None:
                tree.label[case], tree.pos[case] = "det", "DET"
            break


def _free_object(tree: RawTree, children: list[list[int]], verb: int, time: int) -> None:
    """A noun with an article hung on a time with a preposition is the object of the verb, if that has none."""
    if tree.pos[verb] != "VERB" or any(tree.label[c] in ("obj", "aux:pass", "refl", "subj:pass") for c in children[verb]):
        return
    for c in children[time]:
        if c < time or tree.label[c] not in ("nmod", "appos", "obj") or tree.pos[c] not in ("NOUN", "PROPN") or tree.word[c].lower() in _TIMES | _MONTHS:
            continue
        case = next((x for x in children[c] if tree.label[x] == "case" and x < c), None)
        if case is None and not any(tree.label[x] in ("det", "nummod") and x < c for x in children[c]):
            continue
        if case is not None and tree.word[case].lower() not in ("des", "du"):
            continue
        tree.head[c], tree.label[c] = verb, "obj"
        if case is not None:
            tree.label[case], tree.pos[case] = "det", "DET"
        return


def _after_time(tree: RawTree, children: list[list[int]], verb: int, time: int) -> list[int]:
    """Nouns after *time* that may be the object of *verb*: on the verb, on the time, on the place between."""
    near = [c for c in children[verb] if tree.label[c] == "obl"]
    found = [*near, *(c for n in (time, *near) for c in children[n] if tree.label[c] in ("nmod", "appos", "obj"))]
    return sorted(c for c in found if c > time and tree.pos[c] in ("NOUN", "PROPN") and tree.word[c].lower() not in _TIMES)


def _partitive(tree: RawTree, children: list[list[int]], case: int, noun: int) -> bool:
    """ "des", "du" or "de" before an adjective may be an article."""
    low = tree.word[case].lower()
    return low == "des" or low in ("de", "d'") and any(tree.label[c] == "amod" and case < c < noun for c in children[noun])


_AUXILIARIES = frozenset("a ont avait avaient aura auront aurait auraient est sont était étaient sera seront eut fut".split())


def _split_preposition_of_place(tree: RawTree) -> None:
    """ "lors de", "auprès de", "à la suite de" parsed as adverb + obl: hang the noun on the adverb's head."""
    children = tree.children()
    for i, low in enumerate(tree.word):
        if tree.label[i] == "adv" and low.lower() in ("lors", "près", "auprès", "loin", "hors"):
            for c in children[i]:
                if tree.label[c] in ("obl", "nmod", "obj"):
                    head = tree.head[i]
                    tree.head[c], tree.label[c] = head, "obl"
                    tree.head[i], tree.label[i] = c, "case"
                    break


def verbal(tag: str, morph: str, word: str) -> Verbal | None:
    """Mood and tense from the features; None where the token is no verb form."""
    if "VerbForm=Inf" in morph:
        return Verbal("inf", "pres")
    if "VerbForm=Part" in morph:
        return Verbal("part", "past" if "Tense=Past" in morph else "pres")
    low = word.lower()
    if "VerbForm=Fin" not in morph:
        return None
    if "Mood=Cnd" in morph:
        return Verbal("cnd", "pres")
    if "Mood=Imp" in morph:
        return Verbal("imp", "pres")
    if "Mood=Sub" in morph:
        return Verbal("sub", "pres")
    if "Tense=Fut" in morph:
        # the model takes some conditionals for futures: the endings tell them apart
        return Verbal("cnd", "pres") if low.endswith(("rait", "raient", "rions", "riez")) else Verbal("ind", "fut")
    if low.endswith(("rait", "raient")) and low not in _IMPERFECT_IN_R:
        return Verbal("cnd", "pres")
    return Verbal("ind", "past" if "Tense=Past" in morph or "Tense=Imp" in morph else "pres")


#: Imperfects that end as a conditional does.
_IMPERFECT_IN_R = frozenset(
    f"{stem}{ending}"
    for stem in (
        "déclar assur espér considér préfér tir entr libér demeur jur réitér récupér retir opér modér génér dur préparer prépar "
        "procur mesur ignor honor explor élabor colla collabor montr démontr rencontr administr enregistr illustr attir admir "
        "respir inspir aspir dési désir expir cour mour parcour recour préfigur figur adhér acquér requér conquér tolér gér "
        "suggér diffèr différ réfèr référ coopér"
    ).split()
    for ending in ("ait", "aient")
)

_CLITICS = frozenset("il elle on ils elles je tu nous vous ce t-il t-elle t-on t-ils t-elles t là ci même mêmes moi toi le la les lui leur y en".split())


def separable(before: str, after: str) -> bool:
    """Whether *after* is a word of its own behind a hyphen: the clitics of inversion."""
    return after.lower() in _CLITICS
