"""iCalendar of pending visits and meetings (RFC 5545).

A visit on known days is an all-day VEVENT; one in an interval or a month is a VEVENT over all the days it may fall on, and says so; one whose date is open (a
set of days that lie apart, a year, no date at all) is a VTODO without a due date. Events are TENTATIVE, tasks NEEDS-ACTION: somebody said that they will be.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from selon import __version__
from selon.exports.dates import bounds, day_of
from selon.exports.entry import Entry, Owed, Party, Step
from selon.exports.files import Options, Target, need, opened
from selon.exports.losses import Losses
from selon.exports.texts import line
from selon.knowledge.gazetteer import acts
from selon.render.wording import act_words, date_words

#: A dispatch without a day gives no time stamp; the calendar wants one.
_NO_DAY = date(1970, 1, 1)
#: A stretch of more days than a quarter of a year has is no entry in a calendar.
_LONGEST = 92
_DONE = frozenset({"fulfilled", "cancelled", "lapsed"})


def write(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write what is *owed* and is a visit or a meeting still to come; *entries* are not looked at. Raises SettingError where icalendar is missing."""
    icalendar = need("icalendar", "ical")
    losses = Losses("ical")
    with opened(out) as stream:
        stream.write(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//selon//selon " + __version__.encode() + b"//EN\r\nCALSCALE:GREGORIAN\r\n")
        for one in owed:
            if not is_visit(one.act):
                losses.note("not-a-visit")
            elif one.status in _DONE:
                losses.note("not-pending")
            else:
                stream.write(_component(one, icalendar, losses).to_ical())
        stream.write(b"END:VCALENDAR\r\n")
    losses.keep_beside(out)
    return losses


def is_visit(act: str) -> bool:
    """Whether somebody goes to somebody, or several meet: acts that PLOVER calls CONSULT, and visits by name."""
    row = acts().get(act)
    return act in ("visit", "host", "receive", "travel") or (row is not None and row["type"] == "CONSULT")


def _component(one: Owed, icalendar: Any, losses: Losses) -> Any:
    days = _stretch(one.due)
    found = icalendar.Event() if days else icalendar.Todo()
    found.add("uid", f"{line(one.key, losses)}@selon.invalid")
    stamp = bounds(one.told)[0] or _NO_DAY
    found.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
    if days:
        found.add("dtstart", days[0])
        found.add("dtend", days[1] + timedelta(1))  # the end is exclusive
        found.add("status", "TENTATIVE")
        # nobody's time is taken by days on which it only may be
        found.add("transp", "TRANSPARENT")
    else:
        found.add("status", "NEEDS-ACTION")
    sure = day_of(one.due) is not None
    if not sure:
        losses.note("open-date" if one.due else "no-date")
    found.add("summary", line(_summary(one), losses))
    if one.place:
        found.add("location", line(one.place, losses))
    found.add("categories", [one.act])
    found.add("description", "\n".join(line(each, losses) for each in _description(one, sure)))
    if one.due and not sure:
        found.add("x-selon-due", line(one.due, losses))
    return found


def _stretch(due: str | None) -> tuple[date, date] | None:
    """The first and last day of a stretch of days, on each of which it may be; None where that tells a calendar nothing."""
    first, last = bounds(due)
    if due is None or due.startswith(("[", "{")) or first is None or last is None:
        return None
    return (first, last) if first <= last and (last - first).days < _LONGEST else None


def _summary(one: Owed) -> str:
    by, to = _names(one.by), _names(one.to)
    what = f"{act_words(one.act)}: {by or 'not said who'}" + (f" - {to}" if to else "")
    return what if day_of(one.due) else f"{what} (date open)" if not one.due else f"{what} ({date_words(one.due)})"


def _description(one: Owed, sure: bool) -> Iterable[str]:
    yield f"Status: {one.status}"
    if one.due:
        yield f"Due: {date_words(one.due)}" + ("" if sure else f" - the day is open ({one.due})")
    else:
        yield "Due: no date is given"
    if one.chain:
        yield f"According to: {one.chain}"
    for step in one.steps:
        yield _step(step)


def _step(step: Step) -> str:
    return f"{step.what}" + (f", {date_words(step.day)}" if step.day else "") + f" (claim {step.claim}, dispatch {step.dispatch})"


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(party.name + (f" ({party.country})" if party.country else "") for party in parties)
