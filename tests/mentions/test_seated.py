"""Bodies told by the places they stand in."""

from __future__ import annotations

from tests.mentions.reading import groups, mentions_of


def test_bodies_in_several_places_are_as_many() -> None:
    found = groups(mentions_of("Bombs hit the Greek embassies in Chad and Niger. The Greek embassy in Niger was shut. The embassies will move.", "en"))
    assert {"the Greek embassies in Chad", "The embassies"} in found
    assert {"the Greek embassies in Chad", "The Greek embassy in Niger", "The embassies"} in found
