"""The stage: candidates read one after the other against the publication date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from selon.model.text import Span
from selon.model.timex import Timex
from selon.timexes.actions import ACTIONS
from selon.timexes.context import Context, TenseAt, read_anchor, report_weekday, settle
from selon.timexes.detect import Candidate, candidates, inside, tokenize
from selon.timexes.edtf import as_day, edtf_of, float_years, one_of
from selon.timexes.modifiers import marked, modifier_of
from selon.timexes.outcome import Outcome
from selon.timexes.tables import TimexTables

_LEAD, _NEARBY = 700, 300
#: Midnight ends the day that it is named with (``samedi à minuit``); since midnight alone is since the day began.
MIDNIGHT = "T24:00"
_EVENING, _BY_NIGHT, _SMALL_HOURS = re.compile(r"T(?:EV|NI|1[89]|2[0-3])"), re.compile(r"T(?:0[0-5]|1[89]|2)"), re.compile(r"T0[0-5]")
_SENTENCE = re.compile(r"[.!?;][\s»”\"]|\n\s*\n")


def find_timexes(
    text: str,
    *,
    anchor: str | None,
    tables: TimexTables,
    regions: Sequence[Span] = (),
    tense_at: TenseAt | None = None,
) -> tuple[Timex, ...]:
    """The temporal expressions of *text*, sorted and disjoint.

    *anchor* is the publication date (EDTF: ``2023-09-14``, ``2023-09``, ``2023``, ``XXXX-03-08``) or None. *regions* are the
    sorted stretches to look into, all of the text where there is none. *tense_at* tells the tense of the clause at an offset.
    """
    tokens = tokenize(text, tables)
    starts = [region.start for region in regions]
    found = [candidate for candidate in candidates(tokens, tables) if inside(candidate.span, regions, starts)]
    context = Context(tokens, tables, read_anchor(anchor), tense_at)
    if context.anchor.date is None or context.anchor.floating:
        lead = _lead_weekdays(found, context)
        context.report = report_weekday(lead)
        context.anchor = settle(context.anchor, lead)
    read: list[tuple[Candidate, Outcome]] = []
    for candidate in _sharing(found):
        outcome = ACTIONS[candidate.pattern.action](candidate.fields, context, candidate)
        context.previous = candidate
        if outcome is None:
            continue
        if not outcome.pending:
            context.remember(outcome.value, candidate)
        read.append((candidate, outcome))
    return tuple(_timexes(text, read, context))


def _sharing(found: Sequence[Candidate]) -> list[Candidate]:
    """Give the days of ranges and lists the month that they share (``du 3 au 5 mai``, ``May 3 to 5``); drop those that share none."""
    kept: list[Candidate] = []
    following: Candidate | None = None
    for candidate in reversed(found):
        shares = candidate.fields.get("share")
        near = following is not None and following.first - candidate.last <= 3
        lacks = candidate.pattern.action == "date" and not ({"year", "yrel", "rel"} & set(candidate.fields))
        if shares == "next":
            if following is None or not near or "month" not in following.fields:
                continue
            candidate = _with_fields(candidate, following, ("month", "year", "yrel", "rel"))
        elif lacks and "month" in candidate.fields and near and following is not None and "year" in following.fields:
            if following.fields.get("month", "").isdecimal() and following.first - candidate.last <= 2:
                candidate = _with_year(candidate, following)
        kept.append(candidate)
        following = candidate
    kept.reverse()
    result: list[Candidate] = []
    for candidate in kept:
        if candidate.fields.get("share") == "previous":
            previous = result[-1] if result else None
            if previous is None or candidate.first - previous.last > 2 or not {"day", "month"} <= set(previous.fields):
                continue
            candidate = _with_fields(candidate, previous, ("month", "year", "yrel", "rel"))
        result.append(candidate)
    return result


def _with_fields(candidate: Candidate, other: Candidate, names: Sequence[str]) -> Candidate:
    fields = dict(candidate.fields)
    fields.update({name: other.fields[name] for name in names if name in other.fields})
    return replace(candidate, fields=fields)


def _with_year(candidate: Candidate, following: Candidate) -> Candidate:
    """``April and May 2019`` are of one year, ``December to March 2019`` of two."""
    shared = _with_fields(candidate, following, ("year",))
    month, last, year = shared.fields["month"], following.fields["month"], shared.fields["year"]
    if len(year) != 4 or "century" in following.fields or not (month.isdecimal() and year.isdecimal()) or int(month) <= int(last):
        return shared
    return replace(shared, fields={**shared.fields, "year": str(int(year) - 1)})


def _lead_weekdays(found: Sequence[Candidate], context: Context) -> tuple[int, ...]:
    """The weekdays without a date that the first sentence to name one has, each once; what is to come is left out."""
    days: list[int] = []
    end = 0
    for candidate in found:
        if candidate.span.start > _LEAD or (days and _SENTENCE.search(context.tokens.text, end, candidate.span.start)):
            break
        fields = candidate.fields
        if candidate.pattern.action == "weekday" and fields["weekday"].isdecimal() and "rel" not in fields:
            if context.tense(candidate) == "future":
                continue
            end = candidate.span.end
            if int(fields["weekday"]) not in days:
                days.append(int(fields["weekday"]))
    return tuple(days)


def _timexes(text: str, read: Sequence[tuple[Candidate, Outcome]], context: Context) -> list[Timex]:
    values = [None if outcome.pending else outcome.value for _, outcome in read]
    result: list[Timex] = []
    for index, (candidate, outcome) in enumerate(read):
        value, edtf = outcome.value, outcome.edtf
        if outcome.pending:
            value, edtf = _placed(text, index, read, values, context)
            values[index] = value
        if edtf is None:
            edtf = edtf_of(value)
        if context.anchor.floating:
            value, edtf = float_years(value), float_years(edtf)
            if value == "XXXX":
                value = None
            if edtf == "XXXX":
                edtf = None
        mod, mark = modifier_of(text, candidate.span, context.tables)
        if outcome.type == "DATE":
            edtf = marked(edtf, mark)
        elif mark == "~" and value and value.endswith(MIDNIGHT):
            edtf = _either_side(value) or edtf
        result.append(Timex(candidate.span, outcome.type, value, edtf, mod))
    return result


def _either_side(value: str) -> str | None:
    """``vers minuit``: the day that midnight ends or the one after."""
    day = as_day(value.split("T")[0])
    return one_of([day, day + timedelta(1)]) if day else None


def _placed(text: str, index: int, read: Sequence[tuple[Candidate, Outcome]], values: Sequence[str | None], context: Context) -> tuple[str | None, str | None]:
    """The full value of a time of day: of the day right after it, else the last one of its sentence, else of the night told of before, else of publication.

    Two times may share the day (``between 2 and 4 a.m. Friday``), and a bracket may hold it (``8 p.m. (1800 GMT Friday)``).
    """
    candidate, outcome = read[index]
    shown = outcome.value or ""
    ahead = index + 1
    while ahead < min(index + 3, len(read)) and read[ahead][1].pending and _together(text[read[ahead - 1][0].span.end : read[ahead][0].span.start], context):
        ahead += 1
    if ahead < len(read):
        following = read[ahead][0]
        gap = text[read[ahead - 1][0].span.end : following.span.start]
        if len(gap) < 8 and (not re.search(r"[.;:(]", gap) or (gap.strip() == "(" and read[ahead][1].type == "TIME")):
            base = _day_of(values[ahead])
            if base:
                return base + shown, None
            if read[ahead][1].edtf:
                return None, read[ahead][1].edtf
    for back in range(index - 1, max(-1, index - 4), -1):
        if candidate.span.start - read[back][0].span.end > _NEARBY:
            break
        gap = text[read[back][0].span.end : candidate.span.start]
        apart = context.anchor.date is not None and _SENTENCE.search(gap)
        if apart and not (_EVENING.search(values[back] or "") and _BY_NIGHT.match(shown)):
            continue
        base = _day_told(values[back], shown)
        if base:
            return base + shown, None
        if values[back] is None and read[back][1].edtf:
            return None, read[back][1].edtf
    today = context.anchor.date
    if shown == MIDNIGHT and context.tense(candidate) != "future":
        shown = "T00:00"
    return (today.isoformat() + shown, None) if today else (None, None)


def _together(gap: str, context: Context) -> bool:
    """Whether what stands between two times of day makes them one statement: a bracket or a conjunction."""
    return gap.strip() in ("(", ")") or (bool(gap.strip(" ,")) and context.tables.joining.match(gap) is not None)


def _day_told(value: str | None, shown: str) -> str | None:
    """The day of a time told after *value*: after ``on Tuesday night``, 2200 is Tuesday's and 0300 Wednesday's."""
    day = _day_of(value)
    if day and _EVENING.search(value or "") and _SMALL_HOURS.match(shown):
        return (date.fromisoformat(day) + timedelta(1)).isoformat()
    return day


def _day_of(value: str | None) -> str | None:
    found = re.match(r"\d{4}-\d\d-\d\d", value or "")
    return found[0] if found else None
