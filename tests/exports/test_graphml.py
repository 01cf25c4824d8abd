"""GraphML, read back by networkx."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from selon.exports.entry import Entry
from selon.model.mention import Entity
from tests.exports import sample
from tests.exports.helpers import export


def _graph(entries: list[Entry], out: Path) -> Any:
    import networkx

    export("graphml", entries, out)
    return networkx.read_graphml(out)


def test_who_relays_whom(tmp_path: Path) -> None:
    graph = _graph([sample.visit()], tmp_path / "out")
    edges = {(graph.nodes[a]["label"], graph.nodes[b]["label"]): data for a, b, data in graph.edges(data=True)}
    assert set(edges) == {
        ("VNA", "Pressa"),
        ("a diplomat", "Pressa"),
        ("diplomat", "Pressa"),
        ("Valdoria", "Pressa"),
        ("Otto Brandt", "VNA"),
        ("VNA", "VNA"),
        ("Pressa", "The Strelsau Post"),
    } - {("a diplomat", "Pressa")}
    assert edges["VNA", "Pressa"] | {"claims": 2, "dispatches": 1, "first": "2031-05-14", "last": "2031-05-14"} == edges["VNA", "Pressa"]
    assert edges["Pressa", "The Strelsau Post"]["claims"] == 5
    assert edges["Valdoria", "Pressa"]["denials"] == 1 and edges["diplomat", "Pressa"]["uncertain"] == 1
    assert edges["Otto Brandt", "VNA"]["joint"] == 1


def test_counts_over_dispatches(tmp_path: Path) -> None:
    first = sample.visit()
    later = replace(first, key="dsp-9", ledger=replace(first.ledger, dispatch=replace(first.ledger.dispatch, date="2031-06-01")))
    undated = replace(first, key="dsp-10", ledger=replace(first.ledger, dispatch=replace(first.ledger.dispatch, date="2031-06")))
    graph = _graph([later, first, undated], tmp_path / "out")
    (data,) = (data for a, b, data in graph.edges(data=True) if (graph.nodes[a]["label"], graph.nodes[b]["label"]) == ("Valdoria", "Pressa"))
    assert (data["claims"], data["dispatches"], data["first"], data["last"]) == (3, 3, "2031-05-14", "2031-06-01")


def test_ownership_of_agencies_is_told(tmp_path: Path) -> None:
    entry = sample.visit()
    agency = Entity("e3", "KCNA", "agency", "PRK", (), "MED", None, "agency:kcna")
    entities = tuple(agency if entity.id == "e3" else entity for entity in entry.ledger.entities)
    dispatch = replace(entry.ledger.dispatch, provider="Reuters")
    graph = _graph([replace(entry, ledger=replace(entry.ledger, entities=entities, dispatch=dispatch))], tmp_path / "out")
    nodes = {data["label"]: data for _, data in graph.nodes(data=True)}
    assert (nodes["KCNA"]["ownership"], nodes["KCNA"]["state_owned"], nodes["KCNA"]["country"]) == ("state", True, "PRK")
    assert nodes["Reuters"]["state_owned"] is False and nodes["Reuters"]["kind"] == "agency"
    assert "ownership" not in nodes["Otto Brandt"]


@pytest.mark.parametrize("name", [sample.NAME, "\ud800", "]]>&<", "محمد"])
def test_names_of_any_kind(name: str, tmp_path: Path) -> None:
    entry = sample.visit()
    dispatch = replace(entry.ledger.dispatch, provider=name)
    graph = _graph([replace(entry, key=name, ledger=replace(entry.ledger, dispatch=dispatch))], tmp_path / "out")
    assert len(graph) == 6


def test_everything(entries: list[Entry], tmp_path: Path) -> None:
    assert len(_graph(entries, tmp_path / "out")) > 10
