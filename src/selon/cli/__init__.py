"""The command line ``selon``. Nothing heavy is loaded before a command needs it."""

from __future__ import annotations

from selon.cli.main import main

__all__ = ["main"]
