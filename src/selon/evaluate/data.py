"""Gold and prediction files: JSON lines, gzipped where the name ends in ``.gz``."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO, cast

from selon.errors import InputError
from selon.evaluate.measures import Document

#: The field of a gold file that holds the annotation of a task.
ANNOTATION = {"attribution": "attributions", "time": "timexes", "events": "events", "ledger": "claims"}


def read_gold(paths: Sequence[Path], task: str, limit: int | None = None) -> list[Document]:
    """The documents of gold files for *task*, in order; at most *limit* of each file. Raises InputError as ``read_files`` does."""
    return [document for documents in read_files(paths, task, limit) for document in documents]


def read_files(paths: Sequence[Path], task: str, limit: int | None = None) -> list[list[Document]]:
    """The documents of each gold file for *task*, at most *limit* of each.

    Raises InputError for a file that cannot be read, a line that is no JSON object, a document without id, text or the task's annotation, and an
    id that stands twice.
    """
    files: list[list[Document]] = []
    seen: set[str] = set()
    wanted = ANNOTATION[task]
    for path in paths:
        documents: list[Document] = []
        for number, line in enumerate(_lines(path), 1):
            if not line.strip():
                continue
            if limit is not None and len(documents) >= limit:
                break
            document = _document(line, f"{path}:{number}")
            for key, kind in (("id", str), ("text", str), (wanted, list)):
                if not isinstance(document.get(key), kind):
                    raise InputError(f"{path}:{number}: no {key!r}: this is no gold file for {task}")
            if document["id"] in seen:
                raise InputError(f"{path}:{number}: the id {document['id']!r} stands twice")
            seen.add(document["id"])
            documents.append(document)
        files.append(documents)
    return files


def task_of(path: Path) -> str:
    """The task that a gold file is for, told by the fields of its first document; a ledger also has attributions and time expressions.

    Raises InputError for a file that cannot be read or is a gold file for no task.
    """
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            document = _document(line, f"{path}:{number}")
            found = [task for task, wanted in ANNOTATION.items() if isinstance(document.get(wanted), list)]
            if found:
                return "ledger" if "ledger" in found else found[0]
            raise InputError(f"{path}:{number}: none of {', '.join(map(repr, ANNOTATION.values()))}: this is no gold file")
    raise InputError(f"{path}: there is no document in it")


def language_of(document: Document) -> str:
    """The language of a gold document; detected where it names none."""
    given = document.get("lang")
    if isinstance(given, str) and given:
        return given
    from selon.intake.language import detect_language
    from selon.intake.words import packs

    return detect_language(document["text"][:4000], packs())[0]


def write_predictions(path: Path, documents: Iterable[Document]) -> None:
    """Write *documents* as JSON lines; an existing file is replaced. Raises InputError where that fails."""
    try:
        with _open(path, "wt") as stream:
            for document in documents:
                stream.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _lines(path: Path) -> list[str]:
    try:
        with _open(path, "rt") as stream:
            return stream.read().split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _document(line: str, where: str) -> Document:
    try:
        document = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: no JSON: {error}") from error
    if not isinstance(document, dict):
        raise InputError(f"{where}: no JSON object")
    return document


def _open(path: Path, mode: str) -> TextIO:
    if path.suffix == ".gz":
        return cast(TextIO, gzip.open(path, mode, encoding="utf-8"))
    return cast(TextIO, open(path, mode, encoding="utf-8", newline="\n" if "w" in mode else None))
