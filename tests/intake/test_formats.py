"""Inputs: files, folders, streams, pages, addresses."""

from __future__ import annotations

import hashlib
import http.server
import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import AnchorError, DispatchError, InputError
from selon.intake.formats import Reading, read_bytes, read_input
from selon.intake.formats.fetch import fetch
from selon.intake.formats.item import Item
from selon.intake.formats.jsonl import read_items
from selon.intake.header import split_header
from selon.model.dispatch import Dispatch

WIRE = "Ferry sinks off Split\n\nSPLIT, July 3 (Reuters) - A ferry sank on Monday, the harbour office said.\n"
PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Un ferry coule - Le Phare</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Le Phare"},
{"@type": ["NewsArticle"], "headline": "Un ferry coule au large de Split", "datePublished": "2019-07-03T08:15:00+02:00",
"author": [{"@type": "Person", "name": "Léa Sy"}], "publisher": {"@type": "Organization", "name": "Le Phare"}}]}</script></head>
<body><nav><a href="/">Accueil</a><a href="/mer">Mer</a></nav><article><h1>Un ferry coule au large de Split</h1>
<p>SPLIT, Croatie (AFP) - Un ferry qui transportait des voitures a coulé mercredi au large de Split, a annoncé la capitainerie du port.</p>
<p>Les passagers ont été recueillis par deux chalutiers, selon la même source, qui n'a pas précisé combien ils étaient.</p>
<p>Le navire, construit il y a quarante ans, avait subi une inspection au printemps, a rappelé un responsable du syndicat des marins.</p>
</article><footer>Tous droits réservés</footer></body></html>"""


def dispatches(found: Iterator[Reading | DispatchError]) -> list[Dispatch]:
    read = []
    for item in found:
        assert not isinstance(item, DispatchError), item
        read.append(item[0])
    return read


def errors(found: Iterator[Reading | DispatchError]) -> list[str]:
    return [str(item) for item in found if isinstance(item, DispatchError)]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("date 2017-07", "2017-07-03"),
        ("2017-07-03", "2017-07-03"),
        ("Monday July 3, 2017", "2017-07-03"),
        ("Date: 2017-07-03 09:00 GMT", "2017-07-03"),
        ("lundi 3 juillet 2017", "2017-07-03"),
    ],
)
def test_text_with_a_header(tmp_path: Path, line: str, date: str) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(f"{line}\n{WIRE}", encoding="utf-8")
    (dispatch,) = dispatches(read_input(str(path)))
    assert (dispatch.id, dispatch.header, dispatch.date, dispatch.lang) == ("ferry", line, date, "en")
    assert dispatch.text == WIRE
    assert dispatch.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_text_without_a_header() -> None:
    assert split_header(WIRE) == (None, WIRE)
    assert split_header("2017-07-03") == (None, "2017-07-03")
    assert split_header("2017-07-03\n\n") == (None, "2017-07-03\n\n")
    assert split_header("") == (None, "")


def test_folder_is_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text(WIRE, encoding="utf-8")
    (tmp_path / "a.txt").write_text(WIRE, encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps({"id": "x", "text": WIRE}) + "\n", encoding="utf-8")
    (tmp_path / "skip.pdf").write_bytes(b"%PDF")
    (tmp_path / ".hidden.txt").write_text(WIRE, encoding="utf-8")
    assert [d.id for d in dispatches(read_input(str(tmp_path)))] == ["a", "x", "b/two"]


def test_folder_with_nothing_to_read(tmp_path: Path) -> None:
    assert len(errors(read_input(str(tmp_path)))) == 1


def test_missing_and_unreadable(tmp_path: Path) -> None:
    (error,) = errors(read_input(str(tmp_path / "none.txt")))
    assert "none.txt" in error
    assert "no such file" in error
    assert len(errors(read_input("bad\x00name"))) == 1


def test_bad_date_is_told_at_once() -> None:
    with pytest.raises(AnchorError):
        read_input("whatever.txt", date="soon")


LINES = [
    {
        "id": "one",
        "text": WIRE,
        "lang": "en",
        "date": "2017-07-03",
        "header": "2017-07-03",
        "headline": None,
        "provider": None,
        "url": "https://wire.example/1",
    },
    {"text": WIRE, "provider": "Harbour News"},
    {"id": 7, "text": "A ferry sank.", "headline": "Ferry sinks"},
]


def test_jsonl(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in LINES), encoding="utf-8")
    one, two, three = dispatches(read_input(str(path)))
    assert (one.id, one.date, one.url) == ("one", "2017-07-03", "https://wire.example/1")
    assert (two.id, two.provider) == ("2", "Harbour News")
    assert three.id == "7"
    assert three.headline is not None
    assert three.headline.of(three.text) == "Ferry sinks"
    assert one.digest == hashlib.sha256(json.dumps(LINES[0]).encode()).hexdigest()


def test_jsonl_with_faults() -> None:
    data = b"\n".join(
        [
            b'{"id": "a", "text": "A ferry sank."}',
            b"not json",
            b"",
            b"[1]",
            b'{"id": "b"}',
            b'{"text": 3}',
            b'{"text": "x", "lang": 4}',
            b'{"id": [], "text": "x"}',
            b'{"text": "x", "date": "soon"}',
            b'{"id": "z", "text": "It rose again."}',
        ]
    )
    found = list(read_bytes(data, "in.jsonl", id="in", kind="jsonl", lang="en"))
    assert [item[0].id for item in found if not isinstance(item, DispatchError)] == ["a", "z"]
    told = [str(item) for item in found if isinstance(item, DispatchError)]
    assert [line.split(":")[1] for line in told] == ["2", "4", "5", "6", "7", "8", "9"]
    assert all("\n" not in line and line.startswith("in.jsonl:") for line in told)


def test_jsonl_keeps_offsets_of_carriage_returns() -> None:
    text = "Ferry sinks\r\n\r\nSPLIT (AP) -- A ferry sank."
    (dispatch,) = dispatches(read_bytes(json.dumps({"text": text}).encode(), "x", id="x", kind="jsonl", lang="en"))
    assert len(dispatch.text) == len(text)
    assert dispatch.paragraphs[0].of(text) == "A ferry sank."


def test_jsonl_is_lazy() -> None:
    class Counting(io.BytesIO):
        lines = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.lines += 1
            return super().readline(size)

    stream = Counting(b'{"text": "A ferry sank."}\n' * 100)
    records = read_items(stream, "x")
    assert isinstance(next(records), Item)
    assert stream.lines == 1


def test_long_line_is_refused_and_the_next_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selon.intake.formats.jsonl.LINE_LIMIT", 100)
    data = b'{"text": "' + b"x" * 500 + b'"}\n{"text": "A ferry sank."}\n'
    first, second = read_items(io.BytesIO(data), "x")
    assert isinstance(first, DispatchError)
    assert isinstance(second, Item)
    assert second.id == "2"


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (WIRE.encode(), 1),
        (b'{"text": "A ferry sank."}\n{"text": "It rose."}\n', 2),
        (b'[{"text": "A ferry sank."}, {"text": "It rose."}]', 2),
        (b'{\n "id": "x",\n "text": "A ferry sank."\n}\n', 1),
        (b"\n\n" + b'{"text": "A ferry sank."}\n', 1),
        (PAGE.encode(), 1),
        (b"", 1),
        (b"{ not json }", 1),
    ],
)
def test_standard_input(data: bytes, count: int) -> None:
    found = list(read_input("-", stdin=io.BytesIO(data)))
    assert len(found) == count


def test_page() -> None:
    (dispatch,) = dispatches(read_bytes(PAGE.encode(), "page.html", id="page", kind="html"))
    assert dispatch.headline is not None
    assert dispatch.headline.of(dispatch.text) == "Un ferry coule au large de Split"
    assert (dispatch.lang, dispatch.date, dispatch.provider) == ("fr", "2019-07-03", "AFP")
    assert dispatch.dateline is not None
    assert dispatch.dateline.place == "SPLIT, Croatie"
    assert len(dispatch.paragraphs) == 3
    assert "Accueil" not in dispatch.text


def test_page_names_its_publisher() -> None:
    (dispatch,) = dispatches(read_bytes(PAGE.replace("SPLIT, Croatie (AFP) - ", "").encode(), "page.html", id="page"))
    assert dispatch.provider == "Le Phare"


def test_page_in_another_charset() -> None:
    data = PAGE.replace("utf-8", "iso-8859-1").encode("latin-1")
    (dispatch,) = dispatches(read_bytes(data, "page.html", id="page", kind="html"))
    assert "coulé" in dispatch.text


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"\x00\xff<", b"<html><body><p></p></body></html>", b"<" * 5000, b"<div>" * 20000])
def test_page_without_text(data: bytes) -> None:
    (error,) = errors(read_bytes(data, "page.html", id="page", kind="html"))
    assert error.startswith("page.html: ")


def test_page_resolves_no_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the harbour master's secret", encoding="utf-8")
    data = PAGE.replace("<!DOCTYPE html>", f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>').replace("capitainerie", "&x; capitainerie")
    for item in read_bytes(data.encode(), "page.html", id="page", kind="html"):
        assert isinstance(item, DispatchError) or "secret" not in item[0].text


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    for kind in (None, "text", "jsonl", "json"):
        list(read_bytes(data, "x", id="x", kind=kind))


class Site(http.server.BaseHTTPRequestHandler):
    """A site with a page, a long page, a fault and a redirection elsewhere."""

    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
            return
        if self.path == "/gone":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode() if self.path == "/page" else b"x" * 5000)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_address(site: str) -> None:
    (dispatch,) = dispatches(read_input(f"{site}/page"))
    assert dispatch.url == f"{site}/page"
    assert dispatch.provider == "AFP"


def test_address_that_fails(site: str) -> None:
    (error,) = errors(read_input(f"{site}/gone"))
    assert "404" in error
    with pytest.raises(InputError, match=r"[Rr]edirect"):
        fetch(f"{site}/away")
    with pytest.raises(InputError, match="longer"):
        fetch(f"{site}/long", limit=1000)
    with pytest.raises(InputError):
        fetch("file:///etc/hostname")
    with pytest.raises(InputError):
        fetch("http://127.0.0.1:1/", timeout=2)
