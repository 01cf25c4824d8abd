"""Windows over long texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from selon.encoder.windows import windows

SIZES = st.lists(st.integers(1, 12), max_size=300)


def test_a_short_text_is_one_window() -> None:
    (only,) = windows([1] * 20, [True] + [False] * 19, length=20, overlap=6)
    assert (only.start, only.end, only.first, only.last) == (0, 20, 0, 20)


def test_a_window_begins_with_a_line_where_it_can() -> None:
    lines = [False] * 40
    lines[0] = lines[15] = True
    assert [w.start for w in windows([1] * 40, lines, length=20, overlap=6)] == [0, 15, 29]


def test_no_text_no_window() -> None:
    assert windows([], []) == []


@given(SIZES, st.integers(20, 60), st.data())
def test_every_word_is_judged_once_with_words_around_it(sizes: list[int], length: int, data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.booleans(), min_size=len(sizes), max_size=len(sizes)))
    found = windows(sizes, lines, length=length, overlap=length // 3)
    judged = [word for window in found for word in range(window.first, window.last)]
    assert judged == list(range(len(sizes)))
    for window in found:
        assert window.start <= window.first <= window.last <= window.end
        assert sum(sizes[window.start : window.end]) <= length
