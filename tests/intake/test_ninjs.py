"""ninjs 1 to 3."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selon.errors import DispatchError
from selon.intake.formats import read_bytes, read_input

SAMPLES = Path(__file__).parent / "samples"


def test_one_item() -> None:
    (found,) = read_input(str(SAMPLES / "item1.ninjs"))
    assert not isinstance(found, DispatchError)
    ferry = found[0]
    assert ferry.text.startswith("Un ferry coule\n\nPar Léa SY\n\nSPLIT (AFP) - Un ferry a coulé mercredi, a annoncé la capitainerie.\n\nQuarante")
    assert (ferry.lang, ferry.date, ferry.status, ferry.carriage.version) == ("fr", "2019-07-03", "correction", "2")
    assert [(link.relation, link.target) for link in ferry.carriage.links] == [
        ("corrects", "https://agence.example/0"),
        ("corrects", "https://agence.example/1"),
    ]


def test_a_list_of_later_versions() -> None:
    found = list(read_input(str(SAMPLES / "list.ninjs")))
    port, gone, held = (each[0] for each in found if not isinstance(each, DispatchError))
    assert port.headline is not None
    assert port.headline.of(port.text) == "Port reopens"
    assert (port.provider, port.carriage.named_source, port.carriage.links[0].relation) == ("Reuters", "Reuters", "translates")
    assert (gone.status, gone.carriage.links[0].relation) == ("kill", "kills")
    assert held.status == "embargo"
    assert [str(each) for each in found if isinstance(each, DispatchError)] == [f"{SAMPLES / 'list.ninjs'}:3: an item without text (picture, urn:a:4)"]


def test_one_a_line() -> None:
    lines = [json.dumps({"uri": f"urn:{n}", "versioncreated": "2019-07-03T10:00:00Z", "body_text": "A ferry sank, police said."}) for n in range(3)]
    lines[1] = lines[1][:40]
    found = list(read_bytes("\n".join(lines).encode(), "x", id="x"))
    assert [each[0].id for each in found if not isinstance(each, DispatchError)] == ["urn:0", "urn:2"]
    assert [str(each).split(": ")[0] for each in found if isinstance(each, DispatchError)] == ["x:2"]


@pytest.mark.parametrize("value", [None, 3, [], {}, [[]], [{"value": 3}], {"value": "x"}, True])
def test_fields_of_another_type(value: object) -> None:
    names = "version versioncreated language headline headlines byline bodies infosources associations".split()
    names += "pubstatus ednote copyrightholder signal type embargoed".split()
    item = {"uri": "urn:1", **dict.fromkeys(names, value), "body_text": "A ferry sank, police said."}
    (found,) = read_bytes(json.dumps(item).encode(), "x", id="x", kind="ninjs")
    assert not isinstance(found, DispatchError)
    assert found[0].text.endswith("A ferry sank, police said.")


def test_an_alert_is_its_description() -> None:
    alert = {
        "uri": "u",
        "pubstatus": "usable",
        "language": "en",
        "descriptions": [{"role": "text", "value": "A ferry sank, police said."}],
        "by": "By Jane Doe, AFP",
    }
    (found,) = read_bytes(json.dumps(alert).encode(), "x", id="x")
    assert not isinstance(found, DispatchError)
    assert found[0].text.endswith("A ferry sank, police said.")
    assert found[0].provider == "AFP"
    (error,) = read_bytes(json.dumps({**alert, "type": "picture"}).encode(), "x", id="x")
    assert isinstance(error, DispatchError)


def test_own_json_is_none() -> None:
    (found,) = read_bytes(b'{"text": "A ferry sank.", "uri": "x", "bodies": []}', "x", id="x")
    assert not isinstance(found, DispatchError)
    assert found[0].text == "A ferry sank."
