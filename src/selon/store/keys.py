"""Stable keys: made of content, so that the same thing gets the same key in every ledger and after every reading."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable

from selon.model.claim import Claim
from selon.model.dispatch import Dispatch
from selon.model.ledger import Ledger

#: Keys by which linking compares people and bodies that a dispatch only describes ("doctors", "a diplomat"): the same words are not the same people.
_DESCRIBED = re.compile(r"anon:.*|(?:person|organization|place|agency):[^:~]*:.*", re.DOTALL)
#: One encoder for all: ``json.dumps`` makes a new one at each call.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
#: Characters of a key behind its letter: 13 of base 32, 65 bits, so the first 10 bytes are enough of a hash.
_LENGTH, _BYTES = 13, 10


def digest(kind: str, *parts: object) -> str:
    """A key: *kind* (one letter) and 13 characters of the SHA-256 of *parts*."""
    packed = _encode(parts).encode("utf-8", errors="surrogatepass")
    return kind + base64.b32encode(hashlib.sha256(packed).digest()[:_BYTES])[:_LENGTH].decode("ascii").lower()


def dispatch_key(dispatch: Dispatch) -> str:
    """The key of a dispatch: who carried what text as what. The name of the file it came in is no part of it."""
    came = dispatch.carriage
    return digest("d", dispatch.text, dispatch.header, dispatch.date, dispatch.provider, came.outlet, came.guid, came.version, dispatch.url)


def claim_keys(ledger: Ledger, dispatch: str) -> dict[str, str]:
    """The keys of the ledger's claims by their ids, *dispatch* being the dispatch's key: they hold as long as a newer version reads
    the same words as the same act of the same source."""
    names = {entity.id: entity.name for entity in ledger.entities}
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    for claim in ledger.claims:
        key = digest("c", dispatch, *_signature(claim, names))
        seen[key] = seen.get(key, 0) + 1
        found[claim.id] = key if seen[key] == 1 else digest("c", key, seen[key])
    return found


def _signature(claim: Claim, names: dict[str, str]) -> Iterable[object]:
    yield [list(span) for span in claim.spans]
    yield claim.event.act
    yield claim.polarity
    yield [[names.get(id, id) for id in link.split("+")] for link in claim.chain]


def entity_key(key: str, dispatch: str) -> str:
    """The key under which the ledger keeps an entity that linking knows as *key*: whom a dispatch only describes is one of that *dispatch* (its key) alone."""
    return f"{key}@{dispatch}" if _DESCRIBED.fullmatch(key) else key
