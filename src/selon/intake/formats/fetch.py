"""Fetching the one page that the user names; nothing else in selon goes out to the network while reading."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlsplit

from selon.errors import InputError

LIMIT = 20 * 1024 * 1024
TIMEOUT = 20.0
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the bytes, the media type as declared (lower case, empty for none) and the final address."""

    data: bytes
    kind: str
    url: str


class _HttpOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirections to http and https alone."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if urlsplit(newurl).scheme not in {"http", "https"}:
            raise InputError(f"{req.full_url}: redirected to {urlsplit(newurl).scheme or 'no'} address, which is not followed")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str, *, limit: int = LIMIT, timeout: float = TIMEOUT) -> Fetched:
    """The page at *url*: at most *limit* bytes, within *timeout* seconds.

    In: an http or https address. Out: its bytes and media type. Raises InputError, naming the address and the reason.
    """
    if urlsplit(url).scheme.lower() not in {"http", "https"}:
        raise InputError(f"{url}: not an http or https address")
    opener = urllib.request.build_opener(_HttpOnly)
    until = time.monotonic() + timeout
    try:
        request = urllib.request.Request(url, headers={"User-Agent": "selon", "Accept": "text/html, text/plain, application/json;q=0.8, */*;q=0.5"})
        with opener.open(request, timeout=timeout) as answer:
            parts: list[bytes] = []
            size = 0
            while part := answer.read1(_CHUNK):
                size += len(part)
                if size > limit:
                    raise InputError(f"{url}: longer than {limit // 1024 // 1024} MB")
                if time.monotonic() > until:
                    raise InputError(f"{url}: not read within {timeout:.0f} seconds")
                parts.append(part)
            return Fetched(b"".join(parts), answer.headers.get_content_type().lower(), answer.geturl())
    except InputError:
        raise
    except urllib.error.HTTPError as error:
        raise InputError(f"{url}: the server answers {error.code} {error.reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise InputError(f"{url}: cannot be fetched ({' '.join(str(reason).split()) or error.__class__.__name__})") from error
