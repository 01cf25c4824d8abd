"""Words that are looked for in claims: alike in both databases, whatever is typed."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from selon.errors import SettingError
from selon.query.filters import Filters
from selon.query.questions import ask
from selon.query.search import in_words
from selon.store.engine import asking
from tests.store.conftest import Databases
from tests.store.filters import TEXTS


def found(engine: Engine, words: str) -> int:
    with asking(engine) as connection:
        return len(ask(connection, "claims", Filters(text=words, limit=0)))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("bomb", 3),
        ("BOMB market", 3),
        ("bomb marché", 0),
        ("marché", 1),
        ("MARCHE", 1),
        ("mar*", 4),
        ("market*", 3),
        ('"market in Bamako"', 3),
        ('"Bamako in market"', 0),
        ('"market in Bam*"', 3),
        ("15", 1),
        ("AND", 1),
        ("OR NEAR NOT", 1),
        ("O'Neill", 1),
        ("oneill", 0),
        ('"O\'Neill-Robert"', 1),
        ("'old'", 1),
        ("cafe", 1),
        ("1,200", 1),
        ("200 shells", 1),
        ("claim; --", 1),
    ],
)
def test_words_are_found(full: Engine, words: str, number: int) -> None:
    assert found(full, words) == number


@pytest.mark.parametrize("words", ["", "  ", '""', "()", "*", "-- ;", '"*"'])
def test_no_word_is_one_clear_line(full: Engine, words: str) -> None:
    with pytest.raises(SettingError, match="there is no word in"):
        found(full, words)


def test_nothing_typed_breaks_a_search(full: Engine) -> None:
    for words in (*TEXTS, "a" * 2000, "x " * 500, "💥 a", "١٢", "Ａ", "ﬁ", "ß", "İ", "a\\'b", "$$ a $$", "%s a", ":a", "{a}"):
        found(full, words)


def test_a_word_without_end_is_one_clear_line(full: Engine) -> None:
    with pytest.raises(SettingError, match="longer than 2000 bytes"):
        found(full, "a " + "b" * 2001)


def test_python_looks_as_the_databases_do(full: Engine) -> None:
    with asking(full) as connection:
        texts = [row["text"] for row in ask(connection, "claims", Filters(limit=0))]
    for words in TEXTS:
        assert found(full, words) == sum(in_words(text, words) for text in texts), words


@pytest.mark.parametrize("options", ["", "LOCALE_PROVIDER icu ICU_LOCALE 'en'", "LOCALE 'C'"])
def test_every_locale_folds_alike(databases: Databases, options: str) -> None:
    from sqlalchemy import text

    from selon.store.engine import open_engine
    from selon.store.guards import words_of

    engine = open_engine(databases.new("postgresql", options=options), create=True)
    lines = (
        "L'ÉCOLE Ünited à Łódź",
        "Ça e\u0301t E\u0301T Österreich",
        "O'Neill-Robert_x a/b c.d 12:30 1,200 3.5 -5 5e3 v2 http://x.org/a?b me@x.org",
        "«Žižek» ÅSA",
    )
    with engine.connect() as connection:
        for line in lines:
            found = connection.execute(text("SELECT tsvector_to_array(selon_words(:line))"), {"line": line}).scalar_one()
            assert set(found) == set(words_of(line)), line
    engine.dispose()
