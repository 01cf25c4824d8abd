"""OPML: a list of feeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, NoReturn

from selon.errors import DispatchError
from selon.intake.formats.item import Given, whole
from selon.intake.formats.metadata import language_of, one_line
from selon.intake.formats.xml_stream import lenient_tree

#: The longest list that is read, in bytes.
LIST_LIMIT = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """A feed of the list: its address, and title and language where the list gives them."""

    url: str
    title: str | None
    lang: str | None


def read_feeds(stream: BinaryIO, name: str) -> tuple[FeedAddress, ...]:
    """The feeds of a list, in its order, each once.

    In: a stream of bytes and the name to call it by. Raises DispatchError where it is no OPML, names no feed, or one whose address is neither http nor
    https; InputError where it is too long.
    """
    root, _ = lenient_tree(whole(stream, name, LIST_LIMIT), name)
    if not isinstance(root.tag, str) or root.tag.rpartition("}")[2].lower() != "opml":
        raise DispatchError(f"{name}: no OPML: its root is <{root.tag}>")
    found: dict[str, FeedAddress] = {}
    for outline in root.iter("{*}outline"):
        said = {str(key).lower(): value for key, value in outline.attrib.items()}
        url = one_line(said.get("xmlurl"))
        if url is None:
            continue
        if not url.lower().startswith(("http://", "https://")):
            raise DispatchError(f"{name}: the feed {url[:120]!r} has no http or https address; take it out")
        found.setdefault(url, FeedAddress(url, one_line(said.get("title")) or one_line(said.get("text")), language_of(said.get("language"))))
    if not found:
        raise DispatchError(f"{name}: the list names no feed (no outline has an xmlUrl)")
    return tuple(found.values())


def read(stream: BinaryIO, given: Given) -> NoReturn:
    """Nothing: raises DispatchError, since a list of feeds holds no dispatch."""
    count = len(read_feeds(stream, given.name))
    raise DispatchError(f"{given.name}: a list of {count} feeds, and no dispatch; give the feeds themselves, or the list to `selon watch`")
