"""Mending what the parser makes of those who speak: nouns in "-ant", asides between a subject and its verb, "joint par" at the head of a sentence, a
name set off from its verb, a clause behind whom it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from selon.syntax.tree import RawTree
from selon.tables import read_table, values

_PARTICIPLES = ("é", "ée", "és", "ées", "oint", "ointe", "oints", "ointes")


def mend_speakers(tree: RawTree) -> None:
    """All of them, in order."""
    _mend_nouns_in_ant(tree)
    _mend_having(tree)
    _mend_swallowed_subjects(tree)
    _mend_participial_asides(tree)
    _mend_reached_speakers(tree)
    _mend_set_off_names(tree)
    _mend_clauses_behind_recipients(tree)
    _mend_told_results(tree)
    _mend_telling_participles(tree)


def _mend_nouns_in_ant(tree: RawTree) -> None:
    """ "L'opposant letton Janis Ozols a dit": a participle with an article is a noun, and the name behind it is its."""
    children = tree.children()
    for i, word in enumerate(tree.word):
        governed = tree.label[i] == "root" and any(tree.label[c] == "case" for c in children[i])
        argument = governed or tree.label[i] in ("subj", "obj", "obl", "nmod", "dat")
        noun = word.lower().endswith(("ant", "ante", "ants", "antes")) and tree.pos[i] == "VERB" and argument
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


def _mend_swallowed_subjects(tree: RawTree) -> None:
    """ "L'opposant chinois Li Haoran a accusé": a noun is no subject of the adjective behind it, but of the verb that this was hung on."""
    children = tree.children()
    for i, label in enumerate(tree.label[:-2]):
        epithet, verb = i + 1, tree.head[i + 1]
        if label != "subj" or tree.head[i] != epithet or tree.pos[i] != "NOUN" or tree.pos[epithet] != "ADJ" or verb <= epithet or tree.pos[verb] != "VERB":
            continue
        if any(tree.label[c] in ("cop", "aux") for c in children[epithet]) or any(tree.label[c] in ("subj", "subj:pass") for c in children[verb]):
            continue
        passive = any(tree.label[c] == "aux:pass" for c in children[verb])
        tree.head[i], tree.label[i] = verb, "subj:pass" if passive else "subj"
        tree.head[epithet], tree.label[epithet] = i, "amod"


def _mend_having(tree: RawTree) -> None:
    """ ", a indiqué un haut responsable allemand ayant requis l'anonymat": the participle belongs to the noun right before it."""
    for i, word in enumerate(tree.word):
        verb = tree.head[i]
        if word.lower() not in ("ayant", "étant") or verb <= i or not tree.label[i].startswith("aux") or tree.label[verb] not in ("xcomp", "advcl", "comp"):
            continue
        noun = tree.head[i - 1] if i and tree.label[i - 1] == "amod" and tree.head[i - 1] < i else i - 1
        if noun > 0 and tree.pos[noun] in ("NOUN", "PROPN") and tree.head[verb] < noun and not tree.is_under(noun, verb):
            tree.head[verb], tree.label[verb] = noun, "acl"


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
        told = [c for c in children[verb] if tree.label[c] in ("subj", "subj:pass") and c != i]
        if any(c < name or "," not in tree.word[name:c] for c in told):
            continue
        tree.pos[i], tree.label[i], tree.morph[i] = "VERB", "advcl", "Tense=Past|VerbForm=Part"
        tree.head[name], tree.label[name] = verb, "subj"
        for c in told:
            tree.head[c], tree.label[c] = name, "appos"


def _sentences(tree: RawTree) -> Iterator[tuple[int, int]]:
    """The first token and one past the last of each run of tokens under one root."""
    roots = [tree.root(i) for i in range(len(tree.head))]
    begin = 0
    for i in range(1, len(roots) + 1):
        if i == len(roots) or roots[i] != roots[begin]:
            yield begin, i
            begin = i


def _mend_set_off_names(tree: RawTree) -> None:
    """ "Awa Sarr, fleuriste à Thiès, a assuré", "Joint par L'Echo, Awa Sarr, fleuriste, a affirmé": a name that opens the clause, what it is between commas,
    and a verb with no other subject."""
    for begin, end in _sentences(tree):
        first = begin
        reached = tree.word[begin][:1].isupper() and tree.word[begin].lower().endswith(_PARTICIPLES)
        if reached and begin + 1 < end and tree.word[begin + 1].lower() == "par":
            first = next((k + 1 for k in range(begin, end) if tree.word[k] == ","), end)
        behind = first
        while behind < end and (tree.word[behind][:1].isupper() and tree.pos[behind] not in ("DET", "ADP", "PRON") or tree.word[behind] == "-"):
            behind += 1
        if behind - first < 2 or behind >= end - 2 or tree.word[behind] != ",":
            continue
        close = next((k for k in range(behind + 1, end) if tree.word[k] == ","), end)
        inside = range(behind + 1, close)
        if close + 1 >= end or not inside or not tree.word[behind + 1][:1].islower() or tree.pos[behind + 1] in ("ADP", "PRON", "SCONJ", "CCONJ", "ADV"):
            continue
        verb = tree.head[close + 1] if tree.pos[close + 1] == "AUX" and tree.head[close + 1] > close else close + 1
        finite = any("VerbForm=Fin" in tree.morph[k] for k in (close + 1, verb))
        if not finite or tree.pos[verb] != "VERB" or any(tree.pos[k] in ("VERB", "AUX") and "VerbForm=Fin" in tree.morph[k] for k in inside):
            continue
        if any(tree.head[k] == verb and tree.label[k] in ("subj", "subj:pass") and not first <= k < behind and k not in inside for k in range(begin, end)):
            continue
        _reach(tree, verb, range(begin, close))
        tree.pos[first], tree.head[first], tree.label[first] = "PROPN", verb, "subj"
        for k in range(first + 1, behind):
            tree.head[k], tree.label[k] = first, "punct" if tree.word[k] == "-" else "flat"
        for k in inside:
            if tree.head[k] not in inside:
                tree.head[k], tree.label[k] = first, "appos"
                tree.pos[k] = "NOUN" if tree.pos[k] in ("ADJ", "VERB") else tree.pos[k]
        if first > begin:
            tree.pos[begin], tree.head[begin], tree.label[begin], tree.morph[begin] = "VERB", verb, "advcl", "Tense=Past|VerbForm=Part"


def _reach(tree: RawTree, verb: int, before: range) -> None:
    """Free *verb* of heads that stand in *before*: it takes the place of the topmost of them."""
    top, over = verb, None
    while tree.head[top] != top:
        top = tree.head[top]
        over = top if top in before else over
    if over is not None:
        root = tree.head[over] == over
        tree.head[verb], tree.label[verb] = (verb, "root") if root else (tree.head[over], tree.label[over])
        tree.head[over] = verb


@cache
def _telling_verbs() -> frozenset[str]:
    return frozenset(row["lemma"] for row in read_table("lang/fr", "cues") if row["pos"] == "VERB" and "clause" in values(row["content"]))


def _mend_clauses_behind_recipients(tree: RawTree) -> None:
    """ "a assuré à La Tribune que personne n'avait été prévenu": the clause is what was told, no relative of whom it was told to."""
    for verb, lemma in enumerate(tree.lemma):
        if tree.pos[verb] != "VERB" or lemma not in _telling_verbs() or tree.word[verb + 1 : verb + 2] not in (["à"], ["au"], ["aux"]):
            continue
        mark = verb + 2
        while mark < len(tree.word) and tree.pos[mark] in ("DET", "NOUN", "PROPN", "ADJ", "ADP") and tree.word[mark].lower() not in ("que", "qu'"):
            mark += 1
        if mark - verb < 3 or mark >= len(tree.word) or tree.word[mark].lower() not in ("que", "qu'"):
            continue
        stop = next((k for k in range(mark, len(tree.word)) if tree.word[k] in (",", ".", ";", ":")), len(tree.word))
        found = next((k for k in range(mark + 1, stop) if "VerbForm=Fin" in tree.morph[k]), None)
        if found is None:
            continue
        clause = tree.head[found] if tree.label[found] in ("aux", "aux:pass", "cop") and tree.head[found] > mark else found
        if tree.head[clause] == verb and tree.label[clause] == "comp" or tree.is_under(verb, clause):
            continue
        if any(tree.head[k] == verb and tree.label[k] in ("comp", "obj") for k in (*range(verb + 1, mark), *range(clause, len(tree.word)))):
            continue
        tree.head[clause], tree.label[clause] = verb, "comp"
        tree.pos[mark], tree.head[mark], tree.label[mark] = "SCONJ", clause, "mark"
        before = range(
            mark + 1, min(k for k in range(mark + 1, clause + 1) if k == clause or tree.head[k] == clause and tree.label[k].startswith(("aux", "neg")))
        )
        loose = [k for k in before if tree.head[k] not in before and tree.head[k] != clause]
        own = next((k for k in before if tree.head[k] == clause and tree.label[k] in ("subj", "subj:pass", "expl")), None)
        if loose and own is not None and own > loose[0] and tree.pos[own - 1] == "CCONJ":
            near = max(k for k in range(loose[0], own - 1) if tree.pos[k] in ("NOUN", "PROPN") or k == loose[0])
            tree.pos[own], tree.head[own], tree.label[own], tree.head[own - 1] = "PROPN", near, "conj", own
            own = None  # "que ses observateurs à Mbeya et Iringa avaient reçu"
        if loose and own is None:
            passive = any(tree.head[k] == clause and tree.label[k] == "aux:pass" for k in range(mark, clause))
            tree.head[loose[0]], tree.label[loose[0]] = clause, "subj:pass" if passive else "subj"
            for k in loose[1:]:
                tree.head[k], tree.label[k] = loose[0], "nmod"


def _mend_told_results(tree: RawTree) -> None:
    """ "a indiqué que des soldats avaient été faits prisonniers": what is told is the verb, not what the verb makes of them."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        result = tree.head[i]
        if tree.pos[i] != "VERB" or label not in ("adv", "advcl", "amod", "acl") or result <= i or tree.pos[result] not in ("ADJ", "NOUN"):
            continue
        marked = any(tree.label[c] == "mark" and tree.word[c].lower() in ("que", "qu'") for c in children[i])
        if marked and any("VerbForm=Fin" in tree.morph[c] for c in children[i] if tree.label[c].startswith("aux")) and tree.head[result] < i:
            tree.head[i], tree.label[i] = tree.head[result], "comp"
            tree.head[result], tree.label[result] = i, "xcomp"


def _mend_telling_participles(tree: RawTree) -> None:
    """ "a protesté contre la fermeture de la frontière, dénonçant un acte hostile": it is who protests that denounces, no frontier."""
    for i in range(2, len(tree.word)):
        if tree.word[i - 1] != "," or not tree.word[i].lower().endswith("ant") or tree.label[i] not in ("acl", "amod") or tree.lemma[i] not in _telling_verbs():
            continue
        host = tree.head[i]
        while tree.pos[host] != "VERB" and tree.head[host] != host:
            host = tree.head[host]
        if tree.pos[host] == "VERB" and host < tree.head[i] < i and tree.label[tree.head[i]] not in ("subj", "subj:pass"):
            tree.head[i], tree.label[i] = host, "advcl"
