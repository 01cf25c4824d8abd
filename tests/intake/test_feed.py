"""Feeds: RSS, Atom, JSON Feed."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.errors import DispatchError
from selon.intake.formats import read_bytes, read_input
from selon.model.dispatch import Dispatch, Link

SAMPLES = Path(__file__).parent / "samples"
RSS = '<rss version="2.0"><channel><title>Harbour Gazette</title>{}</channel></rss>'


def read(name: str) -> tuple[list[Dispatch], list[str]]:
    found = list(read_input(str(SAMPLES / name)))
    return [item[0] for item in found if not isinstance(item, DispatchError)], [str(item) for item in found if isinstance(item, DispatchError)]


def entry(words: str, head: str = "") -> Dispatch:
    (found,) = read_bytes((head + RSS.format(f"<item>{words}</item>")).encode(), "x", id="x")
    assert not isinstance(found, DispatchError), found
    return found[0]


def test_rss() -> None:
    (ferry, correction), errors = read("wire.rss")
    assert ferry.headline is not None
    assert ferry.headline.of(ferry.text) == "Un ferry coule au large de Split & de Hvar"
    assert [p.of(ferry.text).split()[0] for p in ferry.paragraphs] == ["Un", "Les"]
    assert "recueillis par deux chalutiers\xa0: « Tout" in ferry.text
    assert not any(words in ferry.text for words in ("track", "Photo", "Le port", "En bref"))
    # The feed says en-US, its text is French; the day is that of the stamp's own time zone.
    assert (ferry.id, ferry.lang, ferry.date, ferry.provider, ferry.url) == ("phare-1", "fr", "2019-07-03", "AFP", "https://phare.example/ferry")
    assert (ferry.carriage.outlet, ferry.carriage.guid, ferry.carriage.named_source) == ("Le Phare", "phare-1", "Agence du Large")
    assert (correction.status, correction.provider, correction.carriage.named_source) == ("correction", "Reuters", "Reuters")
    assert correction.carriage.links == (Link("corrects", "phare-1", "dcterms replaces"),)
    assert correction.id == correction.url
    assert errors == [f"{SAMPLES / 'wire.rss'}:3: an entry with neither title nor text"]


def test_atom() -> None:
    (ferry, gone), errors = read("wire.atom")
    assert not errors
    assert ferry.text.startswith("UPDATE 1-Ferry & tug sink off Split\n\nA ferry sank on Wednesday, the harbour office said.\n\n• Forty aboard")
    assert (ferry.lang, ferry.date, ferry.provider, ferry.status, ferry.carriage.version) == ("en", "2019-07-03", "Reuters", "update", "2019-07-04T09:00:00Z")
    assert ferry.carriage.named_source == "Reuters: World"
    assert [(link.relation, link.target) for link in ferry.carriage.links] == [
        ("updates", "https://gazette.example/1"),
        ("updates", "tag:gazette.example,2019:1"),
    ]
    assert gone.status == "kill"
    assert gone.carriage.links == (Link("kills", "tag:gazette.example,2019:0", "deleted-entry"),)


def test_rss_1() -> None:
    ((port,), errors) = read("wire.rdf")
    assert not errors
    assert (port.lang, port.date, port.provider, port.id) == ("fr", "2019-07-05", "Le Phare", "https://phare.example/a")


def test_json_feed() -> None:
    (port, tugs), errors = read("feed.json")
    assert [p.of(port.text) for p in port.paragraphs] == ["The port reopened on Friday, the mayor said.", "Ships wait."]
    assert (port.id, port.date, port.provider, port.carriage.version) == ("7", "2019-07-05", "AP", "2019-07-06T10:00:00Z")
    assert (tugs.provider, len(tugs.paragraphs)) == ("Harbour Gazette", 2)
    assert [error.rsplit(":", 2)[1] for error in errors] == ["3", "4"]


def test_an_entry_reads_the_same_whatever_stands_around_it() -> None:
    """Counters of comments change from hour to hour; an entry set aside is tried again by itself."""
    item = "<title>Ferry sinks</title><description>A ferry sank, police said.</description>"
    plain = entry(item)
    busy = entry(f"{item}<s:comments xmlns:s='http://purl.org/rss/1.0/modules/slash/'>9</s:comments><media:title>Photo</media:title>")
    (alone,) = read_bytes(f"<item>{item}</item>".encode(), "x", id="x")
    assert not isinstance(alone, DispatchError)
    assert plain.digest == busy.digest == alone[0].digest
    assert plain.text == busy.text == alone[0].text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("<title>Tug & ferry: AT&T's &eacute;tude &unknown;</title>", "Tug & ferry: AT&T's étude &unknown;\n\n"),
        ("<title>&#146;Tug&#146; \x0b&#0;sinks</title>", "’Tug’ sinks\n\n"),
        ("<title>Tug</title><dc:creator>AP</dc:creator><description>It sank. <br/>It rose.</description>", "Tug\n\nIt sank.\nIt rose."),
        ("<title>Tug</title><description>It sank, police said.\n\nIt rose.</description>", "Tug\n\nIt sank, police said.\n\nIt rose."),
    ],
)
def test_feeds_are_often_not_well_formed(words: str, text: str) -> None:
    assert entry(words).text == text


@pytest.mark.parametrize(
    ("said", "bytes_in"),
    [("utf-8", "latin-1"), ("iso-8859-1", "utf-8"), ("iso-8859-1", "cp1252"), ("utf-16", "utf-8"), ("no-such-code", "utf-8"), ("punycode", "utf-8")],
)
def test_declared_encodings_are_not_believed_blindly(said: str, bytes_in: str) -> None:
    words = RSS.format("<item><title>Un bateau a coulé près de l'île</title><description>Le bateau a coulé, a dit la mairie.</description></item>")
    data = f'<?xml version="1.0" encoding="{said}"?>{words}'.encode(bytes_in)
    (found,) = read_bytes(data, "x", id="x")
    assert not isinstance(found, DispatchError)
    assert found[0].text.startswith("Un bateau a coulé près de l'île")


def test_utf_16() -> None:
    (found,) = read_bytes(RSS.format("<item><title>Le bateau a coulé</title></item>").encode("utf-16"), "x", id="x")
    assert not isinstance(found, DispatchError)
    assert found[0].text.startswith("Le bateau a coulé")


@pytest.mark.parametrize(
    "data", [RSS.format(""), '{"version": "https://jsonfeed.org/version/1", "items": []}', '{"version": "https://jsonfeed.org/version/1"}']
)
def test_a_feed_without_entries(data: str) -> None:
    (error,) = read_bytes(data.encode(), "x", id="x")
    assert isinstance(error, DispatchError)
    assert "no entry" in str(error)
