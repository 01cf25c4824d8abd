"""Bytes into text: encoding, line ends and control characters."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from selon.model.text import Span
from selon.notices import Notice

STAGE = "intake"

#: Byte order marks, the longest first (the mark of UTF-32-LE begins with that of UTF-16-LE).
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: How many bytes are looked at to recognise UTF-16 without a mark.
_SAMPLE = 4096
#: Control characters other than tab and line feed, lone surrogates apart.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: "œ" of ISO 8859-15 inside a word, where cp1252 would have a fraction: c(BD)ur.
_LATIN9 = re.compile(rb"[A-Za-z][\xbc\xbd][A-Za-z]")
#: Bytes that stand for nothing in cp1252, among them the accents of Mac Roman (ç ê ù).
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_MAC_ACCENT = re.compile(rb"[A-Za-z][\x88\x8d\x8e\x8f\x90\x9d][A-Za-z]")
_HIGH_LETTER = re.compile(rb"[A-Za-z][\xc0-\xff]")
#: Characters of C1 that cp1252 uses (quotation marks, dashes, the euro sign, œ).
_C1 = re.compile(rb"[\x80-\x9f]")

#: Codecs of Python that no text on the wire is in (some take a time that grows with the square of the length).
_NO_TEXT = frozenset(
    "base64 bz2 hex idna mbcs oem palmos punycode quopri raw-unicode-escape raw_unicode_escape rot13 undefined unicode-escape unicode_escape uu zlib".split()
)


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""Text read from bytes.

    *text* is the stored text that all spans point into: lines end in ``\\n``, no control characters
    but tab and line feed. *encoding* is the codec's name; *notices* say what was guessed or replaced.
    """

    text: str
    encoding: str
    notices: tuple[Notice, ...]


def decode(data: bytes) -> Decoded:
    """The text of *data*, whatever the bytes are; never raises.

    In: the bytes of a file, a feed or standard input. Out: the stored text, the encoding and notices.
    UTF-8, UTF-16 and UTF-32 are recognised by mark, UTF-16 also by its zero bytes; what is no UTF-8 is read as
    Windows-1252, ISO 8859-15, ISO 8859-1 or Mac Roman, whichever its bytes speak for.
    """
    text, encoding, guessed = _decoded(data)
    notices: list[Notice] = []
    if guessed:
        notices.append(Notice("encoding-guessed", STAGE, None, f"read as {encoding}"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    at = text.find("\ufffd")
    if at >= 0 and b"\xef\xbf\xbd" not in data:
        count = text.count("\ufffd")
        notices.append(Notice("bytes-replaced", STAGE, Span(at, at + 1), f"{count} in {encoding}, the first at {at}"))
    text, more = clean(text)
    return Decoded(text, encoding, (*notices, *more))


def decode_as(data: bytes, declared: str | None) -> Decoded:
    """The text of *data*, which is said to be in the encoding *declared*; never raises.

    The bytes go before what is said of them: a byte order mark, or letters beyond ASCII that are valid UTF-8, which text in another encoding hardly
    ever is. Where the encoding named is unknown, or does not fit, they are read as by ``decode``.
    """
    name = _codec(declared) if declared else None
    if name is None or data.startswith(tuple(mark for mark, _ in _MARKS)):
        return decode(data)
    try:
        text = data.decode("utf-8")
        if name != "utf-8" and text.isascii():
            text = data.decode(name)
    except UnicodeError:
        try:
            text = data.decode(name)
        except (LookupError, UnicodeError):
            return decode(data)
    text, notices = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    return Decoded(text, name, notices)


def _codec(declared: str) -> str | None:
    """The codec of an encoding's name as web browsers take it; None for one that is no encoding of text, or none that a declaration can be read in."""
    try:
        name = codecs.lookup(declared.strip().lower()).name
    except (LookupError, ValueError):
        return None
    if name in {"ascii", "iso8859-1"}:
        return "cp1252"
    return None if name.startswith(("utf-16", "utf-32", "utf-7")) or name in _NO_TEXT else name


def clean(text: str) -> tuple[str, tuple[Notice, ...]]:
    """*text* with control characters as spaces and lone surrogates as U+FFFD; the length stays the same.

    A carriage return becomes a line feed (a space before a line feed), so that offsets into the text given
    hold in the text stored.
    """
    notices: list[Notice] = []
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    lone = _SURROGATE.search(text)
    if lone:
        notices.append(Notice("bytes-replaced", STAGE, Span(*lone.span()), "a lone surrogate stands for no character"))
        text = _SURROGATE.sub("\ufffd", text)
    first = _CONTROL.search(text)
    if first:
        text, count = _CONTROL.subn(" ", text)
        notices.append(Notice("control-characters", STAGE, Span(*first.span()), f"{count} replaced, the first at {first.start()}"))
    return text, tuple(notices)


def _decoded(data: bytes) -> tuple[str, str, bool]:
    """(text, encoding, guessed)."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            name = "utf-8" if codec == "utf-8-sig" else codec
            return data.decode(codec, errors="replace"), name, False
    wide = _wide(data[:_SAMPLE])
    if wide:
        return data.decode(wide, errors="replace"), wide, True
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    mended = data.decode("utf-8", errors="replace")
    bad = mended.count("\ufffd")
    if _above_ascii(data) - bad >= 8 * bad and _multibyte(mended) >= 4 * bad:
        return mended, "utf-8", True
    codec = _single_byte(data)
    return data.decode(codec, errors="replace"), codec, True


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: zeros in nearly every second byte and hardly elsewhere."""
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    even = sample[0 : 2 * pairs : 2].count(0)
    odd = sample[1 : 2 * pairs : 2].count(0)
    if odd >= 0.7 * pairs and even <= 0.1 * pairs:
        return "utf-16-le"
    if even >= 0.7 * pairs and odd <= 0.1 * pairs:
        return "utf-16-be"
    return None


def _above_ascii(data: bytes) -> int:
    return len(data) - len(data.translate(None, bytes(range(128, 256)))) if data else 0


def _multibyte(text: str) -> int:
    """How many characters beyond ASCII were read well."""
    return len(text) - len(text.encode("ascii", errors="ignore")) - text.count("\ufffd")


def _single_byte(data: bytes) -> str:
    if _UNDEFINED.search(data) or _MAC_ACCENT.search(data):
        mac = sum(1 for _ in _MAC_ACCENT.finditer(data))
        latin = sum(1 for _ in _HIGH_LETTER.finditer(data))
        if mac > 2 * latin:
            return "mac_roman"
    if _C1.search(data):
        return "cp1252"
    if _LATIN9.search(data):
        return "iso8859-15"
    return "iso8859-1"
