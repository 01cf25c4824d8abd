"""NITF."""

from __future__ import annotations

from pathlib import Path

from selon.errors import DispatchError
from selon.intake.formats import read_bytes, read_input
from selon.model.dispatch import Link

SAMPLE = Path(__file__).parent / "samples" / "story.nitf"


def test_story() -> None:
    (found,) = read_input(str(SAMPLE))
    assert not isinstance(found, DispatchError)
    ferry = found[0]
    assert ferry.text == (
        "Ferry sinks off Split\n\nForty rescued\n\nBy Jane Doe\n\n"
        "SPLIT, Croatia - A ferry sank on Wednesday, the harbour office said\xa0— forty were saved.\n\nSaved | 40\n\nA search goes on."
    )
    assert ferry.headline is not None
    assert ferry.headline.of(ferry.text) == "Ferry sinks off Split"
    assert (ferry.lang, ferry.date, ferry.provider, ferry.status, ferry.credits[0].names) == ("en", "2019-07-04", "AP", "correction", ("Jane Doe",))
    assert (ferry.carriage.outlet, ferry.carriage.guid, ferry.carriage.version) == ("Harbour Gazette", "ferry", "2")
    assert ferry.carriage.links == (Link("corrects", "ferry-0", "correction wrong number of passengers"),)


def test_a_document_without_text() -> None:
    (error,) = read_bytes(b"<nitf><head><docdata/></head><body/></nitf>", "x", id="x")
    assert isinstance(error, DispatchError)
    assert str(error) == "x: the NITF document holds no text"


def test_a_document_without_metadata() -> None:
    (found,) = read_bytes(b"<nitf><body><body.content><p>A ferry sank.</p></body.content></body></nitf>", "x", id="x", lang="en")
    assert not isinstance(found, DispatchError)
    assert (found[0].id, found[0].text, found[0].date) == ("x", "A ferry sank.", None)
