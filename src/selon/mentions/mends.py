"""Mends of the parse that need what the tables know of names and nationalities."""

from __future__ import annotations

from selon.knowledge.gazetteer import normal
from selon.lang.pack import LanguagePack
from selon.mentions.names import Hit, governing_token, is_proper, opens
from selon.mentions.proper import several
from selon.mentions.vocabulary import lexicon, roles_of
from selon.syntax.view import View

#: What the tagger makes of a word that it does not know for a noun.
_NO_NOUN = frozenset({"VERB", "ADJ", "X"})
#: Tokens of a credit in brackets that opens a sentence, at most.
_CREDIT = 8
#: What it makes of an acronym.
_NO_NAME = frozenset({"ADV", "ADJ", "X", "VERB", "INTJ"})
_ARGUMENTS = frozenset({"subj", "subj:pass", "obj", "dat", "obl", "nmod", "agent"})


def mend_parse(view: View, pack: LanguagePack, hits: dict[int, Hit]) -> None:
    """All mends, in the order in which one leans on another; *hits* are the known names by token."""
    mend_acronyms(view, pack, hits)
    mend_titles(view, pack)
    mend_openers(view, pack)
    mend_fronted_participles(view)
    mend_nationalities(view)
    mend_inversions(view, hits)
    mend_joint_subjects(view, hits)
    mend_lost_arguments(view, hits)
    mend_named_objects(view)
    mend_inverted_relatives(view)
    mend_sources_at_the_root(view)
    mend_apposed_names(view, pack)
    mend_named_agencies(view, pack, hits)
    mend_fronted_sources(view)
    mend_joined_sources(view)
    mend_affiliations(view, pack)


def mend_titles(view: View, pack: LanguagePack) -> None:
    """ "L'opposant malien Attaher Mahoré", "L'ONG Clear Watch": a title that the tagger takes for a verb or a foreign word is a noun where an article and
    the place of an argument show it, and a foreign word with a capital that is the subject is a name."""
    titles = roles_of(pack).by_form
    for i in range(len(view)):
        row = titles.get(normal(view.word[i]))
        if view.pos[i] == "PROPN" and view.word[i].isupper() and row is not None and view.kids(i, "det") and is_proper(view, min(i + 1, len(view) - 1)):
            view.pos[i] = "NOUN"  # "l'ONG Open Watch"
        if view.word[i].isupper() and view.word[i - 1].lower() in pack.articles and not view.word[i - 1].lower().endswith("s"):
            view.number.pop(i, None)  # the tagger guesses that of an acronym
        if view.pos[i] not in _NO_NOUN or view.role[i] not in _ARGUMENTS | {"dep"}:
            continue
        if row is not None and view.kids(i, "det") and not view.kids(i, "subj", "obj", "aux"):
            view.pos[i], view.lemma[i] = "NOUN", row["lemma"]
        elif view.pos[i] == "X" and view.role[i] in ("subj", "subj:pass") and view.word[i][:1].isupper():
            view.pos[i] = "PROPN"


def mend_openers(view: View, pack: LanguagePack) -> None:
    """ "RIGA - Doctors at the clinic said": people in the plural that open a sentence with a capital are no name."""
    titles = roles_of(pack).by_form
    for begin, end in view.sentences:
        close = next((k for k in range(begin + 1, min(end, begin + _CREDIT)) if view.word[k] == ")"), begin)
        for k in range(begin + 1, close) if view.word[begin] == "(" else ():
            if view.head[k] > close and view.pos[k] in ("NOUN", "PROPN"):
                view.reattach(k, view.head[k], "dep")  # "(Wire) Doctors said": the credit is no part of who they are
    for i in range(len(view) - 1):
        word = normal(view.word[i])
        row = titles.get(word) if view.pos[i] == "PROPN" and view.role[i] in _ARGUMENTS else None
        if (
            row is None
            or not opens(view, i, view.sentences[view.sent[i]][0])
            or word == row["lemma"]
            or row["kind"] == "organization"
            or view.word[i].isupper()
            or view.word[i + 1][:1].isupper()
        ):
            continue
        view.pos[i], view.lemma[i], view.number[i] = "NOUN", row["lemma"], "plur"


def mend_acronyms(view: View, pack: LanguagePack, hits: dict[int, Hit]) -> None:
    """ "the miners' union RUSK said", "le syndicat chinois ENFU": an acronym behind a noun that it names is no verb or adjective: right behind the noun for
    a body, or where the tagger hangs it on a noun in small letters."""
    bodies = lexicon(pack, "organization")
    for i in range(1, len(view)):
        word, noun = view.word[i], view.head[i]
        if i in hits or view.pos[i] not in _NO_NAME or not (word.isupper() and word.isalpha() and len(word) > 2) or view.sent[i] != view.sent[i - 1]:
            continue
        if view.pos[i - 1] == "NOUN" and normal(view.lemma[i - 1]) in bodies and not view.word[i - 1].isupper():
            view.pos[i] = "PROPN"
            view.reattach(i, i - 1, "appos")
        elif view.pos[i] in _NO_NOUN and view.role[i] in ("acl", "amod", "nmod", "flat", "appos") and not view.kids(i, "case", "subj", "obj", "aux"):
            if noun < i and view.pos[noun] in ("NOUN", "PROPN") and view.word[noun].islower():
                view.pos[i], view.role[i] = "PROPN", "appos"


def mend_nationalities(view: View) -> None:
    """ "responsables américains et sud-coréens": the second adjective is no noun of its own. "ministère norvégien des
    Affaires étrangères": what follows belongs to the ministry, not to the adjective. "Angolan ruling party claims", "the Kenyan foreign ministry said": nor
    is the first word a name."""
    for i in sorted(view.national):
        if view.pos[i] == "PROPN" and view.role[i] == "amod" and view.head[i] > i and view.word[view.head[i]].islower():
            view.pos[i] = "ADJ"
        if view.pos[i] == "PROPN" and view.role[i] == "nmod" and view.head[i] > i and not view.children[i] and view.pos[view.head[i]] == "NOUN":
            view.pos[i], view.role[i] = "ADJ", "amod"
        if view.pos[i] == "PROPN" and view.role[i] == "subj" and view.head[i] > i + 1 and view.pos[i + 1] == "NOUN" and view.word[i + 1].islower():
            whole = next((t for t in (i + 1, *view.ancestors(i + 1)) if view.head[t] == view.head[i]), i)
            if whole > i and view.role[whole] == "subj":  # "Angolan opposition leader Rui Mato said"
                view.pos[i] = "ADJ"
                view.reattach(i, whole, "amod")
        if view.pos[i] == "NOUN" and i >= 2 and view.pos[i - 1] == "CCONJ" and i - 2 in view.national and view.word[i].islower():
            view.pos[i] = "ADJ"
            view.reattach(i - 1, i - 2, "cc")
            view.reattach(i, i - 2, "conj")
        noun = view.head[i]
        if view.pos[i] == "ADJ" and view.role[i] == "amod" and noun < i:
            for c in view.kids(i, "obl", "nmod"):
                if c > i and view.kids(c, "case") and all(k > i for k in view.subtree(c)):
                    view.reattach(c, noun, "nmod")


def mend_fronted_participles(view: View) -> None:
    """ "Joint par L'Echo, Andrus Laanins a affirmé": a participle with a capital is no name, and the name behind its comma is the verb's subject."""
    for i in range(len(view)):
        verb = view.head[i]
        if view.role[i] != "advcl" or view.pos[i] not in ("PROPN", "NOUN") or verb < i or not view.kids(i, "agent") or view.kid(verb, "subj") is not None:
            continue
        view.pos[i] = "VERB"
        for c in (c for host in (i, *view.kids(i, "agent")) for c in view.kids(host, "nmod", "appos", "obj")):
            if c > i and view.word[c - 1] == "," and view.word[c][:1].isupper() and not view.kids(c, "case"):
                view.pos[c] = "PROPN"
                view.reattach(c, verb, "subj")
                break


def mend_inversions(view: View, hits: dict[int, Hit]) -> None:
    """ "a dit aux journalistes Pierre Dumas": the name is no apposition of the many, it is the subject."""
    for i in range(len(view)):
        head = view.head[i]
        if i <= head or view.role[i] not in ("appos", "flat", "nmod") or view.pos[i] != "PROPN" or not several(view, head, i) or view.kid(i, "case", "det"):
            continue
        verb = view.head[head]
        if any(view.word[k] in (",", "(", "-") for k in range(head + 1, i)) or is_proper(view, head) or i in hits:
            continue
        if view.role[head] in ("obl", "dat", "obj") and view.is_predicate(verb) and view.kid(verb, "subj", "subj:pass") is None:
            view.reattach(i, verb, "subj")


def mend_joint_subjects(view: View, hits: dict[int, Hit]) -> None:
    """ "Taipei et Manille ont dénoncé", "Tonga and Fiji deplored": the first of two powers is a subject too, whatever the parser took it for."""
    for hit in dict.fromkeys(hits.values()):
        if hit.last + 2 not in hits or view.pos[hit.last + 1] != "CCONJ" or view.word[hit.last + 1] == "&":
            continue
        first, second = governing_token(view, hit), governing_token(view, hits[hit.last + 2])
        verb = view.head[second]
        if (
            view.role[second] not in ("subj", "subj:pass")
            or not view.is_predicate(verb)
            or verb < second
            or view.kids(first, "case", "det") != view.kids(first, "det")
        ):
            continue
        role = view.role[second]
        if view.role[first] == "root" and view.head[verb] == first:
            view.reroot(verb)
        elif view.head[first] != verb or view.role[first] in (role, "obj"):
            continue
        view.reattach(first, verb, role)
        view.reattach(second, first, "conj")
        view.reattach(hit.last + 1, second, "cc")


def mend_lost_arguments(view: View, hits: dict[int, Hit]) -> None:
    """ "Séoul et Tokyo ont agité", "Lomé a prié Cotonou d'extrader": a power without preposition is the subject before a verb that has none, and the
    object behind a verb that has none, where the parser has no place for it."""
    for hit in dict.fromkeys(hits.values()):
        top = governing_token(view, hit)
        verb = view.head[top]
        if not view.is_predicate(verb) or view.kids(top, "case", "aux", "cop", "mark"):
            continue
        above = view.head[verb]
        if top < verb < above and view.role[top] in ("dep", "adv") and view.is_predicate(above) and _is_aside(view, hit.last + 1, above):
            verb = above  # "La Russie, a-t-on ajouté, a retiré"
        if top < verb and view.role[top] in ("dep", "adv") and view.is_finite(verb) and view.kid(verb, "subj", "subj:pass") is None:
            if not any(view.word[k] in (",", ":", ";") for k in range(hit.last + 1, verb)) or _is_aside(view, hit.last + 1, verb):
                view.reattach(top, verb, "subj:pass" if view.is_passive(verb) else "subj")
        elif (
            verb < top
            and view.role[top] in ("xcomp", "flat")
            and view.pos[top] == "PROPN"
            and view.kid(verb, "obj", "attr") is None
            and not view.is_passive(verb)
        ):
            view.reattach(top, verb, "obj")


def mend_named_objects(view: View) -> None:
    """ "Paul Biro a invité Ivan Petrov à venir": a name right behind an active verb that has a subject before it and no object is the object."""
    for verb in range(len(view)):
        if not view.is_predicate(verb) or view.pos[verb] != "VERB" or view.is_passive(verb) or view.kid(verb, "obj", "refl", "comp") is not None:
            continue
        subject = view.kid(verb, "subj")
        if subject is None or subject > min(view.group(verb)) or view.pos[subject] == "PRON" or verb + 1 >= len(view) or not is_proper(view, verb + 1):
            continue
        behind = next((a for a in (verb + 1, *view.ancestors(verb + 1)) if view.head[a] == verb), None)
        if behind is not None and behind > verb and view.role[behind] in ("subj", "xcomp") and view.pos[behind] in ("NOUN", "PROPN"):
            view.reattach(behind, verb, "obj")


def mend_inverted_relatives(view: View) -> None:
    """ "l'offre que lui avait faite le ministre": behind the verb of a relative clause whose pronoun is the object stands its subject."""
    for verb in range(len(view)):
        if view.pos[verb] != "VERB" or not view.is_finite(verb) or view.kid(verb, "subj", "subj:pass") is not None:
            continue
        pronoun = next((c for c in view.children[verb] if c < verb and view.lemma[c] in view.relatives and view.role[c] == "obj"), None)
        behind = next((c for c in view.kids(verb, "obj") if c > verb and view.pos[c] in ("NOUN", "PROPN") and not view.case(c)), None)
        if pronoun is not None and behind is not None:
            view.reattach(behind, verb, "subj")


def mend_fronted_sources(view: View) -> None:
    """ "D'après une source citée par la radio, la Ligue a fixé une date": what a preposition introduces is no subject; that stands between comma and verb."""
    for verb in range(len(view)):
        subject = view.kid(verb, "subj")
        if subject is None or subject > verb or not view.case(subject) or not view.is_finite(verb) or view.kid(verb, "expl") is not None:
            continue
        group = min(t for t in view.group(verb) if t > subject)
        comma = next((k for k in range(group - 1, subject, -1) if view.word[k] == ","), None)
        if comma is None:
            continue
        inside = range(comma + 1, group)
        tops = [t for t in inside if view.head[t] not in inside and view.pos[t] in ("NOUN", "PROPN") and not view.case(t)]
        if len(tops) == 1 and view.role[tops[0]] in ("obj", "appos", "nmod", "dep", "conj"):
            view.reattach(subject, verb, "obl")
            view.reattach(tops[0], verb, "subj")


def mend_sources_at_the_root(view: View) -> None:
    """ "Selon l'ONG Open Watch, ses bénévoles ont reçu": the clause's verb heads the sentence, not the noun of the preposition that opens it."""
    for begin, end in view.sentences:
        root = next((k for k in range(begin, end) if view.head[k] == k and view.pos[k] in ("NOUN", "PROPN")), None)
        case = view.kid(root, "case") if root is not None else None
        if root is None or case is None or case > begin + 1 or view.kid(root, "cop") is not None:
            continue
        verb = next((c for c in view.kids(root, "conj", "para", "dep", "advcl", "comp") if view.is_predicate(c) and view.is_finite(c)), None)
        if verb is not None and view.kid(verb, "mark") is None and any(view.word[k] == "," for k in range(root, min(view.group(verb)))):
            view.reroot(verb)
            view.reattach(root, verb, "obl")


def mend_apposed_names(view: View, pack: LanguagePack) -> None:
    """ "Selon l'ONG Open Watch, ses bénévoles": the name right behind a title or a body that a preposition governs is its name, and no subject; what the
    parser hangs on the name behind the comma is."""
    titles = roles_of(pack).by_form
    for name in range(1, len(view)):
        noun, verb = name - 1, view.head[name]
        if view.role[name] not in ("subj", "subj:pass") or view.head[noun] != verb or not view.kids(noun, "case") or view.number.get(noun) == "plur":
            continue
        if view.pos[noun] != "NOUN" or view.pos[name] != "PROPN" or normal(view.lemma[noun]) not in titles:
            continue
        comma = next((k for k in range(name, verb) if view.word[k] == ","), None)
        later = [c for c in view.children[name] if comma is not None and c > comma]
        if comma is None or not is_proper(view, comma - 1):
            continue
        view.reattach(name, noun, "appos")
        for c in later:
            view.reattach(c, *((noun, "punct") if view.role[c] == "punct" else (verb, "subj") if view.kid(c, "det") is not None else (noun, "nmod")))


def mend_named_agencies(view: View, pack: LanguagePack, hits: dict[int, Hit]) -> None:
    """ "the Serbian state news agency Tanjug reported": the name right behind is the agency's, and no subject of a relative clause of its own."""
    titles = roles_of(pack)
    for name, hit in hits.items():
        noun, verb = hit.first - 1, view.head[name]
        if hit.entry.kind != "agency" or view.role[name] != "subj" or noun < 0 or view.pos[noun] != "NOUN":
            continue
        ending = (titles.by_form.get(normal(" ".join(view.word[at : hit.first]))) for at in range(max(0, hit.first - titles.longest), hit.first))
        if not any(row is not None and row["kind"] == "agency" for row in ending):
            continue
        if view.head[noun] == verb:
            view.reattach(name, noun, "appos")
        elif view.head[verb] == noun and view.role[verb] == "rel":
            head, above = view.head[noun], [c for c in view.kids(noun, "comp") if c < noun]
            view.reattach(name, noun, "appos")
            if head == noun:
                view.reroot(verb)
            else:
                view.reattach(verb, head, "para")
            view.reattach(noun, verb, "subj")
            for c in above:
                view.reattach(c, verb, "comp")


def mend_joined_sources(view: View) -> None:
    """ "Selon l'ONG, ses bénévoles à Lomé et Kara ont reçu des appels": no conjunction joins the noun behind the comma to the source before it; it is the
    subject of the verb that has none, and what is joined to the source behind it is joined to a noun of its own."""
    for verb in range(len(view)):
        if not view.is_finite(verb) or not view.is_predicate(verb) or view.kid(verb, "expl") is not None:
            continue
        group = min(view.group(verb))
        subject = next((c for c in view.kids(verb, "subj", "subj:pass") if not view.kids(c, "case")), None)
        if subject is not None and (subject > group or view.pos[view.edges(subject)[0] - 1] != "CCONJ" and view.kid(subject, "cc") is None):
            continue
        for source in view.kids(verb, "obl", "obj", "nmod", "subj", "subj:pass"):
            joined = [c for c in view.kids(source, "conj", "appos", "nmod") if source < c < group]
            top = next((c for c in joined if _is_set_off(view, c)), None)
            if source > group or not view.kids(source, "case") or top is None or view.word[group - 1] in (",", ";", ":"):
                continue
            view.reattach(source, verb, "obl")
            view.reattach(top, verb, "subj:pass" if view.is_passive(verb) else "subj")
            for c in (c for c in (*joined, subject) if c is not None and c > top):
                link = view.kid(c, "cc")
                near = max((k for k in view.subtree(top) if k < (link if link is not None else c) and view.pos[k] in ("NOUN", "PROPN")), default=top)
                view.reattach(c, near, "conj")
            break


def mend_affiliations(view: View, pack: LanguagePack) -> None:
    """ "Selon l'économiste Ann Kale, de Ridge Bank, les prix": the body behind the comma is hers, and none of two sources: it has a preposition of its own."""
    for body in range(2, len(view)):
        noun, case = view.head[body], view.case(body)
        if view.role[body] != "conj" or case not in pack.of or view.kids(body, "cc") or view.kids(noun, "cc"):
            continue
        if case == view.case(noun) and not any(view.kids(c, "flat") for c in view.kids(noun, "case")):  # "d'après" is no "de"
            continue
        first = view.edges(body)[0]
        first += view.word[first] == ","
        if noun < first and view.word[first - 1] == "," and is_proper(view, first - 2):
            view.reattach(body, noun, "nmod")


def _is_set_off(view: View, i: int) -> bool:
    """Whether the noun *i* stands right behind a comma, with no conjunction and no preposition."""
    first = view.edges(i)[0]
    first += first < i and view.word[first] == ","
    return view.pos[i] in ("NOUN", "PROPN") and view.word[first - 1] == "," and view.kid(i, "cc", "case") is None and view.kid(i, "det", "poss") is not None


def _is_aside(view: View, first: int, verb: int) -> bool:
    """Whether one aside between commas is all that stands from token *first* to the verb's group: "New Delhi, pour sa part, allège"."""
    group = min(t for t in view.group(verb) if t >= first)
    commas = [k for k in range(first, group) if view.word[k] in (",", ":", ";")]
    return len(commas) == 2 and commas == [first, group - 1] and view.word[first] == "," and view.word[group - 1] == ","
