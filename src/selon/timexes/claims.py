"""The time of a claim: a temporal expression with the preposition before it, as an EDTF date or interval."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from selon.model.text import Span
from selon.model.timex import Modifier, Timex
from selon.timexes.context import Anchor, read_anchor
from selon.timexes.detect import plain, words_of
from selon.timexes.edtf import as_day, edtf_of, first_day, last_day, month_end, shift_date, shift_months
from selon.timexes.links import leading, link
from selon.timexes.tables import TimexTables

_RIGHT, _CLAUSE, _SENTENCE = 32, 90, 250
#: What may open a pair of dates, by how they are joined.
_OPENERS = {"to": ("between", "from", "at"), "and": ("at", "for"), "or": ("at", "for", "by", "until", "from")}
_PERIOD = re.compile(r"P(T?)(\d+)([YMWDHS])")
_CLOSED = re.compile(r"[\[\]{}]")


def claim_time(text: str, timex_index: int, timexes: Sequence[Timex], *, anchor: str | None, tables: TimexTables) -> tuple[Span, str | None]:
    """The words that date a claim (the preposition included) and their EDTF.

    Deadlines and beginnings become intervals from or to publication: ``avant la fin avril`` under 2025-03-03 is
    ``2025-03-03/2025-04-30``, ``since December`` under 2024-02 is ``2023-12/2024-02``. None where the words settle no date.
    """
    timex = timexes[timex_index]
    published = read_anchor(anchor)
    relation, start = leading(text, timex.span.start, tables)
    other = _joined(text, timex_index, timexes, tables)
    if other is not None:
        return other[0], _pair(other[1], timexes, other[2], published, tables, text)
    if relation == "between":
        relation, start = "at", timex.span.start
    span = Span(start, timex.span.end)
    after = tables.trailing.match(text, timex.span.end, timex.span.end + _RIGHT)
    if timex.type == "DURATION" and after:
        way = tables.relations[f"after:{plain(after[1])}"]
        return Span(start, after.end()), _from_event(timex, timex_index, timexes, published, back=way == "asof", text=text)
    return span, _resolve(text, timex, relation, published, tables)


def _joined(text: str, index: int, timexes: Sequence[Timex], tables: TimexTables) -> tuple[Span, tuple[int, int], str] | None:
    """The pair that the expression forms with its neighbour: (span, indices, how they are joined)."""
    for first, second in ((index, index + 1), (index - 1, index)):
        if first < 0 or second >= len(timexes):
            continue
        one, two = timexes[first], timexes[second]
        joined = link(text, one.span, two.span, tables)
        if joined is None:
            continue
        relation, opener = joined.relation, joined.opener
        span = Span(joined.start, two.span.end)
        if "TIME" in (one.type, two.type) and one.type != "DURATION" != two.type:
            if relation == "at":
                return span, (first, second), opener
        elif one.type == two.type == "DATE" and opener in _OPENERS.get(relation, ()):
            if relation in ("to", "or"):
                return span, (first, second), relation
            if as_day(one.edtf) and as_day(two.edtf):
                return span, (first, second), "to" if _adjacent(one, two) else "and"
    return None


def _adjacent(one: Timex, two: Timex) -> bool:
    first, second = as_day(one.edtf), as_day(two.edtf)
    return first is not None and second is not None and (second - first).days == 1


def _pair(pair: tuple[int, int], timexes: Sequence[Timex], relation: str, published: Anchor, tables: TimexTables, text: str) -> str | None:
    one, two = timexes[pair[0]], timexes[pair[1]]
    if relation in ("to", "and", "or"):
        if one.edtf is None or two.edtf is None or _CLOSED.search(one.edtf + two.edtf):
            return None
        if relation == "to":
            return f"{first_day(one.edtf)}/{two.edtf.split('/')[-1]}"
        if "/" in one.edtf + two.edtf:
            return None
        return ("{%s,%s}" if relation == "and" else "[%s,%s]") % (one.edtf, two.edtf)
    dated = two if one.type == "TIME" and two.edtf is not None and two.type == "DATE" else one if one.edtf is not None else two
    return _resolve(text, dated, relation, published, tables)


def _resolve(text: str, timex: Timex, relation: str, published: Anchor, tables: TimexTables) -> str | None:
    now = published.edtf
    if timex.type == "SET":
        return None
    if timex.type == "DURATION":
        return _stretch(text, timex, relation, published, tables)
    if timex.value in ("PAST_REF", "FUTURE_REF", "PRESENT_REF"):
        return _vague(text, timex, now, tables)
    edtf = timex.edtf
    if edtf is None or now is None or _CLOSED.search(edtf):
        return edtf if relation in ("at", "in", "for", "within", "between") else None
    if relation in ("by", "before", "until"):
        return _deadline(edtf, relation, timex.mod, now)
    if relation == "since":
        begin = _begin(edtf, timex.mod)
        return begin if begin == now else f"{begin}/{now}"
    if relation in ("from", "after"):
        if timex.type == "TIME":
            return edtf
        begin = _begin(edtf, timex.mod)
        return f"{begin}/.." if _later(begin, now) else edtf
    if timex.mod == "START" and "/" in edtf and first_day(edtf) <= now <= edtf.split("/")[-1]:
        return f"{first_day(edtf)}/{now}"
    return edtf


def _later(one: str, two: str) -> bool:
    size = min(len(one), len(two))
    return one[:size] >= two[:size]


def _begin(edtf: str, mod: Modifier | None) -> str:
    begin = first_day(edtf)
    if mod == "START" and re.fullmatch(r"\d{4}-(0\d|1[0-2])", begin):
        return begin + "-01"
    if mod == "START" and re.fullmatch(r"\d{4}", begin):
        return begin + "-01-01"
    if mod == "MID" and re.fullmatch(r"\d{4}-(0\d|1[0-2])", begin):
        return begin + "-15"
    return begin


def _deadline(edtf: str, relation: str, mod: Modifier | None, now: str) -> str:
    if mod == "END":
        end = last_day(edtf)
    elif mod == "MID" and re.fullmatch(r"\d{4}-(0\d|1[0-2])", edtf):
        end = edtf + "-15"
    elif mod == "MID" and re.fullmatch(r"\d{4}", edtf):
        end = edtf + "-06"
    elif relation == "before":
        end = _day_before(edtf)
    else:
        end = edtf.split("/")[-1]
    if end == now:
        return end
    return f"{now}/{end}" if _later(end, now) else f"../{end}"


def _day_before(edtf: str) -> str:
    """What ends right before a month, a year or an interval; a day (and a season) is its own bound."""
    begin = first_day(edtf)
    month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", begin)
    if month:
        return month_end(*shift_months(int(month[1]), int(month[2]), -1)).isoformat()
    if re.fullmatch(r"\d{4}", begin):
        return f"{int(begin) - 1:04d}-12-31"
    return begin


def _vague(text: str, timex: Timex, now: str | None, tables: TimexTables) -> str | None:
    if now is None or timex.value == "PRESENT_REF":
        return None
    units = any("unit" in tables.payloads.get(word, {}) for word in words_of(timex.span.of(text)))
    if not units:
        return None
    return f"../{now}" if timex.value == "PAST_REF" else f"{now}/.."


def _stretch(text: str, timex: Timex, relation: str, published: Anchor, tables: TimexTables) -> str | None:
    """A duration that ends or begins with publication."""
    known = {kind for word in words_of(timex.span.of(text)) for kind in tables.payloads.get(word, {})}
    now = published.edtf
    if now and (timex.value or "").startswith("PX") and ("relpast" in known or "relfut" in known):
        return f"../{now}" if "relpast" in known else f"{now}/.."
    if relation == "since" or "relpast" in known or (relation == "for" and _tense(text, timex.span.start, "perfect", tables)):
        begin = _moved(published, timex.value, -1)
        return f"{begin[0]}/{begin[1]}" if begin else None
    if relation == "in" and _tense(text, timex.span.start, "future", tables):
        relation = "within"
    if relation in ("within", "by") or "relfut" in known:
        end = _moved(published, timex.value, 1, whole=True)
        return f"{end[1]}/{end[0]}" if end else None
    return None


def _tense(text: str, start: int, tense: str, tables: TimexTables) -> bool:
    """Whether the clause before has a word of that tense: has not answered for 11 months; will leave in two days."""
    clause = re.split(r"[.;!?]\s", text[max(0, start - _CLAUSE) : start])[-1]
    return any(tables.tense_words.get(word.lower()) == tense for word in words_of(clause))


def _moved(published: Anchor, value: str | None, sign: int, whole: bool = False) -> tuple[str, str] | None:
    """Publication moved by a period, and publication itself, both as fine as the period (days where *whole*)."""
    found = _PERIOD.fullmatch(value or "")
    if not found or published.year is None or published.floating or len(found[2]) > 6:
        return None
    unit, number = found[3], int(found[2])
    if found[1]:
        if unit != "H" or number < 24 or number % 24:
            return None
        unit, number = "D", number // 24
    day = published.date
    if day is not None and (whole or unit in "WD"):
        then = shift_date(day, unit, sign * number)
        return (then.isoformat(), day.isoformat()) if then else None
    if unit == "Y":
        year = published.year + sign * number
        return (f"{year:04d}", f"{published.year:04d}") if 0 < year < 10000 else None
    if unit == "M" and published.month is not None:
        year, month = shift_months(published.year, published.month, sign * number)
        return (f"{year:04d}-{month:02d}", f"{published.year:04d}-{published.month:02d}") if 0 < year < 10000 else None
    return None


def _from_event(timex: Timex, index: int, timexes: Sequence[Timex], published: Anchor, *, back: bool, text: str) -> str | None:
    """``two days after the attack``: the attack is two days before the date of the sentence (*back*), or after it."""
    base: date | None = None
    for other in reversed(timexes[max(0, index - 3) : index]):
        if timex.span.start - other.span.end < _SENTENCE and not re.search(r"[.!?]\s|\n", text[other.span.end : timex.span.start]):
            base = as_day(edtf_of(other.value))
            if base:
                break
    base = base or published.date
    if base is None:
        return None
    moved = _moved(Anchor(base.year, base.month, base.day), timex.value, -1 if back else 1)
    return moved[0] if moved else None
