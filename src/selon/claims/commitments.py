"""Commitments: what claims leave owed - promises, acceptances, invitations, ultimatums, agreements to do, announced acts - and what closes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from selon.model.claim import Claim, Commitment

#: The act that a demand opens, if it sets a deadline.
ULTIMATUM = "issue_ultimatum"
#: What whoever invites owes, until the invitation is accepted.
_HOST = "host"
#: Acts that call off what another act names.
CALLED_OFF = {"cancel_visit": "visit"}
_DATE = re.compile(r"[\dX]{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a claim leaves to be done, or (*given_up*) no more: *act*; *firm* where it counts without a date; *performed* where the claim's
    words tell the promise itself, so that a time among them may be the promise's."""

    act: str
    firm: bool = True
    performed: bool = False
    given_up: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what it opens, if anything; *ahead* where its event is still to come."""

    claim: Claim
    opening: Opening | None
    ahead: bool


def find_commitments(told: Sequence[Told], published: str | None) -> tuple[Commitment, ...]:
    """What the dispatch's claims leave owed, in order of the first claim. *published* is the dispatch's date (EDTF) or None.

    A claim opens a commitment where it is positive, more than possible, and says who owes or until when. Claims on one act by the same parties are
    one commitment; who accepts an invitation owes the visit, and the host no more. It is fulfilled where a later claim tells the act as done after a
    promise that is itself dated before; cancelled where a later claim gives the act up, calls it off, or says that it will not be.
    """
    found: list[Commitment] = []
    for number, each in enumerate(told):
        closed = _closed_by(each, found, told[:number], published)
        if closed is not None:
            found = [closed if one.id == closed.id else one for one in found]
            continue
        opened = _opened_by(each, published)
        if opened is None:
            continue
        opened = _accepting(opened, each.claim, found)
        same = next((one for one in found if _is_same(one, opened)), None)
        if same is None:
            found.append(opened)
        else:
            joined = replace(same, by=same.by or opened.by, to=same.to or opened.to, due=same.due or opened.due, claims=(*same.claims, *opened.claims))
            found = [joined if one is same else one for one in found]
    return tuple(replace(one, id=f"m{number}") for number, one in enumerate(found, 1))


def _opened_by(told: Told, published: str | None) -> Commitment | None:
    claim, opening = told.claim, told.opening
    if opening is None or claim.polarity == "negative" and not opening.given_up or claim.certainty in ("possible", "unknown"):
        return None
    due = _due(claim, opening, published)
    if not (claim.event.actor or due) or not (opening.firm or due) or opening.act == ULTIMATUM and not (due and "/" in due and ".." not in due):
        return None
    to = claim.event.recipient or ((claim.event.place,) if opening.act == "visit" and claim.event.place else ())
    commitment = Commitment(claim.id, opening.act, claim.event.actor, to, due, "open", (claim.id,))
    return replace(commitment, status="cancelled", closed_by=(claim.id,)) if opening.given_up else commitment


def _due(claim: Claim, opening: Opening, published: str | None) -> str | None:
    """When it is due: the claim's time, if its words hold it ("s'était engagé en septembre à": that dates the promise) and it is not past."""
    when = claim.event.time
    if when is None or when.edtf is None or not any(span.start <= when.span.start and when.span.end <= span.end for span in claim.spans):
        return None
    if published is not None and (_last(when.edtf) < _first(published) or opening.performed and "/" not in when.edtf and _last(when.edtf) <= _last(published)):
        return None  # "agreed on Monday to extend"
    return when.edtf


def _accepting(opened: Commitment, claim: Claim, found: list[Commitment]) -> Commitment:
    """*opened* with the invitation that it accepts; the host's part is taken out of *found*."""
    if opened.act != "visit":
        return opened
    for one in found:
        if one.act == _HOST and (set(one.to) & set(opened.by) or not one.to and set(one.by) & set(claim.event.recipient)):
            found.remove(one)
            return replace(opened, to=opened.to or one.by, due=opened.due or one.due, claims=(*one.claims, *opened.claims))
    return opened


def _is_same(one: Commitment, other: Commitment) -> bool:
    """One act by the same parties, or by parties that one of the two does not name."""
    return one.status == other.status == "open" and one.act == other.act and (one.by == other.by or not one.by or not other.by)


def _closed_by(told: Told, found: list[Commitment], before: Sequence[Told], published: str | None) -> Commitment | None:
    """The open commitment that the claim closes, as it stands then; None where it closes none."""
    claim = told.claim
    event = claim.event
    if claim.certainty != "certain":
        return None
    for one in found:
        if one.status != "open" or event.actor and one.by and not set(event.actor) & set(one.by):
            continue
        given_up = told.opening is not None and told.opening.given_up and told.opening.act == one.act
        refused = event.act == one.act and claim.polarity == "negative" and told.ahead
        if given_up or refused:
            return _closed(one, claim, "cancelled")
        done = event.act == one.act and claim.polarity == "positive" and not told.ahead and bool(event.actor) and (told.opening is None)
        if done and _promised_before(one, claim, before, published):
            return _closed(one, claim, "fulfilled")
    return None


def _closed(one: Commitment, claim: Claim, status: str) -> Commitment:
    claims = (*one.claims, claim.id)
    return replace(one, status="fulfilled" if status == "fulfilled" else "cancelled", claims=claims, closed_by=(*one.closed_by, claim.id))


def _promised_before(one: Commitment, deed: Claim, before: Sequence[Told], published: str | None) -> bool:
    """Whether *one* was promised at a time before that of *deed*: what is promised today is not fulfilled by what was done last year."""
    done = deed.event.time.edtf if deed.event.time is not None and deed.event.time.edtf is not None else published
    for told in before:
        if told.claim.id in one.claims and done is not None:
            for when in (told.claim.said, told.claim.event.time):
                if when is not None and when.edtf is not None and when.edtf != one.due and _last(when.edtf) < _first(done):
                    return True
    return False


def _first(edtf: str) -> str:
    """The first day of an EDTF expression as a string that sorts; open ends sort outwards."""
    return "" if edtf.startswith("..") else min((day + "-00-00")[:10] for day in _DATE.findall(edtf) or [""])


def _last(edtf: str) -> str:
    """The last day, likewise."""
    return "~" if edtf.endswith("..") else max((day + "-99-99")[:10] for day in _DATE.findall(edtf) or ["~"])
