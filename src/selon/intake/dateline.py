"""The dateline: place, day and agency that open the body of a dispatch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from selon.intake.dates import Found, find_dates
from selon.intake.words import agency_key, agency_names, cues, date_words, place_words, standings
from selon.model.dispatch import Dateline
from selon.model.text import Span

#: How far a dateline may reach.
_WINDOW = 260
_PLACE = 90
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_DASH = r"(?:--+|[—–―_=-]+)"
#: What ends a dateline after its agency: a dash, perhaps with a full stop or colon.
_END = re.compile(rf"\s{{0,3}}[.:,]?\s{{0,3}}{_DASH}(?:\s|(?=[\w«“\"'‘„`(\[])|$)|\s?:(?=\s|\w)")
_END_WEAK = re.compile(r"(?:\s{0,3}(?:--+|[—–―_]+)\s{0,3}|\s{1,3}[-=]\s{1,3})(?=\S)|(?:\s{0,3}(?:--+|[—–―_]+)|\s{1,3}[-=])\s{0,3}$")
_AGENCY = r"[^\W\d_][\w.&'’/ -]{1,40}"
_BRACKETED = re.compile(rf"\(\s?(?P<round>{_AGENCY})\s?\)|/\s?(?P<slash>[^\W\d_][\w.&'’ -]{{1,40}})/|\[\s?(?P<square>{_AGENCY})\s?\]")
#: An agency that comes first: "(ANSA) - ROME, OCT 3 -", "AA - ERBIL - 12.10.2016 -".
_LEADING = re.compile(rf"(?:\(\s?(?P<round>{_AGENCY})\s?\)|(?P<bare>[A-Z][A-Za-z.]{{1,11}})(?=\s))\s{{0,3}}{_DASH}(?:\s{{1,3}}|(?<=[—–])\s{{0,3}})")
#: An agency after a comma: "Tehran, Jul 21, IRNA -".
_TRAILING = re.compile(r"(?P<head>.{2,90}?),\s{1,3}(?P<agency>[A-Z][\w.]{1,11}(?: [A-Z][\w.]{1,11})?)\s?(?=[-–—]|$)")
#: An abbreviation that ends a place: "N.J.", "INDEPENDENCE, Mo.".
_DOTTED = re.compile(r"\b[^\W\d_]\.$|,\s[^\W\d_]{2,5}\.$")
_TOKEN = re.compile(r"[\w.'’´-]+|[/&]|[^\s\w]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A dateline found: *strong* when an agency or a day vouches for it, *body* where the text goes on."""

    dateline: Dateline
    body: int
    strong: bool


def agency_as_named(printed: str, known: Mapping[str, str] | None = None) -> str:
    """The agency's name in its own spelling (``BELGA`` -> ``Belga``) where it is known, else as printed."""
    names = agency_names() if known is None else known
    name = " ".join(printed.split())
    return names.get(agency_key(name), name)


def find_dateline(text: str, start: int = 0, end: int | None = None, known: Mapping[str, str] | None = None) -> Reading | None:
    """The dateline that opens the text at *start*.

    In: the stored text, where a paragraph begins (and may end), and the names of agencies (compared form, see
    ``agency_key``, to printed form; None takes the knowledge table's). Out: the dateline with its place, day and
    agency, or None where the words there are none.
    """
    names = agency_names() if known is None else known
    stop = min(len(text) if end is None else end, start + _WINDOW)
    window = text[start:stop]
    lead = len(window) - len(window.lstrip())
    start += lead
    window = window[lead:]
    blank = _BLANK_LINE.search(window)
    window = window[: blank.start()] if blank else window
    window = window.replace("\n", " ").replace("\t", " ").replace("\xa0", " ").replace("\u202f", " ")
    if not window:
        return None
    return _leading(window, start, names) or _bracketed(window, start, names) or _trailing(window, start, names) or _plain(window, start)


def place_line(text: str, start: int, end: int) -> Dateline | None:
    """A line that is nothing but a place in capitals (``ANKARA``), as some agencies print it above the body."""
    line = text[start:end]
    if not 2 < len(line) <= 40 or "\n" in line or not _is_place(line) or not _capitals(line):
        return None
    if line.casefold() in standings("headline") or line.casefold() in standings("capitals"):
        return None
    return Dateline(Span(start, end), line, None, None)


def _leading(window: str, start: int, names: Mapping[str, str]) -> Reading | None:
    match = _LEADING.match(window)
    if not match:
        return None
    bare = match.group("bare")
    agency = match.group("round") or bare
    if bare and not (agency_key(bare) in names or (bare.isupper() and len(bare) <= 5)):
        return None
    rest = window[match.end() :]
    ending = _END_WEAK.search(rest)
    while ending and ending.start() <= _PLACE:
        place, found = _split(rest[: ending.start()].rstrip(" ."))
        if place and (found or _capitals(place) or (not bare and agency_key(agency) in names and len(place.split()) <= 2)) and _is_place(place):
            end = ending.end()
            day = found
            more = _day_before_dash(rest, end)
            if not day and more:
                day, end = more
            return _reading(start, match.end() + end, place, day, agency, names, window)
        ending = _END_WEAK.search(rest, ending.end())
    if bare or not (agency_key(agency) in names or agency.isupper()):
        return None
    return _reading(start, match.end(), None, None, agency, names, window)


def _bracketed(window: str, start: int, names: Mapping[str, str]) -> Reading | None:
    match = _BRACKETED.search(window)
    if not match or match.start() > _PLACE + 30:
        return None
    agency = next(group for group in match.groups() if group)
    agency = agency.strip()
    head = window[: match.start()]
    is_known = _known(agency, names)
    place, found = _split(head.strip().rstrip(",:-–— "))
    if head.strip() and (not place or not _is_place(place)):
        return None
    tail = window[match.end() :]
    ending = _END.match(tail)
    slashed = match.group("slash") is not None
    if slashed and not ending:
        ending = re.match(r"\s?\.(?:\s|$)", tail)
    if not ending and not (is_known or _agency_like(agency)):
        return None
    if not ending and not (found or (is_known and place)):
        return None
    if not place and not (ending and (is_known or agency.isupper())):
        return None
    vouched = is_known or found is not None or (place is not None and _capitals(place))
    if place and not vouched and not (len(place.split()) <= 2 and _agency_like(agency) and " " not in agency):
        return None
    end = match.end() + (ending.end() if ending else 0)
    if ending:
        more = _day_before_dash(window, end)
        if more:
            found = found or more[0]
            end = more[1]
    return _reading(start, end, place, found, agency, names, window, strong=vouched)


def _trailing(window: str, start: int, names: Mapping[str, str]) -> Reading | None:
    match = _TRAILING.match(window)
    if not match:
        return None
    agency = match.group("agency")
    place, found = _split(match.group("head"))
    ending = _END.match(window, match.end())
    if not place or not _is_place(place) or (not ending and not found):
        return None
    if not (_known(agency, names) or (found and agency.isupper())):
        return None
    if not (found or _capitals(place) or len(place.split()) <= 2):
        return None
    return _reading(start, ending.end() if ending else match.end(), place, found, agency, names, window)


def _plain(window: str, start: int) -> Reading | None:
    """Place and perhaps day before a dash, no agency: the place in capitals, or the day vouching for it."""
    ending = _END_WEAK.search(window)
    colon = re.match(r"[^\W\d_][^:]{2,40}:\s(?=\S)", window)
    if colon and (not ending or colon.end() < ending.start()) and _capitals(colon.group()[:-2]) and _is_place(colon.group()[:-2]):
        name = colon.group()[:-2]
        if not _slug(name) and len(name) > 3:
            span = Span(start, start + colon.end() - 1)
            return Reading(Dateline(span, name, None, None), start + colon.end(), False)
    while ending and ending.start() <= _PLACE:
        place, found = _split(window[: ending.start()].rstrip(" ,:"))
        if place and _is_place(place) and not _slug(place):
            capitals = _capitals(place)
            if (found and (capitals or len(place.split()) <= 3)) or (capitals and len(place) > 3):
                return _reading(start, ending.end(), place, found, None, {}, window, strong=found is not None)
        ending = _END_WEAK.search(window, ending.end())
    return None


def _reading(
    start: int,
    end: int,
    place: str | None,
    found: Found | None,
    agency: str | None,
    names: Mapping[str, str],
    window: str,
    strong: bool = True,
) -> Reading:
    printed = window[:end].rstrip()
    name = None if agency is None else agency_as_named(agency, names)
    day = found.day.edtf() if found else None
    body = start + len(window[:end]) + (len(window[end:]) - len(window[end:].lstrip()))
    return Reading(Dateline(Span(start, start + len(printed)), place, day, name), body, strong)


def _split(head: str) -> tuple[str | None, Found | None]:
    """Place and day of the words before the agency: "TUMBES, Peru, Aug 20"."""
    head = head.strip()
    last: Found | None = None
    for found in find_dates(head):
        rest = head[found.end :].strip(" .,")
        if not rest and (last is None or found.start < last.start):
            last = found
    if last:
        head = head[: last.start]
        head = re.sub(r"(?:^|[\s,])(?:le|on|du|the)\s*$", "", head)
        head = re.sub(r"[\s,.]+(?:[^\W\d_]{3,10})[\s,.]*$", _drop_weekday, head)
    place = re.sub(r",\s*\d{1,2}\.?\s[^\W\d_]{3,10}\.?$", "", head.strip(" ,-–—="), count=1).strip() if last is None else head.strip(" ,-–—=")
    if place.endswith(".") and (last or not _DOTTED.search(place)):
        place = place[:-1].rstrip()
    return (place or None), last


def _drop_weekday(match: re.Match[str]) -> str:
    word = match.group().strip(" ,.")
    return "" if word.casefold() in date_words() and len(word) > 2 else match.group()


def _day_before_dash(window: str, at: int) -> tuple[Found, int] | None:
    """A day between two dashes: "(A.A) - 11.07.2006 - "."""
    ending = _END_WEAK.search(window, at)
    if not ending or ending.start() - at > 30:
        return None
    between = window[at : ending.start()].strip(" .,")
    for found in find_dates(between):
        if found.start == 0 and found.end == len(between):
            return Found(at, ending.start(), found.day), ending.end()
    return None


def _known(agency: str, names: Mapping[str, str]) -> bool:
    """Whether the words in brackets name a known agency, or several ("awp/ats")."""
    return agency_key(agency) in names or ("/" in agency and any(agency_key(part) in names for part in agency.split("/")))


def _agency_like(agency: str) -> bool:
    """Whether words may name an agency: up to four words, the first with a capital (or an acronym in lower case)."""
    words = agency.split()
    return len(words) <= 4 and len(agency) >= 2 and (words[0][:1].isupper() or (len(words) == 1 and len(agency) <= 4))


def _slug(words: str) -> bool:
    """Whether the words are a slug ("URGENT", "UPDATE 1") and no place."""
    bare = re.sub(r"[\s\d.]+$", "", words).casefold()
    return bare in standings("headline") or bare in standings("capitals")


def _is_place(words: str) -> bool:
    """Whether words can be the place of a dateline: names with capitals, few small words, no sentence in them."""
    if len(words) > _PLACE or not words[:1].isalpha():
        return False
    tokens = _TOKEN.findall(words)
    if len(tokens) > 14 or (tokens[0].casefold(), "byline") in cues():
        return False
    small = place_words()
    named = 0
    for token in tokens:
        first = token.lstrip("'’´-.")[:1]
        if not first:
            if token in {"'", "’"}:
                continue
            if token in {"/", "&", ",", "-", ".", "'"} or set(token) <= {"-", "."}:
                continue
            return False
        if first.isdigit():
            return False
        if first.isupper():
            named += 1
        elif first.isalpha() and first.islower():
            parts = re.split(r"['’]", token)
            if token.casefold() in small or (len(parts) == 2 and parts[0].casefold() in small and (parts[1][:1].isupper() or parts[1] in small)):
                named += parts[-1][:1].isupper()
                continue
            if len(token) <= 2:
                continue
            return False
    caseless = not any(char.islower() or char.isupper() for char in words)
    return named > 0 or caseless


def _capitals(words: str) -> bool:
    """Whether the first word of the place is in capitals: "TUMBES, Peru"; "SEOUL"."""
    head = re.split(r"[,/(]", words, maxsplit=1)[0]
    letters = [char for char in head if char.isalpha()]
    upper = sum(char.isupper() for char in letters)
    return len(letters) >= 2 and upper >= 0.75 * len(letters)
