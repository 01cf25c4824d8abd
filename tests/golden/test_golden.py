"""The samples read as they did: a difference is looked at, then kept with ``python -m tests.golden``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import GOLDEN, SAMPLES, told


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_reads_as_before(path: Path) -> None:
    assert told(path) == (GOLDEN / f"{path.stem}.txt").read_text(encoding="utf-8"), "look at the difference; to keep it: python -m tests.golden"
