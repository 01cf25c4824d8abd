"""How a story travels: who tells it first, who follows, copies, relays, translates, corrects; one function a manner."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from benchmarks.traffic import wire
from benchmarks.traffic.compose import Draft, Step, make_plan, tell
from benchmarks.traffic.copies import carried, killed
from benchmarks.traffic.facts import OWN_EYES, Facts, Source
from benchmarks.traffic.plot import draw_facts, draw_phases
from benchmarks.traffic.schemas import Phase, Schema
from benchmarks.traffic.world import Country, World

#: Manner -> share of the stories.
SHARES = {"single": 36, "copied": 17, "independent": 14, "parallel": 8, "relay": 9, "chain": 12, "correction": 4}
_CORRECTIONS = {
    "en": ("CORRECTED-{h}", "CORRECTION: {h}"),
    "fr": ("CORRECTION-{h}", "RECTIFICATIF {h}"),
}
_UPDATES = {"en": "UPDATE {n}-{h}", "fr": "ACTUALISATION {n}-{h}"}


@dataclass
class Story:
    """A story and all its dispatches."""

    name: str
    facts: Facts
    kind: str
    phases: list[Phase]
    drafts: list[Draft] = field(default_factory=list)
    twin_of: str | None = None
    fixed: str | None = None


@dataclass(frozen=True)
class Origin:
    """The first agency or paper of a relay: how sentences name it, and whether its own dispatch is in the traffic."""

    agency: str
    lang: str
    present: bool
    named: dict[str, tuple[str, str]]


class Desk:
    """Makes stories, one after the other, from one stream of chance each."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.outlets = wire.outlets(world.seed)

    def story(
        self, name: str, schema: Schema, start: date, chance: random.Random, countries: tuple[Country, Country] | None = None, fixed: str | None = None
    ) -> Story:
        """A story of *schema* that begins on *start*. *fixed* names a series whose texts share their wording."""
        facts = draw_facts(name, schema, self.world, start, chance, countries)
        manner = chance.choices(list(SHARES), list(SHARES.values()))[0]
        if fixed and manner not in ("single", "copied"):
            manner = "single"
        if manner == "chain" and len(schema.phases) < 2:
            manner = "independent"
        phases = draw_phases(facts, chance, manner == "chain")
        story = Story(name, facts, manner, phases, fixed=fixed)
        for phase in phases:
            telling: Callable[[Story, Phase, random.Random], None] = getattr(self, f"_{manner}")
            telling(story, phase, chance)
        return story

    # --- manners ---------------------------------------------------------------------------------------------

    def _single(self, story: Story, phase: Phase, chance: random.Random) -> None:
        self._original(story, phase, chance)

    def _copied(self, story: Story, phase: Phase, chance: random.Random) -> None:
        self._copies(story, self._original(story, phase, chance), chance, min(40, 1 + int(chance.expovariate(1 / 5))))

    def _independent(self, story: Story, phase: Phase, chance: random.Random) -> None:
        tellers = chance.randint(2, 4)
        taken: set[tuple[str, str]] = set()
        for index in range(tellers):
            draft = self._original(story, phase, chance, taken, keep=0.8)
            taken.add((draft.agency, draft.lang))
            if chance.random() < (0.4 if index == 0 else 0.15):
                self._copies(story, draft, chance, 1 + int(chance.expovariate(1 / 3)))

    def _parallel(self, story: Story, phase: Phase, chance: random.Random) -> None:
        agency = chance.choice(["AFP", "AFP", "Reuters", "Xinhua"])
        langs = ["en", "fr"] if chance.random() < 0.5 else ["fr", "en"]
        plan = make_plan(story.facts, phase, ("en", "fr"), chance)
        first = self._told(story, phase, plan, agency, langs[0], chance)
        other = self._told(story, phase, plan if chance.random() < 0.5 else _reordered(plan, chance), agency, langs[1], chance, with_=first)
        if chance.random() < 0.5:
            other.parent, other.relation, other.link = first, "translation", ("translates", first)
            other.credit = wire.credits(agency, langs[1], story.facts.first, self.world, chance, translated=True)
        self._after(first, other, chance)
        for draft in (first, other):
            if chance.random() < 0.3:
                self._copies(story, draft, chance, 1 + int(chance.expovariate(1 / 3)))

    def _relay(self, story: Story, phase: Phase, chance: random.Random) -> None:
        """Agency B tells what agency A told; sometimes C tells it from B. A itself may be missing from the traffic."""
        plan = make_plan(story.facts, phase, ("en", "fr"), chance, keep=0.8)
        origin = _origin(story.facts.first, chance)
        first = self._told(story, phase, plan, origin.agency, origin.lang, chance, keep_out=not origin.present)
        relays = [other for other in ("Reuters", "AFP", "AP", "Belga", "dpa", "ATS") if other != origin.agency]
        chance.shuffle(relays)
        before = first
        for index, other in enumerate(relays[: chance.randint(1, 3)]):
            lang = _lang_of(other, chance)
            if index == 1 and chance.random() < 0.5:
                draft = self._second_hand(story, phase, before, lang, other, chance, origin)
                self._after(before, draft, chance)
            else:
                own = _shortened(_reordered(plan, chance), chance)
                draft = before = self._told(story, phase, own, other, lang, chance, via=(origin.agency, origin.named[lang]), with_=first)
            if origin.present:
                draft.parent, draft.relation = first, "relay"
            self._after(first, draft, chance)
            if chance.random() < 0.25:
                self._copies(story, draft, chance, 1 + int(chance.expovariate(1 / 3)))

    def _chain(self, story: Story, phase: Phase, chance: random.Random) -> None:
        first = self._original(story, phase, chance)
        if chance.random() < 0.5:
            self._original(story, phase, chance, {(first.agency, first.lang)})
        if chance.random() < 0.3:
            self._copies(story, first, chance, 1 + int(chance.expovariate(1 / 3)))

    def _correction(self, story: Story, phase: Phase, chance: random.Random) -> None:
        """A dispatch with a slip, then its correction, kill or update."""
        how = chance.choice(["number", "number", "place", "kill", "update"])
        agency, lang = _world_wire(chance)
        facts = story.facts
        plan = make_plan(facts, phase, (lang,), chance)
        words = chance.random()
        if how == "kill":
            first = self._told(story, phase, plan, agency, lang, chance)
            story.drafts.append(killed(first, chance))
            return
        if how == "update":
            first = self._told(story, phase, plan[: max(3, len(plan) - 3)], agency, lang, random.Random(words))
            later = self._told(story, phase, plan, agency, lang, random.Random(words))
            later.headline = _UPDATES[lang].format(n=1, h=first.headline)
            later.parent, later.relation, later.link = first, "update", ("updates", first)
        else:
            mistaken = copy.deepcopy(facts)
            if how == "number" and facts.numbers:
                name = chance.choice(sorted(facts.numbers))
                mistaken.numbers[name] = facts.numbers[name] + chance.randint(1, 9)
            else:
                mistaken.towns["t1"] = facts.towns["t2"]
                mistaken.towns["t2"] = facts.towns["t1"]
            kept, story.facts = story.facts, mistaken
            first = self._told(story, phase, plan, agency, lang, random.Random(words))
            story.facts = kept
            later = self._told(story, phase, plan, agency, lang, random.Random(words))
            if [p.text for p in first.body] == [p.text for p in later.body]:
                story.drafts.remove(later)
                return
            first.wrong = "number" if mistaken.towns == facts.towns else "place"
            later.headline = chance.choice(_CORRECTIONS[lang]).format(h=later.headline)
            later.parent, later.relation, later.link = first, "correction", ("corrects", first)
        later.version = 2
        self._after(first, later, chance)
        if chance.random() < 0.6:
            self._copies(story, first, chance, 1 + int(chance.expovariate(1 / 3)))

    # --- parts -----------------------------------------------------------------------------------------------

    def _original(self, story: Story, phase: Phase, chance: random.Random, taken: set[tuple[str, str]] | None = None, keep: float = 0.95) -> Draft:
        """A dispatch of an agency of the world or of the country itself, not one of *taken*."""
        country = story.facts.first
        for _ in range(20):
            agency, lang = _world_wire(chance)
            if country.wire and chance.random() < 0.25:
                agency, lang = country.agency, country.wire
            if (agency, lang) not in (taken or ()):
                break
        if story.fixed:
            agency, lang = _world_wire(random.Random(story.fixed))
            chance = random.Random(story.fixed)
        plan = make_plan(story.facts, phase, (lang,), chance, keep)
        return self._told(story, phase, plan, agency, lang, chance)

    def _told(
        self,
        story: Story,
        phase: Phase,
        plan: list[Step],
        agency: str,
        lang: str,
        chance: random.Random,
        via: tuple[str, tuple[str, str]] | None = None,
        keep_out: bool = False,
        with_: Draft | None = None,
    ) -> Draft:
        """The dispatch of an agency, on the day of the phase or the next; on the day of *with_* where it follows that one at once."""
        day = with_.day if with_ else story.facts.days[phase.name] + timedelta(days=chance.choice([0, 0, 0, 1]))
        draft = tell(story.name, story.facts, plan, agency, lang, day, phase.name, self.world, chance, via)
        if not keep_out:
            story.drafts.append(draft)
        return draft

    def _second_hand(self, story: Story, phase: Phase, before: Draft, lang: str, agency: str, chance: random.Random, origin: Origin) -> Draft:
        """The third link: what *before* said that the first agency said."""
        facts = copy.copy(story.facts)
        names = origin.named[lang]
        agency_source = Source(origin.agency, origin.agency, "agency", facts.first, facts.people["x2"], (("first", names[0]), ("later", names[1])))
        facts.sources = {**facts.sources, "@": agency_source}
        told = [
            (what, point, "@" if what in ("lead", "claim") and source != "-" else source)
            for what, point, source in before.plan
            if what not in ("quote", "close")
        ]
        told = [step for step in told if step[0] in ("recap", "bg") or not any(words.startswith("=") for words in facts.schema.words(lang, step[1]))]
        if not any(step[0] == "lead" for step in told):
            told = [("lead", told[0][1], "@"), *told[1:]] if told and told[0][0] == "claim" else before.plan
        kept, story.facts = story.facts, facts
        draft = self._told(story, phase, told, agency, lang, chance, via=(before.agency, wire.named_in(before.agency, lang)), with_=before)
        story.facts = kept
        return draft

    def _copies(self, story: Story, parent: Draft, chance: random.Random, count: int) -> None:
        made = [carried(parent, outlet, chance, self.world) for outlet in chance.sample(self.outlets[parent.lang], min(count, 40))]
        for index, draft in enumerate(made):
            if chance.random() < 0.12:
                made[index] = self._rewritten(parent, draft, chance)
        story.drafts.extend(made)

    def _rewritten(self, parent: Draft, carried_: Draft, chance: random.Random) -> Draft:
        """*parent* in an outlet's own words: the same claims and sources in another order and wording, "with AFP"."""
        plan = [step for step in _reordered(parent.plan, chance) if step[0] == "lead" or chance.random() < 0.85]
        draft = tell(parent.story, parent.facts, plan, parent.agency, parent.lang, carried_.day, parent.phase, self.world, chance)
        credit = {"en": "With {a}", "fr": "Avec {a}"}[parent.lang].format(a=parent.agency)
        return replace(draft, outlet=carried_.outlet, parent=parent, relation="rewrite", dateline="", credit=credit, header=None, minute=carried_.minute)

    def _after(self, first: Draft, later: Draft, chance: random.Random) -> None:
        """See that *later* comes after *first*."""
        if (later.day, later.minute) <= (first.day, first.minute):
            later.day, later.minute = first.day, min(first.minute + chance.randint(10, 200), 1439)


def _reordered(plan: list[Step], chance: random.Random) -> list[Step]:
    """*plan* with its middle in another order; each source's quotation stays behind a claim of his."""
    head, middle, tail = (
        plan[:1],
        [step for step in plan[1:] if step[0] in ("claim", "quote")],
        [step for step in plan[1:] if step[0] not in ("claim", "quote")],
    )
    chance.shuffle(middle)
    seen = {head[0][2]}
    early: list[Step] = []
    late: list[Step] = []
    for step in middle:
        (late if step[0] == "quote" and step[2] not in seen else early).append(step)
        if step[0] == "claim":
            seen.add(step[2])
    return [*head, *early, *late, *tail]


def _origin(country: Country, chance: random.Random) -> Origin:
    """A state agency or a paper of *country*, or an agency of the world."""
    papers = wire.papers(country)
    if papers and chance.random() < 0.3:
        name, english, french = chance.choice(papers)
        return Origin(name, "en", False, {"en": (english, name), "fr": (french, name)})
    if country.agency and country.agency not in ("Xinhua", "Anadolu") and chance.random() < 0.6:
        named = {lang: wire.named_in(country.agency, lang, country) for lang in ("en", "fr")}
        return Origin(country.agency, country.wire or "en", bool(country.wire) and chance.random() < 0.5, named)
    agency = chance.choice(["AFP", "AP", "Reuters"])
    return Origin(agency, "fr" if agency == "AFP" else "en", True, {lang: wire.named_in(agency, lang) for lang in ("en", "fr")})


def _shortened(plan: list[Step], chance: random.Random) -> list[Step]:
    """What a relay keeps of a plan: the lead, up to four claims, one quotation, a little background; nothing that the first agency's reporter saw."""
    claims, quotes = chance.randint(2, 4), 1
    found: list[Step] = []
    for step in plan:
        claims -= step[0] == "claim"
        quotes -= step[0] == "quote"
        if step[2] != OWN_EYES and (step[0] not in ("claim", "quote") or (step[0] == "claim" and claims >= 0) or (step[0] == "quote" and quotes >= 0)):
            found.append(step)
    return found


def _world_wire(chance: random.Random) -> tuple[str, str]:
    lang = "en" if chance.random() < 0.5 else "fr"
    wires = wire.WORLD_WIRES[lang]
    return chance.choices(list(wires), list(wires.values()))[0], lang


def _lang_of(agency: str, chance: random.Random) -> str:
    langs = [lang for lang, wires in wire.WORLD_WIRES.items() if agency in wires]
    return chance.choice(langs)
