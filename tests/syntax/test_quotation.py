"""Quotation marks, paired by direction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.model.text import Span
from selon.syntax.quotation import find_quotations


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in find_quotations(text, (Span(0, len(text)),))[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Il a dit "oui" puis "non".', ["oui", "non"]),
        ("Il a dit « oui » puis « non ».", ["oui", "non"]),
        ("He said “yes” and “no”.", ["yes", "no"]),
        ("He said ''yes'' twice.", ["yes"]),
        ('« Il a dit "oui" », a-t-elle rapporté.', ['Il a dit "oui"']),
        ('The 5" pipe burst.', []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_mark_without_partner_runs_to_the_end_and_is_told() -> None:
    text = "Il a dit « oui"
    quotations, notices = find_quotations(text, (Span(0, len(text)),))
    assert [q.inner.of(text) for q in quotations] == ["oui"]
    assert not quotations[0].closed
    assert [notice.code for notice in notices] == ["quotation-open"]


@given(st.text(alphabet="ab .,\"«»“”'\n", max_size=60))
def test_quotations_are_ordered_and_inside(text: str) -> None:
    quotations, _ = find_quotations(text, (Span(0, len(text)),))
    ends = [0]
    for q in quotations:
        assert ends[-1] <= q.outer.start <= q.inner.start <= q.inner.end <= q.outer.end <= len(text)
        ends.append(q.outer.end)
