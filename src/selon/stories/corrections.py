"""What a correction, or a dispatch that kills another, takes back or changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from selon.stories.card import Card, Fact
from selon.stories.contradictions import opposed
from selon.stories.origins import Ref
from selon.stories.told import Opposed, corrects
from selon.stories.words import fold, is_number, lexicon, tokens_of

#: The share of words that two wordings of one claim have in common, at least.
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Correction:
    """Claim *corrects* is withdrawn or changed by dispatch *dispatch*, in its claims *by* (none where it kills the other as a
    whole); *what*: ``withdrawn``, ``number``, ``date``, ``place``, ``actor``."""

    corrects: Ref
    dispatch: str
    by: tuple[Ref, ...]
    what: tuple[str, ...]
    why: str


def corrections(cards: Sequence[Card], pairs: Iterable[Opposed] | None = None) -> tuple[Correction, ...]:
    """What corrections in a story withdraw or change, in order of the claims corrected; *pairs* are those of ``contradictions.opposed``, where at hand.

    A correction takes back the claims of an earlier dispatch that it denies or counts otherwise, and changes those that it tells anew in nearly the same
    words with another number or name. A kill withdraws all claims of the dispatch whose headline it repeats or that it names.
    """
    ordered = sorted(cards, key=lambda card: (card.days or ("9", ""), card.key))
    place = {(card.key, fact.id): (number, at) for number, card in enumerate(ordered) for at, fact in enumerate(card.facts)}
    found: dict[tuple[Ref, str], list[tuple[Ref | None, str, str]]] = {}
    for earlier, later, opposed_in, why in opposed(cards) if pairs is None else pairs:
        if corrects(earlier, later):
            taken = opposed_in if opposed_in in ("number", "date", "place") else "withdrawn"
            found.setdefault((earlier.ref, later.card.key), []).append((later.ref, taken, why))
    for number, card in enumerate(ordered):
        for earlier_card in ordered[:number]:
            for ref, by, what, why in _changes(earlier_card, card):
                those = found.setdefault((ref, card.key), [])
                if (by, what) not in [(each, kind) for each, kind, _ in those]:
                    those.append((by, what, why))
    return tuple(
        Correction(
            ref,
            dispatch,
            tuple(dict.fromkeys(by for by, _, _ in those if by is not None)),
            tuple(dict.fromkeys(what for _, what, _ in those)),
            "; ".join(dict.fromkeys(why for _, _, why in those)),
        )
        for (ref, dispatch), those in sorted(found.items(), key=lambda item: (place[item[0][0]], item[0][1]))
    )


def _changes(earlier: Card, later: Card) -> Iterator[tuple[Ref, Ref | None, str, str]]:
    """(claim, claim that changes it, what, why) where *later* corrects *earlier*: both of one agency."""
    if later.provider is None or later.provider != earlier.provider or later.lang != earlier.lang:
        return
    if later.standing == "kill" and _headline(earlier) and _headline(later).endswith(_headline(earlier)):
        for fact in earlier.facts:
            yield (earlier.key, fact.id), None, "withdrawn", f"killed: {later.headline}"
    elif later.standing == "correction":
        for fact in earlier.facts:
            for other in later.facts:
                for what in _differences(earlier, fact, later, other):
                    yield (earlier.key, fact.id), (later.key, other.id), what, f"{fact.words} / {other.words}"


def _differences(earlier: Card, fact: Fact, later: Card, other: Fact) -> list[str]:
    """In what two wordings of one claim differ: numbers, the names of places or of others; nothing where they are not two wordings of one."""
    if fact.act != other.act or fact.chain != other.chain:
        return []
    lex = lexicon(earlier.lang)
    mine, theirs = ([token.word for token in tokens_of(each.words)] for each in (fact, other))
    common = set(mine) & set(theirs)
    if mine == theirs or len(common) < _ALIKE * max(len(set(mine)), len(set(theirs))):
        return []
    changed = (set(mine) | set(theirs)) - common
    found = ["number"] if any(is_number(word, lex) for word in changed) else []
    parties = {party.key: party for card in (earlier, later) for party in card.parties if party.named}
    for key in sorted(set(fact.names) ^ set(other.names)):
        party = parties.get(key)
        if party is not None and {fold(word) for word in party.name.split()} & changed:
            found.append("place" if party.kind == "place" else "actor")
    return list(dict.fromkeys(found))


def _headline(card: Card) -> str:
    return " ".join(token.word for token in tokens_of(card.headline))
