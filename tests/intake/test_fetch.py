"""Fetching: conditions, packing, and where it does not go."""

from __future__ import annotations

import gzip
import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from typing import Any

import pytest

from selon.errors import InputError
from selon.intake.formats import connect
from selon.intake.formats.fetch import ServerError, fetch

Serve = Callable[[dict[str, tuple[int, dict[str, str], bytes]]], str]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Starts sites on loopback: for each path a status, fields and a body."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(answers: dict[str, tuple[int, dict[str, str], bytes]]) -> str:
        class Site(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, fields, body = answers.get(self.path, (404, {}, b""))
                if "ETag" in fields and self.headers.get("If-None-Match") == fields["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in fields.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_conditions(serve: Serve) -> None:
    site = serve(
        {"/feed": (200, {"ETag": '"a"', "Last-Modified": "Wed, 03 Jul 2019 10:00:00 GMT", "Content-Type": "application/rss+xml; charset=x"}, b"<rss/>")}
    )
    first = fetch(f"{site}/feed")
    assert (first.data, first.kind, first.changed, first.etag, first.modified) == (
        b"<rss/>",
        "application/rss+xml",
        True,
        '"a"',
        "Wed, 03 Jul 2019 10:00:00 GMT",
    )
    again = fetch(f"{site}/feed", etag=first.etag, modified=first.modified)
    assert (again.data, again.changed, again.etag) == (b"", False, '"a"')
    assert fetch(f"{site}/feed", etag='"b"').changed


@pytest.mark.parametrize(
    ("after", "least", "most"), [("120", 120, 120), (formatdate(time.time() + 3600, usegmt=True), 2000, 3601), ("soon", None, None), (None, None, None)]
)
def test_retry_after(serve: Serve, after: str | None, least: float | None, most: float | None) -> None:
    site = serve({"/": (503, {"Retry-After": after} if after else {}, b"")})
    with pytest.raises(ServerError) as caught:
        fetch(f"{site}/")
    assert caught.value.status == 503
    wait = caught.value.retry_after
    assert wait is None if least is None or most is None else wait is not None and least <= wait <= most


def test_packed(serve: Serve) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    packed = {"Content-Encoding": "gzip"}
    whole = gzip.compress(b"<rss/>")
    site = serve(
        {
            "/whole": (200, packed, whole),
            "/two": (200, packed, whole + whole),
            "/bomb": (200, packed, bomb),
            "/cut": (200, packed, whole[:-12]),
            "/none": (200, packed, b"<rss/>"),
            "/br": (200, {"Content-Encoding": "br"}, b"x"),
        }
    )
    assert fetch(f"{site}/whole").data == b"<rss/>"
    assert fetch(f"{site}/two").data == b"<rss/><rss/>"
    for path, why in (("bomb", "longer than 1 MB"), ("cut", "ends too early"), ("none", "cannot be fetched"), ("br", "packs by br")):
        with pytest.raises(InputError, match=why):
            fetch(f"{site}/{path}", limit=1024 * 1024)


def test_answer_cut_short(serve: Serve) -> None:
    site = serve({"/": (200, {"Content-Length": "100"}, b"short")})
    with pytest.raises(InputError, match="ends too early"):
        fetch(f"{site}/")


def test_redirections(serve: Serve) -> None:
    inside = serve({"/secret": (200, {}, b"secret")})
    site = serve(
        {
            "/here": (302, {"Location": "/there"}, b""),
            "/there": (200, {}, b"there"),
            "/inside": (302, {"Location": f"{inside}/secret"}, b""),
            "/name": (302, {"Location": f"{inside.replace('127.0.0.1', 'localhost')}/secret"}, b""),
            "/six": (302, {"Location": "http://[::1]/"}, b""),
            "/mapped": (302, {"Location": "http://[::ffff:127.0.0.1]/"}, b""),
            "/link-local": (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b""),
            "/private": (302, {"Location": "http://10.0.0.1/"}, b""),
            "/file": (302, {"Location": "file:///etc/passwd"}, b""),
            "/ftp": (302, {"Location": "ftp://127.0.0.1/x"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
        }
    )
    # The user wrote this machine's address himself; the site may send him about on itself, and nowhere else in here.
    assert fetch(f"{site}/here").data == b"there"
    for path in ("inside", "name", "six", "mapped", "link-local", "private", "file", "ftp", "round"):
        with pytest.raises(InputError) as caught:
            fetch(f"{site}/{path}", timeout=5)
        assert "\n" not in str(caught.value)
        assert str(caught.value).startswith(f"{site}/{path}: ")
    assert fetch(f"{site}/inside", allow_private=True).data == b"secret"
    with pytest.raises(InputError, match="not followed"):
        fetch(f"{site}/file", allow_private=True)


def test_private_addresses_that_nobody_typed(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    site = serve({"/": (200, {}, b"in")})
    with pytest.raises(InputError, match="--allow-private"):
        fetch(f"{site}/", typed=False)
    assert fetch(f"{site}/", typed=False, allow_private=True).data == b"in"
    # A name of the public network that leads to this machine is not the machine's address, though the user typed it.
    port = int(site.rsplit(":", 1)[1])
    asked: list[str] = []

    def resolve(host: str, *args: Any, **kwargs: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(connect.socket, "getaddrinfo", resolve)
    with pytest.raises(InputError, match="--allow-private"):
        fetch(f"http://rebound.example:{port}/")
    assert asked == ["rebound.example"]
    # Where it is allowed, it is resolved once: what is connected to is what was checked.
    assert fetch(f"http://rebound.example:{port}/", allow_private=True).data == b"in"
    assert asked == ["rebound.example"] * 2


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("localhost", False),
    ],
)
def test_public_addresses(host: str, public: bool) -> None:
    assert connect._is_public(host) is public


def test_proxy_of_the_environment(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """It resolves the names; addresses as such are refused all the same."""
    proxy = serve(
        {
            "http://gazette.example/feed": (200, {}, b"<rss/>"),
            "http://gazette.example/away": (302, {"Location": "http://127.0.0.1/secret"}, b""),
            "http://127.0.0.1/secret": (200, {}, b"secret"),
        }
    )
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.delenv("no_proxy", raising=False)
    assert fetch("http://gazette.example/feed", typed=False).data == b"<rss/>"
    with pytest.raises(InputError, match="--allow-private"):
        fetch("http://gazette.example/away")


def test_many_slow_redirections(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    site = serve({f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(9)})
    with pytest.raises(InputError, match=r"not read within|timed out"):
        fetch(f"{site}/0", timeout=0.002)


def test_letters_beyond_ascii(serve: Serve) -> None:
    site = serve({"/%C3%A9t%C3%A9?a=%20b": (200, {}, b"ete")})
    assert fetch(f"{site}/été?a=%20b").data == b"ete"


def test_slow_site() -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            try:
                for _ in range(100):
                    connection.sendall(b"x")
                    time.sleep(0.02)
            except OSError:
                pass

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    with pytest.raises(InputError, match="not read within"):
        fetch(f"http://127.0.0.1:{listener.getsockname()[1]}/", timeout=0.3)
    thread.join()
    listener.close()
