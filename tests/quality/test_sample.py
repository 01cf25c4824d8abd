"""The sample set is what its README says: spans that hold words, types and constructions in both languages, and a share without anything to find."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from selon.evaluate.events import QUADS
from selon.evaluate.timexes import TYPES
from tests.quality import SAMPLE

LANGUAGES = ("en", "fr")
Document = dict[str, Any]


def documents(task: str) -> list[Document]:
    return [json.loads(line) for line in SAMPLE[task].read_text(encoding="utf-8").splitlines()]


def spans(task: str, document: Document) -> Iterator[list[int]]:
    """Every span of a gold document."""
    if task == "attribution":
        yield from (span for each in document["attributions"] for role in ("source", "cue", "content") for span in each[role])
    elif task == "time":
        yield from (each["span"] for each in document["timexes"])
    elif task == "events":
        yield from (span for each in document["events"] for span in each["trigger"])
    else:
        yield from (span for each in document["entities"] for span in each["mentions"])
        yield from (each["span"] for each in document["omissions"])
        for claim in document["claims"]:
            yield from (*claim["text_spans"], *claim["cues"])
            yield from (when["text_span"] for when in (claim["event"]["time"], claim["said"]) if when)


@pytest.mark.parametrize("task", SAMPLE)
def test_spans_hold_whole_words_and_ids_are_unique(task: str) -> None:
    found = documents(task)
    assert len({each["id"] for each in found}) == len(found)
    for document in found:
        text = document["text"]
        assert document["id"].startswith(f"quality-{document['lang']}-")
        for start, end in spans(task, document):
            words = text[start:end]
            assert words and words == words.strip(), (document["id"], words)
            assert not (text[start - 1 : start].isalnum() and text[start].isalnum()), (document["id"], words)
            assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum()), (document["id"], words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_type_of_event_and_time_is_there(lang: str) -> None:
    events = [each for each in documents("events") if each["lang"] == lang]
    assert {each["type"] for document in events for each in document["events"]} == {name for names in QUADS.values() for name in names}
    assert 0.2 <= sum(not each["events"] for each in events) / len(events) <= 0.3
    times = Counter(each["type"] for document in documents("time") if document["lang"] == lang for each in document["timexes"])
    assert {*times} == {*TYPES}


def test_ledgers_are_whole() -> None:
    for document in documents("ledger"):
        ids = {each["id"] for each in document["entities"]}
        claims = [each["id"] for each in document["claims"]]
        assert claims == [f"c{number}" for number in range(1, len(claims) + 1)]
        for claim in document["claims"]:
            assert claim["chain"][-1] == "AGENCY"
            assert {part for link in claim["chain"][:-1] for part in link.split("+")} <= ids
            assert {*claim["event"]["actor"], *claim["event"]["recipient"]} <= ids
            assert (claim["quote"] == "none") == (len(claim["chain"]) == 1) == (not claim["cues"])
        for promise in document["commitments"]:
            assert {*promise["by"], *promise["to"]} <= ids and {*promise["claims"]} <= {*claims}
        assert document["headline"] == document["text"].split("\n")[0]
