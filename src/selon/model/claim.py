"""Claims: an event or statement with its chain of attribution and its factuality; what stays unsaid and what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from selon.model.attribution import Quote
from selon.model.text import Span, Spans

#: FactBank's certainty and polarity (Saurí and Pustejovsky 2009), as the innermost source words it.
Certainty = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative"]
#: PLOVER's auxiliary modes: what is told of an event is to come, supposed, long past or denied.
Auxiliary = Literal["future", "historical", "hypothetical", "negated"]
#: PLOVER types whose events are told without anybody named on either side ("shots were fired"); all others need a party.
SUFFERED = frozenset({"ASSAULT", "COERCE", "PROTEST"})
#: Why an act is owed no more, or still.
Status = Literal["open", "fulfilled", "cancelled"]
#: How someone who tells a claim knows it (evidentiality); *anonymity* is the formula by which a source wants to stay unnamed.
BasisKind = Literal["eyewitness", "document", "statement", "hearsay", "anonymity"]
#: The last link of every chain: the provider of the dispatch.
AGENCY = "AGENCY"


@dataclass(frozen=True, slots=True)
class When:
    """A time and the words it stands on; *edtf* is None where the words settle no date."""

    span: Span
    edtf: str | None


@dataclass(frozen=True, slots=True)
class Context:
    """What an event is about: *name* is a PLOVER context, *spans* the words that tell it."""

    name: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom (PLOVER 2.0): *type* is PLOVER's or None, *act* finer; *actor* and *recipient* are entity
    ids; *trigger* the words that name it; *cameo* the CAMEO code of the act or None; *auxiliary* and *contexts* are sorted."""

    type: str | None
    mode: str | None
    act: str
    cameo: str | None
    trigger: Span
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: str | None
    time: When | None
    auxiliary: tuple[Auxiliary, ...] = ()
    contexts: tuple[Context, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """How someone who tells a claim knows it, and the words that say so. *attribution* is the id of the one whose source it is, None for
    the agency itself."""

    kind: BasisKind
    span: Span
    attribution: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One event or statement as one chain presents it.

    *spans* is the content, without cue and source. *chain* runs from the innermost speaker out to AGENCY; a link
    ``a+b`` is held jointly. *cues* are the attributing words, innermost first; *attributions* the ids of the chain's
    attributions. *said* is when it was said. *basis* is how they
    know, innermost first; empty where the text does not say. *restates* is an earlier claim on the same event. *rule* names what made it.
    """

    id: str
    spans: Spans
    event: Event
    chain: tuple[str, ...]
    cues: Spans
    attributions: tuple[str, ...]
    quote: Quote
    certainty: Certainty
    polarity: Polarity
    said: When | None
    restates: str | None
    rule: str
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """What a source expressly leaves out, or the agency says is missing. *source* is an entity id, AGENCY or None
    (agentless); *kind* a kind of the omissions table; *what* the words for what is left out."""

    source: str | None
    kind: str
    what: str
    span: Span


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something owed: *act* by *by* to *to*; *due* EDTF or None; *claims* are those that opened and closed it, *closed_by* the latter."""

    id: str
    act: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    due: str | None
    status: Status
    claims: tuple[str, ...]
    closed_by: tuple[str, ...] = ()
