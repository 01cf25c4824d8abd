"""How those who tell a claim know it, and on which words that stands."""

from __future__ import annotations

import pytest

import selon
from selon.lang.pack import installed
from selon.tables import read_table
from tests.reading import read

#: body -> (kind, words, whose it is: the source's name, or None for the agency) of every basis of its claims, in order.
CASES = [
    pytest.param("en", "Zambia will send troops, the ministry said in a statement.", [("statement", "in a statement", "the ministry")], id="en-statement"),
    pytest.param("en", "The mine paid bribes, according to court papers seen by Wire.", [("document", "court papers", "court papers")], id="en-document"),
    pytest.param("en", "Rebels shelled the market, witnesses said.", [("eyewitness", "witnesses", "witnesses")], id="en-witnesses"),
    pytest.param("en", "A Wire reporter saw soldiers burning huts.", [("eyewitness", "reporter saw", None)], id="en-reporter-saw"),
    pytest.param("en", "The general reportedly fled to Zambia.", [("hearsay", "reportedly", None)], id="en-reportedly"),
    pytest.param("en", "The general reportedly told Awa Diop that he would leave.", [("hearsay", "reportedly", None)], id="en-reportedly-said"),
    pytest.param(
        "en", "The mine will close, a clerk said on condition of anonymity.", [("anonymity", "on condition of anonymity", "a clerk")], id="en-anonymity"
    ),
    pytest.param(
        "en",
        'A judge confirmed the arrest. The judge asked not to be named. "Two more are sought," the judge said.',
        [("anonymity", "asked not to be named", "judge"), ("anonymity", "asked not to be named", "judge")],
        id="en-anonymity-in-another-sentence",
    ),
    pytest.param("en", '"We acted within our waters," the minister told deputies, adding that Zambia would show video footage.', [], id="en-of-another-saying"),
    pytest.param("fr", "La Zambie enverra des troupes, a annoncé le roi dans un discours.", [("statement", "dans un discours", "le roi")], id="fr-statement"),
    pytest.param("fr", "La mine a payé, selon un document consulté par Wire.", [("document", "un document", "un document")], id="fr-document"),
    pytest.param(
        "fr", "Le pont est tombé, a constaté un journaliste de Wire.", [("eyewitness", "a constaté un journaliste", "un journaliste")], id="fr-journalist"
    ),
    pytest.param("fr", "Le général aurait fui en Zambie.", [("hearsay", "aurait fui", None)], id="fr-conditional"),
    pytest.param("fr", "Le roi, dit-on, a fui en Zambie.", [("hearsay", "dit-on", "")], id="fr-dit-on"),
    pytest.param(
        "fr", "La mine fermera, selon une source ayant requis l'anonymat.", [("anonymity", "ayant requis l'anonymat", "une source")], id="fr-anonymity"
    ),
]


@pytest.mark.parametrize(("lang", "body", "expected"), CASES)
def test_basis(lang: str, body: str, expected: list[tuple[str, str, str | None]]) -> None:
    ledger = read(body, lang)
    text = ledger.dispatch.text
    source = {a.id: " ".join(span.of(text) for span in a.source) for a in ledger.attributions}
    found = [(b.kind, b.span.of(text), None if b.attribution is None else source[b.attribution]) for claim in ledger.claims for b in claim.basis]
    assert [each[:2] for each in found] == [each[:2] for each in expected]
    for (_, _, mine), (_, _, wanted) in zip(found, expected, strict=True):
        assert (mine is None) == (wanted is None) and (wanted or "") in (mine or "")


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        pytest.param("en", "Zambia signed the document, Minister Awa Diop said.", id="en-document-told-of"),
        pytest.param("en", "The author of the report, Awa Diop, said the dam would fail.", id="en-author-of-a-report"),
        pytest.param("en", "A lawyer for the witnesses said the guards had lied.", id="en-lawyer-for-witnesses"),
        pytest.param("en", "The minister rejected a report that the army had shelled the camp.", id="en-report-rejected"),
        pytest.param("fr", "Le ministre a dit que la Zambie fermerait sa frontière.", id="fr-future-seen-from-the-past"),
        pytest.param("fr", "Aucun journaliste n'a pu constater les dégâts.", id="fr-no-eyewitness"),
    ],
)
def test_no_basis_where_the_text_says_none(lang: str, body: str) -> None:
    assert [claim.basis for claim in read(body, lang).claims if claim.basis] == []


def test_each_link_has_its_own_basis() -> None:
    ledger = read("Two guards were killed, the mayor said in a statement, citing witnesses.", "en")
    assert [[(b.kind, claim.attributions.index(b.attribution or "")) for b in claim.basis] for claim in ledger.claims] == [
        [("eyewitness", 0), ("statement", 1)]
    ]


@pytest.mark.parametrize("lang", installed())
def test_every_row_finds_its_example(lang: str) -> None:
    missed = [
        (row["pattern"], row["example"])
        for row in read_table(f"lang/{lang}", "basis")
        if row["kind"] not in {b.kind for claim in selon.read(row["example"], lang=lang).claims for b in claim.basis}
    ]
    assert not missed
