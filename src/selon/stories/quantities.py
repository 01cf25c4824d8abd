"""Numbers in a text with what they count."""

from __future__ import annotations

from typing import NamedTuple

from selon.model.text import Span
from selon.stories.words import COUNTED, Lexicon, Token, fold, is_number, number_of, stem

#: Concepts that say what became of those who are counted.
FATES = frozenset({"killed", "wounded", "missing", "arrested", "displaced", "evacuated"})
#: What is found of the dead: at least so many were killed, whatever else the sentence counts.
BODY = "body"
#: How many tokens after a number its noun may stand, before it a word that keeps it open, and around it a word of a fate.
_NOUN, _BOUND, _FATE = 4, 3, 5
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
#: Number words that alone are vague ("several hundred").
_VAGUE = (100, 1000)
#: Numbers that are rather years, if nothing that is counted follows.
_YEARS = range(1800, 2101)


class Counted(NamedTuple):
    """A number: *of* is what it counts (a concept, else a stem; a fate where the words tell one), *who* the noun beside a fate, *bound* at-least, at-most,
    about or empty."""

    span: Span
    value: float
    of: str
    who: str
    bound: str


def quantities_of(text: str, tokens: list[Token], lex: Lexicon, dates: tuple[Span, ...]) -> list[Counted]:
    """The numbers of *text* that count something, in order; those in *dates* (temporal expressions) are left out."""
    found: list[Counted] = []
    taken = -1
    for at, token in enumerate(tokens):
        if at <= taken or not is_number(token.word, lex):
            if "-" in text[token.start : token.end] and (tied := _tied(text[token.start : token.end], lex)):
                found.append(Counted(Span(token.start, token.end), *tied, "", ""))
            continue
        value, last = _value(tokens, at, lex)
        if value is None or any(span.start <= token.start < span.end for span in dates):
            continue
        taken = last
        noun, end = _noun(text, tokens, last, lex)
        sign = tokens[at - 1].word if at and tokens[at - 1].word in "$€£" and tokens[at - 1].end == token.start else ""
        if sign:
            noun, end = lex.concepts.get(sign, (sign, ""))[0], last
        if not noun or value in _YEARS and noun not in {concept for concept, _ in lex.concepts.values()}:
            continue
        fate = noun if noun in FATES else "" if noun == BODY else _fate(text, tokens, at, end, lex)
        who = noun if fate != noun else _who(tokens, end, lex)
        found.append(Counted(Span(token.start, tokens[end].end), value, fate or noun, who if fate else "", _bound(tokens, at, lex)))
    return found


def _tied(word: str, lex: Lexicon) -> tuple[float, str] | None:
    """The number and the measure that a hyphen ties ("a five-day truce")."""
    number, _, measure = word.partition("-")
    concept, kind = lex.concepts.get(fold(measure), ("", ""))
    value = lex.numerals.get(fold(number))
    return (float(value), concept) if value is not None and kind == "measure" else None


def _value(tokens: list[Token], at: int, lex: Lexicon) -> tuple[float | None, int]:
    """The value of the number that begins at token *at* and its last token."""
    value = number_of(tokens[at].word)
    last = at
    if value is None:
        if tokens[at].word not in lex.numerals:
            return None, at
        total = current = 0
        while last < len(tokens) and (number := lex.numerals.get(tokens[last].word)) is not None:
            if number >= 1000:
                total, current = total + max(current, 1) * number, 0
            elif number == 100:
                current = max(current, 1) * 100
            else:
                current += number
            last += 1
        value, last = float(total + current), last - 1
        if at == last and value in _VAGUE:
            return None, at
    if last + 1 < len(tokens):
        scale = lex.concepts.get(tokens[last + 1].word, ("", ""))
        if scale[1] == "scale":
            return value * _SCALES[scale[0]], last + 1
    return value, last


def _noun(text: str, tokens: list[Token], last: int, lex: Lexicon) -> tuple[str, int]:
    """What is counted and its token: the first word with a concept soon after the number and in its phrase, else the stem of the next word of content."""
    first: tuple[str, int] | None = None
    for at in range(last + 1, min(last + 1 + _NOUN, len(tokens))):
        between = text[tokens[at - 1].end : tokens[at].start]
        if any(mark in between for mark in ".,;:!?()\n") or tokens[at].word[0].isdigit():
            break
        concept = lex.concepts.get(tokens[at].word)
        if concept is not None and (concept[1] in COUNTED or concept[1] == "measure"):
            return concept[0], at
        if first is None and len(tokens[at].word) > 2 and tokens[at].word not in lex.empty:
            first = concept[0] if concept is not None else stem(tokens[at].word), at
    return first or ("", last)


def _fate(text: str, tokens: list[Token], begin: int, end: int, lex: Lexicon) -> str:
    """What became of those counted: the nearest such word in the sentence, after the number first."""
    for steps in range(1, _FATE + 1):
        for at in (end + steps, begin - steps):
            if 0 <= at < len(tokens):
                concept = lex.concepts.get(tokens[at].word, ("", ""))[0]
                if concept in FATES:
                    between = text[tokens[min(at, end)].end : tokens[max(at, begin)].start]
                    if not any(mark in between for mark in ".;:!?\n"):
                        return concept
    return ""


def _who(tokens: list[Token], end: int, lex: Lexicon) -> str:
    for at in range(end + 1, min(end + 3, len(tokens))):
        concept, kind = lex.concepts.get(tokens[at].word, ("", ""))
        if kind in COUNTED and concept not in FATES:
            return concept
    return ""


def _bound(tokens: list[Token], at: int, lex: Lexicon) -> str:
    """What keeps the number at token *at* open: the longest phrase shortly before it ("au moins", "moins de"), the nearest of equals."""
    found: list[tuple[int, int, str]] = []
    for begin in range(max(at - _BOUND, 0), at):
        for end in range(begin + 1, at + 1):
            concept, kind = lex.concepts.get(" ".join(token.word for token in tokens[begin:end]), ("", ""))
            if kind == "bound":
                found.append((end - begin, begin, concept))
    return max(found)[2] if found else ""
