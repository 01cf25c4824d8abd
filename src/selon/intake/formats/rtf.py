"""Rich text (.rtf): exports of Factiva and Nexis hold many dispatches, others one.

striprtf reads it, after what it would choke on has been taken out or refused: raw bytes (``\\bin``), groups nested without end, addresses of links,
a font table without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from selon.errors import DispatchError, InputError
from selon.intake.decode import clean, decode
from selon.intake.formats import factiva, nexis
from selon.intake.formats.item import Given, Reading, whole

#: The longest file, in bytes; how deep groups may lie; how long the table of fonts may be, in characters.
_LIMIT = 32 * 1024 * 1024
_DEPTH = 1000
_FONTS = 64 * 1024
_TOKEN = re.compile(r"\\bin(-?\d{0,12}) ?|\\.|[{}]", re.DOTALL)
_FONT_TABLE = re.compile(r"\{[^{}]*\\fonttbl")
_LONG_NUMBER = re.compile(r"(?<=\d{9})\d+")
_LINK = re.compile(r"\\fldinst(?=\{)", re.IGNORECASE)


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The dispatches of a rich text file. Raises InputError where it is too long, broken, or made to harm."""
    text = rtf_text(whole(stream, given.name, _LIMIT), given.name)
    lines = text.split("\n")
    if factiva.is_factiva(lines):
        yield from factiva.read_lines(lines, given)
    else:
        yield from nexis.read_lines(lines, given)


def rtf_text(data: bytes, name: str) -> str:
    """The plain text of an RTF file. Raises InputError where it is none."""
    from striprtf.striprtf import rtf_to_text

    source = _tamed(data.decode("latin-1"), name)
    try:
        text: str = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, IndexError, KeyError, LookupError, OverflowError, RecursionError) as error:
        raise InputError(f"{name}: broken RTF ({error.__class__.__name__}); open it in a word processor and save it anew") from error
    # Characters beyond U+FFFF are written as two halves.
    text = text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
    return clean(text)[0]


def _tamed(source: str, name: str) -> str:
    """*source* without raw bytes and addresses of links. Raises InputError for groups that lie too deep and a table of fonts that is too long."""
    kept: list[str] = []
    depth = start = at = 0
    while match := _TOKEN.search(source, at):
        token, at = match.group(), match.end()
        if token.startswith("\\bin") and not source[match.start() + 4 : match.start() + 5].isalpha():
            kept.append(source[start : match.start()])
            start = at = at + max(0, int(match.group(1).removesuffix("-") or 0))
            continue
        depth += (token == "{") - (token == "}")
        if depth > _DEPTH:
            raise InputError(f"{name}: groups of the RTF lie more than {_DEPTH} deep; open it in a word processor and save it anew")
    kept.append(source[start:])
    # Letters that stand as raw bytes are those of any other text.
    tamed = _LINK.sub(r"\\fldinst ", decode("".join(kept).encode("latin-1")).text)
    fonts = _FONT_TABLE.search(tamed)
    if fonts is None:
        return tamed
    end = _group_end(tamed, fonts.start())
    if end - fonts.start() > _FONTS:
        raise InputError(f"{name}: the table of fonts is longer than {_FONTS // 1024} KB; open it in a word processor and save it anew")
    # A line for each font, and no number without end: a pattern of striprtf looks no further than the end of a line.
    table = _LONG_NUMBER.sub("", tamed[fonts.start() : end]).replace("\\f", "\n\\f")
    return tamed[: fonts.start()] + table + tamed[end:]


def _group_end(source: str, start: int) -> int:
    depth = 0
    for brace in re.finditer(r"[{}]", source[start : start + _FONTS + 2]):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return start + brace.end()
    return len(source)
