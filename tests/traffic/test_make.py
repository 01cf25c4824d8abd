"""The traffic: what it makes is consistent with what it says is true."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from benchmarks.traffic.__main__ import main
from benchmarks.traffic.make import make_traffic, write_traffic
from benchmarks.traffic.schemas import schemas

COUNT = 60


def written(folder: Path, seed: int = 1, count: int = COUNT) -> tuple[dict[str, Any], dict[str, Any]]:
    """The dispatches by id, and the truth."""
    assert write_traffic(make_traffic(seed, dispatches=count), folder) == count
    rows = [json.loads(line) for line in (folder / "dispatches.jsonl").read_text(encoding="utf-8").splitlines()]
    return {row["id"]: row for row in rows}, json.loads((folder / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def traffic(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    return written(tmp_path_factory.mktemp("traffic"))


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    """Enough dispatches for every manner of travelling."""
    return written(tmp_path_factory.mktemp("more"), seed=2, count=1200)


def words_of(ref: str, rows: dict[str, Any]) -> str:
    """The words that a reference of the truth points to."""
    id_, _, span = ref.partition(":")
    start, end = map(int, span.split("-"))
    text: str = rows[id_]["text"]
    assert 0 <= start < end <= len(text)
    return text[start:end]


def test_every_dispatch_is_in_one_story(traffic: tuple[dict[str, Any], dict[str, Any]]) -> None:
    rows, truth = traffic
    assert len(rows) == COUNT
    assert sorted(id_ for story in truth["stories"] for id_ in story["ids"]) == sorted(rows)
    assert sorted(truth["dispatches"]) == sorted(rows)


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write_traffic(make_traffic(7, dispatches=COUNT), tmp_path / folder)
    write_traffic(make_traffic(8, dispatches=COUNT), tmp_path / "c")
    for name in ("dispatches.jsonl", "truth.json"):
        first, second, other = ((tmp_path / folder / name).read_bytes() for folder in "abc")
        assert first == second != other


def test_ids_follow_publication(more: tuple[dict[str, Any], dict[str, Any]]) -> None:
    rows, _ = more
    dates = [rows[id_]["date"] for id_ in sorted(rows) if "date" in rows[id_]]
    assert all(one <= other for one, other in pairwise(dates))


def test_claims_point_to_words(more: tuple[dict[str, Any], dict[str, Any]]) -> None:
    rows, truth = more
    for id_, told in truth["dispatches"].items():
        text = rows[id_]["text"]
        for claim in told["claims"]:
            start, end = claim["span"]
            content = text[start:end]
            assert content and content == content.strip()
            assert claim["chain"][-1] == "AGENCY"
            if claim["quote"] == "direct":
                assert text[start - 1] == '"'
                assert text[end] in '",.'


def test_references_of_the_stories_point_to_words(more: tuple[dict[str, Any], dict[str, Any]]) -> None:
    rows, truth = more
    for story in truth["stories"]:
        ids = set(story["ids"])
        refs = [ref for pair in story["contradictions"] for ref in pair]
        refs += [ref for group in story["same_claims"] for ref in group]
        refs += [ref for link in story["commitment_links"] for ref in (link["from"], *link["claims"])]
        refs += [ref for mended in story["corrections"] for ref in (mended["corrects"], *mended["by"])]
        for ref in refs:
            assert ref.partition(":")[0] in ids
            assert words_of(ref, rows)
        assert all(link["to"] is None or link["to"] in ids for link in story["commitment_links"])
        assert story["independent_primary_sources"] == len(story["primary_sources"])


def test_copies_share_their_parents_text(more: tuple[dict[str, Any], dict[str, Any]]) -> None:
    rows, truth = more
    for id_, told in truth["dispatches"].items():
        made = told["copy_of"]
        if not made or made["relation"] != "copy":
            continue
        body = rows[id_]["text"].split("\n\n")[1:]
        parent = rows[made["id"]]["text"]
        shared = sum(paragraph in parent for paragraph in body)
        assert shared >= 1 or made["reworded"]
        assert made["id"] < id_
        assert told["outlet"]
        for start, end in made["added"]:
            assert rows[id_]["text"][start:end] not in parent


def test_sources_of_a_wire_are_not_counted_again(more: tuple[dict[str, Any], dict[str, Any]]) -> None:
    _, truth = more
    for story in truth["stories"]:
        agencies = {truth["dispatches"][id_]["agency"] for id_ in story["ids"] if not truth["dispatches"][id_]["outlet"]}
        assert not agencies & set(story["primary_sources"])


def test_all_manners_occur(more: tuple[dict[str, Any], dict[str, Any]]) -> None:
    rows, truth = more
    kinds = Counter(story["kind"] for story in truth["stories"])
    assert set(kinds) >= {
        "single",
        "copied_wire",
        "independent_sources",
        "parallel_languages",
        "same_wire_report",
        "correction",
        "follow_up_fulfilled",
        "follow_up_cancelled",
        "contradicting_sources",
        "recurring",
    }
    relations = {told["copy_of"]["relation"] for told in truth["dispatches"].values() if told["copy_of"]}
    assert relations >= {"copy", "rewrite", "translation", "relay", "correction"}
    assert any(story["twin_of"] for story in truth["stories"])
    assert {row["lang"] for row in rows.values()} == {"en", "fr"}
    assert any(link["relation"] == "kills" for row in rows.values() for link in row.get("links", []))


def test_texts_hold_no_grammar(more: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """No slot, bracket, mark or doubled sign is left over."""
    rows, _ = more
    left = re.compile(r"[{}|~<>\[\]\ue000-\uf8ff⸴]|  | ,|,,|\.\.|\bde les? |\bà les? |\bque il")
    for row in rows.values():
        assert not left.search(row["text"]), left.search(row["text"])


def test_every_point_has_words_in_both_languages() -> None:
    for schema in schemas().values():
        if schema.weight:
            for phase in schema.phases.values():
                for point, source in phase.points:
                    assert source in schema.sources
                    assert schema.words("en", point) and schema.words("fr", point), (schema.name, point)
                for lang in ("en", "fr"):
                    assert schema.words(lang, f"h.{phase.name}"), (schema.name, phase.name)


def test_a_number_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        make_traffic(1, dispatches=0)


def test_the_command_writes_both_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["traffic", "--stories", "3", "--seed", "4", "--out", str(tmp_path / "out")])
    main()
    assert "in 3 stories" in capsys.readouterr().out
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["dispatches.jsonl", "truth.json"]
