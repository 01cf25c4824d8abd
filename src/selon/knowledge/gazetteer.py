"""Names that the knowledge tables know: countries, capitals, seats of power, agencies, organizations, groups and people.

Names are looked up in the words of the text: case decides for acronyms (``UN`` is none of "un"), and the
first letter of a name must be a capital. CLDR gives the countries' names through ``babel``; the tables
hold what CLDR does not. People are looked up by the whole name that the text gives them: a surname may be another's.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from selon.knowledge.own import OwnTables
from selon.tables import Row, languages, read_table, values

#: Tables of bodies; their entries' kind is the word in the singular.
BODIES = ("seats", "organizations", "groups")


@dataclass(frozen=True, slots=True)
class Entry:
    """One known thing. *kind* is country, capital, region, seat, agency, organization, group or person; *key* is unique over
    all tables; *name* is the name to show in the language it was looked up in."""

    kind: str
    key: str
    name: str
    country: str | None
    sector: str | None
    subkind: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything known by name in one language.

    *names* maps a normalised name to its entry; *acronyms* holds those that must stand in capitals as they
    are; *adjectives* maps adjectives of nationality and names of peoples (lower case) to ISO alpha-3; *peoples* words for peoples
    and for those of a region that act in one country ("Karen", "tchétchène"). *persons* maps a name (``person_name``) to those who bear
    it, *names_of* a person's key to those names, *surnames* a surname to the country of all who bore it in office; *bodies* an id of a
    table of bodies to its entry.
    """

    names: dict[str, Entry]
    acronyms: dict[str, Entry]
    adjectives: dict[str, str]
    people: dict[str, str]
    peoples: dict[str, str]
    country_names: dict[str, str]
    first_words: frozenset[str]
    longest: int
    forms: dict[str, str]
    lower_case: frozenset[str]
    capital_adjectives: bool
    persons: dict[str, tuple[Entry, ...]]
    names_of: dict[str, tuple[str, ...]]
    surnames: dict[str, str]
    bodies: dict[str, Entry]

    def find(self, words: str) -> Entry | None:
        """The entry of a name as it stands in the text, or None."""
        entry = self.acronyms.get(words)
        if entry is None and (words[:1].isupper() or words[:1].isdigit() or words in self.lower_case):
            entry = self.names.get(normal(words))
            form = self.forms.get(normal(words), "")
            if entry is not None and not _capitals_kept(words, form):
                return None
        return entry


@lru_cache(maxsize=65536)
def normal(name: str) -> str:
    """A name without case, accents on letters, kind of apostrophe, or repeated space."""
    if name.isascii():
        return " ".join(name.casefold().split())
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())


def person_name(name: str) -> str:
    """A person's name for looking up: normal, and without hyphens ("Kim Jong-un" is "Kim Jong Un")."""
    return " ".join(normal(name).replace("-", " ").split())


def _capitals_kept(words: str, form: str) -> bool:
    """Whether the text has a capital wherever the table has one: "Le Monde" is none of "Le monde entier"."""
    return all(not listed[:1].isupper() or found[:1].isupper() for found, listed in zip(words.split(), form.split(), strict=False))


def _is_acronym(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters) and len(name) <= 9


@lru_cache(maxsize=16)
def gazetteer(lang: str, own: OwnTables | None) -> Gazetteer:
    """The gazetteer of language *lang* (a code for which the tables have columns ``name_<lang>``), with the user's *own* people and organizations."""
    names: dict[str, Entry] = {}
    acronyms: dict[str, Entry] = {}
    adjectives: dict[str, str] = {}
    people: dict[str, str] = {}
    peoples: dict[str, str] = {}
    country_names: dict[str, str] = {}
    lower_case: set[str] = set()
    forms_as_listed: dict[str, str] = {}
    other = [code for code in languages() if code != lang]
    bodies: dict[str, Entry] = {}

    def add(entry: Entry, forms: list[str], *, weak: bool = False) -> None:
        for form in forms:
            if not form:
                continue
            if _is_acronym(form):
                if weak and len(form) < 4:
                    continue
                acronyms.setdefault(form, entry)
                if "." not in form and len(form) > 3 and not weak:
                    acronyms.setdefault(form.capitalize(), entry)
            elif not weak:
                names.setdefault(normal(form), entry)
                forms_as_listed.setdefault(normal(form), form)
                if form[0].islower():
                    lower_case.add(form)

    capitals = False
    for row in read_table("knowledge", "countries"):
        iso3 = row["iso3"]
        capitals = capitals or any(form[:1].isupper() for form in values(row[f"adjectives_{lang}"]))
        name = row[f"name_{lang}"] or _cldr_name(row["iso2"], lang)
        country_names[iso3] = name
        forms = [name, *values(row[f"aliases_{lang}"])]
        add(Entry("country", f"country:{iso3}", name, iso3, "GOV"), forms)
        for form in values(row[f"adjectives_{lang}"]):
            adjectives.setdefault(normal(form), iso3)
        for form in values(row.get(f"people_{lang}", "")):
            people.setdefault(normal(form), iso3)
    for row in read_table("knowledge", "countries"):
        for form in values(row[f"capital_{lang}"]):
            iso3 = row["iso3"]
            names.setdefault(normal(form), Entry("capital", f"country:{iso3}", country_names[iso3], iso3, "GOV", form))
    for table in BODIES:
        kind = table.removesuffix("s")
        for row in read_table("knowledge", table):
            entry = Entry(kind, f"{kind}:{row['id']}", row[f"name_{lang}"], row["country"] or None, row["sector"] or None, row["kind"])
            bodies.setdefault(row["id"], entry)
            add(entry, [row[f"name_{lang}"], *values(row[f"aliases_{lang}"])])
            for code in other:
                add(entry, list(values(row[f"aliases_{code}"])), weak=True)
    for row in read_table("knowledge", "regions"):
        entry = Entry("region", f"region:{row['id']}", row[f"name_{lang}"], row["country"] or None, None, row["kind"])
        add(entry, [row[f"name_{lang}"], *values(row[f"aliases_{lang}"])])
        for form in values(row[f"adjectives_{lang}"]):
            _note_people(peoples, form, row["country"])
    for row in read_table("knowledge", "peoples"):
        for form in (row[f"name_{lang}"], *values(row[f"aliases_{lang}"])):
            _note_people(peoples, form, row["country"])
    for row in read_table("knowledge", "agencies"):
        shown = (row.get(f"name_{lang}") or row["name"]).strip()
        entry = Entry("agency", f"agency:{row['id']}", shown, row["country"] or None, "MED", row["kind"])
        add(entry, [row["name"], *(row[column] for column in row if column.startswith("name_")), *values(row["aliases"])])
    for row in own.rows["organizations"] if own else ():
        forms = [row[f"name_{code}"] for code in (lang, *other) if row[f"name_{code}"]]
        key, shown = f"organization:{row['id']}", forms[0] if forms else row["id"]
        known = (names.get(normal(form)) for form in forms)  # one that is shipped gets its other names only
        same = next((one for one in known if one is not None and one.kind not in ("country", "capital")), None)
        entry = same if same is not None else Entry("organization", key, shown, row["country"] or None, row["sector"] or None, row["kind"])
        bodies.setdefault(row["id"], entry)
        add(entry, [*forms, *(form for code in (lang, *other) for form in values(row[f"aliases_{code}"]))])
    persons, names_of = _persons(own, lang, other)
    every = [*names, *(normal(a) for a in acronyms)]
    return Gazetteer(
        names,
        acronyms,
        adjectives,
        people,
        {word: country for word, country in peoples.items() if country and word not in adjectives and word not in people},
        country_names,
        frozenset(name.split(" ")[0].split("'")[0].split("-")[0] for name in every),
        max((len(name) for name in every), default=0),
        forms_as_listed,
        frozenset(lower_case),
        capitals,
        persons,
        names_of,
        _surnames(persons),
        bodies,
    )


def _note_people(peoples: dict[str, str], word: str, country: str) -> None:
    """Note that *word* tells a people of *country*; one that is told of two countries tells neither."""
    key = normal(word)
    peoples[key] = country if peoples.get(key, country) == country else ""


def _persons(own: OwnTables | None, lang: str, other: list[str]) -> tuple[dict[str, tuple[Entry, ...]], dict[str, tuple[str, ...]]]:
    """(who bears a name, which names somebody bears): the names of all languages hold in each ("Poutine" is no other than "Putin").

    The user's people come first: a shipped row of the same name and country is the same person.
    """
    persons: dict[str, tuple[Entry, ...]] = {}
    names_of: dict[str, tuple[str, ...]] = {}
    for row in (*(own.rows["people"] if own else ()), *read_table("knowledge", "people")):
        names = [row[f"name_{code}"] for code in (lang, *other) if row[f"name_{code}"]]
        aliases = [alias for code in (lang, *other) for alias in values(row[f"aliases_{code}"])]
        forms = tuple(dict.fromkeys(form for name in (*names, *aliases) if (form := person_name(name))))
        known = {one.country for form in forms for one in persons.get(form, ())}
        if not forms or f"person:{row['id']}" in names_of or known & {row["country"] or None, None}:
            continue
        entry = Entry("person", f"person:{row['id']}", (*names, *aliases)[0], row["country"] or None, row["sector"] or None)
        names_of[entry.key] = forms
        for form in forms:
            persons[form] = (*persons.get(form, ()), entry)
    return persons, names_of


def _surnames(persons: dict[str, tuple[Entry, ...]]) -> dict[str, str]:
    """The country of everybody known in office under a surname, where it is one country: "President Mugabe"."""
    found: dict[str, set[str]] = {}
    for form, bearers in persons.items():
        for one in bearers:
            if one.sector == "GOV" and one.country and " " in form:
                found.setdefault(form.split(" ")[-1], set()).add(one.country)
    return {name: countries.pop() for name, countries in found.items() if len(countries) == 1}


def _cldr_name(iso2: str, lang: str) -> str:
    if not iso2:
        return ""
    return str(_territories(lang).get(iso2, ""))


@cache
def _territories(lang: str) -> dict[str, str]:
    from babel import Locale

    return dict(Locale.parse(lang).territories)


@cache
def acts() -> dict[str, Row]:
    """The rows of ``knowledge/acts.csv`` by act."""
    return {row["act"]: row for row in read_table("knowledge", "acts")}


@cache
def name_ends() -> dict[str, str]:
    """The words that end names of firms and organisations in any language, with the PLOVER sector that they tell ("" for none)."""
    return {row["word"]: row["sector"] for row in read_table("knowledge", "name_ends")}
