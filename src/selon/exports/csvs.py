"""CSV tables in a folder, with ``datapackage.json``.

UTF-8, commas, line feeds, quotation marks where needed; lists are JSON in a cell. A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or
``@`` for a formula and runs it, whoever wrote the dispatch: such a cell gets an apostrophe in front. One that has apostrophes there already gets one
more, so that taking one away from every cell that fits ``'+[=+@-]`` gives the text again.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from typing import IO, Any

from selon.exports.entry import Entry, Owed
from selon.exports.fields import OWED, TABLES, Table
from selon.exports.files import Options, Target, folder_of, opened
from selon.exports.losses import Losses
from selon.exports.package import write_package
from selon.exports.rows import Row, row_of, rows_of
from selon.exports.texts import clean

_FORMULA = re.compile(r"'*[=+@\t\r-]")
NOTES = (
    "Lists are JSON in a cell; offsets are Unicode code points, [start, end). A cell that a spreadsheet would take for a formula begins with an added "
    "apostrophe: take one away from every cell that fits ^'+[=+@\\t\\r-]. Dates are EDTF; the columns _first and _last are empty where the date is open."
)


def write(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write a file for each table into the folder *out*."""
    folder = folder_of(out, "csv")
    losses = Losses("csv")
    counts = Counter({table.name: 0 for table in TABLES})
    with ExitStack() as stack:
        writers = {table.name: csv.writer(_Encoded(stack.enter_context(opened(folder / f"{table.name}.csv"))), lineterminator="\n") for table in TABLES}

        def put(table: Table, row: Row) -> None:
            counts[table.name] += 1
            writers[table.name].writerow([_cell(value, losses) for value in row])

        for table in TABLES:
            writers[table.name].writerow([field.name for field in table.fields])
        for entry in entries:
            for table, row in rows_of(entry):
                put(table, row)
        for one in owed:
            put(OWED, row_of(one))
    write_package(folder, "csv", counts, losses, NOTES)
    return losses


class _Encoded:
    """A stream of bytes that takes text."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        return self.stream.write(text.encode("utf-8"))


def _cell(value: Any, losses: Losses) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            found = clean(value, losses)
            if not _FORMULA.match(found):
                return found
            losses.note("formula-cell")
            return "'" + found
        case list():
            return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")), losses)
        case date():
            return value.isoformat()
        case _:
            return str(value)
