"""What metadata of news formats say, in selon's terms: language, day, agency, standing, links to other items.

The codes below are those of the formats (IPTC NewsCodes, link relations), which are the same in every language; words that people read lie in tables.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache

from selon.intake.credits import byline
from selon.intake.dateline import find_dateline, place_line
from selon.intake.dates import first_date, from_edtf
from selon.intake.decode import clean
from selon.intake.language import detect_language
from selon.intake.status import status_of_note
from selon.intake.words import agency_key, agency_names, packs
from selon.model.dispatch import Link, Relation, Status

#: Signals and publishing states (``sig:correction``, ``stat:canceled``), without scheme, letters alone.
_STANDINGS: dict[str, Status] = {
    "correction": "correction",
    "corrected": "correction",
    "clarification": "correction",
    "update": "update",
    "updated": "update",
    "writethru": "update",
    "replaceprev": "update",
    "refile": "refile",
    "repeat": "refile",
    "kill": "kill",
    "killed": "kill",
    "withdrawal": "kill",
    "withdrawn": "kill",
    "retraction": "kill",
    "canceled": "kill",
    "cancelled": "kill",
    "deleted": "kill",
    "withheld": "embargo",
    "embargoed": "embargo",
}
#: Relations of one item to another (``irel:previousVersion``, ``predecessor-version``), likewise. None: what the item's standing says.
_RELATIONS: dict[str, Relation | None] = {
    "previousversion": None,
    "predecessorversion": None,
    "replaces": None,
    "replacing": None,
    "supersedes": None,
    "obsoletes": None,
    "corrects": "corrects",
    "correctionof": "corrects",
    "correctionto": "corrects",
    "updates": "updates",
    "updateof": "updates",
    "evolvedfrom": "updates",
    "rewriteof": "updates",
    "kills": "kills",
    "translatedfrom": "translates",
    "translationof": "translates",
}
_BY_STANDING: dict[Status, Relation] = {"correction": "corrects", "update": "updates", "kill": "kills"}
_ISO = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?!\d)")
_PIECES = re.compile(r"\s*(?:[:|/;©–—]|\s-\s|[,.]\s)\s*|\b(?:19|20)\d\d\b")


def one_line(value: object) -> str | None:
    """A piece of metadata as one line of text; None for none, for white space and for what is no string."""
    if not isinstance(value, str):
        return None
    return " ".join(clean(html.unescape(value))[0].split()) or None


def language_of(declared: object) -> str | None:
    """The ISO 639-1 code of a declared language (``fr-FR``, ``fra``, ``EN_us``); None for none, and for what is no code."""
    if not isinstance(declared, str):
        return None
    code = re.split(r"[-_]", declared.strip().lower())[0]
    if len(code) == 3:
        code = _two_letters().get(code, code)
    return code if re.fullmatch(r"[a-z]{2,3}", code) and code not in ("und", "mul", "zxx", "mis") else None


def spoken_language(declared: object, text: str) -> str | None:
    """The language declared for a whole feed or page, unless the text surely is in another: those of web sites are often left at a program's default.

    None leaves it to be detected.
    """
    code = language_of(declared)
    if code is None or code not in packs():
        return code
    found, sure = detect_language(text, packs())
    return None if sure and found != code else code


def day_of(*stamps: object) -> str | None:
    """The first of several stamps that names a day, as EDTF: the day in the stamp's own time zone; None where none is a date."""
    for stamp in stamps:
        line = one_line(stamp)
        if line is None:
            continue
        iso = _ISO.match(line)
        day = from_edtf(iso.group(1)) if iso else first_date(line)
        if day is not None and day.year is not None:
            return day.edtf()
    return None


def is_after(stamp: object, other: object) -> bool:
    """Whether one moment (ISO 8601) is later than another; False where either is none."""
    moments: list[datetime] = []
    for value in (stamp, other):
        try:
            moments.append(datetime.fromisoformat(str(value).strip()))
        except ValueError:
            return False
    first, second = moments
    if (first.tzinfo is None) != (second.tzinfo is None):
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return first > second


def agency_in(names: Iterable[object]) -> str | None:
    """The first agency or paper of the table of agencies among *names*, whole or a part of one (``Copyright 2019 AFP``, ``Reuters: World``)."""
    lines = [line for line in map(one_line, names) if line]
    known = agency_names()
    for line in lines:
        for piece in (line, *_PIECES.split(line)):
            bare = re.sub(r"^(?:copyright|\(c\)|©)\s*", "", piece.strip(" ."), flags=re.IGNORECASE).strip(" ()")
            if bare and agency_key(bare) in known:
                return bare
    return None


def code_of(value: object) -> str:
    """The last part of a code, in letters alone: ``sig:correction``, ``http://cv.iptc.org/newscodes/signal/correction`` -> ``correction``."""
    return re.sub(r"[^a-z]", "", re.split(r"[:/#]", value.strip().lower())[-1]) if isinstance(value, str) else ""


def standing_of(value: object) -> Status | None:
    """The standing that a signal or a publishing state says; None for one that says none (``stat:usable``)."""
    return _STANDINGS.get(code_of(value))


def standing_in(note: object) -> Status | None:
    """The standing that the first words of an editor's note say (``Corrects number in paragraph 2``)."""
    line = one_line(note)
    return status_of_note(f"({line.strip('()[] ')})") if line else None


def link_to(rel: object, target: object, status: Status, field: str) -> Link | None:
    """The link that a relation's code makes to *target*; None for one that changes nothing (``irel:seeAlso``) and for no target."""
    code, aim = code_of(rel), one_line(target)
    if code not in _RELATIONS or aim is None:
        return None
    return Link(_RELATIONS[code] or changes(status), aim, f"{field} {str(rel).strip()}")


def changes(status: Status) -> Relation:
    """What an item of this standing does to its earlier version."""
    return _BY_STANDING.get(status, "revises")


def version_link(guid: str | None, version: object, status: Status) -> tuple[Link, ...]:
    """A later version's link to the earlier ones, which have the same guid; also that of an item which was withdrawn."""
    number = one_line(str(version)) if version is not None else None
    later = number is not None and number.isdecimal() and len(number) < 9 and int(number) > 1
    if guid is None or not (later or status == "kill"):
        return ()
    return (Link(changes(status), guid, f"version {number}" if later else "pubStatus"),)


def article(body: str, *, above: Iterable[str] = (), dateline: object = None) -> str:
    """The text below the headline as it would be printed: byline and dateline that the format keeps apart, then the *body*.

    A dateline is put before a body that has none, and only where it reads as one; a byline likewise.
    """
    line = one_line(dateline)
    if line and body:
        first = find_dateline(body)
        if first is None:
            body = _dated(line, body)
        elif first.dateline.place is None and find_dateline(f"{line} {body}") is not None:
            body = f"{line} {body}"
    parts = [part for part in above if part and not body.startswith(part)]
    return "\n\n".join((*parts, *([body] if body else ())))


def byline_in(*values: object) -> str | None:
    """The first of several bylines, where it reads as one (``By Jane Doe``)."""
    return next((line for line in map(one_line, values) if line and byline(line, 0, len(line))), None)


def _dated(line: str, body: str) -> str:
    for joined in (f"{line} {body}", f"{line} - {body}"):
        found = find_dateline(joined)
        if found is not None and found.body >= len(line):
            return joined
    return f"{line}\n\n{body}" if place_line(line, 0, len(line)) else body


@cache
def _two_letters() -> dict[str, str]:
    """ISO 639-2 codes to those of two letters."""
    from babel.core import get_global

    aliases = get_global("language_aliases")
    return {long: short for long, short in aliases.items() if len(long) == 3 and len(short) == 2}
