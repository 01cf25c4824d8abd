"""What the rules alone find in the texts of a file, as an attribution file: ``rules.py IN OUT``. Goes on where it was stopped."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from corpus import read

from selon.evaluate.predict import predict


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    out = Path(sys.argv[2])
    done = {record["id"] for record in read(out)} if out.exists() else set()
    with out.open("a", encoding="utf-8") as lines:
        for record in read(Path(sys.argv[1])):
            if record["id"] not in done:
                lines.write(json.dumps(predict("attribution", record, reader="rules"), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
