"""Pages that hold many articles: cut into pieces as text, each parsed by itself, so that a broken one spoils no other and no large tree is held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_BLOCKS = frozenset(
    "address article aside blockquote body br center dd div dl dt figure figcaption footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre"
    " section small table tbody td tfoot th thead title tr ul".split()
)
_SKIPPED = frozenset("script style noscript template head".split())


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
    """The lxml tree of a piece of a page; None where it holds nothing. Entities of its own, files and addresses are not followed."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return etree.fromstring(piece.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def by_class(tree: Any, *names: str) -> list[Any]:
    """The elements of *tree* that bear one of the classes *names*, in order of the document."""
    wanted = set(names)
    return [element for element in tree.iter() if wanted & set((element.get("class") or "").split())]


def lines(element: Any) -> list[str]:
    """The text of *element* as a browser breaks it: a line for each block, white space drawn together, none empty."""
    parts: list[str] = []
    found: list[str] = []

    def close() -> None:
        line = " ".join("".join(parts).split())
        parts.clear()
        if line:
            found.append(line)

    skipping: Any = None
    from lxml import etree

    for event, node in etree.iterwalk(element, events=("start", "end")):
        if skipping is not None:
            if event == "end" and node is skipping:
                skipping = None
                parts.append(node.tail or "" if node is not element else "")
            continue
        block = node.tag in _BLOCKS
        if event == "start":
            if node.tag in _SKIPPED:
                skipping = node
                continue
            if block:
                close()
            parts.append(node.text or "")
        else:
            if block:
                close()
            if node is not element:
                parts.append(node.tail or "")
    close()
    return found


def line(element: Any) -> str:
    """The text of *element* on one line."""
    return " ".join(lines(element))
