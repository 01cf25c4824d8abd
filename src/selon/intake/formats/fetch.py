"""Fetching what the user names; nothing else in selon goes out to the network while reading."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urlsplit

from selon.errors import InputError
from selon.intake.formats.connect import Guard

LIMIT = 20 * 1024 * 1024
TIMEOUT = 20.0
#: What servers, and their robots.txt, know selon by.
AGENT = "selon"
_CHUNK = 64 * 1024
_ACCEPT = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, text/plain, application/json;q=0.8, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the bytes, the media type as declared (lower case, empty for none) and the final address.

    *changed* is False, and *data* empty, where the server says that nothing changed since *etag* and *modified*, which are to be sent with the next
    request as they came.
    """

    data: bytes
    kind: str
    url: str
    changed: bool = True
    etag: str | None = None
    modified: str | None = None


class ServerError(InputError):
    """The server answered, but with an error: *status* is its code, *retry_after* how many seconds it wants to be left alone, where it says so."""

    def __init__(self, message: str, status: int, retry_after: float | None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


def fetch(
    url: str,
    *,
    limit: int = LIMIT,
    timeout: float = TIMEOUT,
    allow_private: bool = False,
    typed: bool = True,
    etag: str | None = None,
    modified: str | None = None,
) -> Fetched:
    """What is at *url*: at most *limit* bytes, unpacked, within *timeout* seconds.

    In: an http or https address; whether addresses of this machine and of private networks are allowed (else only one that the user wrote himself,
    as an address: *typed*), and what an earlier answer gave as *etag* and *modified*. Out: what came back. Raises InputError, naming the address and
    the reason; ServerError where the server refuses.
    """
    if urlsplit(url).scheme.lower() not in {"http", "https"}:
        raise InputError(f"{url}: not an http or https address")
    headers = {"User-Agent": AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
    headers.update({name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value})
    try:
        request = urllib.request.Request(quote(url, safe="%/:=&?~#+!$,;'@()*[]"), headers=headers)
        guard = Guard(request.full_url, allow_private=allow_private, typed=typed, timeout=timeout)
        with guard.opener().open(request, timeout=timeout) as answer:
            data = b"".join(_parts(answer, url, limit, guard))
            said = answer.headers
            return Fetched(data, said.get_content_type().lower(), answer.geturl(), True, said.get("ETag"), said.get("Last-Modified"))
    except InputError:
        raise
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 304:
                return Fetched(b"", "", url, False, error.headers.get("ETag") or etag, error.headers.get("Last-Modified") or modified)
            why = " ".join(str(error.reason).partition("\n")[0].split())
            if 300 <= error.code < 400:
                raise InputError(f"{url}: a redirection that is not followed ({why})") from error
            raise ServerError(f"{url}: the server answers {error.code} {why}", error.code, _seconds(error.headers.get("Retry-After"))) from error
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        reason = getattr(error, "reason", None) or error
        raise InputError(f"{url}: cannot be fetched ({' '.join(str(reason).split()) or error.__class__.__name__})") from error


def _parts(answer: http.client.HTTPResponse, url: str, limit: int, guard: Guard) -> Iterator[bytes]:
    """The body in pieces, unpacked; packed or not, no more than *limit* bytes of it are held."""
    coding = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise InputError(f"{url}: the server packs by {coding}, which was not asked for")
    inflater = zlib.decompressobj(wbits=31) if coding != "identity" else None
    size, whole = 0, True
    while part := answer.read1(_CHUNK):
        while part:
            if inflater is None:
                piece, part = part, b""
            else:
                piece = inflater.decompress(part, limit - size + 1)
                whole = inflater.eof
                part = inflater.unconsumed_tail or inflater.unused_data
                if inflater.eof:
                    inflater = zlib.decompressobj(wbits=31)  # another member may follow
            size += len(piece)
            if size > limit:
                raise InputError(f"{url}: longer than {limit // 1024 // 1024} MB")
            guard.check_time()
            yield piece
    if answer.length or not whole:
        raise InputError(f"{url}: the answer ends too early")


def _seconds(after: str | None) -> float | None:
    """What ``Retry-After`` says, in seconds from now; None for nothing that can be read."""
    if after is None:
        return None
    if after.strip().isdecimal():
        return float(after.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(after).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None
