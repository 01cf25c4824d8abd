"""Model objects from the rows of a ledger's JSON: the way back from ``render.json``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from selon.model.attribution import Attribution, Confidence
from selon.model.claim import Basis, Claim, Commitment, Context, Event, Omission, When
from selon.model.dispatch import Carriage, Credit, Dateline, Dispatch, Link
from selon.model.ledger import Ledger
from selon.model.mention import Entity
from selon.model.text import Span, Spans
from selon.model.timex import Timex
from selon.notices import Notice

Row = Mapping[str, Any]


def entity(row: Row) -> Entity:
    """An entity from its row."""
    return Entity(
        row["id"],
        row["name"],
        row["kind"],
        row["country"],
        _spans(row["mentions"]),
        row["sector"],
        row["role"],
        row["known"],
        row["named"],
        row.get("affiliation"),  # ledgers of selon 0.1.0 have none
    )


def attribution(row: Row) -> Attribution:
    """An attribution from its row."""
    return Attribution(
        row["id"],
        _spans(row["source"]),
        _spans(row["cue"]),
        _spans(row["content"]),
        row["quote"],
        row["kind"],
        tuple(row["source_entity"]),
        tuple(row["relays"]),
        row["parent"],
        row["implicit"],
        row["rule"],
        row["anonymous"],
        Confidence(**row["confidence"]) if row["confidence"] else None,
    )


def timex(row: Row) -> Timex:
    """A temporal expression from its row."""
    return Timex(Span(*row["span"]), row["type"], row["value"], row["edtf"], row.get("mod"))


def claim(row: Row) -> Claim:
    """A claim from its row."""
    return Claim(
        row["id"],
        _spans(row["text_spans"]),
        _event(row["event"]),
        tuple(row["chain"]),
        _spans(row["cues"]),
        tuple(row["attributions"]),
        row["quote"],
        row["certainty"],
        row["polarity"],
        _when(row["said"]),
        row["restates"],
        row["rule"],
        tuple(Basis(each["kind"], Span(*each["text_span"]), each["attribution"]) for each in row["basis"]),
    )


def omission(row: Row) -> Omission:
    """An omission from its row."""
    return Omission(row["source"], row["kind"], row["what"], Span(*row["span"]))


def commitment(row: Row) -> Commitment:
    """A commitment from its row."""
    return Commitment(row["id"], row["act"], tuple(row["by"]), tuple(row["to"]), row["due"], row["status"], tuple(row["claims"]), tuple(row["closed_by"]))


def notice(row: Row) -> Notice:
    """A notice from its row."""
    return Notice(row["code"], row["stage"], Span(*row["span"]) if row["span"] is not None else None, row["detail"])


#: List of the ledger's JSON -> what makes an object of one of its rows.
BUILDERS: dict[str, Callable[[Row], Any]] = {
    "entities": entity,
    "attributions": attribution,
    "timexes": timex,
    "claims": claim,
    "omissions": omission,
    "commitments": commitment,
    "notices": notice,
}


def ledger(row: Row) -> Ledger:
    """A whole ledger from its JSON.

    The JSON has the words of headline, dateline and credits without their places: they are where these words first stand, behind the headline for
    the latter two; ``paragraphs`` is empty. ``to_dict`` gives the same JSON again. Raises KeyError and TypeError for what is no ledger.
    """
    rows = {name: tuple(build(each) for each in row[name]) for name, build in BUILDERS.items()}
    return Ledger(dispatch(row), **rows)


def dispatch(row: Row) -> Dispatch:
    """The dispatch of a ledger's JSON."""
    text: str = row["text"]
    headline = _place(text, row["headline"], 0) if row["headline"] is not None else None
    body = headline.end if headline is not None else 0
    place = row["dateline_place"]
    dateline = Dateline(_place(text, place, body), place, None, None) if row["dateline_place"] is not None else None
    credits = tuple(Credit(each["role"], tuple(each["names"]), _place(text, (each["names"] or [""])[0], body)) for each in row["credits"])
    return Dispatch(
        row["id"],
        row["lang"],
        text,
        row["date"],
        row["header"],
        headline,
        row["provider"],
        dateline,
        credits,
        (),
        row["status"],
        row["url"],
        row["digest"],
        _carriage(row.get("carriage") or {}),  # ledgers of selon 0.1.0 have none
    )


def _carriage(row: Row) -> Carriage:
    links = tuple(Link(each["relation"], each["target"], each["evidence"]) for each in row.get("links", ()))
    return Carriage(row.get("outlet"), row.get("guid"), row.get("version"), row.get("named_source"), links)


def _place(text: str, words: str, start: int) -> Span:
    """Where *words* stand in *text* from *start* on; nowhere, an empty span at *start*."""
    found = text.find(words, start)
    return Span(found, found + len(words)) if found >= 0 else Span(start, start)


def _event(row: Row) -> Event:
    return Event(
        row["type"],
        row["mode"],
        row["act"],
        row["cameo"],
        Span(*row["trigger"]),
        tuple(row["actor"]),
        tuple(row["recipient"]),
        row["place"],
        _when(row["time"]),
        tuple(row["auxiliary"]),
        tuple(Context(each["name"], _spans(each["text_spans"])) for each in row["contexts"]),
    )


def _when(row: Row | None) -> When | None:
    return When(Span(*row["text_span"]), row["edtf"]) if row is not None else None


def _spans(rows: list[list[int]]) -> Spans:
    return tuple(Span(*row) for row in rows)
