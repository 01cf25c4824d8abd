"""HTML fragments, XHTML and NITF as text: paragraphs parted by blank lines, a line for each row of a table and entry of a list."""

from __future__ import annotations

import html
import re
from typing import Any

_BLOCKS = frozenset(
    "address article aside block blockquote body bq center dd details div dl dt fieldset footer h1 h2 h3 h4 h5 h6 header hl2 hr html"
    " li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
#: What is no text: scripts, styles, forms, pictures with their captions, and NITF's media.
_DROPPED = frozenset(
    "script style noscript template iframe frame object embed applet svg math canvas audio video picture img map form button select textarea input head title"
    " figure figcaption media media-caption media-producer media-metadata".split()
)
#: A fragment with more tags and attributes than this is not made a tree, which takes far more memory than it has letters.
_MARKS = 500_000
_BREAK = "\x1e"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(rf" ?{_BREAK} ?")
_TAG = re.compile(r"<[A-Za-z!/?]")
_ANY_TAG = re.compile(r"<(?:!--.*?(?:-->|\Z)|(script|style)\b.*?(?:</\1\s*>|\Z)|[^<>]*(?:>|\Z))", re.DOTALL | re.IGNORECASE)
_BULLET = "• "


def is_html(value: str) -> bool:
    """Whether a text has tags of HTML in it."""
    return _TAG.search(value) is not None


def html_to_text(value: str) -> str:
    """The text of an HTML fragment (or of plain text, whose references are resolved and whose lines stay). Nothing is fetched; never raises."""
    if not is_html(value):
        return _tidy(html.unescape(value).replace("\r\n", "\n").replace("\r", "\n"))
    if value.count("<") + value.count("=") > _MARKS:
        return _bare(value)
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as parsed

    parser = parsed.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = parsed.document_fromstring(value.replace("\x00", " ").encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return ""
    if any("depth" in entry.message for entry in parser.error_log):
        return _bare(value)  # nested too deep, and cut there
    return text_of(root)


def _bare(value: str) -> str:
    """The text of HTML that is not fit for a tree: between its tags."""
    return _tidy(html.unescape(_ANY_TAG.sub("\n\n", value)))


def text_of(root: Any) -> str:
    """The text below an element of HTML, XHTML or NITF; comments, scripts, styles, forms, pictures and captions are left out."""
    out = _Blocks()
    todo: list[tuple[Any, bool]] = [(root, False)]
    while todo:
        element, done = todo.pop()
        name = _local(element)
        if done:
            out.closed(name)
        elif name is None or (name in _DROPPED and element is not root):
            out.words(_reference(element))
        else:
            out.opened(name, element)
            out.words(element.text or "")
            todo.append((element, True))
            todo.extend((child, False) for child in reversed(element))
            continue
        if element is not root:
            out.words(element.tail or "")
    return out.text()


class _Blocks:
    """Text gathered block by block."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[str] = []
        self._mark = ""
        self._pre = 0
        self._row = 0

    def words(self, text: str) -> None:
        if text:
            self._open.append(text.replace("\r\n", "\n").replace("\n", _BREAK) if self._pre else text)

    def opened(self, name: str, element: Any) -> None:
        if name == "br":
            self._open.append(_BREAK)
        elif name == "tr" and not self._row and _is_row(element):
            self.flush()
            self._row = 1
        elif self._row:
            self._row += 1
            if name in ("td", "th") and any(part.strip() for part in self._open):
                self._open.append(" | ")
        elif name in _BLOCKS:
            self.flush()
            self._mark = _BULLET if name == "li" else self._mark
        if name == "pre":
            self._pre += 1

    def closed(self, name: str | None) -> None:
        if name == "pre":
            self._pre -= 1
        if self._row:
            self._row -= 1
            if not self._row:
                self.flush()
        elif name in _BLOCKS:
            self.flush()
            if name == "li":
                self._mark = ""

    def flush(self) -> None:
        lines = _BREAKS.sub("\n", _SPACE.sub(" ", "".join(self._open))).split("\n")
        self._open = []
        # Two breaks part paragraphs; one is a line.
        text = re.sub(r"\n{2,}", "\n\n", "\n".join(line.strip(" ") for line in lines)).strip("\n")
        if text.strip():
            self._done.append(self._mark + text)
            self._mark = ""

    def text(self) -> str:
        self.flush()
        return "\n\n".join(self._done)


def _is_row(row: Any) -> bool:
    """Whether a row is one of data: two cells or more, and no paragraph, list or table in them (mail is laid out by tables)."""
    cells = 0
    for below in row.iterdescendants():
        name = _local(below)
        if name in ("td", "th"):
            cells += 1
        elif name in _BLOCKS:
            return False
    return cells > 1


def _local(element: Any) -> str | None:
    """An element's name without namespace, in lower case; None for a comment, an instruction, a reference."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else None


def _reference(element: Any) -> str:
    """What an unresolved reference stands for in HTML; empty for anything else."""
    text = getattr(element, "text", None) or ""
    return html.unescape(text) if not isinstance(element.tag, str) and text.startswith("&") else ""


def _tidy(text: str) -> str:
    """Plain text without white space at the ends of lines, and one blank line where there are more."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n ")
