"""An ingest that is killed and resumed comes to the same as one that is not; ``benchmarks/kills.py`` kills more often."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.store.conftest import ROOT, Databases
from tests.store.texts import ITEMS, lines, varied


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("selon_kills", ROOT / "benchmarks/kills.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_killed_and_resumed(database: str, databases: Databases, tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_bytes(lines((*ITEMS, *varied(1)[:2])))
    result = script().run(path, databases.new(database), databases.new("sqlite"), kills=3, batch=2, seed=1)
    assert result.faults == ()
    assert (result.kills, result.dispatches) == (3, 12)
