"""Credits: who reported, wrote, edited and translated a dispatch, and the marks that close it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from selon.intake.words import Cue, agency_key, agency_names, cues, either, endings
from selon.model.dispatch import Credit, CreditRole
from selon.model.text import Span

#: A credit in parentheses is no longer than this, a line of credits neither.
_LONGEST = 1500
#: How many lines or parentheses below the body are looked at.
_ROUNDS = 12
#: Initials as some agencies close an item: "abc/de/fg", "burs-abc/de".
_INITIALS = re.compile(r"\(?(?:[a-z]{2,5}-)?[a-z]{1,5}(?:[-/][a-z]{1,5}){0,5}/[a-z]{1,5}(?:[-/][a-z]{1,5}){0,3}\)?")
#: One word of a name: a capital first, or a particle.
_PARTICLE = (
    r"(?:de|du|des|del|della|der|den|di|da|do|dos|das|van|von|vom|zu|zum|zur|af|av|al|el|bin|bint|ibn|ben|abu"
    r"|la|le|las|los|e|y|ter|ten|ould|mint|st\.)"
)
_NAME_WORD = r"(?:[dDlL]['’])?[^\W\d_a-zà-öø-ÿ][\w.'’ʼ´`-]*|[^\W\d_]['’-][^\W\d_a-z][\w'’-]*|(?:al|el|ad|an|as|ar|ash|at|az)-[^\W\d_a-z][\w'’-]*"
_NAME = re.compile(rf"(?:{_PARTICLE} )?(?:{_NAME_WORD})(?: (?:(?:{_NAME_WORD})|{_PARTICLE}(?= ))){{0,6}}")
_EMAIL = re.compile(r"\(?[\w.+-]{1,60}@(?:[\w-]{1,60}\.){0,5}[\w-]{1,60}\)?")
#: An agency and initials in capitals after the last sentence: "... police said. PTI KRS".
_SIGNED = re.compile(r"(?<=[.!?\"”»’'])\s+(?P<agency>[A-Z]{2,6})(?: [A-Z]{2,4}){1,4}$")
_ARTICLE = re.compile(r"(?:the|le|la|les|l['’]|a|an|un|une)\b", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:and|et|&|y|und|with|avec)\s+|\s*[,/;]\s*(?:(?:and|et)\s+)?|\s+&\s+")
_WHERE = re.compile(r"\s(?:in|at|from|near|for|on|aboard|à|au|aux|en|depuis|dans|pour|près|via)\s", re.IGNORECASE)
#: A trade after a byline's name: ", Associated Press Writer", "AP Diplomatic Writer".
_TRADE = re.compile(r",?\s+(?:(?:The )?Associated Press|AP|AFP|Reuters|UPI|Staff)(?:\s+[A-Z][a-z]+){0,2}\s*$|,?\s+\S+ (?:Writer|Correspondent|Editor)\s*$")
_BARE_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_][\w.'’-]*){1,3}")


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands below the body: *end* where the body ends, the *credits* found and the *agency* whose style they show."""

    end: int
    credits: tuple[Credit, ...]
    agency: str | None


@cache
def _cue_pattern() -> re.Pattern[str]:
    """A cue before names, where it opens a part of the credit."""
    before = frozenset(words for words, place in cues() if place == "before")
    return re.compile(
        rf"(?P<lead>^|[;,.(\[]|(?<=\s)(?:and|et)(?=\s)|(?<=\s)(?=(?-i:[A-ZÉ])))\s*(?P<cue>{either(before)})\s*(?::\s*|(?=[\s(])|$)",
        re.IGNORECASE,
    )


@cache
def _after_pattern() -> re.Pattern[str]:
    after = frozenset(words for words, place in cues() if place == "after")
    return re.compile(rf"\s+(?P<cue>{either(after)})[\s.]*$", re.IGNORECASE)


@cache
def _byline_pattern() -> re.Pattern[str]:
    byline = frozenset(words for words, place in cues() if place == "byline")
    return re.compile(rf"[*\s]{{0,4}}(?P<cue>{either(byline)})\s*:?\s+(?=\S)", re.IGNORECASE)


def find_closing(text: str, start: int, end: int) -> Closing:
    """The credits and marks below the body.

    In: the stored text and the bounds of its body. Out: where the body proper ends, and the credits in the order they
    stand. Looks only at the last lines and parentheses, however long the text is.
    """
    credits: list[Credit] = []
    agency: str | None = None
    for _ in range(_ROUNDS):
        while end > start and text[end - 1].isspace():
            end -= 1
        step = _last_parenthesis(text, start, end) or _last_line(text, start, end)
        if step is None:
            break
        end = step.end
        credits = [*step.credits, *credits]
        agency = step.agency or agency
    return Closing(end, _merged(credits), agency)


def byline(text: str, start: int, end: int) -> Credit | None:
    """The credit of a byline above the body: ``By Hyonhee Shin and Jack Kim``, ``Par Jean DUPONT``.

    In: the stored text and the bounds of one line or short paragraph. Out: the credit, or None if it is no byline.
    """
    if end - start > 200:
        return None
    line = text[start:end]
    match = _byline_pattern().match(line)
    if not match:
        return None
    cue = cues()[match.group("cue").casefold(), "byline"]
    first = line.find("\n")
    stop = len(line)
    if first > match.end() and line[first:].strip():
        stop = first
    names = _names(_TRADE.sub("", line[match.end() : stop]))
    if not cue.roles:
        return Credit("reporting", (), Span(start, end)) if len(line) < 80 else None
    if not names or (re.search(r"[.!?]\s*$", line) and not re.search(r"\b[^\W\d_]\.\s*$", line)):
        return None
    rest = _AND.split(_TRADE.sub("", line[match.end() : stop]))
    if any(len(part.split()) > 7 for part in rest):
        return None
    return Credit(cue.roles[0], names, Span(start, end))


def bare_byline(text: str, start: int, end: int) -> Credit | None:
    """A line of nothing but a name, as some agencies print it between headline and place; None if it is none."""
    line = text[start:end].strip()
    if len(line) > 50 or not _BARE_NAME.fullmatch(line) or line.isupper():
        return None
    if not all(word[:1].isupper() or len(word) <= 3 for word in line.split()):
        return None
    return Credit("reporting", (line,), Span(start, end))


def parse_credits(text: str, start: int, end: int, strict: bool = False) -> tuple[tuple[Credit, ...], str | None]:
    """The credits of the words between *start* and *end*: ``Reporting by A and B in Paris; Editing by C``.

    In: the stored text and the bounds of a credit without its parentheses. Out: the credits, empty if no cue of credits
    is in it, and the agency if its style is one agency's alone. With *strict*, none either if it holds words that are no names
    and no places, as prose does.
    """
    content = text[start:end]
    found: list[Credit] = []
    agency: str | None = None
    marks = list(_cue_pattern().finditer(content))
    cued = bool(marks)
    pieces: list[tuple[int, int, Cue | None]] = []
    first = marks[0].start() if marks else len(content)
    if content[:first].strip(" ,;."):
        pieces.append((0, first, None))
    for at, mark in enumerate(marks):
        stop = marks[at + 1].start() if at + 1 < len(marks) else len(content)
        pieces.append((mark.end(), stop, cues()[mark.group("cue").casefold(), "before"]))
    for low, high, cue in pieces:
        for begin, close, part_cue, after in _segments(content, low, high, cue):
            cued = cued or after
            agency = agency or (part_cue.agency if part_cue else None)
            roles: tuple[CreditRole, ...] = part_cue.roles if part_cue else ("reporting",)
            names, rest = _names_and_rest(content[begin:close])
            if strict and rest:
                return (), None
            if names:
                found.extend(Credit(role, names, Span(start + begin, start + close)) for role in roles)
    return (_merged(found) if cued else ()), agency


def _segments(content: str, low: int, high: int, cue: Cue | None) -> Iterator[tuple[int, int, Cue | None, bool]]:
    """(start, end, cue, by a cue after the names) of the stretches of names between two cues."""
    at = low
    for part in re.split(r"(;)", content[low:high]):
        begin, at = at, at + len(part)
        if part == ";" or not part.strip(" ,."):
            continue
        after = _after_pattern().search(part)
        if not after:
            yield (*_trimmed(content, begin, at), cue, False)
            cue = None if cue is None else cue
            continue
        named = part[: after.start()]
        comma = named.rfind(",")
        if comma >= 0 and named[:comma].strip():
            yield (*_trimmed(content, begin, begin + comma), cue, False)
            begin += comma + 1
            named = named[comma + 1 :]
        yield (*_trimmed(content, begin, begin + len(named)), cues()[after.group("cue").casefold(), "after"], True)


def _trimmed(content: str, low: int, high: int) -> tuple[int, int]:
    while low < high and content[low] in " ,.\n\t":
        low += 1
    while high > low and content[high - 1] in " ,\n\t":
        high -= 1
    return low, high


def _names(words: str) -> tuple[str, ...]:
    """The names in a stretch of a credit, without the places after them."""
    return _names_and_rest(words)[0]


def _names_and_rest(words: str) -> tuple[tuple[str, ...], int]:
    """The names in a stretch of a credit, and how many of its parts are neither a name nor a place."""
    names: list[str] = []
    placed = False
    rest = 0
    agencies = agency_names()
    for part in _AND.split(words):
        part = part.strip(" .,:*\n\t") + ("." if re.search(r"\b(?:Jr|Sr)\.\s*$", part) else "")
        if not part:
            continue
        where = _WHERE.search(f" {part} ")
        name = " ".join((part[: max(0, where.start() - 1)] if where else part).split())
        if _NAME.fullmatch(name) and not _ARTICLE.match(name) and agency_key(name) not in agencies:
            if not (placed and " " not in name and not where):
                names.append(name)
        elif name and not (placed and name[:1].isupper()):
            rest += 1
        placed = placed or bool(where)
    return tuple(dict.fromkeys(names)), rest


def _merged(credits: list[Credit] | tuple[Credit, ...]) -> tuple[Credit, ...]:
    """Credits that follow one another with the same role as one."""
    merged: list[Credit] = []
    for credit in credits:
        if not credit.names:
            continue
        if merged and merged[-1].role == credit.role:
            last = merged[-1]
            names = tuple(dict.fromkeys((*last.names, *credit.names)))
            merged[-1] = Credit(last.role, names, Span(min(last.span.start, credit.span.start), max(last.span.end, credit.span.end)))
        else:
            merged.append(credit)
    return tuple(merged)


def _last_parenthesis(text: str, start: int, end: int) -> Closing | None:
    """A credit in parentheses or brackets that closes the text."""
    close = end
    while close > start and text[close - 1] in ".,":
        close -= 1
    if close == start or text[close - 1] not in ")]":
        return None
    opener, closer = ("(", ")") if text[close - 1] == ")" else ("[", "]")
    depth = 0
    floor = max(start, close - _LONGEST)
    for at in range(close - 1, floor - 1, -1):
        if text[at] == closer:
            depth += 1
        elif text[at] == opener:
            depth -= 1
            if depth == 0:
                credits, agency = parse_credits(text, at + 1, close - 1)
                named = None if credits else byline(text, at + 1, close - 1)
                if named:
                    credits = (named,)
                if credits or _uncredited(text[at + 1 : close - 1]):
                    return Closing(at, credits, agency)
                return None
    return None


def _last_line(text: str, start: int, end: int) -> Closing | None:
    """A last line that is a credit, initials or a closing mark; or a mark at the end of the last paragraph."""
    low = max(text.rfind("\n", start, end) + 1, start)
    for mark in endings("inline"):
        if end - len(mark) > low and text[end - len(mark) : end].casefold() == mark and not text[end - len(mark) - 1].isalnum():
            cut = end - len(mark)
            before = text[low:cut].rstrip()
            if not before or before[-1] in ".!?»\"”')":
                return Closing(cut, (), None)
    signed = _SIGNED.search(text, max(low, end - 60), end)
    if signed and agency_key(signed.group("agency")) in agency_names():
        return Closing(signed.start(), (), None)
    if end - low > _LONGEST:
        return None
    raw = text[low:end]
    line = raw.strip()
    if not line:
        return None
    folded = line.casefold()
    if folded in endings("whole") or folded.rstrip(".") in endings("whole"):
        return Closing(low, (), None)
    if len(line) <= 200 and any(folded.startswith(mark) for mark in endings("start")):
        return Closing(low, (), None)
    if _INITIALS.fullmatch(line) or _EMAIL.fullmatch(line):
        return Closing(low, (), None)
    lead = len(raw) - len(raw.lstrip())
    after = _after_pattern().search(line)
    if after and len(line) <= 600 and not _cue_pattern().match(line):
        credits, agency = parse_credits(text, low + lead, end, strict=True)
        if credits:
            return Closing(low, credits, agency)
    cue = _cue_pattern().match(line.lstrip("*-—– "))
    if cue and len(line) <= 600:
        stars = line[: len(line) - len(line.lstrip("*-—– "))]
        whole = low + lead
        from_cue = whole + (0 if _starred(line) else len(stars))
        if _sentence(line) and not after:
            return None
        credits, agency = parse_credits(text, from_cue, end, strict=True)
        if credits:
            return Closing(low, credits, agency)
    named = byline(text, low + lead, end)
    if named and low > start and len(line) <= 100:
        return Closing(low, (named,), None)
    return None


def _starred(line: str) -> bool:
    """Whether the line's cue itself begins with a star ("*Writing by")."""
    match = _cue_pattern().match(line)
    return bool(match and match.group("cue").startswith("*"))


def _sentence(line: str) -> bool:
    """Whether a line is prose rather than a credit: a word in lower case that no credit would hold, and a full stop."""
    words = re.findall(r"[^\W\d_]+", line)
    small = [word for word in words if word[:1].islower()]
    return len(words) > 8 and len(small) > 0.6 * len(words)


def _uncredited(content: str) -> bool:
    """Whether a credit names only work that is not credited (photographs, graphics), or a desk, or an agency."""
    match = _cue_pattern().match(content)
    if not match or _sentence(content):
        return False
    words = re.findall(r"[^\W\d_]+", content[match.end() :])
    return match.group("cue")[:1].isupper() or (bool(words) and all(word[:1].isupper() for word in words))
