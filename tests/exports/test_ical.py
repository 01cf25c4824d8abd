"""iCalendar, read back by icalendar: a day only where it is known."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.exports.helpers import export


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The components by their ids."""
    from icalendar import Calendar

    out = tmp_path_factory.mktemp("ical") / "out.ics"
    export("ical", [], out)
    read = Calendar.from_ical(out.read_bytes())
    assert not read.errors and not [one for one in read.walk() if one.errors]
    return {str(one["uid"]): one for one in read.subcomponents}


def test_a_day_is_an_event(calendar: dict[str, Any]) -> None:
    one = calendar["owd-0@selon.invalid"]
    assert (one.name, one.decoded("dtstart"), one.decoded("dtend")) == ("VEVENT", date(2031, 6, 1), date(2031, 6, 2))
    assert (one["status"], one["summary"], one["location"]) == ("TENTATIVE", "visit: Otto Brandt (RUR) - Ana Lorca (VAL)", "Strelsau")
    assert one.decoded("dtstamp") == datetime(2031, 5, 14, tzinfo=UTC)
    assert str(one["description"]).splitlines() == [
        "Status: open",
        "Due: 1 Jun 2031",
        "According to: VNA, according to Pressa",
        "invited, May 2031 (claim clm-c1, dispatch dsp-1)",
        "accepted (claim clm-c4, dispatch dsp-1)",
    ]


@pytest.mark.parametrize(("key", "end"), [("owd-1", date(2031, 6, 4)), ("owd-2", date(2031, 7, 1))])
def test_a_stretch_is_an_event_that_says_its_day_is_open(key: str, end: date, calendar: dict[str, Any]) -> None:
    one = calendar[f"{key}@selon.invalid"]
    assert (one.name, one.decoded("dtstart"), one.decoded("dtend")) == ("VEVENT", date(2031, 6, 1), end)
    assert "the day is open" in one["description"] and "x-selon-due" in one


@pytest.mark.parametrize("number", [3, 4, 5, 6, 7])
def test_an_open_date_is_a_task_without_one(number: int, calendar: dict[str, Any]) -> None:
    one = calendar[f"owd-{number}@selon.invalid"]
    assert one.name == "VTODO" and not {"DTSTART", "DTEND", "DUE"} & set(one)
    assert one["status"] == "NEEDS-ACTION"


def test_what_is_done_or_no_visit_is_not_listed(calendar: dict[str, Any], tmp_path: Path) -> None:
    assert not {"owd-done@selon.invalid", "owd-arms@selon.invalid"} & set(calendar)
    counts = export("ical", [], tmp_path / "out").counts
    assert (counts["not-pending"], counts["not-a-visit"], counts["open-date"], counts["no-date"]) == (1, 1, 6, 1)


def test_names_cannot_break_the_calendar(calendar: dict[str, Any], tmp_path: Path) -> None:
    assert len(calendar) == 9
    one = calendar["owd;evil@selon.invalid"]
    assert "\n" not in one["summary"] and 'Dr. "Quote", O\'Neil <line two>' in one["summary"]
    export("ical", [], tmp_path / "out")
    lines = (tmp_path / "out").read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75 and not [line for line in lines if b"\n" in line]
