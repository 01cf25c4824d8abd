"""Makes wire traffic with known truth.

Usage: python -m benchmarks.traffic (--dispatches N | --stories N) [--seed S] --out DIR

Writes ``DIR/dispatches.jsonl`` and ``DIR/truth.json``. The same seed and number give the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.traffic.make import make_traffic, write_traffic


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.traffic", description="Makes wire traffic with known truth.")
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--dispatches", type=int, help="so many dispatches, exactly")
    size.add_argument("--stories", type=int, help="so many stories")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    chosen = parser.parse_args()
    stories = make_traffic(chosen.seed, dispatches=chosen.dispatches, stories=chosen.stories)
    count = write_traffic(stories, chosen.out)
    print(f"{count} dispatches in {len(stories)} stories -> {chosen.out}")


if __name__ == "__main__":
    main()
