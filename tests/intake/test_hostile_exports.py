"""Exports, tables and archives made to harm: each one clear line, the rest goes on, memory stays bounded."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.intake.formats import archive, csv_file, docx, parquet, rtf, zipped
from tests.intake.exports import FERRY, MORE, document_xml, parted, raw_docx, tarred
from tests.intake.exports import rtf as as_rtf
from tests.intake.exports import zipped as zip_of
from tests.intake.test_exports import FACTIVA_FRENCH, NEWER, UNI, factiva_page

MB = 1024 * 1024


@contextmanager
def memory(limit: int) -> Iterator[None]:
    """The block allocates no more than *limit* bytes at once, beyond what it began with."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        yield
        peak = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
    assert peak < limit, f"{peak / MB:.0f} MB"


class Made(io.RawIOBase):
    """A stream of bytes that are made as they are read: stretches of a block repeated."""

    def __init__(self, *stretches: tuple[bytes, int]) -> None:
        super().__init__()
        self._stretches = [(memoryview(block * max(1, MB // len(block))) if size > len(block) else memoryview(block), size) for block, size in stretches]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while self._stretches and not self._stretches[0][1]:
            self._stretches.pop(0)
        if not self._stretches:
            return 0
        block, left = self._stretches[0]
        size = min(len(buffer), len(block), left)
        buffer[:size] = block[:size]
        self._stretches[0] = (block, left - size)
        return size


# Word


BOMB = "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'>" + "".join(f"<!ENTITY {chr(98 + n)} '&{chr(97 + n)};&{chr(97 + n)};'>" for n in range(20)) + "]>"


@pytest.mark.parametrize(
    ("xml", "line"),
    [
        (document_xml("x &u;", before=BOMB), "word/document.xml declares a DTD, which Word never writes; it was not read"),
        (
            document_xml("&x;", before='<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "word/document.xml declares a DTD, which Word never writes; it was not read",
        ),
        (b"<w>" * 5000, "word/document.xml is nested deeper than 200 elements; it was not read"),
        (document_xml("x")[:-27], "broken XML in word/document.xml (unclosed token: line 1, column 157); open it in Word and save it anew"),
        (b"\x00\x01\x02", "broken XML in word/document.xml (not well-formed (invalid token): line 1, column 0); open it in Word and save it anew"),
        (document_xml(), "no text found in it"),
    ],
)
def test_word(xml: bytes, line: str) -> None:
    with memory(20 * MB):
        assert parted(raw_docx(xml), "export.docx") == ([], [f"export.docx: {line}"])


def test_word_that_breaks_keeps_the_documents_before() -> None:
    xml = document_xml(*UNI, *UNI)
    read, errors = parted(raw_docx(xml[: xml.rindex(b"Body")]), "export.docx")
    assert len(read) == 1 and len(errors) == 1 and errors[0].startswith("export.docx: broken XML in word/document.xml")


def test_word_bomb() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as part:
        part.write(document_xml("x").partition(b"x</w:t>")[0])
        for _ in range(40):
            part.write(b"a" * MB)
    with memory(80 * MB):
        read, errors = parted(out.getvalue(), "export.docx")
    assert not read and errors == ["export.docx: a paragraph is longer than 4 million characters; split it"]


def test_word_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "_XML_LIMIT", MB)
    out = zip_of(("word/document.xml", document_xml(*(["x" * 100] * 20000))))
    assert parted(out, "export.docx") == ([], ["export.docx: the document unpacks to more than 1 MB; split it"])


def test_spreadsheet_is_no_word_document() -> None:
    read, errors = parted(zip_of(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")), "export.docx")
    assert not read and errors == ["export.docx: no Word document (word/document.xml is missing); it is a spreadsheet: save it as CSV"]


# Rich text


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("{" * 2000, "groups of the RTF lie more than 1000 deep; open it in a word processor and save it anew"),
        ("{\\fonttbl" + "\\f1\\fcharset0" * 6000 + "}", "the table of fonts is longer than 64 KB; open it in a word processor and save it anew"),
        ("\\bin99999999999 " + FERRY, "no text found in it"),
        ("}}}}" + FERRY, "no text found in it"),
        ("{\\fonttbl\\f" + "1" * 60000 + "}", "no text found in it"),
        ("\\uc x", None),
        ("\\u99999999999 \\u-99999? \\u1114112?", None),
        ("\\foo99999999999999999999999 \\'zz \\'", None),
    ],
)
def test_rich_text(body: str, line: str | None) -> None:
    with memory(20 * MB):
        read, errors = parted(b"{\\rtf1\\ansi " + body.encode() + b"}", "export.rtf")
    if line:
        assert not read and errors == [f"export.rtf: {line}"]
    else:
        assert len(read) + len(errors) == 1


def test_rich_text_with_raw_bytes_and_links() -> None:
    link = '{\\field{\\*\\fldinst{HYPERLINK "https://post.example"}}{\\fldrslt the harbour office}}'
    body = "{\\pict\\bin9 }}}{{{\\\\x}\\bin4 }{}{ A ferry sank, " + link + " said.\\par"
    (read,), errors = parted(b"{\\rtf1\\ansi " + body.encode("latin-1") + b"}", "export.rtf")
    assert not errors and " ".join(read.text.split()) == "A ferry sank, the harbour office said."


@pytest.mark.parametrize(
    "part",
    [
        "{\\field{\\*\\fldinst{HYPERLINK ",
        '{\\field{\\*\\fldinst{ HYPERLINK "a" ',
        "{\\pict ",
        "\\f1",
        "\\'e9",
        "{\\fonttbl{\\f0\\fcharset0 ",
        "\\bin0 ",
        "HD|\\par ",
        "Document ",
    ],
)
def test_rich_text_takes_no_time_out_of_proportion(part: str) -> None:
    body = part * (60_000 // len(part))
    start = time.process_time()
    parted(b"{\\rtf1\\ansi " + (body[: body.rindex(part[-1]) + 1] + "}" * 40).encode()[:60_000], "export.rtf")
    assert time.process_time() - start < 3


# Pages


def test_pages_nested_without_end() -> None:
    deep = "<div>" * 50_000
    page = f"<html><body>{NEWER}<article>{deep}x</article>{NEWER}</body></html>".encode()
    with memory(60 * MB):
        read, errors = parted(page, "europresse.html")
    assert len(read) == 2 and len(errors) == 1 and errors[0].startswith("europresse.html:2: no text in the article")
    tables = factiva_page(FACTIVA_FRENCH).decode().replace("<table>", "<table><tr><td>" * 5000, 1).encode()
    read, errors = parted(factiva_page(FACTIVA_FRENCH).replace(b"</body>", tables[tables.index(b"<div") :]), "Factiva.html")
    assert len(read) + len(errors) == 2 and read


def test_pages_without_what_they_should_have() -> None:
    for page, name in (
        (b"<html><div class='article enArticle'></div>", "Factiva.html"),
        (b"<html><div class='article enArticle'>" + b"\x00" * 1000, "Factiva.html"),
        (b"<html><span class='DocPublicationName'>", "europresse.html"),
        (b"<html><article><span class='DocPublicationName'>\xff\xfe", "europresse.html"),
        (b"<html><DOCFULL>", "nexis.html"),
        (b"<html><p>End of Document</p>", "nexis.html"),
    ):
        read, errors = parted(page, name)
        assert not read and len(errors) == 1, (page, read, errors)


def test_documents_without_end() -> None:
    page = (
        b"<html><p>End of Document</p>"
        + b"<p>a</p>" * 100_000
        + b"<p>End of Document</p><p>Ferry sinks</p><p>Post</p><p>June 3, 2019</p><p>"
        + FERRY.encode()
        + b"</p><p>End of Document</p>"
    )
    read, errors = parted(page, "nexis.html")
    assert len(read) == 1 and errors[1:] == ["nexis.html:2: the document is longer than 4 million characters; split the file"]
    long = b"<p>" + b"x" * 5_000_000 + b"</p>"
    read, errors = parted(f"<html><body>{NEWER}<article>".encode() + long + f"</article>{NEWER}</body></html>".encode(), "europresse.html")
    assert len(read) == 2 and errors == ["europresse.html:2: the article cannot be parsed (it is empty, or longer than 4 MB)"]


def test_a_page_with_entities_of_its_own() -> None:
    page = f'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><html><body>{NEWER.replace("Léa", "&a;&b;")}</body></html>'
    (read,), errors = parted(page.encode(), "europresse.html")
    assert not errors and "root:" not in read.text and "aaaaaaaaaa" not in read.text


# Tables


def test_a_line_of_a_gigabyte() -> None:
    stream = io.BufferedReader(
        Made((b"text,date\n", 10), (b"x" * MB, 1024 * MB), (b"\n", 1), (f'"{FERRY}",2019-06-03\n'.encode(), len(FERRY) + 14)), 256 * 1024
    )
    with memory(80 * MB):
        read, errors = parted(stream, "wire.csv")
    assert [d.text for d in read] == [FERRY]
    assert errors == ["wire.csv:2: the row is longer than 16 MB; split it, or close the quotation mark"]


def test_a_header_of_many_megabytes() -> None:
    stream = io.BufferedReader(Made((b"text,", 30 * MB), (b"\n", 1)), 256 * 1024)
    with memory(120 * MB):
        read, errors = parted(stream, "wire.csv")
    assert not read and len(errors) == 2 and errors[1] == "wire.csv: the table is empty; its first row must name the columns"


def test_a_quotation_that_is_never_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "ROW_LIMIT", 4096)
    rows = ["text,date", f'"{FERRY},2019-06-03', *[f"{MORE[:40]},2019"] * 200]
    read, errors = parted("\n".join(rows).encode(), "wire.csv")
    assert errors[0].startswith("wire.csv:2: the row is longer than") and len(read) > 100


def test_zeros_and_broken_letters_in_a_table() -> None:
    data = b"text,date\n" + FERRY.replace(",", "").encode() + b"\x00\x00\xff,2019-06-03\n\x00\x00\n" + f'"{MORE}",2019\n'.encode()
    read, errors = parted(data, "wire.csv")
    assert len(read) == 2 and not errors and "\x00" not in read[0].text


def test_noise_as_a_table() -> None:
    noise = random.Random(5)
    for _ in range(30):
        data = b"text,date\n" + bytes(noise.choice(b'ab,"\n\r\x00\xff;\t') for _ in range(2000))
        parted(data, "wire.csv")


def made_parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": [FERRY, MORE] * 500, "date": ["2019-06-03"] * 1000}), out, compression="zstd")
    return out.getvalue()


def test_parquet_cut_off_or_broken() -> None:
    whole = made_parquet()
    lengths = whole[-8:-4]
    for data in (
        whole[: len(whole) // 2],
        whole[:8],
        b"PAR1",
        whole[:-8] + b"\xff\xff\xff\x7fPAR1",
        whole[:-8] + b"\x01\x00\x00\x00PAR1",
        whole[:4] + b"\xff" * (len(whole) - 12 - int.from_bytes(lengths, "little")) + whole[-8 - int.from_bytes(lengths, "little") :],
        whole[:-8].replace(b"text", b"\xff\xfe\xfd\xfc") + whole[-8:],
    ):
        with memory(60 * MB):
            read, errors = parted(data, "wire.parquet")
        assert not read and len(errors) == 1 and errors[0].startswith("wire.parquet: "), (data[:20], len(read), errors)


def test_parquet_with_noise_in_it() -> None:
    whole = made_parquet()
    noise = random.Random(7)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(4):
            data[noise.randrange(4, len(data) - 8)] = noise.randrange(256)
        _, errors = parted(bytes(data), "wire.parquet")
        assert len(errors) <= 1001


def test_parquet_with_sizes_out_of_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["x" * (20 * MB)], "n": [1]}), out, use_dictionary=False)
    read, errors = parted(out.getvalue(), "wire.parquet")
    assert not read and errors == ["wire.parquet:1: the text is longer than 16 million characters; split it"]
    monkeypatch.setattr(parquet, "_GROUP", MB)
    read, errors = parted(out.getvalue(), "wire.parquet")
    assert not read and errors == ["wire.parquet: 1 rows of 'text' unpack to 20 MB; split the texts, or leave the column out"]


# Archives


def test_zip_bomb() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        with packed.open("bomb.jsonl", "w") as part:
            for _ in range(64):
                part.write(b"a" * MB)
        packed.writestr("fine.txt", FERRY)
    with memory(80 * MB):
        read, errors = parted(out.getvalue(), "corpus.zip")
    assert [d.text for d in read] == [FERRY]
    assert errors == ["corpus.zip!bomb.jsonl: the member unpacks to more than 200 times its size; unpack it by itself if it is meant to"]


def test_gzip_bomb_of_a_tar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "BYTES", 32 * MB)
    packed = tarred(("fine.txt", FERRY.encode()), ("bomb.jsonl", b"a" * (40 * MB)), ("after.txt", MORE.encode()), mode="w:gz")
    assert len(packed) < MB
    with memory(120 * MB):
        read, errors = parted(packed, "corpus.tgz")
    assert [d.text for d in read] == [FERRY] and len(errors) == 1
    assert errors[0].startswith("corpus.tgz!bomb.jsonl: the archive unpacks to more than")


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MEMBERS", 3)
    for data in (zip_of(*[(f"{n}.txt", FERRY.encode()) for n in range(5)]), tarred(*[(f"{n}.txt", FERRY.encode()) for n in range(5)])):
        read, errors = parted(data, "corpus")
        assert len(read) == 3 and errors == ["corpus: the archive holds more than 3 members; the rest was not read, split it"]


def test_a_list_of_members_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "_DIRECTORY_LIMIT", 200)
    assert parted(zip_of(*[(f"{n}.txt", b"x") for n in range(50)]), "corpus.zip") == (
        [],
        ["corpus.zip: the archive lists more members than are read; split it"],
    )


def test_encrypted_member() -> None:
    data = bytearray(zip_of(("secret.txt", FERRY.encode()), ("fine.txt", MORE.encode())))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    read, errors = parted(bytes(data), "corpus.zip")
    assert [d.text for d in read] == [MORE] and errors == ["corpus.zip!secret.txt: the member is encrypted; unpack it with its password"]


def test_member_packed_by_another_method() -> None:
    data = bytearray(zip_of(("odd.txt", FERRY.encode()), ("fine.txt", MORE.encode())))
    data[8] = 14
    data[data.index(b"PK\x01\x02") + 10] = 14
    read, errors = parted(bytes(data), "corpus.zip")
    assert [d.text for d in read] == [MORE]
    assert errors == ["corpus.zip!odd.txt: the member is packed by a method that is not read (number 14); pack it anew"]


def test_broken_member_and_broken_archives() -> None:
    whole = zip_of(("one.txt", FERRY.encode() * 20), ("fine.txt", MORE.encode()))
    data = bytearray(whole)
    data[60:64] = b"\xff\xff\xff\xff"
    read, errors = parted(bytes(data), "corpus.zip")
    assert [d.text for d in read] == [MORE] and errors[0].startswith("corpus.zip!one.txt: the member cannot be unpacked")
    assert parted(whole[: len(whole) // 2], "corpus.zip") == ([], ["corpus.zip: broken zip archive (File is not a zip file)"])
    cut = tarred(("one.txt", FERRY.encode()), ("two.txt", MORE.encode() * 100))[:2500]
    read, errors = parted(cut, "corpus.tar")
    assert read[0].text == FERRY
    assert errors == [
        "corpus.tar!two.txt: the member cannot be unpacked (unexpected end of data)",
        "corpus.tar: broken tar archive (unexpected end of data); what follows was not read",
    ]


def test_noise_in_archives() -> None:
    noise = random.Random(3)
    for whole in (zip_of(("one.txt", FERRY.encode()), ("two.jsonl", b'{"text": "x"}\n' * 30)), tarred(("one.txt", FERRY.encode()), ("two.txt", MORE.encode()))):
        for _ in range(150):
            data = bytearray(whole)
            for _ in range(3):
                data[noise.randrange(4, min(len(data), 2000))] = noise.randrange(256)
            parted(bytes(data), "corpus")


def test_tar_with_a_name_without_end() -> None:
    entry = tarfile.TarInfo("././@LongLink")
    entry.type, entry.size = tarfile.GNUTYPE_LONGNAME, 512 * MB
    stream = io.BufferedReader(Made((entry.tobuf(tarfile.GNU_FORMAT), 512), (b"a" * MB, 512 * MB)), 64 * 1024)
    with memory(40 * MB):
        read, errors = parted(stream, "corpus.tar")
    assert not read and errors == ["corpus.tar: broken tar archive (names or extensions of a member without end); what follows was not read"]


def test_tar_with_holes() -> None:
    entry = tarfile.TarInfo("holes.txt")
    entry.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "holes.txt", "GNU.sparse.realsize": str(2**60)}
    entry.size = 512
    body = b"1\n0\n0\n".ljust(512, b"\0")
    data = entry.tobuf(tarfile.PAX_FORMAT) + body + tarred(("fine.txt", FERRY.encode()))
    read, errors = parted(data, "corpus.tar")
    assert [d.text for d in read] == [FERRY] and errors == ["corpus.tar!holes.txt: a file with holes, which is not read; pack it anew"]


def test_archive_in_itself() -> None:
    data = zip_of(("fine.txt", FERRY.encode()))
    for _ in range(30):
        data = zip_of(("again.zip", data))
    assert parted(data, "corpus.zip") == ([], ["corpus.zip!again.zip!again.zip: archives are read 2 deep; unpack this one by itself"])


def test_gzip_bomb_of_a_table() -> None:
    packed = gzip.compress(b"text,date\n" + b"a" * (60 * MB) + b"\n" + f'"{FERRY}",2019\n'.encode())
    with memory(80 * MB):
        read, errors = parted(packed, "wire.csv.gz")
    assert [d.text for d in read] == [FERRY] and len(errors) == 1


def test_limits_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf, "_LIMIT", MB)
    assert parted(as_rtf("x" * (2 * MB)), "export.rtf") == ([], ["export.rtf: longer than 1 MB; split it"])


# Anything


FRAGMENTS = [*UNI, "2 of 3 DOCUMENTS", "End of Document", "Body", "Length:", "Load-Date:", ""]
FRAGMENTS += ["HD|x", "PD|3 June 2019", "TD|", "AN|Document ABC0000000000001", "38 words"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=20), max_size=30))
def test_any_lines_are_read_or_refused(lines: list[str]) -> None:
    for made in (as_rtf(*lines), "\n\n".join(lines).encode("utf-8", errors="replace"), ("<DOCFULL>" + "<p>".join(lines)).encode("utf-8", errors="replace")):
        parted(made, "export")


TAGS = ["<article>", "<td>", "</td>", "<br>", "</span>", "</p>", "<div class='docOcurrContainer'>", "</div>", "<tr>", "<b>HD</b>", "<td>LP", "<script>"]
TAGS += ["<span class='DocPublicationName'>", "<span class='DocHeader'>", "<p class='titreArticleVisu'>", "<div class='article enArticle'>"]
TAGS += ["3 juin 2019", "news·20190603·LP·1", "x" * 30]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(TAGS) | st.text(max_size=10), max_size=40), st.sampled_from(["europresse", "factiva", "nexis"]))
def test_any_page_is_read_or_refused(parts: list[str], name: str) -> None:
    from selon.errors import SelonError
    from selon.intake.formats import Given
    from selon.intake.formats.registry import BY_NAME

    with suppress(SelonError):
        assert list(BY_NAME[name].read(io.BytesIO("".join(parts).encode("utf-8", errors="replace")), Given("export", "export")))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["docx", "archive", "parquet", "rtf", "csv"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    from selon.errors import SelonError
    from selon.intake.formats import Given
    from selon.intake.formats.registry import BY_NAME

    start = {"docx": b"PK\x03\x04", "archive": b"PK\x03\x04", "parquet": b"PAR1", "rtf": b"{\\rtf1", "csv": b"text,date\n"}[name]
    with suppress(SelonError):
        list(BY_NAME[name].read(io.BytesIO(start + data), Given("export", "export")))
