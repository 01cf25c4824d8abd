"""The tasks that are measured: selon's predictions for each, and figures of groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from selon.errors import SelonError
from selon.evaluate import attribution, events, ledger, timexes
from selon.evaluate.data import ANNOTATION
from selon.evaluate.measures import Document
from selon.evaluate.scheme import NESTED
from selon.model.attribution import Reader

#: Each module has score(gold, predicted), figure(result), table(result), brief(result) and faults(gold, predicted).
MEASURES: dict[str, ModuleType] = {"attribution": attribution, "time": timexes, "events": events, "ledger": ledger}
#: What is grouped: documents, or single attributions.
DOCUMENT_GROUPS, CLASS_GROUPS = ("lang", "prefix"), ("quote", "cue")
_PREFIX = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*")


def predictions(task: str, gold: Sequence[Document], *, scheme: str = NESTED, reader: Reader = "both") -> tuple[list[Document], int]:
    """selon's prediction for each document of *gold*, in order, and how many documents could not be read (named on standard error).

    *scheme* is the convention of the gold for attributions: nested or flat. *reader* is who reads attributions: rules, encoder or both.
    """
    from selon.cli.options import say
    from selon.evaluate.predict import predict

    found: list[Document] = []
    failed = 0
    for document in gold:
        try:
            found.append(predict(task, document, scheme=scheme, reader=reader))
        except SelonError as error:
            reason = str(error)
        except Exception as error:  # one document that breaks a stage must not lose the figures of the others; it counts as empty
            reason = f"{type(error).__name__}: {error}"
        else:
            continue
        failed += 1
        say(f"selon: {document['id']}: counted as empty: {reason}")
        found.append({"id": document["id"], "lang": document.get("lang"), "text": document["text"], ANNOTATION[task]: []})
    return found, failed


def grouped(task: str, gold: Sequence[Document], predicted: Sequence[Document], by: str) -> dict[str, Any]:
    """The figures of each group: of documents by *by* = lang or prefix, of attributions by quote or cue."""
    if by in CLASS_GROUPS:
        from selon.evaluate.classes import CUES, QUOTES, cue_kinds, quote_kinds

        return attribution.score_classes(gold, predicted, *((quote_kinds, QUOTES) if by == "quote" else (cue_kinds, CUES)))
    return {name: MEASURES[task].score(*both) for name, both in parted(gold, predicted, by).items()}


def parted(gold: Sequence[Document], predicted: Sequence[Document], by: str) -> dict[str, tuple[list[Document], list[Document]]]:
    """Gold documents and their predictions by language or by the prefix of their ids, in the order of the groups' names."""
    name: Callable[[Document], str] = _lang if by == "lang" else _prefix
    groups: dict[str, tuple[list[Document], list[Document]]] = {}
    for each, other in zip(gold, predicted, strict=True):
        both = groups.setdefault(name(each), ([], []))
        both[0].append(each)
        both[1].append(other)
    return dict(sorted(groups.items()))


def _lang(document: Document) -> str:
    return str(document.get("lang") or "?")


def _prefix(document: Document) -> str:
    """What an id begins with before its first number: ``pud-n`` of ``pud-n01004``."""
    match: Any = _PREFIX.match(document["id"])
    return match[0] if match else "?"
