"""A JSON file: one dispatch, a list of them, or JSON lines after all."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from selon.errors import DispatchError
from selon.intake.decode import decode
from selon.intake.formats import jsonl
from selon.intake.formats.item import Given, Reading, reading_of, whole


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The dispatches of a JSON file. Raises InputError where it is too long to be read whole."""
    return read_values(stream, given, partial(jsonl.item_of, fields=given.fields))


def read_values(stream: BinaryIO, given: Given, make: jsonl.Maker) -> Iterator[Reading | DispatchError]:
    """The dispatches that *make* makes of the values of a JSON file. Raises InputError where it is too long to be read whole."""
    data = whole(stream, given.name)
    try:
        loaded = json.loads(decode(data).text, strict=False)
    except (ValueError, RecursionError):
        for found in jsonl.read_items(io.BytesIO(data), given.name, make=make):
            yield found if isinstance(found, DispatchError) else reading_of(found, given)
        return
    several = isinstance(loaded, list)
    for number, thing in enumerate(loaded if several else [loaded], 1):
        raw = json.dumps(thing, ensure_ascii=False, sort_keys=True).encode("utf-8", errors="replace") if several else data
        where, key = (f"{given.name}:{number}", str(number)) if several else (given.name, given.id)
        item = make(thing, where, key, raw)
        yield item if isinstance(item, DispatchError) else reading_of(item, given)
