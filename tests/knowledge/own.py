"""Own tables for tests: invented people of invented offices, and a few facts that everybody knows."""

from __future__ import annotations

from pathlib import Path

PEOPLE = """\
id,name_en,name_fr,aliases_en,aliases_fr,country,sector,provenance
Q7747,Vladimir Putin,Vladimir Poutine,Putin,Poutine,RUS,,own
Q23530,Dmitry Medvedev,Dmitri Medvedev,,,RUS,ELI,own
Q57643,Jens Stoltenberg,,,,NOR,,own
berg-a,Anna Berg,,,,SWE,,own
berg-b,Anna Berg,,,,NOR,,own
kassim,Omar Kassim,,,,KEN,REB,own
kim,Kim Jong-un,,,,PRK,,own
"""
OFFICES = """\
person,title_en,title_fr,country,organization,sector,start,end,provenance
Q7747,President of Russia,président de la Fédération de Russie,RUS,,,2012-05-07,,own
Q23530,President of Russia,président de la Fédération de Russie,RUS,,,2008-05-07,2012-05-07,own
Q57643,Secretary General of NATO,secrétaire général de l'Otan,,nato,,2014-10-01,2024-10-01,own
berg-a,Foreign Minister of Sweden,ministre des Affaires étrangères de la Suède,SWE,,,2020,,own
"""


def write_tables(folder: Path, *, people: str = PEOPLE, offices: str = OFFICES, organizations: str = "") -> Path:
    """A folder with these tables; an empty one is left out."""
    for name, text in (("people", people), ("offices", offices), ("organizations", organizations)):
        if text:
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
