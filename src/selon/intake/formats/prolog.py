"""What stands above the root element of an XML document: read without a parser, to tell formats and to refuse what would do harm."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selon.intake.decode import decode_as

_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_NAME = re.compile(r"<((?:[\w.-]{1,80}:)?([A-Za-z_][\w.-]{0,80}))([^>]{0,8000})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Prolog:
    """*start* is where the root element begins; *name* its name without prefix, *attributes* what follows it in the tag. *entities* is whether a
    document type declares entities; *whole* whether all of the prolog was seen."""

    start: int
    name: str
    attributes: str
    entities: bool
    whole: bool


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the XML declaration names."""
    match = _DECLARATION.match(data[:400])
    return match.group(1).decode("ascii") if match else None


def prolog_of(text: str) -> Prolog | None:
    """The prolog of a document from its first characters; None for what does not begin as XML does."""
    at, entities = 0, False
    while True:
        while at < len(text) and text[at] in "\ufeff \t\r\n":
            at += 1
        if text.startswith("<?", at):
            end, past = text.find("?>", at), 2
        elif text.startswith("<!--", at):
            end, past = text.find("-->", at), 3
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end, past = _doctype_end(text, at), 1
            entities = entities or "<!ENTITY" in text[at : end if end >= 0 else len(text)].upper()
        else:
            root = _NAME.match(text, at)
            return Prolog(at, root.group(2), root.group(3), entities, True) if root else None
        if end < 0:
            return Prolog(len(text), "", "", entities, False)
        at = end + past


def root_of(head: bytes) -> tuple[str, str]:
    """Name (without prefix, lower case) and attributes of the root element; empty for what is no XML."""
    if b"<" not in head[:4096] and b"<\0" not in head[:4096]:
        return "", ""
    found = prolog_of(decode_as(head, declared_encoding(head)).text)
    return (found.name.lower(), found.attributes) if found else ("", "")


def _doctype_end(text: str, at: int) -> int:
    """Where the document type that begins at *at* ends: its ">" outside quotation marks and brackets."""
    quote, inside = "", False
    while at < len(text):
        if quote:
            at = text.find(quote, at)
            if at < 0:
                return -1
            quote = ""
        elif text.startswith("<!--", at):
            at = text.find("-->", at)
            if at < 0:
                return -1
            at += 2
        elif text[at] in "\"'":
            quote = text[at]
        elif text[at] in "[]":
            inside = text[at] == "["
        elif text[at] == ">" and not inside:
            return at
        at += 1
    return -1
