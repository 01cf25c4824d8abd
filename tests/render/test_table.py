"""The table fits its width, says everything, and fails on nothing."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from rich.cells import cell_len

from selon.render.table import render

from .dispatches import at, bare, claim, event, hostile, visit


@pytest.mark.parametrize("width", [24, 60, 80, 89, 90, 100, 200])
@pytest.mark.parametrize("ledger", [visit(), hostile(), bare("Short.")], ids=["visit", "hostile", "bare"])
def test_fits_the_width(ledger, width: int) -> None:  # type: ignore[no-untyped-def]
    for line in render(ledger, width=width).splitlines():
        assert cell_len(line) <= width, line
        assert line == line.rstrip()


def test_says_everything() -> None:
    shown = render(visit(), width=200)
    for words in (
        "Valdoria invites Ruritanian premier, news agency says",
        "Pressa · STRELSAU · May 2031 · en",
        "Claims (5)",
        "REQUEST invite",
        "5 or 12 May 2031",
        "VNA ← Pressa",
        "Otto Brandt + VNA ← VNA ← Pressa",
        "AID deliver arms",
        "possible",
        "DENIED",
        "certain, denied",
        "= c1",
        "VNA, gives no details",
        "source not named, no comment",
        "Otto Brandt: visit → Ana Lorca · no date · open (c4)",
        "c2 (diplomat ← Pressa) against c3 (Valdoria ← Pressa)",
        "source-unresolved",
        "“a diplomat”",
        "“Valdoria's president Ana Lorca invited … Ruritanian premier Otto Brandt to the capital”",
    ):
        assert words in shown, words


def test_narrow_says_everything() -> None:
    shown = " ".join(render(visit(), width=60).split())
    for words in (
        "Ana Lorca: REQUEST invite → Otto Brandt",
        "according to VNA ← Pressa · 5 or 12 May 2031 · certain",
        "Valdoria: DENIED",
        "c5 = c1, according to Pressa, certain",
    ):
        assert words in shown, words


def test_negation_is_not_denial() -> None:
    ledger = visit()
    left = claim("c1", at("Brandt accepted"), event("leave", at("accepted"), None, ("e2",)), polarity="negative")
    shown = render(replace(ledger, claims=(left,)))
    assert "NOT: leave" in shown and "certain,\n" in shown and "DENIED" not in shown


def test_empty_ledgers() -> None:
    shown = render(bare())
    assert "No claims were read from this text." in shown
    assert "provider unknown · date unknown" in shown
    assert "Left unsaid" not in shown


@pytest.mark.parametrize("environment", [{}, {"FORCE_COLOR": "1", "COLUMNS": "20"}, {"NO_COLOR": "1", "TERM": "dumb"}])
def test_colour_is_the_callers_choice(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert "\x1b" not in render(visit())
    assert "\x1b[" in render(visit(), colour=True)
    assert "\x1b" not in render(hostile())


def test_same_bytes() -> None:
    assert render(visit()) == render(visit())


def test_a_long_ledger_takes_little_time() -> None:
    ledger = visit()
    claims = tuple(replace(c, id=f"c{n}-{c.id}", restates=None) for n in range(100) for c in ledger.claims)
    begin = time.process_time()
    render(replace(ledger, claims=claims))
    assert time.process_time() - begin < 10
