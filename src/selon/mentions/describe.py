"""What a description takes up: "the minister", "la junte", "the two sides", "the country"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.knowledge.gazetteer import normal
from selon.mentions.draft import BANDS, LEADERS, Draft, is_official, kind_of_role, same_office
from selon.mentions.phrases import Phrase
from selon.mentions.vocabulary import counts, lexicon, regions, reporting
from selon.syntax.roles import governing_verb

if TYPE_CHECKING:
    from selon.mentions.resolve import Mentions

#: Sectors of bodies that "the group", "the organization" do not take up.
_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "MED"})
#: Sentences back that a country is looked for that acted.
_COUNTRY_REACH = 8


def antecedent(m: Mentions, phrase: Phrase) -> int | None:
    """The entity that a description takes up, or None.

    A definite description takes up the latest entity that it fits in kind, number, country and office. An indefinite
    one, or one with a name, only what the headline alone has told: the body tells its news anew.
    """
    role = phrase.role
    if role is None:
        return None
    same = _the_same(m, phrase)
    if same is not None:
        return same
    kind = kind_of_role(role)
    plural = phrase.number == "plur"
    in_body = phrase.span.start >= m.body_start
    fresh = not takes_up(m, phrase) or phrase.name is not None
    if fresh and not in_body:
        return None
    countries = set(phrase.countries)
    owners = owner_words(m, phrase)
    genders = told_genders(m, phrase)
    title = normal(phrase.title or "")
    said = normal(m.plain(phrase))
    leaders = lexicon(m.pack, "leader-noun")
    count = numerals(m, phrase)
    qualified = any(c not in m.view.national for c in m.view.kids(phrase.head, "amod"))
    vague = head_in(m, phrase, "anyone")
    head = normal(m.view.lemma[phrase.head])
    called = {normal(m.view.word[c]) for c in m.view.kids(phrase.head, "compound") if m.view.word[c].isupper() and m.view.word[c].isalpha() and c not in m.hits}
    wide = None
    fitting: list[Draft] = []
    for draft in m.latest(phrase.head):
        if draft.plural != plural or phrase.name and draft.named:
            continue
        if called and not any(called & set(name.split()) for name in draft.names):
            continue  # "the FBPA union" is not the union told of before
        if countries and draft.country and draft.country not in countries:
            continue
        if countries and not draft.country and draft.kind == "person" and not fresh:
            continue
        if owners and draft.owners and not owners & draft.owners:
            continue
        if not fresh and _counted_apart(count, draft.numerals):
            continue
        if genders and draft.genders and not genders & draft.genders:
            continue
        if fresh and draft.named:
            continue
        if (qualified or plural and _of_someone(m, phrase)) and role["lemma"] not in draft.roles:
            continue
        if fresh and max(span.end for span in draft.spans) > m.body_start and not _same_post(m, phrase, draft):
            continue
        alike = draft.kind == kind or {draft.kind, kind} == {"organization", "agency"}
        if alike and same_office(role, title, draft, leaders) and (not vague or not fresh or said in draft.names):
            if fresh or not _tells(m, phrase.head):
                return draft.number
            fitting.append(draft)
            continue
        if fresh:
            if draft.kind == kind and role["rank"] in draft.ranks and role["rank"] in ("fighter", "police") and draft.sector in (None, "", role["sector"]):
                return draft.number
            continue
        if kind == "agency" and draft.kind == "organization" and draft.named and head in draft.words():
            return draft.number
        if wide is None and _widely(m, role["sector"], role["rank"], kind, head, phrase, draft):
            wide = draft
    if fitting:  # "The lawyer said": of two the one who speaks, not the one who was arrested
        return next((draft for draft in fitting if any(_tells(m, token) for token in draft.tokens if token < phrase.head)), fitting[0]).number
    return wide.number if wide is not None else None


def _tells(m: Mentions, head: int) -> bool:
    """Whether the mention headed by token *head* is the subject of a verb that reports."""
    return m.view.role[head] == "subj" and normal(m.view.lemma[m.view.head[head]]) in reporting(m.pack)


def _the_same(m: Mentions, phrase: Phrase) -> int | None:
    """ "le même responsable", "the same source": the latest entity that was told of by that noun, in that number."""
    view = m.view
    words = {normal(view.lemma[t]) for t in range(phrase.first, phrase.head)}
    if phrase.name is not None or not words & lexicon(m.pack, "same"):
        return None
    noun = view.lemma[phrase.head]
    told = (d for d in m.latest(phrase.head) if d.plural == (phrase.number == "plur") and any(view.lemma[t] == noun for t in d.tokens))
    return next((d.number for d in told), None)


def head_in(m: Mentions, phrase: Phrase, kind: str) -> bool:
    """Whether the phrase's head is a word of that class."""
    return normal(m.view.lemma[phrase.head]) in lexicon(m.pack, kind) or normal(m.view.word[phrase.head]) in lexicon(m.pack, kind)


def told_genders(m: Mentions, phrase: Phrase) -> set[str]:
    """What article or honorific tell of the gender: "la dirigeante", "Mme Carver"; either where the text tells only that it is a person."""
    if told_as_person(m, phrase):
        return {"masculine", "feminine"}
    words = {m.view.word[k].lower() for k in (*range(phrase.first, phrase.head + 1), *m.view.kids(phrase.head, "case", "det"))}
    return {kind for kind in ("masculine", "feminine") if words & lexicon(m.pack, kind)} if phrase.number != "plur" else set()


def told_as_person(m: Mentions, phrase: Phrase) -> bool:
    """Whether a relative clause that only people have follows: "Ann Kale, who leads the bar"."""
    behind = m.view.word[phrase.last + 1 : phrase.last + 3]
    return len(behind) > 1 and behind[0] == "," and behind[1] in lexicon(m.pack, "person-relative")


def numerals(m: Mentions, phrase: Phrase) -> set[str]:
    """The number words of the phrase."""
    return {m.view.word[c].lower() for c in m.view.kids(phrase.head, "nummod")}


def _counted_apart(one: set[str], other: set[str]) -> bool:
    """Whether two counts differ; a figure and a word may be one number."""
    if not one or not other or one & other:
        return False
    return {n[0].isdigit() for n in one} == {n[0].isdigit() for n in other}


def _same_post(m: Mentions, phrase: Phrase, draft: Draft) -> bool:
    """ "Kenya's trade minister" ... "Trade Minister Joseph Kimotho": one post of one country has one holder."""
    if phrase.role is None or phrase.name is None or phrase.role["rank"] not in ("minister", "head-of-state", "head-of-government"):
        return False
    if phrase.role["lemma"] not in draft.roles or " " not in phrase.role["lemma"] or draft.plural or draft.country is None:
        return False
    return phrase.countries == (draft.country,) or not phrase.countries and draft.country == m.home


def takes_up(m: Mentions, phrase: Phrase) -> bool:
    """Whether the phrase may take up something known: definite, or a body that is told without article ("Police said")."""
    return phrase.definite or phrase.role is not None and phrase.role["rank"] == "police" and phrase.first == phrase.last


def owner_words(m: Mentions, phrase: Phrase) -> set[str]:
    """The words that tell whose the person or body is; possessives tell none."""
    owner = phrase.owner
    if owner is None or m.view.word[owner].lower() in m.pack.possessives or m.view.pos[owner] not in ("NOUN", "PROPN"):
        return set()
    return {normal(m.view.lemma[owner]), normal(m.view.word[owner])}


def _widely(m: Mentions, sector: str, rank: str, kind: str, head: str, phrase: Phrase, draft: Draft) -> bool:
    """Whether a wide noun may take *draft* up, where nothing fits closely."""
    if phrase.number == "plur":
        return False
    words = [k for k in range(phrase.first, phrase.last + 1) if m.view.word[k].lower() not in m.pack.articles]
    if len(words) > 2 and not phrase.countries:
        return False
    if kind == "person" and head in lexicon(m.pack, "generic"):
        return is_official(draft) and (not draft.named or head not in m.pack.source_words)
    if kind != "person" and head in lexicon(m.pack, "body-noun"):
        return draft.kind == "organization" and draft.named and draft.sector not in _STATE
    if kind == "agency" and draft.kind == "agency" and draft.named and rank == "body":
        return not draft.roles and head not in lexicon(m.pack, "mass-medium")
    return kind == "organization" and draft.kind == kind and draft.named and bool(sector) and sector == draft.sector and sector in ("BUS", "REB")


def band(m: Mentions, phrase: Phrase) -> int | None:
    """ "the rebels", "les séparatistes": the latest armed band, where no such people were told of."""
    role = phrase.role
    if role is None or phrase.number != "plur" or not phrase.definite or role["sector"] not in BANDS or phrase.name:
        return None
    if m.view.kids(phrase.head, "nummod") or phrase.owner is not None:
        return None
    for draft in m.latest(phrase.head):
        if draft.kind == "organization" and draft.sector in BANDS and (not phrase.countries or draft.country in (None, *phrase.countries)):
            return draft.number
    return None


# -- countries -------------------------------------------------------------------------------


def government(m: Mentions, phrase: Phrase) -> int | None:
    """ "the government", "les autorités togolaises": the country; without a nationality that of the dateline or the last that acted."""
    role = phrase.role
    if role is None or role["rank"] != "body" or phrase.number == "plur" and not phrase.countries:
        return None
    word = normal(m.view.lemma[phrase.head])
    always, told = lexicon(m.pack, "government"), lexicon(m.pack, "authority")
    if word not in always and (word not in told or not phrase.countries):
        return None
    if any(normal(m.view.lemma[k]) in lexicon(m.pack, "local") for k in range(phrase.first, phrase.last + 1)):
        return None
    if len(phrase.countries) == 1:
        return m.country(phrase.countries[0])
    if phrase.countries or not phrase.definite:
        return None
    return _owned_country(m, phrase) if _possessed(m, phrase) else salient_country(m, phrase.head)


def polity(m: Mentions, phrase: Phrase) -> int | None:
    """ "the country", "le royaume", "the Caribbean nation": the country spoken of."""
    if not phrase.definite or phrase.number == "plur" or phrase.countries or phrase.entry is not None:
        return None
    if normal(m.view.lemma[phrase.head]) not in lexicon(m.pack, "polity"):
        return None
    if any(normal(m.view.lemma[k]) in lexicon(m.pack, "foreign") for k in range(phrase.first, phrase.last + 1)):
        return None
    if any(c > phrase.head for c in m.view.kids(phrase.head, "nmod", "rel", "acl")):
        return None
    if _possessed(m, phrase):
        return _owned_country(m, phrase)
    region = next((regions(m.pack)[r] for r in regions(m.pack) if f" {r}" in f" {normal(m.plain(phrase))}"), None)
    if region is None:
        near = _acting_country(m, phrase.head, 1)
        return near if near is not None else salient_country(m, phrase.head)
    for k in range(phrase.head - 1, -1, -1):
        iso3 = m.country_told_at(k)
        if iso3 in region:
            return m.country(iso3)
    return None


def own_country(m: Mentions, phrase: Phrase) -> bool:
    """Whether the phrase is a speaker's own country: "my country", "notre pays"."""
    rules = (m.pack.possessives.get(m.view.word[c].lower()) for c in m.view.children[phrase.head])
    return normal(m.view.lemma[phrase.head]) in lexicon(m.pack, "polity") and any(rule is not None and rule[0] == 1 for rule in rules)


def _possessed(m: Mentions, phrase: Phrase) -> bool:
    return phrase.owner is not None and m.view.role[phrase.owner] == "poss"


def _of_someone(m: Mentions, phrase: Phrase) -> bool:
    """Whether a possessive tells that it is someone else's: "its fighters", "ses combattants"."""
    rules = (m.pack.possessives.get(m.view.word[c].lower()) for c in m.view.children[phrase.head])
    return any(rule is not None and rule[0] == 3 for rule in rules)


def _owned_country(m: Mentions, phrase: Phrase) -> int | None:
    """ "his government": the country of him."""
    assert phrase.owner is not None
    numbers = m.entities_of(phrase.owner)
    countries = {m.drafts[n].country for n in numbers}
    if len(countries) != 1:
        return None
    iso3 = countries.pop()
    return m.country(iso3) if iso3 else None


def salient_country(m: Mentions, before: int) -> int | None:
    """The country that a bare "the country" means before token *before*: the dateline's where the text speaks of it, else the last that acted."""
    told = [d for d in m.latest(before) if d.kind == "country"]
    if m.home is not None and m.home_told:
        return m.country(m.home)
    if len(told) == 1 and m.home is None:
        return told[0].number
    acting = _acting_country(m, before, _COUNTRY_REACH)
    if acting is not None:
        return acting
    if m.home is not None:
        return m.country(m.home)
    return told[0].number if told else None


def _acting_country(m: Mentions, before: int, reach: int) -> int | None:
    """The country that was subject or owner last, at most *reach* sentences back."""
    for head, numbers in m.heads_before(before, m.view.sent[before] - reach, backwards=True):
        if len(numbers) == 1 and m.drafts[numbers[0]].kind == "country" and m.view.role[head] in ("subj", "subj:pass", "agent", "poss"):
            return numbers[0]
    return None


def people(m: Mentions, phrase: Phrase) -> int | None:
    """ "the Australians", "les Péruviens": the country; "le Norvégien": the person of that country told of last."""
    view = m.view
    if phrase.role is not None or not phrase.definite or phrase.head - phrase.first > 1 or phrase.last != phrase.head:
        return None
    word = normal(view.word[phrase.head])
    iso3 = m.gazetteer.people.get(word) or view.national.get(phrase.head)
    if iso3 is None or not view.word[phrase.head][:1].isupper() or view.kids(phrase.head, "acl", "rel", "nmod", "nummod"):
        return None
    determined = view.kids(phrase.head, "det") or any(view.word[c].lower() in m.pack.definite for c in view.kids(phrase.head, "case"))
    if not determined:
        return None
    if phrase.number == "plur":
        return m.country(iso3)
    for draft in m.latest(phrase.head):
        if draft.kind == "person" and not draft.plural and draft.country == iso3:
            return draft.number
    return None


# -- pairs -----------------------------------------------------------------------------------


def pair(m: Mentions, phrase: Phrase) -> tuple[int, ...]:
    """ "les deux dirigeants", "the two sides": as many entities of that sort as are counted, those told of last."""
    if not is_pair(phrase):
        return ()
    many = next((counts(m.pack)[w] for k in range(phrase.first, phrase.head) if (w := normal(m.view.word[k])) in counts(m.pack)), 2)
    role = phrase.role
    kind = kind_of_role(role) if role is not None else None
    word = normal(m.view.lemma[phrase.head])
    apart = _speaks_to(m, phrase.head)
    drafts = [d for d in m.latest(phrase.head) if d.number not in apart]
    if word in lexicon(m.pack, "country-noun"):
        together = _together(m, phrase.head, many)
        if together:
            return together
        found = [d for d in drafts if d.kind == "country"]
        if len(found) < many:  # told by adjectives alone
            told = dict.fromkeys(iso3 for k in range(phrase.head - 1, -1, -1) if (iso3 := m.country_told_at(k)))
            found = [m.drafts[m.country(iso3)] for iso3 in list(told)[:many]]
        return _last(found, many)
    if {word, normal(role["lemma"]) if role is not None else ""} & lexicon(m.pack, "side-noun"):
        drafts = [d for d in drafts if not (d.plural and not d.named and d.kind == "organization" and not d.sector)]  # "both sides"
        sides = [d for d in drafts if d.kind in ("country", "organization") and (d.kind == "country" or d.sector not in ("MED", "IGO", "GOV"))]
        opposed = _sides_told_together(m, phrase.head, many, apart)
        if opposed:
            return opposed
        joined = set(_together(m, phrase.head, many)) - apart
        if joined:
            sides.sort(key=lambda d: d.number not in joined)  # of those told as often, those told side by side
        return _last(_foremost(m, sides, phrase.head), many) or _last([d for d in drafts if d.kind in ("country", "organization", "person")], many)
    if kind is None or role is None:
        return ()
    fits = [d for d in drafts if d.kind == kind and not d.plural]
    if kind == "person" and role["rank"] in LEADERS:
        fits = [d for d in fits if not d.ranks or d.ranks & (LEADERS | {"minister"})]
        exact = [d for d in fits if role["lemma"] in d.roles]
        fits = exact if len(exact) >= many else fits
    elif kind == "person" and word in lexicon(m.pack, "anyone"):
        fits = [d for d in fits if d.named or d.ranks]
    else:
        title = normal(phrase.title or "")
        fits = [d for d in fits if same_office(role, title, d, lexicon(m.pack, "leader-noun")) or role["rank"] in d.ranks and kind == "person"]
        if len(fits) < many and role["sector"] == "MIL" and kind == "organization":
            return _together(m, phrase.head, many)  # "the three armies" of three countries told side by side
    return _last(fits, many)


def _speaks_to(m: Mentions, token: int) -> set[int]:
    """The entities that do something to those at *token*: "China urged the two sides" is none of the two."""
    verb = governing_verb(m.view, token)
    if verb is None or m.view.role[token] in ("subj", "subj:pass"):
        return set()
    return {n for t in m.view.subject(verb) if t < token for n in m.at(t)}


def these_many(m: Mentions, token: int) -> tuple[int, ...]:
    """ "the three", "les deux": as many countries as the number at *token* counts, told side by side; () where it counts something else."""
    many = counts(m.pack).get(normal(m.view.word[token]))
    definite = any(m.view.word[c].lower() in m.pack.definite for c in m.view.kids(token, "det"))
    return _together(m, token, many) if many is not None and definite and not m.view.kids(token, "nmod") else ()


def _together(m: Mentions, before: int, many: int) -> tuple[int, ...]:
    """Countries that were told side by side: "Poland, Hungary and the Czech Republic" ... "the three countries"."""
    for head, numbers in m.heads_before(before, m.view.sent[before] - _COUNTRY_REACH, backwards=True):
        if m.view.role[head] == "conj":
            continue
        group = dict.fromkeys(n for c in m.view.conjuncts(head) for n in m.at(c))
        if len(group) == many and len(numbers) == 1 and all(m.drafts[n].kind == "country" for n in group):
            return tuple(sorted(group))
        if len(numbers) == many and all(m.drafts[n].kind == "country" for n in numbers):
            return numbers
    return ()


def _sides_told_together(m: Mentions, before: int, many: int, apart: set[int]) -> tuple[int, ...]:
    """As many parties as are counted, told in one list or one with the other, a body or people among them: "the army and the
    paramilitaries", "un cessez-le-feu entre l'armée et les Tigres", "Sri Lanka ruled out any truce with the rebels"."""
    view = m.view
    for head, _ in m.heads_before(before, view.sent[before] - _COUNTRY_REACH, backwards=True):
        if view.role[head] == "conj":
            continue
        tokens = view.conjuncts(head)
        if len(tokens) == 1 and normal(view.case(head)) in lexicon(m.pack, "companion"):
            verb = next((a for a in view.ancestors(head) if view.is_predicate(a)), None)
            tokens = (*view.subject(verb), head) if verb is not None else tokens
        group = dict.fromkeys(n for c in tokens for n in m.at(c))
        if len(group) == many and not apart & set(group) and all(_is_side(m.drafts[n]) for n in group) and any(m.drafts[n].kind != "country" for n in group):
            return tuple(sorted(group))
    return ()


def _is_side(draft: Draft) -> bool:
    """Whether an entity may be one of two that are at odds or agree: a country, a body that is no medium, people of a sort."""
    if draft.kind == "person":
        return draft.plural and bool(draft.sector)
    return draft.kind in ("country", "organization") and draft.sector not in ("MED", "IGO") and (draft.kind == "country" or draft.named or bool(draft.sector))


def is_pair(phrase: Phrase) -> bool:
    """Whether the phrase counts entities told of before: "both leaders"."""
    return phrase.pair and phrase.definite and phrase.name is None


def _foremost(m: Mentions, drafts: list[Draft], before: int) -> list[Draft]:
    """*drafts* by how often they were told of before token *before*; those told of as often stay in their order."""
    return sorted(drafts, key=lambda d: -sum(t < before for t in d.tokens))


def _last(drafts: list[Draft], many: int) -> tuple[int, ...]:
    return tuple(sorted(d.number for d in drafts[:many])) if len(drafts) >= many else ()
