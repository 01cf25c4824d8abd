"""Entries to export: a dispatch with everything in it, one with nothing, hostile ones, dates of every kind."""

from __future__ import annotations

from dataclasses import replace

from selon.exports.entry import Entry, Owed, Party, Step
from selon.exports.ledgers import entry_of
from selon.model.claim import AGENCY, Commitment, Event, When
from selon.model.dispatch import Carriage, Dispatch, Link
from selon.model.ledger import Ledger
from selon.model.mention import Entity
from selon.model.text import Span
from tests.render import dispatches
from tests.render.dispatches import claim

#: Dates as they come, certain and open.
DATES = (
    "2031-05-12",
    "2031-05",
    "2031",
    "[2031-05-05,2031-05-12]",
    "2031-05-03/2031-05-10",
    "../2031-05-10",
    "2031-05-03/..",
    "XXXX-05-12",
    "2031-21",
    "203X",
    None,
)
SPREADSHEET = '=HYPERLINK("http://example.invalid","x")'
NAME = 'Dr. "Quote", O\'Neil\n<line two>\t؟محمد\x07\x00'


def visit() -> Entry:
    """A dispatch with everything in it, under keys, with a story and a judgement."""
    ledger = dispatches.visit()
    links = (Link("corrects", "urn:pressa:0", "CORRECTION"),)
    dispatch = replace(ledger.dispatch, date="2031-05-14", carriage=Carriage("The Strelsau Post", "urn:pressa:1", "2", "VNA", links))
    keys = {entity.id: f"ent-{entity.name.casefold().replace(' ', '-')}" for entity in ledger.entities}
    claims = {claim.id: f"clm-{claim.id}" for claim in ledger.claims}
    return Entry("dsp-1", replace(ledger, dispatch=dispatch), claims, keys, "story-1", {"c2": "rejected"})


def dated() -> Entry:
    """A claim for each kind of date, and one without any."""
    text = "=Norway met Latvia, said a source\n\nOSLO (Wire) - Norway meets Latvia on a day, the police said.\n"
    norway = Entity("e1", "Norway", "country", "NOR", (Span(1, 7),), "GOV", None, "country:NOR")
    latvia = Entity("e2", "Latvia", "country", "LVA", (Span(12, 18),), "GOV", None, "country:LVA")
    police = Entity("e3", NAME, "organization", "NOR", (Span(80, 90),), "COP")
    oslo = Entity("e4", "Oslo", "place", "NOR", (Span(35, 39),), None, None, "city:3143244")
    span = Span(49, 71)
    claims = []
    for number, date in enumerate(DATES):
        # each claim is an event of its own: PLOVER records join claims on one event
        others = ("e2",) if number % 2 else ("e3",)
        event = Event(
            ("CONSULT", "ACCUSE", "AID", "COERCE", "ASSAULT", "PROTEST")[number // 2],
            None,
            "meet",
            "040",
            Span(56, 61),
            ("e1",),
            others,
            "e4",
            When(Span(69, 74), date),
        )
        claims.append(claim(f"c{number}", span, event, ("e3", AGENCY), certainty="probable" if number == 1 else "certain"))
    event = Event("MOBILIZE", None, "deploy", "150", Span(56, 61), ("e1",), (), None, None)
    claims.append(claim("c98", span, event, (AGENCY,)))
    claims.append(claim("c99", span, replace(event, type="SANCTION", auxiliary=("negated",)), ("e3", AGENCY), polarity="negative"))
    dispatch = Dispatch("wire-1", "en", text, "2031-05-02", None, Span(0, 33), "Wire", None, (), (Span(35, len(text) - 1),), url="https://wire.invalid/1")
    owed = (Commitment("m1", "visit", ("e1",), ("e2",), "2031-06", "open", ("c1",)),)
    return Entry("dsp-2", Ledger(dispatch, (norway, latvia, police, oslo), (), (), tuple(claims), (), owed, ()))


def formula() -> Entry:
    """Text that a spreadsheet would run, and characters that formats refuse."""
    text = f"{SPREADSHEET}\n\n-1+2, @cmd said\ta\x00b\x1b[0m \ud800 \ufffe\u202e.\n"
    start = text.index("-1+2")
    person = Entity("e1", "@cmd", "person", None, (Span(start + 6, start + 10),))
    quoted = Entity("e2", "'=already", "organization", "XYZ", (), "PTY")
    event = Event("ACCUSE", None, "accuse", "112", Span(start + 11, start + 15), ("e1",), ("e2",), None, None)
    dispatch = Dispatch("+x", "en", text, None, None, Span(0, len(SPREADSHEET)), "=Wire", None, (), (), url="javascript:alert(1)")
    return entry_of(Ledger(dispatch, (person, quoted), (), (), (claim("c1", Span(start, len(text) - 1), event, ("e1+e2", "e1", AGENCY)),), (), (), ()))


def entries() -> list[Entry]:
    """All of them."""
    return [visit(), dated(), formula(), entry_of(dispatches.hostile()), entry_of(dispatches.bare("No claim here.")), entry_of(dispatches.bare())]


def owed() -> list[Owed]:
    """Visits on days, stretches and open dates; one done, one that is no visit, one of hostile names."""
    guest, host = (Party("Otto Brandt", "RUR"),), (Party("Ana Lorca", "VAL"),)
    steps = (Step("dsp-1", "clm-c1", "2031-05", "invited"), Step("dsp-1", "clm-c4", None, "accepted"))
    dues = ("2031-06-01", "2031-06-01/2031-06-03", "2031-06", "[2031-06-01,2031-06-08]", "2031", "XXXX-06-01", "2031-06-05/..", None)
    found = [
        Owed(f"owd-{number}", "visit", guest, host, due, "Strelsau", "open", steps, "VNA, according to Pressa", "2031-05-14") for number, due in enumerate(dues)
    ]
    evil = (Party(NAME + ";,\\ \ud800" + "é" * 200),)
    return [
        *found,
        replace(found[0], key="owd-done", status="fulfilled"),
        replace(found[0], key="owd-arms", act="deliver_arms"),
        replace(found[0], key="owd;evil\n", by=evil, to=(), chain=NAME, told=None, place=None),
    ]
