"""A card: what linking needs of one dispatch, made once from its ledger and kept by the store."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, get_type_hints

import msgspec

from selon.model.attribution import Quote
from selon.model.claim import Certainty, Claim, Polarity, Status
from selon.model.dispatch import Link, Relation
from selon.model.dispatch import Status as Standing
from selon.model.ledger import Ledger
from selon.model.text import Span
from selon.stories.days import Days, days_of
from selon.stories.minhash import signature_of
from selon.stories.parties import home_of, links_of, parties_of
from selon.stories.party import Party
from selon.stories.quantities import Counted, quantities_of
from selon.stories.words import Token, content_of, hints_of, lexicon, term_of, tokens_of, words_to_reject

#: For how many cards, and for how many pairs of them, functions remember what they worked out (``lru_cache``): a story that grows by one dispatch asks
#: the same of all the others again.
CARDS, PAIRS = 4096, 20_000
_start = attrgetter("start")


class Quantity(NamedTuple):
    """A number in a claim: *value*, what it counts (*of*: ``killed``, ``percent``, ``soldier``, a concept of the language's table, else the stem of the noun),
    *who* was killed, wounded ..., *bound* (at-least, at-most, about or empty), and its *words*."""

    value: float
    of: str
    who: str
    bound: str
    words: str


class Fact(NamedTuple):
    """A claim as linking needs it; entities are keys of parties.

    *at* is where it begins in the text. *names* are all parties that its words name, *terms* its content words as they are compared
    (``words.term_of``), *hints* the acts that they may name. *chain* is from the
    innermost out, without AGENCY, links held jointly joined by ``+``. *sources* are the keys of the primary source (``Party.source`` of the outermost link
    before AGENCY; several for a joint link), empty for the agency's own voice. *denies* where an
    attribution of the chain denies, or turns down somebody's words.
    """

    id: str
    at: int
    type: str | None
    act: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: str | None
    time: str | None
    days: Days | None
    ahead: bool
    polarity: Polarity
    certainty: Certainty
    denies: bool
    quote: Quote
    quantities: tuple[Quantity, ...]
    terms: tuple[str, ...]
    hints: tuple[str, ...]
    names: tuple[str, ...]
    chain: tuple[str, ...]
    sources: tuple[str, ...]
    restates: str | None
    words: str


class Owed(NamedTuple):
    """A commitment of the dispatch; parties are keys."""

    id: str
    act: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    due: str | None
    days: Days | None
    status: Status
    claims: tuple[str, ...]
    closed_by: tuple[str, ...]


class Silence(NamedTuple):
    """An omission; *source* is a party's key, AGENCY or None."""

    source: str | None
    kind: str
    what: str


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """What linking needs of one dispatch. Cards never change and are told by identity, so that what was worked out for them can be remembered.

    *key* is the store's; *days* the days it may have been published on; *home* the country it is at home in (``parties.home_of``); *signature* the MinHash
    of its words; *terms* and *hints* are those of all its words, *quantities* all its numbers.
    """

    key: str
    lang: str
    days: Days | None
    provider: str | None
    outlet: str | None
    guid: str | None
    url: str | None
    standing: Standing
    links: tuple[Link, ...]
    home: str | None
    headline: str
    text: str
    paragraphs: tuple[Span, ...]
    signature: tuple[int, ...]
    terms: tuple[str, ...]
    hints: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    parties: tuple[Party, ...]
    facts: tuple[Fact, ...]
    owed: tuple[Owed, ...]
    silences: tuple[Silence, ...]


def card_of(ledger: Ledger, key: str, parties: dict[str, Party] | None = None) -> Card:
    """The card of *ledger*; *key* is the store's key of the dispatch, *parties* are those of ``parties_of``, where they are at hand."""
    dispatch = ledger.dispatch
    lex = lexicon(dispatch.lang)
    tokens = tokens_of(dispatch.text)
    parties = parties_of(ledger) if parties is None else parties
    mentions = tuple(span for entity in ledger.entities if entity.named for span in entity.mentions)
    told = _outside(content_of(tokens, lex), mentions)
    printed = tuple(span for span in (dispatch.headline, *dispatch.paragraphs) if span)
    body = _inside(tokens, printed)
    dates = tuple(timex.span for timex in ledger.timexes)
    counted = [each for each in quantities_of(dispatch.text, tokens, lex, dates) if body and body[0].start <= each.span.start <= body[-1].start]
    words = [token.word for token in _inside(told, printed)]
    placed = [(span, parties[entity.id].key) for entity in ledger.entities for span in entity.mentions]
    unique = {party.key: party for party in reversed(parties.values())}
    return Card(
        key=key,
        lang=dispatch.lang,
        days=days_of(dispatch.date),
        provider=dispatch.provider,
        outlet=dispatch.carriage.outlet,
        guid=dispatch.carriage.guid,
        url=dispatch.url,
        standing=dispatch.status,
        links=dispatch.carriage.links,
        home=home_of(ledger),
        headline=dispatch.headline.of(dispatch.text) if dispatch.headline else "",
        text=dispatch.text,
        paragraphs=dispatch.paragraphs,
        signature=signature_of([token.word for token in body]),
        terms=tuple(sorted({term_of(word, lex) for word in words})),
        hints=hints_of(words, lex),
        quantities=tuple(_quantity(each, dispatch.text) for each in counted),
        parties=tuple(unique[each] for each in sorted(unique)),
        facts=tuple(_fact(claim, ledger, parties, placed, told, counted) for claim in ledger.claims),
        owed=tuple(
            Owed(m.id, m.act, _keys(m.by, parties), _keys(m.to, parties), m.due, days_of(m.due), m.status, m.claims, m.closed_by) for m in ledger.commitments
        ),
        silences=tuple(Silence(parties[o.source].key if o.source in parties else o.source, o.kind, o.what) for o in ledger.omissions),
    )


@lru_cache(CARDS)
def sides_of(card: Card) -> dict[str, frozenset[str]]:
    """Key of a party of *card* -> the keys it is known by when it acts (``Party.sides``)."""
    return {party.key: party.sides for party in card.parties}


def to_json(card: Card) -> bytes:
    """The card as compact JSON: arrays of the fields of a card and its parts, in their order. The same card, the same bytes."""
    values = list(_values(card))
    values[_LINKS] = [(link.relation, link.target, link.evidence) for link in card.links]
    return msgspec.json.encode(values)


def from_json(data: bytes) -> Card:
    """The card that ``to_json`` wrote. One is read for each dispatch that a new one is set against, so it is decoded by its types, without a value between."""
    values = list(_decode(data))
    values[_LINKS] = tuple(Link(*link) for link in values[_LINKS])
    return Card(*values)


_FIELDS = tuple(each.name for each in fields(Card))
_LINKS = _FIELDS.index("links")
_values = attrgetter(*_FIELDS)
_types = {**get_type_hints(Card), "links": tuple[tuple[Relation, str, str], ...]}
_decode = msgspec.json.Decoder(tuple[tuple(_types[name] for name in _FIELDS)]).decode  # type: ignore[misc]


def _fact(claim: Claim, ledger: Ledger, parties: dict[str, Party], placed: list[tuple[Span, str]], content: list[Token], counted: list[Counted]) -> Fact:
    text = ledger.dispatch.text
    event = claim.event
    lex = lexicon(ledger.dispatch.lang)
    words = [token.word for token in _inside(content, claim.spans)]
    inside = {key for start, end in claim.spans for (begin, finish), key in placed if start < finish and begin < end}
    links = links_of(claim.chain, parties)
    kinds = {attribution.id: attribution.kind for attribution in ledger.attributions}
    return Fact(
        id=claim.id,
        at=claim.spans[0].start if claim.spans else 0,
        type=event.type,
        act=event.act,
        actor=_keys(event.actor, parties),
        recipient=_keys(event.recipient, parties),
        place=parties[event.place].key if event.place in parties else None,
        time=event.time.edtf if event.time else None,
        days=days_of(event.time.edtf) if event.time else None,
        ahead="future" in event.auxiliary,
        polarity=claim.polarity,
        certainty=claim.certainty,
        denies=event.act == "deny" or any(kinds.get(id) == "deny" for id in claim.attributions) or event.type == "REJECT" and _turns_down(claim, ledger),
        quote=claim.quote,
        quantities=tuple(_quantity(each, text) for each in counted if any(span.start <= each.span.start < span.end for span in claim.spans)),
        terms=tuple(sorted({term_of(word, lex) for word in words})),
        hints=hints_of(words, lex),
        names=tuple(sorted(inside)),
        chain=tuple("+".join(_keys(link, parties)) for link in links),
        sources=tuple(sorted({parties[id].source for id in links[-1] if id in parties} - {""})) if links else (),
        restates=claim.restates,
        words=" ... ".join(span.of(text) for span in claim.spans),
    )


def _turns_down(claim: Claim, ledger: Ledger) -> bool:
    """Whether the claim's cues name words that are turned down as untrue: "rejected claims that ..."."""
    words = words_to_reject(ledger.dispatch.lang)
    return any(token.word in words for cue in claim.cues for token in tokens_of(cue.of(ledger.dispatch.text)))


def _inside(tokens: list[Token], spans: tuple[Span, ...]) -> list[Token]:
    """The tokens that begin in one of *spans*, in order."""
    return [tokens[at] for at in sorted(_places(tokens, spans))]


def _outside(tokens: list[Token], spans: tuple[Span, ...]) -> list[Token]:
    """The tokens that lie in none of *spans* (names are compared as parties, not as words)."""
    inside = _places(tokens, spans)
    return [token for at, token in enumerate(tokens) if at not in inside]


def _places(tokens: list[Token], spans: tuple[Span, ...]) -> set[int]:
    """The places in *tokens* (in order of their start) of those that begin in one of *spans*; looked up, since a dispatch has hundreds of both."""
    return {at for span in spans for at in range(bisect_left(tokens, span.start, key=_start), bisect_left(tokens, span.end, key=_start))}


def _keys(ids: tuple[str, ...], parties: dict[str, Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(parties[id].key if id in parties else id for id in ids))


def _quantity(counted: Counted, text: str) -> Quantity:
    return Quantity(counted.value, counted.of, counted.who, counted.bound, counted.span.of(text))
