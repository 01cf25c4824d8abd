"""Templates of ``timex_patterns.csv`` compiled to regular expressions over the characters of the tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selon.errors import TableError
from selon.tables import Row, values

#: The character of a token without a class (with a capital, and without), and that of a paragraph break or an end of the text.
OTHER, CAPITAL, BREAK = "x", "X", "|"
#: The group that holds the extent, where the template looks at words around it.
EXTENT = "<>"
_PIECE = re.compile(r"\{([^{}:]+)(?::(\w+))?\}(\?)?|([()|<>])(\?)?|(\S+?)(\?)?(?=\s|$)")
_NUMERALS = ("num", "int", "dec")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One template: its key, what to do with a match, its constant fields, its capturing groups and what it may begin with."""

    id: str
    action: str
    constants: Mapping[str, str]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    expression: re.Pattern[str]
    openers: frozenset[str]
    width: int
    before: frozenset[str]
    not_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a template: its expression, how many tokens it takes at least, and the characters it may begin with."""

    source: str
    width: int
    first: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    content: str
    name: str
    optional: bool


def pieces(template: str) -> Iterator[_Piece]:
    """The pieces of a template: classes, words and brackets."""
    for found in _PIECE.finditer(template):
        if found[1]:
            yield _Piece("class", found[1], found[2] or "", bool(found[3]))
        elif found[4]:
            yield _Piece("bracket", found[4], "", bool(found[5]))
        else:
            yield _Piece("word", found[6], "", bool(found[7]))


def literals(row: Row) -> Iterator[str]:
    """The bare words and marks that a row of the table names."""
    for piece in pieces(row["pattern"]):
        if piece.kind == "word":
            yield piece.content
    for column in ("before", "not_before", "after", "not_after"):
        yield from (item for item in row[column].split() if item != "^" and not item.startswith("{"))


def expanded(rows: list[Row], label: str) -> list[Row]:
    """The templates with the fragments that they name (``@mod``) put in; a fragment is a row with the action ``define``."""
    fragments = {row["id"]: row["pattern"] for row in rows if row["action"] == "define"}

    def put(found: re.Match[str]) -> str:
        if found[0] not in fragments:
            raise TableError(f"{label}: no row defines {found[0]}")
        return f"( {fragments[found[0]]} )"

    kept = [dict(row) for row in rows if row["action"] != "define"]
    for row in kept:
        for _ in range(3):
            row["pattern"] = re.sub(r"@\w+", put, row["pattern"])
    return kept


def compiled(row: Row, sets: Mapping[str, str], label: str) -> Pattern:
    """The pattern of a row. *sets* gives the characters of every class (a bare word is the class ``=word``)."""
    return _Compiler(row, sets, f"{label}: {row['id']}").pattern()


class _Compiler:
    """Reads the pieces of one template by recursive descent."""

    def __init__(self, row: Row, sets: Mapping[str, str], label: str) -> None:
        self.row, self.sets, self.label = row, sets, label
        self.pieces = list(pieces(row["pattern"]))
        self.place = 0
        self.groups: list[tuple[str, tuple[str, ...]]] = []

    def pattern(self) -> Pattern:
        whole = self._choice()
        if self.place < len(self.pieces) or whole.width == 0:
            raise TableError(f"{self.label}: the template is not well formed, or all of it may be missing")
        after, not_after = self._context("after"), self._context("not_after")
        source = whole.source + (f"(?=[{after}])" if after else "") + (f"(?![{not_after}])" if not_after else "")
        return Pattern(
            id=self.row["id"],
            action=self.row["action"],
            constants=dict(part.split("=", 1) for part in values(self.row["constants"])),
            groups=tuple(self.groups),
            expression=re.compile(source),
            openers=whole.first,
            width=whole.width,
            before=frozenset(self._context("before").replace("\\", "")),
            not_before=frozenset(self._context("not_before").replace("\\", "")),
        )

    def _choice(self) -> _Part:
        ways = [self._sequence()]
        while self.place < len(self.pieces) and self._at("|"):
            self.place += 1
            ways.append(self._sequence())
        if len(ways) == 1:
            return ways[0]
        source = "(?:" + "|".join(way.source for way in ways) + ")"
        return _Part(source, min(way.width for way in ways), frozenset().union(*(way.first for way in ways)))

    def _at(self, bracket: str) -> bool:
        piece = self.pieces[self.place]
        return piece.kind == "bracket" and piece.content == bracket

    def _sequence(self) -> _Part:
        source, width, first = "", 0, frozenset[str]()
        while self.place < len(self.pieces) and not self._at("|") and not self._at(")") and not self._at(">"):
            part = self._part()
            if width == 0:
                first |= part.first
            source, width = source + part.source, width + part.width
        return _Part(source, width, first)

    def _part(self) -> _Part:
        piece = self.pieces[self.place]
        self.place += 1
        if piece.kind == "bracket":
            if piece.content == "<":
                self.groups.append((EXTENT, ()))
            inner = self._choice()
            if self.place >= len(self.pieces):
                raise TableError(f"{self.label}: a bracket is not closed")
            closing = self.pieces[self.place]
            self.place += 1
            source = f"({inner.source})" if piece.content == "<" else f"(?:{inner.source})"
            part = _Part(source, inner.width, inner.first)
            return _Part(source + "?", 0, part.first) if closing.optional else part
        if piece.name:
            self.groups.append((piece.name, tuple(piece.content.split("/"))))
        part = self._token(piece)
        source = f"({part.source})" if piece.name else part.source
        return _Part(source + "?", 0, part.first) if piece.optional else _Part(source, part.width, part.first)

    def _token(self, piece: _Piece) -> _Part:
        if piece.kind == "class" and piece.content in ("#", "#a"):
            return self._numeral(article=piece.content == "#a")
        characters = self._union(piece.content if piece.kind == "class" else "=" + piece.content)
        return _Part(f"[{characters}]", 1, frozenset(characters))

    def _union(self, classes: str) -> str:
        names = [classes] if classes.startswith("=") else classes.split("/")
        found = "".join(sorted({c for name in names for c in self.sets.get(name, "")}))
        if not found:
            raise TableError(f"{self.label}: no word has the class {classes}")
        return found

    def _numeral(self, *, article: bool) -> _Part:
        """A number in digits or in words, up to six words long."""
        words, joins = self.sets.get("num", ""), self.sets.get("numjoin", "")
        digits = self.sets["int"] + self.sets["dec"] + (self.sets.get("one", "") if article else "")
        return _Part(f"(?:[{words}](?:[{joins}]?[{words}]){{0,5}}|[{digits}])", 1, frozenset(words + digits))

    def _context(self, column: str) -> str:
        members = ""
        for item in self.row[column].split():
            if item == "^":
                members += re.escape(BREAK)
            elif item == "{#}":
                members += "".join(self.sets.get(kind, "") for kind in _NUMERALS)
            else:
                members += self._union(item[1:-1] if item.startswith("{") else "=" + item)
        return members
