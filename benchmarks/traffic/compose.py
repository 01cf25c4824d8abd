"""One dispatch from a plan: which claims, quotations and background, in which order; then its text with every claim's place."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from benchmarks.traffic import wire
from benchmarks.traffic.facts import OWN_EYES, Facts
from benchmarks.traffic.grammar import Marked, strip_marks
from benchmarks.traffic.schemas import Phase, schemas
from benchmarks.traffic.telling import Teller
from benchmarks.traffic.world import Country, World

#: (what, point or template, source): what is "lead", "claim", "quote", "recap", "bg" or "close".
Step = tuple[str, str, str]
_DECIDERS = ("minister", "ministry", "spokes", "head")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body; *marks* count from its first character."""

    text: str
    marks: tuple[Marked, ...] = ()


@dataclass
class Draft:
    """A dispatch of the traffic, before it gets its id. *parent* is what it was made from, *relation* how."""

    story: str
    agency: str
    lang: str
    day: date
    phase: str
    headline: str
    dateline: str
    body: list[Paragraph]
    plan: list[Step]
    facts: Facts
    credit: str | None = None
    header: str | None = None
    outlet: wire.Outlet | None = None
    parent: Draft | None = None
    relation: str | None = None
    cut: int = 0
    added: list[int] = field(default_factory=list)
    reworded: list[tuple[str, str]] = field(default_factory=list)
    new_headline: bool = False
    version: int = 1
    link: tuple[str, Draft] | None = None
    minute: int = 0
    wrong: str | None = None
    id: str = ""

    def laid_out(self) -> tuple[str, list[Marked], list[tuple[int, int]]]:
        """The text, the claims in it, and the paragraphs' places."""
        text = self.headline + "\n\n" + self.dateline
        marks: list[Marked] = []
        places: list[tuple[int, int]] = []
        for index, paragraph in enumerate(self.body):
            if index:
                text += "\n\n"
            at = len(text)
            text += paragraph.text
            places.append((at, len(text)))
            marks.extend(replace(mark, start=mark.start + at, end=mark.end + at) for mark in paragraph.marks)
        if self.credit:
            text += "\n\n" + self.credit
        return text, marks, places


@cache
def common(lang: str, point: str) -> list[str]:
    """Sentences that fit any story."""
    return schemas()["common"].words(lang, point)


def make_plan(facts: Facts, phase: Phase, langs: tuple[str, ...], chance: random.Random, keep: float = 0.9) -> list[Step]:
    """What one teller tells of a phase; only what has wordings in all of *langs*."""
    points = [(point, source) for point, source in phase.points if all(facts.schema.words(lang, point) for lang in langs)]
    lead = points[0]
    heard = {source for _, source in points if source == lead[1] or chance.random() < 0.75}
    rest = [pair for pair in points if pair != lead and pair[1] in heard and chance.random() < keep] or [pair for pair in points if pair != lead][:2]
    chance.shuffle(rest)
    fresh = list(dict.fromkeys(source for _, source in facts.schema.extras))
    voices = chance.sample(fresh, min(len(fresh), 0 if phase.after and chance.random() < 0.6 else chance.choice([0, 0, 1, 1, 2])))
    rest += [pair for pair in facts.schema.extras if pair[1] in voices and chance.random() < 0.8]
    if chance.random() < 0.12:
        rest.append(("own1", OWN_EYES))
    groups: dict[str, list[Step]] = {lead[1]: [("lead", *lead)]}
    for point, source in rest:
        groups.setdefault(source, []).append(("claim", point, source))
    plan: list[Step] = []
    for source, steps in groups.items():
        cut = 1 if source == lead[1] and len(steps) > 2 else len(steps)
        plan.extend(steps[:cut])
        if source != "-" and chance.random() < 0.75 and all(facts.schema.words(lang, f"q.{source}") for lang in langs):
            plan.append(("quote", "", source))
        plan.extend(steps[cut:])
    if phase.after and all(facts.schema.words(lang, "recap") for lang in langs):
        plan.append(("recap", "", ""))
    if chance.random() < 0.5:
        plan.insert(chance.randrange(2, len(plan) + 1), ("close", "omit", ""))
    for _ in range(chance.choice([2, 3, 3, 4])):
        plan.append(("bg", chance.choice(["own", "own", "common"]), str(chance.randrange(1000))))
    return plan


def tell(
    story: str,
    facts: Facts,
    plan: list[Step],
    agency: str,
    lang: str,
    day: date,
    phase: str,
    world: World,
    words: random.Random,
    via: tuple[str, tuple[str, str]] | None = None,
) -> Draft:
    """The dispatch of an agency that follows *plan*; *via* is the agency it relays: its name, and how a sentence names it."""
    style = agency if lang == "en" else "plain" if agency in ("Reuters", "Xinhua") else ""
    teller = Teller(facts, lang, day, phase, words, style, agency)
    if via:
        teller.via, teller.via_name = via
    headlines = facts.schema.words(lang, f"h.{phase}")
    place, country = _place(facts, lang, words)
    draft = Draft(
        story,
        agency,
        lang,
        day,
        phase,
        teller.headline(words.choice(headlines)),
        wire.dateline(agency, lang, place, country, day, words),
        [],
        plan,
        facts,
        credit=wire.credits(agency, lang, country, world, words),
        header=wire.header(day, lang, words),
        minute=words.randrange(360, 1320),
    )
    draft.body = _body(teller, facts, plan, words)
    return draft


def _place(facts: Facts, lang: str, chance: random.Random) -> tuple[str, Country]:
    first, second = facts.first, facts.second
    if chance.random() < 0.3 and not facts.schema.pair:
        return facts.towns["t1"], first
    chosen = second if facts.schema.pair and chance.random() < 0.25 else first
    return (chosen.capital_en if lang == "en" else chosen.capital_fr), chosen


def _body(teller: Teller, facts: Facts, plan: list[Step], words: random.Random) -> list[Paragraph]:
    paragraphs: list[list[str]] = []
    used: set[str] = set()
    length, speaker = 0, ""
    for what, point, source in plan:
        before = teller.last
        said: str | None = None
        if what in ("lead", "claim"):
            said = teller.claim(point, source, lead=what == "lead")
        elif what == "quote":
            said = teller.quotation(source)
        elif what == "recap":
            said = teller.sentence(words.choice(facts.schema.words(teller.lang, "recap")))
        else:
            options = (
                common(teller.lang, "omit") if what == "close" else [*facts.schema.words(teller.lang, "bg")] if point == "own" else common(teller.lang, "bg")
            )
            options = [option for option in options if option not in used and (facts.schema.pair or "2" not in option)]
            if options:
                chosen = words.choice(options)
                used.add(chosen)
                if "{S}" in chosen and (teller.source is None or ("cision" in chosen and teller.source.kind not in _DECIDERS)):
                    continue
                said = teller.sentence(chosen)
        if said is None:
            continue
        alone = what in ("lead", "recap") or not paragraphs or len(paragraphs) == 1
        if alone or length >= 2 or (source != speaker and words.random() < 0.7) or (teller.last is not before and words.random() < 0.35):
            paragraphs.append([said])
            length = 1
        else:
            paragraphs[-1].append(said)
            length += 1
        speaker = source
    found = []
    for sentences in paragraphs:
        text, marks = strip_marks(" ".join(sentences), teller.notes)
        found.append(Paragraph(text, tuple(sorted(marks, key=lambda mark: mark.start))))
    return found
