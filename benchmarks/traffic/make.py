"""The whole traffic: stories over twelve months, twins and series among them; ids in order of publication."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.traffic.compose import Draft
from benchmarks.traffic.schemas import Schema, schemas
from benchmarks.traffic.story import Desk, Story
from benchmarks.traffic.truth import dispatch_truth, story_truth
from benchmarks.traffic.wire import slug
from benchmarks.traffic.world import World

START = date(2025, 1, 6)
SPAN = 365
#: How often a story gets a twin: another happening of one kind between the same two countries, in the same two weeks.
TWINS = 0.18
_SERIES = {"statistics": 30, "briefing": 7}


def make_traffic(seed: int, *, dispatches: int | None = None, stories: int | None = None) -> list[Story]:
    """Stories until there are so many of them, or so many dispatches (the last story is cut to fit).

    Raises ValueError if neither number is given or one is below 1.
    """
    if (dispatches or stories or 0) < 1:
        raise ValueError("give a number of dispatches or of stories, at least 1")
    world = World(seed)
    desk = Desk(world)
    kinds = [schema for schema in schemas().values() if schema.weight]
    made: list[Story] = []
    total = 0
    while (stories is not None and len(made) < stories) or (dispatches is not None and total < dispatches):
        chance = random.Random(f"{seed}/{len(made)}")
        for story in _stories(desk, kinds, len(made), chance):
            made.append(story)
            total += len(story.drafts)
    if stories is not None:
        made = made[:stories]
    if dispatches is not None:
        _cut(made, total - dispatches)
    _number(made)
    return made


def _stories(desk: Desk, kinds: list[Schema], index: int, chance: random.Random) -> list[Story]:
    schema = chance.choices(kinds, [kind.weight for kind in kinds])[0]
    start = START + timedelta(days=chance.randrange(SPAN))
    name = f"{schema.name}-{index:05}"
    if schema.name in _SERIES:
        return _series(desk, schema, index, chance)
    first = desk.story(name, schema, start, chance)
    if chance.random() >= TWINS:
        return [first]
    after = start + timedelta(days=chance.randint(1, 14))
    twin = desk.story(f"{schema.name}-{index + 1:05}", schema, after, chance, (first.facts.first, first.facts.second))
    twin.twin_of = first.name
    return [first, twin]


def _series(desk: Desk, schema: Schema, index: int, chance: random.Random) -> list[Story]:
    """Two to five issues of a recurring text: every issue a story of its own."""
    pair = desk.world.pair(chance)
    day = START + timedelta(days=chance.randrange(SPAN - 150))
    found: list[Story] = []
    for number in range(chance.randint(2, 5)):
        story = desk.story(f"{schema.name}-{index + number:05}", schema, day, chance, pair, fixed=f"{desk.world.seed}/{schema.name}/{index}")
        story.twin_of = found[0].name if found else None
        found.append(story)
        day += timedelta(days=_SERIES[schema.name])
    return found


def _cut(made: list[Story], surplus: int) -> None:
    """Take the surplus from the end of the last stories; nothing that another dispatch was made from is left without it."""
    while surplus > 0:
        last = made[-1]
        if len(last.drafts) <= surplus:
            surplus -= len(last.drafts)
            made.pop()
            continue
        needed = {id(draft.parent) for draft in last.drafts} | {id(draft.link[1]) for draft in last.drafts if draft.link}
        free = [draft for draft in last.drafts if id(draft) not in needed]
        for draft in reversed(free):
            if surplus > 0 and len(last.drafts) > 1:
                last.drafts.remove(draft)
                surplus -= 1


def _number(made: list[Story]) -> None:
    everything = [(draft.day, draft.minute, place, number, draft) for place, story in enumerate(made) for number, draft in enumerate(story.drafts)]
    everything.sort(key=lambda row: row[:4])
    for count, row in enumerate(everything, 1):
        row[4].id = f"d{count:06}"
    for story in made:
        story.drafts.sort(key=lambda draft: draft.id)


def record(draft: Draft) -> dict[str, Any]:
    """A dispatch as a line of JSON: what a feed or an archive would give, nothing of the truth."""
    chance = random.Random(f"{draft.facts.key}/{draft.id}")
    text = draft.laid_out()[0]
    row: dict[str, Any] = {"id": draft.id, "text": text, "lang": draft.lang, "date": draft.day.isoformat(), "headline": draft.headline}
    if draft.header:
        row["header"] = draft.header
        if chance.random() < 0.05:
            del row["date"]
    site = draft.outlet.site if draft.outlet else f"{slug(draft.agency)}.example"
    if draft.outlet is None or chance.random() < 0.6:
        row["provider"] = draft.agency
    row["outlet"] = draft.outlet.name if draft.outlet else draft.agency
    row["url"] = f"https://{site}/{draft.day:%Y/%m/%d}/{slug(draft.headline)[:60].strip('-')}-{draft.id[1:]}"
    row["guid"] = guid(draft)
    row["version"] = str(draft.version)
    if draft.outlet and chance.random() < 0.3:
        row["named_source"] = draft.agency
    if draft.link:
        relation, earlier = draft.link
        row["links"] = [{"relation": relation, "target": guid(earlier), "evidence": f"rel={relation}"}]
    return row


def guid(draft: Draft) -> str:
    """The identifier that a feed gives a dispatch."""
    site = draft.outlet.site if draft.outlet else f"{slug(draft.agency)}.example"
    return f"tag:{site},{draft.day.year}:{draft.id[1:]}"


def write_traffic(made: list[Story], folder: Path) -> int:
    """Write both files into *folder* (made if it is missing); the number of dispatches."""
    folder.mkdir(parents=True, exist_ok=True)
    drafts = sorted((draft for story in made for draft in story.drafts), key=lambda draft: draft.id)
    with (folder / "dispatches.jsonl").open("w", encoding="utf-8", newline="\n") as lines:
        for draft in drafts:
            lines.write(json.dumps(record(draft), ensure_ascii=False) + "\n")
    truth = {"stories": [story_truth(story) for story in made], "dispatches": {draft.id: dispatch_truth(draft) for draft in drafts}}
    with (folder / "truth.json").open("w", encoding="utf-8", newline="\n") as lines:
        json.dump(truth, lines, ensure_ascii=False, indent=0)
        lines.write("\n")
    return len(drafts)
