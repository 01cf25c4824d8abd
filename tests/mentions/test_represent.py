"""For whom a person speaks."""

from __future__ import annotations

from selon.mentions.represent import represented
from tests.mentions.reading import groups, mentions_of


def test_what_a_minister_is_charged_with_is_no_body_and_his_country_is_the_datelines() -> None:
    found = mentions_of("Le Ghana a rouvert ses écoles. Le ministre de la Pêche, Ali Kaya, est parti.", "fr", dateline="ACCRA, 14 mai (Wire) - ")
    assert not any("Pêche" in words for each in groups(found) for words in each if not words.startswith("Le ministre"))
    minister = next(draft for draft in found.drafts if draft.name == "Ali Kaya")
    assert represented(found, minister) == found.country("GHA")
