"""schema.org: terms that the vocabulary has, on the types that have them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from selon.exports.entry import Entry
from tests.exports import sample
from tests.exports.helpers import export

#: Terms of schema.org (version 29) that a type has, its own and those of its parents.
THING = {"@type", "@id", "name", "identifier", "disambiguatingDescription", "url"}
WORK = THING | {"text", "inLanguage", "author", "about", "headline", "datePublished", "publisher"}
TERMS = {
    "Claim": WORK | {"appearance", "firstAppearance", "claimInterpreter", "temporalCoverage"},
    "NewsArticle": WORK | {"dateline"},
    "Action": THING | {"agent", "object", "location"},
    "Person": THING | {"jobTitle"},
    "Organization": THING,
    "NewsMediaOrganization": THING,
    "Country": THING,
    "Place": THING,
    "Thing": THING,
}


def _graph(entries: list[Entry], out: Path) -> list[dict[str, Any]]:
    export("schema-org", entries, out)
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = document["@graph"]
    return found


def _nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for each in value for node in _nodes(each)]
    return [value, *(node for each in value.values() for node in _nodes(each))] if isinstance(value, dict) else []


def test_every_term_is_one_of_its_type(entries: list[Entry], tmp_path: Path) -> None:
    for node in _nodes(_graph(entries, tmp_path / "out")):
        if set(node) != {"@id"}:
            assert set(node) <= TERMS[node["@type"]], node


def test_every_reference_leads_somewhere(entries: list[Entry], tmp_path: Path) -> None:
    graph = _graph(entries, tmp_path / "out")
    ids = [node["@id"] for node in graph]
    assert len(ids) == len(set(ids))
    assert {node["@id"] for node in _nodes(graph) if set(node) == {"@id"}} <= set(ids)


def test_a_claim(tmp_path: Path) -> None:
    found = {node["@id"]: node for node in _graph([sample.visit()], tmp_path / "out")}
    claim = found["urn:x-selon:claim:clm-c4"]
    assert claim["text"] == "Brandt accepted the invitation"
    assert [author["name"] for author in claim["author"]] == ["Otto Brandt", "VNA"]
    assert claim["claimInterpreter"]["name"] == "VNA" and claim["appearance"] == {"@id": "urn:x-selon:dispatch:dsp-1"}
    assert claim["disambiguatingDescription"] == "accept invitation; according to Otto Brandt + VNA, according to VNA, according to Pressa"
    assert (claim["about"]["agent"]["name"], claim["about"]["object"]["name"]) == ("Otto Brandt", "Ana Lorca")
    denied = found["urn:x-selon:claim:clm-c3"]
    assert denied["disambiguatingDescription"].startswith("deny; denied;")
    assert found["urn:x-selon:dispatch:dsp-1"]["datePublished"] == "2031-05-14"


def test_open_dates_are_left_out(tmp_path: Path) -> None:
    dates = [node.get("temporalCoverage") for node in _graph([sample.dated()], tmp_path / "out") if node["@type"] == "Claim"]
    intervals = ["2031-05-03/2031-05-10", "../2031-05-10", "2031-05-03/.."]
    assert dates == ["2031-05-12", "2031-05", "2031", None, *intervals, *[None] * 6]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_is_json_ld(entries: list[Entry], tmp_path: Path) -> None:
    """Read as RDF with the context in place (the published one would have to be fetched)."""
    from rdflib import RDF, Graph, URIRef

    graph = {"@context": {"@vocab": "https://schema.org/"}, "@graph": _graph(entries, tmp_path / "out")}
    read = Graph().parse(data=json.dumps(graph), format="json-ld")
    assert len(set(read.subjects(RDF.type, URIRef("https://schema.org/Claim")))) == sum(len(entry.ledger.claims) for entry in entries)
