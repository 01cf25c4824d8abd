"""The page of scores: what is on it, that it is the same each time, and that it names no folder."""

from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from selon.errors import InputError, SettingError
from selon.evaluate import command, fingerprints
from selon.evaluate.data import task_of
from tests.quality import SAMPLE

CHANGED = {"attribution": "attributions", "time": "timexes", "events": "events", "ledger": "claims"}


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read: the predictions are the gold, without the last find of each text."""

    def predict(task: str, document: dict[str, Any], **_: object) -> dict[str, Any]:
        return document | {CHANGED[task]: document[CHANGED[task]][:-1]}

    monkeypatch.setattr("selon.evaluate.predict.predict", predict)
    monkeypatch.setattr(fingerprints, "commit", lambda: "0123456789ab")


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(["card", *arguments]))


@pytest.mark.usefixtures("mirror")
def test_one_command_makes_the_page_of_files_of_all_tasks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "scores.md"
    files = [str(path) for path in reversed(SAMPLE.values())]
    assert run("--data", *files, "--out", str(out)) == 0
    page = out.read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""
    assert "commit 0123456789ab." in page
    heads = [line for line in page.splitlines() if line.startswith("## ") and ": " in line]
    assert heads == ["## attribution: attribution.jsonl", "## time: time.jsonl", "## events: events.jsonl", "## ledger: dispatches.jsonl"]
    for row in ("| SANCTION |", "| DURATION |", "| participants |", "| according to |", "| mixed |", "| omissions |", "| `lang/fr` |", "| `roles.onnx` |"):
        assert row in page
    assert "| `events.jsonl` | fr | 37 |" in page
    assert fingerprints.digest_of(SAMPLE["events"])[:16] in page
    assert not [folder for folder in (str(tmp_path), str(SAMPLE["events"].parent)) if folder in page]
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert not [row for row in rows if "nan" in row]
    # Again, printed: the same bytes but for the page's name.
    assert run("--data", *files) == 0
    assert capsys.readouterr().out == page.replace("--out scores.md", "--out OUT.md")


@pytest.mark.usefixtures("mirror")
def test_what_the_encoder_was_trained_on_is_told_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "renamed.jsonl"
    copy.write_bytes(SAMPLE["attribution"].read_bytes())
    monkeypatch.setattr(fingerprints, "trained_on", lambda: frozenset({fingerprints.digest_of(SAMPLE["attribution"])}))
    assert run("--data", str(copy), str(SAMPLE["time"])) == 0
    page = capsys.readouterr().out
    assert "trained on `renamed.jsonl`**" in page
    assert page.count("| yes |") == 1


def test_the_training_files_of_all_stages_are_known() -> None:
    known = fingerprints.trained_on()
    assert len(known) >= 8 and all(len(digest) == 64 for digest in known)


@pytest.mark.usefixtures("mirror")
def test_a_single_text_has_no_intervals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = tmp_path / "one.jsonl"
    one.write_text(SAMPLE["ledger"].read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert run("--data", str(one)) == 0
    assert not [line for line in capsys.readouterr().out.splitlines() if line.startswith("|") and "[" in line]


@pytest.mark.parametrize("task", SAMPLE)
def test_a_file_tells_its_task(task: str) -> None:
    assert task_of(SAMPLE[task]) == task


@pytest.mark.parametrize(("content", "why"), [("", "no document"), ('{"id": "a", "text": "b"}\n', "no gold file"), ("{\n", "no JSON")])
def test_a_file_that_tells_none_is_named(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=rf"gold\.jsonl.*{why}"):
        task_of(path)


@pytest.mark.parametrize("options", [["--json"], ["--by", "lang"], ["--errors", "3"], ["--limit", "2"], ["--reader", "rules"], ["--scheme", "flat"]])
def test_options_of_single_tasks_are_refused(options: list[str]) -> None:
    with pytest.raises(SettingError, match=options[0]):
        run("--data", str(SAMPLE["time"]), *options)


def test_out_is_for_the_card_only(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    with pytest.raises(SettingError, match="--out is for the card"):
        command.run(parser.parse_args(["time", "--data", str(SAMPLE["time"]), "--out", str(tmp_path / "page.md")]))


def test_the_commit_is_that_of_the_checkout(tmp_path: Path) -> None:
    package = tmp_path / "src" / "package"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    assert fingerprints.commit(package) is None

    def git(*arguments: str) -> None:
        settings = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(tmp_path), *settings, *arguments], check=True, capture_output=True)

    git("init", "-q")
    assert fingerprints.commit(package) is None, "a package that is not tracked lies in a repository by chance"
    git("add", ".")
    git("commit", "-q", "-m", "first")
    clean = fingerprints.commit(package)
    assert clean is not None and len(clean) == 12
    (tmp_path / "page.md").write_text("outside the package", encoding="utf-8")
    assert fingerprints.commit(package) == clean
    (package / "__init__.py").write_text("changed = True\n", encoding="utf-8")
    assert fingerprints.commit(package) == f"{clean}, with changes"


def test_a_table_that_changes_changes_its_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprints.tables()
    assert {*before} >= {"knowledge", "lang/en", "lang/fr"}
    monkeypatch.setattr(fingerprints, "digest_of", lambda path: "other" if path.name == "cues.csv" and path.parent.name == "fr" else json.dumps(str(path)))
    others = fingerprints.tables()
    monkeypatch.setattr(fingerprints, "digest_of", lambda path: json.dumps(str(path)))
    assert [folder for folder, told in fingerprints.tables().items() if told != others[folder]] == ["lang/fr"]
