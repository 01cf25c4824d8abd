"""The same act told in many ways: active, passive, dative passive, nominal with possessor or agent, light verbs, participles, what is to come."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from selon import read
from selon.render.plover import to_records

#: Of the variants in ``variants.csv``, how many are read with their PLOVER type and the countries of their actors.
SHARE = {"en": 0.86, "fr": 0.85}


@pytest.mark.parametrize("lang", sorted(SHARE))
def test_variants_of_construction(lang: str) -> None:
    lines = Path(__file__).with_name("variants.csv").read_text("utf-8").splitlines()
    rows = [row for row in csv.DictReader(lines) if row["lang"] == lang]
    lost = []
    for row in rows:
        records = to_records(read(row["text"], lang=lang))
        told = {(record["type"], "|".join(sorted({each["code"] for each in record["source"] if each["code"]}))) for record in records}
        if (row["type"], row["actor"]) not in told:
            lost.append((row["type"], row["actor"], row["text"], sorted(told)))
    assert len(lost) <= (1 - SHARE[lang]) * len(rows), lost


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        # a good that will not be done is refused; a harm that will not be done is nothing
        ("en", "Peru will not receive the Bolivian envoy.", {("REJECT", "PER", "BOL")}),
        ("en", "Peru will not attack Bolivia.", set()),
        # the deed and what came of it
        ("en", "Norway's expulsion of two Serbian diplomats prompted Belgrade to recall its envoy.", {("SANCTION", "NOR", "SRB"), ("SANCTION", "SRB", "")}),
        # a deal that another brokered is how the two agreed, no event of its own
        ("en", "Peru and Chile exchanged 12 prisoners under a deal brokered by Spain.", {("RETREAT", "CHL|PER", "")}),
        ("fr", "Le roman raconte l'enlèvement d'un consul par des pirates.", set()),
    ],
)
def test_what_is_told_beside(lang: str, text: str, wanted: set[tuple[str, str, str]]) -> None:
    records = to_records(read(text, lang=lang))
    assert {(r["type"], *("|".join(sorted({a["code"] for a in r[side] if a["code"]})) for side in ("source", "target"))) for r in records} == wanted
    assert not any("negated" in record["auxiliary"] for record in records)
