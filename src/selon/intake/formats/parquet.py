"""Parquet: a row a dispatch; only columns that are needed are read, some rows at a time."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from selon.errors import DispatchError, InputError
from selon.intake.formats.columns import item_of, mapped
from selon.intake.formats.item import Given, Reading, reading_of, rejected, whole

#: Rows that are held at once.
_ROWS = 64
#: A column of a group of rows is unpacked a page (some megabytes) at a time, yet a page may be as large as the whole. So a group that unpacks to more than
#: the first is read only where its rows have no more than the second on average (bytes). A giant page among many rows is still held whole: 2 GB at most.
_GROUP = 128 * 1024 * 1024
_AVERAGE = 256 * 1024
#: The longest text of a row, in characters.
_TEXT_LIMIT = 16 * 1024 * 1024
_FOOTER_LIMIT = 64 * 1024 * 1024


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The dispatches of a Parquet file. Raises InputError where it is broken, or has no column of text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not stream.seekable():
        stream = io.BytesIO(whole(stream, given.name))
    _check_footer(stream, given.name)
    try:
        file = pq.ParquetFile(stream, buffer_size=64 * 1024, pre_buffer=False)
        schema = file.schema_arrow
        names = [field.name for field in schema if _plain(field.type)]
        columns = mapped(names, given.fields, given.name)
        wanted = {names[at]: ours for at, ours in columns.items()}
        _check(file, set(wanted), given.name)
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=list(wanted), use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield _row(row, wanted, number, given)
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        raise InputError(f"{given.name}: broken Parquet ({' '.join(str(error).split())[:160] or error.__class__.__name__}); write it anew") from error


def _check_footer(stream: BinaryIO, name: str) -> None:
    """Raise InputError where the file says of itself that its list of columns is longer than it can be."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 8))
    tail = stream.read(8)
    stream.seek(0)
    length = int.from_bytes(tail[:4], "little")
    if len(tail) < 8 or tail[4:] != b"PAR1":
        raise InputError(f"{name}: broken Parquet (cut off before its end); fetch or write it anew")
    if length > min(size, _FOOTER_LIMIT):
        raise InputError(f"{name}: broken Parquet (its footer is said to have {length} bytes); write it anew")


def _check(file: Any, wanted: set[str], name: str) -> None:
    """Raise InputError where a group of few rows unpacks to more than is held."""
    for group in range(file.metadata.num_row_groups):
        columns = file.metadata.row_group(group)
        limit = max(_GROUP, columns.num_rows * _AVERAGE)
        for at in range(columns.num_columns):
            column = columns.column(at)
            if column.path_in_schema in wanted and not 0 <= column.total_uncompressed_size <= limit:
                size = column.total_uncompressed_size // 1024 // 1024
                raise InputError(f"{name}: {columns.num_rows} rows of {column.path_in_schema!r} unpack to {size} MB; split the texts, or leave the column out")


def _plain(kind: Any) -> bool:
    """Whether a column holds words, numbers or dates; lists, records and bytes are left out."""
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
    return bool(
        types.is_string(kind)
        or types.is_large_string(kind)
        or types.is_string_view(kind)
        or types.is_integer(kind)
        or types.is_date(kind)
        or (types.is_timestamp(kind) and kind.unit != "ns")
        or types.is_null(kind)
    )


def _row(row: dict[str, Any], wanted: dict[str, str], number: int, given: Given) -> Reading | DispatchError:
    said = {ours: None if row[theirs] is None else _words(row[theirs]) for theirs, ours in wanted.items()}
    where = f"{given.name}:{number}"
    raw = json.dumps({theirs: said[ours] for theirs, ours in wanted.items()}, ensure_ascii=False, sort_keys=True).encode("utf-8", errors="replace")
    if len(said.get("text") or "") > _TEXT_LIMIT:
        return rejected(f"{where}: the text is longer than {_TEXT_LIMIT // 1024 // 1024} million characters; split it", raw)
    item = item_of(said, where, str(number), raw)
    return item if isinstance(item, DispatchError) else reading_of(item, given)


def _words(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
