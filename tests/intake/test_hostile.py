"""Input made to harm, for every reader of news formats: one clear line each, the rest goes on, memory stays bounded."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import resource
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from selon.errors import DispatchError, SelonError
from selon.intake.formats import Given, Reading, read_bytes, read_input
from selon.intake.formats.registry import BY_NAME
from tests.intake.test_formats import PAGE
from tests.intake.test_warc import HTML, answer, archive, record

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.name for path in SAMPLES.iterdir())
XML = [name for name in NAMES if (SAMPLES / name).read_bytes().lstrip().startswith(b"<")]
JSON = ["feed.json", "item1.ninjs", "list.ninjs"]
ALL = [*NAMES, "pages.warc"]
MB = 1024 * 1024


def sample(name: str) -> bytes:
    if name == "pages.warc":
        return archive(("https://phare.example/1", "200 OK", HTML, PAGE.encode()), ("https://phare.example/2", "200 OK", HTML, PAGE.encode()))
    return (SAMPLES / name).read_bytes()


def kind_of(name: str) -> str:
    kinds = {".rss": "feed", ".atom": "feed", ".rdf": "feed", ".newsml": "newsml", ".nitf": "nitf", ".opml": "opml", ".ninjs": "ninjs", ".warc": "warc"}
    return {**kinds, ".eml": "mail", ".mbox": "mbox", ".json": "json-feed"}[Path(name).suffix]


def checked(found: list[Reading | DispatchError], name: str) -> tuple[list[Reading], list[str]]:
    """What was read and what was refused, once it is seen that neither is anything but that."""
    readings = [item for item in found if not isinstance(item, DispatchError)]
    errors = [str(item) for item in found if isinstance(item, DispatchError)]
    for dispatch, _ in readings:
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", dispatch.text)
        assert all(dispatch.text[slice(*span)].strip() for span in dispatch.paragraphs)
        assert dispatch.date is None or re.fullmatch(r"(\d{4}|XXXX)(-\d\d){0,2}", dispatch.date)
    for error in errors:
        assert error.startswith(name), error
        assert "\n" not in error, error
        assert len(error) < 400, error
    return readings, errors


def read(data: bytes, name: str = "x", kind: str | None = None) -> tuple[list[Reading], list[str]]:
    return checked(list(read_bytes(data, name, id="x", kind=kind)), name)


def body(name: str) -> str:
    """A sample of XML without its declaration and document type."""
    return re.sub(r"<\?xml.*?\?>|<!DOCTYPE[^>]*>", "", sample(name).decode("utf-8")).strip()


# Entities.

BOMBS = {
    "billion laughs": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 50 + '"><!ENTITY c "' + "&b;" * 50 + '"><!ENTITY d "' + "&c;" * 50 + '">]>',
    "a file": '<!DOCTYPE x [<!ENTITY d SYSTEM "{secret}">]>',
    "parameter entities": '<!DOCTYPE x [<!ENTITY % p SYSTEM "{secret}">%p;<!ENTITY d "x">]>',
    "behind a comment": "<!-- " + "x" * 9000 + ' --><!DOCTYPE x PUBLIC ">" "]>" [<!-- ]> --> <!entity d "x">]>',
    "never closed": '<!DOCTYPE x [<!ENTITY d "x',
    "behind much": "<!-- " + "x" * 70_000 + ' --><!DOCTYPE x [<!ENTITY d "x">]>',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("name", XML)
def test_entities_are_refused(tmp_path: Path, name: str, bomb: str, encoding: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the harbour master's secret", encoding="utf-8")
    words = re.sub(r"(<title>|<p>|<inlineData[^>]*>|text=\")", r"\1&d;", body(name))
    data = (BOMBS[bomb].replace("{secret}", secret.as_uri()) + words).encode(encoding)
    readings, errors = read(data, kind=kind_of(name))
    assert not readings
    assert len(errors) == 1
    assert "DOCTYPE" in errors[0]
    assert "secret" not in errors[0]


@pytest.mark.parametrize("name", XML)
def test_a_plain_document_type_is_never_loaded(tmp_path: Path, name: str) -> None:
    dtd = tmp_path / "x.dtd"
    dtd.write_text('<!ENTITY d "the harbour master\'s secret">', encoding="utf-8")
    words = re.sub(r"(<title>|<p>|<hl1>|<inlineData[^>]*>)", r"\1&d;", body(name))
    readings, errors = read(f'<!DOCTYPE x SYSTEM "{dtd.as_uri()}">{words}'.encode(), kind=kind_of(name))
    assert (len(readings), len(errors)) == tuple(map(len, read(sample(name), kind=kind_of(name))))
    assert not any("secret" in dispatch.text for dispatch, _ in readings)
    assert name == "feeds.opml" or any("&d;" in dispatch.text for dispatch, _ in readings)


def test_includes_and_style_sheets_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the harbour master's secret", encoding="utf-8")
    words = body("wire.rss").replace("<title>", f'<title><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>')
    readings, _ = read(f'<?xml-stylesheet href="{secret.as_uri()}"?>{words}'.encode())
    assert readings
    assert not any("secret" in dispatch.text for dispatch, _ in readings)


# Size.


class Long(io.RawIOBase):
    """A stream that begins as told and then goes on with the same bytes, up to a size, without holding them."""

    def __init__(self, head: bytes, filling: bytes, size: int, tail: bytes = b"") -> None:
        super().__init__()
        self._next = head
        self._filling = filling * (65536 // len(filling))
        self._left = size
        self._tail = tail

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        if not self._next:
            self._next = self._filling[: self._left] if self._left > 0 else self._tail
            self._tail = b"" if self._left <= 0 else self._tail
            self._left -= len(self._next)
        part, self._next = self._next[: len(buffer)], self._next[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


GIGABYTE = {
    "feed": (b"<rss><channel><item><title>", b"x", b"</title></item></channel></rss>"),
    "json-feed": (b'{"version": "https://jsonfeed.org/version/1", "items": [{"title": "', b"x", b'"}]}'),
    "newsml": (b'<newsItem guid="g"><contentMeta><headline>', b"x", b"</headline></contentMeta></newsItem>"),
    "nitf": (b"<nitf><body><body.content>", b"<p/>", b"</body.content></body></nitf>"),
    "ninjs": (b'[{"uri": "u", "headline": "', b"x", b'"}]'),
    "opml": (b"<opml><body>", b"<outline/>", b"</body></opml>"),
    "mail": (b"From: a@b.example\nMessage-ID: <1>\nSubject: ", b"x", b"\n\nA ferry sank.\n"),
    "mbox": (b"From a\nFrom: a@b.example\nSubject: ", b"x", b"\n\nFrom a\nFrom: a@b.example\nSubject: Ferry\n\nA ferry sank.\n"),
    "warc": (b"WARC/1.0\r\nWARC-Type: response\r\nX: ", b"x", b"\r\n\r\n"),
    "xml": (b"<unknown>", b"x", b"</unknown>"),
}


def peak(work: Callable[[], list[Reading | DispatchError]]) -> tuple[list[Reading | DispatchError], int]:
    """What *work* gives, and the most memory that it took, in bytes."""
    tracemalloc.start()
    try:
        found = work()
        return found, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
@pytest.mark.parametrize("kind", GIGABYTE)
def test_a_gigabyte_in_one_line(kind: str) -> None:
    head, filling, tail = GIGABYTE[kind]
    stream = io.BufferedReader(Long(head, filling, 1024 * MB, tail))

    def work() -> list[Reading | DispatchError]:
        found: list[Reading | DispatchError] = []
        try:
            found.extend(BY_NAME[kind].read(stream, Given("x", "x")))
        except SelonError as error:
            found.append(DispatchError(str(error)))
        return found

    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found, most = peak(work)
    readings, errors = checked(found, "x")
    assert len(errors) == 1
    assert len(readings) == (1 if kind == "mbox" else 0)
    assert most < 200 * MB
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - resident < 400 * 1024  # KB; also what the parser of C holds


@pytest.mark.slow
def test_many_items_take_no_more_memory_than_one() -> None:
    item = b'<newsItem guid="g"><contentSet><inlineData>A ferry sank, police said.</inlineData></contentSet><x>%s</x></newsItem>'
    item %= b"x" * (65536 - len(item) + 2)
    assert len(item) == 65536
    count = 0

    def work() -> list[Reading | DispatchError]:
        nonlocal count
        stream = io.BufferedReader(Long(b"<newsMessage><itemSet>", item, 100 * MB, b"</itemSet></newsMessage>"))
        count = sum(1 for item in BY_NAME["newsml"].read(stream, Given("x", "x", "en")) if not isinstance(item, DispatchError))
        return []

    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert peak(work)[1] < 5 * MB
    assert count == 100 * MB // 65536
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - resident < 60 * 1024  # KB: what the parser of C holds


@pytest.mark.slow
def test_bombs_of_gzip(tmp_path: Path) -> None:
    for name, head in (
        ("x.rss.gz", b"<rss><channel><title>"),
        ("x.newsml.gz", b"<newsItem><title>"),
        ("x.warc.gz", b"WARC/1.0\r\n"),
        ("x.ninjs.gz", b'{"uri": "u", "bodies": "'),
    ):
        path = tmp_path / name
        with gzip.open(path, "wb", compresslevel=1) as out:
            out.write(head)
            for _ in range(200):
                out.write(b"x" * MB)
        found, most = peak(lambda path=path: list(read_input(str(path))))  # type: ignore[misc]
        readings, errors = checked(found, str(path))
        assert (len(readings), len(errors)) == (0, 1)
        assert most < 200 * MB


@pytest.mark.slow
def test_bombs_in_records() -> None:
    bomb = gzip.compress(b"<html>" + b"\0" * (300 * MB), compresslevel=1)
    pages = [("https://phare.example/bomb", "200 OK", [*HTML, ("Content-Encoding", "gzip")], bomb), ("https://phare.example/1", "200 OK", HTML, PAGE.encode())]
    for packed in (False, True):
        data = archive(*pages, packed=packed)
        found, most = peak(lambda data=data: list(read_bytes(data, "x", id="x")))  # type: ignore[misc]
        readings, errors = checked(found, "x")
        assert [dispatch.id for dispatch, _ in readings] == ["https://phare.example/1"]
        assert errors == ["x:2: a page longer than 16 MB (https://phare.example/bomb)"]
        assert most < 120 * MB


def test_records_with_endless_heads() -> None:
    good = answer("https://phare.example/1", "200 OK", HTML, PAGE.encode())
    for head in (b"X: " + b"x" * 3 * MB, b"X: x\r\n" * 300_000, b"X: x\r\n" + b" x\r\n" * 400_000):
        data = good + b"WARC/1.0\r\nWARC-Type: response\r\n" + head + b"\r\n\r\n" + good
        readings, errors = read(data)
        assert (len(readings), len(errors)) == (1, 1)
        assert "the head of a record is longer than 1 MB" in errors[0]


@pytest.mark.parametrize("length", [b"-1", b"99999999999999999999", b"x", b"", b"0"])
def test_records_whose_length_is_absurd(length: bytes) -> None:
    good = answer("https://phare.example/1", "200 OK", HTML, PAGE.encode())
    data = good + re.sub(rb"Content-Length: \d+", b"Content-Length: " + length, good) + good
    readings, errors = read(data)
    assert readings
    assert len(readings) + len(errors) >= 2


@pytest.mark.parametrize(("kind", "root"), [("feed", "rss"), ("newsml", "newsItem"), ("nitf", "nitf")])
@pytest.mark.parametrize("filling", ["<p/>", "<a b=''/>"])
def test_more_elements_than_letters(kind: str, root: str, filling: str) -> None:
    readings, errors = read(f"<{root}>{filling * 1_100_000}</{root}>".encode(), kind=kind)
    assert (len(readings), len(errors)) == (0, 1)
    assert "more than 1000000 elements and attributes" in errors[0]


def test_pages_of_tags() -> None:
    readings, errors = read(
        archive(("https://phare.example/1", "200 OK", HTML, b"<html>" + b"<p>x</p>" * 60_000), ("https://phare.example/2", "200 OK", HTML, PAGE.encode()))
    )
    assert (len(readings), len(errors)) == (1, 1)
    assert "more than 50000 tags" in errors[0]
    readings, errors = read(f"<rss><channel><item><description><![CDATA[{'<b>' * 600_000}x]]></description></item></channel></rss>".encode(), kind="feed")
    assert (len(readings), len(errors)) == (1, 0)


# Depth.


@pytest.mark.parametrize(("kind", "root"), [("feed", "rss"), ("newsml", "newsItem"), ("nitf", "nitf"), ("opml", "opml")])
def test_nested_elements(kind: str, root: str) -> None:
    readings, errors = read((f"<{root}>" + "<a>" * 100_000 + "x" + "</a>" * 100_000 + f"</{root}>").encode(), kind=kind)
    assert not readings
    assert len(errors) == 1
    assert "depth" in errors[0] or "deep" in errors[0]


@pytest.mark.parametrize("kind", ["json-feed", "ninjs"])
def test_nested_json(kind: str) -> None:
    for head in ("[", '{"version": "https://jsonfeed.org/version/1", "uri": "u", "bodies": ', '{"a":'):
        readings, errors = read((head + "[" * 100_000).encode(), kind=kind)
        assert not readings
        assert len(errors) == 1


def test_nested_html_in_an_entry() -> None:
    deep = "<div>" * 100_000 + "A ferry sank."
    readings, errors = read(f"<rss><channel><item><title>Ferry</title><description><![CDATA[{deep}]]></description></item></channel></rss>".encode())
    assert not errors
    assert readings[0][0].text == "Ferry\n\nA ferry sank."


@pytest.mark.parametrize("depth", [30, 300, 5000])
def test_nested_parts_of_mail(depth: int) -> None:
    head = "From: a@b.example\nMessage-ID: <1>\nSubject: Ferry\nMIME-Version: 1.0\n"
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth)) + "Content-Type: text/plain\n\nA ferry sank.\n"
    readings, errors = read((head + parts).encode(), kind="mail")
    assert len(readings) + len(errors) == 1
    assert depth > 30 or readings[0][0].text == "Ferry\n\nA ferry sank."


def test_many_parts_and_fields_of_mail() -> None:
    head = "From: a@b.example\nMessage-ID: <1>\nSubject: Ferry\n"
    for more in (
        "X: x\n" * 200_000 + "\nA ferry sank.",
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 50_000,
        "To: " + "a@b.example, " * 100_000 + "\n\nA ferry sank.",
    ):
        readings, errors = read((head + more).encode(), kind="mail")
        assert len(readings) + len(errors) == 1


# What is broken, lacking or absurd.


@pytest.mark.parametrize("name", ALL)
def test_cut_anywhere(name: str) -> None:
    data = sample(name)
    for at in range(0, len(data), max(1, len(data) // 60)):
        read(data[:at], kind=kind_of(name))
        read(data[:at])


@pytest.mark.parametrize("name", ALL)
def test_nul_bytes(name: str) -> None:
    data = sample(name)
    whole = read(data, kind=kind_of(name))
    spread = re.sub(rb"(?<=[a-z]) (?=[a-z])", b"\0", data) if name != "pages.warc" else data.replace(b"SPLIT, ", b"SPLIT,\0")
    readings, _ = read(spread, kind=kind_of(name))
    assert name in ("feeds.opml", "desk.mbox") or readings
    assert len(readings) <= len(whole[0])
    read(b"\0" * 100 + data)
    read(data.replace(b"\n", b"\0\n\0"), kind=kind_of(name))


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig", "cp1252", "mac_roman"])
@pytest.mark.parametrize("name", [*XML, *JSON])
def test_other_encodings_than_declared(name: str, encoding: str) -> None:
    words = sample(name).decode("utf-8")
    data = words.encode(encoding, errors="xmlcharrefreplace" if name in XML else "replace")
    readings, errors = read(data, kind=kind_of(name))
    plain = read(sample(name), kind=kind_of(name))
    assert (len(readings), len(errors)) == (len(plain[0]), len(plain[1]))
    if encoding != "mac_roman":  # so few letters do not tell it
        assert [dispatch.text for dispatch, _ in readings] == [dispatch.text for dispatch, _ in plain[0]]


@pytest.mark.parametrize("name", XML)
def test_any_element_or_attribute_may_be_missing(name: str) -> None:
    words = re.sub("&nbsp;|&mdash;", " ", body(name)).encode()
    count = sum(1 for _ in etree.fromstring(words).iter("*"))
    for number in range(1, count):
        root = etree.fromstring(words)
        element = list(root.iter("*"))[number]
        emptied = etree.fromstring(words)
        below = list(emptied.iter("*"))[number]
        for attribute in list(below.attrib):
            del below.attrib[attribute]
        below.text = None
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
        for tree in (root, emptied):
            readings, errors = read(etree.tostring(tree, encoding="utf-8"), kind=kind_of(name))
            assert readings or errors


@pytest.mark.parametrize("name", JSON)
@pytest.mark.parametrize("value", [None, "", 3, -0.5, True, [], {}, [[{}]], "x" * 1000])
def test_any_field_may_be_of_any_kind(name: str, value: object) -> None:
    loaded = json.loads(sample(name))

    def places(thing: object) -> list[tuple[object, object]]:
        pairs: list[tuple[object, object]] = []
        if isinstance(thing, dict):
            for key in thing:
                pairs += [(thing, key), *places(thing[key])]
        elif isinstance(thing, list):
            for at, each in enumerate(thing):
                pairs += [(thing, at), *places(each)]
        return pairs

    for within, key in places(loaded):
        before = within[key]  # type: ignore[index]
        within[key] = value  # type: ignore[index]
        readings, errors = read(json.dumps(loaded).encode(), kind=kind_of(name))
        assert readings or errors
        within[key] = before  # type: ignore[index]


@pytest.mark.parametrize(
    "date", ["0000-00-00", "9999-99-99T99:99:99Z", "99999999999999999999", "-1", "soon", "2019-02-31", "1e999", " ", "32 Foo 20199", "\u0663/7/2019"]
)
@pytest.mark.parametrize("name", ALL)
def test_absurd_dates(name: str, date: str) -> None:
    data = sample(name) if name != "pages.warc" else PAGE.encode()
    stamped = re.sub(rb"(?:\w{3}, )?\d\d? Jul 20\d\d [\d:]+ \S+|20\d\d-\d\d-\d\dT[\d:]+(?:Z|[+-]\d\d:\d\d)?|20\d{6}T\d{6}[Z+-]?\d*", date.encode(), data)
    assert stamped != data or name == "feeds.opml"
    if name == "pages.warc":
        data, stamped = (answer("https://phare.example/1", "200 OK", HTML, page).replace(b"2019-07-04T00:00:00Z", date.encode()) for page in (data, stamped))
    readings, _ = read(stamped, kind=kind_of(name))
    assert name == "feeds.opml" or readings
    assert len(readings) == len(read(data, kind=kind_of(name))[0])
    assert all(dispatch.date is None or dispatch.date.startswith(("2019", "XXXX")) for dispatch, _ in readings), [d.date for d, _ in readings]


def test_ids_that_come_twice() -> None:
    item = "<item><guid>same</guid><title>Ferry {}</title></item>"
    readings, errors = read(f"<rss><channel>{item.format(1)}{item.format(2)}</channel></rss>".encode())
    assert [dispatch.id for dispatch, _ in readings] == ["same", "same"]
    assert len({dispatch.digest for dispatch, _ in readings}) == 2
    assert not errors


@pytest.mark.parametrize("name", ALL)
def test_changed_at_random(name: str) -> None:
    draw = random.Random(name)
    data = sample(name)
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(draw.randint(1, 12)):
            at = draw.randrange(len(broken))
            step = draw.random()
            if step < 0.5:
                broken[at] = draw.randrange(256)
            elif step < 0.75:
                del broken[at : at + draw.randint(1, 40)]
            else:
                broken[at:at] = broken[draw.randrange(len(broken)) :][: draw.randint(1, 40)]
        read(bytes(broken), kind=kind_of(name))


@pytest.mark.parametrize("name", ALL)
def test_told_by_its_bytes(name: str) -> None:
    """Whatever a file is called, and as what it is served."""
    from selon.intake.formats.registry import format_of

    data = sample(name)
    for called, media in (("", ""), ("x.html", "text/html"), ("x.xml", "application/xml"), ("x.txt", "text/plain"), ("x.json", "application/json")):
        assert format_of(data, name=called, media=media).name == kind_of(name)


def test_one_bad_among_good() -> None:
    """An archive, a message, a feed: what is bad is told, what is good is read."""
    texts = [answer(f"https://phare.example/{n}", "200 OK", HTML, PAGE.encode() if n != 1 else b"\xff\xfe" * 9) for n in range(3)]
    readings, errors = read(b"".join([texts[0], record("metadata", [("X", "x")], b"\0" * 99), texts[1], texts[2]]))
    assert (len(readings), len(errors)) == (2, 1)
