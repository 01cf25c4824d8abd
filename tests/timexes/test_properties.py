"""What holds for any text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.edtf import is_edtf

from selon.tables import read_table
from selon.timexes import TimexTables, claim_time, find_timexes, load_timex_tables

TABLES = [load_timex_tables("lang/fr"), load_timex_tables("lang/en")]
ANCHORS = ["2023-09-14", "2023-09", "2023", "XXXX-03-08", "XXXX-02-29", "1600-01-01", "2199-12-31", None]
WORDS = sorted({form for tables in TABLES for form in tables.payloads}) + [
    *"0 1 2 7 12 24 31 59 68 93 99 1204 1990 2016 2400 9999 12,5 1.000 ' . , : - / ( ) % $ d' l' l’ \n\n".split(" "),
    "janvier",
    "lundi",
    "Monday",
    "May",
]
#: Words of the grammar in any order, which reach far more of the templates than random characters.
texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=80)


@settings(max_examples=300, deadline=None)
@given(text=texts, anchor=st.sampled_from(ANCHORS), tables=st.sampled_from(TABLES))
def test_any_text(text: str, anchor: str | None, tables: TimexTables) -> None:
    found = find_timexes(text, anchor=anchor, tables=tables)
    end = 0
    for index, timex in enumerate(found):
        assert end <= timex.span.start < timex.span.end <= len(text)
        end = timex.span.end
        assert timex.span.of(text).strip() == timex.span.of(text)
        assert timex.value is None or timex.value
        span, edtf = claim_time(text, index, found, anchor=anchor, tables=tables)
        assert 0 <= span.start < span.end <= len(text)
        for date in (timex.edtf, edtf):
            assert date is None or is_edtf(date), date
    assert found == find_timexes(text, anchor=anchor, tables=tables)


@pytest.mark.parametrize("tables", TABLES, ids=["fr", "en"])
@pytest.mark.parametrize("unit", ["1", "a", "d'", "le ", "12 ", "9,9,", "deux cent ", "il y a ", "la fin de ", "the end of ", "mardi ", "Monday ", "\n"])
def test_a_long_line_takes_linear_time(tables: TimexTables, unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        find_timexes(text, anchor="2023-09-14", tables=tables)
        return time.process_time() - begin

    short = min(seconds(50_000) for _ in range(2))
    assert seconds(200_000) < 12 * short + 0.1


def test_two_million_digits() -> None:
    begin = time.process_time()
    assert find_timexes("7" * 2_000_000, anchor=None, tables=TABLES[0]) == ()
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("tables", TABLES, ids=["fr", "en"])
def test_the_examples_of_the_templates(tables: TimexTables) -> None:
    for row in read_table(tables.folder, "timex_patterns"):
        example = row["example"]
        if row["action"] == "define":
            assert example == "", row["id"]
            continue
        text = example.replace("[", "").replace("]", "")
        spans = [timex.span.of(text) for timex in find_timexes(text, anchor="2019-05-15", tables=tables)]
        wanted = re.findall(r"\[(.+?)\]", example)
        assert set(wanted) <= set(spans) if wanted else not spans, (row["id"], example, spans)
