"""Datelines of the field's agencies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.intake.dateline import agency_as_named, find_dateline, place_line
from selon.intake.words import agency_key

KNOWN = {
    agency_key(name): name
    for name in (
        "Reuters",
        "AFP",
        "AP",
        "UPI",
        "Xinhua",
        "TASS",
        "KCNA",
        "Yonhap",
        "EFE",
        "dpa",
        "ANSA",
        "Interfax",
        "Kyodo",
        "Belga",
        "SANA",
        "ATS",
        "Keystone-ATS",
        "APS",
        "IRNA",
        "VOA",
        "PA",
        "MAP",
        "Tanjug",
        "AA",
    )
}

CASES = [
    ("LAGOS (Reuters) - Dock workers", "LAGOS", None, "Reuters", "Dock"),
    ("LAGOS, May 4 (Reuters) - Dock workers", "LAGOS", "XXXX-05-04", "Reuters", "Dock"),
    ("LAGOS, Nigeria, May 4, 2016 (AFP) - Dock workers", "LAGOS, Nigeria", "2016-05-04", "AFP", "Dock"),
    ("DAKAR, 4 mai 2016 (AFP) - Les dockers", "DAKAR", "2016-05-04", "AFP", "Les"),
    ("DAKAR, mercredi 4 mai (AFP) - Les dockers", "DAKAR", "XXXX-05-04", "AFP", "Les"),
    ("DAKAR, le 1er mai 2016 (AFP) – Les dockers", "DAKAR", "2016-05-01", "AFP", "Les"),
    ("BELGRADE, Serbia (AP) _ Railwaymen", "BELGRADE, Serbia", None, "AP", "Railwaymen"),
    ("BELGRADE, Serbia (AP)_ Railwaymen", "BELGRADE, Serbia", None, "AP", "Railwaymen"),
    ("WASHINGTON, D.C. (VOA) -- Senators", "WASHINGTON, D.C.", None, "VOA", "Senators"),
    ("SALEM, Mass. (AP) -- Senators", "SALEM, Mass.", None, "AP", "Senators"),
    ("TRENTON, N.J. _ Senators", "TRENTON, N.J.", None, None, "Senators"),
    ("ST. JOHN'S, Newfoundland (AP) — Fishermen", "ST. JOHN'S, Newfoundland", None, "AP", "Fishermen"),
    ("MINSK, July 7. /TASS/. Engineers", "MINSK", "XXXX-07-07", "TASS", "Engineers"),
    ("MINSK, 7 juillet. /TASS/. Des ingénieurs", "MINSK", "XXXX-07-07", "TASS", "Des"),
    ("MINSK /TASS/. Des ingénieurs", "MINSK", None, "TASS", "Des"),
    ("MOSCOW. July 7 (Interfax) - Engineers", "MOSCOW", "XXXX-07-07", "Interfax", "Engineers"),
    ("Pyongyang, July 7 (KCNA) -- Engineers", "Pyongyang", "XXXX-07-07", "KCNA", "Engineers"),
    ("TIANJIN, 7 juillet (Xinhua) -- Des ingénieurs", "TIANJIN", "XXXX-07-07", "Xinhua", "Des"),
    ("Quito, 7 jul (EFE).- Los", "Quito", "XXXX-07-07", "EFE", "Los"),
    ("Quito, 7 ene (EFE).- Los", "Quito", "XXXX-01-07", "EFE", "Los"),
    ("Kiel (dpa) - Shipbuilders", "Kiel", None, "dpa", "Shipbuilders"),
    ("(ANSA) - BARI, JUL 7 - Dockers", "BARI", "XXXX-07-07", "ANSA", "Dockers"),
    ("AA - IZMIR - 07.07.2012 - Les dockers", "IZMIR", "2012-07-07", "AA", "Les"),
    ("IZMIR (AA) - 07.07.2012 - Les dockers", "IZMIR", "2012-07-07", "AA", "Les"),
    ("GAND 07/07 (BELGA) = Les dockers", "GAND", "XXXX-07-07", "Belga", "Les"),
    ("Shiraz, Jul 7, IRNA – Weavers", "Shiraz", "XXXX-07-07", "IRNA", "Weavers"),
    ("OSAKA, July 7, Kyodo - Weavers", "OSAKA", "XXXX-07-07", "Kyodo", "Weavers"),
    ("Homs, SANA- The governor", "Homs", None, "SANA", "The"),
    ("Berne (Keystone-ATS) Le Conseil", "Berne", None, "Keystone-ATS", "Le"),
    ("Bâle, 7 juil (awp/ats) - La banque", "Bâle", "XXXX-07-07", "awp/ats", "La"),
    ("MOMBASA/NAIROBI, July 7 (Reuters) - Pilots", "MOMBASA/NAIROBI", "XXXX-07-07", "Reuters", "Pilots"),
    ("ABOARD THE HOSPITAL SHIP HOPE (AP) -- Nurses", "ABOARD THE HOSPITAL SHIP HOPE", None, "AP", "Nurses"),
    ("À BORD DU FERRY AURORE, 7 juil 2012 (AFP) - Les", "À BORD DU FERRY AURORE", "2012-07-07", "AFP", "Les"),
    ("Dans le train papal (AFP) - Les", "Dans le train papal", None, "AFP", "Les"),
    ("HERAT (UPI) Weavers", "HERAT", None, "UPI", "Weavers"),
    ("LJUBLJANA -- Weavers", "LJUBLJANA", None, None, "Weavers"),
    ("LJUBLJANA — Weavers", "LJUBLJANA", None, None, "Weavers"),
    ("HOBART, Australia — Weavers", "HOBART, Australia", None, None, "Weavers"),
    ("JEDDAH: Weavers", "JEDDAH", None, None, "Weavers"),
    ("(Reuters) - Weavers", None, None, "Reuters", "Weavers"),
    ("   PAU, 7 juillet\n(AFP) - Les dockers", "PAU", "XXXX-07-07", "AFP", "Les"),
]


@pytest.mark.parametrize(("text", "place", "date", "agency", "first"), CASES)
def test_forms(text: str, place: str | None, date: str | None, agency: str | None, first: str) -> None:
    reading = find_dateline(text, known=KNOWN)
    assert reading is not None
    line = reading.dateline
    assert (line.place, line.date, line.agency) == (place, date, agency)
    assert text[reading.body :].startswith(first)
    assert line.span.of(text) == line.span.of(text).strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The governor of Herat said - twice - that rain had come.",
        "Herat: la récolte sauvée par la pluie",
        "URGENT - La récolte sauvée",
        "UPDATE 1-Rain saves harvest",
        "Le gouverneur afghan (radio) - qui parlait à la presse",
        "Rain (mostly light) fell.",
        "By Ann Perry",
        "Iran (Islamic Republic) - the report",
        "12 May 2014 - a day",
        "(photo)",
    ],
)
def test_other_openings(text: str) -> None:
    assert find_dateline(text, known=KNOWN) is None


def test_agency_spelling() -> None:
    assert agency_as_named("BELGA", KNOWN) == "Belga"
    assert agency_as_named("Unheard  Of", KNOWN) == "Unheard Of"


def test_place_line() -> None:
    line = place_line("ADANA", 0, 5)
    assert line is not None
    assert line.place == "ADANA"
    assert place_line("URGENT", 0, 6) is None
    assert place_line("Adana", 0, 5) is None


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    reading = find_dateline(text, known=KNOWN)
    if reading:
        assert 0 <= reading.dateline.span.start < reading.dateline.span.end <= reading.body <= len(text)


@given(st.sampled_from(CASES), st.integers(0, 40))
def test_cut_anywhere(case: tuple[str, str | None, str | None, str | None, str], at: int) -> None:
    find_dateline(case[0][:at], known=KNOWN)
    find_dateline(case[0], min(at, len(case[0])), known=KNOWN)
