"""Ledgers made by hand of invented dispatches: the renderers are tested without a parser."""

from __future__ import annotations

from dataclasses import replace

from selon.model.attribution import Attribution
from selon.model.claim import AGENCY, Claim, Commitment, Event, Omission, When
from selon.model.dispatch import Credit, Dateline, Dispatch
from selon.model.ledger import Ledger
from selon.model.mention import Entity
from selon.model.text import Span
from selon.model.timex import Timex
from selon.notices import Notice

HEADLINE = "Valdoria invites Ruritanian premier, news agency says"
TEXT = (
    f"{HEADLINE}\n\nSTRELSAU (Pressa) - Valdoria's president Ana Lorca invited Ruritanian premier Otto Brandt to the capital on Monday, the VNA agency "
    "reported, without saying when he would travel.\nShe may deliver rockets to Ruritania, a diplomat said. Valdoria denied any delivery of rockets.\n"
    "Brandt accepted the invitation, VNA said. (Reporting by Ida Holm)\n"
)


def at(words: str, text: str = TEXT, nth: int = 0) -> Span:
    """Where *words* stand in *text* (the *nth* time)."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def event(act: str, trigger: Span, type: str | None = None, actor: tuple[str, ...] = (), recipient: tuple[str, ...] = (), time: When | None = None) -> Event:
    return Event(type, None, act, None, trigger, actor, recipient, None, time)


def claim(id: str, words: Span, event: Event, chain: tuple[str, ...] = (AGENCY,), **fields: object) -> Claim:
    made = Claim(id, (words,), event, chain, (), (), "none", "certain", "positive", None, None, "test")
    return replace(made, **fields)  # type: ignore[arg-type]


def visit() -> Ledger:
    """A dispatch with everything in it: a chain, a denial, a discontinuous claim, a restatement, an omission, a commitment, a notice."""
    monday = When(at("Monday"), "[2031-05-05,2031-05-12]")
    entities = (
        Entity("e1", "Ana Lorca", "person", "VAL", (at("Ana Lorca"), at("Valdoria's president Ana Lorca"), at("She")), "GOV", "president"),
        Entity("e2", "Otto Brandt", "person", "RUR", (at("Otto Brandt"), at("Brandt", nth=1)), "GOV", "premier"),
        Entity("e3", "VNA", "agency", "VAL", (at("the VNA agency"), at("VNA", nth=1)), "MED"),
        Entity("e4", "Valdoria", "country", "VAL", (at("Valdoria", nth=1), at("Valdoria", nth=2)), "GOV", None, "country:VAL"),
        Entity("e5", "diplomat", "person", None, (at("a diplomat"),)),
        Entity("e6", "Ruritania", "country", "RUR", (at("Ruritania", nth=2),)),
    )
    attributions = (
        Attribution(
            "a1",
            (at("the VNA agency"),),
            (at("reported"),),
            (at(TEXT[at("Valdoria's").start : at(", the VNA").start]),),
            "indirect",
            "report",
            ("e3",),
        ),
        Attribution("a2", (at("a diplomat"),), (at("said"),), (at("She may deliver rockets to Ruritania"),), "indirect", "say", ("e5",)),
        Attribution("a3", (at("Valdoria", nth=2),), (at("denied"),), (at("any delivery of rockets"),), "indirect", "deny", ("e4",)),
        Attribution("a4", (at("VNA", nth=1),), (at("said", nth=1),), (at("Brandt accepted the invitation"),), "indirect", "say", ("e3",)),
        Attribution("a5", (), (), (at("accepted the invitation"),), "direct", "say", (), (), "a4", True),
    )
    invited = Span(at("Valdoria's").start, at("the capital").end)
    claims = (
        claim(
            "c1",
            invited,
            event("invite", at("invited"), "REQUEST", ("e1",), ("e2",), monday),
            ("e3", AGENCY),
            attributions=("a1",),
            cues=(at("reported"),),
            quote="indirect",
            spans=(Span(invited.start, at("invited").end), Span(at("Ruritanian premier", nth=1).start, invited.end)),
        ),
        claim(
            "c2",
            at("She may deliver rockets to Ruritania"),
            event("deliver_arms", at("deliver"), "AID", ("e4",), ("e6",)),
            ("e5", AGENCY),
            attributions=("a2",),
            cues=(at("said"),),
            quote="indirect",
            certainty="possible",
        ),
        claim(
            "c3",
            at("any delivery of rockets"),
            event("deny", at("denied"), None, ("e4",)),
            ("e4", AGENCY),
            attributions=("a3",),
            cues=(at("denied"),),
            quote="indirect",
            polarity="negative",
        ),
        claim(
            "c4",
            at("Brandt accepted the invitation"),
            event("accept_invitation", at("accepted"), "AGREE", ("e2",), ("e1",)),
            ("e2+e3", "e3", AGENCY),
            attributions=("a4",),
            cues=(at("said", nth=1),),
            quote="indirect",
        ),
        claim("c5", at("the invitation"), event("invite", at("invitation"), "REQUEST", ("e1",), ("e2",)), restates="c1"),
    )
    dispatch = Dispatch(
        "pressa-1",
        "en",
        TEXT,
        "2031-05",
        None,
        at(HEADLINE),
        "Pressa",
        Dateline(at("STRELSAU (Pressa) -"), "STRELSAU", None, "Pressa"),
        (Credit("reporting", ("Ida Holm",), at("(Reporting by Ida Holm)")),),
        (Span(len(HEADLINE) + 2, len(TEXT) - 1),),
        url="https://pressa.invalid/1?a=1&b=2",
    )
    return Ledger(
        dispatch,
        entities,
        attributions,
        (Timex(at("Monday"), "DATE", None, monday.edtf),),
        claims,
        (
            Omission("e3", "detail", "without saying when he would travel", at("without saying when he would travel")),
            Omission(None, "comment", "said", at("said")),
        ),
        (Commitment("m1", "visit", ("e2",), ("e1",), None, "open", ("c4",)),),
        (
            Notice("source-unresolved", "attributions", at("a diplomat"), "the source could not be tied to an entity"),
            Notice("date-missing", "intake", None, "no date"),
        ),
    )


def bare(text: str = "", **fields: object) -> Ledger:
    """A dispatch from which nothing was read."""
    made = Dispatch("x", "en", text, None, None, None, None, None, (), ())
    return Ledger(replace(made, **fields), (), (), (), (), (), (), ())  # type: ignore[arg-type]


def hostile() -> Ledger:
    """Markup, quotation marks, controls and direction overrides in the text, the ids and the names."""
    text = '<script>alert("1")</script> & "x" said\x1b[31m no\u202e evil\t</p>\r\n\n&amp; 金正恩总书记访问了莫斯科 and محمد الأحمد\u2028said.\n'
    evil = '"><script>x</script>&\x1b[0m'
    entities = (
        Entity(evil, evil, "person", evil, (at("<script>", text), at('"x"', text)), evil, evil, evil),
        Entity("e2", "محمد الأحمد", "person", None, (at("محمد الأحمد", text),)),
        Entity("e3", "金正恩", "person", "PRK", (at("金正恩", text),)),
    )
    claims = (
        claim(evil, at('alert("1")</script> & "x"', text), event(evil, at("said", text), evil, (evil, "e2"), ("e3",)), (evil + "+e2", AGENCY)),
        claim(
            "c2",
            at("&amp; 金正恩总书记访问了莫斯科", text),
            event("visit", at("访问", text), "CONSULT", ("e3",), ("unknown-id",)),
            ("e3", "e2", AGENCY),
            polarity="negative",
        ),
        claim("c3", at("no\u202e evil\t</p>\r\n\n&amp;", text), event("be", at("evil", text)), certainty="unknown", restates=evil),
    )
    return Ledger(
        Dispatch(
            evil,
            evil,
            text,
            evil,
            None,
            at('<script>alert("1")</script>', text),
            evil,
            None,
            (Credit("editing", (evil,), at("no", text)),),
            (),
            url="javascript:alert(1)",
        ),
        entities,
        (),
        (),
        claims,
        (Omission(evil, "comment", evil, at("& ", text)),),
        (Commitment("m1", evil, (evil,), (), evil, "open", (evil, "gone")),),
        (),
    )
