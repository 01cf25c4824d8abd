"""What the fields of an export say: a language by its name, a date, an agency in a byline."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from selon.errors import DispatchError
from selon.intake.dateline import agency_as_named
from selon.intake.dates import Day, find_dates
from selon.intake.formats.item import Given, Item, Reading, reading_of
from selon.intake.words import agency_key, agency_names, packs

_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
#: What parts the names in a byline or a list of languages.
_BREAK = re.compile(r"[,;/|&()\[\]]|\s[-–—]{1,2}\s")
#: A date line begins with its date, after a weekday at most.
_BEFORE = 20
_DATE_LINE = 160


@cache
def _languages() -> dict[str, str]:
    """Names of languages, casefolded, in the languages of the packs, to their codes (CLDR)."""
    from babel import Locale

    found: dict[str, str] = {}
    for pack in packs():
        for code, name in sorted(Locale.parse(pack).languages.items()):
            if len(code) == 2:
                found.setdefault(name.casefold(), code)
    return found


def language_code(value: str | None) -> str | None:
    """The code of the first language that *value* names: ``fr``, ``fr-CA``, ``English``, ``ANGLAIS; ENGLISH``. None where it names none."""
    if not value:
        return None
    code = _CODE.fullmatch(value.strip())
    if code:
        return code.group(1).lower()
    return next((found for part in _BREAK.split(value) if (found := _languages().get(part.strip().casefold()))), None)


def agency_in(*values: str | None) -> str | None:
    """The first agency that one of *values* names by itself or as one of several names ("AFP", "Léa Sy, Reuters"), as printed."""
    names = agency_names()
    for value in values:
        for part in (value or "", *_BREAK.split(value or "")):
            if part.strip() and agency_key(part) in names:
                return " ".join(part.split())
    return None


def credited(item: Item, given: Given, *names: str | None) -> Reading | DispatchError:
    """The dispatch of *item*; where its text names no provider, the provider is the first agency that *names* (credit, byline, outlet) tell."""
    found = reading_of(item, given)
    if isinstance(found, DispatchError) or found[0].provider is not None:
        return found
    agency = agency_in(*names)
    return (replace(found[0], provider=agency_as_named(agency)), found[1]) if agency else found


def date_line(line: str) -> Day | None:
    """The date of a line that begins with one and tells its year ("June 3, 2019 Monday", "lundi 3 juin 2019 - 08:15"); None for any other line."""
    if len(line) > _DATE_LINE:
        return None
    found = next(find_dates(line), None)
    if found is None or found.start > _BEFORE or found.day.year is None or found.day.month is None:
        return None
    return found.day
