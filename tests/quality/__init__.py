"""The quality gate: figures on the project's own sample set, each with a floor that it must not fall through.

README.md says how the sample set is annotated; ``docs/howto/measure.md`` how a floor is lowered deliberately.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from selon.evaluate.data import read_gold
from selon.evaluate.measures import Document
from selon.evaluate.tasks import MEASURES, parted, predictions

FOLDER = Path(__file__).parent
FLOORS = FOLDER / "floors.csv"
SAMPLE = {
    "attribution": FOLDER / "attribution.jsonl",
    "time": FOLDER / "time.jsonl",
    "events": FOLDER / "events.jsonl",
    "ledger": FOLDER / "dispatches.jsonl",
}
LEAST, MOST = "at least", "at most"
#: How far from the measured figure a floor is pinned, beyond rounding to three digits.
HAIR = 0.001
HOW_TO_LOWER = (
    "If the loss is meant (a gold mistake mended, a rule given up for a better one), lower the floor deliberately: edit its row in tests/quality/floors.csv, "
    "its floor and what was measured, and say in its reason why less is right. docs/howto/measure.md tells how. If it is not meant, mend the cause."
)


@dataclass(frozen=True, slots=True)
class Floor:
    """One row of the table: what a *figure* (the keys to it in the task's result, parted by dots) must be in a language."""

    task: str
    lang: str
    figure: str
    bound: str
    floor: float
    measured: float
    reason: str

    def holds(self, value: float) -> bool:
        """Whether a measured *value* is on the right side of the floor."""
        return value >= self.floor if self.bound == LEAST else value <= self.floor

    def above(self, value: float) -> float:
        """How far *value* is on the right side; negative on the wrong one."""
        return value - self.floor if self.bound == LEAST else self.floor - value


def read_floors(path: Path = FLOORS) -> list[Floor]:
    """The floors, in the order of the table. Raises ValueError, naming the line, for a row that cannot be used."""
    found: dict[tuple[str, str, str], Floor] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), 2):
            try:
                floor = Floor(row["task"], row["lang"], row["figure"], row["bound"], float(row["floor"]), float(row["measured"]), row["reason"].strip())
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise ValueError(f"{path.name}:{number}: wants {', '.join(each.name for each in fields(Floor))}: {error}") from error
            if floor.task not in SAMPLE or floor.bound not in (LEAST, MOST):
                raise ValueError(f"{path.name}:{number}: no such task or bound: {floor.task!r}, {floor.bound!r}")
            if not floor.reason:
                raise ValueError(f"{path.name}:{number}: no reason: say why {floor.figure} has this floor")
            if not floor.holds(floor.measured):
                raise ValueError(f"{path.name}:{number}: what was measured, {floor.measured}, misses the floor, {floor.floor}")
            key = (floor.task, floor.lang, floor.figure)
            if key in found:
                raise ValueError(f"{path.name}:{number}: {' '.join(key)} stands twice")
            found[key] = floor
    return list(found.values())


@cache
def predicted(task: str) -> tuple[list[Document], list[Document]]:
    """The sample of *task* and what selon finds in it, read once. Raises AssertionError if a text could not be read."""
    gold = read_gold([SAMPLE[task]], task)
    found, unread = predictions(task, gold)
    assert unread == 0, f"{unread} texts of {SAMPLE[task].name} could not be read"
    return gold, found


def of_language(lang: str, gold: Sequence[Document], found: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """The documents in *lang* with their predictions."""
    return parted(gold, found, "lang")[lang]


def value_of(floor: Floor, gold: Sequence[Document], found: Sequence[Document]) -> float:
    """The figure that *floor* bounds, measured. Raises KeyError for one that the task does not have."""
    result: Any = MEASURES[floor.task].score(*of_language(floor.lang, gold, found))
    for key in floor.figure.split("."):
        result = result[key]
    return float(result)


def failure(floor: Floor, gold: Sequence[Document], found: Sequence[Document]) -> str | None:
    """Why the gate is shut for *floor*: figure, floor, every item that is wrong and what to do; None if it holds."""
    value = value_of(floor, gold, found)
    if floor.holds(value):
        return None
    bound = f"it must be {floor.bound} {floor.floor:.3f} ({floor.measured:.4f} when pinned: {floor.reason})"
    lines = [
        f"{floor.task}, {floor.lang}: {floor.figure} is {value:.4f}; {bound}",
        "Wrong now:",
        *(f"  {line}" for line in _wrong(floor, gold, found)),
        HOW_TO_LOWER,
    ]
    return "\n".join(lines)


def pinned(floor: Floor, value: float) -> Floor:
    """The floor pinned a hair below a measured *value* (above, where it bounds from above)."""
    step = math.floor(value * 1000) / 1000 - HAIR if floor.bound == LEAST else math.ceil(value * 1000) / 1000 + HAIR
    return replace(floor, floor=round(min(1.0, max(0.0, step)), 3), measured=round(value, 4))


def write_floors(floors: Sequence[Floor], path: Path = FLOORS) -> None:
    """Write the table anew."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(each.name for each in fields(Floor))
        writer.writerows(astuple(floor) for floor in floors)


def _wrong(floor: Floor, gold: Sequence[Document], found: Sequence[Document]) -> Iterator[str]:
    """The faults of the task in the floor's language, with the ids of their texts."""
    for kind, name, what in sorted(MEASURES[floor.task].faults(*of_language(floor.lang, gold, found)), key=lambda fault: fault[1]):
        yield f"{name}: {kind}: {what[:200]}"
