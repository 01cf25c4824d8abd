"""Dates and codes in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.render.wording import date_words, isolated


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2031-05-07", "7 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("203X", "2030s"),
        ("20XX", "2000s"),
        ("XXXX-03-08", "8 Mar (year open)"),
        ("2031-21", "spring 2031"),
        ("2031-33", "first quarter of 2031"),
        ("2031-05~", "about May 2031"),
        ("2031?", "2031 (uncertain)"),
        ("[2031-05-05,2031-05-12,2031-05-19]", "5, 12 or 19 May 2031"),
        ("[2031-04-28,2031-05-05]", "28 Apr 2031 or 5 May 2031"),
        ("{2030,2031}", "2030 and 2031"),
        ("2031-03-03/2031-04-30", "3 Mar to 30 Apr 2031"),
        ("2031-03-03/2031-03-09", "3 to 9 Mar 2031"),
        ("2030-12-31/2031-01-02", "31 Dec 2030 to 2 Jan 2031"),
        ("2030/2031", "2030 to 2031"),
        ("../2031-05", "until May 2031"),
        ("2031-05/..", "from May 2031"),
        ("[..2031]", "until 2031"),
        ("[2031-05-05..]", "from 5 May 2031"),
        ("2031-13", "2031-13"),
        ("2031-XX-04", "2031-XX-04"),
        ("", ""),
        ("[]", "open"),
        ("/", "/"),
        ("soon", "soon"),
    ],
)
def test_dates(edtf: str, words: str) -> None:
    assert date_words(edtf) == words


@given(st.text(alphabet="0123456789X-/[],.~?{} ", max_size=30))
def test_no_date_fails(edtf: str) -> None:
    assert isinstance(date_words(edtf), str)


@given(st.text())
def test_one_safe_line(words: str) -> None:
    line = isolated(words)
    assert "\n" not in line and "\x1b" not in line and "\u202e" not in line
