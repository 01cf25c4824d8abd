"""The time of a claim: preposition and date together."""

from __future__ import annotations

import pytest

from selon.timexes import claim_time, find_timexes, load_timex_tables

FR, EN = load_timex_tables("lang/fr"), load_timex_tables("lang/en")


def claim(text: str, anchor: str | None, lang: str) -> tuple[str, str | None]:
    """The claim time of the first expression."""
    tables = FR if lang == "fr" else EN
    found = find_timexes(text, anchor=anchor, tables=tables)
    span, edtf = claim_time(text, 0, found, anchor=anchor, tables=tables)
    return span.of(text), edtf


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("Le port rouvrira avant la fin avril.", "2025-03-03", ("avant la fin avril", "2025-03-03/2025-04-30")),
        ("Le port rouvrira d'ici à mars.", "2024-12-02", ("d'ici à mars", "2024-12-02/2025-03")),
        ("Le port rouvrira avant décembre.", "2024-10-02", ("avant décembre", "2024-10-02/2024-11-30")),
        ("Le port rouvrira avant la mi-juin.", "2024-04-02", ("avant la mi-juin", "2024-04-02/2024-06-15")),
        ("Le port est fermé depuis lundi.", "2024-10-02", ("depuis lundi", "2024-09-30/2024-10-02")),
        ("Le port est fermé depuis deux semaines.", "2024-10-16", ("depuis deux semaines", "2024-10-02/2024-10-16")),
        ("Le port est fermé depuis sept mois.", "2024-10-16", ("depuis sept mois", "2024-03/2024-10")),
        ("Le port est fermé depuis le début du mois.", "2024-10-16", ("depuis le début du mois", "2024-10-01/2024-10-16")),
        ("Le port rouvrira dans les prochains jours.", "2022-11-22", ("dans les prochains jours", "2022-11-22/..")),
        ("Le port a fermé la semaine dernière.", "2022-11-22", ("la semaine dernière", "2022-11-14/2022-11-20")),
        ("Le port fermera à compter de jeudi.", "2022-11-22", ("à compter de jeudi", "2022-11-24/..")),
        ("Le port a fermé début mars.", "2026-04-20", ("début mars", "2026-03")),
        ("La foire se tient du 3 au 5 mai.", "2026-04-20", ("du 3 au 5 mai", "2026-05-03/2026-05-05")),
        ("La trêve commence samedi à minuit.", "2026-04-21", ("samedi à minuit", "2026-04-25")),
        ("Le port rouvrira d'ici à la fin de l'année.", "2021-11", ("d'ici à la fin de l'année", "2021-11/2021-12-31")),
        ("Le roi a été tué, deux jours après le scrutin.", "2026-04-20", ("deux jours après", "2026-04-18")),
        ("La garde change chaque année.", "2026-04-20", ("chaque année", None)),
    ],
)
def test_french(text: str, anchor: str, expected: tuple[str, str | None]) -> None:
    assert claim(text, anchor, "fr") == expected


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("The port will reopen by the end of the year.", "2022-11-22", ("by the end of the year", "2022-11-22/2022-12-31")),
        ("The port will reopen by 2027.", "2022-11-22", ("by 2027", "2022-11-22/2027")),
        ("The port will reopen before May.", "2005-03-10", ("before May", "2005-03-10/2005-04-30")),
        ("The port will reopen within a week.", "2009-03-14", ("within a week", "2009-03-14/2009-03-21")),
        ("The port will reopen within two weeks.", "2009-03", ("within two weeks", None)),
        ("The port will reopen in the coming days.", "2022-11-22", ("in the coming days", "2022-11-22/..")),
        ("Two ships have sunk in recent days.", "2022-11-22", ("in recent days", "../2022-11-22")),
        ("Two ships have sunk since December.", "2024-02", ("since December", "2023-12/2024-02")),
        ("Oslo has not answered for 11 months.", "2026-03-05", ("for 11 months", "2025-04/2026-03")),
        ("The port closed last week.", "2022-11-22", ("last week", "2022-11-14/2022-11-20")),
        ("The port will reopen next month.", "2021-06-17", ("next month", "2021-07")),
        ("The port will reopen from May 1.", "2025-04-08", ("from May 1", "2025-05-01/..")),
        ("The fair is on April 24 and 25.", "1999-02-10", ("on April 24 and 25", "1999-04-24/1999-04-25")),
        ("The fair runs from June 3 to 5.", "1999-02-10", ("from June 3 to 5", "1999-06-03/1999-06-05")),
        ("The army attacked at dawn on Wednesday.", "1997-08-20", ("at dawn on Wednesday", "1997-08-20")),
        ("The prisoners were freed overnight.", "2014-05-19", ("overnight", "2014-05-18/2014-05-19")),
        ("The port closed early this week.", "1998-12-05", ("early this week", "1998-11-30/1998-12-05")),
        ("They have until Friday.", "2010-11-09", ("until Friday", "2010-11-09/2010-11-12")),
    ],
)
def test_english(text: str, anchor: str, expected: tuple[str, str | None]) -> None:
    assert claim(text, anchor, "en") == expected
