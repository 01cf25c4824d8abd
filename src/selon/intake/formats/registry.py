"""Every format that is read: how a file of it is recognised, and the module that reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import BinaryIO

from selon.errors import DispatchError
from selon.intake.decode import decode
from selon.intake.formats.item import Given, Reading
from selon.intake.formats.prolog import root_of

Sniff = Callable[[bytes], bool]
_SPACE = b"\xef\xbb\xbf \t\r\n"
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:")
_JSON_FEED = re.compile(rb"\"version\"\s*:\s*\"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version")
_NINJS = re.compile(rb"\"(?:(?:version|first)_?created|pub_?status|body_(?:x?html|text)|headlines|bodies|altids|copyright_?holder)\"\s*:", re.IGNORECASE)
_G2 = tuple(f"application/vnd.iptc.g2.{name}+xml" for name in ("newsitem", "newsmessage", "packageitem"))


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    *suffixes* and *media* (types) name it; *looks_like* tells it by the first bytes of a file (up to ``stream.HEAD``). *module* has
    ``read(stream, given)``, which yields the dispatches and errors of a stream, lazily; a library that it needs is loaded with it.
    """

    name: str
    suffixes: tuple[str, ...]
    media: tuple[str, ...]
    looks_like: Sniff
    module: str

    def read(self, stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
        """The dispatches of *stream*, in order, lazily; in the place of one that cannot be read, the error. Raises InputError where none can be."""
        found: Iterator[Reading | DispatchError] = import_module(f"selon.intake.formats.{self.module}").read(stream, given)
        return found


def is_record(head: bytes) -> bool:
    """Whether the first line that is not blank is a JSON object by itself."""
    line = head.lstrip(_SPACE).partition(b"\n")[0].strip()
    if not line.startswith(b"{") or not line.endswith(b"}"):
        return False
    try:
        return isinstance(json.loads(decode(line).text, strict=False), dict)
    except (ValueError, RecursionError):
        return False


def _is_json(head: bytes) -> bool:
    start = head.lstrip(_SPACE)
    return start.startswith((b"[{", b"[\n", b"[ ", b"[\r")) or (start.startswith(b"{") and start[1:].lstrip()[:1] in (b'"', b"}"))


def _is_page(head: bytes) -> bool:
    start = head[:1024].lstrip(_SPACE).lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article")) or (start.startswith(b"<?xml") and b"<html" in start)


def _is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _is_docx(head: bytes) -> bool:
    """A zip whose first member is one of an Office document; a zip of such documents begins otherwise."""
    name = head[30 : 30 + int.from_bytes(head[26:28], "little")]
    return head.startswith(b"PK\x03\x04") and (name in (b"[Content_Types].xml", b"_rels/.rels") or name.startswith((b"word/", b"docProps/")))


def _is_archive(head: bytes) -> bool:
    return _is_zip(head) or head[257:262] == b"ustar"


def _is_rtf(head: bytes) -> bool:
    return head.lstrip(_SPACE).startswith(b"{\\rtf")


def _is_markup(head: bytes) -> bool:
    return head.lstrip(_SPACE).startswith(b"<")


_FACTIVA = re.compile(rb"<div\b[^>]{0,200}\bclass=[\"']?article\s+[a-z]{2,6}Article\b", re.IGNORECASE)
_EUROPRESSE = re.compile(rb"<span\b[^>]{0,200}\bclass=[\"']?DocPublicationName\b")
_NEXIS = re.compile(
    rb"<DOCFULL\b|<DOC NUMBER=|^[ \t]*\d{1,6} (?:of|de|sur|von) \d{1,6} DOCUMENTS?[ \t\r]*$|(?:>|^)[ \t]*(?:End of Document|Fin du document)[ \t\r]*(?:<|$)"
    rb"|(?:>|^)[ \t]*(?:LOAD-DATE|DATE-CHARGEMENT|Load-Date)\s?:",
    re.IGNORECASE | re.MULTILINE,
)


def _is_foreign(head: bytes) -> bool:
    from selon.intake.formats.foreign import looks_like

    return looks_like(head)


def _is_csv(head: bytes) -> bool:
    if b"," not in head[:8192] and b";" not in head[:8192] and b"\t" not in head[:8192] and b"|" not in head[:8192]:
        return False
    from selon.intake.formats.csv_file import looks_like  # names of columns live with their reader

    return looks_like(head)


def _rooted(*names: str) -> Sniff:
    """Tells XML by its root element."""
    return lambda head: root_of(head)[0] in names


def _is_feed(head: bytes) -> bool:
    """Whether the root element is one of RSS or Atom; an entry by itself is one that was set aside and is tried again."""
    name, attributes = root_of(head)
    return name in ("rss", "feed", "channel", "item", "entry", "deleted-entry") or (name == "rdf" and "purl.org/rss/1.0" in attributes)


def _is_mail(head: bytes) -> bool:
    """Whether a head of mail stands first: fields down to a blank line, who sent it and what only mail has among them."""
    lines = head.lstrip(_SPACE).replace(b"\r\n", b"\n").partition(b"\n\n")[0].split(b"\n")
    if not all(line[:1] in b" \t" or _FIELD.match(line) for line in lines[:200]):
        return False
    names = {line.partition(b":")[0].strip().lower() for line in lines if line[:1] not in b" \t"}
    return b"from" in names and bool(names & {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to"})


def _is_mbox(head: bytes) -> bool:
    first, _, rest = head.partition(b"\n")
    return first.startswith(b"From ") and _FIELD.match(rest) is not None


def _is_json_feed(head: bytes) -> bool:
    return head.lstrip(_SPACE).startswith(b"{") and _JSON_FEED.search(head) is not None


def _is_ninjs(head: bytes) -> bool:
    """Whether JSON has an address and a field that only ninjs has, and is not selon's own (which has a "text")."""
    return head.lstrip(_SPACE)[:1] in (b"{", b"[") and b'"uri"' in head and _NINJS.search(head) is not None and b'"text":' not in head.replace(b" ", b"")


#: In the order in which bytes are looked at: a format told by a narrower test stands before one told by a wider.
FORMATS: tuple[Format, ...] = (
    Format("docx", (".docx",), ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",), _is_docx, "docx"),
    Format("archive", (".zip", ".tar", ".tgz"), ("application/zip", "application/x-tar"), _is_archive, "archive"),
    Format("parquet", (".parquet", ".pq"), ("application/vnd.apache.parquet",), lambda head: head.startswith(b"PAR1"), "parquet"),
    Format("foreign", (), ("application/pdf",), _is_foreign, "foreign"),
    Format("rtf", (".rtf",), ("application/rtf", "text/rtf"), _is_rtf, "rtf"),
    Format("warc", (".warc",), ("application/warc",), lambda head: head.startswith(b"WARC/"), "warc"),
    Format("feed", (".rss", ".atom", ".rdf"), ("application/rss+xml", "application/atom+xml"), _is_feed, "feed"),
    Format("newsml", (".newsml",), _G2, _rooted("newsmessage", "newsitem", "packageitem"), "newsml"),
    Format("nitf", (".nitf",), ("application/nitf+xml",), _rooted("nitf"), "nitf"),
    Format("opml", (".opml",), ("text/x-opml",), _rooted("opml"), "opml"),
    Format("json-feed", (), ("application/feed+json",), _is_json_feed, "json_feed"),
    Format("ninjs", (".ninjs",), ("application/vnd.iptc.ninjs+json",), _is_ninjs, "ninjs"),
    Format("mail", (".eml",), ("message/rfc822",), _is_mail, "mail"),
    Format("mbox", (".mbox",), ("application/mbox",), _is_mbox, "mbox"),
    Format("jsonl", (".jsonl", ".ndjson"), ("application/x-ndjson", "application/jsonl"), is_record, "jsonl"),
    Format("json", (".json",), ("application/json",), _is_json, "json_file"),
    Format("csv", (".csv", ".tsv", ".tab"), ("text/csv", "text/tab-separated-values"), _is_csv, "csv_file"),
    Format("factiva", (), (), lambda head: _is_markup(head) and bool(_FACTIVA.search(head)), "factiva"),
    Format("europresse", (), (), lambda head: _is_markup(head) and bool(_EUROPRESSE.search(head)), "europresse"),
    Format("nexis", (), (), lambda head: bool(_NEXIS.search(head)), "nexis"),
    Format("html", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), _is_page, "html"),
    Format("xml", (".xml",), ("application/xml", "text/xml"), lambda head: head.lstrip(_SPACE).startswith(b"<?xml"), "xml_other"),
    Format("text", (".txt",), ("text/plain",), lambda head: True, "text"),
)
BY_NAME = {format.name: format for format in FORMATS}
#: Endings of files that folders are searched for, packed ones too.
SUFFIXES = tuple(sorted({suffix for format in FORMATS for suffix in format.suffixes}))


def format_of(head: bytes, *, name: str = "", media: str = "") -> Format:
    """The format of a file: by its first bytes where they are those of one format only, else by media type and the ending of its name.

    Text is what nothing else is. The bytes go first: feeds are served as web pages, and exports of databases end in .html or .json that is not all they are.
    """
    seen = next(format for format in FORMATS if format.looks_like(head))
    if seen.name not in ("text", "json", "jsonl", "html"):
        return seen
    named = next((f for f in FORMATS if media in f.media), None) or next((f for f in FORMATS if PurePath(unpacked(name)).suffix.lower() in f.suffixes), None)
    return named or seen


def unpacked(name: str) -> str:
    """The name of a file without the ending that says it is packed."""
    return name[:-3] if name.lower().endswith(".gz") else name
