"""No figure on the sample set falls through its floor, and the gate can shut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from selon.evaluate.data import ANNOTATION
from tests.quality import FLOORS, LEAST, MOST, SAMPLE, Floor, failure, pinned, predicted, read_floors, value_of, write_floors

ALL = read_floors()
NAMES = [f"{floor.task}-{floor.lang}-{floor.figure}" for floor in ALL]


@pytest.mark.parametrize("floor", ALL, ids=NAMES)
def test_no_figure_falls_through_its_floor(floor: Floor) -> None:
    gold, found = predicted(floor.task)
    why = failure(floor, gold, found)
    if why is not None:
        pytest.fail(why, pytrace=False)
    print(f"{floor.above(value_of(floor, gold, found)):+.4f} above the floor; python -m tests.quality shows all and raises floors")


@pytest.mark.parametrize(
    "floor", [floor for floor in ALL if floor.bound == LEAST], ids=[name for name, floor in zip(NAMES, ALL, strict=True) if floor.bound == LEAST]
)
def test_nothing_found_shuts_the_gate(floor: Floor) -> None:
    gold, found = predicted(floor.task)
    assert failure(floor, gold, [_emptied(floor.task, document) for document in found]) is not None


@pytest.mark.parametrize("floor", [floor for floor in ALL if floor.bound == MOST], ids=lambda floor: f"{floor.task}-{floor.lang}")
def test_events_found_everywhere_shut_the_gate(floor: Floor) -> None:
    gold, found = predicted(floor.task)
    invented = [{"type": "ASSAULT", "source": [], "target": []}]
    assert failure(floor, gold, [document | {"events": document["events"] or invented} for document in found]) is not None


def test_a_raised_floor_shuts_the_gate_and_the_message_says_all() -> None:
    gold, found = predicted("events")
    floor = next(floor for floor in ALL if (floor.task, floor.lang, floor.figure) == ("events", "fr", "levels.full.f1"))
    assert failure(floor, gold, found) is None
    value = value_of(floor, gold, found)
    assert value < 1.0, "a sample on which nothing is wrong cannot tell a better reader from a worse one: add harder sentences"
    why = failure(replace(floor, floor=value + 0.01), gold, found)
    assert why is not None
    for part in (f"{value:.4f}", f"{value + 0.01:.3f}", "levels.full.f1", "quality-fr-", "tests/quality/floors.csv", "reason", "docs/howto/measure.md"):
        assert part in why
    assert "quality-en-" not in why


def test_one_more_right_does_not_shut_it() -> None:
    gold, _ = predicted("time")
    assert all(failure(floor, gold, gold) is None for floor in ALL if floor.task == "time")


def test_every_task_and_language_has_floors() -> None:
    assert {(floor.task, floor.lang) for floor in ALL} == {(task, lang) for task in SAMPLE for lang in ("en", "fr")}


ROW = "events,en,levels.full.f1,at least,0.5,0.5,first pin"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (ROW.replace("first pin", " "), "no reason"),
        (ROW.replace("0.5,0.5", "0.5,0.4"), "misses the floor"),
        (ROW.replace("0.5,0.5", "high,0.4"), "could not convert"),
        (ROW.replace("at least", "about"), "no such task or bound"),
        (ROW.replace("events", "weather"), "no such task or bound"),
        (f"{ROW}\n{ROW}", "stands twice"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, row: str, why: str) -> None:
    table = tmp_path / "floors.csv"
    table.write_text(f"{FLOORS.read_text(encoding='utf-8').splitlines()[0]}\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=why):
        read_floors(table)


def test_floors_are_pinned_a_hair_below_and_written_as_read(tmp_path: Path) -> None:
    floor = Floor("events", "en", "levels.full.f1", LEAST, 0.5, 0.5, "first pin")
    assert (pinned(floor, 0.6667).floor, pinned(floor, 0.6667).measured) == (0.665, 0.6667)
    assert pinned(replace(floor, bound=MOST), 0.0).floor == 0.001
    write_floors(ALL, tmp_path / "floors.csv")
    assert (tmp_path / "floors.csv").read_text(encoding="utf-8") == FLOORS.read_text(encoding="utf-8")


def _emptied(task: str, document: dict[str, Any]) -> dict[str, Any]:
    """A prediction in which nothing was found."""
    emptied: dict[str, Any] = {key: [] for key in (ANNOTATION[task], "entities", "omissions", "credits")}
    return document | emptied | dict.fromkeys(("provider", "dateline_place", "date", "headline"), None)
