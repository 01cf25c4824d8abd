"""The language of a text, among those of the installed packs.

The work is lingua's (character n-grams, offline, the models inside the wheel); why that one:
``docs/decisions/0003-language-detection.md``. It is imported when the first text without a language comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from selon.errors import LanguageError

if TYPE_CHECKING:
    from lingua import LanguageDetector

#: Below this share of the likelihood the text does not tell its language.
_SURE = 0.75


def detect_language(text: str, codes: Sequence[str]) -> tuple[str, bool]:
    """The language of *text* among *codes*, and whether that is sure.

    In: the text (a headline is enough) and the ISO 639-1 codes to choose from. Out: the code, and False where the text
    does not tell, in which case the likeliest of *codes* is taken (the first where none is). Raises LanguageError for a code
    that the detector does not know, or for no codes at all.
    """
    if not codes:
        raise LanguageError("no language pack is installed")
    if len(codes) == 1:
        return codes[0], True
    shares = [
        (round(found.value, 6), -codes.index(code), code)
        for found in _detector(tuple(codes)).compute_language_confidence_values(text)
        if (code := found.language.iso_code_639_1.name.lower()) in codes
    ]
    share, _, code = max(shares)
    return (codes[0], False) if share == 0 else (code, share >= _SURE)


@cache
def _detector(codes: tuple[str, ...]) -> LanguageDetector:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    try:
        known = [IsoCode639_1.from_str(code) for code in codes]
    except ValueError as error:
        raise LanguageError(f"the language detector does not know one of {', '.join(codes)}; give the language") from error
    return LanguageDetectorBuilder.from_iso_codes_639_1(*known).build()
