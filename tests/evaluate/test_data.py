"""Gold and prediction files."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.errors import InputError
from selon.evaluate.data import language_of, read_files, read_gold, write_predictions

DOCUMENTS = [{"id": f"t{number}", "lang": "fr", "dct": "2022-02-03", "text": "Né hier.", "timexes": []} for number in range(3)]


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    write_predictions(tmp_path / name, DOCUMENTS)
    assert read_gold([tmp_path / name], "time") == DOCUMENTS
    assert read_gold([tmp_path / name], "time", limit=2) == DOCUMENTS[:2]


def test_files_stay_apart(tmp_path: Path) -> None:
    write_predictions(tmp_path / "one.jsonl", DOCUMENTS[:1])
    write_predictions(tmp_path / "two.jsonl", DOCUMENTS[1:])
    paths = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    assert read_files(paths, "time") == [DOCUMENTS[:1], DOCUMENTS[1:]]
    assert read_gold(paths, "time", limit=1) == DOCUMENTS[:2]
    with pytest.raises(InputError, match="stands twice"):
        read_files([paths[0], paths[0]], "time")


def test_the_language_of_a_document_is_given_or_detected() -> None:
    assert language_of({"lang": "fr", "text": "The rain has stopped."}) == "fr"
    assert language_of({"text": "Le ministre a dit que la pluie avait cessé dans la nuit."}) == "fr"


def test_a_line_separator_in_a_text_ends_no_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "Un\u2028deux\x85trois", "timexes": []}\n\n', encoding="utf-8")
    assert len(read_gold([path], "time")) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "no JSON"),
        ("[]", "no JSON object"),
        ('{"id": "a", "text": "x"}', "'timexes'"),
        ('{"id": 1, "text": "x", "timexes": []}', "'id'"),
        ('{"id": "a", "text": "x", "timexes": []}\n{"id": "a", "text": "x", "timexes": []}', "stands twice"),
    ],
)
def test_what_is_no_gold_file(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        read_gold([path], "time")


def test_a_file_that_is_missing_or_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_gold([tmp_path / "none.jsonl"], "time")
    with pytest.raises(InputError, match="cannot be written"):
        write_predictions(tmp_path / "none" / "out.jsonl", DOCUMENTS)
    (tmp_path / "bad.jsonl.gz").write_bytes(b"no gzip")
    with pytest.raises(InputError, match="cannot be read"):
        read_gold([tmp_path / "bad.jsonl.gz"], "time")
