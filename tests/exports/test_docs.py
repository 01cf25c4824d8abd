"""The reference page names every format and every reason for a loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.exports import FORMATS
from selon.exports.losses import REASONS

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented(name: str) -> None:
    assert f"\n| `{name}` |" in PAGE


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_documented(reason: str) -> None:
    assert f"\n| `{reason}` | {REASONS[reason]} |" in PAGE
