"""Names apposed to what describes them, where the parser knows none of their words: "la société tunisienne Orimont Resources"."""

from __future__ import annotations

from functools import cache

from selon.syntax.tree import RawTree
from selon.tables import read_table, values

_ONE = frozenset("le la l' un une du au ce cet cette son sa leur".split())
_OF = frozenset(("de", "d'", "du", "des"))
_FOR = _OF | {"pour"}
_ARTICLES = frozenset("le la l' les".split())
_LINKS = frozenset("- ' ’ &".split())
#: What opens no name, but a title before one.
_TITLES = frozenset("M. MM. Mme Mmes Mlle Me Dr Pr Mgr".split())
#: Epithets between a noun and the name behind it, at most: "l'organisation non gouvernementale", "la chaîne publique italienne".
_EPITHETS = 2
_EPITHET = ("ADJ", "ADV", "NOUN", "PROPN")
#: Words of a title, at most.
_TITLE = 9
_NAMED = ("appos", "flat", "nmod", "amod")
_ARGUMENTS = frozenset({"subj", "subj:pass", "obj", "obl", "agent", "dat", "nmod", "appos", "root", "conj"})


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    """What describes someone or a body by one word: form -> lemma and kind."""
    found: dict[str, tuple[str, str]] = {}
    for row in read_table("lang/fr", "roles"):
        for form in (row["lemma"], *values(row["forms"])):
            found.setdefault(form.lower(), (row["lemma"], row["kind"]))
    return found


@cache
def _bands() -> frozenset[str]:
    return frozenset({row["word"] for row in read_table("lang/fr", "lexicon") if row["class"] == "band-noun"} | {"armée", "comité", "congrès"})


def mend_apposed_names(tree: RawTree) -> None:
    """ "la société tunisienne Orimont Resources", "le maire de Greater Noida, Vikram Rao": the words with capitals behind one whom a noun describes are his
    name, whatever the tagger took them for, and the noun stands where it would without them."""
    for noun in range(1, len(tree.word) - 1):
        known = _nouns().get(tree.word[noun].lower())
        if known is None or not (tree.word[noun].islower() or tree.word[noun].isupper()) or tree.word[noun - 1].lower() not in _ONE:
            continue
        person = known[1] == "person"
        case = next((tree.word[k].lower() for k in (noun - 1, noun - 2) if tree.word[k].lower() in ("à", "au")), "")
        if case and not person:
            continue  # "a déclaré à la télévision Pierre Dumas"
        start = noun + 1
        while start <= noun + _EPITHETS and start < len(tree.word) and tree.word[start].islower() and tree.pos[start] in _EPITHET:
            start += 1
        if start >= len(tree.word) - 1 or tree.root(start) != tree.root(noun):
            continue  # a headline ends with "selon l'armée": what follows is another sentence
        epithets, end = range(noun + 1, start), _end_of_name(tree, start)
        if end == start and person and tree.word[start].lower() in _OF:
            town = _end_of_name(tree, start + 1)
            if town > start + 1 and tree.word[town : town + 1] == [","] and _end_of_name(tree, town + 1) > town + 2:
                _make_one(tree, start + 1, town)
                start, end = town + 1, _end_of_name(tree, town + 1)
                if tree.label[start] in ("subj", "subj:pass") and tree.head[start] >= end:
                    continue  # "selon le maire de Lens, Marc Petit a refusé"
        for k in epithets if end > start else ():
            if tree.pos[k] == "PROPN":  # "la chaîne kényane KTN"
                tree.pos[k], tree.head[k], tree.label[k] = "ADJ", noun, "amod"
        if end > start and not _is_whole(tree, noun, start, end):
            if tree.pos[noun] != "NOUN":
                tree.pos[noun], tree.lemma[noun] = "NOUN", known[0]
            _appose(tree, noun, start, end)
        elif end > start and tree.label[start] == "nmod" and tree.head[start] == noun and tree.word[start - 1] == ",":
            tree.label[start] = "appos"
        elif end == start and person:
            _appose_behind_comma(tree, noun)


def _appose_behind_comma(tree: RawTree, noun: int) -> None:
    """ "la cheffe de l'opposition italienne, Bianca Neri.": two words with capitals or more that commas set off behind a title are the name of who has it."""
    comma = noun + 1
    while comma < min(len(tree.word) - 1, noun + _TITLE) and tree.pos[comma] in ("ADJ", "ADP", "DET", "NOUN", "PROPN"):
        comma += 1
    start, end = comma + 1, _end_of_name(tree, comma + 1)
    if tree.word[comma] != "," or end < start + 2 or tree.word[end : end + 1] not in ([","], ["."]):
        return
    host, label = tree.head[start], tree.label[start]
    apposed = label == "appos" and noun <= host < comma and tree.pos[start] == "PROPN"
    if not apposed and not (label in ("subj", "subj:pass") and host >= end) and not _is_whole(tree, noun, start, end):
        _appose(tree, noun, start, end)


def mend_portfolios(tree: RawTree) -> None:
    """ "le porte-parole du ministère kényan des Affaires étrangères": what tells the ministry's task belongs to the ministry, not to the noun before it."""
    for i in range(1, len(tree.word) - 2):
        if tree.word[i].lower() != "ministère" or tree.head[i] >= i:
            continue
        told = tree.word[i + 1].islower() and tree.word[i + 2].lower() in _OF and tree.pos[i + 1] in ("VERB", "NOUN", "PROPN")
        if told and tree.head[i + 1] in (i, tree.head[i]) and tree.label[i + 1] in ("nmod", "amod", "appos", "acl"):
            tree.pos[i + 1], tree.head[i + 1], tree.label[i + 1] = "ADJ", i, "amod"  # "kazakh", of which the tagger makes a verb
        of = i + 1
        while of < len(tree.word) - 1 and of <= i + _EPITHETS and tree.pos[of] == "ADJ" and tree.head[of] == i:
            of += 1
        task = tree.head[of]
        if tree.word[of].lower() in _OF and task > of and tree.word[task][:1].isupper() and tree.head[task] == tree.head[i] and tree.label[task] == "nmod":
            tree.head[task] = i


def mend_cited_names(tree: RawTree) -> None:
    """ ", a fait savoir la ministre, Awa Sarr, d'après Lagoon Broadcasting": whom a preposition behind a comma cites is no part of the noun before it, and the
    words with capitals are one name."""
    for i in range(2, len(tree.word) - 1):
        low, first = tree.word[i].lower(), i
        if low == "après" and tree.word[i - 1].lower() in ("d'", "d’"):
            first = i - 1
        elif low != "selon":
            continue
        start, end = i + 1, _end_of_name(tree, i + 1)
        host = tree.head[start]
        if (
            tree.word[first - 1] != ","
            or end == start
            or tree.label[start] not in ("nmod", "appos", "obl", "conj")
            or host >= first
            or tree.is_under(first, start)
            and tree.head[first] != start
        ):
            continue
        while tree.pos[host] not in ("VERB", "AUX") and tree.head[host] != host:
            host = tree.head[host]
        _make_one(tree, start, end)
        tree.head[start], tree.label[start] = host, "obl"
        tree.head[first], tree.label[first] = start, "case"


def mend_named_determiners(tree: RawTree) -> None:
    """ "la ville de Lang Son va ouvrir": a determiner with a capital behind a name is a part of it, and no subject."""
    for i in range(1, len(tree.word) - 1):
        if tree.pos[i] != "DET" or not tree.word[i].istitle() or tree.pos[i - 1] != "PROPN" or not tree.word[i - 1][:1].isupper():
            continue
        verb, label = tree.head[i], tree.label[i]
        if label == "det" and tree.pos[verb] == "NOUN":
            continue  # a headline ends with a name, and the text begins: "à Luma" "Le président"
        tree.pos[i], tree.head[i], tree.label[i] = "PROPN", i - 1, "flat"
        noun = i - 1
        while tree.label[noun] in ("nmod", "flat") and tree.head[noun] < noun:
            noun = tree.head[noun]
        if label in ("subj", "subj:pass") and verb > i and not tree.is_under(verb, noun):
            tree.head[noun], tree.label[noun] = verb, label


def mend_named_verbs(tree: RawTree) -> None:
    """ ", a assuré Viktor Kolar, analyste chez Orbis": a verb with a capital in the midst of a sentence that a name goes on is the first part of it, and what
    he is stands beside the name."""
    children = tree.children()
    for i in range(1, len(tree.word) - 1):
        named = tree.word[i][:1].isupper() and tree.word[i - 1] not in (".", "\n", ":", "«", '"', "-") and not tree.word[i].isupper()
        if not named or tree.pos[i] not in ("VERB", "AUX") or tree.head[i + 1] != i or tree.label[i + 1] != "flat" or not tree.word[i + 1][:1].isupper():
            continue
        tree.pos[i], tree.morph[i], tree.lemma[i] = "PROPN", "", tree.word[i].lower()
        for c in children[tree.head[i]]:
            if tree.label[c] == "appos" and c > i + 1 and tree.head[i] < i:
                tree.head[c] = i


def mend_split_towns(tree: RawTree) -> None:
    """ "la police de Médina Gounas": the second word of a town is no name of the police."""
    for i in range(2, len(tree.word)):
        noun = tree.head[i]
        if tree.label[i] not in _NAMED or noun > i - 2 or not tree.word[i][:1].isupper() or not tree.word[i - 1][:1].isupper() or not tree.word[noun].islower():
            continue
        cased = tree.word[i - 2].lower() in ("de", "d'") and tree.head[i - 2] == i - 1
        if cased and tree.head[i - 1] == noun and tree.label[i - 1] == "nmod" and _nouns().get(tree.word[noun].lower(), ("", ""))[1] != "person":
            tree.head[i], tree.label[i], tree.pos[i] = i - 1, "flat", "PROPN"


def mend_honorifics(tree: RawTree) -> None:
    """ "a dit M. Al-Rawakat": the word with a capital behind an honorific is a name."""
    for i, word in enumerate(tree.word[:-1]):
        if word in _TITLES and tree.word[i + 1][:1].isupper() and (tree.head[i + 1] == i or tree.head[i] == i + 1):
            tree.pos[i + 1] = "PROPN"
            if tree.head[i + 1] == i and tree.label[i + 1] in ("amod", "nmod"):
                tree.label[i + 1] = "flat"


def mend_unjoined(tree: RawTree) -> None:
    """ "selon Sami Rostom, analyste chez Orbis", "l'économiste Sami Rostom, de la banque Orbis": a noun that a comma and no conjunction sets off tells who
    someone is, and is no second one."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        host = tree.head[i]
        if label != "conj" or host > i or tree.pos[i] not in ("NOUN", "ADJ", "PROPN") or any(tree.label[c] == "cc" for c in children[i]):
            continue
        cased = any(tree.label[c] == "case" for c in children[i])
        first = min((i, *(c for c in children[i] if tree.label[c] in ("case", "det", "amod"))))
        named = (
            tree.word[host][:1].isupper()
            or tree.word[i][:1].isupper()
            and tree.pos[i] == "PROPN"
            or any(tree.word[c][:1].isupper() and tree.label[c] in _NAMED and host < c < first for c in children[host])
        )
        if not named or tree.word[first - 1] != "," or any(c > i and tree.label[c] == "conj" for c in children[host]):
            continue
        if cased and tree.word[first].lower() in _OF and not any(tree.label[c] == "case" for c in children[host]):
            tree.label[i] = "nmod"
        elif not cased and tree.word[first] == tree.word[i] and tree.word[i].islower() and tree.word[i].lower() in _nouns():
            tree.pos[i], tree.label[i] = "NOUN", "appos"
        elif not cased and first == i and tree.word[i][:1].isupper() and _nouns().get(tree.word[host].lower(), ("", ""))[1] == "person":
            tree.pos[i], tree.label[i] = "PROPN", "appos"  # "d'après le ministre du Travail, Marcus Kale."


def _end_of_name(tree: RawTree, start: int) -> int:
    """One past the last word of the name that begins at *start*; *start* where none does."""
    words, end = tree.word, start
    if start >= len(words) or not words[start][:1].isupper() or words[start] in _TITLES:
        return start
    band = words[start].lower() in _bands()
    while end < len(words) and tree.root(end) == tree.root(start):
        word = words[end]
        if word[:1].isupper() and word not in _TITLES or word in _LINKS and end + 1 < len(words) and words[end + 1][:1].isupper() and end > start:
            end += 1
        elif band and word.lower() in _FOR:
            last = end + 1
            while last < len(words) and words[last].lower() in _ARTICLES:
                last += 1
            if last >= len(words) or not (words[last][:1].isupper() or tree.pos[last] in ("NOUN", "ADJ")):
                break
            end = last + 1
        elif band and end > start and words[end - 1][:1].isupper() and word.islower() and tree.pos[end] == "ADJ":
            end += 1
        else:
            break
    return end


def _is_whole(tree: RawTree, noun: int, start: int, end: int) -> bool:
    """Whether the parse has the name under *noun* as it is."""
    name = range(start, end)
    if tree.head[noun] in name or tree.label[noun] not in _ARGUMENTS:
        return False
    upper = [k for k in name if tree.word[k][:1].isupper()]
    return all(tree.pos[k] == "PROPN" for k in upper[:1]) and all(tree.head[k] in (noun, *name) and tree.pos[k] in ("PROPN", "X", "NOUN") for k in upper)


def _appose(tree: RawTree, noun: int, start: int, end: int) -> None:
    name = range(start, end)
    _free(tree, noun, name)
    children = tree.children()
    outside = next((k for k in name if tree.head[k] != noun and tree.head[k] not in name), None)
    if tree.label[noun] not in _ARGUMENTS and outside is not None and not tree.is_under(tree.head[outside], noun) and tree.head[outside] != outside:
        cased = any(tree.label[c] == "case" for c in children[noun])
        tree.head[noun], tree.label[noun] = tree.head[outside], "obl" if cased else tree.label[outside] if tree.label[outside] in _ARGUMENTS else "subj"
    anchor = noun if tree.head[noun] == noun else tree.head[noun]
    for k in name:
        for c in children[k]:
            if c not in name and c != noun and tree.head[c] == k and not tree.is_under(anchor, c):
                tree.head[c] = noun if c > noun and tree.label[c] in ("appos", "nmod", "amod", "acl", "rel", "flat") else anchor
    for k in range(noun + 1, start):
        if tree.head[k] in name:
            tree.head[k] = noun
    tree.head[start], tree.label[start] = noun, "appos"
    _make_one(tree, start, end)


def _make_one(tree: RawTree, start: int, end: int) -> None:
    """Hang the words of a name on its first, which takes the place of the topmost."""
    name = range(start, end)
    top = over = start
    while tree.head[over] != over:
        over = tree.head[over]
        top = over if over in name else top
    if top != start:
        tree.head[start], tree.label[start] = (start if tree.head[top] == top else tree.head[top]), tree.label[top]
    for k, head in enumerate(tree.head):
        if head in name and k not in name and (tree.label[k] in ("case", "det") or k == start - 1 and tree.word[k].lower() in _OF):
            tree.head[k], tree.label[k] = start, "det" if tree.label[k] == "det" else "case"
    tree.pos[start] = "PROPN"
    for k in range(start + 1, end):
        tree.head[k], tree.label[k] = start, "flat"
        if tree.word[k][:1].isupper():
            tree.pos[k] = "PROPN"


def _free(tree: RawTree, noun: int, name: range) -> None:
    """Take the words of *name* out of those that *noun* hangs on: what stands lowest above it and is none of them takes the place of the topmost."""
    path = [noun]
    while tree.head[path[-1]] != path[-1]:
        path.append(tree.head[path[-1]])
    inside = [n for n, k in enumerate(path) if k in name]
    if not inside:
        return
    below, top = path[inside[0] - 1], path[inside[-1]]
    if tree.head[top] == top:
        tree.head[below], tree.label[below] = below, "root"
    else:
        cased = below == noun and any(tree.head[k] == noun and tree.label[k] == "case" for k in range(noun))
        tree.head[below], tree.label[below] = tree.head[top], "obl" if cased else tree.label[top] if tree.label[top] not in ("punct", "flat") else "subj"
    for k in name:
        if k == top:
            tree.head[k] = noun
