"""Addresses (IRIs) of what is exported: ``urn:x-selon:claim:KEY``, or under a base that the user names."""

from __future__ import annotations

import re
from urllib.parse import quote

from selon.errors import SettingError
from selon.exports.files import Options

#: Terms of selon that no vocabulary in use has.
TERMS = "urn:x-selon:term:"


class Iris:
    """Makes addresses under the base of *options*. Raises SettingError for a base that is none."""

    def __init__(self, options: Options) -> None:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*", options.base):
            raise SettingError(f"{options.base!r} is no base for addresses; give one like https://example.org/ledger/ or urn:x-selon:")
        self.base = options.base
        self.mark = "/" if options.base.endswith("/") else ":"

    def of(self, kind: str, key: str) -> str:
        """The address of the *kind* ("dispatch", "claim", "entity") with *key*."""
        return f"{self.base}{kind}{self.mark}{quote(key, safe='-._~', errors='replace')}"


def is_address(url: str | None) -> bool:
    """Whether *url* is an address of the web that may stand as an IRI."""
    return bool(url) and re.fullmatch(r"https?://[^\s<>\"{}|\\^`\x00-\x20\ud800-\udfff]+", url or "") is not None
