"""Losses kept beside an export that has no room for them."""

from __future__ import annotations

from pathlib import Path

from selon.exports.files import Target
from selon.exports.losses import Losses


def keep(losses: Losses, out: Target) -> None:
    """Write ``NAME.losses.json`` beside *out*; a stream has no place beside it."""
    if isinstance(out, Path):
        losses.keep_beside(out)
