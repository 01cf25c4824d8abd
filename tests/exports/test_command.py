"""The command: files and streams in, formats out, faults in one line each."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from selon.cli.main import main
from selon.exports import FORMATS
from selon.exports.entry import Entry
from selon.render.json import to_line
from tests.exports import sample


@pytest.fixture
def ledgers(told: list[Entry], tmp_path: Path) -> Path:
    """What ``selon read --format jsonl`` prints."""
    path = tmp_path / "ledgers.jsonl"
    path.write_text("".join(to_line(entry.ledger) + "\n" for entry in [*told, sample.visit()]), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(name: str, ledgers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(ledgers), "--format", name, "-o", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "selon: 3 exported, 0 rejected"
    assert (tmp_path / "out").exists()


def test_standard_input_to_standard_output(ledgers: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(ledgers.read_bytes()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["export", "-", "--format", "jsonl"]) == 0
    lines = capfdbinary.readouterr().out.decode("utf-8").splitlines()
    assert [json.loads(line)["schema"] for line in lines][:3] == ["selon-entry/1"] * 3


def test_an_export_can_be_exported_again(ledgers: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    main(["export", str(ledgers), "--format", "jsonl", "-o", str(first)])
    main(["export", str(first), "--format", "jsonl", "-o", str(second)])
    assert first.read_bytes() == second.read_bytes()


def test_faults_are_told_counted_and_passed_over(ledgers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{}\n", encoding="utf-8")
    arguments = ["export", str(tmp_path / "none"), str(broken), str(ledgers), str(ledgers), "--format", "plover", "-o", str(tmp_path / "out")]
    assert main(arguments) == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if ": plover: " not in line]
    assert lines[0] == f"selon: {tmp_path / 'none'}: cannot be read (No such file or directory)"
    assert lines[1].startswith(f"selon: {broken}:1: no ledger;")
    assert [line.endswith("came before") for line in lines[2:5]] == [True] * 3
    assert lines[5:] == ["selon: 3 exported, 5 rejected"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["x", "--format", "csv"], "is a folder of files: name one with -o"),
        (["-", "-", "--format", "plover"], "can be read only once"),
        (["x", "--format", "yaml"], "invalid choice"),
        (["x"], "--format"),
        (["x", "--format", "plover", "-o", ""], "the name is empty"),
    ],
)
def test_a_wrong_command_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_an_input_is_not_overwritten(ledgers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = ledgers.read_bytes()
    assert main(["export", str(ledgers), "--format", "jsonl", "-o", str(ledgers)]) == 2
    assert "is an input too" in capsys.readouterr().err and ledgers.read_bytes() == before


def test_where_nothing_can_be_written(ledgers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(ledgers), "--format", "plover", "-o", str(tmp_path / "no" / "out")]) == 1
    assert "cannot be written (No such file or directory)" in capsys.readouterr().err


def test_a_base_that_is_none(ledgers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(ledgers), "--format", "prov", "--base", "no base", "-o", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.startswith("selon: 'no base' is no base for addresses")


def test_a_library_that_is_missing_is_named(ledgers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    assert main(["export", str(ledgers), "--format", "ical", "-o", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == "selon: the format ical needs the package icalendar: install it with pip\n"
