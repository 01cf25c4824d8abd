"""The language of a text, among those of the installed packs.

A count of small words, and of letters that the words of a language often hold (table ``intake_language`` of each pack);
why no library: ``docs/decisions/0003-language-detection.md``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from selon.errors import LanguageError
from selon.tables import ROOT, read_table

#: How much of a text is looked at.
_SAMPLE = 4000
_WORD = 4
_LETTERS = 1
#: The likeliest language is sure when it has at least so many points, and so many times those of the next.
_ENOUGH = 6
_AHEAD = 1.5
_TOKEN = re.compile(r"[^\W\d_]+(?:['’]s\b)?")


def detect_language(text: str, codes: Sequence[str]) -> tuple[str, bool]:
    """The language of *text* among *codes*, and whether that is sure.

    In: the text (a headline is enough; only its first few thousand characters are looked at) and the codes of the packs to
    choose from. Out: the code, and False where the text does not tell, in which case the likeliest of *codes* is taken, the first
    of those that fit equally. Raises LanguageError for no codes at all, and for one whose pack has no table of small words.
    """
    if not codes:
        raise LanguageError("no language pack is installed")
    if len(codes) == 1:
        return codes[0], True
    sample = text[:_SAMPLE]
    shouting = sample.isupper()
    points = [0] * len(codes)
    marks = [_marks(code) for code in codes]
    for token in _TOKEN.findall(sample):
        if token.isupper() and len(token) > 1 and not shouting:
            continue  # an acronym: "AU" is not "au"
        word = token.casefold()
        hits = [word in words for words, _ in marks]
        for at, (_, letters) in enumerate(marks):
            if hits[at]:
                # A word that two languages have tells little.
                points[at] += _WORD if sum(hits) == 1 else 0
            elif not any(hits) and letters.search(word):
                points[at] += _LETTERS
    best = max(range(len(codes)), key=lambda at: (points[at], -at))
    second = max(points[at] for at in range(len(codes)) if at != best)
    return codes[best], points[best] >= _ENOUGH and points[best] >= _AHEAD * second


@cache
def _marks(code: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """The small words of a language, and the letters that mark its words."""
    if not ROOT.joinpath("lang", code, "intake_language.csv").is_file():
        raise LanguageError(f"the pack {code!r} has no table intake_language.csv to tell its language by; give the language")
    table = read_table(f"lang/{code}", "intake_language")
    words = frozenset(row["mark"].casefold() for row in table if row["kind"] == "word")
    letters = sorted((row["mark"].casefold() for row in table if row["kind"] == "letters"), key=lambda mark: (-len(mark), mark))
    return words, re.compile("|".join(map(re.escape, letters)) or r"(?!)")
