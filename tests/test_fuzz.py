"""Any text at all: nothing but a SelonError, every span inside the text, the same bytes twice.

``SELON_FUZZ=2000`` runs so many examples of random and mutated dispatches in all (200 by default).
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import selon
from selon.model.ledger import Ledger
from selon.model.text import Span
from selon.render.json import to_line

EXAMPLES = int(os.environ.get("SELON_FUZZ", "200"))
#: No shrinking: a failing example of a few sentences is short enough, and every try takes a tenth of a second.
FUZZ = settings(
    max_examples=EXAMPLES // 2,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
SAMPLES = tuple(path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "samples").glob("*.txt")))
VALIDATOR = jsonschema.Draft202012Validator(json.loads(files("selon").joinpath("render", "ledger.schema.json").read_text(encoding="utf-8")))

#: What is thrown into texts.
SCRAPS = (
    "«", "»", "“", "”", "\"", "'", "’", "‹", "„", "(", ")", "[", "--", "—", "...", "…", "\n", "\n\n", "\r\n", "\r", "\t", "\0", "\x1b[31m", "\ufeff",
    "\ufffd", "\ud800", "\u2028", "\u00a0", "\u202f", "\u00ad", "\u200b", "\u200d", "\u202e", "🕊️", "👩‍👩‍👧", "🇫🇷", "e\u0301", "\u0301\u0301\u0301", "ﬁ",
    "İ", "ß", "a-t-il dit", ", a-t-il ajouté,", " said. ", ", he said, \"", "selon ", "d'après lui ", "according to ", "que que que ", "that that ",
    "n'a pas ", "not ", "mardi ", "Tuesday ", "le 31 février ", "2024-13-45 ", "99999999999999999999 ", "avant ", "(AFP) - ", "PARIS, 3 mai (",
    "(Reporting by ", "قال الوزير إن ", "האיש אמר ", "他说", "сказал он", "𝔘𝔫𝔦", "M.", "U.S.", "-", "-il", "'s", "l'", "qu'", "aujourd'hui", "%", "$1,000",
    "http://x.y/z?q=1", "<b>", "&amp;", "|", "\\",
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A stretch of a sample with cuts, repetitions, swaps and scraps thrown in."""
    sample = draw(st.sampled_from(SAMPLES))
    start = draw(st.integers(0, len(sample) - 1))
    text = sample[start if draw(st.booleans()) else 0 :][: draw(st.integers(0, 700))]
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        to = min(len(text), at + draw(st.integers(0, 40)))
        match draw(st.integers(0, 5)):
            case 0:
                text = text[:at] + draw(st.sampled_from(SCRAPS)) + text[at:]
            case 1:
                text = text[:at] + text[to:]
            case 2:
                text = text[:to] + text[at:]
            case 3:
                text = text[:at] + text[at:to].upper() + text[to:]
            case 4:
                text = text[:at] + text[at:to].replace(" ", "") + text[to:]
            case _:
                text = text[:at] + draw(st.text(max_size=12)) + text[to:]
    return unicodedata.normalize("NFD", text) if draw(st.integers(0, 9)) == 0 else text


@st.composite
def garbled(draw: st.DrawFn) -> bytes:
    """A mutated dispatch as bytes: cut in the middle of a character, of another encoding, with bytes changed; or bytes alone."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.binary(max_size=400))
    data = draw(mutated()).encode(draw(st.sampled_from(("utf-8", "utf-8", "utf-16", "latin-1", "cp1252"))), errors="replace")
    data = data[: draw(st.integers(0, len(data)))]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=3)) + data[at + 1 :]
    return data


def spans_in(thing: object) -> Iterator[Span]:
    """Every span in a model object."""
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from spans_in(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from spans_in(getattr(thing, field.name))


def check(ledger: Ledger) -> None:
    """The promises of every ledger."""
    text = ledger.dispatch.text
    for span in spans_in(ledger):
        assert 0 <= span.start < span.end <= len(text), span
    row = selon.to_dict(ledger)
    line = to_line(ledger)
    line.encode("utf-8")
    assert json.loads(line) == json.loads(json.dumps(row))
    VALIDATOR.validate(row)
    entities = {entity.id for entity in ledger.entities}
    claims = {claim.id for claim in ledger.claims}
    attributions = {attribution.id for attribution in ledger.attributions}
    for claim in ledger.claims:
        assert claim.chain[-1] == "AGENCY" and "AGENCY" not in claim.chain[:-1]
        assert {name for link in claim.chain[:-1] for name in link.split("+")} | {*claim.event.actor, *claim.event.recipient} <= entities
        assert set(claim.attributions) <= attributions
        assert claim.restates is None or claim.restates in claims - {claim.id}
    for attribution in ledger.attributions:
        assert {*attribution.source_entity, *attribution.relays} <= entities
        assert attribution.parent is None or attribution.parent in attributions - {attribution.id}
    for commitment in ledger.commitments:
        assert set(commitment.claims) <= claims


def read_twice(text: str | bytes, **known: Any) -> Ledger:
    """The ledger of a text that must be readable, checked."""
    ledger = selon.read(text, **known)
    check(ledger)
    assert to_line(selon.read(text, **known)) == to_line(ledger)
    return ledger


@FUZZ
@given(mutated(), st.sampled_from((None, "fr", "en")), st.sampled_from((None, "2024", "2024-02", "2024-02-29", "XXXX-03-08")))
def test_mutated_text(text: str, lang: str | None, date: str | None) -> None:
    read_twice(text, lang=lang, date=date)


@FUZZ
@given(garbled())
def test_garbled_bytes(data: bytes) -> None:
    read_twice(data)


@settings(max_examples=max(20, EXAMPLES // 20), deadline=None, derandomize=True, database=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=12), st.text(max_size=12))
def test_any_word_beside_the_text(headline: str, header: str, date: str, lang: str) -> None:
    known: dict[str, str] = {"headline": headline, "header": header, "date": date, "lang": lang}
    for name in ("date", "lang", None):
        try:
            check(selon.read("Un cargo a coulé, a dit le port.", **known))
        except selon.SelonError as error:
            assert "\n" not in str(error).replace(repr(date), "").replace(repr(lang), "")
            if name is not None:
                known.pop(name, None)


LONG = "Le ministre a dit que la grève était finie et que le port rouvrirait mardi "
CASES: dict[str, str | bytes] = {
    "empty": "",
    "space": " \t\n\r\n ",
    "nul": "\0",
    "nuls": b"\0" * 1000,
    "binary": bytes(range(256)) * 8,
    "truncated": "PARIS, 3 mai - Le président a dit « é".encode()[:-1],
    "lone surrogate": "Le chef \ud83d a dit \udc00 oui.",
    "lone quotes": '« “ ‘ " \' a dit le chef ” » « Oui " a-t-il dit « non',
    "quotes only": "«»“”\"\"''‹›„‟" * 50,
    "nested quotes": "« " * 200 + "oui" + " »" * 200 + " a dit le chef.",
    "no stops": "il dit que " * 1000,
    "commas": "," * 5000,
    "one word": "a" * 100_000,
    "newlines": "\n" * 50_000 + "Le ministre est parti.",
    "combining": "e" + "\u0301" * 5000 + " a dit oui.",
    "right to left": "قال وزير الخارجية المصري يوم الثلاثاء إن بلاده «ترفض» الاتفاق. \u202eLe ministre a dit non.\u202c",
    "emoji": "👩‍👩‍👧‍👦🇫🇷🕊️ Le ministre 👍 a dit « 🎉 » mardi 🇺🇳.",
    "nfd": unicodedata.normalize("NFD", "L'Élysée a démenti « être allé » à Évian, a répété le député André Bézé."),
    "header only": "date 2023-09",
    "dateline only": "PARIS, 3 mai (AFP) -",
    "credits only": "(Reporting by Ana Peric; Editing by Samir Haddad)",
    "formatted": '<p>Le ministre</p>&nbsp;a dit | "non" \\ %s {0} {{x}} ${y}',
    "deep brackets": "(" * 3000 + "Il a dit oui." + ")" * 3000,
    "two megabytes on one line": LONG * (2_000_000 // len(LONG)),
}


@pytest.mark.parametrize("name", CASES)
def test_hard_cases(name: str) -> None:
    text = CASES[name]
    ledger = selon.read(text) if len(text) > 50_000 else read_twice(text)
    check(ledger)
    if name.startswith("two"):
        assert any(notice.code == "text-cut" for notice in ledger.notices)
    if name == "emoji":
        assert any("ministre" in mention.of(ledger.dispatch.text) for entity in ledger.entities for mention in entity.mentions)


@cache
def _corpus() -> str:
    """A few dozen mutated dispatches as JSON lines, the same at every run."""
    chance = random.Random(20240516)
    lines = []
    for number in range(48):
        text = list(chance.choice(SAMPLES))
        for _ in range(chance.randrange(12)):
            at = chance.randrange(len(text))
            text[at : at + chance.randrange(20)] = chance.choice(SCRAPS)
        lines.append(json.dumps({"id": f"m{number}", "text": "".join(text)[: chance.randrange(100, 2500)]}))
    lines[7] = '{"id": "m7", "text": null}'
    lines[19] = "\xff" + lines[19]
    return "\n".join(lines) + "\n"


def test_command_line_prints_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "mutated.jsonl"
    path.write_text(_corpus(), encoding="utf-8")
    outputs = []
    for jobs, seed in (("1", "1"), ("2", "2")):
        environment = {**os.environ, "PYTHONPATH": str(Path(selon.__file__).parents[1]), "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-m", "selon", "read", str(path), "--format", "jsonl", "--jobs", jobs],
            capture_output=True,
            env=environment,
            check=False,
            timeout=600,
        )
        assert done.returncode == 1, done.stderr.decode()
        outputs.append((done.stdout, done.stderr))
    assert outputs[0] == outputs[1]
    assert len(outputs[0][0].splitlines()) == 46
    assert b"46 read, 2 rejected" in outputs[0][1]


def test_the_checks_can_fail() -> None:
    ledger = selon.read("Le ministre est parti, a dit le port.")
    assert list(spans_in(ledger))
    broken = Ledger(ledger.dispatch, ledger.entities, ledger.attributions, ledger.timexes, ledger.claims, ledger.omissions, ledger.commitments, ())
    check(broken)
    object.__setattr__(broken.claims[0], "chain", ("e99", "AGENCY"))
    with pytest.raises(AssertionError):
        check(broken)
