"""Connections to public addresses alone, unless a private one is allowed.

A name is resolved once, what it resolves to is checked, and the connection goes to the address checked: a name that changes between the two gains nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import urllib.request
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from selon.errors import InputError

_EMBEDDING = ipaddress.ip_network("64:ff9b::/96")  # NAT64: an address of IPv4 in one of IPv6


class Guard:
    """What one fetch may connect to.

    *url* is the address asked for. An address of this machine or of a private network is refused, unless *allow_private*, or unless it is what the user
    wrote himself (*typed*: the address itself, or localhost, not a name that leads there); a redirection to another is refused then too. All of it,
    redirections included, has *timeout* seconds.
    """

    def __init__(self, url: str, *, allow_private: bool, typed: bool, timeout: float) -> None:
        self.url = url
        self._timeout = timeout
        self._until = time.monotonic() + timeout
        self._open = allow_private
        self._own = _origin(url) if typed and _is_literal(urlsplit(url).hostname or "") else None

    def opener(self) -> urllib.request.OpenerDirector:
        """An opener that keeps to it. Proxies of the environment are used, which then resolve the names."""
        return urllib.request.build_opener(_Redirections(self), _Http(self), _Https(self))

    def may_be_private(self, url: str) -> bool:
        """Whether the host of *url* may be private."""
        return self._open or (self._own is not None and _origin(url) == self._own)

    def check(self, url: str) -> None:
        """Raise InputError where *url* itself is a private address, or of another scheme than http and https; or where time is up."""
        self.check_time()
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            raise InputError(f"{self.url}: redirected to a {parts.scheme or 'nameless'} address, which is not followed")
        if not self.may_be_private(url) and _is_literal(parts.hostname or "") and not _is_public(parts.hostname or ""):
            raise self.refused(parts.hostname or "")

    def check_time(self) -> None:
        """Raise InputError where time is up."""
        if time.monotonic() > self._until:
            raise InputError(f"{self.url}: not read within {self._timeout:.0f} seconds")

    def refused(self, host: str) -> InputError:
        """The error for a private host."""
        return InputError(f"{self.url}: {host} is this machine or in a private network, which is not fetched from unless --allow-private is given")

    def socket_to(self, host: str, port: int, timeout: float | None, private: bool) -> socket.socket:
        """A connection to *host*, at an address that was checked. Raises InputError where it has none, OSError where none answers."""
        fault: OSError | None = None
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        checked = [entry for entry in found if private or _is_public(str(entry[4][0]))]
        if found and not checked:
            raise self.refused(host)
        for family, kind, protocol, _, address in checked:
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(timeout)
                connection.connect(address)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return connection
            except OSError as error:
                connection.close()
                fault = error
        raise fault or OSError("the name has no address")


class _Checked(http.client.HTTPConnection):
    """A connection that its guard makes."""

    def __init__(self, host: str, *, guard: Guard, private: bool, **given: Any) -> None:
        super().__init__(host, **given)
        self._guard = guard
        self._private = private

    def connect(self) -> None:
        """As in HTTPConnection, to a checked address."""
        self.sock = self._guard.socket_to(self.host, self.port, self.timeout, self._private)


class _CheckedTls(http.client.HTTPSConnection, _Checked):
    """The same with TLS: HTTPSConnection.connect wraps the socket that _Checked.connect makes, for the name, not the address."""


class _Http(urllib.request.HTTPHandler):
    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self._guard = guard

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        self._guard.check(req.full_url)
        if req.has_proxy():
            return super().http_open(req)
        return self.do_open(partial(_Checked, guard=self._guard, private=self._guard.may_be_private(req.full_url)), req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, guard: Guard) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(context=self._tls)
        self._guard = guard

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        self._guard.check(req.full_url)
        if req.host != urlsplit(req.full_url).netloc:  # by a proxy, which is asked for a tunnel
            return super().https_open(req)
        return self.do_open(partial(_CheckedTls, guard=self._guard, private=self._guard.may_be_private(req.full_url)), req, context=self._tls)


class _Redirections(urllib.request.HTTPRedirectHandler):
    """Follows redirections that the guard lets pass."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        self._guard.check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").rstrip("."), parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _is_literal(host: str) -> bool:
    """Whether a host is an address as such, or this machine by its own name."""
    if host.rstrip(".") == "localhost" or host.rstrip(".").endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_public(host: str) -> bool:
    """Whether an address is one of the public network; localhost is none."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _EMBEDDING:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return address.is_global and not address.is_multicast
