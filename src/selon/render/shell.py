"""What every page of selon shares: escaping, and a head that lets nothing in from outside."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable

#: Characters that HTML forbids or that turn the direction of all that follows them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def page(title: str, body: Iterable[str], *, css: str, script: str) -> str:
    """One HTML file: the lines of *body* with *css* and *script* inside it.

    In: *title* as plain words; *body* as HTML. Out: a file whose Content-Security-Policy allows this style sheet and this script, each by
    its digest, and nothing else.
    """
    policy = f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="generator" content="selon">',
        f"<title>{esc(title)}</title>",
        f"<style>{css}</style>",
        "</head>",
        "<body>",
        *body,
        f"<script>{script}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def esc(words: str) -> str:
    """Plain words as HTML, for text and for attributes in quotation marks."""
    return html.escape(_FORBIDDEN.sub("\ufffd", words), quote=True)


def bdi(words: str) -> str:
    """Plain words as HTML that do not turn the direction of their neighbours."""
    return f"<bdi>{esc(words)}</bdi>"


def counted(number: int, noun: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _digest(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
