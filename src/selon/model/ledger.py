"""The ledger of one dispatch: all that was read from it."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.attribution import Attribution
from selon.model.claim import Claim, Commitment, Omission
from selon.model.dispatch import Dispatch
from selon.model.mention import Entity
from selon.model.timex import Timex
from selon.notices import Notice


@dataclass(frozen=True, slots=True)
class Ledger:
    """What one dispatch reports. Ids are unique inside the ledger; every span points into ``dispatch.text``."""

    dispatch: Dispatch
    entities: tuple[Entity, ...]
    attributions: tuple[Attribution, ...]
    timexes: tuple[Timex, ...]
    claims: tuple[Claim, ...]
    omissions: tuple[Omission, ...]
    commitments: tuple[Commitment, ...]
    notices: tuple[Notice, ...]
