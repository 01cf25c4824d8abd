"""What metadata say."""

from __future__ import annotations

import pytest

from selon.intake.formats import metadata
from selon.model.dispatch import Link, Relation, Status


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("fr-FR", "fr"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("EN_us", "en"),
        (" de ", "de"),
        ("und", None),
        ("", None),
        ("x", None),
        ("French", None),
        (None, None),
        (3, None),
    ],
)
def test_language(declared: object, code: str | None) -> None:
    assert metadata.language_of(declared) == code


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2019-07-03T23:45:00-05:00", "2019-07-03"),
        ("20190703T234500-0500", "2019-07-03"),
        ("Wed, 03 Jul 2019 23:15:00 GMT", "2019-07-03"),
        ("mercredi 3 juillet 2019", "2019-07-03"),
        ("2019-07", "2019-07"),
        ("9999-99-99T00:00:00Z", None),
        ("0000-00-00", None),
        ("2019-02-30", None),
        ("-1", None),
        ("9" * 5000, None),
        ("", None),
        (None, None),
        (20190703, None),
    ],
)
def test_day(stamp: object, day: str | None) -> None:
    assert metadata.day_of(stamp) == day


def test_the_first_stamp_that_is_a_date() -> None:
    assert metadata.day_of("soon", None, "2019-07-03", "2018-01-01") == "2019-07-03"


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Copyright 2019 AFP", "AFP"),
        ("© Agence France-Presse", "Agence France-Presse"),
        ("(c) Reuters. All rights reserved", "Reuters"),
        ("Reuters: World", "Reuters"),
        ("AFP/Léa SY", "AFP"),
        ("nprov:AFP", "AFP"),
        ("Afpol", None),
        ("Léa Sy", None),
        (None, None),
    ],
)
def test_agency(name: object, agency: str | None) -> None:
    assert metadata.agency_in([name]) == agency


@pytest.mark.parametrize(
    ("code", "status"), [("sig:correction", "correction"), ("http://cv.iptc.org/newscodes/pubstatusg2/canceled", "kill"), ("stat:usable", None), (None, None)]
)
def test_standing(code: object, status: Status | None) -> None:
    assert metadata.standing_of(code) == status


@pytest.mark.parametrize(
    ("rel", "status", "relation"),
    [
        ("irel:previousVersion", "new", "revises"),
        ("irel:previousVersion", "correction", "corrects"),
        ("predecessor-version", "kill", "kills"),
        ("irel:translatedFrom", "correction", "translates"),
        ("evolvedfrom", "new", "updates"),
        ("irel:seeAlso", "correction", None),
        (None, "new", None),
    ],
)
def test_link(rel: object, status: Status, relation: Relation | None) -> None:
    found = metadata.link_to(rel, "urn:1", status, "link")
    assert (found.relation if found else None) == relation


def test_versions() -> None:
    assert metadata.version_link("g", "1", "new") == metadata.version_link(None, "2", "new") == metadata.version_link("g", "two", "new") == ()
    assert metadata.version_link("g", 2, "update") == (Link("updates", "g", "version 2"),)
    assert metadata.version_link("g", None, "kill") == (Link("kills", "g", "pubStatus"),)


def test_dateline_of_its_own() -> None:
    assert metadata.article("A ferry sank, police said.", dateline="SPLIT, July 3 (Reuters)") == "SPLIT, July 3 (Reuters) A ferry sank, police said."
    assert metadata.article("(Reuters) - A ferry sank.", dateline="SPLIT") == "SPLIT (Reuters) - A ferry sank."
    assert metadata.article("SPLIT (Reuters) - A ferry sank.", dateline="SPLIT") == "SPLIT (Reuters) - A ferry sank."
    assert metadata.article("A ferry sank.", dateline="a port in Dalmatia") == "A ferry sank."
    assert metadata.article("", dateline="SPLIT") == ""
