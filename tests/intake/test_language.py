"""The language of a text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from selon.errors import LanguageError
from selon.intake.language import detect_language

CODES = ("en", "fr")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ferry sinks off Split", "en"),
        ("Rebels free hostages in Mali", "en"),
        ("Nigerian dockers strike over pay", "en"),
        ("Un ferry coule au large de Split", "fr"),
        ("Mali: des rebelles libèrent des otages", "fr"),
        ("Grève des dockers nigérians", "fr"),
        ("Le port a rouvert, a annoncé mercredi le syndicat des dockers.", "fr"),
        ("The port has reopened, the dockers' union said on Wednesday.", "en"),
    ],
)
def test_short_texts(text: str, code: str) -> None:
    assert detect_language(text, CODES)[0] == code


def test_sure_and_unsure() -> None:
    assert detect_language("The port has reopened, the dockers' union said on Wednesday.", CODES) == ("en", True)
    assert detect_language("", CODES) == ("en", False)
    assert detect_language("12 345", CODES) == ("en", False)
    assert detect_language("Kim", CODES)[1] is False


def test_codes() -> None:
    assert detect_language("Ferry sinks", ("fr",)) == ("fr", True)
    with pytest.raises(LanguageError):
        detect_language("Ferry sinks", ())
    with pytest.raises(LanguageError):
        detect_language("Ferry sinks", ("en", "q9"))


def test_acronyms_are_no_small_words() -> None:
    assert detect_language("AU lifts sanctions", CODES)[0] == "en"
    assert detect_language("LE FERRY COULE AU LARGE", CODES) == ("fr", True)


def test_heavy_libraries_are_imported_only_when_needed() -> None:
    code = "import sys, selon.intake.assemble, selon.intake.formats; sys.exit('trafilatura' in sys.modules or 'lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
