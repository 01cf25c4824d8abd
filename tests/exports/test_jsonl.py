"""JSON lines: there and back."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from selon.errors import DispatchError, InputError
from selon.exports import FORMATS
from selon.exports.entry import Entry, Owed
from selon.exports.ledgers import entry_of, owed_from, owed_of, read_entries
from selon.render.json import to_dict, to_line
from selon.render.rebuild import ledger as rebuild
from selon.render.shape import fault
from tests.exports import sample
from tests.exports.helpers import export, rows


def test_a_ledger_comes_back_from_its_json(entries: list[Entry]) -> None:
    for entry in entries:
        assert to_dict(rebuild(to_dict(entry.ledger))) == to_dict(entry.ledger)


def test_entries_come_back(entries: list[Entry], tmp_path: Path) -> None:
    entries = [entry for entry in entries if fault(to_dict(entry.ledger)) is None]
    losses = export("jsonl", entries, tmp_path / "out")
    with (tmp_path / "out").open("rb") as stream:
        back = [found for found in read_entries(stream, "out") if isinstance(found, Entry)]
    assert list(losses) == [] and len(back) == len(entries) > 5
    for found, entry in zip(back, entries, strict=True):
        assert to_dict(found.ledger) == to_dict(entry.ledger)
        assert (found.key, found.story, found.judgements) == (entry.key, entry.story, entry.judgements)
        assert [found.claim(claim.id) for claim in found.ledger.claims] == [entry.claim(claim.id) for claim in entry.ledger.claims]
        assert [found.entity(one.id) for one in found.ledger.entities] == [entry.entity(one.id) for one in entry.ledger.entities]


def test_what_is_owed_comes_back(tmp_path: Path) -> None:
    export("jsonl", [], tmp_path / "out")
    assert [owed_from(row) for row in rows(tmp_path / "out")] == sample.owed()
    with (tmp_path / "out").open("rb") as stream:
        assert list(read_entries(stream, "out")) == sample.owed()


def test_a_bare_ledger_is_followed_by_what_it_says_is_owed() -> None:
    entry, owed = read_entries(io.BytesIO(to_line(sample.visit().ledger).encode()), "x")
    assert isinstance(entry, Entry) and list(owed_of(entry)) == [owed]


def test_the_ledger_within_fits_the_published_schema(told: list[Entry], tmp_path: Path) -> None:
    from importlib.resources import files

    schema = json.loads(files("selon").joinpath("render", "ledger.schema.json").read_text(encoding="utf-8"))
    export("jsonl", told, tmp_path / "out")
    for row in rows(tmp_path / "out")[: len(told)]:
        jsonschema.validate(row["ledger"], schema)


def test_what_read_prints_is_read_with_keys_of_its_own(told: list[Entry]) -> None:
    lines = "\ufeff" + "\n\n".join(to_line(entry.ledger) for entry in told)
    back = list(read_entries(io.BytesIO(lines.encode()), "x"))
    assert [found.key for found in back if isinstance(found, Entry)] == [entry.key for entry in told]


def test_keys_tell_dispatches_of_one_file_apart() -> None:
    """Several dispatches of one file have its digest."""
    ledger = sample.dated().ledger
    other = replace(ledger, dispatch=replace(ledger.dispatch, id="wire-2"))
    first, second = entry_of(ledger), entry_of(other)
    assert first.key != second.key
    assert (first.entity("e1"), first.entity("e3"), first.claim("c1")) == ("country:NOR", f"{first.key}.e3", f"{first.key}.c1")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "no JSON"),
        (b"[1]", "no ledger"),
        (b'{"schema":"selon/2"}', "no ledger"),
        (b'{"schema":"selon/1","id":"x"}', "it has no 'lang'"),
        (b'{"schema":"selon-entry/1","key":1}', "lacks something"),
        (b"[" * 100_000, "nested too deep"),
        (b"\xff\xff", "no UTF-8"),
    ],
)
def test_a_line_that_is_none_is_told_and_the_rest_goes_on(line: bytes, reason: str, told: list[Entry]) -> None:
    stream = io.BytesIO(b"\n" + line + b"\n" + to_line(told[0].ledger).encode())
    error, entry, *_ = read_entries(stream, "x.jsonl")
    assert isinstance(error, DispatchError) and isinstance(entry, Entry)
    assert str(error).startswith("x.jsonl:2: ") and reason in str(error) and "\n" not in str(error)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(InputError, match=r"is no UTF-8 text"):
        list(read_entries(io.BytesIO(b"PK\x03\x04"), "x"))


def test_what_one_dispatch_says_is_owed() -> None:
    (owed,) = owed_of(sample.visit())
    assert (owed.act, owed.status, owed.due, owed.told) == ("visit", "open", None, "2031-05-14")
    assert [(party.name, party.country) for party in owed.by + owed.to] == [("Otto Brandt", "RUR"), ("Ana Lorca", "VAL")]
    assert [(step.dispatch, step.claim, step.what) for step in owed.steps] == [("dsp-1", "clm-c4", "accept invitation")]
    assert owed.chain == "Otto Brandt + VNA, according to VNA, according to Pressa"


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The places of all leaves, of one element of each list."""
    if isinstance(value, dict):
        return [each for key, inner in value.items() for each in _paths(inner, (*path, key))]
    if isinstance(value, list) and value:
        return _paths(value[0], (*path, 0))
    return [path]


@pytest.mark.parametrize("wrong", [17, None, [], {}, "\ud800", [["x"]]], ids=str)
def test_a_ledger_with_any_one_fault_is_told_or_exported(wrong: object, tmp_path: Path) -> None:
    """Whatever stands in the place of one value: a line that says so, or a whole export; never a traceback."""
    good = to_dict(sample.visit().ledger)
    entries, owed = [], []
    for path in _paths(good):
        row = json.loads(json.dumps(good))
        inner = row
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = wrong
        found = list(read_entries(io.BytesIO(json.dumps(row).encode()), "x"))
        assert isinstance(found[0], Entry | DispatchError)
        entries += [one for one in found if isinstance(one, Entry)]
        owed += [one for one in found if isinstance(one, Owed)]
    for name, format in FORMATS.items():
        format.write(entries, owed, tmp_path / name)
