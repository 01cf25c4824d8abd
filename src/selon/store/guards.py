"""What the database itself sees to: nothing is deleted or overwritten, and text can be searched.

``guards`` gives the statements for one dialect; a migration runs them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

#: Marks that Unicode puts behind a letter.
_COMBINING = "".join(map(chr, range(0x300, 0x370)))
#: Small Latin letters with marks and what they are searched as, in both databases alike (FTS5 folds what Unicode takes apart, and only that).
_TAKEN_APART = [(letter, unicodedata.normalize("NFD", letter)) for letter in map(chr, range(0xC0, 0x250)) if letter.islower()]
_MARKED = "".join(letter for letter, parts in _TAKEN_APART if len(parts) > 1)
_PLAIN = "".join(parts[0] for _, parts in _TAKEN_APART if len(parts) > 1)
_FOLDED = str.maketrans(_MARKED, _PLAIN, _COMBINING)
#: Marks between words that PostgreSQL's parser would read as part of a path, a host or a compound.
_MARKS = "-_./@:'’«»“”\"()[]{},;!?%&=+*#~<>|\\^`$€£"


def append_only(dialect: str, table: str, columns: Sequence[str], *, may_end: bool) -> Iterator[str]:
    """Statements that forbid deleting rows of *table* and changing them, but for setting *ended* once where *may_end*.

    In: SQLAlchemy's name of the dialect, the table and all its columns.
    """
    fixed = [name for name in columns if name != "ended"] if may_end else list(columns)
    if dialect == "sqlite":
        yield f"CREATE TRIGGER {table}_keep BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'the ledger keeps everything: {table} is append-only'); END"
        yield (
            f"CREATE TRIGGER {table}_fixed BEFORE UPDATE OF {', '.join(fixed)} ON {table} BEGIN "
            f"SELECT RAISE(ABORT, 'the ledger overwrites nothing: {table} is append-only'); END"
        )
        if may_end:
            yield (
                f"CREATE TRIGGER {table}_ended BEFORE UPDATE OF ended ON {table} WHEN OLD.ended IS NOT NULL BEGIN "
                f"SELECT RAISE(ABORT, 'the ledger overwrites nothing: {table} is append-only'); END"
            )
        return
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in fixed)
    ended = " OR OLD.ended IS NOT NULL" if may_end else ""
    yield (
        f"CREATE FUNCTION {table}_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'the ledger keeps everything: {table} is append-only'; END IF; "
        f"IF {changed}{ended} THEN RAISE EXCEPTION 'the ledger overwrites nothing: {table} is append-only'; END IF; RETURN NEW; END $$"
    )
    yield f"CREATE TRIGGER {table}_keep BEFORE DELETE OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_keep()"


def search_index(dialect: str) -> Iterator[str]:
    """Statements that make the text of claims searchable: FTS5, or a GIN index over folded words."""
    if dialect == "sqlite":
        yield "CREATE VIRTUAL TABLE claim_words USING fts5(text, content='claim', content_rowid='id', tokenize=\"unicode61 remove_diacritics 2\", detail=full)"
        yield "CREATE TRIGGER claim_words_new AFTER INSERT ON claim BEGIN INSERT INTO claim_words(rowid, text) VALUES (NEW.id, NEW.text); END"
        return
    # What has nothing to be translated to is left out.
    # A database whose locale is "C" knows the capitals of ASCII only; those with marks are given to it.
    capitals = {letter.upper(): parts[0] for letter, parts in _TAKEN_APART if len(letter.upper()) == 1 and letter.upper() != letter}
    marked = _MARKED + "".join(capitals) + _MARKS.replace("'", "''") + _COMBINING
    plain = _PLAIN + "".join(capitals.values()) + " " * len(_MARKS)
    yield (
        "CREATE FUNCTION selon_words(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
        f"$$ SELECT to_tsvector('simple', translate(lower(words), '{marked}', '{plain}')) $$"
    )
    yield "CREATE INDEX claim_words ON claim USING gin (selon_words(text))"


def views(dialect: str, statements: Mapping[str, str]) -> Iterator[str]:
    """Statements that make views of their names and queries."""
    for name, query in statements.items():
        yield f"CREATE VIEW {name} AS {query}"


def storable(words: str) -> bool:
    """Whether both databases can keep *words*: no NUL, no lone surrogate."""
    return "\0" not in words and not re.search(r"[\ud800-\udfff]", words)


def fold(words: str) -> str:
    """*words* as both databases fold them for search: lower case, without marks."""
    return words.lower().translate(_FOLDED)


def words_of(name: str) -> list[str]:
    """The words of a name, folded."""
    return re.findall(r"[^\W_]+", fold(name))
