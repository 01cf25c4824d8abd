"""A JSON file: one dispatch, a list of them, or JSON lines after all."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from selon.errors import DispatchError
from selon.intake.decode import decode
from selon.intake.formats import jsonl
from selon.intake.formats.item import Given, Reading, reading_of, whole


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The dispatches of a JSON file. Raises InputError where it is too long to be read whole."""
    data = whole(stream, given.name)
    try:
        loaded = json.loads(decode(data).text, strict=False)
    except (ValueError, RecursionError):
        yield from jsonl.read(io.BytesIO(data), given)
        return
    several = isinstance(loaded, list)
    for number, thing in enumerate(loaded if several else [loaded], 1):
        raw = json.dumps(thing, ensure_ascii=False, sort_keys=True).encode("utf-8", errors="replace") if several else data
        where, key = (f"{given.name}:{number}", str(number)) if several else (given.name, given.id)
        item = jsonl.item_of(thing, where, key, raw, given.fields)
        yield item if isinstance(item, DispatchError) else reading_of(item, given)
