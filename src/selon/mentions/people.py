"""People of the user's tables: known by a name that the text gives, or by an office that one person held on the dispatch's date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.knowledge.gazetteer import BODIES, Entry, normal, person_name
from selon.mentions import describe
from selon.mentions.draft import Draft, same_person
from selon.mentions.offices import Office, Post, post_name
from selon.mentions.phrases import Phrase
from selon.mentions.vocabulary import lexicon
from selon.model.mention import EntityKind

if TYPE_CHECKING:
    from selon.mentions.resolve import Mentions

_PERSON = "person:"
#: What a name may be tagged as by mistake, and the tokens that one may have.
_MISTAKEN = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PRON", "INTJ", "X"})
_MOST_WORDS = 7


def known_person(m: Mentions, phrase: Phrase, role_kind: EntityKind | None) -> Entry | None:
    """The one known person whom the phrase's name may mean; None where several may, or what is told of him fits none.

    A single word ("Poutine") is believed only where the dispatch speaks of the person's country or office and names nobody else so.
    """
    if phrase.name is None or role_kind not in (None, "person") or not m.gazetteer.persons:
        return None
    name = person_name(phrase.name)
    held = holder(m, phrase)
    bearers = m.gazetteer.persons.get(name, ())
    if not bearers:  # a surname with the office: "Russian President Putin"
        return held if held is not None and any(same_person(name, form) for form in m.gazetteer.names_of[held.key]) else None
    told = set(phrase.countries) if phrase.adjectival else set()
    fits = [one for one in bearers if not told or not (own := _countries(m, one)) or own & told]
    if len(fits) > 1 and held is not None:
        fits = [one for one in fits if one.key == held.key]
    if len(fits) > 1 and told:
        fits = [one for one in fits if _countries(m, one) & told]
    if len(fits) != 1:
        return None
    person = fits[0]
    if " " in name or person is held or person.key in m.by_known:
        return person
    other = any(draft.named and draft.kind == "person" and any(same_person(name, one) for one in draft.names) for draft in m.latest(phrase.head))
    return person if _countries(m, person) & m.told_countries and not other else None


def mend_names(m: Mentions) -> None:
    """Words that the parser takes for nouns or verbs, known as names: "Blinken flies to Cairo"."""
    view = m.view
    for begin, end in view.sentences if m.gazetteer.persons else ():
        for i in range(begin, end):
            if view.pos[i] not in _MISTAKEN or not view.word[i][:1].isupper() or i in m.hits:
                continue
            for stop in range(min(end, i + _MOST_WORDS), i, -1):
                bearers = m.gazetteer.persons.get(person_name(view.span(i, stop - 1).of(view.text)), ())
                if any(stop - i > 1 or _countries(m, one) & m.told_countries for one in bearers):
                    for k in range(i, stop):
                        view.pos[k] = "PROPN" if view.word[k][:1].isupper() else view.pos[k]
                    break


def holder(m: Mentions, phrase: Phrase) -> Entry | None:
    """The known person who alone holds the office that the phrase names on the dispatch's date: "le président russe", "the NATO secretary general"."""
    post = _post(m, phrase)
    key = m.offices.holder(post, m.date) if post is not None else None
    return next((one for form in m.gazetteer.names_of.get(key, ()) for one in m.gazetteer.persons[form] if one.key == key), None) if key else None


def _post(m: Mentions, phrase: Phrase) -> Post | None:
    """The post that the phrase names, where it says the office, whose it is and no more: "the then president" may be another."""
    role = phrase.role
    if role is None or not m.offices.posts or role["kind"] != "person" or phrase.number == "plur" or not phrase.definite:
        return None
    power = _power(m, phrase)
    return (power, post_name(m.pack, role["lemma"])) if power is not None and _is_plain(m, phrase, power) else None


def out_of_office(m: Mentions, draft: Draft, phrase: Phrase) -> bool:
    """Whether the office that the phrase names was *draft*'s at another time: "Former French president Sarkozy" is not "the French president"."""
    post = _post(m, phrase) if draft.known is not None else None
    return post is not None and m.offices.out(draft.known or "", post, m.date)


def _power(m: Mentions, phrase: Phrase) -> str | None:
    inside = (m.hits[k].entry for k in range(phrase.first, phrase.last + 1) if k in m.hits)
    bodies = {entry.key for entry in inside if f"{entry.kind}s" in BODIES}
    if bodies:
        return bodies.pop() if len(bodies) == 1 else None
    return f"country:{phrase.countries[0]}" if len(phrase.countries) == 1 else None


def _is_plain(m: Mentions, phrase: Phrase, power: str) -> bool:
    view = m.view
    for k in range(phrase.first, phrase.last + 1):
        word = view.word[k].lower()
        if k in phrase.title_tokens or k in phrase.name_tokens or word in m.pack.articles or word in m.pack.of or word in m.pack.honorifics:
            continue
        if k in view.national or view.role[k] in ("case", "dep") and (word in m.pack.prepositions or not word[0].isalnum()):
            continue
        hit = m.hits.get(k)
        if hit is None or power not in (hit.entry.key, f"country:{hit.entry.country}"):
            return False
    return True


def _countries(m: Mentions, person: Entry) -> set[str]:
    """The countries that the tables tie a person to, by nationality or office."""
    told = (person.country, *(office.country for office in m.offices.of_person.get(person.key, ())))
    return {iso3 for iso3 in told if iso3}


def identify(m: Mentions, number: int, person: Entry, phrase: Phrase) -> None:
    """Entity *number*, which the phrase names, is *person*: what the tables say of him holds, where the text says nothing else.

    One whom the text has given another nationality is somebody else.
    """
    draft = m.drafts[number]
    if draft.post is not None and draft.known != person.key:  # "the Russian president, Ivan Petrov": of another office than the tables say
        forget(m, number)
    if draft.kind != "person" or draft.known not in (None, person.key):
        return
    own = _countries(m, person)
    by_the_way = not phrase.adjectival and draft.country in phrase.countries  # "reçu Lavrov à Paris" tells none of him
    if draft.country and own and draft.country not in own and not by_the_way:
        return
    draft.known = person.key
    m.by_known[person.key] = number
    told = [role.replace("-", " ") for role in draft.roles]
    held = [office for office in m.offices.held(person.key, m.date) if not (office.role and _outdone(office.role["lemma"], told))]
    for office in held:
        if office.role is not None:
            draft.roles.add(office.role["lemma"])
            draft.ranks.add(office.role["rank"])
            draft.titles.add(normal(office.role["lemma"]))
    countries = {office.country for office in held if office.country}
    sectors = {office.sector for office in held if office.sector}
    draft.office = _title(held)
    if draft.country not in own:
        draft.country = (countries.pop() if len(countries) == 1 else person.country) or draft.country
    draft.sector = draft.sector or (sectors.pop() if len(sectors) == 1 else None if sectors else person.sector)


def _title(held: list[Office]) -> str | None:
    """The title of the one post that is held, None for several: the same may be told twice, in other words or another language."""
    understood = [office for office in held if office.role is not None] or held
    posts = {(office.power, office.role["lemma"] if office.role is not None else office.title) for office in understood}
    return understood[0].title if len(posts) == 1 else None


def _outdone(lemma: str, told: list[str]) -> bool:
    """Whether the text's own title is that office and more: "l'ancien président" is no "président"."""
    return any(f" {lemma} " in f" {other} " and lemma != other for other in told)


def hold(m: Mentions, number: int, person: Entry | None, phrase: Phrase) -> None:
    """The description *number* is told by the office of *person*, which the phrase names: it is known, and stays without a name."""
    draft = m.drafts[number]
    if person is None or draft.kind != "person" or draft.named or draft.plural or draft.known is not None or person.key in m.by_known:
        return
    draft.known, draft.post = person.key, _post(m, phrase)
    m.by_known[person.key] = number


def may_be(m: Mentions, draft: Draft, key: str, person: Entry | None) -> bool:
    """Whether *draft* may go by the normalised name *key*, which is *person*'s where he is known: none is two people of the tables."""
    if draft.known is None or not draft.known.startswith(_PERSON):
        return True
    return draft.known == person.key if person is not None else may_bear(m, draft, key)


def may_bear(m: Mentions, draft: Draft, key: str) -> bool:
    """Whether *key* may be a name of whom *draft* is known as: "Igor Poutine" is none of Vladimir's."""
    names = m.gazetteer.names_of.get(draft.known or "", ())
    if " " in key:
        names = tuple(name for name in names if " " in name) or names
    return not names or any(same_person(person_name(key), name) for name in names)


def forget(m: Mentions, number: int) -> None:
    """The text gives the office that *number* was known by to somebody else."""
    draft = m.drafts[number]
    if draft.known is not None:
        m.by_known.pop(draft.known, None)
        draft.known = draft.office = draft.post = None


def contested(m: Mentions, draft: Draft) -> bool:
    """Whether a description is known by an office that the text gives to somebody it names."""
    if draft.named or draft.post is None or draft.known is None:
        return False
    rivals = (other for other in m.drafts if other.named and other.kind == "person" and other.roles & draft.roles and other.country in (None, draft.country))
    return any(other.known is None or not m.offices.out(other.known, draft.post, m.date) for other in rivals)


def note_office(m: Mentions, draft: Draft, phrase: Phrase) -> None:
    assert phrase.role is not None
    if normal(phrase.role["lemma"]) in lexicon(m.pack, "counterpart"):
        peer = next((d for d in m.latest(phrase.head) if d.kind == "person" and d.ranks and d is not draft and not d.plural), None)
        if peer is not None:  # "his Libyan counterpart": of the same office
            draft.roles |= peer.roles
            draft.ranks |= peer.ranks
            draft.sector = draft.sector or peer.sector
    draft.roles.add(phrase.role["lemma"])
    draft.ranks.add(phrase.role["rank"])
    if phrase.title:
        draft.titles.add(normal(phrase.title))
    draft.sector = draft.sector or phrase.role["sector"] or (phrase.body["sector"] if phrase.body is not None else None) or None
    draft.role = draft.role or phrase.title
    draft.owners |= describe.owner_words(m, phrase)
    if draft.kind == "person":
        if phrase.owner is not None and phrase.owner not in phrase.title_tokens:
            draft.bodies.append(phrase.owner)
        draft.bodies.extend(c for c in m.view.kids(phrase.head, "det") if m.pack.possessives.get(m.view.word[c].lower(), (0,))[0] == 3)
        draft.bodies.extend(
            k
            for k in range(phrase.first, phrase.last + 1)
            if k in m.hits and k not in phrase.name_tokens and m.hits[k].entry.kind in ("organization", "group", "seat")
        )
