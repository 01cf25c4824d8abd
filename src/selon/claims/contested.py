"""Contested points inside one dispatch: pairs of claims that can't both hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selon.knowledge.gazetteer import acts
from selon.model.claim import Claim
from selon.model.ledger import Ledger
from selon.model.text import Span

#: Words that carry nothing of their own, English and French, of four letters and more (shorter ones are never counted).
_EMPTY = frozenset(
    "about after again against also been before being between both could does during each from further have having here into itself just more most "
    "only other over same should some such than that their them then there these they this those through under until very were what when where which "
    "while whom will with would said says alors ainsi aucun aucune aussi autre autres avaient avait avant avec avoir cela celle celles celui cette ceux "
    "chez comme contre dans depuis dont elle elles encore entre était étaient être fait leur leurs lors mais même mêmes moins nous pour pourrait puis "
    "quand quel quelle quelque sans selon sera serait seraient ses sont sous tout toute toutes tous très vers vous toutefois anything whatever never "
    "jamais ayant auraient aurait".split()
)
_WORD = re.compile(r"[^\W\d_]{4,}")
#: How much of a denial's own words the denied claim must share.
_SHARE = 1 / 2
#: Sectors (PLOVER's) whose members speak for their country.
_STATE = ("GOV", "MIL")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that can't both hold: *claims* are their ids in text order, *reason* one line for a person."""

    claims: tuple[str, ...]
    reason: str


def contested(ledger: Ledger) -> tuple[Contradiction, ...]:
    """The contradictions of *ledger*, in order of their later claim.

    Two claims are set against each other where one restates the other's event with opposite polarity, where they
    have the same act, a party in common and opposite polarity at times that may be the same, or where a denial
    shares half of its content words with an affirmed claim, and a party too (or a country that parties of both act
    for) unless it shares several words. A claim that restates another stands for it: a pair
    is given once, for the earliest claims that hold it.
    """
    by_id = {claim.id: claim for claim in ledger.claims}
    kinds = {attribution.id: attribution.kind for attribution in ledger.attributions}
    position = {claim.id: number for number, claim in enumerate(ledger.claims)}
    words = {claim.id: _words(ledger, claim) for claim in ledger.claims}
    countries = {e.id: e.country for e in ledger.entities if e.country and (e.kind == "country" or e.sector in _STATE)}
    parties = {claim.id: _parties(claim, countries) for claim in ledger.claims}
    found: dict[tuple[str, ...], str] = {}
    for number, later in enumerate(ledger.claims):
        for earlier in ledger.claims[:number]:
            if earlier.polarity == later.polarity:
                continue
            denying = later if later.polarity == "negative" else earlier
            affirming = earlier if denying is later else later
            reason = _reason(denying, affirming, words, parties, any(kinds.get(a) == "deny" for a in denying.attributions))
            if reason is not None:
                pair = sorted({_first(earlier, by_id), _first(later, by_id)}, key=lambda id: position[id])
                found.setdefault(tuple(pair), reason)
    return tuple(Contradiction(claims, reason) for claims, reason in found.items())


def _reason(denying: Claim, affirming: Claim, words: dict[str, set[str]], parties: dict[str, set[str]], is_denial: bool) -> str | None:
    """Why the two can't both hold, or None where they may."""
    if denying.restates == affirming.id or affirming.restates == denying.id:
        return "one event, affirmed and denied"
    own = words[denying.id]
    shared = own & words[affirming.id]
    if denying.event.act == affirming.event.act and _same_parties(denying, affirming) and _may_be_simultaneous(denying, affirming):
        if denying.event.act in acts() or 2 * len(shared) >= len(own) > 0:
            return "same act and party, affirmed and denied"
    if is_denial or denying.event.act == "deny":
        if shared and len(shared) >= _SHARE * len(own) and (len(shared) > 1 or parties[denying.id] & parties[affirming.id]):
            return f"a denial of what another claim affirms ({', '.join(sorted(shared))})"
    return None


def _first(claim: Claim, by_id: dict[str, Claim]) -> str:
    """The earliest claim of the same polarity that *claim* restates."""
    seen = {claim.id}
    while claim.restates in by_id and claim.restates not in seen and by_id[claim.restates].polarity == claim.polarity:
        claim = by_id[claim.restates]
        seen.add(claim.id)
    return claim.id


def _parties(claim: Claim, countries: dict[str, str]) -> set[str]:
    """Who acts, who undergoes, and the countries they act for; for a denial its speaker too."""
    ids = {*claim.event.actor, *claim.event.recipient}
    if claim.polarity == "negative" and len(claim.chain) > 1:
        ids.update(claim.chain[0].split("+"))
    return ids | {countries[id] for id in ids if id in countries}


def _same_parties(one: Claim, other: Claim) -> bool:
    """Whether actors meet (or recipients, where a claim names no actor) and named recipients don't part."""
    actors = set(one.event.actor) & set(other.event.actor)
    recipients = set(one.event.recipient) & set(other.event.recipient)
    if one.event.actor and other.event.actor:
        return bool(actors) and (bool(recipients) or not (one.event.recipient and other.event.recipient))
    return bool(recipients)


def _may_be_simultaneous(one: Claim, other: Claim) -> bool:
    """False where both are dated and neither date lies in the other (dates that are sets or intervals may always meet)."""
    dates = [claim.event.time.edtf if claim.event.time else None for claim in (one, other)]
    if any(date is None or not re.fullmatch(r"[\d-]+", date) for date in dates):
        return True
    first, second = str(dates[0]), str(dates[1])
    return first.startswith(second) or second.startswith(first)


def _words(ledger: Ledger, claim: Claim) -> set[str]:
    """The content words of a claim, in singular, without its parties' mentions and names (words with a capital)."""
    text = ledger.dispatch.text
    ids = {*claim.event.actor, *claim.event.recipient}
    mentions = [span for entity in ledger.entities if entity.id in ids for span in entity.mentions]
    found = ((Span(span.start + m.start(), span.start + m.end()), m[0]) for span in claim.spans for m in _WORD.finditer(span.of(text)))
    words = [word for place, word in found if not any(mention.holds(place) for mention in mentions)]
    return {_singular(word) for word in words if word[0].islower() and word not in _EMPTY}


def _singular(word: str) -> str:
    return word[:-1] if word[-1] in "sx" and not word.endswith("ss") and len(word) > 4 else word
