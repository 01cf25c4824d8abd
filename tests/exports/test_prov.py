"""RDF: read back by rdflib, checked by the shapes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from selon.exports.entry import Entry
from tests.exports import sample
from tests.exports.helpers import export

if TYPE_CHECKING:
    from rdflib import Dataset

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
PREFIXES = """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX schema: <https://schema.org/>
PREFIX selon: <urn:x-selon:term:> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


def _read(entries: list[Entry], out: Path, **options: str) -> Dataset:
    from rdflib import Dataset

    export("prov", entries, out, **options)
    dataset = Dataset()
    dataset.parse(out, format="trig")
    return dataset


@pytest.fixture(scope="module")
def dataset(entries: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Everything, read back."""
    return _read(entries, tmp_path_factory.mktemp("prov") / "out")


def test_a_named_graph_for_each_claim(dataset: Dataset, entries: list[Entry]) -> None:
    from rdflib import RDF, URIRef

    claims = set(dataset.default_graph.subjects(RDF.type, URIRef("urn:x-selon:term:Claim")))
    named = {graph.identifier for graph in dataset.graphs() if len(graph) and graph.identifier != dataset.default_graph.identifier}
    assert claims == named and len(claims) == sum(len(entry.ledger.claims) for entry in entries)


def test_no_blank_nodes(dataset: Dataset) -> None:
    from rdflib import BNode

    assert not [node for quad in dataset.quads() for node in quad[:3] if isinstance(node, BNode)]


def test_an_event_stands_in_no_graph_but_its_claims(dataset: Dataset) -> None:
    from rdflib import RDF, URIRef

    assert not list(dataset.default_graph.subjects(RDF.type, URIRef("urn:x-selon:term:Event")))


def test_the_chain_can_be_asked_for(dataset: Dataset) -> None:
    query = (
        PREFIXES
        + """SELECT ?position ?name ?role ?jointly WHERE { <urn:x-selon:claim:clm-c4> prov:qualifiedAttribution ?link .
        ?link selon:position ?position ; prov:agent ?agent ; prov:hadRole ?role ; selon:jointly ?jointly . ?agent rdfs:label ?name } ORDER BY ?position ?name"""
    )
    found = [(int(row[0]), str(row[1]), str(row[2]).rsplit(":", 1)[1], bool(row[3].toPython())) for row in dataset.default_graph.query(query)]
    assert found == [(0, "Otto Brandt", "speaker", True), (0, "VNA", "speaker", True), (1, "VNA", "relay", False), (2, "Pressa", "provider", False)]


def test_spans_slice_to_the_words(dataset: Dataset) -> None:
    query = (
        PREFIXES
        + """SELECT ?text ?start ?end WHERE { ?note oa:hasBody <urn:x-selon:claim:clm-c1> ; oa:hasTarget ?target .
        ?target oa:hasSource ?dispatch ; oa:hasSelector ?span . ?span oa:start ?start ; oa:end ?end . ?dispatch selon:text ?text } ORDER BY ?start"""
    )
    found = [str(text)[int(start) : int(end)] for text, start, end in dataset.default_graph.query(query)]
    assert found == ["Valdoria's president Ana Lorca invited", "Ruritanian premier Otto Brandt to the capital"]


def test_open_dates_are_edtf_literals(dataset: Dataset) -> None:
    from rdflib import URIRef

    times = {quad[2] for quad in dataset.quads((None, URIRef("urn:x-selon:term:time"), None, None))}
    assert {str(time) for time in times} >= {date for date in sample.DATES if date}
    assert {str(getattr(time, "datatype", "")) for time in times} == {"http://id.loc.gov/datatypes/edtf/EDTF"}


def test_it_keeps_to_the_shapes(dataset: Dataset) -> None:
    from pyshacl import validate
    from rdflib import Graph

    shapes = files("selon.exports").joinpath("shapes.ttl").read_text(encoding="utf-8")
    every = Graph()
    for subject, predicate, value, _ in dataset.quads():
        every.add((subject, predicate, value))
    valid, _, report = validate(every, shacl_graph=Graph().parse(data=shapes, format="turtle"))
    assert valid, report


def test_the_shapes_find_faults(tmp_path: Path) -> None:
    from pyshacl import validate
    from rdflib import Graph, URIRef

    graph = _read([sample.visit()], tmp_path / "out").default_graph
    graph.remove((URIRef("urn:x-selon:claim:clm-c2"), URIRef("urn:x-selon:term:certainty"), None))
    shapes = Graph().parse(data=files("selon.exports").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle")
    assert not validate(graph, shacl_graph=shapes)[0]


def test_addresses_under_a_base_of_ones_own(tmp_path: Path) -> None:
    from rdflib import RDF, URIRef

    graph = _read([sample.visit()], tmp_path / "out", base="https://ledger.invalid/").default_graph
    claims = {str(node) for node in graph.subjects(RDF.type, URIRef("urn:x-selon:term:Claim"))}
    assert "https://ledger.invalid/claim/clm-c1" in claims
