"""The measure of temporal expressions, on examples counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from selon.evaluate.timexes import evened, faults, figure, pairs, score


def timex(start: int, end: int, value: str, kind: str = "DATE") -> dict[str, Any]:
    return {"span": [start, end], "type": kind, "value": value}


def document(*timexes: dict[str, Any]) -> dict[str, Any]:
    return {"id": "d1", "lang": "fr", "dct": "2019-04-02", "text": "x" * 60, "timexes": list(timexes)}


GOLD = document(timex(0, 5, "2019-04-01"), timex(10, 20, "P3D", "DURATION"), timex(30, 35, "2019"))


def test_gold_against_itself_is_perfect() -> None:
    result = score([GOLD], [GOLD])
    assert figure(result) == result["strict"]["f1"] == result["type_accuracy"] == 1.0
    assert list(faults([GOLD], [GOLD])) == []


def test_each_level_is_counted() -> None:
    # The first is right, the second overlaps with another value and type, the third is missed; one answers nothing.
    found = document(timex(0, 5, "2019-04-01"), timex(8, 15, "2019-04-05"), timex(50, 55, "2020"))
    result = score([GOLD], [found])
    assert (result["strict"]["right"], result["relaxed"]["right"], result["value"]["right"], result["type"]["right"]) == (1, 2, 1, 1)
    assert result["relaxed"]["f1"] == pytest.approx(2 / 3)
    assert figure(result) == pytest.approx(1 / 3)
    assert result["value_accuracy"] == 0.5
    of_dates = result["by_type"]["DATE"]
    assert (of_dates["gold"], of_dates["predicted"], of_dates["recall"], of_dates["recall_with_value"]) == (2, 3, 0.5, 0.5)
    assert (of_dates["precision_with_value"], of_dates["f1_with_value"]) == (pytest.approx(1 / 3), pytest.approx(0.4))
    assert [kind for kind, _, _ in faults([GOLD], [found])] == ["DURATION value wrong", "DATE missed", "DATE spurious"]


def test_one_wide_span_answers_one_expression_the_one_of_its_value() -> None:
    assert pairs([timex(0, 4, "2001"), timex(6, 9, "2002")], [timex(0, 9, "2002")]) == [(1, 0)]


def test_touching_spans_do_not_overlap() -> None:
    assert pairs([timex(0, 4, "2001")], [timex(4, 9, "2001")]) == []


def test_nothing_found_in_nothing() -> None:
    assert figure(score([document()], [document()])) == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2019-12-31T24:00", "2020-01-01T00:00"),
        ("2019-04-02T09", "2019-04-02T09:00:00"),
        ("2019-04-02T09:00Z", "2019-04-02T09:00+00:00"),
        ("198X", "198"),
        ("18XX", "18"),
        ("2019-04-02TMD", "2019-04-02TMI"),
    ],
)
def test_one_value_in_two_notations(one: str, other: str) -> None:
    assert evened(one) == evened(other)


@pytest.mark.parametrize(("one", "other"), [("P12M", "P1Y"), ("PT2H", "PT2M"), ("2019-04-02T09:00", "2019-04-02T09:00Z"), ("XXXX", "XX"), ("2019", "201")])
def test_two_values(one: str, other: str) -> None:
    assert evened(one) != evened(other)


def test_a_missing_value_equals_a_missing_value_only() -> None:
    assert evened(None) == ""
    assert evened("9999-12-31T24:00") == "9999-12-31T24:00"
