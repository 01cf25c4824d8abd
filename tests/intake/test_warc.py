"""Web archives."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from selon.errors import DispatchError
from selon.intake.formats import read_bytes, read_input
from tests.intake.test_formats import PAGE

HTML = [("Content-Type", "text/html; charset=utf-8")]


def record(kind: str, fields: list[tuple[str, str]], body: bytes) -> bytes:
    """A record of an archive."""
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return f"WARC/1.0\r\nWARC-Type: {kind}\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def answer(address: str, status: str, fields: list[tuple[str, str]], body: bytes) -> bytes:
    """A record of what a server answered."""
    head = f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields) + "\r\n"
    said = [("WARC-Target-URI", address), ("WARC-Date", "2019-07-04T00:00:00Z"), ("Content-Type", "application/http; msgtype=response")]
    return record("response", said, head.encode() + body)


def archive(*answers: tuple[str, str, list[tuple[str, str]], bytes], packed: bool = False) -> bytes:
    """A WARC of answers: address, status line, fields and body of each."""
    records = [record("warcinfo", [("Content-Type", "application/warc-fields")], b"software: x\r\n"), *(answer(*each) for each in answers)]
    return b"".join(gzip.compress(each) if packed else each for each in records)


@pytest.mark.parametrize("packed", [False, True])
def test_pages(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / f"x.warc{'.gz' if packed else ''}"
    path.write_bytes(
        archive(
            ("https://phare.example/1", "200 OK", HTML, PAGE.encode()),
            ("https://phare.example/x.css", "200 OK", [("Content-Type", "text/css")], b"p{}"),
            ("https://phare.example/2", "404 Not Found", HTML, PAGE.encode()),
            ("https://phare.example/3", "200 OK", HTML, b"<html><body></body></html>"),
            ("https://phare.example/4", "200 OK", [*HTML, ("Content-Encoding", "gzip")], gzip.compress(PAGE.encode())),
            (
                "https://phare.example/5",
                "200 OK",
                [("Content-Type", "text/html; charset=iso-8859-1")],
                PAGE.replace('<meta charset="utf-8">', "").encode("latin-1"),
            ),
            ("https://phare.example/6", "200 OK", [*HTML, ("Content-Encoding", "br")], b"\x0b"),
            packed=packed,
        )
    )
    found = list(read_input(str(path)))
    first, packed_page, latin = (each[0] for each in found if not isinstance(each, DispatchError))
    empty, brotli = (str(each) for each in found if isinstance(each, DispatchError))
    assert (first.id, first.url, first.date, first.provider) == ("https://phare.example/1", "https://phare.example/1", "2019-07-03", "AFP")
    assert (first.carriage.outlet, first.carriage.guid, first.carriage.version) == ("Le Phare", "https://phare.example/1", "2019-07-04T00:00:00Z")
    assert first.text == packed_page.text == latin.text
    assert empty.startswith(f"{path}:5: ")
    assert "no main text" in empty
    assert "packed by br" in brotli


def test_no_page() -> None:
    (error,) = read_bytes(archive(("https://phare.example/x.css", "200 OK", [("Content-Type", "text/css")], b"p{}")), "x.warc", id="x")
    assert str(error) == "x.warc: the archive holds no web page among 2 records"


def test_length_that_lies(capsys: pytest.CaptureFixture[str]) -> None:
    data = archive(("https://phare.example/1", "200 OK", HTML, PAGE.encode()), ("https://phare.example/2", "200 OK", HTML, PAGE.encode()))
    at = data.index(b"WARC-Target-URI: https://phare.example/1")
    length = data.index(b"Content-Length: ", at)
    broken = data[:length] + b"Content-Length: 9" + data[data.index(b"\r\n", length) :]
    found = list(read_bytes(broken, "x.warc", id="x"))
    assert any(isinstance(each, DispatchError) and str(each).startswith("x.warc") for each in found)
    assert capsys.readouterr() == ("", "")
