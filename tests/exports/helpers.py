"""Short ways to export and to read what was exported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from selon.exports import FORMATS
from selon.exports.entry import Entry
from selon.exports.files import Options
from selon.exports.losses import Losses
from tests.exports import sample


def export(name: str, entries: list[Entry], out: Path, **options: Any) -> Losses:
    """Export *entries*, and the sample of what is owed, to *out*."""
    return FORMATS[name].write(entries, sample.owed(), out, Options(**options))


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a file of JSON lines."""
    return [json.loads(line) for line in path.read_bytes().decode("utf-8").split("\n") if line]
