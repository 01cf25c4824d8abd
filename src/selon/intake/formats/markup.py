"""Pages that hold many articles: cut into pieces as text, each parsed by itself, so that a broken one spoils no other and no large tree is held;
and pages as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_BLOCKS = frozenset(
    "address article aside blockquote body br center dd div dl dt figure figcaption footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre"
    " section small table tbody td tfoot th thead title tr ul".split()
)
_SKIPPED = frozenset("script style noscript template head".split())
#: The longest piece that is parsed, in characters of markup; articles have some thousands.
LIMIT = 4 * 1024 * 1024
_CHUNK = 64 * 1024


def pieces(text: str, start: re.Pattern[str]) -> Iterator[str]:
    """The stretches of *text* that each begin where *start* matches; what stands before the first is left out."""
    at = -1
    for match in start.finditer(text):
        if at >= 0:
            yield text[at : match.start()]
        at = match.start()
    if at >= 0:
        yield text[at:]


def parse(piece: str) -> Any:
    """The lxml tree of a piece of a page; None where it holds nothing or more than LIMIT. Entities of its own, files and addresses are not followed."""
    from lxml import etree  # type: ignore[import-untyped]

    if len(piece) > LIMIT:
        return None

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return etree.fromstring(piece.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def by_class(tree: Any, *names: str) -> list[Any]:
    """The elements of *tree* that bear one of the classes *names*, in order of the document."""
    wanted = set(names)
    return [element for element in tree.iter() if wanted & set((element.get("class") or "").split())]


class _Broken:
    """What a page says, broken into lines as a browser breaks it. It takes the events of a parser: tags that open and close, and text."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._parts: list[str] = []
        self._skipped = 0

    def start(self, tag: str, _: object = None) -> None:
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag in _BLOCKS:
            self._close()

    def end(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped -= 1
        elif tag in _BLOCKS:
            self._close()

    def data(self, words: str) -> None:
        if not self._skipped:
            self._parts.append(words)

    def close(self) -> list[str]:
        """The lines that were not yet taken."""
        self._close()
        return self.taken()

    def taken(self) -> list[str]:
        """The lines that are whole, each given once."""
        done, self._done = self._done, []
        return done

    def _close(self) -> None:
        line = " ".join("".join(self._parts).split())
        self._parts.clear()
        if line:
            self._done.append(line)


def lines(element: Any) -> list[str]:
    """The text of *element* as a browser breaks it: a line for each block, white space drawn together, none empty."""
    from lxml import etree

    found = _Broken()
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            found.start(node.tag)
            found.data(node.text or "")
        else:
            found.end(node.tag)
            if node is not element:
                found.data(node.tail or "")
    return found.close()


def lines_of_page(text: str) -> Iterator[str]:
    """The lines of a whole page, as they come; no tree of it is held."""
    from lxml import etree

    found = _Broken()
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, target=found)
    try:
        for at in range(0, len(text), _CHUNK):
            parser.feed(text[at : at + _CHUNK].encode("utf-8", errors="replace"))
            yield from found.taken()
        yield from parser.close()
    except etree.XMLSyntaxError:
        yield from found.close()


def line(element: Any) -> str:
    """The text of *element* on one line."""
    return " ".join(lines(element))
