"""The measure of events, on examples counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from selon.evaluate.events import LEVELS, faults, figure, score


def event(name: str, source: str = "", target: str = "", **marks: Any) -> dict[str, Any]:
    """An event; actors are written ``CHL CHL-GOV``."""
    sides = [[{"code": code[:3], "sector": code[4:] or None} for code in side.split()] for side in (source, target)]
    return {"type": name, "source": sides[0], "target": sides[1], **marks}


def result_of(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, Any]:
    return score([{"id": "e1", "text": "", "events": gold}], [{"id": "e1", "events": predicted}])


def right(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> list[int]:
    levels = result_of(gold, predicted)["levels"]
    return [int(levels[level]["right"]) for level in LEVELS]


ACCUSE = event("ACCUSE", "CHL-GOV", "PER")


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        (ACCUSE, event("ACCUSE", "CHL", "PER"), [1, 1, 1, 1]),
        (ACCUSE, event("ACCUSE", "CHL"), [1, 1, 1, 0]),
        (ACCUSE, event("ACCUSE", "PER", "CHL"), [1, 1, 0, 0]),
        (ACCUSE, event("REJECT", "CHL", "PER"), [1, 0, 0, 0]),
        (ACCUSE, event("AID", "CHL", "PER"), [0, 0, 0, 0]),
        (event("SUPPORT", "CHL PER"), event("SUPPORT", "PER CHL"), [1, 1, 1, 1]),
        (event("SUPPORT", "CHL PER"), event("SUPPORT", "PER"), [1, 1, 0, 0]),
        (event("RETREAT", "CHL", accept=["CONCEDE"]), event("CONCEDE", "CHL"), [1, 1, 1, 1]),
        (event("CONSULT", "CHL PER", reciprocal=True), event("CONSULT", "CHL", "PER"), [1, 1, 1, 1]),
        (event("CONSULT", "CHL PER", reciprocal=True), event("CONSULT", "CHL"), [1, 1, 1, 0]),
        (event("CONSULT", "CHL PER", reciprocal=True), event("CONSULT", "", "PER"), [1, 1, 0, 0]),
    ],
)
def test_levels(gold: dict[str, Any], predicted: dict[str, Any], expected: list[int]) -> None:
    assert right([gold], [predicted]) == expected


def test_the_same_event_twice_counts_once() -> None:
    levels = result_of([ACCUSE], [ACCUSE, ACCUSE, event("AID", "CHL")])["levels"]
    assert (levels["full"]["right"], levels["full"]["predicted"]) == (1, 2)


def test_two_targets_of_one_type_are_one_event_at_level_type() -> None:
    gold = [event("REJECT", "CHL", "PER"), event("REJECT", "CHL", "IGO")]
    levels = result_of(gold, gold[:1])["levels"]
    assert levels["type"]["recall"] == 1.0
    assert levels["full"]["recall"] == 0.5


def test_an_optional_event_is_neither_missed_nor_wrong() -> None:
    optional = event("REJECT", "CHL", optional=True)
    assert result_of([optional], [])["levels"]["full"]["gold"] == 0
    assert result_of([optional, ACCUSE], [event("REJECT", "CHL"), ACCUSE])["levels"]["full"]["f1"] == 1.0


def test_the_largest_matching_is_taken() -> None:
    gold = [event("RETREAT", "CHL", accept=["CONCEDE"]), event("CONCEDE", "CHL")]
    assert right(gold, [event("CONCEDE", "CHL"), event("RETREAT", "CHL")])[1:] == [2, 2, 2]


def test_sectors_and_documents_without_event() -> None:
    result = result_of([ACCUSE], [event("ACCUSE", "CHL-MIL", "PER")])
    assert result["sector"] == {"accuracy": 0.5, "actors": 2}
    result = result_of([], [ACCUSE])
    assert result["no_event"] == {"documents": 1, "found_in": 1.0, "events": 1}
    assert figure(result) == 0.0


def test_faults_are_told_by_kind() -> None:
    gold = [{"id": "e1", "text": "A.", "events": [ACCUSE]}]
    assert [kind for kind, _, _ in faults(gold, [{"id": "e1", "events": [event("ACCUSE", "CHL")]}])] == ["target wrong, one lacks"]
    assert [kind for kind, _, _ in faults(gold, [])] == ["missed (ACCUSE)"]
    empty = [{"id": "e1", "text": "A.", "events": []}]
    assert [kind for kind, _, _ in faults(empty, [{"id": "e1", "events": [ACCUSE]}])] == ["spurious, no event there (ACCUSE)"]


def test_rates_by_type_are_of_the_pairs() -> None:
    # The release answers a concession; the accusation has the wrong side; the aid answers nothing.
    gold = [event("RETREAT", "CHL", accept=["CONCEDE"]), ACCUSE, event("CONSULT", "CHL", optional=True)]
    by_type = result_of(gold, [event("CONCEDE", "CHL"), event("ACCUSE", "CHL"), event("AID", "CHL"), event("CONSULT", "CHL")])["by_type"]
    assert by_type["RETREAT"]["type"] == {"precision": 0.0, "recall": 1.0, "f1": 0.0, "predicted": 0, "gold": 1}
    assert (by_type["CONCEDE"]["full"]["precision"], by_type["CONCEDE"]["gold"]) == (1.0, 0)
    assert (by_type["ACCUSE"]["type"]["f1"], by_type["ACCUSE"]["full"]["f1"]) == (1.0, 0.0)
    assert by_type["AID"]["type"]["precision"] == 0.0
    assert "CONSULT" not in by_type
