"""Write the golden ledgers anew: python -m tests.golden. Read the difference before you commit it."""

from tests.golden import GOLDEN, SAMPLES, told

for path in SAMPLES:
    (GOLDEN / f"{path.stem}.txt").write_text(told(path), encoding="utf-8")
