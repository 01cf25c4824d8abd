"""Bytes into text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.intake.decode import clean, decode

SENTENCE = "Le préfet a jugé « inévitable » l’arrêt du chantier naval, où œuvrent cent ouvriers."


def codes(data: bytes) -> set[str]:
    return {notice.code for notice in decode(data).notices}


@pytest.mark.parametrize(
    ("codec", "encoding", "guessed"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8", False),
        ("utf-16", "utf-16", False),
        ("utf-32", "utf-32", False),
        ("utf-16-le", "utf-16-le", True),
        ("utf-16-be", "utf-16-be", True),
        ("cp1252", "cp1252", True),
    ],
)
def test_encodings(codec: str, encoding: str, guessed: bool) -> None:
    read = decode(SENTENCE.encode(codec))
    assert read.text == SENTENCE
    assert read.encoding == encoding
    assert ("encoding-guessed" in {n.code for n in read.notices}) is guessed


def test_latin1_latin9_and_mac_roman() -> None:
    assert decode("Sanctions levées à Rabat".encode("latin-1")).text == "Sanctions levées à Rabat"
    read = decode("Un cœur en grève".encode("iso8859-15"))
    assert (read.text, read.encoding) == ("Un cœur en grève", "iso8859-15")
    assert decode("Trêve décrétée, armée retirée".encode("mac_roman")).text == "Trêve décrétée, armée retirée"


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    data = (SENTENCE * 4).encode() + b"\xe9 fin"
    read = decode(data)
    assert read.encoding == "utf-8"
    assert read.text.startswith(SENTENCE)
    assert {"encoding-guessed", "bytes-replaced"} <= {n.code for n in read.notices}
    place = next(n.span for n in read.notices if n.code == "bytes-replaced")
    assert place is not None
    assert place.of(read.text) == "\ufffd"


def test_line_ends_become_line_feeds() -> None:
    assert decode(b"one\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


def test_control_characters_become_spaces() -> None:
    read = decode(b"ri\x00ot\x07 at\tport\x0c")
    assert read.text == "ri ot  at\tport "
    assert [n.code for n in read.notices] == ["control-characters"]


def test_clean_keeps_the_length() -> None:
    text = "a\r\nb\rc\u2028d\x00\ud800e"
    cleaned, notices = clean(text)
    assert cleaned == "a \nb\nc\nd \ufffde"
    assert len(cleaned) == len(text)
    assert {n.code for n in notices} == {"control-characters", "bytes-replaced"}


def test_empty() -> None:
    assert decode(b"").text == ""
    assert codes(b"") == set()


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    read = decode(data)
    assert decode(data) == read
    assert "\r" not in read.text
    assert "\x00" not in read.text
    read.text.encode("utf-8")
    for notice in read.notices:
        assert notice.span is None or 0 <= notice.span.start < notice.span.end <= len(read.text)


@pytest.mark.parametrize("unit", [b"\x00\x01\xff\x80", "Été à Gaza. ".encode(), "Été. ".encode("cp1252"), b"\r\n"])
def test_ten_megabytes_are_read_quickly(unit: bytes) -> None:
    data = unit * (10_000_000 // len(unit))
    start = time.perf_counter()
    decode(data)
    assert time.perf_counter() - start < 8
