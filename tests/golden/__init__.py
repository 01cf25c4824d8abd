"""Golden ledgers: what the samples read as, whole, in the words that a person sees."""

from __future__ import annotations

from pathlib import Path

import selon
from selon.render import table

GOLDEN = Path(__file__).parent
SAMPLES = sorted(GOLDEN.parents[1].joinpath("samples").glob("*.txt"))


def told(path: Path) -> str:
    """The ledger of a sample as the table shows it, with the attributions' rules and the entities' mentions below."""
    ledger = selon.read_file(path)
    text = ledger.dispatch.text
    lines = [table.render(ledger, width=100), "Attributions"]
    for a in ledger.attributions:
        pieces = " | ".join(" + ".join(span.of(text) for span in spans).replace("\n", " ") for spans in (a.source, a.cue, a.content))
        lines.append(f"{a.id} {a.rule}/{a.kind}/{a.quote} under {a.parent or '-'}: {pieces}")
    lines.append("\nEntities")
    for e in ledger.entities:
        lines.append(f"{e.id} {e.name} ({e.kind}, {e.country or '-'}, {e.sector or '-'}): {', '.join(span.of(text) for span in e.mentions)}")
    return "\n".join(lines) + "\n"
