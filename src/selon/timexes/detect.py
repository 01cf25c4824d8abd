"""Where the temporal expressions of a text are: tokens, their classes, and the templates that fit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from selon.model.text import Span
from selon.timexes.tables import DECIMAL, TimexTables
from selon.timexes.templates import BREAK, CAPITAL, EXTENT, OTHER, Pattern

_TOKEN = re.compile(r"[^\W\d_]{1,2}['’](?=\w)|\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_VARIANTS = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‐": "-", "‑": "-"}
_UNCLASSED = frozenset({OTHER, CAPITAL, BREAK})
_CURRENCY = frozenset("$€£¥%‰°#/")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as tokens: where each begins and ends, and one character each for its classes."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    code: str

    def word(self, index: int) -> str:
        """The token as it stands ("" for a break)."""
        return self.text[self.starts[index] : self.ends[index]]

    def span(self, first: int, last: int) -> Span:
        """The stretch of the tokens from *first* up to but not including *last*."""
        return Span(self.starts[first], self.ends[last - 1])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that fits a template, with the template's fields filled from the words."""

    span: Span
    pattern: Pattern
    fields: Mapping[str, str]
    first: int
    last: int


def tokenize(text: str, tables: TimexTables) -> Tokens:
    """Cut *text* into tokens and give each its character."""
    starts: list[int] = [0]
    ends: list[int] = [0]
    code: list[str] = [BREAK]
    characters = tables.characters
    decimal = characters.get(DECIMAL, OTHER)
    previous_end = 0
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if start - previous_end > 1 and text.count("\n", previous_end, start) > 1:
            starts.append(start)
            ends.append(start)
            code.append(BREAK)
        word = found[0]
        character = characters.get(word)
        if character is None:
            word = _VARIANTS.get(word) or word.replace("’", "'")
            character = characters.get(word, OTHER)
            if character == OTHER:
                if word[0].isupper():
                    character = CAPITAL
                elif word[0].isdecimal() and end - start < 12 and ("," in word or "." in word):
                    character = decimal
        if character != OTHER and word[0].isdecimal() and _is_label(text, start, end, tables):
            character = OTHER
        starts.append(start)
        ends.append(end)
        code.append(character)
        previous_end = end
    starts.append(len(text))
    ends.append(len(text))
    code.append(BREAK)
    return Tokens(text, starts, ends, "".join(code))


def _is_label(text: str, start: int, end: int, tables: TimexTables) -> bool:
    """Whether the number is part of a name, a price or a share (G20, $45, F-16, 30%)."""
    following = text[end : end + 1]
    if (following in _CURRENCY and following) or text[end : end + 2] in (" %", "\u00a0%", "\u202f%"):
        return following != "/" or not text[end + 1 : end + 2].isdecimal()
    if not start:
        return False
    before = text[start - 1]
    if before in "$€£¥#_":
        return True
    if before.isalpha():
        left = start - 1
        while left and start - left < 4 and text[left - 1].isalpha():
            left -= 1
        return text[left:start] not in tables.glue
    return before == "-" and end - start < 4 and start > 1 and text[start - 2].isalpha()


def plain(phrase: str) -> str:
    """A phrase as the tables have it: lower case, plain apostrophes, single spaces."""
    return " ".join(phrase.lower().replace("’", "'").split())


def words_of(text: str) -> list[str]:
    """The tokens of a short stretch, with plain apostrophes."""
    return [found[0].replace("’", "'") for found in _TOKEN.finditer(text)]


def candidates(tokens: Tokens, tables: TimexTables) -> Iterator[Candidate]:
    """The stretches that fit a template, from left to right, without overlap; the first template that fits wins."""
    code = tokens.code
    reached = 0
    for start in tables.starts.finditer(code):
        place = start.start()
        if place < reached:
            continue
        alone = code[place + 1] in _UNCLASSED
        for pattern in (tables.alone if alone else tables.patterns).get(code[place], ()):
            before = code[place - 1]
            if (pattern.before and before not in pattern.before) or before in pattern.not_before:
                continue
            found = pattern.expression.match(code, place)
            if found:
                candidate = _candidate(tokens, pattern, found, tables)
                reached = candidate.last
                yield candidate
                break


def _candidate(tokens: Tokens, pattern: Pattern, found: re.Match[str], tables: TimexTables) -> Candidate:
    first, last = found.span()
    fields = dict(pattern.constants)
    for number, (name, kinds) in enumerate(pattern.groups, 1):
        begin, finish = found.span(number)
        if begin >= 0 and name == EXTENT:
            first, last = begin, finish
        elif begin >= 0:
            fields[name] = _payload(tokens, begin, finish, kinds, tables)
    return Candidate(tokens.span(first, last), pattern, fields, first, last)


def _payload(tokens: Tokens, begin: int, finish: int, kinds: tuple[str, ...], tables: TimexTables) -> str:
    if kinds[0] in ("#", "#a"):
        return numeral([tokens.word(index) for index in range(begin, finish)], tables)
    word = tokens.word(begin)
    known = tables.payloads.get(word) or tables.payloads.get(word.replace("’", "'"))
    if known:
        for kind in kinds:
            if kind in known:
                return known[kind]
    return word


def numeral(words: Sequence[str], tables: TimexTables) -> str:
    """A number in digits or words as digits ("vingt-cinq" is 25); "X" where it is vague."""
    first = words[0]
    if first[0].isdecimal():
        return re.sub(r"[.,]", "", first) if _THOUSANDS.fullmatch(first) else first.replace(",", ".")
    total = current = 0
    for word in words:
        value = tables.numerals.get(word)
        if value is None:
            known = tables.payloads.get(word, {})
            if "one" in known:
                current += 1
            continue
        if value < 0:
            return "X"
        if value >= 1000:
            total += max(current, 1) * value
            current = 0
        elif value == 100 or (value == 20 and 0 < current % 100 == 4):
            current = max(current, 1) * value
        else:
            current += value
    return str(total + current)


def inside(span: Span, regions: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether *span* lies in one of the sorted *regions* (everywhere, where none is given)."""
    if not regions:
        return True
    index = bisect_left(starts, span.start + 1) - 1
    return index >= 0 and regions[index].holds(span)
