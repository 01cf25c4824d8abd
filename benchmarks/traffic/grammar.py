"""Sentences from small grammars: alternatives, slots, tense and the marks of claims.

A template is text with
  ``(a|b|)``     one of several, nested at will;
  ``(=a|b)``     one of several that tell different things: the same one in all of a story, the n-th of each language;
  ``[x//y]``     the form for direct speech // the form behind "that";
  ``{slot}``     a fact, as the teller words it;
  ``<...>``      the content of a claim, in a whole sentence that has its own words of saying;
  ``d~ qu~ l~``  elided before a vowel (``d'``), else ``de ``, ``que ``, ``le ``;
  ``;``-free     everything else stands as it is.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

Node: TypeAlias = "str | tuple[str, list[list[Node]]]"
#: A mark opens at ``OPEN + n`` and closes at ``CLOSE + n``, n being its number in the paragraph.
OPEN, CLOSE = 0xE000, 0xF000
MARKS = re.compile("[\ue000-\uf8ff]")
#: A comma that ends an apposition: it stays only if words follow.
SOFT = "\u2e34"
_VOWELS = "aeiouàâäéèêëîïôöûüœhAEIOUÀÂÉÈÊËÎÏÔÖÛÜŒ"
_ELIDED = re.compile(rf"\b([dDlLnNsSjJ]|[qQ]u|[jJ]usqu)~ ?(?=([{MARKS.pattern[1:-1]}\"«\s]*)(\w))")
#: Number words stand as digits behind a sign of money or a decimal point and before a percent sign.
_DIGITS = {
    word: str(value)
    for words in ("two three four five six seven eight nine ten", "deux trois quatre cinq six sept huit neuf dix")
    for value, word in enumerate(words.split(), 2)
}
_IN_DIGITS = re.compile(rf"(?:(?<=\$)|(?<=0[.,]))(?:{'|'.join(_DIGITS)})\b|\b(?:{'|'.join(_DIGITS)})(?=%)")
_FULL = {"d": "de ", "l": "le ", "n": "ne ", "s": "se ", "j": "je ", "qu": "que ", "jusqu": "jusque "}


@cache
def parse(template: str) -> tuple[Node, ...]:
    """The tree of a template. Raises ValueError for brackets that do not match."""
    nodes, end = _sequence(template, 0, "")
    if end != len(template):
        raise ValueError(f"brackets do not match: {template}")
    return tuple(nodes[0])


def _sequence(text: str, at: int, close: str) -> tuple[list[list[Node]], int]:
    options: list[list[Node]] = [[]]
    plain = ""
    while at < len(text):
        mark = text[at]
        if mark == "\\":
            plain += text[at + 1]
            at += 2
        elif close and text.startswith("//" if close == "]" else "|", at):
            options[-1].append(plain)
            plain = ""
            options.append([])
            at += 2 if close == "]" else 1
        elif mark == close:
            options[-1].append(plain)
            return options, at + 1
        elif mark in "([":
            options[-1].append(plain)
            plain = ""
            inner, at = _sequence(text, at + 1, ")" if mark == "(" else "]")
            options[-1].append((mark, inner))
        elif mark == "{":
            stop = text.index("}", at)
            options[-1].extend([plain, ("{", [[text[at + 1 : stop]]])])
            plain = ""
            at = stop + 1
        elif mark in ")]" and not close:
            raise ValueError(f"brackets do not match: {text}")
        else:
            plain += mark
            at += 1
    if close:
        raise ValueError(f"brackets do not match: {text}")
    options[-1].append(plain)
    return options, at


def expand(template: str, choose: random.Random, slot: Callable[[str], str], reported: bool = False, settled: random.Random | None = None) -> str:
    """*template* with every choice made by *choose*, those of facts by *settled*, and every slot filled by *slot*."""
    return "".join(_expand(node, choose, slot, reported, settled or choose) for node in parse(template))


def _expand(node: Node, choose: random.Random, slot: Callable[[str], str], reported: bool, settled: random.Random) -> str:
    if isinstance(node, str):
        return node
    kind, options = node
    if kind == "{":
        return slot(str(options[0][0]))
    if kind == "[":
        chosen = options[1 if reported and len(options) > 1 else 0]
    elif isinstance(options[0][0], str) and options[0][0].startswith("="):
        at = int(settled.random() * len(options))
        chosen = options[at] if at else [options[0][0][1:], *options[0][1:]]
    else:
        chosen = options[choose.randrange(len(options))]
    return "".join(_expand(part, choose, slot, reported, settled) for part in chosen)


def smooth(text: str, lang: str) -> str:
    """Elisions, soft commas, doubled spaces and the capital of the sentence; marks stay where they are."""
    if lang == "fr":
        text = _ELIDED.sub(_elide, text)
        text = re.sub(r"\b([dD]|[qQ]u)e (?=[\ue000-\uf8ff]*[aeiouàâéèêîïôAEIOUÀÂÉÈÊÎÏÔ])", r"\1'", text)
        text = re.sub(r"\b([dD])e ([\ue000-\uf8ff]*)(les?) (?=\w)", lambda m: f"{m[1]}{'u' if m[3] == 'le' else 'es'} {m[2]}", text)
        text = re.sub(r"\bà ([\ue000-\uf8ff]*)(les?) (?=\w)", lambda m: f"au{'x' if m[2] == 'les' else ''} {m[1]}", text)
        text = re.sub(r"\b[dD]e Le (?=[A-Z])", "du ", text)
        text = re.sub(r"\bà Le (?=[A-Z])", "au ", text)
    else:
        text = re.sub(r"\b([aA]) (?=[\ue000-\uf8ff]*(?:[AEIOaeio]|Uz)(?!ne\b|uro))", r"\1n ", text)
    text = _IN_DIGITS.sub(lambda match: _DIGITS[match[0]], text)
    text = re.sub(rf"{SOFT}(?=[\ue000-\uf8ff]*(?: [\ue000-\uf8ff]*[\w\"«(]|$))", ",", text)
    text = re.sub(r",(?=[\ue000-\uf8ff]*[.,;:]|$)", "", text.replace(SOFT, ""))
    text = re.sub(r" +", " ", text).strip()
    text = re.sub(r" (?=[\ue000-\uf8ff]*[.,])", "", text)
    match = re.search(r"[^\W\d_]|\d", text)
    if match and len(match[0].upper()) == 1:
        text = text[: match.start()] + match[0].upper() + text[match.end() :]
    return text


def _elide(match: re.Match[str]) -> str:
    head = match[1]
    if match[3] in _VOWELS:
        return head + "'"
    full = _FULL[head.lower()]
    return full.capitalize() if head[0].isupper() else full


@dataclass(frozen=True)
class Marked:
    """A claim's content in a text: *point* names what it tells, *chain* who, innermost first (without the provider)."""

    start: int
    end: int
    point: str
    chain: tuple[str, ...]
    quote: str


def strip_marks(text: str, notes: list[tuple[str, tuple[str, ...], str]], offset: int = 0) -> tuple[str, list[Marked]]:
    """*text* without marks, and the claims they enclose; *notes* holds (point, chain, quote) for each number."""
    plain: list[str] = []
    opened: dict[int, int] = {}
    found: list[Marked] = []
    at = offset
    for sign in text:
        code = ord(sign)
        if CLOSE <= code <= 0xF8FF:
            found.append(Marked(opened[code - CLOSE], at, *notes[code - CLOSE]))
        elif OPEN <= code < CLOSE:
            opened[code - OPEN] = at
        else:
            plain.append(sign)
            at += 1
    return "".join(plain), found
