"""Commitments: what a claim's act leaves owed (the ``opens`` column of the acts table)."""

from __future__ import annotations

from selon.knowledge.gazetteer import acts
from selon.model.claim import Claim, Commitment


def find_commitments(claims: list[Claim]) -> tuple[Commitment, ...]:
    """What the dispatch's claims leave owed, in order of the first claim; claims on one act by one party are one.

    A claim counts where it is positive and not merely possible. The due date is the claim's time where that
    lies in or after the publication's, as the claim gives it.
    """
    found: dict[tuple[str, tuple[str, ...]], Commitment] = {}
    for claim in claims:
        row = acts().get(claim.event.act)
        if row is None or not row["opens"] or claim.polarity == "negative" or claim.certainty in ("possible", "unknown") or not claim.event.actor:
            continue
        act = row["opens"] if row["opens"] != "content" else claim.event.act
        key = (act, claim.event.actor)
        earlier = found.get(key)
        if earlier is not None:
            found[key] = Commitment(
                earlier.id, act, earlier.by, earlier.to or claim.event.recipient, earlier.due or _due(claim), earlier.status, (*earlier.claims, claim.id)
            )
            continue
        found[key] = Commitment(f"m{len(found) + 1}", act, claim.event.actor, claim.event.recipient, _due(claim), "open", (claim.id,))
    return tuple(found.values())


def _due(claim: Claim) -> str | None:
    time = claim.event.time
    return time.edtf if time is not None else None
