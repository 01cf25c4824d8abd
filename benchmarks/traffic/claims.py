"""Ledgers by the thousand without reading a text: to fill a store with a million claims.

The texts are sentences of one make, the people are invented; what counts is the shape: how many claims, entities and links a dispatch has,
how unevenly countries, acts, sources and agencies are spread (Zipf), and dates over three years in order of publication. All spans slice.
"""

from __future__ import annotations

import csv
import hashlib
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Generic, TypeVar

from benchmarks.traffic.calendar import day_month, month_name
from benchmarks.traffic.world import KNOWLEDGE, Country, World, person

from selon.model.attribution import Attribution, Quote
from selon.model.claim import AGENCY, Certainty, Claim, Commitment, Context, Event, Omission, Polarity, Status, When
from selon.model.dispatch import Carriage, Dispatch
from selon.model.ledger import Ledger
from selon.model.mention import Entity, EntityKind
from selon.model.text import Span
from selon.model.timex import Timex

#: How many claims a dispatch has on average; 4 to 20.
MEAN = 12
START = date(2023, 1, 1)
DAYS = 3 * 365
_OWED = ("invite", "accept_invitation", "promise", "threaten", "agree")
_CERTAINTIES: list[tuple[Certainty, int]] = [("certain", 80), ("probable", 9), ("possible", 9), ("unknown", 2)]
_QUOTES: list[tuple[Quote, int]] = [("indirect", 60), ("direct", 30), ("mixed", 10)]
_STATES: list[tuple[Status, int]] = [("open", 75), ("fulfilled", 17), ("cancelled", 8)]
_WIRES = [
    "Reuters",
    "AFP",
    "AP",
    "Xinhua",
    "dpa",
    "Anadolu",
    "TASS",
    "Belga",
    "Kyodo",
    "Yonhap",
    "EFE",
    "ANSA",
    "MAP",
    "APS",
    "Interfax",
    "IRNA",
    "PTI",
    "Kazinform",
]
_OFFICES = [
    "president",
    "foreign minister",
    "defence minister",
    "army",
    "police",
    "interior minister",
    "spokesman",
    "governor",
    "opposition leader",
    "union leader",
]
_WORDS = {
    "en": ("said", "moved to", "with regard to", "over", "in", "on", "did not say when", "reported"),
    "fr": ("a déclaré", "a décidé de", "à l'égard de", "au sujet de", "à", "le", "n'a pas dit quand", "a rapporté"),
}
_TOPICS = {
    "en": [
        "grain",
        "the border",
        "prisoners",
        "fishing rights",
        "gas",
        "the dam",
        "visas",
        "missiles",
        "migrants",
        "the railway",
        "customs duties",
        "the ceasefire",
    ],
    "fr": [
        "céréales",
        "la frontière",
        "prisonniers",
        "droits de pêche",
        "gaz",
        "barrage",
        "visas",
        "missiles",
        "migrants",
        "voie ferrée",
        "droits de douane",
        "cessez-le-feu",
    ],
}
T = TypeVar("T")


class Zipf(Generic[T]):
    """Draws from a sequence, the n-th member with a weight of 1/n."""

    def __init__(self, members: Sequence[T]) -> None:
        self.members = members
        self._sums = list(accumulate(1 / n for n in range(1, len(members) + 1)))

    def draw(self, chance: random.Random) -> T:
        return self.members[min(bisect(self._sums, chance.random() * self._sums[-1]), len(self.members) - 1)]


@dataclass(frozen=True, slots=True)
class _Name:
    """Somebody or something that a text may name."""

    words: str
    kind: EntityKind
    country: str | None
    sector: str | None
    known: str | None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class _Act:
    act: str
    type: str | None
    mode: str | None
    cameo: str | None
    context: str | None
    words: str


class _Text:
    """A text that grows, and the entities, claims and other records that point into it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.ids: dict[_Name, str] = {}
        self.mentions: dict[_Name, list[Span]] = {}

    def add(self, words: str) -> Span:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return Span(start, self.length)

    def name(self, name: _Name) -> tuple[str, Span]:
        """Print a name; the id of its entity and where it stands."""
        span = self.add(name.words)
        found = self.ids.get(name)
        if found is None:
            found = self.ids[name] = f"e{len(self.ids) + 1}"
            self.mentions[name] = []
        self.mentions[name].append(span)
        return found, span

    def entities(self) -> tuple[Entity, ...]:
        return tuple(Entity(id_, n.words, n.kind, n.country, tuple(self.mentions[n]), n.sector, n.role, n.known) for n, id_ in self.ids.items())


class _Stock:
    """What all the ledgers of a run draw from."""

    def __init__(self, seed: int) -> None:
        world, chance = World(seed), random.Random(f"{seed}/stock")
        ordered = sorted(world.countries.values(), key=lambda one: (-one.weight, one.iso))
        self.countries: dict[str, Zipf[_Name]] = {
            lang: Zipf([_Name(_named(one, lang), "country", one.iso, "GOV", f"country:{one.iso}") for one in ordered]) for lang in _WORDS
        }
        self.people: Zipf[_Name] = Zipf(_cast(ordered, chance))
        self.towns = Zipf([_Name(town, "place", one.iso, None, f"city:{one.iso}-{number}") for one in ordered for number, town in enumerate(one.towns[:25])])
        self.agencies = Zipf([_Name(wire, "agency", None, "MED", f"agency:{wire.lower()}") for wire in _WIRES])
        self.acts = Zipf(_acts(chance))


def _named(country: Country, lang: str) -> str:
    return country.en if lang == "en" else country.fr


def _cast(ordered: list[Country], chance: random.Random) -> list[_Name]:
    """Sources and actors: the offices of every country, the busy countries first."""
    found: dict[str, _Name] = {}
    for office in _OFFICES:
        for country in ordered:
            for _ in range(3):
                held = person(country, chance).full("en")
                sector = {"army": "MIL", "police": "COP", "opposition leader": "OPP", "union leader": "LAB"}.get(office, "GOV")
                found.setdefault(held, _Name(held, "person", country.iso, sector, None, office))
    return list(found.values())


def _acts(chance: random.Random) -> list[_Act]:
    """selon's acts, in an order of chance that puts the commonest first."""
    common = "say state meet visit accuse kill arrest deny invite accept_invitation agree promise demand threaten condemn sign deploy attack call_for".split()
    with (KNOWLEDGE / "acts.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    chance.shuffle(rows)
    rows.sort(key=lambda row: common.index(row["act"]) if row["act"] in common else len(common))
    return [
        _Act(row["act"], row["plover"] or None, row["mode"] or None, row["cameo"] or None, row["context"].split("|")[0] or None, row["act"].replace("_", " "))
        for row in rows
    ]


def ledgers(claims: int, seed: int = 1) -> Iterator[Ledger]:
    """Ledgers with *claims* claims in all, in order of publication; the same for a seed and a number. Raises ValueError for a number below 1."""
    if claims < 1:
        raise ValueError("give a number of claims, at least 1")
    stock = _Stock(seed)
    chance = random.Random(seed)
    made = number = 0
    while made < claims:
        number += 1
        size = min(claims - made, max(4, min(20, round(chance.gauss(MEAN, 3.5)))))
        yield _ledger(number, size, START + timedelta(days=made * DAYS // claims), stock, chance)
        made += size


def _draw(weighed: list[tuple[T, int]], chance: random.Random) -> T:
    at = chance.random() * sum(weight for _, weight in weighed)
    for member, weight in weighed:
        at -= weight
        if at < 0:
            return member
    return weighed[-1][0]


def _ledger(number: int, size: int, day: date, stock: _Stock, chance: random.Random) -> Ledger:
    lang = "en" if chance.random() < 0.55 else "fr"
    wire = stock.agencies.draw(chance)
    text = _Text()
    headline = text.add(f"{stock.countries[lang].draw(chance).words}: {chance.choice(_TOPICS[lang])} ({number})")
    text.add("\n\n")
    sources = [stock.people.draw(chance) for _ in range(1 + size // 4)]
    pair = [stock.countries[lang].draw(chance) for _ in range(3)]
    claims: list[Claim] = []
    voices: list[Attribution] = []
    timexes: list[Timex] = []
    omissions: list[Omission] = []
    commitments: list[Commitment] = []
    paragraphs: list[Span] = []
    start = text.length
    for _ in range(size):
        _sentence(text, lang, day, stock, chance, sources, pair, claims, voices, timexes, commitments)
        if chance.random() < 0.05:
            text.add(" ")
            source, span = text.name(sources[0])
            told = text.add(f" {_WORDS[lang][6]}.")
            omissions.append(Omission(source, "detail", _WORDS[lang][6], Span(span.start, told.end - 1)))
        if len(claims) % 2 == 0 or len(claims) == size:
            paragraphs.append(Span(start, text.length))
            if len(claims) < size:
                text.add("\n\n")
            start = text.length
        else:
            text.add(" ")
    whole = "".join(text.parts)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    outlet = wire.words if chance.random() < 0.4 else f"Outlet {chance.randrange(400)}"
    dispatch = Dispatch(
        f"g{number:07}",
        lang,
        whole,
        day.isoformat(),
        None,
        headline,
        wire.words,
        None,
        (),
        tuple(paragraphs),
        url=f"https://wire.example/{number}",
        digest=digest,
        carriage=Carriage(outlet=outlet, guid=f"tag:wire.example,{day.year}:{number}"),
    )
    return Ledger(dispatch, text.entities(), tuple(voices), tuple(timexes), tuple(claims), tuple(omissions), tuple(commitments), ())


def _sentence(
    text: _Text,
    lang: str,
    day: date,
    stock: _Stock,
    chance: random.Random,
    sources: list[_Name],
    pair: list[_Name],
    claims: list[Claim],
    voices: list[Attribution],
    timexes: list[Timex],
    commitments: list[Commitment],
) -> None:
    """One sentence with one claim: who did what to whom, over what, where, when, as somebody says."""
    said, moved, regard, over, at, on, _, reported = _WORDS[lang]
    act = stock.acts.draw(chance)
    actor = pair[chance.randrange(3)] if chance.random() < 0.7 else stock.people.draw(chance)
    recipient = pair[chance.randrange(3)] if chance.random() < 0.75 else stock.countries[lang].draw(chance)
    actor_id, first = text.name(actor)
    text.add(f" {moved} ")
    trigger = text.add(act.words)
    text.add(f" {regard} ")
    recipient_id, _ = text.name(recipient)
    text.add(f" {over} ")
    topic = text.add(chance.choice(_TOPICS[lang]))
    place = None
    if chance.random() < 0.5:
        text.add(f" {at} ")
        place, _ = text.name(stock.towns.draw(chance))
    time = None
    if chance.random() < 0.6:
        when = day - timedelta(days=chance.randrange(6))
        text.add(f" {on} ")
        words = day_month(when, lang) if chance.random() < 0.85 else f"{month_name(when, lang)} {when.year}"
        edtf = when.isoformat() if str(when.year) not in words else when.isoformat()[:7]
        time = When(text.add(words), edtf)
        timexes.append(Timex(time.span, "DATE", edtf, edtf))
    content = Span(first.start, text.length)
    chain: tuple[str, ...] = (AGENCY,)
    cues: tuple[Span, ...] = ()
    ids: tuple[str, ...] = ()
    quote: Quote = "none"
    if chance.random() < 0.85:
        text.add(", ")
        quote = _draw(_QUOTES, chance)
        links: list[str] = []
        spans: list[Span] = []
        parent = None
        for name, verb in [(Zipf(sources).draw(chance), said), *([(stock.agencies.draw(chance), reported)] if chance.random() < 0.15 else [])]:
            if links:
                text.add(", ")
            link, told = text.name(name)
            text.add(" ")
            cue = text.add(verb)
            parent = f"a{len(voices) + 1}"
            voices.append(Attribution(parent, (told,), (cue,), (content,), quote, "say", (link,), rule="generated"))
            links.append(link)
            spans.append(cue)
        links = list(dict.fromkeys(links))
        ids = tuple(f"a{len(voices) - len(spans) + n + 1}" for n in range(len(spans)))
        chain, cues = (*links, AGENCY), tuple(spans)
    text.add(".")
    polarity: Polarity = "negative" if act.act == "deny" or chance.random() < 0.04 else "positive"
    contexts = (Context(act.context, (topic,)),) if act.context else ()
    event = Event(act.type, act.mode, act.act, act.cameo, trigger, (actor_id,), (recipient_id,) if recipient_id != actor_id else (), place, time, (), contexts)
    restates = f"c{chance.randint(1, len(claims))}" if claims and chance.random() < 0.06 else None
    claim = Claim(f"c{len(claims) + 1}", (content,), event, chain, cues, ids, quote, _draw(_CERTAINTIES, chance), polarity, None, restates, "generated")
    claims.append(claim)
    if act.act in _OWED:
        status = _draw(_STATES, chance)
        due = (day + timedelta(days=chance.randint(5, 90))).isoformat()
        closed = (claim.id,) if status != "open" else ()
        commitments.append(Commitment(f"m{len(commitments) + 1}", act.act, event.actor, event.recipient, due, status, (claim.id,), closed))
