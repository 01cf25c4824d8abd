"""``selon evaluate`` from gold file to score; needs the language models."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from selon.errors import SettingError
from selon.evaluate import command
from selon.evaluate.predict import bare_dispatch, one_a_cue, without_nested
from selon.model.attribution import Attribution
from selon.model.text import Span

TEXT = "Norway summoned the Latvian ambassador on Tuesday."
GOLD: dict[str, dict[str, Any]] = {
    "attribution": {"id": "own-1", "lang": "en", "text": "The rain has stopped, the mayor of Bergen said.", "attributions": []},
    "time": {
        "id": "own-1",
        "lang": "en",
        "dct": "2021-03-03",
        "text": TEXT,
        "timexes": [{"span": [42, 49], "type": "DATE", "value": "2021-03-02"}],
    },
    "events": {
        "id": "own-1",
        "lang": "en",
        "date": "2021-03-03",
        "text": TEXT,
        "events": [{"type": "ACCUSE", "source": [{"code": "NOR", "sector": None}], "target": [{"code": "LVA", "sector": "GOV"}]}],
    },
    "ledger": {
        "id": "own-1",
        "lang": "en",
        "date": "2021-03-03",
        "header": "2021-03-03",
        "headline": None,
        "provider": None,
        "dateline_place": None,
        "text": TEXT,
        "credits": [],
        "entities": [],
        "claims": [],
        "omissions": [],
    },
}


def evaluate(tmp_path: Path, task: str, *options: str, gold: dict[str, Any] | None = None) -> int:
    data = tmp_path / "gold.jsonl"
    data.write_text(json.dumps(gold or GOLD[task]) + "\n", encoding="utf-8")
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([task, "--data", str(data), *options]))


@pytest.mark.parametrize("task", list(GOLD))
def test_predictions_have_ids_text_and_shape_of_the_gold(tmp_path: Path, task: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "found.jsonl"
    assert evaluate(tmp_path, task, "--predictions", str(out), "--errors", "2", "--by", "prefix") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("score ")
    assert 0.0 <= float(lines[-1].split()[1]) <= 1.0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["id"], found["text"]) == (GOLD[task]["id"], GOLD[task]["text"])
    annotation = {"attribution": "attributions", "time": "timexes", "events": "events", "ledger": "claims"}[task]
    assert isinstance(found[annotation], list)
    assert any(line.startswith("  own ") for line in lines)


def test_a_timex_is_found_with_its_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(tmp_path, "time", "--json") == 0
    figures, last = capsys.readouterr().out.splitlines()
    assert json.loads(figures)["value"]["f1"] == 1.0
    assert last == "score 1.0000"


def test_a_document_that_breaks_a_stage_counts_as_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr("selon.evaluate.predict.read_dispatch", broken)
    assert evaluate(tmp_path, "time") == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines()[-1] == "score 0.0000"
    assert "own-1: counted as empty: IndexError" in captured.err


def test_a_bare_text_is_read_whole_and_keeps_its_offsets() -> None:
    text = "Harbour reopens\r\n\r\nBERGEN, March 3 (Wire) - Ships\x07 sailed.\n\n(Writing by Ada Moss)\n"
    dispatch = bare_dispatch({"id": "a", "lang": "en", "text": text})
    assert len(dispatch.text) == len(text)
    assert [span.of(text) for span in dispatch.paragraphs] == ["Harbour reopens", "BERGEN, March 3 (Wire) - Ships\x07 sailed.", "(Writing by Ada Moss)"]
    assert (dispatch.headline, dispatch.dateline, dispatch.provider, dispatch.credits) == (None, None, None, ())


def test_sentences_under_one_cue_are_one_relation_and_nested_ones_can_be_left_out() -> None:
    def attribution(key: str, cue: Span, *content: Span) -> Attribution:
        return Attribution(key, (Span(0, 3),), (cue,), content, "direct", "say")

    outer = Span(4, 8)
    found = one_a_cue([attribution("a1", outer, Span(9, 30)), attribution("a2", outer, Span(31, 50)), attribution("a3", Span(35, 38), Span(39, 50))])
    assert [content for _, _, content in found] == [(Span(9, 30), Span(31, 50)), (Span(39, 50),)]
    assert without_nested(found) == found[:1]


def test_faults_are_listed_commonest_kind_first() -> None:
    faults = iter([("b", "d1", "x"), ("a", "d1", "y"), ("a", "d2", "z"), ("a", "d3", "w")])
    assert list(command.fault_lines(faults, 2)) == ["a: 3", "  d1  y", "  d2  z", "b: 1", "  d1  x"]


NESTED = "Ann said that Ben told the crew that the ship sank."
NESTED_GOLD = {
    "id": "own-1",
    "lang": "en",
    "text": NESTED,
    "attributions": [
        {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 50]]},
        {"source": [[14, 17]], "cue": [[18, 22]], "content": [[32, 50]]},
    ],
}


@pytest.fixture
def schemes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nothing is read: the predictions are the gold with the second attribution lacking; filled with the schemes that were asked for."""
    asked: list[str] = []

    def predict(_: str, document: dict[str, Any], *, scheme: str, reader: str) -> dict[str, Any]:
        asked.append(scheme)
        return document | {"attributions": document["attributions"][:1]}

    monkeypatch.setattr("selon.evaluate.predict.predict", predict)
    return asked


def run_on(tmp_path: Path, documents: list[dict[str, Any]], *options: str) -> int:
    data = tmp_path / "gold.jsonl"
    data.write_text("".join(json.dumps(each) + "\n" for each in documents), encoding="utf-8")
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(["attribution", "--data", str(data), *options]))


def copies(document: dict[str, Any], number: int) -> list[dict[str, Any]]:
    return [document | {"id": f"own-{n}"} for n in range(number)]


def test_groups_of_documents_and_of_attributions(tmp_path: Path, schemes: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_on(tmp_path, copies(NESTED_GOLD, 3), "--by", "lang,quote", "--by", "cue") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "scheme nested: 50.0 % of the gold attributions are nested"
    assert [line for line in lines if line.startswith("by ")] == ["by lang", "by quote", "by cue"]
    quote, cue = lines[lines.index("by quote") + 1], lines[lines.index("by cue") + 1]
    assert quote.startswith("  indirect  content+source P 1.000  R 0.500  F1 0.667 [0.667, 0.667]")
    assert cue.startswith("  speech verb  content+source P 1.000  R 0.500") and cue.endswith("(3 predicted, 6 gold)")
    assert lines[-1] == "score 0.6667"


def test_groups_intervals_and_scheme_in_json(tmp_path: Path, schemes: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_on(tmp_path, copies(NESTED_GOLD, 3), "--by", "prefix,quote", "--json") == 0
    figures, last = capsys.readouterr().out.splitlines()
    told = json.loads(figures)
    assert told["schemes"] == [{"data": "gold.jsonl", "name": "nested", "nested": 3, "gold": 6, "given": False}]
    assert told["by_quote"]["indirect"]["content+source"]["f1_interval"] == pytest.approx([2 / 3, 2 / 3])
    assert told["by_prefix"]["own"]["documents"] == 3
    assert last == "score 0.6667"


def test_auto_tells_the_scheme_of_each_file_by_all_of_it(tmp_path: Path, schemes: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    flat = NESTED_GOLD | {"attributions": NESTED_GOLD["attributions"][:1]}
    run_on(tmp_path, copies(flat, 60), "--limit", "2")
    assert (schemes, capsys.readouterr().out.splitlines()[0]) == (["flat"] * 2, "scheme flat: 0.0 % of the gold attributions are nested")
    schemes.clear()
    run_on(tmp_path, copies(NESTED_GOLD, 60), "--limit", "2")
    assert schemes == ["nested"] * 2


@pytest.mark.parametrize(("options", "scheme"), [(["--scheme", "flat"], "flat"), (["--flat"], "flat"), (["--scheme", "nested"], "nested"), ([], "nested")])
def test_a_scheme_that_is_asked_for(tmp_path: Path, schemes: list[str], options: list[str], scheme: str) -> None:
    run_on(tmp_path, [NESTED_GOLD], *options)
    assert schemes == [scheme]


def test_the_page_of_errors_is_written(tmp_path: Path, schemes: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_on(tmp_path, copies(NESTED_GOLD, 3), "--errors-page", str(tmp_path / "faults.html")) == 0
    page = (tmp_path / "faults.html").read_text(encoding="utf-8")
    assert page.count("<article ") == 3
    assert "scheme nested: 50.0 % of the gold attributions are nested" in page
    assert "By cue" in page and "By quote" in page and "By lang" not in page
    assert str(tmp_path) not in page
    assert capsys.readouterr().out.splitlines()[-1] == "score 0.6667"


@pytest.mark.parametrize(
    ("options", "named"),
    [(["--by", "cue"], "--by cue"), (["--by", "lang,quote"], "--by quote"), (["--errors-page", "x.html"], "--errors-page"), (["--scheme", "flat"], "--scheme")],
)
def test_what_only_attribution_has_is_refused_elsewhere(tmp_path: Path, options: list[str], named: str) -> None:
    with pytest.raises(SettingError, match=f"^{named} is for attribution only, not for time$"):
        evaluate(tmp_path, "time", *options)


@pytest.mark.parametrize("options", [["--by", "weekday"], ["--by", "lang,"], ["--flat", "--scheme", "nested"], ["--scheme", "round"]])
def test_options_that_make_no_sense(tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        evaluate(tmp_path, "attribution", *options)
    assert "usage" in capsys.readouterr().err
