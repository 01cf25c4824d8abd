"""Commitments: what claims leave owed - promises, acceptances, agreements to do, announced acts."""

from __future__ import annotations

from collections.abc import Sequence

from selon.model.claim import Claim, Commitment


def find_commitments(claims: Sequence[tuple[Claim, str | None]]) -> tuple[Commitment, ...]:
    """What the dispatch's claims leave owed, in order of the first claim.

    In: each claim with the act it opens, or None (the ``opens`` column of the acts table; an act told in the future).
    A claim counts where it is positive, more than possible, and says who owes. Claims on one act by the same parties are
    one commitment. The due date is the claim's time. Within one dispatch every commitment is open: what closes it is
    told by a later one.
    """
    found: dict[tuple[str, tuple[str, ...]], Commitment] = {}
    for claim, act in claims:
        if act is None or claim.polarity == "negative" or claim.certainty in ("possible", "unknown") or not claim.event.actor:
            continue
        by = claim.event.actor
        told = claim.event.time
        # "s'était engagé en septembre à": a time outside the content dates the promise, not what is promised
        due = told.edtf if told is not None and any(s.start <= told.span.start and told.span.end <= s.end for s in claim.spans) else None
        earlier = found.get((act, by))
        if earlier is None:
            found[act, by] = Commitment(f"m{len(found) + 1}", act, by, claim.event.recipient, due, "open", (claim.id,))
        else:
            found[act, by] = Commitment(earlier.id, act, by, earlier.to or claim.event.recipient, earlier.due or due, "open", (*earlier.claims, claim.id))
    return tuple(found.values())
