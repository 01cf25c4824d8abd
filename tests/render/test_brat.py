"""The standoff file parses back, and every offset lies on its words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.model.ledger import Ledger
from selon.model.text import Span
from selon.render import brat

from .dispatches import at, bare, claim, event, visit


def parse(annotations: str, text: str) -> dict[str, list[str]]:
    """The annotations by id (``*`` lines under "*"), each checked against brat's grammar and against *text*."""
    found: dict[str, list[str]] = {"*": []}
    notes: list[str] = []
    for line in annotations.split("\n")[:-1]:
        assert line == line.splitlines()[0]
        id, _, rest = line.partition("\t")
        assert id not in found or id == "*"
        if id.startswith("T"):
            head, words = rest.split("\t")
            kind, _, offsets = head.partition(" ")
            pairs = [tuple(map(int, pair.split(" "))) for pair in offsets.split(";")]
            assert all(start < end for start, end in pairs) and all(one[1] <= two[0] for one, two in pairwise(pairs))
            assert " ".join(text[start:end] for start, end in pairs) == words
            assert not re.search(r"[\n\r\t]", words)
            found[id] = [kind, words]
        elif id == "*":
            found["*"].append(rest)
            notes += rest.split(" ")[1:]
        elif id.startswith("#"):
            kind, target = rest.split("\t")[0].split(" ")
            assert kind == "AnnotatorNotes" and rest.split("\t")[1]
            notes.append(target)
            found[id] = [rest]
        else:
            assert re.fullmatch(r"[ERA]\d+", id)
            found[id] = rest.split(" ")
    for id, parts in list(found.items()):
        if id.startswith("E"):
            kind, trigger = parts[0].split(":")
            assert found[trigger][0] == kind
            assert all(re.fullmatch(r"(Claim|Actor|Recipient|Place|Time)\d*:T\d+", part) and part.split(":")[1] in found for part in parts[1:])
            assert len({part.split(":")[0] for part in parts}) == len(parts)
        elif id.startswith("R"):
            assert parts[1].startswith("Arg1:T") and parts[2].startswith("Arg2:T") and parts[1][5:] in found and parts[2][5:] in found
        elif id.startswith("A"):
            assert len(parts) == 3 and parts[1] in found
    assert all(target in found for target in notes)
    return found


@pytest.mark.parametrize("ledger", [visit(), bare("x"), bare()], ids=["visit", "bare", "empty"])
def test_parses_back(ledger: Ledger) -> None:
    assert brat.text(ledger) == ledger.dispatch.text
    parse(brat.render(ledger), brat.text(ledger))


def test_what_is_in_it() -> None:
    lines = brat.render(visit())
    found = parse(lines, visit().dispatch.text)
    claims = [parts[1] for parts in found.values() if parts and parts[0] == "Claim"]
    assert claims[0] == "Valdoria's president Ana Lorca invited Ruritanian premier Otto Brandt to the capital"
    said = {parts[0] for id, parts in found.items() if id.startswith("R")}
    assert said == {"Source", "Content", "Inside", "Is", "Restates"}
    assert "Polarity E3 negative" in lines and "Certainty E2 possible" in lines
    assert "according to Otto Brandt + VNA < VNA < Pressa" in lines and "commitment m1: visit" in lines
    assert any(part.startswith("Time:") for part in found["E1"])


def test_a_line_end_splits_a_span() -> None:
    text = "He left \n\n  on\tfoot.\n"
    ledger = replace(bare(text), claims=(claim("c1", Span(0, len(text)), event("leave", at("left", text))),))
    assert "\tClaim 0 7;12 14;15 20\tHe left on foot.\n" in brat.render(ledger)


def test_configuration_names_every_type() -> None:
    conf = brat.configuration()
    for parts in parse(brat.render(visit()), visit().dispatch.text).values():
        if parts and isinstance(parts, list) and " " not in parts[0]:
            assert re.search(rf"(?m)^{parts[0].split(':')[0]}\b", conf), parts


def test_same_bytes() -> None:
    assert brat.render(visit()) == brat.render(visit())


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: Span(min(p), max(p)))


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet="ab \n\r\té金\u2028\x1d", min_size=40, max_size=40), places=st.lists(spans, max_size=4), trigger=spans)
def test_any_spans(text: str, places: list[Span], trigger: Span) -> None:
    made = replace(claim("c1", Span(0, 0), event("leave", trigger)), spans=tuple(places))
    parse(brat.render(replace(bare(text), claims=(made,))), text)
