"""The user's offices, read in one language: which post a title names, and who holds it when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from selon.knowledge.gazetteer import Gazetteer, gazetteer, normal
from selon.knowledge.own import OwnTables
from selon.knowledge.terms import in_force
from selon.lang.pack import LanguagePack, get_pack, installed
from selon.mentions.vocabulary import lexicon, roles_of
from selon.tables import Row, languages

#: Ranks of which a state or a body has one holder at a time; of ministers, one a portfolio.
_SINGLE = frozenset({"head-of-state", "head-of-government", "minister", "leader"})
#: A post: the key of the country or body whose it is, and what the role is looked up by (``post_name``).
Post: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Office:
    """One term of one person (key ``person:...``).

    *title* is shown; *role* is the row of the pack's roles for it, None where the pack knows none; *power* the key of the country or body whose
    office it is; *start* and *end* are EDTF.
    """

    person: str
    title: str | None
    role: Row | None
    power: str | None
    country: str | None
    sector: str | None
    start: str
    end: str


@dataclass(frozen=True, slots=True, eq=False)
class Offices:
    """All terms: *of_person* by person, *posts* by post."""

    of_person: dict[str, list[Office]]
    posts: dict[Post, list[Office]]

    def held(self, person: str, date: str | None) -> list[Office]:
        """The offices that *person* surely holds on *date*."""
        return [office for office in self.of_person.get(person, ()) if in_force(office.start, office.end, date)]

    def out(self, person: str, post: Post, date: str | None) -> bool:
        """Whether *person* has terms in the post, and none of them holds on *date*."""
        terms = [in_force(office.start, office.end, date) for office in self.posts.get(post, ()) if office.person == person]
        return bool(terms) and all(holds is False for holds in terms)

    def holder(self, post: Post, date: str | None) -> str | None:
        """The person who holds a post on *date*; None where several may, or nobody surely does.

        Who is given a post without any date is no rival of one whose term is known.
        """
        sure: set[str] = set()
        rivals: set[str] = set()
        for office in self.posts.get(post, ()):
            holds = in_force(office.start, office.end, date)
            if holds:
                sure.add(office.person)
            elif holds is None and (office.start or office.end):
                rivals.add(office.person)
        return next(iter(sure)) if len(sure) == 1 and not rivals - sure else None


def post_of(pack: LanguagePack, names: Gazetteer, title: str) -> tuple[Row, str | None] | None:
    """The role that *title* begins with and the key of the power it names ("President of Russia": president, country:RUS).

    None where more is said than that: the president of the Senate of France is none of France.
    """
    words = title.split()
    while words and words[0].lower() in pack.articles:
        words = words[1:]
    found = _role(pack, words)
    if found is not None:
        row, rest = found
        key = _power(pack, names, rest) if rest else None
        return (row, key) if key is not None or not rest else None
    for size in range(1, len(words)):  # "Russian president", "United States Secretary of State"
        found = _role(pack, words[size:])
        if found is not None and not found[1]:
            key = _power(pack, names, words[:size])
            return (found[0], key) if key is not None else None
    return None


def _role(pack: LanguagePack, words: list[str]) -> tuple[Row, list[str]] | None:
    """(the longest role that *words* begin with, the words after it)."""
    roles = roles_of(pack)
    for size in range(min(len(words), roles.longest), 0, -1):
        row = roles.by_form.get(normal(" ".join(words[:size])))
        if row is not None:
            return (row, words[size:]) if row["kind"] == "person" else None
    return None


def _power(pack: LanguagePack, names: Gazetteer, rest: list[str]) -> str | None:
    """The country or body that is all that *rest* names: "of the United States", "de l'Otan", "russe", "NATO"."""
    if len(rest) == 1 and (iso3 := names.adjectives.get(normal(rest[0]))) is not None:
        return f"country:{iso3}"
    text = " ".join(rest).replace("’", "'")
    while text:
        entry = names.find(text)
        if entry is not None and entry.kind != "capital":
            return entry.key
        opener = next((word for word in _openers(pack) if text.lower().startswith(word if word.endswith("'") else word + " ")), None)
        if opener is None:
            return None
        text = text[len(opener) :].lstrip()
    return None


@cache
def _openers(pack: LanguagePack) -> tuple[str, ...]:
    """Words between a title and whose it is: "of", "the", "du", "d'"."""
    return tuple(sorted({*pack.of, *pack.articles, *(word for word, of in pack.prepositions.items() if of in pack.of)}))


@cache
def post_name(pack: LanguagePack, lemma: str) -> str:
    """What a post is looked up by: "président" for "président de la république", whose president he is being told apart; else the lemma."""
    roles = roles_of(pack).by_form
    row = roles[normal(lemma)]
    words = lemma.split(" ")
    for size in range(1, len(words)):
        shorter = roles.get(normal(" ".join(words[:size])))
        of = words[size] in _openers(pack) or any(words[size].startswith(opener) for opener in _openers(pack) if opener.endswith("'"))
        if of and row["rank"] != "minister" and shorter is not None and shorter["rank"] == row["rank"]:
            return shorter["lemma"]
    return lemma


@lru_cache(maxsize=16)
def offices_of(pack: LanguagePack, own: OwnTables | None) -> Offices:
    """The user's offices as titles of *pack*'s language name them."""
    found = Offices({}, {})
    if own is None:
        return found
    names = gazetteer(pack.code, own)
    others = [get_pack(code) for code in languages() if code != pack.code and code in installed()]
    for row in own.rows["offices"]:
        office = _office(row, pack, names, others)
        found.of_person.setdefault(office.person, []).append(office)
        if office.role is not None and office.power is not None and _is_single(office.role, office.power, pack):
            found.posts.setdefault((office.power, post_name(pack, office.role["lemma"])), []).append(office)
    return found


def _office(row: Row, pack: LanguagePack, names: Gazetteer, others: list[LanguagePack]) -> Office:
    body = names.bodies.get(row["organization"])
    title = row[f"title_{pack.code}"] or None
    post = post_of(pack, names, title) if title else None
    power = post[1] if post is not None else None
    if power is None:  # a bare "president" is the body's, a minister the country's
        ministry = post is not None and post[0]["rank"] == "minister" and row["country"]
        power = body.key if body is not None and not ministry else f"country:{row['country']}" if row["country"] else None
    country = power.removeprefix("country:") if power is not None and power.startswith("country:") else body.country if body is not None else row["country"]
    sector = row["sector"] or (post[0]["sector"] if post is not None else "")
    for other in () if sector else others:  # a title in another language tells it as well
        told = post_of(other, gazetteer(other.code, None), row[f"title_{other.code}"])
        sector = sector or (told[0]["sector"] if told is not None else "")
    return Office(
        f"person:{row['person']}",
        title or next((row[f"title_{other.code}"] for other in others if row[f"title_{other.code}"]), None),
        post[0] if post is not None else None,
        power,
        country or None,
        sector or (body.sector if body is not None else None) or None,
        row["start"],
        row["end"],
    )


def _is_single(role: Row, power: str, pack: LanguagePack) -> bool:
    """Whether one person holds it at a time: no deputies; a minister with a portfolio; the leader of a body, of whom a country may have many."""
    if role["rank"] not in _SINGLE or normal(role["lemma"]) in lexicon(pack, "shared-office"):
        return False
    return " " in role["lemma"] if role["rank"] == "minister" else role["rank"] != "leader" or not power.startswith("country:")
