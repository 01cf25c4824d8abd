"""Entries from JSON lines: what ``selon read --format jsonl`` prints, or what the export to JSON lines wrote."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from selon.errors import DispatchError
from selon.exports.entry import Entry, Owed, Party, Step
from selon.exports.jsonl import ENTRY, OWED
from selon.knowledge.imports.lines import read_lines
from selon.model.ledger import Ledger
from selon.render.json import SCHEMA
from selon.render.rebuild import ledger as rebuild
from selon.render.shape import fault
from selon.render.wording import Names, plain

#: Hexadecimal digits of a key made here.
_KEY = 16


def read_entries(stream: BinaryIO, name: str) -> Iterator[Entry | Owed | DispatchError]:
    """The entries of a stream, lazily, and what is owed; in the place of a line that is neither, the error that says why.

    What is owed has lines of its own in an export; behind a bare ledger comes what it alone says. Raises InputError for what is no UTF-8 text at all;
    *name* is what to call the stream.
    """
    for number, line, reason in read_lines(stream, name):
        where = f"{name}:{number}"
        if line is None:
            yield DispatchError(f"{where}: {reason}")
        elif line.strip():
            yield from _found(line, where)


def entry_of(ledger: Ledger) -> Entry:
    """*ledger* under keys made of the dispatch: same dispatch, same keys. An entity of the knowledge tables has its key there, any other one of its own."""
    dispatch = ledger.dispatch
    material = json.dumps([dispatch.digest, dispatch.id, dispatch.text])
    key = hashlib.sha256(material.encode()).hexdigest()[:_KEY]
    entities = {entity.id: entity.known or f"{key}.{entity.id}" for entity in ledger.entities}
    return Entry(key, ledger, {claim.id: f"{key}.{claim.id}" for claim in ledger.claims}, entities)


def owed_of(entry: Entry) -> Iterator[Owed]:
    """What one dispatch alone says is owed."""
    ledger = entry.ledger
    entities = {entity.id: entity for entity in ledger.entities}
    claims = {claim.id: claim for claim in ledger.claims}
    names = Names(ledger)

    def parties(ids: tuple[str, ...]) -> tuple[Party, ...]:
        return tuple(Party(names.of(id), entities[id].country if id in entities else None) for id in ids)

    for one in ledger.commitments:
        held = [claims[id] for id in one.claims if id in claims]
        places = [entities[claim.event.place].name for claim in held if claim.event.place in entities]
        steps = tuple(
            Step(entry.key, entry.claim(claim.id), claim.event.time.edtf if claim.event.time else None, claim.event.act.replace("_", " ")) for claim in held
        )
        chain = ", according to ".join(names.chain(held[-1])) if held else ""
        place = places[0] if places else None
        yield Owed(f"{entry.key}.{one.id}", one.act, parties(one.by), parties(one.to), one.due, place, one.status, steps, plain(chain), ledger.dispatch.date)


def owed_from(row: dict[str, Any]) -> Owed:
    """What is owed, from its line."""
    by, to = (tuple(Party(**each) for each in row[side]) for side in ("by", "to"))
    steps = tuple(Step(**step) for step in row["steps"])
    return Owed(row["key"], row["act"], by, to, row["due"], row["place"], row["status"], steps, row["chain"], row["told"])


def _found(line: str, where: str) -> Iterator[Entry | Owed | DispatchError]:
    try:
        row: Any = json.loads(line)
        schema = row.get("schema") if isinstance(row, dict) else None
        if schema == OWED:
            yield owed_from(row)
            return
        if schema not in (ENTRY, SCHEMA):
            yield DispatchError(f'{where}: no ledger; its "schema" is none of {SCHEMA}, {ENTRY}')
            return
        ledger = row["ledger"] if schema == ENTRY else row
        wrong = fault(ledger) or (_fault_of_keys(row) if schema == ENTRY else None)
        if wrong:
            yield DispatchError(f"{where}: no ledger: {wrong}")
        elif schema == ENTRY:
            yield Entry(row["key"], rebuild(ledger), row["claim_keys"], row["entity_keys"], row["story"], row["judgements"])
        else:
            entry = entry_of(rebuild(ledger))
            yield entry
            yield from owed_of(entry)
    except (ValueError, RecursionError) as error:
        reason = f"{error.msg} at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else "nested too deep, or a number too long"
        yield DispatchError(f"{where}: no JSON ({reason})")
    except (KeyError, TypeError, AttributeError) as error:
        yield DispatchError(f"{where}: lacks something ({error.__class__.__name__}: {error})")


def _fault_of_keys(row: dict[str, Any]) -> str | None:
    """What is wrong with the keys around a ledger."""
    texts = [row["key"], *([] if row["story"] is None else [row["story"]])]
    for name in ("claim_keys", "entity_keys", "judgements"):
        texts += row[name].values()
    return next((f"{json.dumps(text)[:60]} is no key" for text in texts if not isinstance(text, str) or not text), None)
