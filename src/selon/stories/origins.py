"""How many independent sources stand behind a story, and behind each of its claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from selon.knowledge.gazetteer import normal
from selon.stories.card import CARDS, Card, Fact
from selon.stories.facts import equal_facts
from selon.stories.names import same_name
from selon.stories.parties import POSTS, post_of
from selon.stories.party import Party
from selon.stories.union import Union
from selon.stories.words import fold
from selon.tables import read_table, values

#: A claim of a dispatch: (key of the dispatch, id of the claim).
Ref = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two names are taken for one source."""

    names: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """An independent primary source. *key* is the least of the keys that were merged; *ownership* that of an agency (agencies.csv: state, public,
    private ...), else None; *claims* those that stand on it."""

    key: str
    name: str
    names: tuple[str, ...]
    country: str | None
    ownership: str | None
    claims: tuple[Ref, ...]
    merges: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """What stands behind a story or a cluster of equal claims: *reports* are the dispatches, *outlets* who published them (outlet, else provider),
    *agency* the claims told in an agency's own voice (they count as no source)."""

    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    sources: tuple[Source, ...]
    agency: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ClaimCluster:
    """Claims of the dispatches of a story that tell the same, and their origins."""

    claims: tuple[Ref, ...]
    origins: Origins


@dataclass(frozen=True, slots=True)
class _Named:
    """A source as a dispatch has it: the key it counts by, and the party that was named."""

    key: str
    party: Party | None


def origins(cards: Sequence[Card]) -> Origins:
    """The origins of the story that *cards* tell.

    A source is the outermost link of a claim's chain before the agency, counted once: an official with the body he speaks for, a joint link as one where
    it shares a quotation, else each of its members. A provider whose own dispatch is in the story is no source where another relays it: the link inside it is.
    """
    return behind(cards)[0]


def behind(cards: Sequence[Card]) -> tuple[Origins, tuple[ClaimCluster, ...]]:
    """What stands behind a story (see ``origins``), and behind each of its claims: equal ones together, sorted by their first claim."""
    ordered = sorted(cards, key=lambda card: card.key)
    same: Union[Ref] = Union((card.key, fact.id) for card in ordered for fact in card.facts)
    for card in ordered:
        for fact in card.facts:
            if fact.restates is not None and (card.key, fact.restates) in same:
                same.join((card.key, fact.id), (card.key, fact.restates))
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            for pair in equal_facts(one, other):
                same.join((one.key, pair.mine), (other.key, pair.theirs))
    sources = _Sources(ordered)
    by_key = {card.key: card for card in ordered}
    of = {(card.key, fact.id): sources.of(card, fact) for card in ordered for fact in card.facts}
    clusters = tuple(ClaimCluster(claims, _origins(claims, [by_key[key] for key in {key for key, _ in claims}], of, sources)) for claims in same.groups())
    return _origins(tuple(of), ordered, of, sources), clusters


def _origins(refs: Sequence[Ref], cards: Sequence[Card], of: Mapping[Ref, Sequence[str]], sources: _Sources) -> Origins:
    """What stands behind the claims *refs*, which *cards* report; *of* are the sources of each claim of the story."""
    claims: dict[str, list[Ref]] = {}
    for ref in refs:
        for source in of[ref]:
            claims.setdefault(source, []).append(ref)
    outlets = sorted({outlet for card in cards if (outlet := card.outlet or card.provider)})
    told = tuple(sources.told(key, tuple(claims[key])) for key in sorted(claims))
    return Origins(tuple(sorted(card.key for card in cards)), tuple(outlets), told, tuple(ref for ref in refs if not of[ref]))


class _Sources:
    """Who the sources of a story's claims are, over its dispatches."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.providers = {_medium(card.provider) for card in cards if card.provider}
        self.joint = {fact.chain[-1] for card in cards for fact in card.facts if len(fact.sources) > 1 and fact.quote in ("direct", "mixed")}
        #: Source -> the parties that are known by it, each once; and what was worked out already.
        self.parties: dict[str, dict[Party, None]] = {}
        self.langs: dict[str, set[str]] = {}
        self._of: dict[Ref, list[str]] = {}
        self._told: dict[str, Source] = {}
        self.merges: list[tuple[str, str, Merge]] = []
        self.speaks = _speaks_for(cards)
        self.carriers = {(card.key, link): carrier for card in cards for link, carrier in _carriers(card).items()}
        for card in sorted(cards, key=lambda card: card.key):
            for party in card.parties:
                self.parties.setdefault(self._source(party), {})[party] = None
                self.langs.setdefault(self._source(party), set()).add(card.lang)
        self.towns = {fold(party.name) for card in cards for party in card.parties if party.key.startswith("city:")}
        used = {key for card in cards for fact in card.facts for key in self._raw(card, fact)}
        self.same: Union[str] = Union(sorted(used))
        self._merge(sorted(used))
        self._merge_bands(sorted(used))
        self._merge_governments(sorted(used))
        self._merge_nameless(cards, used)

    def of(self, card: Card, fact: Fact) -> list[str]:
        """The keys of the sources of a claim, merged."""
        return sorted({self.same.find(key) for key in self._raw(card, fact)})

    def told(self, key: str, claims: tuple[Ref, ...]) -> Source:
        """The source that *claims* stand on; asked for once all are merged."""
        if key not in self._told:
            self._told[key] = self._source_of(key)
        return replace(self._told[key], claims=claims)

    def _source_of(self, key: str) -> Source:
        members = self.same.members(key)
        parties = [party for member in members for part in member.split(" + ") for party in self.parties.get(part, ())]
        names = tuple(dict.fromkeys(party.name for party in sorted(parties, key=lambda party: (party.kind != "country", not party.named, party.name))))
        merges = tuple(merge for one, other, merge in self.merges if one in members or other in members)
        country = next((party.country for party in parties if party.country), None)
        return Source(key, " + ".join(names) if " + " in key else names[0] if names else key, names, country, ownership().get(key), (), merges)

    def _raw(self, card: Card, fact: Fact) -> list[str]:
        """The keys of the sources of a claim as its dispatch has them."""
        ref = card.key, fact.id
        if ref not in self._of:
            self._of[ref] = self._found(card, fact)
        return self._of[ref]

    def _found(self, card: Card, fact: Fact) -> list[str]:
        by_key = _by_key(card)
        for link in reversed(fact.chain):
            keys = [link] if link in by_key else link.split("+")
            parties = [by_key[key] for key in keys if key in by_key]
            if len(parties) == 1 and parties[0].kind != "country" and _medium(parties[0].name) in self.providers:
                continue  # relayed from a dispatch of this story
            sources = sorted({source for party in parties if _may_be_source(party) and (source := self._source(party))})
            carrier = by_key.get(self.carriers.get((card.key, _who(card, link)), ""))
            if len(fact.chain) == 1 and carrier is not None and _medium(carrier.name) not in self.providers:
                sources = [carrier.source]
            return [" + ".join(sources)] if len(sources) > 1 and link in self.joint else sources
        return []

    def _source(self, party: Party) -> str:
        return self.speaks.get(party.key, party.source)

    def _merge(self, used: list[str]) -> None:
        """Join sources whose names are one ("Radkov", "Plamen Radkov")."""
        for number, one in enumerate(used):
            for other in used[number + 1 :]:
                why = self._why(one, other)
                if why:
                    self.same.join(one, other)
                    self.merges.append((one, other, Merge((self._name(one), self._name(other)), why)))

    def _why(self, one: str, other: str) -> str:
        mine, theirs = ([party for party in self.parties.get(key, ()) if fold(party.name) not in self.towns] for key in (one, other))
        if any(_one_name(a, b) for a in mine for b in theirs):
            return "the name of one is part of the other's"
        return ""

    def _merge_governments(self, used: list[str]) -> None:
        """Count what is told in general terms with the only one in the story that it can be: see ``_counted_with``."""
        for key in sorted(used, key=lambda key: not key.startswith("organization:")):  # bodies first: others may be counted with them
            found, why = self._counted_with(key, used)
            chosen = sorted({self.same.find(each) for each in found})
            if len(chosen) == 1:
                self.same.join(key, chosen[0])
                self.merges.append((key, chosen[0], Merge((self._name(key), self._name(chosen[0])), why)))

    def _counted_with(self, key: str, used: list[str]) -> tuple[list[str], str]:
        """Whom a source may be counted with, and why: a state that is named as such with the one office of it that speaks, of several with its foreign
        ministry, else with who heads it; doctors with the hospital; a mayor by his title with the only one named; a leader without a name, or the opposition,
        with its only leader; an agency of a country with the only one named; a nameless source, or a body, without a country with one of its kind that has
        one."""
        kind, _, rest = key.partition(":")
        country, _, what = rest.partition(":")
        if kind == "gov" and ":" not in rest and " + " not in key:
            offices = [other for other in used if other.startswith(f"{key}:") and " + " not in other and not other.endswith(":embassy")]
            foreign = [other for other in offices if other.endswith(":foreign")]
            heads = [other for other in offices if other.endswith((":presidency", ":premier"))]
            return offices if len(offices) == 1 else foreign or heads, "the state and its office"
        if kind == "anon" and what == "doctor" and (hospitals := [other for other in used if other.startswith("organization:hospital:")]):
            return hospitals, "doctors, and the only hospital"
        if kind == "anon" and what == "leader" or kind == "organization" and self._is_only_told(key, "OPP"):
            return [other for other in used if self._leads(other, country if kind == "anon" else what)], "the only leader of the opposition"
        if kind == "anon" and what in POSTS:
            return [other for other in used if self._holds(other, what, country)], "the only one who holds the post"
        if kind == "agency" and what and self._is_only_told(key, "MED"):
            named = [
                other for other in used if other.startswith("agency:") and any(party.country == what and party.named for party in self.parties.get(other, ()))
            ]
            return named, "an agency of a country, and the only one named"
        if kind == "anon" and not country:
            alike = [other for other in used if other.startswith("anon:") and other != key and other.endswith(rest)]
            return alike, "nameless sources of one kind, one without a country"
        if kind == "organization" and key.endswith(":") and not rest.startswith("~"):
            return [other for other in used if other.startswith(key) and other != key and " + " not in other], "bodies of one kind, one without a country"
        return [], ""

    def _is_only_told(self, key: str, sector: str) -> bool:
        """Whether *key* is of a body of *sector* that is described and has no name."""
        parties = self.parties.get(key, ())
        return bool(parties) and all(not party.named and party.sector == sector for party in parties)

    def _holds(self, key: str, post: str, country: str) -> bool:
        """Whether *key* is a named person who holds *post*, in *country* where that is told."""
        parties = [party for party in self.parties.get(key, ()) if party.kind == "person" and party.named and party.role]
        return any(post == post_of(party.role or "", lang) for party in parties for lang in self.langs[key]) and (
            not country or any(party.country in (None, country) for party in parties)
        )

    def _leads(self, key: str, country: str) -> bool:
        """Whether *key* is a named person of the opposition, of *country* where that is told."""
        parties = [party for party in self.parties.get(key, ()) if party.kind == "person" and party.named and party.sector == "OPP"]
        return bool(parties) and (not country or any(party.country in (None, country) for party in parties))

    def _merge_bands(self, used: list[str]) -> None:
        """Join the only two bodies whose names open alike in two languages: "Front for Renewal", "Front pour le renouveau"."""
        alike: dict[str, list[str]] = {}
        for key in used:
            opening, tie, _ = key.removeprefix("organization:~").partition("-")
            if tie and key.startswith("organization:~") and " + " not in key:
                alike.setdefault(opening, []).append(key)
        for keys in alike.values():
            if len(keys) != 2 or self.langs[keys[0]] & self.langs[keys[1]]:
                continue
            one, other = keys
            self.same.join(one, other)
            self.merges.append((one, other, Merge((self._name(one), self._name(other)), "names that open alike in two languages")))

    def _merge_nameless(self, cards: Sequence[Card], used: set[str]) -> None:
        """Join nameless sources of two dispatches where they tell the same."""
        ordered = sorted(cards, key=lambda card: card.key)
        nameless = {key for key in used if key.startswith("anon:") and " of agency:" not in key}  # each agency's reporter is his own
        for number, one in enumerate(ordered):
            for other in ordered[number + 1 :]:
                if not nameless:
                    return
                facts_one, facts_other = ({fact.id: fact for fact in card.facts} for card in (one, other))
                for pair in equal_facts(one, other):
                    for a in self._raw(one, facts_one[pair.mine]):
                        for b in self._raw(other, facts_other[pair.theirs]):
                            if a != b and a in nameless and b in nameless and self.same.find(a) != self.same.find(b):
                                self.same.join(a, b)
                                self.merges.append((a, b, Merge((self._name(a), self._name(b)), f"nameless, and both say the same: {pair.why}")))

    def _name(self, key: str) -> str:
        return next((party.name for party in self.parties.get(key, ())), key)


@lru_cache(CARDS)
def _by_key(card: Card) -> dict[str, Party]:
    return {party.key: party for party in card.parties}


def _may_be_source(party: Party) -> bool:
    """Whether a dispatch may quote *party*: no town that is no capital, and no mere number of people ("at least 22 people"; soldiers are their army's)."""
    if not party.named and party.source.split(":")[0] in ("anon", "person") and any(letter.isdigit() for letter in party.name):
        return False
    return not party.source.startswith("city:")


def _one_name(one: Party, other: Party) -> bool:
    """Whether two parties go by one name, be it that one dispatch took it for another kind, or has it with a description ("the charity River Watch")."""
    if "country" in (one.kind, other.kind) or not (one.named or other.named):
        return False
    if one.named and other.named:
        alike = one.kind == other.kind or "place" not in (one.kind, other.kind) and one.key.count(":~") and other.key.count(":~")
        return bool(alike) and same_name(one, other._replace(kind=one.kind))
    named, described = (one, other) if one.named else (other, one)
    return " " in named.name and fold(named.name) in fold(described.name)


def _speaks_for(cards: Sequence[Card]) -> dict[str, str]:
    """Whom each named party speaks for over all dispatches: what most of them tell, of equals the first; of a state the office, where one of them tells it. A
    body speaks for itself where most have it so; a person in many goes by the surname alone."""
    told: dict[str, list[str]] = {}
    for card in sorted(cards, key=lambda card: (card.days or ("9", ""), card.key)):
        for party in card.parties:
            if party.named and (party.source != party.key or party.kind == "organization"):
                told.setdefault(party.key, []).append(party.source)
    most = {key: max(dict.fromkeys(sources), key=sources.count) for key, sources in told.items()}
    offices = {key: [each for each in told[key] if each.startswith(f"{source}:")] if source.startswith("gov:") else [] for key, source in most.items()}
    return {key: max(dict.fromkeys(offices[key] or [source]), key=[*offices[key], source].count) for key, source in most.items()}


def _carriers(card: Card) -> dict[str, str]:
    """The agency that carries what someone says, where his first words in the dispatch come through one: it stays in force."""
    agencies = {party.key for party in card.parties if party.kind == "agency"}
    first: dict[str, str | None] = {}
    for fact in card.facts:
        if fact.chain:
            first.setdefault(_who(card, fact.chain[0]), fact.chain[1] if len(fact.chain) > 1 and fact.chain[1] in agencies else None)
    return {link: carrier for link, carrier in first.items() if carrier is not None}


def _who(card: Card, link: str) -> str:
    """Who a link of a chain is; nameless ones go by their source: "a diplomat", "the same source"."""
    party = _by_key(card).get(link)
    return party.source if party is not None and party.source.startswith("anon:") else link


@cache
def _media() -> dict[str, str]:
    """A medium's folded name or alias -> its id."""
    rows = read_table("knowledge", "agencies")
    return {fold(normal(name)): row["id"] for row in reversed(rows) for name in (row["name"], row["name_fr"], *values(row["aliases"])) if name}


@lru_cache(8192)
def _medium(name: str | None) -> str:
    folded = fold(normal(name or ""))
    return _media().get(folded, folded)


@cache
def ownership() -> dict[str, str]:
    """Key of an agency -> who owns it (agencies.csv: state, public, private ...)."""
    return {f"agency:{row['id']}": row["ownership"] for row in read_table("knowledge", "agencies") if row["ownership"]}
