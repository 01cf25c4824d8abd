"""``python -m selon``: the command line."""

from __future__ import annotations

from selon.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
