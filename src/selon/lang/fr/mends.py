"""French parses that the model gets wrong in a way that can be told: mended before anything is read from them."""

from __future__ import annotations

from functools import cache

from selon.lang.fr.reported import RELATIVES, is_finite_group, is_main, told_of
from selon.syntax.tree import RawTree
from selon.tables import read_table, values

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


def mend_named_conjunctions(tree: RawTree) -> None:
    """ "par la voix de Mohamed Ramadane que la ville ...": the conjunction is no part of the name before it."""
    for i, word in enumerate(tree.word):
        if word.lower() in ("que", "qu'") and tree.label[i] in ("flat", "appos", "nmod"):
            clause = next((v for v in range(i + 1, len(tree.head)) if tree.label[v] == "comp" and tree.head[v] < i), None)
            if clause is not None:
                tree.head[i], tree.label[i] = clause, "mark"


def mend_verbs_told_as_nouns(tree: RawTree) -> None:
    """ "a convoqué l'ambassadrice et menace de quitter": a bare noun with an infinitive, joined to an object, is a verb."""
    children = tree.children()
    for i, word in enumerate(tree.word):
        low = word.lower()
        if tree.pos[i] != "NOUN" or tree.label[i] != "conj" or not low.endswith("e"):
            continue
        kids = {tree.label[c] for c in children[i]}
        infinitive = next((c for c in children[i] if tree.label[c] in ("xcomp", "acl") and c > i and "VerbForm=Inf" in tree.morph[c]), None)
        if infinitive is None and i + 1 < len(tree.word) and tree.word[i + 1].lower() in ("de", "d'"):
            infinitive = tree.head[i + 1] if "VerbForm=Inf" in tree.morph[tree.head[i + 1]] and tree.head[i + 1] > i else None
        before = tree.head[i]
        while tree.label[before] == "nmod":
            before = tree.head[before]
        joined = tree.label[before] in ("obj", "obl", "xcomp") or tree.pos[before] == "VERB"
        if "cc" not in kids or kids & {"det", "case", "amod", "nummod"} or infinitive is None or not joined:
            continue
        tree.pos[i], tree.morph[i], tree.lemma[i] = "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin", low + "r"
        verb = before if tree.pos[before] == "VERB" else tree.head[before]
        while tree.label[verb] == "xcomp" and not is_finite_group(tree, verb, children[verb]):
            verb = tree.head[verb]  # "affirme avoir tué dix soldats et menace de": no infinitive joins a present
        tree.head[i] = verb
        if tree.head[infinitive] != i:
            tree.head[infinitive], tree.label[infinitive] = i, "xcomp"


def mend_split_subjects(tree: RawTree) -> None:
    """ "L'armée et les rebelles sont convenus d'une trêve, assure une source": of two subjects joined before one verb the first is no noun that the
    clause is joined to."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        first = tree.head[i]
        if label != "conj" or tree.pos[i] not in ("VERB", "AUX") or first > i or tree.pos[first] not in ("NOUN", "PROPN"):
            continue
        group = [i, *(c for c in children[i] if tree.label[c] in ("aux", "aux:pass", "cop"))]
        joint = next((c for c in children[i] if tree.label[c] == "cc" and c > first), None)
        subject = next((c for c in children[i] if tree.label[c] in ("subj", "subj:pass") and c < min(group)), None)
        if joint is None or subject is None or not any("VerbForm=Fin" in tree.morph[t] for t in group):
            continue
        begins = min([subject, *(c for c in children[subject] if tree.label[c] in ("det", "nummod", "amod"))])
        if begins != joint + 1 or any(tree.word[k] in (",", ";", ":") for k in range(first, joint)) or any(tree.label[c] == "case" for c in children[first]):
            continue
        root = first
        while tree.head[root] != root:
            root = tree.head[root]
        if root == first:
            tree.head[i], tree.label[i] = i, "root"
        else:
            tree.head[i], tree.label[i] = (root if root > i else tree.head[first]), "para"
        tree.head[first], tree.label[first] = i, tree.label[subject]
        tree.head[subject], tree.label[subject] = first, "conj"
        tree.head[joint] = subject


_AUXILIARIES = frozenset("a ont avait avaient".split())
#: Behind a day: "assuraient mardi soir deux négociateurs".
_PARTS_OF_DAY = frozenset("matin midi soir".split())
_DAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui".split())


@cache
def _quoting_verbs() -> frozenset[str]:
    return frozenset(row["lemma"] for row in read_table("lang/fr", "cues") if row["pos"] == "VERB" and "quote" in values(row["content"]))


def mend_reporting_inversions(tree: RawTree) -> None:
    """ "« Nous avons peur », murmure une réfugiée", ", a conclu le procureur": a verb of saying with its subject after it,
    whatever the tagger took the verb for and the parser the noun."""
    children = tree.children()
    for i in range(2, len(tree.word) - 1):
        if tree.word[i - 1] not in (",", "!", "?"):
            continue
        verb = i + 1 if tree.word[i].lower() in _AUXILIARIES else i
        after = verb + 2 if verb + 1 < len(tree.word) and tree.word[verb + 1].lower() in _DAYS else verb + 1
        after += after == verb + 2 and after < len(tree.word) and tree.word[after].lower() in _PARTS_OF_DAY
        subject = _inverted_noun(tree, after)
        if subject is None or tree.word[verb].lower().endswith("ant"):
            continue  # ", citant le ministère"
        low = tree.word[verb].lower()
        guess = low + "r" if low.endswith("e") else low[:-1] + "er" if verb > i and low.endswith("é") else low.removesuffix("nt") + "r"
        lemma = next((x for x in (tree.lemma[verb], guess) if x in _quoting_verbs()), None)
        told_before = [c for c in children[verb] if c < i and tree.label[c] in ("subj", "subj:pass")]
        quoted = {c for c in told_before if "," not in tree.word[c : i - 1]}  # no single comma parts a subject from its verb
        clauses = _finite_before(tree, children, verb, i)
        if lemma is None or set(told_before) - quoted or "main" not in clauses and (told_before or clauses):
            continue  # "Le ministre, qui recevait X, a salué l'accord": its subject stands before
        for c in quoted:
            _give_back(tree, children, c, verb, i)
        if tree.pos[verb] != "VERB":
            if any(tree.label[c] in ("det", "case") for c in children[verb]):
                continue  # a noun, after all
            tree.pos[verb] = "VERB"
            tree.morph[verb] = "Tense=Past|VerbForm=Part" if verb > i else "Mood=Ind|Tense=Pres|VerbForm=Fin"
            if tree.head[verb] != verb:
                tree.label[verb] = "para"
        if tree.label[verb] in ("comp", "xcomp"):
            tree.label[verb] = "para"
        tree.lemma[verb] = lemma
        if verb > i:
            tree.pos[i], tree.head[i], tree.label[i], tree.lemma[i] = "AUX", verb, "aux", "avoir"
            if "VerbForm=Fin" not in tree.morph[i]:
                tree.morph[i] = "Mood=Ind|Tense=Pres|VerbForm=Fin"
        for c in children[verb]:
            if c < i and tree.label[c] in ("aux", "aux:pass", "cop"):
                tree.label[c] = "comp"  # a verb of the quotation: "« La justice tranchera », a conclu ..."
        if not any(tree.label[c] == "subj" and c > verb for c in children[verb]):
            tree.head[subject], tree.label[subject] = verb, "subj"


def _give_back(tree: RawTree, children: list[list[int]], noun: int, verb: int, before: int) -> None:
    """Hang *noun* where it belongs, in the clause before the comma: a predicate, the subject of a verb after it, or the object of one before it."""
    later = next((c for c in children[verb] if noun < c < before and tree.pos[c] in ("VERB", "AUX") and tree.label[c] not in ("rel", "acl")), None)
    told = next((c for c in children[noun] if noun < c < before and told_of(tree, children, c, noun)), None)
    earlier = next((t for t in range(noun - 1, -1, -1) if tree.pos[t] == "VERB"), None)
    if any(tree.label[x] == "cop" for x in children[noun]):
        tree.label[noun] = "comp"  # "« C'est une décision de principe », a souligné ..."
    elif later is not None:
        tree.head[noun] = later  # "« La justice tranchera », a conclu ..."
    elif told is not None:
        tree.head[told], tree.label[told], tree.head[noun] = verb, "comp", told  # "L'usine fermera, a annoncé ..."
    elif earlier is not None and earlier != verb:
        tree.head[noun], tree.label[noun] = earlier, "obj"  # "L'armée a arrêté deux hommes, a annoncé ..."
    else:
        tree.label[noun] = "dep"


def _finite_before(tree: RawTree, children: list[list[int]], verb: int, before: int) -> set[str]:
    """Which finite clauses stand before token *before* in the tree of *verb*: "main", "relative"."""
    root = verb
    while tree.head[root] != root:
        root = tree.head[root]
    found: set[str] = set()
    todo = [root]
    while todo:
        t = todo.pop()
        todo.extend(children[t])
        if t >= before or tree.pos[t] not in ("VERB", "AUX") or "VerbForm=Fin" not in tree.morph[t]:
            continue
        clause = tree.head[t] if tree.label[t] in ("aux", "aux:pass", "cop") else t
        relative = clause != verb and tree.label[clause] in ("rel", "acl") and not told_of(tree, children, clause, tree.head[clause])
        found.add("relative" if relative else "main")
    return found


def _inverted_noun(tree: RawTree, after: int) -> int | None:
    """The head of the noun phrase that begins at *after*: an article and its noun, or a name."""
    if after >= len(tree.word):
        return None
    noun = tree.head[after] if tree.pos[after] == "DET" and tree.label[after] == "det" else after
    if noun < after or tree.pos[noun] not in ("NOUN", "PROPN") or noun == after and tree.pos[after] != "PROPN":
        return None
    return None if any(tree.head[k] == noun and tree.label[k] == "case" for k in range(after, noun)) else noun


_ARGUMENTS = frozenset({"subj", "subj:pass", "obj", "obl", "agent"})


def mend_nominal_adjectives(tree: RawTree) -> None:
    """ "Des rebelles mozambicains", "Les chebab somaliens": an adjective with an article is a noun, unless the noun stands under it."""
    children = tree.children()
    for i, pos in enumerate(tree.pos):
        if pos != "ADJ" or tree.label[i] not in _ARGUMENTS or i == 0 or any(tree.label[c] == "cop" for c in children[i]):
            continue
        noun = next((c for c in children[i] if c == i - 1 and tree.pos[c] in ("NOUN", "PROPN") and tree.label[c] in ("amod", "nmod", "compound")), None)
        if noun is not None:
            tree.head[noun], tree.label[noun] = tree.head[i], tree.label[i]
            for c in children[i]:
                tree.head[c] = noun
            tree.head[noun], tree.head[i], tree.label[i] = tree.head[i], noun, "amod"
        elif any(tree.label[c] == "det" for c in children[i]) and "Plur" in tree.morph[i]:
            tree.pos[i] = "NOUN"


def mend_bare_a(tree: RawTree) -> None:
    """ "A Bagdad, des manifestants ont bloqué": agencies leave the accent off a capital, and the tagger takes the preposition for a name."""
    children = tree.children()
    for i, word in enumerate(tree.word[:-2]):
        if word != "A" or not tree.word[i + 1][:1].isupper() or tree.pos[i] in ("AUX", "VERB") or i and tree.word[i - 1] not in (".", "\n", ":", "»"):
            continue
        name = i + 1
        if tree.head[name] == i:
            verb, label = tree.head[i], tree.label[i]
            for c in children[i]:
                tree.head[c] = name
            tree.head[name], tree.label[name] = (verb, "obl") if verb != i else (name, label)
            tree.pos[name] = "PROPN"
        elif tree.head[i] != name:
            continue
        tree.pos[i], tree.lemma[i], tree.head[i], tree.label[i], tree.morph[i] = "ADP", "à", name, "case", ""


def mend_absolute_roots(tree: RawTree) -> None:
    """ "Paris a accéléré le retrait, les responsables précisant que ...": the finite verb heads the sentence, not the participle with its own subject."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        if label != "root" or not tree.word[i].lower().endswith("ant") or "VerbForm=Part" not in tree.morph[i]:
            continue
        own = any(tree.label[c] == "subj" and c < i for c in children[i])
        main = next((c for c in children[i] if c < i and tree.label[c] == "advcl" and tree.pos[c] == "VERB" and is_main(tree, c, children[c])), None)
        if own and main is not None:
            tree.head[main], tree.label[main] = main, "root"
            tree.head[i], tree.label[i] = main, "advcl"


def mend_voices(tree: RawTree) -> None:
    """ "a rejeté", "s'est entretenu par téléphone": what has *avoir* for auxiliary, or a reflexive, is no passive, so that nobody is its agent."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        verb = tree.head[i]
        if label == "subj:pass":
            active = any(tree.label[c] == "aux" and tree.lemma[c] == "avoir" for c in children[verb])
            if active and not any(tree.label[c] == "aux:pass" for c in children[verb]):
                tree.label[i] = "subj"
        elif label == "agent" and any(tree.label[c] == "refl" for c in children[verb]):
            tree.label[i] = "obl"


def mend_subjects_of_auxiliaries(tree: RawTree) -> None:
    """ "Nous n'avons rien promis": the auxiliary has no subject of its own, and what stands between it and the participle is none."""
    for i, label in enumerate(tree.label):
        aux = tree.head[i]
        verb = tree.head[aux]
        if label not in ("subj", "subj:pass") or i > aux or tree.label[aux] not in ("aux", "aux:pass") or verb < aux:
            continue
        tree.head[i] = verb
        for k in range(aux + 1, verb):
            if tree.head[k] == verb and tree.label[k] == label and tree.pos[k] == "PRON":
                tree.label[k] = "obj"


def mend_crossed_infinitives(tree: RawTree) -> None:
    """ "a rejeté ces accusations et promis de saisir la Cour": an infinitive is the nearer verb's, not the noun's before that verb."""
    for i, label in enumerate(tree.label):
        noun = tree.head[i]
        if label != "acl" or noun > i or "VerbForm=Inf" not in tree.morph[i]:
            continue
        verb = next((v for v in range(i - 1, noun, -1) if tree.pos[v] == "VERB" and tree.label[v] == "conj" and tree.head[v] < noun), None)
        if verb is not None:
            tree.head[i], tree.label[i] = verb, "xcomp"


_COMPLEMENTS = frozenset({"obj", "obl", "dat", "xcomp"})


def mend_joined_verbs(tree: RawTree) -> None:
    """ "effectueront des patrouilles mixtes et démineront les abords": a finite verb is joined to a verb, no adjective,
    and has what follows it."""
    for i, label in enumerate(tree.label):
        joint = tree.head[i]
        if label != "conj" or tree.pos[i] != "VERB" or "VerbForm=Fin" not in tree.morph[i] or joint > i or tree.pos[joint] in ("VERB", "AUX"):
            continue
        children = tree.children()
        if any(tree.label[c] in ("subj", "subj:pass", "mark") for c in children[i]) or any(tree.label[c] == "cop" for c in children[joint]):
            continue
        verb = joint
        while tree.head[verb] != verb and tree.pos[verb] != "VERB":
            verb = tree.head[verb]
        if tree.pos[verb] != "VERB" or verb > i or any(tree.word[k] in (",", ";") for k in range(joint, i)):
            continue
        tree.head[i] = verb
        end = next((k for k in range(i, len(tree.word)) if tree.word[k] in (",", ";", ":")), len(tree.word))
        for c in children[verb]:
            if i < c < end and tree.label[c] in _COMPLEMENTS:
                tree.head[c] = i


def mend_relatives(tree: RawTree) -> None:
    """ "a envoyé une équipe au Ghana, qui dispose de trois entrepôts": a clause that "qui" opens behind a noun and a comma is the noun's."""
    children = tree.children()
    for i, word in enumerate(tree.word):
        clause = tree.head[i]
        if word.lower() != "qui" or i < 2 or tree.word[i - 1] != "," or tree.label[i] != "subj" or clause < i or tree.label[clause] != "advcl":
            continue
        noun = i - 2
        while tree.label[noun] in ("flat", "amod", "nmod") and tree.head[noun] < i:
            noun = tree.head[noun]
        if tree.pos[noun] in ("NOUN", "PROPN") and not any(tree.label[c] == "mark" for c in children[clause]):
            tree.head[clause], tree.label[clause] = noun, "rel"


def mend_relative_roots(tree: RawTree) -> None:
    """ "Le Malawi, dont le commerce passe par Beira, avait appelé ...": the clause behind the second comma is the main one, the relative its subject's."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        if label != "root" or tree.pos[i] != "VERB":
            continue
        opener = next((k for k in range(1, i) if tree.word[k].lower() in RELATIVES and tree.word[k - 1] == ","), None)
        noun = next((c for c in children[i] if tree.label[c] == "subj" and opener is not None and c < opener - 1), None)
        main = next((c for c in children[i] if c > i and tree.label[c] == "conj" and is_main(tree, c, children[c])), None)
        if opener is None or noun is None or main is None or any(tree.label[c] in ("subj", "subj:pass") for c in children[main]):
            continue
        group = min([main, *(c for c in children[main] if tree.label[c] in ("aux", "aux:pass", "refl", "negp"))])
        if tree.word[group - 1] != ",":
            continue
        tree.head[main], tree.label[main] = main, "root"
        tree.head[i], tree.label[i] = noun, "rel"
        tree.head[noun], tree.label[noun] = main, "subj"
        for c in children[i]:
            if tree.pos[c] == "PUNCT" and c >= group - 1:
                tree.head[c] = main


def mend_participles(tree: RawTree) -> None:
    """ "Le ministre n'a pas démissionné": a participle that the tagger takes for an adjective makes the perfect with *avoir*."""
    children = tree.children()
    for i, label in enumerate(tree.label):
        verb = tree.head[i]
        if label != "xcomp" or tree.pos[i] != "ADJ" or tree.lemma[verb] != "avoir" or verb > i or not tree.lemma[i].endswith(_INFINITIVES):
            continue
        if any(tree.label[k] not in ("neg", "adv") or tree.pos[k] == "PUNCT" for k in range(verb + 1, i)):
            continue
        tree.pos[i], tree.morph[i] = "VERB", "Tense=Past|VerbForm=Part"
        top, role = tree.head[verb], tree.label[verb]
        for c in (*children[verb], *(k for k in range(verb + 1, i))):
            if c != i:
                tree.head[c] = i
        tree.head[i], tree.label[i] = (i if top == verb else top), role
        tree.head[verb], tree.label[verb], tree.pos[verb] = i, "aux", "AUX"


_INFINITIVES = ("er", "ir", "re")


def mend_rumours(tree: RawTree) -> None:
    """ "des informations de médias philippins selon lesquelles des garde-côtes auraient endommagé un navire": the clause is what the noun says, and the noun
    behind the relative its subject."""
    children = tree.children()
    for i, lemma in enumerate(tree.lemma):
        noun = tree.head[i]
        if lemma != "lequel" or not i or tree.label[i - 1] != "case" or tree.head[i - 1] != i or tree.pos[noun] != "NOUN" or noun > i:
            continue
        end = next((k for k in range(i, len(tree.word)) if tree.word[k] in (".", ";", ":", ",")), len(tree.word))
        verb = next((k for k in range(i + 1, end) if tree.pos[k] == "VERB" and is_finite_group(tree, k, children[k])), None)
        if verb is None or tree.label[verb] == "root":
            continue
        between = range(i + 1, verb)
        subject = next((k for k in between if tree.pos[k] in ("NOUN", "PROPN") and tree.head[k] not in between), None)
        tree.head[verb], tree.label[verb] = noun, "rel"
        tree.head[i], tree.label[i] = verb, "obl"
        if subject is not None and not any(tree.label[c] in ("subj", "subj:pass") for c in children[verb]):
            tree.head[subject], tree.label[subject] = verb, "subj"
            for c in children[subject]:
                if tree.label[c] == "case":
                    tree.label[c] = "det"  # "des garde-côtes"
