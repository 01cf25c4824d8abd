"""Contested points: what is set against what, and what isn't."""

from __future__ import annotations

from dataclasses import replace

from selon.model.attribution import Attribution
from selon.model.claim import AGENCY, Claim, Event, When
from selon.model.dispatch import Dispatch
from selon.model.ledger import Ledger
from selon.model.mention import Entity
from selon.model.text import Span
from selon.stories.contradictions import contested

TEXT = "Kelmar struck the depot. Kelmar did not strike the depot. Kelmar sold turbines to Ostrand. Ostrand denied buying turbines. Ostrand denied everything."


def ledger(*claims: Claim, denying: tuple[str, ...] = ()) -> Ledger:
    """Claims on TEXT; the attributions named in *denying* deny."""
    attributions = tuple(Attribution(id, (), (), (), "indirect", "deny") for id in denying)
    return Ledger(Dispatch("x", "en", TEXT, None, None, None, None, None, (), ()), (), attributions, (), claims, (), (), ())


def claim(id: str, words: str, act: str, actor: tuple[str, ...] = (), recipient: tuple[str, ...] = (), date: str | None = None, **fields: object) -> Claim:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    event = Event(None, None, act, None, span, actor, recipient, None, When(span, date) if date else None)
    made = Claim(id, (span,), event, (AGENCY,), (), (), "none", "certain", "positive", None, None, "test")
    return replace(made, **fields)  # type: ignore[arg-type]


STRUCK = claim("c1", "Kelmar struck the depot", "strike_target", ("k",), ("o",))
DENIED = claim("c2", "Kelmar did not strike the depot", "strike_target", ("k",), ("o",), polarity="negative")


def pairs(made: Ledger) -> list[tuple[str, ...]]:
    return [tuple(id for _, id in point.claims) for point in contested(made)]


def test_same_act_and_parties() -> None:
    assert pairs(ledger(STRUCK, DENIED)) == [("c1", "c2")]
    assert pairs(ledger(DENIED, STRUCK)) == [("c2", "c1")]
    assert pairs(ledger(STRUCK, replace(DENIED, polarity="positive"))) == []
    assert pairs(ledger(DENIED, replace(STRUCK, polarity="negative"))) == []


def test_other_parties_are_no_contradiction() -> None:
    assert pairs(ledger(STRUCK, replace(DENIED, event=replace(DENIED.event, actor=("other",))))) == []
    assert pairs(ledger(STRUCK, replace(DENIED, event=replace(DENIED.event, recipient=("other",))))) == []
    assert pairs(ledger(STRUCK, replace(DENIED, event=replace(DENIED.event, recipient=())))) == [("c1", "c2")]
    assert pairs(ledger(STRUCK, replace(DENIED, event=replace(DENIED.event, actor=(), recipient=())))) == []


def test_other_dates_are_no_contradiction() -> None:
    def dated(first: str, second: str) -> list[tuple[str, ...]]:
        events = [replace(c.event, time=When(c.spans[0], date)) for c, date in ((STRUCK, first), (DENIED, second))]
        return pairs(ledger(replace(STRUCK, event=events[0]), replace(DENIED, event=events[1])))

    assert dated("2031-05-05", "2031-05-06") == []
    assert dated("2031-05-05", "2031-05") == [("c1", "c2")]
    assert dated("2031-05-05", "[2031-05-05,2031-05-12]") == [("c1", "c2")]


def test_a_denial_against_what_it_denies() -> None:
    sold = claim("c1", "Kelmar sold turbines to Ostrand", "sell", ("k",), ("o",))
    denied = claim("c2", "buying turbines", "deny", ("o",), chain=("o", AGENCY), attributions=("a1",), polarity="negative")
    assert pairs(ledger(sold, denied, denying=("a1",))) == [("c1", "c2")]
    assert "turbine" in contested(ledger(sold, denied, denying=("a1",)))[0].why
    assert pairs(ledger(sold, replace(denied, spans=(Span(TEXT.index("everything"), TEXT.index("everything") + 10),)))) == []
    stranger = replace(denied, event=replace(denied.event, actor=("z",)), chain=("z", AGENCY))
    assert pairs(ledger(sold, stranger)) == []
    assert pairs(ledger(sold, replace(denied, event=replace(denied.event, act="buy")))) == []


def test_a_ministry_denies_for_its_country() -> None:
    sold = claim("c1", "Kelmar sold turbines to Ostrand", "sell", ("k",), ("o",))
    denied = claim("c2", "buying turbines", "deny", ("m",), polarity="negative")
    land, ministry = Entity("o", "Ostrand", "country", "OST", ()), Entity("m", "foreign ministry", "organization", "OST", (), "GOV")
    assert pairs(replace(ledger(sold, denied), entities=(land, ministry))) == [("c1", "c2")]
    assert pairs(replace(ledger(sold, denied), entities=(land, replace(ministry, sector="BUS")))) == []


def test_a_party_in_common_is_no_content_in_common() -> None:
    sold = claim("c1", "Kelmar sold turbines to Ostrand", "sell", ("k",), ("t", "o"))
    denied = claim("c2", "buying turbines", "deny", ("o",), polarity="negative")
    start = TEXT.index("turbines")
    thing = Entity("t", "turbines", "person", None, (Span(start, start + 8),))
    assert pairs(replace(ledger(sold, denied), entities=(thing,))) == []


def test_a_restating_claim_stands_for_the_first() -> None:
    again = replace(STRUCK, id="c3", restates="c1")
    assert pairs(ledger(STRUCK, DENIED, again)) == [("c1", "c2")]
    other = claim("c4", "Ostrand denied everything", "say", polarity="negative", restates="c1")
    assert pairs(ledger(STRUCK, other)) == [("c1", "c4")]
    circle = replace(STRUCK, restates="c3")
    assert pairs(ledger(circle, replace(again, restates="c1"), DENIED)) != []


def test_nothing_from_nothing() -> None:
    assert contested(ledger()) == ()
