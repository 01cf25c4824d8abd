"""XML from outside: no document type, no entity of its own, no network, bounded in size and depth.

The bytes are decoded here, not by the parser: encodings declared wrongly are mended as those of text are, entities that HTML names become their
characters, and the document type is left out before the parser sees anything. A long document is never held as a whole.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from html.entities import html5
from typing import Any, BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from selon.errors import DispatchError
from selon.intake.decode import STAGE, decode_as
from selon.intake.formats.prolog import Prolog, declared_encoding, prolog_of
from selon.notices import Notice

#: The longest item in a document, in bytes; also the most that may stand between two.
ITEM_LIMIT = 32 * 1024 * 1024
#: The most elements and attributes of an item, or of what is parsed as a whole, together: each takes far more memory than it has letters.
MARKS = 1_000_000
_CHUNK = 64 * 1024
#: No character of XML.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|([A-Za-z_][\w.-]{0,63}));")
_OPEN_REFERENCE = re.compile(r"&[#\w.-]{0,65}\Z")
_BARE = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})


class XmlSource:
    """An XML document in a stream. Raises DispatchError where it declares entities, or is no XML.

    *notices* say how its bytes were read.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.name = name
        self._stream = stream
        head = self._read_head()
        encoding, self.notices = _encoding_of(head)
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        text = self._decoder.decode(head, final=len(head) < _CHUNK)
        self._head = text[_checked(prolog_of(text), name).start :]

    def elements(self, *tags: str) -> Iterator[Any]:
        """The elements called so (``{*}newsItem``), one after the other; each is emptied once the next is asked for.

        Raises DispatchError where the document is not well-formed or ends too early (after the elements before), or an item is too long.
        """
        parser = etree.XMLPullParser(
            events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, encoding="utf-8"
        )
        since, marks = 0, 0
        for text in self._texts():
            chunk = text.encode("utf-8", errors="replace")
            since, marks = since + len(chunk), marks + marks_in(text)
            if marks > MARKS:
                raise DispatchError(f"{self.name}: an item has more than {MARKS} elements and attributes; the rest is not read")
            if since > ITEM_LIMIT:
                raise DispatchError(f"{self.name}: an item, or what stands between two, is longer than {ITEM_LIMIT // 1024 // 1024} MB; the rest is not read")
            fault = _fault(parser.feed, chunk, parser)
            for element in _ended(parser):
                since, marks = 0, 0
                yield element
            if fault:
                raise DispatchError(f"{self.name}: no well-formed XML ({fault}); what follows is not read")
        fault = _fault(parser.close, None, parser)
        yield from _ended(parser)
        if fault:
            early = "Premature end" in fault or fault.startswith("no element")
            raise DispatchError(f"{self.name}: {'the document ends too early' if early else 'no well-formed XML'} ({fault})")

    def _texts(self) -> Iterator[str]:
        """The document's text in pieces, mended; a reference is never cut."""
        held = self._head
        while True:
            data = self._stream.read(_CHUNK)
            held += self._decoder.decode(data or b"", final=not data)
            cut = _OPEN_REFERENCE.search(held, max(0, len(held) - 70)) if data else None
            stop = cut.start() if cut else len(held)
            if stop:
                yield mended(held[:stop])
            held = held[stop:]
            if not data:
                return

    def _read_head(self) -> bytes:
        parts: list[bytes] = []
        size = 0
        while size < _CHUNK and (part := self._stream.read(_CHUNK - size)):
            parts.append(part)
            size += len(part)
        return b"".join(parts)


def lenient_tree(data: bytes, name: str) -> tuple[Any, tuple[Notice, ...]]:
    """The root of a document that need not be well-formed, as feeds often are not, and how its bytes were read.

    Raises DispatchError where it declares entities, or is no XML.
    """
    decoded = decode_as(data, declared_encoding(data))
    text = decoded.text[_checked(prolog_of(decoded.text), name).start :]
    if marks_in(text) > MARKS:
        raise DispatchError(f"{name}: more than {MARKS} elements and attributes; split it")
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_pis=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(_BARE.sub("&amp;", mended(text)).encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        raise DispatchError(f"{name}: no well-formed XML ({_reason(error)})") from None
    if root is None:
        raise DispatchError(f"{name}: no XML element in it")
    deep = next((entry for entry in parser.error_log if "depth" in entry.message), None)
    if deep is not None:
        raise DispatchError(f"{name}: elements are nested too deep ({_short(deep.message)})")
    return root, tuple(_placeless(notice) for notice in decoded.notices)


def serialised(element: Any) -> bytes:
    """The bytes of an element, in UTF-8."""
    data: bytes = etree.tostring(element, encoding="utf-8", with_tail=False)
    return data


def pruned(element: Any, keep: Callable[[Any], bool]) -> bytes:
    """The bytes of an element with those children alone that are kept, and with no namespace but theirs, so that they are the same wherever it stands."""
    own = deepcopy(element)
    for child in list(own):
        if not isinstance(child.tag, str) or not keep(child):
            own.remove(child)
    etree.cleanup_namespaces(own)
    return serialised(own)


def marks_in(text: str) -> int:
    """At most so many elements and attributes are in a piece of XML or HTML."""
    return text.count("<") + text.count("=")


def mended(text: str) -> str:
    """*text* with the references that HTML has and XML has not as characters, and without what XML may not hold."""
    return _ILLEGAL.sub(" ", _REFERENCE.sub(_character, text))


def _character(match: re.Match[str]) -> str:
    number, name = match.groups()
    if name:
        if name in _OWN:
            return match.group()
        found = html5.get(f"{name};", "")
        # One that nobody knows stays as it was written.
        return f"&amp;{name};" if not found or found in "&<>" else found
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    if code < 0x20 and code not in (9, 10, 13):
        return " "
    if 0x80 <= code < 0xA0 or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return html.unescape(match.group())  # as browsers do: &#146; is an apostrophe
    return match.group()


def _checked(prolog: Prolog | None, name: str) -> Prolog:
    if prolog is None:
        raise DispatchError(f"{name}: no XML: no element at its beginning")
    if prolog.entities:
        raise DispatchError(f"{name}: its DOCTYPE declares entities, which are never resolved; take the declarations out to have it read")
    if not prolog.whole:
        raise DispatchError(f"{name}: no element in its first {_CHUNK // 1024} KB; take the DOCTYPE or the comment above it out to have it read")
    return prolog


def _encoding_of(head: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The codec to read a document in, by its first bytes; the last character may be cut."""
    declared = declared_encoding(head)
    for cut in range(4):  # a character of UTF-8 has four bytes at most
        try:
            head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        head = head[: len(head) - cut]
        break
    decoded = decode_as(head, declared)
    return decoded.encoding, tuple(_placeless(notice) for notice in decoded.notices if notice.code == "encoding-guessed")


def _placeless(notice: Notice) -> Notice:
    return Notice(notice.code, STAGE, None, notice.detail)


def _fault(step: Callable[..., Any], chunk: bytes | None, parser: Any) -> str | None:
    """Let the parser take a step; out: the fault it found, if any (what was whole before it can still be read)."""
    try:
        step(*(() if chunk is None else (chunk,)))
    except etree.XMLSyntaxError as error:
        return _reason(error)
    # Not every fault is raised at once, but after each the parser hands over nothing more.
    return next((_short(entry.message) for entry in parser.feed_error_log if entry.level == etree.ErrorLevels.FATAL), None)


def _ended(parser: Any) -> Iterator[Any]:
    """The elements that have ended; the memory of each, and of what stands before it, is given back once the next is asked for."""
    for _, element in parser.read_events():
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _reason(error: Exception) -> str:
    return _short(getattr(error, "msg", None) or str(error))


def _short(message: str) -> str:
    return " ".join(message.split())[:160]
