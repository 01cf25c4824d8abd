"""A checker of the EDTF strings that selon writes."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"-?(\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")


def is_edtf(text: str) -> bool:
    """Whether *text* is a date, an interval or a one-of or all-of set as selon writes them (EDTF level 2; halves are 40 and 41)."""
    if text[:1] + text[-1:] in ("[]", "{}"):
        return all(_is_date(date) for date in text[1:-1].split(","))
    begin, slash, end = text.partition("/")
    if not slash:
        return _is_date(begin)
    return (begin == ".." or _is_date(begin)) and (end == ".." or _is_date(end)) and begin != end


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if not found or text.startswith("-0000"):
        return False
    year, month, day = found.groups()
    if month is None:
        return year != "XXXX"
    if day is None:
        return int(month) in range(1, 13) or (year != "XXXX" and int(month) in (*range(21, 25), *range(33, 37), 40, 41))
    try:
        date(int(year) % 400 + 2000 if year.isdecimal() else 2000, int(month), int(day))
    except ValueError:
        return False
    return True
