"""XML in pieces, and what it is told by."""

from __future__ import annotations

import io

import pytest

from selon.errors import DispatchError
from selon.intake.formats.prolog import prolog_of, root_of
from selon.intake.formats.xml_stream import XmlSource, lenient_tree


def texts(data: bytes) -> list[str]:
    return ["".join(element.itertext()) for element in XmlSource(io.BytesIO(data), "x").elements("{*}a")]


def test_elements_one_after_the_other() -> None:
    assert texts(b"<r><a>1</a><b><a>2</a></b>x<a xmlns='u'>3</a></r>") == ["1", "2", "3"]


def test_references_across_pieces() -> None:
    for pad in range(65500, 65545):
        assert texts(b"<r><a>" + b"x" * pad + b"caf&eacute; &amp; th&#233;</a></r>")[0].endswith("café & thé")
        assert texts(b"<r><a>" + b"x" * pad + "café".encode() + b"</a></r>")[0].endswith("café")


def test_references_that_nobody_knows_stay() -> None:
    assert texts(b"<r><a>&nothing; &lt; &LT;</a><a>2</a></r>") == ["&nothing; < &LT;", "2"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert texts("<r><a>Le café de l'été</a></r>".encode(encoding)) == ["Le café de l'été"]


def test_what_is_broken_ends_it_after_what_was_whole() -> None:
    for data, why in (
        (b"<r><a>1</a><a>2", "ends too early"),
        (b"<r><a>1</a></b>", "no well-formed XML"),
        (b"<r><a>1</a><a>2 & 3</a></r>", "no well-formed XML"),
    ):
        source = XmlSource(io.BytesIO(data), "x").elements("{*}a")
        assert "".join(next(source).itertext()) == "1"
        with pytest.raises(DispatchError, match=why):
            next(source)


def test_item_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selon.intake.formats.xml_stream.ITEM_LIMIT", 200_000)
    assert len(texts(b"<r>" + (b"<a>" + b"x" * 90_000 + b"</a>") * 20 + b"</r>")) == 20
    with pytest.raises(DispatchError, match="longer than"):
        texts(b"<r><a>" + b"x" * 400_000 + b"</a></r>")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <a> --><!DOCTYPE nitf SYSTEM "x>y" [<!ELEMENT nitf ANY>]>\n<x:Nitf>', "nitf"),
        ("<?xml version='1.0' encoding='utf-16'?><feed>".encode("utf-16"), "feed"),
        (b"<rss version='2.0'>", "rss"),
        (b"<!DOCTYPE x", ""),
        (b"no XML <rss>", ""),
        (b"", ""),
    ],
)
def test_root(data: bytes, name: str) -> None:
    assert root_of(data)[0] == name


def test_prolog_of_a_document_that_declares_entities() -> None:
    found = prolog_of('<!DOCTYPE a [<!-- ]> --><!ENTITY % x "]>">%x;]><a b="c">')
    assert found is not None
    assert (found.entities, found.name, found.attributes) == (True, "a", ' b="c"')


def test_lenient_tree_finds_the_items_of_a_cut_document() -> None:
    root, _ = lenient_tree(b"<rss><channel><item><title>A & B</title></item><item><title>C", "x")
    assert [title.text for title in root.iter("title")] == ["A & B", "C"]
