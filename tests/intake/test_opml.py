"""Lists of feeds."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from selon.errors import DispatchError
from selon.intake.formats import read_input
from selon.intake.formats.opml import FeedAddress, read_feeds

SAMPLE = Path(__file__).parent / "samples" / "feeds.opml"


def test_feeds_once_each_in_order() -> None:
    with SAMPLE.open("rb") as stream:
        assert read_feeds(stream, "feeds.opml") == (
            FeedAddress("https://phare.example/rss", "Le Phare", "fr"),
            FeedAddress("https://gazette.example/feed", "Gazette", None),
        )


def test_a_list_is_no_dispatch() -> None:
    (error,) = read_input(str(SAMPLE))
    assert isinstance(error, DispatchError)
    assert "a list of 2 feeds, and no dispatch" in str(error)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<opml><body/></opml>", "names no feed"),
        (b"<rss/>", "no OPML"),
        (b"nothing", "no XML"),
        (b'<opml><body><outline xmlUrl="file:///etc/passwd"/></body></opml>', "no http or https"),
    ],
)
def test_no_list(data: bytes, why: str) -> None:
    with pytest.raises(DispatchError, match=why):
        read_feeds(io.BytesIO(data), "x")
