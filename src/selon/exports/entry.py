"""What an export is made of: the ledgers of dispatches under keys that hold across them, and what is owed over dispatches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from selon.model.claim import AGENCY, Claim, Status
from selon.model.ledger import Ledger

#: What a person has said of a claim.
Verdict = str


@dataclass(frozen=True, slots=True)
class Entry:
    """One dispatch: its ledger, and the keys under which its parts are known outside of it.

    *key* is the stable key of the dispatch, usable as a reference. *claim_keys* and *entity_keys* map the ledger's ids to keys: an entity has one key in
    all the dispatches that name it; AGENCY may stand for the provider. *story* is the key of its story or None. *judgements* map ids of claims to what a
    person said of them.
    """

    key: str
    ledger: Ledger
    claim_keys: Mapping[str, str] = field(default_factory=dict)
    entity_keys: Mapping[str, str] = field(default_factory=dict)
    story: str | None = None
    judgements: Mapping[str, Verdict] = field(default_factory=dict)

    def claim(self, id: str) -> str:
        """The key of a claim; one made of the dispatch's where none was given."""
        return self.claim_keys.get(id) or f"{self.key}.{id}"

    def entity(self, id: str) -> str:
        """The key of an entity; one made of the dispatch's where none was given."""
        return self.entity_keys.get(id) or f"{self.key}.{id}"

    def provider(self) -> str:
        """The key of the provider: given as that of AGENCY, else by its name, else one of the dispatch's own."""
        from selon.exports.carriers import carrier_key

        name = (self.ledger.dispatch.provider or "").strip()
        return self.entity_keys.get(AGENCY) or (carrier_key(name) if name else f"{self.key}.provider")

    def rejected(self, id: str) -> bool:
        """Whether a person has rejected a claim ("reject", "rejected")."""
        return self.judgements.get(id, "").startswith("reject")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who owes or is owed: a name, and the country (ISO 3166-1 alpha-3) where it is known."""

    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What one claim did to something owed: *what* in a word or two ("invited", "accepted", "date set"), *day* the EDTF date of it or None."""

    dispatch: str
    claim: str
    day: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A commitment as it stands over all dispatches: *due* is EDTF or None, *chain* tells in words according to whom, *told* is the EDTF date of the
    last dispatch that tells of it."""

    key: str
    act: str
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    due: str | None
    place: str | None
    status: Status | Literal["accepted", "date set", "lapsed"]
    steps: tuple[Step, ...] = ()
    chain: str = ""
    told: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One party to one link of a claim's chain: *position* counts from 0 (the innermost speaker), *part* those who hold it jointly; *entity* is the
    ledger's id, None for the provider."""

    position: int
    part: int
    entity: str | None
    joint: bool

    @property
    def role(self) -> str:
        """What the party is to the claim: ``speaker``, ``relay`` or ``provider``."""
        return "provider" if self.entity is None else "relay" if self.position else "speaker"


def links(claim: Claim) -> tuple[Link, ...]:
    """The chain of *claim*, a row for each party: ``("e2+e3", "e4", "AGENCY")`` has four."""
    found = []
    last = len(claim.chain) - 1
    for position, link in enumerate(claim.chain):
        parts = link.split("+")
        for part, id in enumerate(parts):
            found.append(Link(position, part, None if position == last and id == AGENCY else id, len(parts) > 1))
    return tuple(found)
