"""selon's predictions on gold documents, in the shape of the gold files."""

from __future__ import annotations

from typing import Any

from selon.errors import DispatchError
from selon.evaluate.measures import Document
from selon.intake.assemble import build_dispatch
from selon.intake.decode import clean
from selon.intake.layout import blocks
from selon.model.dispatch import Dispatch
from selon.model.ledger import Ledger
from selon.model.text import Span, Spans
from selon.pipeline import read_dispatch
from selon.render.json import to_dict
from selon.render.plover import to_records


def predict(task: str, document: Document) -> Document:
    """What selon finds for *task* in one gold *document*: its id, language and text and the task's annotation.

    Of the gold only the text and what a user would give with it (language, date, header) are looked at. Spans fit the gold's text.
    Raises DispatchError where intake changes the text's length, so that spans would not fit.
    """
    shape = {"attribution": _attributions, "time": _timexes, "events": _events, "ledger": _ledger}[task]
    return shape(document)


def bare_dispatch(document: Document, date: str | None = None) -> Dispatch:
    """A gold text as it stands: no headline, dateline or credits are looked for, every paragraph is read."""
    text = _same_length(clean(document["text"])[0], document)
    paragraphs: tuple[Span, ...] = tuple(blocks(text))
    return Dispatch(
        id=document["id"], lang=_language(document), text=text, date=date, header=None, headline=None, provider=None, dateline=None,
        credits=(), paragraphs=paragraphs,
    )


def _attributions(document: Document) -> Document:
    ledger = read_dispatch(bare_dispatch(document))
    found = [{"source": _lists(a.source), "cue": _lists(a.cue), "content": _lists(a.content)} for a in ledger.attributions]
    return _head(document) | {"attributions": found}


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


def _ledger(document: Document) -> Document:
    dispatch, notices = build_dispatch(document["text"], id=document["id"], lang=_language(document), header=document.get("header"))
    _same_length(dispatch.text, document)
    ledger: Ledger = read_dispatch(dispatch, notices)
    return to_dict(ledger) | {"text": document["text"]}


def _head(document: Document) -> Document:
    return {"id": document["id"], "lang": document.get("lang"), "text": document["text"]}


def _language(document: Document) -> str:
    """The language of a gold document; detected where it names none."""
    given = document.get("lang")
    if isinstance(given, str) and given:
        return given
    from selon.intake.language import detect_language
    from selon.intake.words import packs

    return detect_language(document["text"][:4000], packs())[0]


def _same_length(text: str, document: Document) -> str:
    if len(text) != len(document["text"]):
        raise DispatchError(f"{document['id']}: intake changed the length of the text; spans would not fit the gold's")
    return text


def _lists(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]
