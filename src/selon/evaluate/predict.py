"""selon's predictions on gold documents, in the shape of the gold files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from selon.errors import DispatchError
from selon.evaluate.data import language_of
from selon.evaluate.measures import Document
from selon.evaluate.scheme import FLAT, NESTED
from selon.intake.assemble import build_dispatch
from selon.intake.decode import clean
from selon.intake.layout import blocks
from selon.model.attribution import Attribution, Reader
from selon.model.dispatch import Dispatch
from selon.model.ledger import Ledger
from selon.model.text import Span, Spans
from selon.pipeline import read_dispatch
from selon.render.json import to_dict
from selon.render.plover import to_records

#: An attribution as corpora have it: source, cue, content.
Relation: TypeAlias = tuple[Spans, Spans, Spans]


def predict(task: str, document: Document, *, scheme: str = NESTED, reader: Reader = "both") -> Document:
    """What selon finds for *task* in one gold *document*: its id, language and text and the task's annotation.

    Of the gold only the text and what a user would give with it (language, date, header) are looked at. Spans fit the gold's text.
    *scheme* is the gold's convention for attributions, nested or flat; flat leaves out those that lie in the content of another (corpora in
    the manner of PolNeAR do not annotate them). *reader* is who reads attributions: the rules, the encoder or both.
    Raises DispatchError where intake changes the text's length, so that spans would not fit.
    """
    if task == "attribution":
        return _attributions(document, scheme, reader)
    if task == "ledger":
        return _ledger(document, reader)
    return {"time": _timexes, "events": _events}[task](document)


def bare_dispatch(document: Document, date: str | None = None) -> Dispatch:
    """A gold text as it stands: no headline, dateline or credits are looked for, every paragraph is read."""
    text = _same_length(clean(document["text"])[0], document)
    paragraphs: tuple[Span, ...] = tuple(blocks(text))
    return Dispatch(
        id=document["id"],
        lang=language_of(document),
        text=text,
        date=date,
        header=None,
        headline=None,
        provider=None,
        dateline=None,
        credits=(),
        paragraphs=paragraphs,
    )


def _attributions(document: Document, scheme: str, reader: Reader) -> Document:
    found = one_a_cue(read_dispatch(bare_dispatch(document), reader=reader, scheme=scheme).attributions)
    kept = without_nested(found) if scheme == FLAT else found
    return _head(document) | {"attributions": [{"source": _lists(source), "cue": _lists(cue), "content": _lists(content)} for source, cue, content in kept]}


def one_a_cue(attributions: Sequence[Attribution]) -> list[Relation]:
    """(source, cue, content) of *attributions*; the sentences of a quotation under one cue and source, each an attribution of its own in the ledger, are
    one relation whose content is discontinuous."""
    contents: dict[tuple[Spans, Spans], set[Span]] = {}
    for each in attributions:
        contents.setdefault((each.source, each.cue), set()).update(each.content)
    return [(source, cue, tuple(sorted(content))) for (source, cue), content in contents.items()]


def without_nested(relations: Sequence[Relation]) -> list[Relation]:
    """The relations whose cue and content do not lie in one piece of another's content."""

    def nested(mine: Relation) -> bool:
        whole = Span(min(span.start for span in (*mine[1], *mine[2])), max(span.end for span in mine[2]))
        return any(other is not mine and any(piece.holds(whole) for piece in other[2]) for other in relations)

    return [each for each in relations if each[2] and not nested(each)]


def _timexes(document: Document) -> Document:
    ledger = read_dispatch(bare_dispatch(document, document.get("dct")))
    found = [{"span": list(t.span), "type": t.type, "value": t.value} for t in ledger.timexes]
    return _head(document) | {"dct": document.get("dct"), "timexes": found}


def _events(document: Document) -> Document:
    date = document.get("date")
    return _head(document) | {"date": date, "events": [_event(r) for r in to_records(read_dispatch(bare_dispatch(document, date)))]}


def _event(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": record["type"],
        "act": record["act"],
        "source": _coded(record["source"]),
        "target": _coded(record["target"]),
        "trigger": record["trigger"],
    }


def _coded(actors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: actor[key] for key in ("code", "sector", "text")} for actor in actors if actor["code"]]


def ledger_of(document: Document, reader: Reader = "both") -> Ledger:
    """What selon reads in one gold document, given what a user would give with it. Raises DispatchError as ``predict`` does."""
    dispatch, notices = build_dispatch(document["text"], id=document["id"], lang=language_of(document), header=document.get("header"))
    _same_length(dispatch.text, document)
    return read_dispatch(dispatch, notices, reader=reader)


def _ledger(document: Document, reader: Reader) -> Document:
    return to_dict(ledger_of(document, reader)) | {"text": document["text"]}


def _head(document: Document) -> Document:
    return {"id": document["id"], "lang": document.get("lang"), "text": document["text"]}


def _same_length(text: str, document: Document) -> str:
    if len(text) != len(document["text"]):
        raise DispatchError(f"{document['id']}: intake changed the length of the text; spans would not fit the gold's")
    return text


def _lists(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]
