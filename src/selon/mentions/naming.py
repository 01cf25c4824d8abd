"""Which entity a proper name names: one known by that name, by a longer or shorter one, by its acronym, or a new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selon.knowledge.cities import city
from selon.knowledge.gazetteer import Entry, name_ends, normal
from selon.mentions import describe, people
from selon.mentions.draft import Draft, kind_of_role, same_person
from selon.mentions.phrases import Phrase
from selon.mentions.vocabulary import lexicon, reporting, roles_of
from selon.model.mention import EntityKind

if TYPE_CHECKING:
    from selon.mentions.resolve import Mentions

#: How many late entities, and how many tokens back, an acronym in brackets may stand for.
_FEW = 6
_GLOSS_REACH = 18


def named(m: Mentions, phrase: Phrase, role_kind: EntityKind | None) -> int:
    """The entity of a phrase with a proper name; *role_kind* is what its title tells. A person of the user's tables is known by it."""
    person = people.known_person(m, phrase, role_kind)
    number = m.by_known.get(person.key) if person is not None else None
    if number is None:
        number = _named(m, phrase, role_kind if person is None else "person", person)
    else:  # told of under another of the names, or by office
        _give_name(m, number, phrase)
    if person is not None:
        people.identify(m, number, person, phrase)
    elif not people.may_bear(m, m.drafts[number], normal(phrase.name or "")):
        people.forget(m, number)
    return number


def _give_name(m: Mentions, number: int, phrase: Phrase) -> None:
    draft = m.drafts[number]
    if not draft.named:
        draft.name, draft.named = phrase.name or "", True
    m.note(draft, phrase)


def _named(m: Mentions, phrase: Phrase, role_kind: EntityKind | None, person: Entry | None) -> int:
    name = phrase.name or ""
    key = normal(name)
    found = by_name(m, key, phrase, person)
    if found is not None:
        m.note(m.drafts[found], phrase)
        m.drafts[found].named = True
        return found
    ending = name_ends().get(key.rpartition(" ")[2]) if " " in key else None
    is_band = " " in key and key.partition(" ")[0] in lexicon(m.pack, "band-noun")
    if (ending is not None or is_band) and role_kind in (None, "person"):
        role_kind = "organization"  # "Open Witness" is no witness, "the rebel Union for Justice" no rebel
    kind = role_kind or kind_by_look(m, phrase)
    host = apposed_to(m, phrase)
    if host is not None and not m.drafts[host].named and (role_kind is None or m.drafts[host].kind == role_kind or m.drafts[host].kind == kind):
        _give_name(m, host, phrase)
        return host
    acronym = spelled_out(m, name, phrase)
    if acronym is None and role_kind in (None, "organization", "agency"):
        acronym = initials(m, name)
    if acronym is not None:
        m.call(m.drafts[acronym], key)
        m.note(m.drafts[acronym], phrase)
        return acronym
    earlier = describe.antecedent(m, phrase) if phrase.role is not None else None
    if earlier is not None:
        _give_name(m, earlier, phrase)
        return earlier
    number = m.found(kind, name, phrase, None)
    m.drafts[number].named = True
    if kind == "organization":
        m.drafts[number].sector = ending or None
    m.note(m.drafts[number], phrase)
    return number


def by_name(m: Mentions, key: str, phrase: Phrase, person: Entry | None = None) -> int | None:
    """The entity that goes by the normalised name *key*, or by a longer or shorter form of it; none that is known as another than *person*."""
    exact = m.called(key)
    if exact is not None and _of_another_country(m.drafts[exact], phrase):
        exact = next((d.number for d in m.latest(phrase.head) if key in d.names and not _of_another_country(d, phrase)), None)
    if exact is not None and people.may_be(m, m.drafts[exact], key, person):
        return exact
    whole = " " in key
    is_band = whole and key.partition(" ")[0] in lexicon(m.pack, "band-noun")
    for draft in m.latest(phrase.head):
        if not draft.named or not people.may_be(m, draft, key, person) or _of_another_country(draft, phrase):
            continue
        full = [name for name in draft.names if " " in name] if whole else []  # "Ilze Vale" is not "Vale" where that is Janis Vale
        alike = [name for name in full or draft.names if same_person(key, name) and not _only_of_one_place(m, key, name)]
        if draft.kind == "person" and not is_band and alike:
            return draft.number
        short = " " not in key and len(key) > 3 and is_short_form(m, phrase)
        if short and draft.kind in ("organization", "agency") and any(key in name.split(" ") for name in draft.names):
            return draft.number
    return None


def _only_of_one_place(m: Mentions, key: str, name: str) -> bool:
    """Whether all that two names have in common is where they come from: "Armée des collines de Kani", "gouverneur de Kani"."""
    words, known = key.split(" "), name.split(" ")
    common = next((n for n, (one, other) in enumerate(zip(words[::-1], known[::-1], strict=False)) if one != other), None)
    if common is None:  # one is the end of the other: "gouverneur de Hayy Kani", "Hayy Kani"
        shorter, longer = sorted((words, known), key=len)
        return 1 < len(shorter) < len(longer) and longer[-len(shorter) - 1] in m.pack.of
    if not common:
        return False
    return any(word in m.pack.of for word in words[-common - 1 :]) and any(word in m.pack.of for word in known[-common - 1 :])


def _of_another_country(draft: Draft, phrase: Phrase) -> bool:
    """Whether *draft* is a body of another country than the phrase tells: "the Belarusian Foreign Ministry", "the Kenyan Foreign Ministry"."""
    return draft.kind == "organization" and draft.known is None and draft.country is not None and phrase.adjectival and draft.country not in phrase.countries


def is_short_form(m: Mentions, phrase: Phrase) -> bool:
    """ "the Front", "l'Agence": a capitalised common noun with an article."""
    return m.view.word[phrase.first].lower() in m.pack.definite or any(
        m.view.role[c] == "case" and m.view.word[c].lower() in m.pack.definite for c in m.view.children[phrase.head]
    )


def spelled_out(m: Mentions, name: str, phrase: Phrase) -> int | None:
    """The entity that *name*, in brackets after it, abbreviates: "Agence spatiale du Sud (ASS)"."""
    view = m.view
    before = phrase.first - 1
    if before < 1 or view.word[before] != "(":
        return None
    letters = [c for c in name if c.isalpha()]
    if not letters or not letters[0].isupper():
        return None
    target = before - 1
    for number in m.ending_at(target):
        if m.drafts[number].kind in ("organization", "agency"):
            return number
    for draft in m.latest(phrase.head)[:_FEW]:  # "la Mission des Nations unies en Centrafrique (Minusca)"
        near = phrase.head - m.last_before(draft, phrase.head) <= _GLOSS_REACH and view.sent[m.last_before(draft, phrase.head)] == view.sent[phrase.head]
        if near and draft.kind in ("organization", "agency") and any(n[:1] == normal(name)[:1] for n in draft.names):
            return draft.number
    return next((n for n in m.ending_at(target) if m.drafts[n].kind != "person"), None)


def initials(m: Mentions, name: str) -> int | None:
    """The body that an acronym stands for, or that goes by the acronym already: "the Joint Chiefs of Staff" ... "the JCS"."""
    short = name.replace(".", "")
    words = re.findall(r"\w+", name)
    for draft in m.latest(len(m.view)):
        if draft.kind not in ("organization", "agency") or not draft.named:
            continue
        if short.isupper() and 2 < len(short) <= 6 and short == "".join(w[0] for w in re.findall(r"\w+", draft.name) if w[0].isupper()):
            return draft.number
        if len(words) > 2 and draft.name.isupper() and draft.name == "".join(w[0] for w in words if w[0].isupper()):
            return draft.number
    return None


def apposed_to(m: Mentions, phrase: Phrase) -> int | None:
    """The entity of the phrase just before, parted by a comma or a bracket only, or the one it is an apposition of."""
    view = m.view
    head = view.head[phrase.head]
    hosts = m.at(head) if view.role[phrase.head] == "appos" else ()
    astray = len(hosts) == 1 and m.drafts[hosts[0]].kind == "place" and phrase.role is not None and kind_of_role(phrase.role) == "person"
    if len(hosts) == 1 and not astray and not (phrase.name and m.drafts[hosts[0]].named and m.drafts[hosts[0]].kind == "person"):
        return hosts[0]  # no place is a resident
    before = phrase.first - 1
    if before < 1 or view.word[before] not in (",", "(") or view.sent[before] != view.sent[phrase.head]:
        return None
    ending = m.ending_at(before - 1)
    if phrase.name is not None and _parted(m, phrase):  # "le ministre de l'Energie, Nacer Zidane, a dit", however parsed
        title = next((n for n in ending if m.drafts[n].kind == "person" and not m.drafts[n].named and not m.drafts[n].plural and m.drafts[n].roles), None)
        if title is not None:
            return title
    if view.role[phrase.head] in ("conj", "subj", "root", "obj") and not _told_of_name(m, phrase, ending):
        return None
    kind = kind_of_role(phrase.role) if phrase.role is not None else None
    return next((n for n in ending if kind is None or m.drafts[n].kind == kind), ending[0] if ending else None)


def may_be_told(m: Mentions, phrase: Phrase, host: Draft) -> bool:
    """Whether the phrase, an apposition, tells what *host* is: by a role of its kind, or of a named person by a word that no table has ("a baker")."""
    plain = phrase.name is None and phrase.entry is None and not phrase.definite and phrase.number == "sing"
    if phrase.role is not None:
        if plain and kind_of_role(phrase.role) == "person" and host.kind == "place" and host.named and host.known is None and " " in host.name:
            host.kind = "person"  # "..., Ann Kale, a resident of Orly, said", hung on a place before
        return host.kind == kind_of_role(phrase.role)
    return plain and m.view.role[phrase.head] == "appos" and host.kind == "person" and host.named


def _told_of_name(m: Mentions, phrase: Phrase, ending: list[int]) -> bool:
    """ "According to Ann Kale, a nurse in Orly, the road ...": what is told between the commas behind a person's name is hers whatever the parser takes it
    for; a title with the article of something known is where the clause has its subject behind it."""
    if phrase.number == "plur" or phrase.name is not None or phrase.last + 1 >= len(m.view) or m.view.word[phrase.last + 1] != ",":
        return False
    if phrase.definite and not (phrase.role is not None and _clause_behind(m, phrase)):
        return False
    return m.view.kid(phrase.head, "cc") is None and any(m.drafts[n].kind == "person" and m.drafts[n].named and not m.drafts[n].roles for n in ending)


def _clause_behind(m: Mentions, phrase: Phrase) -> bool:
    """Whether a noun with an article and its verb follow the comma behind the phrase, and no other comma parts them: ", the mayor, the town will"."""
    view = m.view
    first = phrase.last + 2
    verb = view.head[phrase.head]
    if first >= len(view) or view.word[first].lower() not in m.pack.articles or not view.is_finite(verb):
        return False
    return first < min(view.group(verb)) and "," not in view.word[first : min(view.group(verb))]


def _parted(m: Mentions, phrase: Phrase) -> bool:
    """Whether punctuation or a bracket ends the name too, and no conjunction opens it."""
    view = m.view
    after = phrase.last + 1
    closed = after >= view.sentences[view.sent[phrase.head]][1] or view.word[after] in (",", ".", ":", ";", ")", '"', "”", "»", "-", "–")
    return closed and view.kid(phrase.head, "cc") is None


def _first_of_list(m: Mentions, token: int) -> int:
    """The first of the names that *token* is the last of: the "Gabes" of "in Gabes and Sfax"; without a conjunction it is no list."""
    view = m.view
    if view.role[token] != "conj":
        return token
    first = next((a for a in view.ancestors(token) if view.role[a] != "conj"), token)
    return first if any(view.kids(c, "cc") for c in view.conjuncts(first)) else token


def _is_town(m: Mentions, phrase: Phrase) -> bool:
    """Whether the name is that of a town in one of the countries that the dispatch tells: "Novo Hamburgo could lose jobs". It is a surname where it reports
    something ("Parma says"), or stands behind a first name elsewhere in the dispatch."""
    name = phrase.name or ""
    town = city(name, m.told_countries)
    if town is None or town[1] not in m.told_countries or normal(m.view.lemma[m.view.head[phrase.head]]) in reporting(m.pack):
        return False
    return not any(before.isupper() for before in re.findall(rf"\b(\w)(?:[\w'’-]*|\.) {re.escape(name)}\b", m.view.text))


def kind_by_look(m: Mentions, phrase: Phrase) -> EntityKind:
    """What a name that no table knows may name, by its words, its article and its place in the clause."""
    view = m.view
    name = phrase.name or ""
    words = [normal(w) for w in name.split()]
    first = view.word[phrase.first].lower()
    if first in m.pack.honorifics or first.rstrip(".") in m.pack.honorifics:
        return "person"
    if phrase.head in view.national or normal(view.word[phrase.head]) in m.gazetteer.people | m.gazetteer.peoples and len(words) == 1:
        return "person"  # "two Israelis"
    roles = roles_of(m.pack).by_form
    listed = next((roles[w] for w in (words[-1], words[0]) if w in roles and roles[w]["kind"] in ("organization", "agency")), None)
    if listed is not None:
        return kind_of_role(listed)
    if any(w in lexicon(m.pack, "organization") for w in words) or (name.isupper() and 1 < len(name) <= 8):
        return "organization"
    if describe.told_as_person(m, phrase):
        return "person"
    first_told = _first_of_list(m, phrase.head)
    if view.case(first_told) in m.pack.place_cases and view.role[first_told] in ("obl", "nmod"):
        return "place"  # and so is "in Gabes and Sfax" the second
    if phrase.role is not None:
        return kind_of_role(phrase.role)
    if phrase.head not in phrase.name_tokens and view.pos[phrase.head] == "NOUN":
        if normal(view.lemma[phrase.head]) in lexicon(m.pack, "organization"):
            return "organization"
        if len(words) > 1:
            return "person"  # a title that the table does not know
    if first in m.pack.articles and len(words) == 1:
        return "organization"
    if any(w in lexicon(m.pack, "place-noun") for w in words):
        return "place"
    if first in m.pack.articles:
        return "organization"
    if _is_town(m, phrase):
        return "place"
    if len(words) >= 2 or view.role[phrase.head] == "subj":
        return "person"
    return "place" if view.role[phrase.head] in ("obl", "nmod", "compound", "poss") else "organization"
