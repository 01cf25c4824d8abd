"""Parquet tables in a folder, with ``datapackage.json``: lists and objects as nested columns, text untouched, row groups of bounded size."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from selon.exports.entry import Entry, Owed
from selon.exports.fields import OWED, TABLES, Field, Table
from selon.exports.files import Options, Target, folder_of, need, opened
from selon.exports.losses import Losses
from selon.exports.package import write_package
from selon.exports.rows import Row, row_of, rows_of

#: A row group has at most so many rows, and little more than so many characters of text.
GROUP_ROWS, GROUP_TEXT = 16_384, 16_000_000
NOTES = "Offsets are Unicode code points, [start, end). Dates are EDTF; the columns _first and _last are null where the date is open."


def write(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write a file for each table into the folder *out*. Raises SettingError where pyarrow is missing."""
    arrow, parquet = need("pyarrow", "parquet"), need("pyarrow.parquet", "parquet")
    folder = folder_of(out, "parquet")
    losses = Losses("parquet")
    with ExitStack() as stack:
        files = {table.name: stack.enter_context(_File(table, folder, arrow, parquet)) for table in TABLES}
        for entry in entries:
            for table, row in rows_of(entry):
                files[table.name].put(row)
        for one in owed:
            files[OWED.name].put(row_of(one))
    write_package(folder, "parquet", {name: file.count for name, file in files.items()}, losses, NOTES)
    return losses


class _File:
    """One table being written; rows are held until they make a row group."""

    def __init__(self, table: Table, folder: Path, arrow: Any, parquet: Any) -> None:
        self.count, self.text = 0, 0
        self.held: list[Row] = []
        self.arrow, self.parquet = arrow, parquet
        self.schema = arrow.schema([arrow.field(field.name, _type(field, arrow), metadata={"description": field.meaning}) for field in table.fields])
        self.closing = ExitStack()
        self.stream = opened(folder / f"{table.name}.parquet")

    def __enter__(self) -> _File:
        # nothing of these options depends on the time or the machine: same rows, same bytes
        options = {"compression": "zstd", "version": "2.6", "data_page_version": "1.0"}
        stream = self.closing.enter_context(self.stream)
        self.writer = self.closing.enter_context(self.parquet.ParquetWriter(stream, self.schema, **options))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        with self.closing:
            if error is not None:
                raise error
            self.flush()

    def put(self, row: Row) -> None:
        self.count += 1
        self.held.append(tuple(_valid(value) for value in row))
        self.text += sum(len(value) for value in row if isinstance(value, str))
        if len(self.held) >= GROUP_ROWS or self.text >= GROUP_TEXT:
            self.flush()

    def flush(self) -> None:
        if self.held:
            columns = zip(*self.held, strict=True)
            arrays = [self.arrow.array(column, field.type) for column, field in zip(columns, self.schema, strict=True)]
            self.writer.write_batch(self.arrow.record_batch(arrays, schema=self.schema), row_group_size=GROUP_ROWS)
            self.held, self.text = [], 0


def _type(field: Field, arrow: Any) -> Any:
    match field.kind:
        case "string":
            return arrow.string()
        case "integer":
            return arrow.int64()
        case "number":
            return arrow.float64()
        case "boolean":
            return arrow.bool_()
        case "date":
            return arrow.date32()
        case "strings":
            return arrow.list_(arrow.string())
        case "spans":
            return arrow.list_(arrow.list_(arrow.int64()))
        case "objects":
            return arrow.list_(arrow.struct([(part, arrow.string()) for part in field.of]))


def _valid(value: Any) -> Any:
    """Lone surrogates, which no UTF-8 has, as U+FFFD."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_valid(each) for each in value]
    if isinstance(value, dict):
        return {name: _valid(each) for name, each in value.items()}
    return value
