"""Attributions: who says it, with which words, and what (PARC 3.0 / PolNeAR)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from selon.model.text import Spans

Quote = Literal["direct", "indirect", "mixed", "none"]
#: Who reads attributions: the grammar's rules, the encoder, or both, weighed against each other.
Reader = Literal["rules", "encoder", "both"]


@dataclass(frozen=True, slots=True)
class Confidence:
    """Probabilities from 0 to 1, calibrated on annotated text: that a *cue* stands here, and that *source* and *content* are right."""

    source: float
    cue: float
    content: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source - cue - content relation.

    *source* is empty where the text gives none (never invented); *content* includes its subordinator and
    quotation marks. *source_entity* are entity ids (several where a source is held jointly, or is one of
    several); *relays* are the ids of carriers the source spoke through ("told Yonhap"), nearest first.
    *kind* is the cue's kind (cues table). *parent* is the id of the attribution whose content this one lies
    in. *implicit* marks a quotation that goes on with no cue of its own. *anonymous* marks a source of people whom the dispatch describes
    and never names. *confidence* is None where the encoder was not asked.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    quote: Quote
    kind: str
    source_entity: tuple[str, ...] = ()
    relays: tuple[str, ...] = ()
    parent: str | None = None
    implicit: bool = False
    rule: str = ""
    anonymous: bool = False
    confidence: Confidence | None = None
